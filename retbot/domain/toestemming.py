"""What the consent of jeugdige and ouders allows."""

from retbot.domain.casus import Casus
from retbot.domain.convenant import Convenant, Plicht
from retbot.domain.errors import Refusal


def is_anonymous(casus: Casus, convenant: Convenant) -> bool:
    """Art. 9.3 of overijssel-2022 and its like: without consent the case is discussed anonymously only. Some ask for
    consent that is recorded with its day (`vooraf_verteld`), some are anonymous always (`altijd`)."""
    regel = convenant.regels.get("anoniem")
    if regel is None:
        return False
    if regel.opties.get("altijd"):
        return True
    return not has_consent(casus) if regel.opties.get("vooraf_verteld") else casus.aanmelding.formulier != "ja"


def consent_asks(convenant: Convenant) -> list[str]:
    """What must have been told before consent counts (art. 2.6 of gooi-en-vechtstreek-2018); nothing where consent is
    asked for at the aanmelding."""
    regel = convenant.regels.get("anoniem")
    told = regel.opties.get("vooraf_verteld") if regel else None
    return [str(one) for one in told] if isinstance(told, list) else []


def who_consents(casus: Casus, convenant: Convenant) -> list[str]:
    """By the age band of the case (art. 2.6 of gooi-en-vechtstreek-2018); nobody where the covenant does not say."""
    regel = convenant.regels.get("anoniem")
    bands = regel.opties.get("wie") if regel else None
    return [str(role) for role in bands.get(casus.leeftijd, [])] if isinstance(bands, dict) else []


def has_consent(casus: Casus) -> bool:
    """Whether consent was recorded and not withdrawn since."""
    given, withdrawn = casus.feit("toestemming"), casus.feit("intrekking")
    return given is not None and (withdrawn is None or withdrawn.op < given.op)


def must_allow_form(casus: Casus, convenant: Convenant) -> None:
    if is_anonymous(casus, convenant):
        raise Refusal("formulier_zonder_toestemming", artikel=convenant.regels["anoniem"].artikel)


def must_allow_monitor(plicht: Plicht, casus: Casus, convenant: Convenant) -> None:
    """Bijlage 1 of overijssel-2022: without consent no entry, by any of the duties that the rule names."""
    regel = convenant.regels.get("monitor")
    named = regel.opties.get("plichten") if regel else None
    if regel and isinstance(named, list) and plicht.id in named and casus.aanmelding.monitor != "ja":
        raise Refusal("monitor_zonder_toestemming", artikel=regel.artikel)
