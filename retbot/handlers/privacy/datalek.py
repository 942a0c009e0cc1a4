"""datalek: opens a row of the register, fills it in with choices and free text, and records when it was reported."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

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
from retbot.domain.tijd import local
from retbot.handlers.chat.command import EDITORS, Code, Effect
from retbot.handlers.chat.declaration import Commands
from retbot.handlers.chat.request import Request
from retbot.handlers.privacy.datalek_klok import start_clock
from retbot.ports import Processing
from retbot.reading.privacy.datalekken import (
    ACCOUNT,
    ALONE,
    BEFORE_ACCOUNT,
    BEFORE_CHOICES,
    CHOICES,
    INSTANT,
    INSTANT_OR_NOW,
    WHOM,
    TypedAccount,
    TypedInstant,
    number_before,
)
from retbot.wording.replies.privacy import datalek as say

COMMANDS = Commands("privacy")


@COMMANDS.declare(
    "datalek",
    INSTANT_OR_NOW,
    help="Opent het register van een datalek en start de klokken van 24 en 72 uur.",
    rights=EDITORS,
    effect=Effect.RECORD,
    code=Code.NONE,
    processing=Processing.DATALEK,
)
async def datalek(request: Request, moment: TypedInstant) -> None:
    """Without an hour the time runs from the beginning of the day, because too early is better than too late."""
    nummer = 1 + max((one.nummer for one in await request.work.datalekken()), default=0)
    new = Datalek(nummer, moment.instant, request.person.id)
    await start_clock(request, new, None, zonder_uur=moment.whole_day, of_later=moment.later)


@COMMANDS.declare(
    "datalek",
    ALONE,
    help="Geeft de tekst van een datalek voor het register.",
    rights=EDITORS,
    effect=Effect.LOOK,
    code=Code.NONE,
    processing=Processing.DATALEK,
)
async def show(request: Request, nummer: int) -> None:
    one = await _datalek(request, nummer)
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


@COMMANDS.declare(
    "datalek",
    number_before("ontdekt"),
    INSTANT,
    help="Verbetert wanneer het is ontdekt; de klokken lopen dan vanaf dat moment.",
    rights=EDITORS,
    effect=Effect.RECORD,
    code=Code.NONE,
    processing=Processing.DATALEK,
)
async def correct_discovery(request: Request, nummer: int, moment: TypedInstant) -> None:
    one = await _datalek(request, nummer)
    changed = with_discovery(one, moment.instant)
    await start_clock(request, changed, one, zonder_uur=moment.whole_day, of_later=moment.later)


@COMMANDS.declare(
    "datalek",
    number_before("gemeld"),
    WHOM,
    INSTANT_OR_NOW,
    help="Het is gemeld, aan `partijen`, `ap` of `betrokkenen`.",
    rights=EDITORS,
    effect=Effect.RECORD,
    code=Code.NONE,
    processing=Processing.DATALEK,
)
async def record_report(request: Request, nummer: int, to: str, moment: TypedInstant) -> None:
    """Also ends the terms of the covenant and of the law."""
    one = await _datalek(request, nummer)
    if moment.whole_day or moment.later:
        raise Refusal("moment_van_melding", nummer=nummer, eerder=moment.instant, later=moment.later)
    changed = with_report(one, to, moment.instant)
    limit = {"partijen": PARTIJEN, "ap": AP}.get(to)
    if limit:
        await _end_terms(request, one, limit, moment.instant)
    await _keep(request, changed)


@COMMANDS.declare(
    "datalek",
    number_before("niet melden"),
    help="Een risico is onwaarschijnlijk, dus het wordt niet aan de Autoriteit gemeld.",
    rights=EDITORS,
    effect=Effect.RECORD,
    code=Code.NONE,
    processing=Processing.DATALEK,
)
async def decline_report(request: Request, nummer: int) -> None:
    one = await _datalek(request, nummer)
    if one.autoriteit:
        raise Refusal("al_gemeld", op=one.autoriteit)
    await _keep(request, replace(one, geen_melding=True))


@COMMANDS.declare(
    "datalek",
    BEFORE_ACCOUNT,
    ACCOUNT,
    help="Wat er gebeurde, zonder om wie het gaat; ook `gevolgen: …` en `maatregelen: …`.",
    rights=EDITORS,
    effect=Effect.RECORD,
    code=Code.NONE,
    processing=Processing.DATALEK,
)
async def tell(request: Request, nummer: int, account: TypedAccount) -> None:
    await _keep(request, with_text(await _datalek(request, nummer), account.name, account.text))


@COMMANDS.declare(
    "datalek",
    BEFORE_CHOICES,
    CHOICES,
    help="Vult het register uit lijsten aan.",
    rights=EDITORS,
    effect=Effect.RECORD,
    code=Code.NONE,
    processing=Processing.DATALEK,
)
async def fill_in(request: Request, nummer: int, choices: Mapping[str, str]) -> None:
    one = await _datalek(request, nummer)
    if not choices:
        raise Refusal("datalek_vorm", nummer=nummer)
    await _keep(request, with_choices(one, choices))


async def _datalek(request: Request, nummer: int) -> Datalek:
    """Raises Refusal."""
    known = await request.work.datalekken()
    found = next((one for one in known if one.nummer == nummer), None)
    if found is None:
        raise Refusal("datalek_onbekend", nummers=[one.nummer for one in known])
    return found


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
