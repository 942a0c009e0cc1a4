"""status, tijdlijn, termijnen: the present state, what comes next, and by when."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import TypedDict

from retbot.domain.convenant.convenant import TermijnType
from retbot.domain.privacy.access import roles, whose
from retbot.domain.termijnen.casustermijnen import Termijn, TermijnState
from retbot.domain.termijnen.duties_without_date import duties_without_date
from retbot.domain.termijnen.teamtermijnen import team_duties_without_date
from retbot.handlers.chat.command import READERS, Code, Effect
from retbot.handlers.chat.declaration import Commands
from retbot.handlers.chat.lists import page, page_of, with_rest
from retbot.handlers.chat.request import Request
from retbot.handlers.overzicht import eigen
from retbot.handlers.overzicht.open_terms import OpenTerm, cases_of, open_terms, terms_of
from retbot.reading.grammar import otherwise, word_of
from retbot.reading.numbers import PAGE
from retbot.wording.replies.chat import rows
from retbot.wording.replies.overzicht import overview as say

COMMANDS = Commands("overzicht")


class Which(StrEnum):
    """Which open terms are listed."""

    ALL = ""
    LATE = "te laat"
    THIS_WEEK = "deze week"
    OWN = "mijn"


@COMMANDS.declare(
    "tijdlijn",
    PAGE,
    help="Elke termijn die nog komt, met het artikel en de dag waardoor de termijn verschoof.",
    rights=READERS,
    effect=Effect.LOOK,
)
async def timeline_of(request: Request, number: int) -> None:
    """Every future term; those that are done are only counted."""
    casus = await request.casus()
    terms = await eigen.terms_of(request, casus)
    to_come = [t for t in terms if t.staat is not TermijnState.FULFILLED]
    kalender, command = request.team.kalender, f"tijdlijn {casus.code}"
    lines = [rows.full_row(t, casus, whose(t, casus), request.now, kalender) for t in to_come]
    await request.reply(
        say.tijdlijn_casus,
        code=casus.code,
        regels=with_rest(await page_of(lines, number, command), command),
        gedaan=len(terms) - len(to_come),
        **bridge(request, to_come),
        meer=await eigen.more(request, casus),
    )


@COMMANDS.declare(
    "termijnen",
    otherwise(word_of(Which), lambda _: Which.ALL),
    PAGE,
    help="De open termijnen van alle casussen en van het team.",
    rights=READERS,
    effect=Effect.LOOK,
    code=Code.NONE,
)
async def termijnen(request: Request, which: Which, number: int) -> None:
    """One page of all open terms of the cases and of the team, or of a selection: terms in hours come first, then the
    most overdue."""
    found = await open_terms(request)
    picked = _pick(request, found, which)
    command = f"termijnen {which}".strip()
    people = await request.work.people.all()
    shown = await page(picked, number, lambda one: one.line(request, people), command)
    await request.reply(
        say.termijnen_alle,
        welke=str(which),
        regels=with_rest(shown, command),
        zonder_termijn=await _without_term(request, which) if not shown.after else [],
        ongeregeld=list(request.team.convenant.ongeregeld) if not which and not shown.after else [],
        te_laat=_late_before(request, found) if which is Which.THIS_WEEK else 0,
        **bridge(request, [o.termijn for o in picked]),
        meer=await eigen.more(request, *await cases_of(request)) if which is not Which.OWN else "",
    )


def _late_before(request: Request, terms: list[OpenTerm]) -> int:
    """How many late terms ended before this week."""
    first, _ = _week(request.today)
    return sum(o.termijn.is_late(request.now) and o.termijn.day < first for o in terms)


def _pick(request: Request, terms: list[OpenTerm], which: Which) -> list[OpenTerm]:
    if which is Which.LATE:
        return [o for o in terms if o.termijn.is_late(request.now)]
    if which is Which.THIS_WEEK:
        first, last = _week(request.today)
        return [o for o in terms if first <= o.termijn.day <= last]
    if which is Which.OWN:
        return [o for o in terms if o.is_of(request)]
    return terms


def _week(today: date) -> tuple[date, date]:
    """Monday and Sunday."""
    monday = today - timedelta(days=today.weekday())
    return monday, monday + timedelta(days=6)


async def _without_term(request: Request, which: Which) -> list[str]:
    """What is owed and has no term in the covenant; left out of lists about dates."""
    if which not in {Which.ALL, Which.OWN}:
        return []
    found: list[str] = []
    for casus in await cases_of(request):
        if await terms_of(request, casus) is None or not await eigen.sees_all(request, casus):
            continue
        convenant = request.convenant(casus)
        owed = [duty.plicht for duty in duties_without_date(casus, convenant)]
        owed = [p for p in owed if p.termijn.soort is TermijnType.GEEN]
        if which is Which.OWN:
            owed = [p for p in owed if roles(request.person, convenant) & set(p.wie)]
        found += [rows.without_term(plicht, casus.code) for plicht in owed]
    return found + await _team_without_term(request, which)


async def _team_without_term(request: Request, which: Which) -> list[str]:
    """The same of the team."""
    convenant, work = request.team.convenant, request.work
    owed = team_duties_without_date(convenant, await work.team_feiten.all(), await work.people.all())
    mine, own = roles(request.person, convenant), request.person.deelnemer
    if which is Which.OWN:
        owed = [(p, who) for p, who in owed if (who == own if who else mine & set(p.wie))]
    return [rows.without_term(plicht, "team", who.label if who else "") for plicht, who in owed]


class BridgeYears(TypedDict):
    """The last and the first year whose bridge days are known, when a term ends after or before them."""

    brug: int | None
    brug_voor: int | None


def bridge(request: Request, terms: Iterable[Termijn]) -> BridgeYears:
    kalender, years = request.team.kalender, [t.day.year for t in terms]
    last, first = kalender.bridge_days_until, kalender.bridge_days_from
    return {
        "brug": last if max(years, default=last) > last else None,
        "brug_voor": first if min(years, default=first) < first else None,
    }
