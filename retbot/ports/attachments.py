"""A file that the bot puts in a room, encrypted."""

from dataclasses import dataclass, field

from retbot.ports.closed import Content, EventId, FileName, MimeType, RoomId


@dataclass(frozen=True, slots=True)
class Attachment:
    """`name` ends as its `kind` (a MIME type) asks. The homeserver sees the size, and neither name nor kind."""

    room_id: RoomId
    name: FileName
    content: Content = field(repr=False)
    kind: MimeType
    thread: EventId | None = None
