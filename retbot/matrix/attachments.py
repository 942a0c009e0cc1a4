"""Files in a room: encrypted before they are uploaded and after they are downloaded, with their keys in the encrypted
event."""

import asyncio
import io
from typing import Any
from urllib.parse import urlsplit

import structlog
from aiohttp import ClientError
from nio import Api, EncryptionError
from nio.crypto.attachments import decrypt_attachment

from retbot.matrix.client.errors import must_succeed
from retbot.matrix.client.nio_client import Client
from retbot.ports.attachments import Attachment

log = structlog.get_logger()

_LARGEST = 1_000_000
"""Bytes of a file that people send."""
_TRIES = 3


async def fetch(client: Client, event: Any) -> bytes | None:
    """The content of a nio.RoomEncryptedFile. None when it is too large, cannot be fetched, or is not the file whose
    checksum the sender put into the encrypted event."""
    for tries in range(_TRIES):
        try:
            encrypted = await _fetch_encrypted(client, event.url)
        except (ClientError, TimeoutError, OSError) as error:
            log.warning("file_not_fetched", error=type(error).__name__)
            await asyncio.sleep(tries)
        else:
            return _decrypt(encrypted, event) if encrypted else None
    return None


async def _fetch_encrypted(client: Client, url: str) -> bytes | None:
    """At most the bytes of the largest file; nio would read whatever the homeserver sends. Without nio's query, which
    holds a token as well: a homeserver refuses two."""
    named = urlsplit(url)
    method, path = Api.download(named.netloc, named.path.strip("/"))
    response = await client.send(
        method, path.partition("?")[0], None, {"Authorization": f"Bearer {client.access_token}"}
    )
    try:
        if response.status != 200:
            return None
        found = bytearray()
        async for chunk in response.content.iter_chunked(65_536):
            found += chunk
            if len(found) > _LARGEST:
                return None
        return bytes(found)
    finally:
        response.close()


def _decrypt(encrypted: bytes, event: Any) -> bytes | None:
    try:
        content: bytes = decrypt_attachment(encrypted, event.key["k"], event.hashes["sha256"], event.iv)
    except (EncryptionError, KeyError, TypeError, ValueError) as error:
        log.warning("file_not_fetched", error=type(error).__name__)
        return None
    return content


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
