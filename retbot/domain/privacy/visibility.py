"""What somebody may see of a case, as the covenant has it: all that is stored, what is his own, or nothing."""

from collections.abc import Collection, Iterable
from datetime import date
from enum import StrEnum

from retbot.domain.casus.casus import Casus, Feit
from retbot.domain.convenant.convenant import Convenant
from retbot.domain.deelnemers.roles import Deelnemer, Right, TeamPerson
from retbot.domain.invitations.substitution import instead_of, seat_holders, takes_a_seat
from retbot.domain.privacy.access import is_own
from retbot.domain.termijnen.casustermijnen import Termijn
from retbot.domain.tijd import local_day

BETROKKEN = "betrokken"
"""The fact that a deelnemer is involved in the case: about his number, ja or nee."""
_LEADS = {Right.VOORZITTER, Right.SECRETARIS}


class Visibility(StrEnum):
    """What the thread of a case says is read by whoever is in the room; this is about what the bot tells when asked."""

    EVERYTHING = "alles"
    """What is stored of it."""
    OWN = "eigen"
    """His own terms and afspraken, and when the bespreking is."""
    NOTHING_OF_IT = "niets"
    """For him it does not exist."""


def leads(person: TeamPerson) -> bool:
    """Whether he is voorzitter or secretaris today, be it as a stand-in."""
    return bool(person.rights & _LEADS)


def visibility(
    person: TeamPerson, casus: Casus, convenant: Convenant, deelnemers: Collection[Deelnemer], today: date | None
) -> Visibility:
    """Who leads sees all, and so do the fixed members whom the covenant lets look (art. 18.5 of model-2024). Of an open
    case also whoever is involved in it, as far as the covenant has it: see `een_casus` in the file."""
    deelnemer = person.deelnemer
    if leads(person):
        return Visibility.EVERYTHING
    if deelnemer is None:
        return Visibility.NOTHING_OF_IT
    if Right.EXPERT in person.rights and deelnemer.rol in convenant.inzien:
        return Visibility.EVERYTHING
    if casus.gesloten is not None:
        return Visibility.NOTHING_OF_IT
    return _of_open_case(deelnemer, casus, convenant, deelnemers, today)


def _of_open_case(
    deelnemer: Deelnemer, casus: Casus, convenant: Convenant, deelnemers: Collection[Deelnemer], today: date | None
) -> Visibility:
    involved, takes = _is_involved(deelnemer, casus), takes_a_seat(deelnemer.nummer, casus)
    if (involved and convenant.een_casus_alles) or (takes and deelnemer.rol in convenant.inzien):
        return Visibility.EVERYTHING
    sits = _has_a_seat(deelnemer, casus, convenant, deelnemers, today)
    return Visibility.OWN if involved or takes or sits or _owes(deelnemer, casus) else Visibility.NOTHING_OF_IT


def _is_involved(deelnemer: Deelnemer, casus: Casus) -> bool:
    feit = casus.feit(BETROKKEN, subject=str(deelnemer.nummer))
    return feit is not None and feit.value == "ja"


def _has_a_seat(
    deelnemer: Deelnemer, casus: Casus, convenant: Convenant, deelnemers: Collection[Deelnemer], today: date | None
) -> bool:
    """Fixed members have one in every case, or whoever stands in for them today or on the day of the bespreking; but
    not in a case in which another took it."""
    instead = instead_of(casus, casus.ronde)
    if deelnemer.rol not in convenant.vast or deelnemer.nummer in instead:
        return False
    days = {today, local_day(casus.bespreking.start) if casus.bespreking else today}
    return any(deelnemer.nummer in {one.nummer for one in seat_holders(deelnemers, day, instead)} for day in days)


def _owes(deelnemer: Deelnemer, casus: Casus) -> bool:
    """Whether his partij has an afspraak in it, or is the gemeente of it."""
    gemeente = casus.aanmelding.gemeente
    return deelnemer.partij in {a.partij for a in casus.afspraken} | {gemeente, f"gemeente {gemeente}"}


def visible(
    terms: Iterable[Termijn], person: TeamPerson, casus: Casus, convenant: Convenant, visibility: Visibility
) -> list[Termijn]:
    """Of the terms of the case those that he may see."""
    return [
        t
        for t in terms
        if visibility is Visibility.EVERYTHING or (visibility is Visibility.OWN and is_own(t, person, convenant, casus))
    ]


def with_involved(casus: Casus, deelnemer: Deelnemer, *, involved: bool, day: date) -> Casus:
    """Whether he is involved in this case; what he then sees of it stands in the covenant."""
    return casus.must_be_open().with_feit(Feit(BETROKKEN, day, 0, str(deelnemer.nummer), "ja" if involved else "nee"))
