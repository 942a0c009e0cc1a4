"""What a case still owes without a date of its own: duties at the moment of an event or after it, and what an answer to
a question left to do."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from retbot.domain.casus.aanmelding import left_undone
from retbot.domain.casus.casus import MISLUKT, Casus
from retbot.domain.casus.consent import CONSENT, monitor_allowed
from retbot.domain.casus.covenant_questions import condition_holds
from retbot.domain.casus.recording import failed_afspraken, step_mark
from retbot.domain.casus.tables import is_a_table, is_at, is_solved, tafel_of, without_solution
from retbot.domain.convenant.convenant import Convenant, Plicht, Regel, TermijnType
from retbot.domain.errors import Refusal
from retbot.domain.termijnen.casustermijnen import starting_facts
from retbot.domain.termijnen.duty_holders import somebody_was_there
from retbot.domain.termijnen.fulfilment import fulfilment_day

_WITHOUT_DATE = {TermijnType.BIJ, TermijnType.GEEN}
_IN_PHASES = {TermijnType.OP_HET_WOORD, TermijnType.GEEN}
_CLOSES = "afgesloten"
_NOT_SHOWN = {None, _CLOSES, CONSENT}
"""What closes the case is its next step, and consent has questions of its own."""
_NOT_OF_CASE = frozenset(
    {"verzoek", "datalek", "vraag", "evaluatie_gevraagd", "ondertekening", "looptijd_einde", "overleg", "vog"}
)


@dataclass(frozen=True, slots=True)
class DutyWithoutDate:
    """`since` is the day of the event that made it due; `afspraak` the number of the failed one that it is about."""

    plicht: Plicht
    since: date
    ronde: int
    afspraak: int = 0


def duties_without_date(casus: Casus, convenant: Convenant, closing: date | None = None) -> list[DutyWithoutDate]:
    """In the order of the covenant file; none in a closed case. `closing` is the day on which it is about to be
    closed, which is a moment too."""
    if casus.gesloten:
        return []
    wanted = (p for p in convenant.plichten if p.actief and not p.gedekt_door and p.vervuld not in _NOT_SHOWN)
    return [found for plicht in wanted for found in _of_plicht(plicht, casus, convenant, closing)]


def is_owed(plicht: Plicht, casus: Casus, convenant: Convenant) -> bool:
    """Whether a duty without a date is still to be done. What holds always is, and what closes the case, until it is
    closed; consent is asked apart."""
    if plicht.vervuld in _NOT_SHOWN:
        return plicht.vervuld != CONSENT and not (plicht.voorstel and is_solved(casus))
    dated = plicht.termijn.soort not in {*_WITHOUT_DATE, *_IN_PHASES}
    return dated or any(duty.plicht.id == plicht.id for duty in duties_without_date(casus, convenant))


def answers_to_follow(casus: Casus, convenant: Convenant) -> list[Regel]:
    """The conditions whose last answer left something to do."""
    return [] if casus.gesloten else left_undone(casus, convenant)


def _of_plicht(plicht: Plicht, casus: Casus, convenant: Convenant, closing: date | None) -> Iterator[DutyWithoutDate]:
    soort, event = plicht.termijn.soort, plicht.termijn.event
    if soort in _IN_PHASES and plicht.noemen_bij:
        yield from _of_phases(plicht, casus, convenant, closing)
    elif soort in _WITHOUT_DATE and event == MISLUKT:
        for one in failed_afspraken(casus):
            failure = casus.failure(one)
            yield DutyWithoutDate(plicht, failure.day if failure else one.datum, one.ronde, one.nummer)
    elif soort in _WITHOUT_DATE and event:
        since = since_of(plicht, casus, convenant)
        if since and _is_open(plicht, casus, convenant, since[1]):
            yield DutyWithoutDate(plicht, *since)


def _is_open(plicht: Plicht, casus: Casus, convenant: Convenant, ronde: int) -> bool:
    """What belonged to an earlier bespreking is over once the next one was held."""
    is_past = is_a_table(plicht.termijn.event, convenant) and ronde != casus.last_held
    if plicht.over_advies and without_solution(casus, ronde):
        return False
    if is_past or _comes_too_late(plicht, casus) or fulfilment_day(plicht, casus, ronde, None):
        return False
    return condition_holds(plicht.voorwaarde, casus, ronde) and somebody_was_there(plicht, casus, convenant, ronde)


def _comes_too_late(plicht: Plicht, casus: Casus) -> bool:
    """Whoever was not invited before the bespreking is not invited to it any more."""
    return plicht.vervuld == "uitgenodigd" and casus.bespreking is not None and casus.last_held == casus.ronde


def check_begun(plicht: Plicht, casus: Casus, convenant: Convenant) -> None:
    """Raises Refusal for a duty that follows an event which has not happened."""
    event, soort = plicht.termijn.event, plicht.termijn.soort
    if plicht.na_uitkomst and since_of(plicht, casus, convenant) is None:
        before, outcome = plicht.na_uitkomst
        raise Refusal("volgt_op_uitkomst", plicht=plicht.id, artikel=plicht.artikel, na=before, uitkomst=outcome)
    if soort not in {*_WITHOUT_DATE, TermijnType.NA} or event in {None, MISLUKT, *_NOT_OF_CASE}:
        return
    later = plicht.anders_na and starting_facts(plicht, casus)
    if since_of(plicht, casus, convenant) is None and not later:
        raise Refusal("nog_niet", eerst="bespreking" if is_a_table(event, convenant) else str(event))


def check_some_begun(event: str, casus: Casus, convenant: Convenant) -> None:
    """Raises Refusal when no duty that the event fulfils has begun."""
    refused: Refusal | None = None
    for plicht in (p for p in convenant.plichten if p.actief and p.vervuld == event):
        try:
            check_begun(plicht, casus, convenant)
        except Refusal as refusal:
            refused = refused or refusal
        else:
            return
    if refused:
        raise refused


def since_of(plicht: Plicht, casus: Casus, convenant: Convenant) -> tuple[date, int] | None:
    """The day and the round of the event that the duty follows; of a bespreking, the last one that was held."""
    event = plicht.termijn.event or ""
    if event == "aanmelding":
        return casus.aanmelding.ontvangen, 0
    if plicht.na_uitkomst:
        id_, outcome = plicht.na_uitkomst
        said = [f for f in casus.feiten_van("gedaan") if f.subject == id_ and f.value == outcome]
        return (said[-1].day, said[-1].ronde) if said else None
    if is_a_table(event, convenant):
        held = (f for f in reversed(casus.feiten) if f.event == "bespreking")
        return next(((f.day, f.ronde) for f in held if is_at(event, tafel_of(casus, convenant, f.ronde))), None)
    if plicht.na_trede:
        trede = next((t for t in convenant.ketens if t.id == plicht.na_trede), None)
        taken = casus.feit(event, casus.ronde, step_mark(trede, convenant)) if trede else None
        return (taken.day, taken.ronde) if taken else None
    facts = casus.feiten_van(event)
    return (facts[-1].day, facts[-1].ronde) if facts else None


def _of_phases(plicht: Plicht, casus: Casus, convenant: Convenant, closing: date | None) -> Iterator[DutyWithoutDate]:
    """A duty that comes back at each of these moments: what was done before the last of them does not count."""
    if not monitor_allowed(plicht, casus, convenant):
        return
    moments = {*plicht.noemen_bij, plicht.termijn.event}
    days = [casus.aanmelding.ontvangen] if "aanmelding" in moments else []
    days += [f.day for f in casus.feiten if f.event in moments]
    days += [closing] if closing and _CLOSES in moments else []
    done = [f.day for f in casus.feiten_van("gedaan") if f.subject == plicht.id]
    if days and max(days) > max(done, default=date.min):
        yield DutyWithoutDate(plicht, max(days), casus.ronde)
