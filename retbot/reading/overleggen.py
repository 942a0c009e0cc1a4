"""Arguments for planning an overleg of the team, and for referring to one."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from retbot.domain.errors import Refusal
from retbot.domain.overleg.overleg import Overleg, on_day
from retbot.domain.tijd import AMSTERDAM, local, local_day
from retbot.reading import dates, series
from retbot.reading.arguments import coming_moment
from retbot.reading.grammar import Argument, Situation, WordsLeft, or_refuse
from retbot.reading.moments import minutes
from retbot.reading.series import TypedSeries

_TO = re.compile(r"(?:^|\s+)naar\s+(?P<to>.+)$", re.IGNORECASE)
_SLOT = re.compile(r"\btijdvak(?:ken)?\s+(?:van\s+)?(\d{1,3})(?:\s*min(?:uten)?)?\b", re.IGNORECASE)
_TAFEL = re.compile(r"\btafel\s+(\S+)", re.IGNORECASE)
_MEANT = {
    **dict.fromkeys(("afzeggen", "afgelast", "annuleer", "annuleren", "schrappen", "weg"), "overleg afgelasten"),
    **dict.fromkeys(("verzetten", "verplaats", "verplaatsen"), "overleg verzet"),
    "nodig": "overleg uitnodigen",
}
"""Words that people may type for the other commands about an overleg."""


@dataclass(frozen=True, slots=True)
class TypedSpan:
    """A day with a start and an end, both local."""

    day: date
    begin: time
    einde: time


@dataclass(frozen=True, slots=True)
class OverlegNamed:
    """The day of the overleg, and its local time when there are several on that day."""

    day: date
    begin: time | None = None

    def among(self, overleggen: Iterable[Overleg], now: datetime) -> Overleg:
        """Raises Refusal when there is none, or several, or when it has begun."""
        found = [one for one in on_day(overleggen, self.day) if self.begin in {None, local(one.start).time()}]
        if not found:
            raise Refusal("geen_overleg_op", op=self.day)
        if len(found) > 1:
            raise Refusal("welk_overleg", op=self.day)
        if found[0].start <= now:
            raise Refusal("overleg_bezig", op=self.day)
        return found[0]


@dataclass(frozen=True, slots=True)
class NewMoment:
    """The moment to which an overleg is moved: a day, a day with times, or only times; local."""

    day: date | None
    begin: time | None
    minuten: int | None

    def of(self, overleg: Overleg) -> datetime:
        """In UTC; parts that were not typed stay the same."""
        day, begin = self.day or local_day(overleg.start), self.begin or local(overleg.start).time()
        return datetime.combine(day, begin, AMSTERDAM).astimezone(UTC)


def _nothing(words: WordsLeft, _: Situation) -> str | None:
    return None if words.text else ""


def _when(words: WordsLeft, situation: Situation) -> TypedSpan | TypedSeries | None:
    if meant := _MEANT.get(words.text.lower().partition(" ")[0]):
        raise Refusal("onbekend", bedoeld=meant, vorm=f"{meant} DATUM")
    if not words.text:
        return None
    text, now, team = words.take_all(), situation.now, situation.team
    if series.is_series(text):
        return series.read(text, now, team.kalender, team.convenant)
    day, begin, until = coming_moment(text, now, team.kalender)
    if until is None:
        raise Refusal("overleg_einde_ontbreekt")
    return TypedSpan(day, begin, until)


def _tafel(words: WordsLeft, situation: Situation) -> str | None:
    found = words.take(_TAFEL)
    if not found:
        return None
    known = {tafel.naam.lower(): tafel.naam for tafel in situation.team.convenant.tafels}
    if found[1].lower() not in known:
        raise Refusal("tafel_onbekend", tafels=list(known.values()))
    return known[found[1].lower()]


def _slot(words: WordsLeft, _: Situation) -> int | None:
    found = words.take(_SLOT)
    return int(found[1]) if found else None


def _which_overleg(words: WordsLeft, situation: Situation) -> OverlegNamed | None:
    if not words.text:
        return None
    read = _moment(words.take_all(), situation)
    return OverlegNamed(read.day, read.time)


def _to(words: WordsLeft, situation: Situation) -> NewMoment | None:
    found = words.take(_TO)
    if not found:
        return None
    text = found["to"]
    only_times = text[:1].isdigit() and ":" in text and isinstance(_read(text, situation), dates.Ask)
    read = _moment(f"overmorgen {text}" if only_times else text, situation)
    length = minutes(read.time, read.until) if read.time and read.until else None
    return NewMoment(None if only_times else read.day, read.time, length)


def _moment(text: str, situation: Situation) -> dates.Moment:
    read = _read(text, situation)
    if isinstance(read, dates.Ask):
        raise Refusal("datum_gevraagd", vraag=read.question)
    return read


def _read(text: str, situation: Situation) -> dates.Moment | dates.Ask:
    return dates.read(text, situation.now, situation.team.kalender)


NOTHING = Argument("", _nothing)
"""For a command without any further words."""
WHEN: Argument[TypedSpan | TypedSeries] = Argument("[elke] donderdag 13:00-15:00 [vanaf DATUM] [tot DATUM]", _when)
"""All remaining words: one overleg, or a series."""
TAFEL = Argument("tafel NAAM", _tafel, anywhere=True)
"""The table of the covenant that an overleg is for."""
SLOT_LENGTH = Argument("tijdvak 30", _slot, anywhere=True)
"""In minutes."""
NAMED = Argument("DATUM", _which_overleg)
"""All remaining words: the day of an overleg, optionally with its time."""
WHICH = or_refuse(NAMED, lambda _: Refusal("welk_overleg_bedoelt_u"))
TO = Argument("naar EENDAG 14:00-16:00", _to, anywhere=True)
