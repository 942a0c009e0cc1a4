"""What a person's Matrix client shows: events and rooms."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Sight:
    """An event as this person sees it now; edits, redactions and late keys replace the earlier sight."""

    event_id: str
    room_id: str
    sender: str
    wire_type: str
    """m.room.encrypted for what the homeserver could not read."""
    type: str
    state_key: str | None
    msgtype: str | None
    body: str | None
    formatted_body: str | None
    thread: str | None
    """Root event of the thread."""
    reply_to: str | None
    replaces: str | None
    """The event that this one edits."""
    replaced_by: str | None
    reacts_to: str | None
    emoji: str | None
    mentions: tuple[str, ...]
    rings: bool
    """Whether the person's client highlights it."""
    failure: str | None
    """Why it could not be decrypted: a DecryptionFailureCode."""
    shield: int | None
    """0 none, 1 grey, 2 red; None when it came in the clear."""
    redacted: bool
    content: dict[str, Any]

    @property
    def safe(self) -> bool:
        """It came encrypted, could be read, and shows no warning."""
        return self.wire_type == "m.room.encrypted" and self.failure is None and self.shield == 0


@dataclass(frozen=True, slots=True)
class Membership:
    room_id: str
    membership: str
    inviter: str | None = None
    direct: bool = False
