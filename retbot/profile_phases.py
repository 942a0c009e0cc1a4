"""The duties of a covenant in the order of the process, from aanmelding to the law."""

from enum import StrEnum

from retbot.domain.convenant import Bron, Convenant, Plicht, Soort
from retbot.domain.duur import Duur, Eenheid
from retbot.profile_words import EVENTS


class Fase(StrEnum):
    AANMELDING = "Aanmelding"
    TRIAGE = "Triage"
    VOORAF = "Vóór de bespreking"
    BESPREKING = "Bij en na de bespreking"
    ADVIES = "Na het advies"
    SLUITEN = "Sluiten en bewaren"
    WOORD = "Als iemand het besluit"
    ALTIJD = "Altijd"
    GEEN = "Zonder termijn"
    TEAM = "Het team zelf"
    WET = "De wet"


_BY_EVENT = {
    **dict.fromkeys(("aanmelding", "compleet", "toestemming", "intrekking", "vraag"), Fase.AANMELDING),
    **dict.fromkeys(("acceptatie", "triage", "verklarende_analyse", "vooroverleg"), Fase.TRIAGE),
    **dict.fromkeys(("geagendeerd", "uitgenodigd", "formulier_gedeeld", "voorgesprek"), Fase.VOORAF),
    **dict.fromkeys(("bespreking", "adviestafel", "uitvoeringstafel", "uitnodiging_aanvaard"), Fase.BESPREKING),
    **dict.fromkeys(("afgeschaald", "afgesloten", "laatste_interventie"), Fase.SLUITEN),
    **dict.fromkeys(("vog", "ondertekening", "looptijd_einde", "overleg", "verslag_gemaakt"), Fase.TEAM),
    **dict.fromkeys(("datalek", "verzoek"), Fase.WET),
}
_BY_KIND = {
    Soort.VOOR: Fase.VOORAF,
    Soort.VOOR_EVENT: Fase.VOORAF,
    Soort.OP_HET_WOORD: Fase.WOORD,
    Soort.ALTIJD: Fase.ALTIJD,
    Soort.GEEN: Fase.GEEN,
    **dict.fromkeys((Soort.ELKE, Soort.OP_DATUM, Soort.PER_BESPREKING, Soort.PER_PERIODE), Fase.TEAM),
}
_ORDER = list(EVENTS)
_DAYS = {Eenheid.UUR: 1 / 24, Eenheid.DAG: 1, Eenheid.WERKDAG: 1.4, Eenheid.WEEK: 7, Eenheid.MAAND: 30.4}


def by_phase(convenant: Convenant) -> dict[Fase, list[Plicht]]:
    """Only the phases in which there is something to do."""
    found = {fase: [p for p in convenant.plichten if phase(p) is fase] for fase in Fase}
    return {fase: sorted(plichten, key=_order) for fase, plichten in found.items() if plichten}


def phase(plicht: Plicht) -> Fase:
    if plicht.bron is Bron.WET:
        return Fase.WET
    if plicht.termijn.soort in _BY_KIND:
        return _BY_KIND[plicht.termijn.soort]
    return _BY_EVENT.get(plicht.termijn.event or "", Fase.ADVIES)


def _order(plicht: Plicht) -> tuple[int, float]:
    """By the event that it hangs on; of one event the shortest term first, or the longest when it counts back."""
    event, duur = plicht.termijn.event, plicht.termijn.duur
    days = _days(duur) if duur else 0.0
    return (_ORDER.index(event) if event in _ORDER else -1, -days if plicht.termijn.soort is Soort.VOOR else days)


def _days(duur: Duur) -> float:
    return duur.aantal * _DAYS.get(duur.eenheid, 365)
