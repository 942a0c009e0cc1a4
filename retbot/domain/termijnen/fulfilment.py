"""When a duty of a case was done, according to its facts."""

from datetime import date

from retbot.domain.casus.casus import Casus, Feit
from retbot.domain.casus.tables import seats_of
from retbot.domain.convenant.convenant import Convenant, Plicht
from retbot.domain.termijnen.duty_holders import ACCEPTED, PERSON, accepted_on, mark_of


def fulfilment_day(plicht: Plicht, casus: Casus, ronde: int, subject: str | None) -> date | None:
    """The day on which the duty was done; None while it is open."""
    if plicht.per == "partij" and subject and (done := _afspraken_done(casus, ronde, subject)):
        return done
    if plicht.vervuld == "geagendeerd":
        return _first_agenda(casus)
    if plicht.per == PERSON and subject:
        return _day_of_person(plicht, casus, ronde, subject)
    event = plicht.vervuld or ""
    if plicht.termijn.herhaald:  # each time that it was done starts the next term
        return _day(casus.feit(event))
    said = casus.feit("gedaan", ronde, plicht.id)
    if said or plicht.vervuld == "gedaan":
        return _day(said)
    found = casus.feit(event, ronde, subject) or casus.feit(event, ronde) or _of_one_of(plicht, casus, ronde)
    return _day(found) or (None if ronde else _first(casus, event))


def _day(feit: Feit | None) -> date | None:
    return feit.day if feit else None


def _of_one_of(plicht: Plicht, casus: Casus, ronde: int) -> Feit | None:
    """Of a duty of the case as a whole: recorded for somebody whose duty it is."""
    facts = casus.feiten_van(plicht.vervuld or "", ronde) if plicht.per is None else []
    return next((f for f in facts if f.subject in plicht.wie), None)


def _first(casus: Casus, event: str) -> date | None:
    """A duty of the case as a whole is met in the first round in which it is done."""
    standing = {b.ronde for b in casus.rondes}
    return min((f.day for f in casus.feiten_van(event) if f.ronde in standing and f.subject is None), default=None)


def accepting(convenant: Convenant) -> list[str]:
    """The seats with a duty that is met when they accept an invitation."""
    duties = (p for p in convenant.plichten if p.actief and p.vervuld == ACCEPTED)
    return list(dict.fromkeys(seat for plicht in duties for seat in seats_of(plicht.wie, convenant)))


def _day_of_person(plicht: Plicht, casus: Casus, ronde: int, seat: str) -> date | None:
    """What somebody did ends the term for that seat alone; without a name it was done for all."""
    if plicht.vervuld == ACCEPTED:
        return accepted_on(casus, seat)
    own = casus.feit("gedaan", ronde, mark_of(plicht, seat))
    return _day(own or casus.feit("gedaan", ronde, plicht.id))


def _afspraken_done(casus: Casus, ronde: int, partij: str) -> date | None:
    """The day on which the last afspraak of this party in the round was done: it then has nothing more to report."""
    days = [a.klaar for a in casus.afspraken if a.ronde == ronde and a.partij == partij]
    done = [day for day in days if day is not None]
    return max(done) if done and len(done) == len(days) else None


def _first_agenda(casus: Casus) -> date | None:
    """The case is on the agenda while at least one bespreking is not cancelled."""
    standing = {b.ronde for b in casus.rondes}
    days = [f.day for f in casus.feiten_van("geagendeerd") if f.ronde in standing]
    return min(days, default=None)
