"""A file that the bot puts in a room, encrypted."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Attachment:
    """`name` ends as its `kind` (a MIME type) asks. The homeserver sees the size, and neither name nor kind."""

    room_id: str
    name: str
    content: bytes = field(repr=False)
    kind: str
    thread: str | None = None
