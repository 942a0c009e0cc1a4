"""Remembers a command that was asked back about, until the writer types `ja`, the code that it lacks, or something
else."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from retbot.ports import Message
from retbot.reading.answers import NO, YES
from retbot.reading.arguments import is_code

FRESH = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class _Replacement:
    line: tuple[str, str | None]
    text: str
    at: datetime
    lacks_code: bool


@dataclass(slots=True)
class Corrections:
    """In memory only, because nothing of it may be stored before it was confirmed. All instants are aware, in UTC."""

    _kept: dict[str, _Replacement] = field(default_factory=dict)

    def keep(self, message: Message, text: str, now: datetime, *, lacks_code: bool = False) -> None:
        self._kept[message.sender] = _Replacement(_line(message), text, now, lacks_code)

    def confirmation(self, message: Message, text: str, now: datetime) -> str | None:
        """The corrected command, if `text` says yes to the question that was asked here recently; the whole one, if
        `text` is the code that was asked for."""
        kept = self._kept_here(message, now)
        if kept and kept.lacks_code and is_code(text):
            return f"{kept.text} {text}"
        return kept.text if kept and not kept.lacks_code and text.lower() in YES else None

    def is_declined(self, message: Message, text: str, now: datetime) -> bool:
        kept = self._kept_here(message, now)
        return text.lower() in NO and kept is not None and not kept.lacks_code

    def _kept_here(self, message: Message, now: datetime) -> _Replacement | None:
        """What was asked here recently."""
        kept = self._kept.get(message.sender)
        return kept if kept and kept.line == _line(message) and now - kept.at <= FRESH else None

    def forget(self, sender: str) -> None:
        """After it was carried out, or when the person says something else to the bot."""
        self._kept.pop(sender, None)


def _line(message: Message) -> tuple[str, str | None]:
    return message.room_id, message.thread
