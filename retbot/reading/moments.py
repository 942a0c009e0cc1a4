"""Arguments for days, moments and places."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from functools import partial
from typing import NewType

from retbot.domain.errors import Refusal
from retbot.domain.tijd import AMSTERDAM, local
from retbot.reading import dates
from retbot.reading.arguments import coming_day, may_be_day, past_day, take_day
from retbot.reading.grammar import Argument, Situation, WordsLeft, otherwise

_DUUR = re.compile(r"\bduur[\s:=]+([1-9]\d{0,2})(?:\s*min(?:uten)?)?\b", re.IGNORECASE)
_TO = re.compile(r"^(?:naar|op)\s+", re.IGNORECASE)
_PLACE = re.compile(r"\bplek[\s:=]+([\w-]+)", re.IGNORECASE)

PlaceName = NewType("PlaceName", str)
"""The short name of a place in the settings."""


@dataclass(frozen=True, slots=True)
class TypedMoment:
    """May be incomplete. Times are local."""

    dag: date | None = None
    begin: time | None = None
    minuten: int | None = None

    def at(self, instant: datetime) -> "TypedMoment":
        """Fills in this moment when none was typed."""
        there = local(instant)
        return replace(self, dag=there.date(), begin=there.time())

    @property
    def start(self) -> datetime:
        """In UTC. Raises Refusal without a day or a time."""
        if self.dag is None:
            raise Refusal("moment_ontbreekt")
        if self.begin is None:
            raise Refusal("tijd_ontbreekt", op=self.dag)
        return datetime.combine(self.dag, self.begin, AMSTERDAM).astimezone(UTC)


def minutes(start: time, until: time) -> int:
    return (until.hour - start.hour) * 60 + until.minute - start.minute


def _minutes(words: WordsLeft, _: Situation) -> int | None:
    found = words.take(_DUUR)
    return int(found[1]) if found else None


def moment(form: str, example: str = "") -> Argument[TypedMoment]:
    """All remaining words, except one that does not belong to it: a future moment, of which any part may be missing."""
    return Argument(form, _moment, lambda _: TypedMoment(), example)


def _moment(words: WordsLeft, situation: Situation) -> TypedMoment | None:
    minuten = _minutes(words, situation)
    text = _TO.sub("", words.take_all())
    if not text:
        return None if minuten is None else TypedMoment(minuten=minuten)
    text, words.text = dates.apart(text, situation.now, situation.team.kalender)
    read = dates.read(text, situation.now, situation.team.kalender)
    if isinstance(read, dates.Ask):
        raise Refusal("datum_gevraagd", vraag=read.question)
    length = minutes(read.time, read.until) if read.time and read.until else minuten
    if minuten not in (None, length):
        words.text = f"{words.text} duur {minuten}".strip()
    return TypedMoment(read.day, read.time, length)


def _place(words: WordsLeft, situation: Situation) -> PlaceName | None:
    found = words.take(_PLACE)
    if not found:
        return None
    known = {name.lower(): name for name in situation.team.plekken}
    name = known.get(found[1].lower())
    if name is None:
        raise Refusal("plek_onbekend", plekken=sorted(situation.team.plekken))
    return PlaceName(name)


_ANYWAY = re.compile(r"(?:^|\s)toch$", re.IGNORECASE)


def _anyway(words: WordsLeft, _: Situation) -> bool | None:
    return words.take(_ANYWAY) is not None or None


ANYWAY = replace(otherwise(Argument("toch", _anyway, anywhere=True), lambda _: False), form="")
"""Added by the bot after `ja` to a question back (domain/errors.AskBack), so no form shows it."""
PLACE = Argument("plek NAAM", _place, anywhere=True)
DURATION = Argument("duur 45", _minutes, anywhere=True)
"""In minutes."""


def _past_clause(words: WordsLeft, situation: Situation, *, long_ago: bool = False) -> date | None:
    before = words.text
    words.text, day = take_day(before, situation.now, situation.team.kalender, long_ago=long_ago)
    return day if words.text != before else None


def _past_day(words: WordsLeft, situation: Situation) -> date | None:
    """When nothing in the words is about a day they are left, and are reported later as words without meaning."""
    day = _past_clause(words, situation)
    if day or not may_be_day(words.text):
        return day
    kalender = situation.team.kalender
    typed, words.text = dates.apart(words.text, situation.now, kalender, back=True)
    return past_day(typed, situation.now, kalender)


def _coming_day(words: WordsLeft, situation: Situation) -> date | None:
    if not words.text:
        return None
    typed, words.text = dates.apart(words.text, situation.now, situation.team.kalender)
    return coming_day(typed, situation.now, situation.team.kalender)


def _today(situation: Situation) -> date:
    return situation.today


PAST_DAY = Argument("op DATUM", _past_clause, anywhere=True)
"""A past day, at the end: `op 4 mei`, `gisteren`."""
DAY = otherwise(PAST_DAY, _today)
"""The same; by default today."""
DAY_LONG_AGO = otherwise(replace(PAST_DAY, find=partial(_past_clause, long_ago=True)), _today)
"""The same, for what may lie many years back."""
ONLY_DAY = otherwise(Argument("op DATUM", _past_day), _today)
"""A past day when nothing else can follow, so that `op` may be left out: `4 mei`."""
COMING_DAY = Argument("DATUM", _coming_day, example="{dag}")
"""All remaining words, except one that does not belong to it."""
