"""Remembers a command that was asked back about, until the writer types `ja` or something else."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from retbot.ports import Message
from retbot.reading.answers import NO, YES

FRESH = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class _Replacement:
    line: tuple[str, str | None]
    text: str
    at: datetime


@dataclass(slots=True)
class Corrections:
    """In memory only, because nothing of it may be stored before it was confirmed. All instants are aware, in UTC."""

    _kept: dict[str, _Replacement] = field(default_factory=dict)

    def keep(self, message: Message, text: str, now: datetime) -> None:
        self._kept[message.sender] = _Replacement(_line(message), text, now)

    def confirmation(self, message: Message, text: str, now: datetime) -> str | None:
        """The corrected command, if `text` says yes to the question that was asked here recently."""
        kept = self._kept_here(message, now)
        return kept.text if kept and text.lower() in YES else None

    def is_declined(self, message: Message, text: str, now: datetime) -> bool:
        return text.lower() in NO and self._kept_here(message, now) is not None

    def _kept_here(self, message: Message, now: datetime) -> _Replacement | None:
        """What was asked here recently."""
        kept = self._kept.get(message.sender)
        return kept if kept and kept.line == _line(message) and now - kept.at <= FRESH else None

    def forget(self, sender: str) -> None:
        """After it was carried out, or when the person says something else to the bot."""
        self._kept.pop(sender, None)


def _line(message: Message) -> tuple[str, str | None]:
    return message.room_id, message.thread
