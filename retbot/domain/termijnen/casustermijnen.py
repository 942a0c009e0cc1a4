"""The terms of a case: always calculated from its facts and its covenant, never stored."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from retbot.domain.calendar.working_days import Calendar
from retbot.domain.casus.casus import Bespreking, BesprekingState, Casus, Feit
from retbot.domain.casus.consent import form_may_be_shared
from retbot.domain.casus.covenant_questions import condition_holds
from retbot.domain.casus.tables import is_a_table, is_at, tafel_of, without_solution
from retbot.domain.casus.triage import NEE
from retbot.domain.convenant.convenant import Convenant, Plicht, TermijnType
from retbot.domain.convenant.timeline import einde, last_instant, midnight
from retbot.domain.termijnen.duty_holders import PERSON, seats_bound
from retbot.domain.termijnen.fulfilment import fulfilment_day
from retbot.domain.tijd import AMSTERDAM, local_day

_EACH = {"verzoek", "datalek"}
"""Events that can happen several times at once: each has its own term."""
_NEEDS_SOLUTION = {"advies_vastgesteld", "advies_verzonden", "oplossing_verzonden"}
"""What cannot be due as long as the bespreking found no solution (art. 13.2 of overijssel-2022)."""
_AFTER_CLOSING = {"afgesloten", "laatste_interventie", "verzoek"}


class TermijnState(StrEnum):
    OPEN = "open"
    FULFILLED = "voldaan"
    EXPECTED = "verwacht"
    """The start is planned but has not happened yet: the term is shown, without reminders."""


@dataclass(frozen=True, slots=True)
class Termijn:
    """`due` is a date, or an aware instant for a term in hours. With `voor_event` the term has no date of its own:
    `due` is then the day of the event before which it must be done. `subject` is the partij, or the number of the
    afspraak."""

    plicht: Plicht
    ronde: int
    due: date | datetime
    staat: TermijnState
    subject: str | None = None
    moved_by: tuple[date, ...] = ()
    voor_event: bool = False
    voldaan_op: date | None = None
    overgenomen: bool = False
    """The term had already ended when it arose, as for a running case that is entered later: the bot shows it but sends
    no reminders."""
    tot: datetime | None = None
    """When the planned bespreking begins before which it must be done; after that it no longer can."""

    @property
    def key(self) -> str:
        """Identifies the term within its case; it stays the same when the end of the term moves."""
        return f"{self.plicht.id}:{self.ronde}:{self.subject or ''}"

    @property
    def day(self) -> date:
        return local_day(self.due) if isinstance(self.due, datetime) else self.due

    @property
    def who(self) -> str:
        return self.subject if self.subject and self.plicht.per in {"partij", PERSON} else self.plicht.wie_tekst

    def is_late(self, now: datetime) -> bool:
        return self.staat is TermijnState.OPEN and not self.is_over(now) and last_instant(self.due) < now

    def is_over(self, now: datetime) -> bool:
        """Whether it is only shown: it was late when it arose, or the bespreking that it is for has begun."""
        return self.overgenomen or self.is_lapsed(now)

    def is_lapsed(self, now: datetime) -> bool:
        return self.tot is not None and self.tot <= now


@dataclass(frozen=True, slots=True)
class _Start:
    ronde: int
    when: date | datetime
    planned: bool = False
    vastgelegd: date | None = None
    tot: datetime | None = None


def termijnen(casus: Casus, convenant: Convenant, kalender: Calendar) -> list[Termijn]:
    """Every term of the case, including fulfilled ones, sorted by end. In a closed case, only the terms that closing
    starts."""
    found = [
        termijn
        for plicht in (one.for_band(casus.leeftijd) for one in convenant.plichten)
        if plicht.actief and not plicht.gedekt_door and _applies(plicht, casus, convenant)
        for termijn in _of_plicht(plicht, casus, convenant, kalender)
    ]
    return sorted(found, key=_order)


def is_of_afspraak(termijn: Termijn) -> bool:
    """If so, `subject` is the number of the afspraak."""
    return termijn.plicht.per == "afspraak" and termijn.subject is not None


def _order(termijn: Termijn) -> tuple[datetime, str, int, int, str]:
    """By end, then by duty and round; afspraken by number."""
    number = int(termijn.subject or 0) if is_of_afspraak(termijn) else 0
    return last_instant(termijn.due), termijn.plicht.id, termijn.ronde, number, termijn.subject or ""


def _applies(plicht: Plicht, casus: Casus, convenant: Convenant) -> bool:
    """Without consent there is no form to share (art. 9.3 of overijssel-2022). In a closed case, only what closing
    starts."""
    if plicht.vervuld == "formulier_gedeeld" and not form_may_be_shared(casus, convenant):
        return False
    return casus.gesloten is None or plicht.termijn.event in _AFTER_CLOSING


def _of_plicht(plicht: Plicht, casus: Casus, convenant: Convenant, kalender: Calendar) -> Iterator[Termijn]:
    if plicht.termijn.soort is TermijnType.EIGEN_DATUM and plicht.per == "afspraak":
        yield from _of_afspraken(plicht, casus)
    elif plicht.termijn.soort is TermijnType.VOOR_EVENT:
        for start in _starts(plicht, casus, convenant):
            yield _termijn(plicht, casus, start, start.when, (), None, voor_event=True)
    elif plicht.heeft_datum:
        for start in _starts(plicht, casus, convenant):
            end = einde(plicht, start.when, convenant, kalender)
            for subject in _about(plicht, casus, convenant, start.ronde):
                yield _termijn(plicht, casus, start, end.due, end.moved_by, subject)


def _of_afspraken(plicht: Plicht, casus: Casus) -> Iterator[Termijn]:
    """An afspraak that failed has no day any more: what is asked then is an alternative."""
    for afspraak in (one for one in casus.afspraken if one.klaar or casus.failure(one) is None):
        staat = TermijnState.FULFILLED if afspraak.klaar else TermijnState.OPEN
        yield Termijn(
            plicht,
            afspraak.ronde,
            afspraak.datum,
            staat,
            str(afspraak.nummer),
            voldaan_op=afspraak.klaar,
            overgenomen=_is_late_at_birth(afspraak.datum, afspraak.vastgelegd),
        )


def _starts(plicht: Plicht, casus: Casus, convenant: Convenant) -> Iterator[_Start]:
    event = plicht.termijn.event
    if event == "aanmelding":
        if condition_holds(plicht.voorwaarde, casus, 0):
            yield _Start(0, casus.aanmelding.ontvangen, vastgelegd=casus.aanmelding.vastgelegd)
    elif is_a_table(event, convenant):
        yield from _bespreking_starts(plicht, casus, convenant)
    elif plicht.termijn.soort is TermijnType.VOOR_EVENT:
        yield from _before_fact(plicht, casus)
    elif event == "laatste_interventie":
        yield from _last_intervention(casus)
    else:
        yield from _fact_starts(plicht, casus)


def _bespreking_starts(plicht: Plicht, casus: Casus, convenant: Convenant) -> Iterator[_Start]:
    before = plicht.termijn.soort is not TermijnType.NA
    for bespreking in casus.rondes:
        if not is_at(plicht.termijn.event, tafel_of(casus, convenant, bespreking.ronde)):
            continue
        if not condition_holds(plicht.voorwaarde, casus, bespreking.ronde) or _is_superseded(casus, bespreking):
            continue
        if plicht.vervuld in _NEEDS_SOLUTION and without_solution(casus, bespreking.ronde):
            continue
        planned = bespreking.state is BesprekingState.PLANNED
        if before and not planned and fulfilment_day(plicht, casus, bespreking.ronde, None) is None:
            continue  # too late: this had to be done before the bespreking
        held = casus.feit("bespreking", bespreking.ronde)
        entered = held.vastgelegd if held else None
        until = bespreking.start if before and planned else None
        yield _Start(bespreking.ronde, held_on(casus, bespreking), planned and not before, entered, until)


def held_on(casus: Casus, bespreking: Bespreking) -> date:
    """The day on which the bespreking was recorded as held, else its planned day."""
    feit = casus.feit("bespreking", bespreking.ronde)
    return feit.day if feit else local_day(bespreking.start)


def _before_fact(plicht: Plicht, casus: Casus) -> Iterator[_Start]:
    """Something that must precede an event without a known day is due at the bespreking, until the event has
    happened."""
    for bespreking in casus.rondes:
        past = (
            casus.feit(plicht.termijn.event or "", bespreking.ronde) or bespreking.state is not BesprekingState.PLANNED
        )
        if not past or fulfilment_day(plicht, casus, bespreking.ronde, None):
            yield _Start(bespreking.ronde, held_on(casus, bespreking), tot=None if past else bespreking.start)


def _last_intervention(casus: Casus) -> Iterator[_Start]:
    """Art. 16.1 of model-2024 does not define the last intervention. We take the last recorded act, at the latest the
    closing."""
    closed = casus.gesloten
    if closed:
        acts = [f.day for f in casus.feiten if f.event != "afgesloten"] + [a.klaar for a in casus.afspraken if a.klaar]
        yield _Start(0, max((day for day in acts if day <= closed), default=closed))


def _fact_starts(plicht: Plicht, casus: Casus) -> Iterator[_Start]:
    """Follow-up concerns the case as a whole: of several adviezen the latest counts. A recurring term starts from the
    last time it was done."""
    facts = starting_facts(plicht, casus)
    if plicht.termijn.herhaald and facts:
        facts = sorted(
            [*facts, *(f for f in casus.feiten_van("gedaan") if f.subject == plicht.id)], key=lambda f: f.day
        )
    if plicht.per is None and plicht.termijn.event not in _EACH:
        facts = facts[-1:]
    met = (f for f in facts if condition_holds(plicht.voorwaarde, casus, f.ronde))
    yield from (_Start(f.ronde, instant_of(f), vastgelegd=f.vastgelegd) for f in met)


def starting_facts(plicht: Plicht, casus: Casus) -> list[Feit]:
    """Of its event, else of the event that it starts from until then. Who was refused at the triage has not come in."""
    facts = casus.feiten_van(plicht.termijn.event or "") or casus.feiten_van(plicht.anders_na or "")
    return [feit for feit in facts if feit.event != "triage" or feit.value != NEE]


def instant_of(feit: Feit) -> date | datetime:
    """The day, for a datalek with the hour of its discovery, because the law counts in hours."""
    if feit.event != "datalek" or feit.value is None:
        return feit.day
    return datetime.combine(feit.day, time.fromisoformat(feit.value), AMSTERDAM)


def _is_superseded(casus: Casus, bespreking: Bespreking) -> bool:
    """Without consensus the vervolggesprek replaces this bespreking (art. 7)."""
    feit = casus.feit("consensus", bespreking.ronde)
    return feit is not None and feit.value == "vervolggesprek"


def _about(plicht: Plicht, casus: Casus, convenant: Convenant, ronde: int) -> list[str | None]:
    """The subjects of the term: each partij for a term per partij, or nobody in particular while there are no
    afspraken; each seat for a term per person."""
    if plicht.per == PERSON:
        return [*seats_bound(plicht, casus, convenant, ronde)]
    if plicht.per != "partij":
        return [None]
    return list(casus.partijen(ronde)) or [None]


def _termijn(
    plicht: Plicht,
    casus: Casus,
    start: _Start,
    due: date | datetime,
    moved_by: tuple[date, ...],
    subject: str | None,
    *,
    voor_event: bool = False,
) -> Termijn:
    done = fulfilment_day(plicht, casus, start.ronde, subject)
    staat = TermijnState.FULFILLED if done else TermijnState.EXPECTED if start.planned else TermijnState.OPEN
    arose = _arose(casus, start, subject if plicht.per == "partij" else None)
    late = _is_late_at_birth(due, arose)
    return Termijn(plicht, start.ronde, due, staat, subject, moved_by, voor_event, done, late, start.tot)


def _is_late_at_birth(due: date | datetime, arose: date | None) -> bool:
    return arose is not None and last_instant(due) < midnight(arose)


def _arose(casus: Casus, start: _Start, partij: str | None) -> date | None:
    """The day of entry of what starts the term; of a partij not before its first afspraak in the round was entered."""
    made = [a.vastgelegd for a in casus.afspraken if a.ronde == start.ronde and a.partij == partij]
    first = None if None in made else min((day for day in made if day), default=None)
    return max((day for day in (start.vastgelegd, first) if day), default=None)
