"""What is remembered of each person, in memory only: the command that the bot asked back about, and what they did in
the last hour."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.casus import Casus, Feit
from retbot.ports import Message
from retbot.reading.answers import NO, YES
from retbot.reading.arguments import is_code

FRESH = timedelta(minutes=15)
_AN_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class _Replacement:
    line: tuple[str, str | None]
    text: str
    at: datetime
    lacks_part: bool


@dataclass(slots=True)
class Corrections:
    """A command that was asked back about, until the writer types `ja`, the part that it lacks, or something else.
    Nothing of it may be stored before it was confirmed. All instants are aware, in UTC."""

    _kept: dict[str, _Replacement] = field(default_factory=dict)

    def keep(self, message: Message, text: str, now: datetime, *, lacks_part: bool = False) -> None:
        self._kept[message.sender] = _Replacement(_line(message), text, now, lacks_part)

    def confirmation(self, message: Message, text: str, now: datetime) -> str | None:
        """The corrected command, if `text` says yes to the question that was asked here recently; the whole one, if
        `text` is the code that was asked for."""
        kept = self._kept_here(message, now)
        if kept and kept.lacks_part and is_code(text):
            return f"{kept.text} {text}"
        return kept.text if kept and not kept.lacks_part and text.lower() in YES else None

    def with_part(self, message: Message, text: str, now: datetime) -> str | None:
        """The command that lacked a part, with `text` behind it; it need not be a whole one."""
        kept = self._kept_here(message, now)
        return f"{kept.text} {text}" if kept and kept.lacks_part else None

    def is_declined(self, message: Message, text: str, now: datetime) -> bool:
        kept = self._kept_here(message, now)
        return text.lower() in NO and kept is not None and not kept.lacks_part

    def _kept_here(self, message: Message, now: datetime) -> _Replacement | None:
        """What was asked here recently."""
        kept = self._kept.get(message.sender)
        return kept if kept and kept.line == _line(message) and now - kept.at <= FRESH else None

    def forget(self, sender: str) -> None:
        """After it was carried out, or when the person says something else to the bot."""
        self._kept.pop(sender, None)


def _line(message: Message) -> tuple[str, str | None]:
    return message.room_id, message.thread


@dataclass(frozen=True, slots=True)
class Doing:
    """One message of a person, and what it changed. With `undone_by` it is not taken back but put right by typing that,
    which may contain the name of an example."""

    at: datetime
    command: str
    undone_by: str
    code: Casecode | None = None
    before: Casus | None = None
    after: Casus | None = None
    """As the case was before and after; no `before` when it is new, no `after` when no case was changed."""
    team_feiten: tuple[Feit, ...] = ()
    """Facts of the team that were added."""
    has_acted: bool = False


@dataclass(slots=True)
class Doings:
    """What people did in the last hour. After a restart `herstel` remains."""

    _done: dict[str, list[Doing]] = field(default_factory=dict)
    _went_back: set[str] = field(default_factory=set)
    """Who took something back, and did nothing else since."""

    def last(self, person: str, code: Casecode | None, now: datetime) -> Doing | None:
        """The last thing that this person did within the hour; with a code, in that case."""
        recent = [one for one in self._done.get(person, ()) if now - one.at <= _AN_HOUR]
        return next((one for one in reversed(recent) if code in {None, one.code}), None)

    def keep(self, person: str, doing: Doing) -> None:
        recent = [one for one in self._done.get(person, ()) if doing.at - one.at <= _AN_HOUR]
        self._done[person] = [*recent, doing]
        self._went_back.discard(person)

    def drop(self, person: str, doing: Doing) -> None:
        self._done[person] = [one for one in self._done.get(person, ()) if one is not doing]
        self._went_back.add(person)

    def has_gone_back(self, person: str) -> bool:
        """Whether this person took something back last."""
        return person in self._went_back
