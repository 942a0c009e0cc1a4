"""A file that the bot puts in a room, encrypted."""

from dataclasses import dataclass, field

from retbot.ports.closed_sets import Content, EventId, FileName, MimeType, RoomId


@dataclass(frozen=True, slots=True)
class Attachment:
    """The extension of `name` must match its `mime_type`. The homeserver sees only the size."""

    room_id: RoomId
    name: FileName
    content: Content = field(repr=False)
    mime_type: MimeType
    thread: EventId | None = None
