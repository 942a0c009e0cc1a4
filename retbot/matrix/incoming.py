"""Turns nio's events into values of the port."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from nio import (
    MegolmEvent,
    ReactionEvent,
    RedactionEvent,
    RoomEncryptedFile,
    RoomMessageText,
    UnknownEncryptedEvent,
    UnknownEvent,
)
from nio.events import BadEvent

from retbot.matrix.markup import plain_emoji, spoken_text
from retbot.matrix.polls import options_of
from retbot.matrix.rooms.faults import is_between_two
from retbot.ports import Doubt, Message, PollEnded, Reaction, Vote, Withdrawal

LATEST_MS = 253_402_300_799_000


@dataclass(frozen=True, slots=True)
class IncomingText:
    """A text message whose sender has not been checked yet."""

    event: Any
    room: Any

    def message(self, own_id: str, doubt: Doubt | None) -> Message:
        content = self.event.source.get("content", {})
        relation = _relation(content)
        new = content.get("m.new_content") if relation.get("rel_type") == "m.replace" else None
        edits = isinstance(new, dict)
        return Message(
            event_id=self.event.event_id,
            room_id=self.room.room_id,
            sender=self.event.sender,
            body="" if doubt is Doubt.UNDECRYPTABLE else spoken_text(new if isinstance(new, dict) else content, own_id),
            sent_at=_instant(self.event.server_timestamp),
            thread=_target(relation) if relation.get("rel_type") == "m.thread" else None,
            answers=None if "rel_type" in relation else _target(_relation(relation, "m.in_reply_to")),
            replaces=_target(relation) if edits else None,
            direct=is_between_two(self.room) and self.event.sender in self.room.users,
            doubt=doubt,
        )


def is_text(event: Any) -> bool:
    """Only m.text from a person; messages of bots (m.notice) and everything else are ignored."""
    return isinstance(event, RoomMessageText)


def is_file(event: Any) -> bool:
    return isinstance(event, RoomEncryptedFile)


def is_undecryptable(event: Any) -> bool:
    unread = isinstance(event, BadEvent) and event.type == "m.room.encrypted"
    return unread or isinstance(event, MegolmEvent | UnknownEncryptedEvent)


def reaction(event: ReactionEvent, room_id: str) -> Reaction:
    return Reaction(event.event_id, room_id, event.sender, event.reacts_to, plain_emoji(event.key))


def withdrawal(event: RedactionEvent, room_id: str) -> Withdrawal:
    return Withdrawal(event.event_id, room_id, event.sender, event.redacts)


def vote(event: UnknownEvent, room_id: str, doubt: Doubt | None) -> Vote:
    options = options_of(event.source.get("content", {}))
    return Vote(event.event_id, room_id, event.sender, options, _instant(event.server_timestamp), doubt)


def poll_ended(event: UnknownEvent, room_id: str) -> PollEnded:
    poll = _target(_relation(event.source.get("content", {})))
    return PollEnded(event.event_id, room_id, event.sender, poll or "")


def _relation(content: dict[str, Any], name: str = "m.relates_to") -> dict[str, Any]:
    relation = content.get(name)
    return relation if isinstance(relation, dict) else {}


def _target(relation: dict[str, Any]) -> str | None:
    event_id = relation.get("event_id")
    return event_id if isinstance(event_id, str) else None


def _instant(milliseconds: int) -> datetime:
    """According to the homeserver, so not reliable."""
    return datetime.fromtimestamp(min(max(milliseconds, 0), LATEST_MS) / 1000, UTC)
