"""What the consent of jeugdige and ouders allows."""

from retbot.domain.casus import Casus
from retbot.domain.convenant import Convenant
from retbot.domain.errors import Refusal


def is_anonymous(casus: Casus, convenant: Convenant) -> bool:
    """Art. 9.3 of overijssel-2022: without consent the case is discussed anonymously only."""
    return "anoniem" in convenant.regels and casus.aanmelding.formulier != "ja"


def must_allow_form(casus: Casus, convenant: Convenant) -> None:
    if is_anonymous(casus, convenant):
        raise Refusal("formulier_zonder_toestemming", artikel=convenant.regels["anoniem"].artikel)


def must_allow_monitor(casus: Casus, convenant: Convenant) -> None:
    regel = convenant.regels.get("monitor")
    if regel and casus.aanmelding.monitor != "ja":
        raise Refusal("monitor_zonder_toestemming", artikel=regel.artikel)
