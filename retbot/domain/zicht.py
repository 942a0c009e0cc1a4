"""What somebody may see of a case, as the covenant has it: all that is stored, what is his own, or nothing."""

from collections.abc import Collection, Iterable
from datetime import date
from enum import StrEnum

from retbot.domain.casus import Casus, Feit
from retbot.domain.casustermijnen import Termijn
from retbot.domain.convenant import Convenant
from retbot.domain.inzage import is_own
from retbot.domain.rollen import Deelnemer, Persoon, Recht
from retbot.domain.vervangen import instead_of, seated, takes_a_seat
from retbot.taal import local_day

BETROKKEN = "betrokken"
"""The fact that a deelnemer is involved in the case: about his number, ja or nee."""
_LEADS = {Recht.VOORZITTER, Recht.SECRETARIS}


class Zicht(StrEnum):
    """What the thread of a case says is read by whoever is in the room; this is about what the bot tells when asked."""

    ALLES = "alles"
    """What is stored of it."""
    EIGEN = "eigen"
    """His own terms and afspraken, and when the bespreking is."""
    NIETS = "niets"
    """For him it does not exist."""


def leads(persoon: Persoon) -> bool:
    """Whether he is voorzitter or secretaris today, be it as a stand-in."""
    return bool(persoon.rechten & _LEADS)


def zicht(
    persoon: Persoon, casus: Casus, convenant: Convenant, deelnemers: Collection[Deelnemer], today: date | None
) -> Zicht:
    """Who leads sees all, and so do the fixed members whom the covenant lets look (art. 18.5 of model-2024). Of an open
    case also whoever is involved in it, as far as the covenant has it: see `een_casus` in the file."""
    deelnemer = persoon.deelnemer
    if leads(persoon):
        return Zicht.ALLES
    if deelnemer is None:
        return Zicht.NIETS
    if Recht.EXPERT in persoon.rechten and deelnemer.rol in convenant.inzien:
        return Zicht.ALLES
    if casus.gesloten is not None:
        return Zicht.NIETS
    return _of_open_case(deelnemer, casus, convenant, deelnemers, today)


def _of_open_case(
    deelnemer: Deelnemer, casus: Casus, convenant: Convenant, deelnemers: Collection[Deelnemer], today: date | None
) -> Zicht:
    involved, takes = _is_involved(deelnemer, casus), takes_a_seat(deelnemer.nummer, casus)
    if (involved and convenant.een_casus_alles) or (takes and deelnemer.rol in convenant.inzien):
        return Zicht.ALLES
    sits = _has_a_seat(deelnemer, casus, convenant, deelnemers, today)
    return Zicht.EIGEN if involved or takes or sits or _owes(deelnemer, casus) else Zicht.NIETS


def _is_involved(deelnemer: Deelnemer, casus: Casus) -> bool:
    feit = casus.feit(BETROKKEN, over=str(deelnemer.nummer))
    return feit is not None and feit.keuze == "ja"


def _has_a_seat(
    deelnemer: Deelnemer, casus: Casus, convenant: Convenant, deelnemers: Collection[Deelnemer], today: date | None
) -> bool:
    """Fixed members have one in every case, or whoever stands in for them today or on the day of the bespreking; but
    not in a case in which another took it."""
    instead = instead_of(casus, casus.ronde)
    if deelnemer.rol not in convenant.vast or deelnemer.nummer in instead:
        return False
    days = {today, local_day(casus.bespreking.start) if casus.bespreking else today}
    return any(deelnemer.nummer in {one.nummer for one in seated(deelnemers, day, instead)} for day in days)


def _owes(deelnemer: Deelnemer, casus: Casus) -> bool:
    """Whether his partij has an afspraak in it, or is the gemeente of it."""
    gemeente = casus.aanmelding.gemeente
    return deelnemer.partij in {a.partij for a in casus.afspraken} | {gemeente, f"gemeente {gemeente}"}


def visible(
    terms: Iterable[Termijn], persoon: Persoon, casus: Casus, convenant: Convenant, zicht: Zicht
) -> list[Termijn]:
    """Of the terms of the case those that he may see."""
    return [t for t in terms if zicht is Zicht.ALLES or (zicht is Zicht.EIGEN and is_own(t, persoon, convenant, casus))]


def with_involved(casus: Casus, deelnemer: Deelnemer, *, involved: bool, op: date) -> Casus:
    """Whether he is involved in this case; what he then sees of it stands in the covenant."""
    return casus.must_be_open().with_feit(Feit(BETROKKEN, op, 0, str(deelnemer.nummer), "ja" if involved else "nee"))
