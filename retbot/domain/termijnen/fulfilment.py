"""When a duty of a case was done, according to its facts."""

from datetime import date

from retbot.domain.casus.casus import Casus, Feit
from retbot.domain.convenant.convenant import Convenant, Plicht


def fulfilment_day(plicht: Plicht, casus: Casus, ronde: int, subject: str | None) -> date | None:
    """The day on which the duty was done; None while it is open."""
    if plicht.per == "partij" and subject and (done := _afspraken_done(casus, ronde, subject)):
        return done
    if plicht.vervuld == "geagendeerd":
        return _first_agenda(casus)
    if plicht.vervuld == "uitnodiging_aanvaard":
        return _acceptance_day(plicht, casus)
    said = casus.feit("gedaan", ronde, plicht.id)
    if said or plicht.vervuld == "gedaan":
        return _day(said)
    event = plicht.vervuld or ""
    if plicht.termijn.herhaald:
        return _day(casus.feit(event))
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
    """The roles with a duty that is met when they accept an invitation."""
    duties = (p for p in convenant.plichten if p.actief and p.vervuld == "uitnodiging_aanvaard")
    return list(dict.fromkeys(role for plicht in duties for role in plicht.wie))


def _acceptance_day(plicht: Plicht, casus: Casus) -> date | None:
    """The day on which the last of those responsible accepted an invitation, in any round: the term counts once."""
    facts = casus.feiten_van("uitnodiging_aanvaard")
    days = [[f.day for f in facts if f.subject == role] for role in plicht.wie]
    return max(min(found) for found in days) if all(days) else None


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
