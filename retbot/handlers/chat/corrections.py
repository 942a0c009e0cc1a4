"""A command whose text has a typing error, as it may have been meant: until its writer says `ja` or something else."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from retbot.ports import Message
from retbot.reading.answers import YES

FRESH = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class _Replacement:
    line: tuple[str, str | None]
    text: str
    at: datetime


@dataclass(slots=True)
class Corrections:
    """Kept in memory, for nothing of it may be stored before it was confirmed. All instants are aware, in UTC."""

    _kept: dict[str, _Replacement] = field(default_factory=dict)

    def keep(self, message: Message, text: str, now: datetime) -> None:
        self._kept[message.sender] = _Replacement(_line(message), text, now)

    def confirmation(self, message: Message, text: str, now: datetime) -> str | None:
        """The command as it was meant, if `text` says yes to what was asked here not long ago."""
        kept = self._kept.get(message.sender)
        if kept is None or text.lower() not in YES or kept.line != _line(message) or now - kept.at > FRESH:
            return None
        return kept.text

    def forget(self, sender: str) -> None:
        """Once it was done, or something else was said to the bot."""
        self._kept.pop(sender, None)


def _line(message: Message) -> tuple[str, str | None]:
    return message.room_id, message.thread
