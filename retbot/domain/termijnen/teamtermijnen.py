"""The terms of the team itself rather than of a case: what recurs, what stands on a date, and how old a VOG may be."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import count

from retbot.domain.calendar.counting import end_after
from retbot.domain.calendar.duration import Duration, DurationUnit
from retbot.domain.calendar.working_days import Calendar
from retbot.domain.casus.casus import Feit
from retbot.domain.convenant.convenant import Convenant, Plicht, Source, TermijnType
from retbot.domain.convenant.timeline import einde, last_instant, telling
from retbot.domain.deelnemers.roles import Deelnemer
from retbot.domain.errors import Refusal
from retbot.domain.overleg.overleg import Overleg
from retbot.domain.termijnen.casustermijnen import Termijn, TermijnState, instant_of
from retbot.domain.termijnen.reminders import LATE
from retbot.domain.tijd import local_day

EXTENSION = "verlengen"
"""The outcome of the duty at the end of the run of a covenant that lets it run on for a year."""
TEAM_EVENTS = ("overleg", "vraag", "ondertekening", "verzoek")
"""What is noted as having happened to the team rather than in a case; the last to either."""
DATALEK = "datalek"
"""Happens to the team, and has a register of its own."""


def teamtermijnen(
    convenant: Convenant,
    team_feiten: Sequence[Feit],
    deelnemers: Sequence[Deelnemer],
    kalender: Calendar,
    today: date,
) -> list[Termijn]:
    """What the team still owes, sorted by its end. `ronde` is the number of the period of a duty that recurs, 0 for
    another; `subject` is the number of the deelnemer whose VOG it is."""
    found = [
        termijn
        for plicht in convenant.plichten
        if plicht.actief and not plicht.gedekt_door
        for termijn in _of_plicht(plicht, convenant, team_feiten, deelnemers, kalender, today)
    ]
    return sorted((t for t in found if t.staat is TermijnState.OPEN), key=lambda t: (last_instant(t.due), t.key))


def met_overleggen(team_feiten: Sequence[Feit], overleggen: Sequence[Overleg], convenant: Convenant) -> Sequence[Feit]:
    """With what the overleggen that are planned, or were held, fulfil: each the period in which it lies."""
    duties = [p for p in convenant.plichten if p.actief and p.vervuld == "overleg"]
    days = [local_day(overleg.start) for overleg in overleggen if overleg.staat]
    return [*team_feiten, *(feit_of_period(plicht, convenant, day) for plicht in duties for day in days)]


def is_of_team(plicht: Plicht, *, of_case: bool) -> bool:
    """Whether a duty is the team's; what may be either is the case's when one is named."""
    event = plicht.termijn.event
    recurring = plicht.termijn.soort in {TermijnType.ELKE, TermijnType.OP_DATUM} or plicht.vervuld == "verslag_gemaakt"
    of_team = recurring or plicht.bij_invoering or event == "looptijd_einde"
    either = event in TEAM_EVENTS or plicht.bron is Source.WET
    return of_team or event == DATALEK or (either and not of_case)


def feit_of_event(event: str, day: date, team_feiten: Sequence[Feit]) -> Feit:
    """What happened to the team; numbered, for its terms run beside those of the one before."""
    return Feit(event, day, 1 + sum(1 for f in team_feiten if f.event == event))


def feit_of_period(plicht: Plicht, convenant: Convenant, day: date) -> Feit:
    """What recurs and happened on this day: it is that of the period in which the day lies."""
    first, duur = convenant.cadans_vanaf, plicht.termijn.duur
    return Feit("gedaan", day, _period(first, duur, day) if first and duur else 0, plicht.id)


def feit_of_term(termijn: Termijn, day: date) -> Feit:
    """The fact that fulfils this term of the team (a VOG is renewed at the deelnemer instead)."""
    return Feit("gedaan", day, termijn.ronde, termijn.plicht.id)


def _of_plicht(
    plicht: Plicht,
    convenant: Convenant,
    team_feiten: Sequence[Feit],
    deelnemers: Sequence[Deelnemer],
    kalender: Calendar,
    today: date,
) -> Iterator[Termijn]:
    if plicht.termijn.soort is TermijnType.ELKE:
        yield from _recurring(plicht, convenant, team_feiten, kalender, today)
    elif plicht.termijn.soort is TermijnType.OP_DATUM and plicht.termijn.datum:
        yield _past(_once(plicht, plicht.termijn.datum, (), team_feiten), kalender, today)
    elif plicht.termijn.event == "looptijd_einde" and convenant.looptijd_einde:
        yield _past(_end_of_run(plicht, convenant.looptijd_einde, team_feiten), kalender, today)
    elif plicht.termijn.event == "vog" and plicht.heeft_datum:
        yield from _of_vog(plicht, convenant, deelnemers, kalender)
    elif plicht.heeft_datum:
        starts = [f for f in team_feiten if f.event == plicht.termijn.event]
        for start in starts:
            end = einde(plicht, instant_of(start), convenant, kalender)
            yield replace(_once(plicht, end.due, end.moved_by, team_feiten, start), subject=start.subject)


def must_be_extendable(plicht: Plicht, value: str | None, convenant: Convenant, team_feiten: Sequence[Feit]) -> None:
    """Art. 6.1 of gooi-en-vechtstreek-2018: twice at most. Raises Refusal."""
    extends = plicht.termijn.event == "looptijd_einde" and value == EXTENSION
    if extends and len(_extensions(plicht, team_feiten)) >= convenant.verlengingen:
        raise Refusal("niet_meer_verlengen", keer=convenant.verlengingen, artikel=plicht.artikel)


def _extensions(plicht: Plicht, team_feiten: Sequence[Feit]) -> list[Feit]:
    return [feit for feit in _completions(plicht, team_feiten) if feit.value == EXTENSION]


def _end_of_run(plicht: Plicht, end: date, team_feiten: Sequence[Feit]) -> Termijn:
    """What was extended ends a year later, and asks again then."""
    extended = len(_extensions(plicht, team_feiten))
    later = Duration(extended, DurationUnit.YEAR).from_day(end, 1) if extended else end
    ended = [feit.day for feit in _completions(plicht, team_feiten) if feit.value != EXTENSION]
    staat = TermijnState.FULFILLED if ended else TermijnState.OPEN
    return Termijn(plicht, extended, later, staat, voldaan_op=max(ended, default=None))


def _past(termijn: Termijn, kalender: Calendar, today: date) -> Termijn:
    """What stood on a date long ago, as under a covenant that has run out: shown, no more reminded of."""
    return replace(termijn, overgenomen=kalender.shift(termijn.day, LATE[-1]) < today)


def _of_vog(
    plicht: Plicht, convenant: Convenant, deelnemers: Sequence[Deelnemer], kalender: Calendar
) -> Iterator[Termijn]:
    for deelnemer in deelnemers:
        if deelnemer.vog and deelnemer.rol in plicht.wie:
            end = einde(plicht, deelnemer.vog, convenant, kalender)
            yield Termijn(plicht, 0, end.due, TermijnState.OPEN, str(deelnemer.nummer), end.moved_by)


def _once(
    plicht: Plicht,
    due: date | datetime,
    moved_by: tuple[date, ...],
    team_feiten: Sequence[Feit],
    start: Feit | None = None,
) -> Termijn:
    """Done by a fact about this duty that is not older than what started it."""
    ronde = start.ronde if start else 0
    days = [
        f.day for f in _completions(plicht, team_feiten) if f.ronde == ronde and (start is None or f.day >= start.day)
    ]
    staat = TermijnState.FULFILLED if days else TermijnState.OPEN
    return Termijn(plicht, ronde, due, staat, None, moved_by, voldaan_op=max(days, default=None))


def _recurring(
    plicht: Plicht, convenant: Convenant, team_feiten: Sequence[Feit], kalender: Calendar, today: date
) -> Iterator[Termijn]:
    """The running period, the one before it as long as it is open, and the next one once this one is done.
    What was missed still earlier is overtaken."""
    first, duur = convenant.cadans_vanaf, plicht.termijn.duur
    if first is None or duur is None:
        return
    running = _period(first, duur, today)
    fulfilled = _done_periods(_completions(plicht, team_feiten), first, duur)
    open_periods = [running - 1, next(k for k in count(running) if k not in fulfilled)]
    for period in (k for k in open_periods if k > 0 and k not in fulfilled):
        end = end_after(_start(first, duur, period), duur, kalender, telling(plicht, convenant))
        yield Termijn(plicht, period, end.due, TermijnState.OPEN, None, end.moved_by)


def _completions(plicht: Plicht, team_feiten: Sequence[Feit]) -> list[Feit]:
    return sorted((f for f in team_feiten if f.event == "gedaan" and f.subject == plicht.id), key=lambda f: f.day)


def _done_periods(facts: Sequence[Feit], first: date, duur: Duration) -> set[int]:
    """The periods that are done. A fact that names none belongs to the one before it as long as that is open."""
    fulfilled = {f.ronde for f in facts if f.ronde}
    for fact in (f for f in facts if not f.ronde):
        period = _period(first, duur, fact.day)
        fulfilled.add(period - 1 if period > 1 and period - 1 not in fulfilled else period)
    return fulfilled


def _period(first: date, duur: Duration, day: date) -> int:
    """The number, from 1, of the period in which `day` lies; its last day is the first of the next."""
    return next(k for k in count(1) if day <= _start(first, duur, k + 1))


def _start(first: date, duur: Duration, period: int) -> date:
    return replace(duur, aantal=duur.aantal * (period - 1)).from_day(first, 1)
