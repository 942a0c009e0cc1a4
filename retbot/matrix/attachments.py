"""Files in a room: encrypted before they are uploaded, with their keys in the encrypted event."""

import io
from typing import Any

from retbot.matrix.client.errors import must_succeed
from retbot.matrix.client.nio_client import Client
from retbot.ports.attachments import Attachment


async def upload(client: Client, attachment: Attachment) -> dict[str, Any]:
    """Returns the value of `file` in the event. The upload has no file name, because that would not be encrypted."""
    data = io.BufferedReader(io.BytesIO(attachment.content))
    response, keys = await client.upload(data, encrypt=True, filesize=len(attachment.content))
    return {**keys, "url": must_succeed(response).content_uri}


def content_of(attachment: Attachment, file: dict[str, Any]) -> dict[str, Any]:
    content: dict[str, Any] = {
        "msgtype": "m.file",
        "body": attachment.name,
        "filename": attachment.name,
        "info": {"mimetype": attachment.mime_type, "size": len(attachment.content)},
        "file": file,
        "m.mentions": {},
    }
    if attachment.thread:
        content["m.relates_to"] = {
            "rel_type": "m.thread",
            "event_id": attachment.thread,
            "is_falling_back": True,
            "m.in_reply_to": {"event_id": attachment.thread},
        }
    return content
