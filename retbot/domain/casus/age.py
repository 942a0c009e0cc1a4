"""Whether the age band of a case still holds. What another band changes in a consent is in consenting.py."""

from dataclasses import replace
from datetime import date, timedelta

from retbot.domain.casus.casus import LEEFTIJDEN, Casus, Feit
from retbot.domain.convenant.convenant import Convenant, Regel

LEEFTIJD = "leeftijd"
"""The fact that the age was checked: its subject is the moment of the check, its value the band."""
MOMENTEN = frozenset({"planning", "opvolging_1", "opvolging_2"})
OLDEST = LEEFTIJDEN[-1]
_KNOWN_FOR = timedelta(days=182)
"""Half a year: at planning, an age band that was given or checked more recently is not asked again."""


def must_be_asked(casus: Casus, moment: str, today: date) -> bool:
    """Once at each follow-up, and at planning when the band has been known for long enough to have passed. Not asked in
    the last band, because none comes after it."""
    if moment not in MOMENTEN or casus.leeftijd == OLDEST or casus.feit(LEEFTIJD, casus.ronde, moment):
        return False
    return moment != "planning" or today - _last_known(casus) > _KNOWN_FOR


def _last_known(casus: Casus) -> date:
    return max([casus.aanmelding.ontvangen, *(feit.day for feit in casus.feiten if feit.event == LEEFTIJD)])


def bands_from(casus: Casus) -> list[str]:
    """The present band first, then the older ones: nobody gets younger."""
    first = LEEFTIJDEN.index(casus.leeftijd) if casus.leeftijd in LEEFTIJDEN else 0
    return list(LEEFTIJDEN[first:])


def looked_at(casus: Casus, moment: str, band: str, day: date) -> Casus:
    return casus.with_feit(Feit(LEEFTIJD, day, casus.ronde, moment, band))


def correct_age(casus: Casus, band: str) -> Casus:
    """Puts this band in every recorded check of the age."""
    looked = (replace(f, value=band) if f.event == LEEFTIJD else f for f in casus.feiten)
    return replace(casus, feiten=tuple(looked))


def too_old(band: str, convenant: Convenant) -> Regel | None:
    """The rule that ends the team's work at this age (art. 1.5 of model-2024: until 23)."""
    regel = convenant.regels.get("leeftijd")
    until = regel.opties.get("betrokken_tot") if regel else None
    return regel if isinstance(until, int) and int(band.partition("-")[0].rstrip("+")) > until else None
