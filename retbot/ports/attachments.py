"""A file that the bot puts in a room, encrypted."""

from dataclasses import dataclass, field

from retbot.ports.closed_sets import Content, EventId, FileName, MimeType, RoomId


@dataclass(frozen=True, slots=True)
class Attachment:
    """`name` ends as its `mime_type` asks. The homeserver sees the size, and neither name nor type."""

    room_id: RoomId
    name: FileName
    content: Content = field(repr=False)
    mime_type: MimeType
    thread: EventId | None = None
