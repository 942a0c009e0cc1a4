"""What the consent of jeugdige and ouders allows."""

from retbot.domain.casus import Casus
from retbot.domain.convenant import Convenant, Plicht, Regel
from retbot.domain.errors import Refusal
from retbot.domain.leeftijd import Instemming, instemming
from retbot.domain.nagaan import NAGEGAAN
from retbot.domain.ontbreken import missing_from

TOESTEMMING, INTREKKING = "toestemming", "intrekking"


def is_anonymous(casus: Casus, convenant: Convenant) -> bool:
    """Art. 9.3 of overijssel-2022 and its like: without consent the case is discussed anonymously only. Under some it
    always is (`altijd`), but for those who sit at the table themselves."""
    regel = convenant.regels.get("anoniem")
    if regel is None:
        return False
    return not (_attend(casus, convenant, regel) if regel.opties.get("altijd") else has_consent(casus))


def has_consent(casus: Casus) -> bool:
    """By what was recorded last: consent, its withdrawal, or the answer at the aanmelding."""
    words = [f for f in casus.feiten if f.event in {TOESTEMMING, INTREKKING} and f.over in {None, "formulier"}]
    if not words:
        return casus.aanmelding.formulier == "ja"
    *_, last = sorted(words, key=lambda feit: feit.op)
    return last.event == TOESTEMMING


def consent_asks(convenant: Convenant) -> list[str]:
    """What must have been told before consent counts (art. 2.6 of gooi-en-vechtstreek-2018)."""
    regel = convenant.regels.get("anoniem")
    told = regel.opties.get("vooraf_verteld") if regel else None
    return [str(one) for one in told] if isinstance(told, list) else []


def consents(casus: Casus, convenant: Convenant) -> Instemming | None:
    """Whose consent it takes at the age of this case; None where the covenant does not say."""
    return instemming(casus.leeftijd, convenant)


def must_allow_form(casus: Casus, convenant: Convenant) -> None:
    if is_anonymous(casus, convenant):
        raise Refusal("formulier_zonder_toestemming", artikel=convenant.regels["anoniem"].artikel)


def must_allow_monitor(plicht: Plicht, casus: Casus, convenant: Convenant) -> None:
    """Bijlage 1 of overijssel-2022: without consent no entry, by any of the duties that the rule names."""
    regel = convenant.regels.get("monitor")
    named = regel.opties.get("plichten") if regel else None
    if regel and isinstance(named, list) and plicht.id in named and casus.aanmelding.monitor != "ja":
        raise Refusal("monitor_zonder_toestemming", artikel=regel.artikel)


def _attend(casus: Casus, convenant: Convenant, regel: Regel) -> bool:
    """Whether one of the family that the rule names was at the table, or is expected there because it was asked."""
    named = regel.opties.get("tenzij_aanwezig")
    family = {str(role) for role in named} if isinstance(named, list) else set()
    present, table = casus.feit("aanwezig", casus.ronde), convenant.regels.get("tafel")
    if present:
        return bool(family & set((present.keuze or "").split(",")))
    asked = table and casus.feit(NAGEGAAN, casus.ronde, table.id)
    return bool(asked) and not family <= set(missing_from(casus))
