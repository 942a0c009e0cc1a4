"""The duties of a covenant in the order of the process, from the aanmelding to the legal duties."""

from enum import StrEnum

from retbot.covenants.words import EVENTS
from retbot.domain.calendar.duration import Duration, DurationUnit
from retbot.domain.convenant.convenant import Convenant, Plicht, Source, TermijnType


class Phase(StrEnum):
    AANMELDING = "Aanmelding"
    TRIAGE = "Triage"
    BEFOREHAND = "Vóór de bespreking"
    BESPREKING = "Bij en na de bespreking"
    ADVIES = "Na het advies"
    SLUITEN = "Sluiten en bewaren"
    WOORD = "Als iemand het besluit"
    ALTIJD = "Altijd"
    GEEN = "Zonder termijn"
    TEAM = "Het team zelf"
    WET = "De wet"


_BY_EVENT = {
    **dict.fromkeys(("aanmelding", "compleet", "toestemming", "intrekking", "vraag"), Phase.AANMELDING),
    **dict.fromkeys(("acceptatie", "triage", "verklarende_analyse", "vooroverleg"), Phase.TRIAGE),
    **dict.fromkeys(("geagendeerd", "uitgenodigd", "formulier_gedeeld", "voorgesprek"), Phase.BEFOREHAND),
    **dict.fromkeys(("bespreking", "adviestafel", "uitvoeringstafel", "uitnodiging_aanvaard"), Phase.BESPREKING),
    **dict.fromkeys(("afgeschaald", "afgesloten", "laatste_interventie"), Phase.SLUITEN),
    **dict.fromkeys(
        ("vog", "ondertekening", "looptijd_einde", "overleg", "evaluatie_gevraagd", "verslag_gemaakt", "deelnemers"),
        Phase.TEAM,
    ),
    **dict.fromkeys(("evaluatie_gevraagd", "convenant_gewijzigd"), Phase.TEAM),
    **dict.fromkeys(("datalek", "verzoek"), Phase.WET),
}
_BY_KIND = {
    TermijnType.VOOR: Phase.BEFOREHAND,
    TermijnType.VOOR_EVENT: Phase.BEFOREHAND,
    TermijnType.OP_HET_WOORD: Phase.WOORD,
    TermijnType.ALTIJD: Phase.ALTIJD,
    TermijnType.GEEN: Phase.GEEN,
    **dict.fromkeys(
        (TermijnType.ELKE, TermijnType.OP_DATUM, TermijnType.PER_BESPREKING, TermijnType.PER_PERIODE), Phase.TEAM
    ),
}
_ORDER = list(EVENTS)
_DAYS = {
    DurationUnit.HOUR: 1 / 24,
    DurationUnit.DAY: 1,
    DurationUnit.WORKING_DAY: 1.4,
    DurationUnit.WEEK: 7,
    DurationUnit.MONTH: 30.4,
}


def by_phase(convenant: Convenant) -> dict[Phase, list[Plicht]]:
    """Only the phases that have duties."""
    found = {fase: [p for p in convenant.plichten if phase(p) is fase] for fase in Phase}
    return {fase: sorted(plichten, key=_order) for fase, plichten in found.items() if plichten}


def phase(plicht: Plicht) -> Phase:
    if plicht.bron is Source.WET:
        return Phase.WET
    if plicht.termijn.soort in _BY_KIND:
        return _BY_KIND[plicht.termijn.soort]
    return _BY_EVENT.get(plicht.termijn.event or "", Phase.ADVIES)


def _order(plicht: Plicht) -> tuple[int, float]:
    """By the event of the term; for the same event the shortest term first, or the longest for terms before the
    event."""
    event, duur = plicht.termijn.event, plicht.termijn.duur
    days = _days(duur) if duur else 0.0
    return (_ORDER.index(event) if event in _ORDER else -1, -days if plicht.termijn.soort is TermijnType.VOOR else days)


def _days(duur: Duration) -> float:
    return duur.aantal * _DAYS.get(duur.eenheid, 365)
