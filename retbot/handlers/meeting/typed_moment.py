"""When and where a meeting is to be, as it was typed: day, time, minutes, place."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from retbot.domain.errors import Refusal
from retbot.domain.tijd import AMSTERDAM, local
from retbot.handlers.chat.request import Request
from retbot.reading import dates

_DUUR = re.compile(r"\bduur\s+(\d{1,3})(?:\s*min(?:uten)?)?\b", re.IGNORECASE)
_TO = re.compile(r"^(?:naar|op)\s+", re.IGNORECASE)
_PLEK = re.compile(r"\bplek\s+([\w-]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TypedMoment:
    """As far as it was typed. Times are local."""

    dag: date | None
    begin: time | None
    minuten: int | None
    plek: str | None

    def at(self, instant: datetime) -> "TypedMoment":
        """The same at this moment, where none was typed."""
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


def take_moment(request: Request) -> TypedMoment:
    """What is left of the command, as a moment to come; a word that is none of it stays. Raises Refusal for
    what is not clear."""
    plek = take_plek(request)
    text = request.take_rest()
    minuten = int(found[1]) if (found := _DUUR.search(text)) else None
    text = _TO.sub("", _DUUR.sub(" ", text).strip())
    if not text:
        return TypedMoment(None, None, minuten, plek)
    text, request.rest = dates.apart(text, request.now, request.team.kalender)
    read = dates.read(text, request.now, request.team.kalender)
    if isinstance(read, dates.Ask):
        raise Refusal("datum_gevraagd", vraag=read.question)
    if read.time and read.until:
        minuten = minutes(read.time, read.until)
    return TypedMoment(read.day, read.time, minuten, plek)


def take_plek(request: Request) -> str | None:
    """The place that is named in `rest`, which loses it. Raises Refusal for one that is not in the settings."""
    found = _PLEK.search(request.rest)
    if not found:
        return None
    known = {name.lower(): name for name in request.team.plekken}
    plek = known.get(found[1].lower())
    if plek is None:
        raise Refusal("plek_onbekend", plekken=sorted(request.team.plekken))
    request.rest = " ".join(_PLEK.sub(" ", request.rest).split())
    return plek


def minutes(start: time, until: time) -> int:
    return (until.hour - start.hour) * 60 + until.minute - start.minute
