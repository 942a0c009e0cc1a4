"""What a triage can come to, and who decides when those who do it do not agree."""

from retbot.domain.casus import Casus
from retbot.domain.convenant import Convenant, Plicht
from retbot.domain.errors import Refusal
from retbot.domain.tafels import check_order

GEEN_OVEREENSTEMMING = "geen overeenstemming"
NEE = "hoort niet bij het RET"


def outcomes(convenant: Convenant) -> list[str]:
    """The tables to choose from, or yes; no; and that there is no agreement, where the covenant says what then."""
    tables = [tafel.naam for tafel in convenant.tafels]
    unsettled = [GEEN_OVEREENSTEMMING] if _contested(convenant) else []
    return [*(tables if len(tables) > 1 else ["ja"]), NEE, *unsettled]


def decides(convenant: Convenant) -> Plicht:
    found = _contested(convenant)
    if found is None:
        raise Refusal("antwoord_onbegrepen", keuzes=outcomes(convenant))
    return found


def must_be_allowed(keuze: str, casus: Casus, convenant: Convenant) -> None:
    """Raises Refusal for a table before which another may not be skipped."""
    tafel = next((tafel for tafel in convenant.tafels if tafel.naam == keuze), None)
    if tafel:
        check_order(tafel, casus, convenant)


def _contested(convenant: Convenant) -> Plicht | None:
    return next((p for p in convenant.plichten if p.vervuld == "triage" and p.bij_verschil), None)
