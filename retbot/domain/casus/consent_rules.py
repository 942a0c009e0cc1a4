"""What a covenant asks consent for, by which rule, and whose it is at which age."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from retbot.domain.convenant.convenant import Convenant, Regel


class ConsentType(StrEnum):
    DEELNAME = "deelname"
    FORM = "formulier"
    MONITOR = "monitor"
    VERSLAG = "verslag"
    HEALTH = "gezondheid"
    OTHERS = "derden"
    MAIL = "mail"


@dataclass(frozen=True, slots=True)
class ConsentHolder:
    """Whose consent it is at a certain age, and the article that says so."""

    who: tuple[str, ...]
    artikel: str


_RULES: Mapping[ConsentType, str] = {
    ConsentType.FORM: "toestemming_formulier",
    ConsentType.MONITOR: "monitor",
    ConsentType.VERSLAG: "verslag_delen",
    ConsentType.HEALTH: "toestemming_gezondheid",
    ConsentType.OTHERS: "derden",
}


def rule_of(scope: ConsentType, convenant: Convenant) -> Regel | None:
    """The rule of the covenant about this consent; None when it asks for no such consent."""
    if scope is not ConsentType.DEELNAME:
        return convenant.regels.get(_RULES.get(scope, ""))
    talk, identifying = convenant.regels.get("besproken"), convenant.regels.get("anoniem")
    if identifying and identifying.opties.get("vooraf_verteld"):
        return identifying
    return talk if talk and talk.opties.get("weigert") else None


def goes_on_by(convenant: Convenant) -> Regel | None:
    """The rule by which a case goes on only with consent (art. 19.2 of model-2024); None where it may be discussed
    anonymously."""
    return None if "anoniem" in convenant.regels else rule_of(ConsentType.DEELNAME, convenant)


def type_of(regel: Regel) -> ConsentType | None:
    """The consent that this question of the covenant asks for."""
    asked = (scope for scope in (ConsentType.HEALTH, ConsentType.OTHERS) if _RULES[scope] == regel.code)
    return next(asked, None)


def known_consents(convenant: Convenant) -> list[ConsentType]:
    """What the covenant asks consent for. To mail a private person is the same in each covenant and is not listed."""
    return [scope for scope in ConsentType if rule_of(scope, convenant)]


def holder(scope: ConsentType, band: str, convenant: Convenant) -> ConsentHolder | None:
    """By the rule about every consent, else by that about this one; None when the covenant does not say."""
    rules = (convenant.regels.get("wie_stemt_in"), rule_of(scope, convenant))
    return next((found for regel in rules if (found := holder_by(regel, band))), None)


def holder_by(regel: Regel | None, band: str) -> ConsentHolder | None:
    """Whom this rule names at this age."""
    bands = regel.opties.get("wie") if regel else None
    if regel is None or not isinstance(bands, dict) or not bands.get(band):
        return None
    return ConsentHolder(tuple(str(role) for role in bands[band]), regel.artikel)


def holder_at(band: str, convenant: Convenant) -> ConsentHolder | None:
    """Whose any consent is at this age."""
    found = (holder(scope, band, convenant) for scope in known_consents(convenant))
    return next((one for one in found if one), None)


def consent_asks(convenant: Convenant) -> list[str]:
    """What people must be told before their consent counts (art. 2.6 of gooi-en-vechtstreek-2018)."""
    regel = convenant.regels.get("anoniem")
    told = regel.opties.get("vooraf_verteld") if regel else None
    return [str(one) for one in told] if isinstance(told, list) else []
