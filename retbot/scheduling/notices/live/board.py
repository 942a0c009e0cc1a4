"""The board: the open cases by phase, what is due today and late, and the next overleg."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum

from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.casus import BesprekingState, Casus
from retbot.domain.casus.next_step import NextStep, next_step
from retbot.domain.convenant.timeline import last_instant
from retbot.domain.overleg.overleg import coming, occupancy, on_day, vrij
from retbot.domain.privacy.access import whose
from retbot.domain.team import Team
from retbot.domain.termijnen.casustermijnen import Termijn, TermijnState
from retbot.domain.tijd import local, local_day
from retbot.ports import UnitOfWork
from retbot.scheduling.notices.live.version import as_note, with_time
from retbot.scheduling.notices.terms import team_terms
from retbot.scheduling.occasion import Occasion, Speech, notice
from retbot.wording import forms
from retbot.wording.dates import clock_time, join, short_date
from retbot.wording.paging import first_page
from retbot.wording.replies.chat import rows

NAME = "bord"
_BEFORE = {NextStep.COMPLETE, NextStep.TRIAGE, NextStep.PLAN}
_MEETING = {NextStep.INVITE, NextStep.FORM, NextStep.PRE_MEETING, NextStep.BESPREKING}
_ADVIES = {NextStep.AFSPRAAK, NextStep.DETERMINED, NextStep.SENT_ADVIES, NextStep.SOLUTION}


class CasePhase(StrEnum):
    AANMELDING = "Aanmelding"
    BESPREKING = "~Bespreking"
    ADVIES = "~Advies"
    OPVOLGING = "Opvolging"


def phase_of(casus: Casus, team: Team, now: datetime) -> CasePhase:
    step = next_step(casus, team.convenant_of(casus), now)
    if step in _BEFORE:
        return CasePhase.ADVIES if next(casus.rondes, None) else CasePhase.AANMELDING
    return CasePhase.BESPREKING if step in _MEETING else CasePhase.ADVIES if step in _ADVIES else CasePhase.OPVOLGING


@notice(NAME, at_any_hour=True, says_how_late=True)
async def board(turn: Occasion) -> Speech:
    lines = await lines_of(turn.work, turn.team, turn.now)
    await turn.work.notes.set(NAME, as_note(lines, turn.now))
    return with_time("Stand van", lines, turn.now)


@notice("niet_vastgezet", at_any_hour=True)
async def niet_vastgezet(_: Occasion) -> Speech:
    """Once, to the beheerder."""
    return Speech(
        "Ik mag in de kamer van het team niets vastzetten. Het bord staat er wel, maar schuift mee omhoog. Geef mij in "
        "de instellingen van de kamer het recht om berichten vast te zetten (`m.room.pinned_events`)."
    )


async def lines_of(work: UnitOfWork, team: Team, now: datetime) -> list[str]:
    """Everything but the head with its time."""
    known = [casus for casus in await work.cases.find() if team.knows(casus)]
    nearest = {casus.code: _nearest(casus, team, now) for casus in known}
    entries: list[str] = []
    for phase in CasePhase:
        of_phase = [casus for casus in known if phase_of(casus, team, now) is phase]
        found = sorted(of_phase, key=lambda casus: _order(nearest[casus.code]))
        entries += [f"**{phase}**"] * bool(found) + [_case(c, nearest[c.code], team, now) for c in found]
    page = first_page(entries)
    rest = [f"• en {page.after} meer: `!ret status`"] if page.after else []
    return [
        await _urgent(work, team, known, nearest, now),
        *(page.lines or ["Er zijn geen open casussen."]),
        *rest,
        *await _overleg(work, team, now),
        "`!ret mijn` wat u zelf moet doen · `!ret help`",
    ]


def _nearest(casus: Casus, team: Team, now: datetime) -> Termijn | None:
    open_terms = [t for t in team.termijnen(casus) if t.staat is TermijnState.OPEN and not t.is_over(now)]
    return min(open_terms, key=lambda t: last_instant(t.due), default=None)


def _order(term: Termijn | None) -> tuple[bool, str]:
    return (False, last_instant(term.due).isoformat()) if term else (True, "")


def _case(casus: Casus, term: Termijn | None, team: Team, now: datetime) -> str:
    """`• **RET-7KH-4T3**: **wo 6 mei**: de casus op de agenda zetten (art. 8.4), secretaris`"""
    parts = []
    planned, step = casus.bespreking, next_step(casus, team.convenant_of(casus), now)
    awaits = planned is not None and planned.state is BesprekingState.PLANNED and planned.start <= now
    if planned and planned.state is BesprekingState.PLANNED and not awaits:
        when = local(planned.start)
        parts.append(f"~bespreking **{short_date(when.date(), local_day(now))} {clock_time(when.time())}**")
    if term:
        parts.append(rows.short_row(term, casus, whose(term, casus), now, team.kalender))
    if step and (awaits or not term):
        parts.append(f"→ `!ret {forms.step(step, team.convenant_of(casus), casus.code, 'DATUM')}`")
    return f"• **{casus.code}** {'; '.join(parts) or 'geen open termijn'}"


async def _urgent(
    work: UnitOfWork, team: Team, known: Sequence[Casus], nearest: Mapping[Casecode, Termijn | None], now: datetime
) -> str:
    """`Vandaag: 14:00 bespreking RET-7KH-4T3. Te laat niets.`"""
    today = local_day(now)
    terms = {code: term for code, term in nearest.items() if term}
    of_team = [t for t in await team_terms(work, team, today) if t.staat is TermijnState.OPEN]
    late: list[str] = [code for code, term in terms.items() if term.is_late(now)]
    due: list[str] = [code for code, term in terms.items() if term.day == today and code not in late]
    late += [f"team, {term.plicht.wat}" for term in of_team if term.is_late(now)]
    due += [f"team, {term.plicht.wat}" for term in of_team if term.day == today and not term.is_over(now)]
    moments = await _moments(work, known, today)
    return f"Vandaag{_some([*moments, *due])}. Te laat{_some(late)}."


async def _moments(work: UnitOfWork, known: Sequence[Casus], today: date) -> list[str]:
    """`14:00 bespreking RET-7KH-4T3`, also of a bespreking that has begun, in their order."""
    found = [(o.start, "overleg") for o in on_day(await work.overleggen.all(), today)]
    for casus in known:
        planned = casus.bespreking
        if planned and planned.state is BesprekingState.PLANNED and local_day(planned.start) == today:
            found.append((planned.start, f"~bespreking {casus.code}"))
    return [f"{clock_time(local(start).time())} {what}" for start, what in sorted(found)]


_MOST = 10
"""How many the first line names."""


def _some(found: Sequence[str]) -> str:
    return f": {join(found[:_MOST])}{' en meer' if len(found) > _MOST else ''}" if found else " niets"


async def _overleg(work: UnitOfWork, team: Team, now: datetime) -> list[str]:
    """`**Volgend overleg** wo 6 mei 13:00, Stadhuis, 3 plekken vrij`"""
    overleg = next(iter(coming(await work.overleggen.all(), now)), None)
    if overleg is None:
        return []
    taken = [slot for slot, _ in occupancy(overleg, await work.cases.find())]
    free = len(vrij(overleg, taken, overleg.tijdvak))
    when = local(overleg.start)
    place = team.plekken.get(overleg.plek or "")
    parts = [f"{short_date(when.date(), local_day(now))} {clock_time(when.time())}", *([place] if place else [])]
    parts.append("vol" if not free else "1 plek vrij" if free == 1 else f"{free} plekken vrij")
    return [f"**Volgend overleg** {', '.join(parts)}"]
