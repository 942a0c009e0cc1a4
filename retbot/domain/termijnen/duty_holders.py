"""Whom a duty binds: of those whom the covenant names, who can still do it, each by their own seat where it says so."""

from datetime import date

from retbot.domain.casus.casus import BesprekingState, Casus
from retbot.domain.casus.seats import missing_from, rollen_aan_tafel
from retbot.domain.casus.tables import seats_of
from retbot.domain.convenant.convenant import Convenant, Plicht, TermijnType

PERSON = "persoon"
"""Each person whom the duty names does it by themselves: one term for each seat."""
SECTOR = "sector"
"""The fact of which sectors a condition holds: its subject is the condition, its value the seats."""
ACCEPTED = "uitnodiging_aanvaard"


def seats_bound(plicht: Plicht, casus: Casus, convenant: Convenant, ronde: int) -> list[str]:
    """The seats that have a term of their own: also those who did it, but nobody who can do it no longer."""
    chosen = casus.feit(SECTOR, ronde, plicht.voorwaarde) if plicht.voorwaarde else None
    if chosen and chosen.value:
        return chosen.value.split(",")
    seats = seats_of(plicht.wie, convenant)
    if plicht.vervuld == ACCEPTED:
        return [seat for seat in seats if accepted_on(casus, seat) or _may_accept(casus, seat)]
    present = casus.feit("aanwezig", ronde)
    there = set((present.value or "").split(",")) if present else set(seats)
    return [seat for seat in seats if seat in there]


def somebody_was_there(plicht: Plicht, casus: Casus, convenant: Convenant, ronde: int) -> bool:
    """Art. 8.13 of overijssel-2022: what is decided at a bespreking is of those who are there. True where it is not
    known who that is."""
    present = casus.feit("aanwezig", ronde)
    seats = set(seats_of(plicht.wie, convenant))
    at_table = set(seats_of(rollen_aan_tafel(casus, convenant), convenant))
    if present is None or plicht.termijn.soort is not TermijnType.BIJ or not seats or seats - at_table:
        return True
    return bool(seats & set((present.value or "").split(",")))


def mark_of(plicht: Plicht, seat: str | None) -> str:
    """The subject of the fact that the duty was done, by one of several seats when `seat` is given."""
    return f"{plicht.id} {seat}" if plicht.per == PERSON and seat else plicht.id


def accepted_on(casus: Casus, seat: str) -> date | None:
    """The first day on which this seat accepted an invitation, or was at a bespreking; in any round, because the term
    counts once. None when neither happened."""
    days = [f.day for f in casus.feiten_van(ACCEPTED) if f.subject == seat]
    days += [f.day for f in casus.feiten_van("aanwezig") if seat in (f.value or "").split(",")]
    return min(days, default=None)


def _may_accept(casus: Casus, seat: str) -> bool:
    """Until the first bespreking is held, except who is recorded as not coming to it."""
    if any(one.state is BesprekingState.HELD for one in casus.rondes):
        return False
    return seat not in missing_from(casus)
