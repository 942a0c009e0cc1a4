"""Who may bring which case: the conditions at the aanmelding, each switched on and cited by the covenant file."""

from collections.abc import Callable

from retbot.domain.casus import REDENEN_AFWIJKEN, Aanmelding
from retbot.domain.convenant import Aanmeldweg, Convenant, Regel
from retbot.domain.errors import Refusal


def check(aanmelding: Aanmelding, convenant: Convenant) -> None:
    """Raises the Refusal of the first condition that is not met and not overruled."""
    for code, condition in _CONDITIONS.items():
        regel = convenant.regels.get(code)
        if regel and regel.id not in aanmelding.afgeweken_van:
            condition(aanmelding, convenant, regel)


def must_be_reason(reden: str) -> str:
    if reden not in REDENEN_AFWIJKEN:
        raise Refusal("reden_onbekend", redenen=list(REDENEN_AFWIJKEN))
    return reden


def weg(naam: str, convenant: Convenant) -> Aanmeldweg:
    found = next((w for w in convenant.wegen if w.naam == naam), None)
    if found is None:
        raise Refusal("weg_onbekend", wegen=[w.naam for w in convenant.wegen])
    return found


def _check_weg(aanmelding: Aanmelding, convenant: Convenant, regel: Regel) -> None:
    route = weg(aanmelding.weg, convenant)
    if route.verwijs:
        raise Refusal("aanmelding_weg", regel=regel.id, artikel=regel.artikel, verwijs=route.verwijs)
    if route.met_toegang and not aanmelding.met_toegang:
        raise Refusal("aanmelding_zonder_toegang", regel=regel.id, artikel=regel.artikel, wie=route.wie)


def _check_leeftijd(aanmelding: Aanmelding, _: Convenant, regel: Regel) -> None:
    banden = regel.opties.get("banden")
    if isinstance(banden, list) and aanmelding.leeftijd not in banden:
        raise Refusal("aanmelding_leeftijd", regel=regel.id, artikel=regel.artikel, leeftijd=aanmelding.leeftijd)


def _check_local(aanmelding: Aanmelding, convenant: Convenant, regel: Regel) -> None:
    if not aanmelding.lokaal:
        raise Refusal("aanmelding_lokaal", regel=regel.id, artikel=regel.artikel)
    if not aanmelding.gronden:
        raise Refusal(
            "aanmelding_gronden", regel=regel.id, artikel=regel.artikel, gronden=[g.naam for g in convenant.gronden]
        )


_CONDITIONS: dict[str, Callable[[Aanmelding, Convenant, Regel], None]] = {
    "weg": _check_weg,
    "leeftijd": _check_leeftijd,
    "lokaal_geprobeerd": _check_local,
}
