"""datalek: opens a row of the register, fills it in from lists and in words, and says when it was reported."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from retbot.domain.calendar.duration import DurationUnit
from retbot.domain.convenant.convenant import Plicht
from retbot.domain.errors import Refusal
from retbot.domain.privacy.datalekken import (
    AP,
    KEUZES,
    MELDINGEN,
    PARTIJEN,
    TEKSTEN,
    Datalek,
    with_choices,
    with_discovery,
    with_report,
    with_text,
)
from retbot.domain.termijnen import teamtermijnen
from retbot.domain.termijnen.teamtermijnen import DATALEK
from retbot.domain.tijd import AMSTERDAM, local
from retbot.handlers.chat.command import EDITORS, Code, Command
from retbot.handlers.chat.request import Request
from retbot.handlers.privacy.datalek_klok import start_clock
from retbot.ports import Processing
from retbot.reading import dates
from retbot.reading.arguments import pair_up, past_reading
from retbot.reading.phrases.words import MONTH
from retbot.wording.replies.privacy import datalek as say

_NU = {"", "nu", "zojuist"}
_ENTRY = re.compile(
    rf"(?P<mark>#|(?:nummer|nr\.?) )?(?P<nummer>\d{{1,2}})(?:\s+(?!(?:{MONTH}))|$)(?P<rest>.*)", re.IGNORECASE
)
"""A number before a month is a day."""
_FIRST = re.compile(r"(?:ontdekt|sinds|vanaf)\s+", re.IGNORECASE)
_HOUR_ALONE = re.compile(r"(?:om )?\d{1,2}(?::\d\d(?: ?u(?:ur)?)?|[.]\d\d ?u(?:ur)?| ?u(?:ur)?)", re.IGNORECASE)
_FILLS_IN = re.compile(r"gemeld\b|ontdekt\b|niet melden|tekst$|\w+:|\S+=", re.IGNORECASE)
_TOLD = re.compile(rf"(?P<name>{'|'.join(TEKSTEN)}):\s*(?P<text>.*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Moment:
    """`instant` is in UTC, for hours are counted from it: on the clock of Amsterdam a day can have 23 or 25. It is the
    beginning of the day when only that was said; `later` is what may have been meant instead."""

    instant: datetime
    whole_day: bool = False
    later: datetime | None = None


async def datalek(request: Request) -> None:
    """`datalek vandaag 14:30` opens one; `datalek 1 aard=ingezien` and `datalek 1 feiten: …` fill it in;
    `datalek 1 gemeld ap`; `datalek 1` shows what is there. What can be read as a day is one, also `1 april`."""
    typed = request.take_rest()
    entry = _ENTRY.fullmatch(typed)
    if entry and not (_HOUR_ALONE.fullmatch(typed) or _is_moment(request, typed)) and await _is_about(request, entry):
        await _about(request, await _must_be_datalek(request, int(entry["nummer"])), entry["rest"])
        return
    await _open(request, _moment(request, _FIRST.sub("", typed, count=1)))


def _is_moment(request: Request, text: str) -> bool:
    return isinstance(dates.read(text, request.now, request.team.kalender, back=True, in_hours=True), dates.Moment)


async def _is_about(request: Request, entry: re.Match[str]) -> bool:
    """A number of the register; of what begins with another number only what cannot have been meant as a day."""
    known = {one.nummer for one in await request.work.datalekken()}
    meant = entry["mark"] or not entry["rest"] or _FILLS_IN.match(entry["rest"])
    return int(entry["nummer"]) in known or bool(meant)


async def _must_be_datalek(request: Request, nummer: int) -> Datalek:
    known = await request.work.datalekken()
    found = next((one for one in known if one.nummer == nummer), None)
    if found is None:
        raise Refusal("datalek_onbekend", nummers=[one.nummer for one in known])
    return found


async def _open(request: Request, moment: _Moment) -> None:
    """Without an hour the clock runs from the beginning of the day: rather too early than too late."""
    nummer = 1 + max((one.nummer for one in await request.work.datalekken()), default=0)
    new = Datalek(nummer, moment.instant, request.person.id)
    await start_clock(request, new, None, zonder_uur=moment.whole_day, of_later=moment.later)


async def _correct_discovery(request: Request, one: Datalek, text: str) -> None:
    moment = _moment(request, text)
    changed = with_discovery(one, moment.instant)
    await start_clock(request, changed, one, zonder_uur=moment.whole_day, of_later=moment.later)


async def _about(request: Request, one: Datalek, rest: str) -> None:
    words = rest.split()
    if not words or words == ["tekst"]:
        await _show(request, one)
    elif found := _TOLD.fullmatch(rest):
        await _keep(request, with_text(one, found["name"].lower(), await request.safe(found["text"].strip())))
    elif words[0] == "ontdekt" and words[1:]:
        await _correct_discovery(request, one, " ".join(words[1:]))
    elif words[0] == "gemeld":
        await _record_report(request, one, words[1:])
    elif words == ["niet", "melden"]:
        await _keep(request, _without_report(one))
    elif all("=" in word for word in words):
        await _keep(request, with_choices(one, pair_up((word.lower().partition("=")[::2] for word in words), KEUZES)))
    else:
        raise Refusal("datalek_vorm", nummer=one.nummer)


async def _show(request: Request, one: Datalek) -> None:
    await request.reply(
        say.datalek_tekst,
        nummer=one.nummer,
        ontdekt=one.ontdekt,
        door=one.door,
        ingevuld=[f"{name}={getattr(one, name)}" for name in KEUZES if getattr(one, name)],
        verteld=[f"{name}={text}" for name, field in TEKSTEN.items() if (text := getattr(one, field))],
        partijen=one.partijen,
        autoriteit=one.autoriteit,
        getroffenen=one.getroffenen,
        geen_melding=one.geen_melding,
    )


def _without_report(one: Datalek) -> Datalek:
    if one.autoriteit:
        raise Refusal("al_gemeld", op=one.autoriteit)
    return replace(one, geen_melding=True)


async def _record_report(request: Request, one: Datalek, words: list[str]) -> None:
    """`gemeld ap vandaag 16:00`; without a moment it is now. It ends the terms of the covenant and the law too."""
    to = words[0].lower() if words else ""
    moment = _moment(request, " ".join(words[1:]))
    if moment.whole_day or moment.later:
        raise Refusal("moment_van_melding", nummer=one.nummer, eerder=moment.instant, later=moment.later)
    at = moment.instant
    changed = with_report(one, to, at)
    limit = {"partijen": PARTIJEN, "ap": AP}.get(to)
    if limit:
        await _end_terms(request, one, limit, at)
    await _keep(request, changed)


async def _end_terms(request: Request, one: Datalek, limit: timedelta, at: datetime) -> None:
    team, work = request.team, request.work
    terms = teamtermijnen.teamtermijnen(team.convenant, await work.team_feiten(), [], team.kalender, request.today)
    for term in terms:
        own = term.plicht.termijn.event == DATALEK and term.ronde == one.nummer
        if own and _hours(term.plicht) == limit:
            await work.add_team_feit(teamtermijnen.feit_of_term(term, local(at).date()))


def _hours(plicht: Plicht) -> timedelta | None:
    duur = plicht.termijn.duur
    return timedelta(hours=duur.aantal) if duur and duur.eenheid is DurationUnit.HOUR else None


async def _keep(request: Request, changed: Datalek) -> None:
    await request.work.save_datalek(changed)
    await request.reply(
        say.datalek_bijgewerkt, nummer=changed.nummer, velden=changed.ontbreekt, nog=_open_reports(changed)
    )


def _open_reports(one: Datalek) -> list[str]:
    told = {"partijen": one.partijen, "ap": one.autoriteit or (one.geen_melding or None)}
    return [name for name in MELDINGEN if name in told and told[name] is None]


def _moment(request: Request, text: str) -> _Moment:
    """Raises Refusal. An hour alone is of today, when it is past."""
    if text.strip().lower() in _NU:
        return _Moment(request.now)
    if _HOUR_ALONE.fullmatch(text.strip()) and _is_moment(request, f"vandaag {text}"):
        text = f"vandaag {text}"
    read = past_reading(text, request.now, request.team.kalender, in_hours=True)
    later = _instant(read.day, read.later) if read.later else None
    return _Moment(_instant(read.day, read.time or time()), read.time is None, later)


def _instant(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, AMSTERDAM).astimezone(UTC)


COMMANDS = (
    Command(
        "datalek",
        "datalek [DATUM UUR]",
        "Opent het register van een datalek en start de klokken van 24 en 72 uur; `datalek 1` laat zien wat er staat.",
        "privacy",
        EDITORS,
        datalek,
        Code.NONE,
        processing=Processing.DATALEK,
    ),
)
