"""What somebody may see of a case according to the covenant: everything stored, only their own part, or nothing."""

from collections.abc import Collection, Iterable
from datetime import date
from enum import StrEnum

from retbot.domain.casus.casus import Casus, Feit
from retbot.domain.casus.seats import instead_of
from retbot.domain.convenant.convenant import Convenant
from retbot.domain.deelnemers.roles import Deelnemer, Right, TeamPerson
from retbot.domain.deelnemers.substitutes import seat_holders
from retbot.domain.invitations.substitution import takes_a_seat
from retbot.domain.privacy.access import is_own
from retbot.domain.termijnen.casustermijnen import Termijn
from retbot.domain.tijd import local_day

BETROKKEN = "betrokken"
"""The fact that a deelnemer is involved in the case: `subject` is their number, the value ja or nee."""
_LEADS = {Right.VOORZITTER, Right.SECRETARIS}


class Visibility(StrEnum):
    """Limits what the bot answers when asked. It does not apply to the thread of a case, which everybody in the room
    can read."""

    EVERYTHING = "alles"
    """Everything that is stored of the case."""
    OWN = "eigen"
    """Only their own terms and afspraken, and when the bespreking is."""
    NOTHING_OF_IT = "niets"
    """As if the case did not exist."""


def leads(person: TeamPerson) -> bool:
    """Whether this person is voorzitter or secretaris today, also as a stand-in."""
    return bool(person.rights & _LEADS)


def visibility(
    person: TeamPerson, casus: Casus, convenant: Convenant, deelnemers: Collection[Deelnemer], today: date | None
) -> Visibility:
    """The voorzitter and the secretaris see everything, and so do the fixed members whom the covenant allows to (art.
    18.5 of model-2024). People involved in an open case see of that case what the covenant allows: `een_casus` in its
    file."""
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
    """Fixed members, or their stand-ins today or on the day of the bespreking, have a seat in every case, except where
    somebody else took it."""
    instead = instead_of(casus, casus.ronde)
    if deelnemer.rol not in convenant.vast or deelnemer.nummer in instead:
        return False
    days = {today, local_day(casus.bespreking.start) if casus.bespreking else today}
    return any(deelnemer.nummer in {one.nummer for one in seat_holders(deelnemers, day, instead)} for day in days)


def _owes(deelnemer: Deelnemer, casus: Casus) -> bool:
    """Whether their partij has an afspraak in the case, or is its gemeente."""
    gemeente = casus.aanmelding.gemeente
    return deelnemer.partij in {a.partij for a in casus.afspraken} | {gemeente, f"gemeente {gemeente}"}


def visible(
    terms: Iterable[Termijn], person: TeamPerson, casus: Casus, convenant: Convenant, visibility: Visibility
) -> list[Termijn]:
    """The terms of the case that this person may see."""
    return [
        t
        for t in terms
        if visibility is Visibility.EVERYTHING or (visibility is Visibility.OWN and is_own(t, person, convenant, casus))
    ]


def with_involved(casus: Casus, deelnemer: Deelnemer, *, involved: bool, day: date) -> Casus:
    """Records whether they are involved in this case; the covenant decides what they can then see of it."""
    return casus.must_be_open().with_feit(Feit(BETROKKEN, day, 0, str(deelnemer.nummer), "ja" if involved else "nee"))
