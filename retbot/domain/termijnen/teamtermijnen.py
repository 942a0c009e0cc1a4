"""The terms of the team itself, not of a case: duties that recur, duties on a fixed date, and how old a VOG may be."""

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
"""The outcome of the duty at the end of a covenant that extends the covenant by a year."""
TEAM_EVENTS = ("overleg", "vraag", "evaluatie_gevraagd", "ondertekening", "verzoek")
"""Events that are recorded for the team instead of a case; the last one can be recorded for either."""
BEGIN = "begin"
"""The fact that the team began to use the bot."""
_LONG = {DurationUnit.MONTH, DurationUnit.YEAR}
DATALEK = "datalek"
"""A datalek happens to the team and has its own register."""


def teamtermijnen(
    convenant: Convenant,
    team_feiten: Sequence[Feit],
    deelnemers: Sequence[Deelnemer],
    kalender: Calendar,
    today: date,
) -> list[Termijn]:
    """What the team still has to do, sorted by end. `ronde` is the number of the period for a recurring duty, otherwise
    0; `subject` is the number of the deelnemer for a VOG."""
    found = [
        termijn
        for plicht in convenant.plichten
        if plicht.actief and not plicht.gedekt_door
        for termijn in _of_plicht(plicht, convenant, team_feiten, deelnemers, kalender, today)
    ]
    began = min((feit.day for feit in team_feiten if feit.event == BEGIN), default=date.min)
    shown = (_begun_late(t, began) for t in found if t.staat is TermijnState.OPEN)
    return sorted(shown, key=lambda t: (last_instant(t.due), t.key))


def _begun_late(termijn: Termijn, began: date) -> Termijn:
    """What had ended before the team began is shown without reminders; a VOG that is too old still needs a new one."""
    is_old = termijn.day < began and termijn.plicht.termijn.event != "vog"
    return replace(termijn, overgenomen=True) if is_old else termijn


def team_duties_without_date(
    convenant: Convenant, team_feiten: Sequence[Feit], deelnemers: Sequence[Deelnemer]
) -> list[tuple[Plicht, Deelnemer | None]]:
    """What the team owes without a term: what was asked of it and not done since, and each VOG that nobody saw, with
    whose it is."""
    found: list[tuple[Plicht, Deelnemer | None]] = []
    for plicht in (p for p in convenant.plichten if p.actief and p.termijn.soort is TermijnType.GEEN):
        if plicht.vervuld == "vog":
            found += [(plicht, one) for one in deelnemers if one.rol in plicht.wie and one.vog is None]
        elif plicht.termijn.event in TEAM_EVENTS and first_asked(plicht, team_feiten):
            found.append((plicht, None))
    return found


def first_asked(plicht: Plicht, team_feiten: Sequence[Feit]) -> Feit | None:
    """The oldest request that was not followed by its own time that it was done."""
    done = [feit.day for feit in _completions(plicht, team_feiten)]
    for asked in sorted((f for f in team_feiten if f.event == plicht.termijn.event), key=lambda f: f.day):
        answered = next((day for day in done if day >= asked.day), None)
        if answered is None:
            return asked
        done.remove(answered)
    return None


def must_be_due(plicht: Plicht, started: Termijn | None, day: date, team_feiten: Sequence[Feit]) -> None:
    """Raises Refusal for a duty that nothing has started, and for one that lies months ahead: it counts from half of
    its term on."""
    event, duur = plicht.termijn.event, plicht.termijn.duur
    if event not in TEAM_EVENTS:
        return
    starts = [feit.day for feit in team_feiten if feit.event == event]
    if not starts:
        raise Refusal("nog_niet", eerst=event)
    lies_ahead = duur is not None and duur.eenheid in _LONG and plicht.bron is not Source.WET
    if started and lies_ahead and day - max(starts) < (started.day - max(starts)) / 2:
        raise Refusal("nog_te_vroeg", wat=plicht.wat, artikel=plicht.artikel, op=started.day)


def met_overleggen(team_feiten: Sequence[Feit], overleggen: Sequence[Overleg], convenant: Convenant) -> Sequence[Feit]:
    """Adds what the planned and held overleggen fulfil: each counts for the period in which it lies."""
    duties = [p for p in convenant.plichten if p.actief and p.vervuld == "overleg"]
    days = [local_day(overleg.start) for overleg in overleggen if overleg.staat]
    return [*team_feiten, *(feit_of_period(plicht, convenant, day) for plicht in duties for day in days)]


def is_of_team(plicht: Plicht, *, of_case: bool) -> bool:
    """Whether a duty belongs to the team. A duty that can belong to either belongs to the case when a case is given."""
    event = plicht.termijn.event
    recurring = plicht.termijn.soort in {TermijnType.ELKE, TermijnType.OP_DATUM} or plicht.vervuld == "verslag_gemaakt"
    of_team = recurring or plicht.bij_invoering or event == "looptijd_einde"
    either = event in TEAM_EVENTS or plicht.bron is Source.WET
    return of_team or event == DATALEK or (either and not of_case)


def feit_of_event(event: str, day: date, team_feiten: Sequence[Feit]) -> Feit:
    """An event of the team, with a number, because its terms run alongside those of an earlier one."""
    return Feit(event, day, 1 + sum(1 for f in team_feiten if f.event == event))


def feit_of_period(plicht: Plicht, convenant: Convenant, day: date) -> Feit:
    """The fact that a recurring duty was done on this day, for the period in which the day lies."""
    first, duur = convenant.cadans_vanaf, plicht.termijn.duur
    return Feit("gedaan", day, _period(first, duur, day) if first and duur else 0, plicht.id)


def must_change_something(plicht: Plicht, done: Feit, team_feiten: Sequence[Feit], convenant: Convenant) -> None:
    """Raises Refusal when a recurring duty was already recorded for this period."""
    first, duur = convenant.cadans_vanaf, plicht.termijn.duur
    if plicht.termijn.soort is not TermijnType.ELKE or first is None or duur is None:
        return
    before = _completions(plicht, team_feiten)
    after = sorted([*before, done], key=lambda f: f.day)
    if before and not plicht.bedrag and _done_periods(after, first, duur) == _done_periods(before, first, duur):
        raise Refusal("al_gedaan", op=before[-1].day, artikel=plicht.artikel)


def feit_of_term(termijn: Termijn, day: date) -> Feit:
    """The fact that fulfils this term of the team. A VOG is renewed for the deelnemer instead."""
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
    """Art. 6.1 of gooi-en-vechtstreek-2018: at most two extensions. Raises Refusal."""
    extends = plicht.termijn.event == "looptijd_einde" and value == EXTENSION
    if extends and len(_extensions(plicht, team_feiten)) >= convenant.verlengingen:
        raise Refusal("niet_meer_verlengen", keer=convenant.verlengingen, artikel=plicht.artikel)


def _extensions(plicht: Plicht, team_feiten: Sequence[Feit]) -> list[Feit]:
    return [feit for feit in _completions(plicht, team_feiten) if feit.value == EXTENSION]


def _end_of_run(plicht: Plicht, end: date, team_feiten: Sequence[Feit]) -> Termijn:
    """After each extension the covenant ends a year later, and the question is asked again then."""
    extended = len(_extensions(plicht, team_feiten))
    later = Duration(extended, DurationUnit.YEAR).from_day(end, 1) if extended else end
    ended = [feit.day for feit in _completions(plicht, team_feiten) if feit.value != EXTENSION]
    staat = TermijnState.FULFILLED if ended else TermijnState.OPEN
    return Termijn(plicht, extended, later, staat, voldaan_op=max(ended, default=None))


def _past(termijn: Termijn, kalender: Calendar, today: date) -> Termijn:
    """A date that passed long ago, as under an expired covenant: shown, without reminders."""
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
    """Fulfilled by a fact about this duty that is not older than the start of the term."""
    ronde = start.ronde if start else 0
    days = [
        f.day for f in _completions(plicht, team_feiten) if f.ronde == ronde and (start is None or f.day >= start.day)
    ]
    staat = TermijnState.FULFILLED if days else TermijnState.OPEN
    return Termijn(plicht, ronde, due, staat, None, moved_by, voldaan_op=max(days, default=None))


def _recurring(
    plicht: Plicht, convenant: Convenant, team_feiten: Sequence[Feit], kalender: Calendar, today: date
) -> Iterator[Termijn]:
    """The current period, the previous one while it is open, and the next one when the current one is done. Older
    missed periods are left out."""
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
    """The completed periods. A fact without a period counts for the period before its day while that is open; after
    that it counts for its own period, but in the first half of it only repeats the one before."""
    fulfilled = {f.ronde for f in facts if f.ronde}
    for fact in (f for f in facts if not f.ronde):
        period = _period(first, duur, fact.day)
        if period > 1 and period - 1 not in fulfilled:
            fulfilled.add(period - 1)
        elif period == 1 or not _is_early(first, duur, period, fact.day):
            fulfilled.add(period)
    return fulfilled


def _is_early(first: date, duur: Duration, period: int, day: date) -> bool:
    begins, ends = _start(first, duur, period), _start(first, duur, period + 1)
    return day - begins < ends - day


def _period(first: date, duur: Duration, day: date) -> int:
    """The number of the period in which `day` lies, from 1; the day on which the next period starts still counts as its
    last."""
    return next(k for k in count(1) if day <= _start(first, duur, k + 1))


def _start(first: date, duur: Duration, period: int) -> date:
    return replace(duur, aantal=duur.aantal * (period - 1)).from_day(first, 1)
