"""The possible outcomes of a triage, and who decides when the people who do it disagree."""

from retbot.domain.casus.casus import Casus
from retbot.domain.casus.tables import check_order
from retbot.domain.convenant.convenant import Convenant, Plicht
from retbot.domain.errors import Refusal

GEEN_OVEREENSTEMMING = "geen overeenstemming"
DISAGREED = "verschil"
"""The fact that those who do the triage together did not agree."""
NEE = "hoort niet bij het RET"


def outcomes(convenant: Convenant) -> list[str]:
    """The tables to choose from, or yes and no; also "no agreement" where the covenant says what happens then."""
    tables = [tafel.naam for tafel in convenant.tafels]
    unsettled = [GEEN_OVEREENSTEMMING] if _plicht_of_dispute(convenant) else []
    return [*(tables if len(tables) > 1 else ["ja"]), NEE, *unsettled]


def is_refused(casus: Casus) -> bool:
    """Whether the triage found that the case does not belong to this team."""
    found = casus.feit("triage")
    return found is not None and found.value == NEE


def decides(convenant: Convenant) -> Plicht:
    found = _plicht_of_dispute(convenant)
    if found is None:
        raise Refusal("antwoord_onbegrepen", keuzes=outcomes(convenant))
    return found


def must_be_allowed(value: str, casus: Casus, convenant: Convenant) -> None:
    """Raises Refusal for a table when the table before it may not be skipped."""
    tafel = next((tafel for tafel in convenant.tafels if tafel.naam == value), None)
    if tafel:
        check_order(tafel, casus, convenant)


def _plicht_of_dispute(convenant: Convenant) -> Plicht | None:
    return next((p for p in convenant.plichten if p.vervuld == "triage" and p.bij_verschil), None)
