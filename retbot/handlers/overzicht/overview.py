"""status, tijdlijn, termijnen: what is, what comes, and by when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from retbot.domain.casus.casus import Casus
from retbot.domain.convenant.convenant import TermijnType
from retbot.domain.convenant.timeline import last_instant
from retbot.domain.deelnemers.roles import Deelnemer
from retbot.domain.errors import Refusal
from retbot.domain.privacy.access import is_own, roles, whose
from retbot.domain.privacy.visibility import Visibility
from retbot.domain.termijnen.casustermijnen import Termijn, TermijnState
from retbot.domain.termijnen.reminders import in_hours
from retbot.domain.termijnen.teamtermijnen import met_overleggen, teamtermijnen
from retbot.handlers.chat.command import READERS, Code, Effect
from retbot.handlers.chat.declaration import Commands
from retbot.handlers.chat.lists import page, page_of, with_rest
from retbot.handlers.chat.request import Request
from retbot.handlers.overzicht import eigen
from retbot.reading.grammar import otherwise, word_of
from retbot.reading.numbers import PAGE
from retbot.wording.replies.chat import rows
from retbot.wording.replies.overzicht import overview as say

COMMANDS = Commands("overzicht")


class Which(StrEnum):
    """Which of the open terms are listed."""

    ALL = ""
    LATE = "te laat"
    THIS_WEEK = "deze week"
    OWN = "mijn"


@dataclass(frozen=True, slots=True)
class _Owed:
    """A term with its case; None for a term of the team."""

    termijn: Termijn
    casus: Casus | None


@COMMANDS.declare(
    "tijdlijn",
    PAGE,
    help="Elke termijn die nog komt, met het artikel en de dag die haar verschoof.",
    rights=READERS,
    effect=Effect.LOOK,
)
async def timeline_of(request: Request, number: int) -> None:
    """Every term to come, what is done only counted."""
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
        brug=bridge(request, to_come),
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
    """A page of all open terms, of the cases and of the team, or of some of them: a clock in hours comes first, and
    then what is most late."""
    owed = await _owed(request)
    picked = _picked(request, owed, which)
    command = f"termijnen {which}".strip()
    people = await request.work.deelnemers()
    shown = await page(picked, number, lambda one: _line(request, one, people), command)
    await request.reply(
        say.termijnen_alle,
        welke=str(which),
        regels=with_rest(shown, command),
        zonder_termijn=_without_term(request, which) if not shown.after else [],
        ongeregeld=list(request.team.convenant.ongeregeld) if not which and not shown.after else [],
        te_laat=_late_before(request, owed) if which is Which.THIS_WEEK else 0,
        brug=bridge(request, [o.termijn for o in picked]),
        meer=await eigen.more(request, *await cases_of(request)) if which is not Which.OWN else "",
    )


def _late_before(request: Request, owed: list[_Owed]) -> int:
    """How many are late that ended before this week."""
    first, _ = _week(request.today)
    return sum(o.termijn.is_late(request.now) and o.termijn.day < first for o in owed)


async def _line(request: Request, owed: _Owed, people: Iterable[Deelnemer]) -> str:
    who = whose(owed.termijn, owed.casus, people)
    line = rows.row(owed.termijn, owed.casus, who, request.now, request.team.kalender)
    return f"{owed.casus.code} {line}" if owed.casus else f"team {line}"


async def _owed(request: Request) -> list[_Owed]:
    team = request.team
    found = [_Owed(t, casus) for casus in await cases_of(request) for t in await terms_of(request, casus) or []]
    overleggen, people = await request.work.overleggen(), await request.work.deelnemers()
    facts = met_overleggen(await request.work.team_feiten(), overleggen, team.convenant)
    found += [_Owed(t, None) for t in teamtermijnen(team.convenant, facts, people, team.kalender, request.today)]
    open_ones = [o for o in found if o.termijn.staat is TermijnState.OPEN]
    return sorted(open_ones, key=_order)


def _order(owed: _Owed) -> tuple[bool, datetime, str]:
    termijn = owed.termijn
    return not in_hours(termijn), last_instant(termijn.due), owed.casus.code if owed.casus else ""


def _picked(request: Request, owed: list[_Owed], which: Which) -> list[_Owed]:
    if which is Which.LATE:
        return [o for o in owed if o.termijn.is_late(request.now)]
    if which is Which.THIS_WEEK:
        first, last = _week(request.today)
        return [o for o in owed if first <= o.termijn.day <= last]
    if which is Which.OWN:
        return [o for o in owed if _is_mine(request, o)]
    return owed


def _is_mine(request: Request, owed: _Owed) -> bool:
    convenant = request.convenant(owed.casus) if owed.casus else request.team.convenant
    return is_own(owed.termijn, request.person, convenant, owed.casus)


def _week(today: date) -> tuple[date, date]:
    """Monday and Sunday."""
    monday = today - timedelta(days=today.weekday())
    return monday, monday + timedelta(days=6)


def _without_term(request: Request, which: Which) -> list[str]:
    """The duties for which the covenant names no term, in the lists that are not about dates."""
    convenant = request.team.convenant
    duties = [p for p in convenant.plichten if p.actief and p.termijn.soort is TermijnType.GEEN]
    if which is Which.OWN:
        duties = [p for p in duties if roles(request.person, convenant) & set(p.wie)]
    return rows.without_term(duties) if which in {Which.ALL, Which.OWN} else []


async def terms_of(request: Request, casus: Casus) -> list[Termijn] | None:
    """None when the covenant under which it came in is gone: the other cases must still be listed."""
    try:
        return await eigen.terms_of(request, casus)
    except Refusal:
        return None


async def cases_of(request: Request) -> list[Casus]:
    return [
        casus
        for casus in await request.work.casussen()
        if await request.visibility(casus) is not Visibility.NOTHING_OF_IT
    ]


def bridge(request: Request, terms: Iterable[Termijn]) -> int | None:
    """The last year of which the equated days are known, when one of the terms ends later."""
    last = request.team.kalender.bridge_days_until
    return last if any(t.day.year > last for t in terms) else None
