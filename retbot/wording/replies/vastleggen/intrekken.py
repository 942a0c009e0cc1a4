"""Answers about what is allowed, and consent that is withdrawn."""

from collections.abc import Sequence
from datetime import date

from retbot.domain.casus.consent import Consent
from retbot.wording.citing import cited_article
from retbot.wording.dates import join, long_date
from retbot.wording.replies.chat.general import NOTHING
from retbot.wording.sentences import sentence

_GEVOLG = {
    "formulier": "het formulier wordt niet (verder) gedeeld; vraag wie het al heeft om het te wissen",
    "monitor": "deze casus komt in geen uitvraag van de monitor",
    "verslag": "het verslag gaat niet (verder) rond",
    "gezondheid": "deel geen gezondheidsgegevens meer",
    "derden": "er gaat niets meer naar derden",
    "mail": "ik mail de jeugdige en de ouders niet meer, en hun adressen zijn gewist",
    "deelname": "de casus wordt anoniem besproken, en de adressen van jeugdige en ouders zijn gewist",
}


@sentence("ingetrokken")
def ingetrokken(wat: Sequence[str], anoniem: bool, gemaild: int, stopt: str = "", aan_tafel: str = "") -> str:
    """`stopt` is the article by which the case does not go on without consent, `aan_tafel` the one by which it is not
    anonymous as long as the family sits at the table."""
    ends = {"deelname": f"de casus gaat niet door ({cited_article(stopt)}) → `!ret sluit CODE ingetrokken`"}
    follows = _follows(aan_tafel) | (ends if stopt else {})
    lines = [f"Ingetrokken: {join(list(wat))}. Dat werkt meteen:", *(f"• {follows[name]}" for name in wat)]
    if anoniem:
        lines.append(f"• uitnodigingen zeggen vanaf nu *anoniem*{_again(gemaild)}")
    return "\n".join(lines)


def _follows(aan_tafel: str) -> dict[str, str]:
    still = (
        "de adressen van jeugdige en ouders zijn gewist. Anoniem wordt de casus pas zonder hen aan tafel "
        f"({cited_article(aan_tafel)}): vraag of de ~bespreking zo door kan gaan"
    )
    return _GEVOLG | ({"deelname": still} if aan_tafel else {})


@sentence("wat_mag")
def wat_mag(regels: Sequence[str], anoniem: bool) -> str:
    discussed = ["De casus is anoniem te bespreken."] if anoniem else []
    return "\n".join(["Toestemming:", *(f"• {regel}" for regel in regels), *discussed])


def consent_row(consent: Consent, today: date) -> str:
    """`formulier, van jeugdige en ouders: gegeven op 20 april (bijl. 1)`"""
    whose = f", van {join(list(consent.whose.who))}" if consent.whose else ""
    when = f" op {long_date(consent.day, today)}" if consent.day else ""
    without = consent.value.removeprefix("behalve ").split(",") if consent.value.startswith("behalve ") else []
    left_out = f", niet met {join(without)}" if without else ""
    return f"{consent.scope}{whose}: {consent.state}{when}{left_out} ({cited_article(consent.artikel)})"


def mail_row(rol: str) -> str:
    return f"mail, van {rol}: gegeven"


@sentence("ga_intrekken")
def ga_intrekken(wat: Sequence[str], anoniem: bool, gemaild: int, aan_tafel: str = "") -> str:
    lines = [f"**CODE, toestemming intrekken**: {join(list(wat))}. Dat werkt meteen, en dan geldt:"]
    lines += [f"• {_follows(aan_tafel)[name]}" for name in wat]
    if anoniem:
        lines.append(f"• uitnodigingen zeggen vanaf nu *anoniem*{_again(gemaild)}")
    return "\n".join(lines)


@sentence("nu_anoniem")
def nu_anoniem(gemaild: int) -> str:
    return f"De casus is nu anoniem te bespreken; uitnodigingen zeggen dat vanaf nu{_again(gemaild)}."


@sentence("gaat_opnieuw_uitnodigen")
def gaat_opnieuw_uitnodigen(gemaild: int) -> str:
    return f"**CODE anoniem bespreken**: uitnodigingen zeggen dat vanaf nu{_again(gemaild)}."


@sentence("niet_in_monitor")
def niet_in_monitor() -> str:
    return f"Zonder die toestemming geldt: {_GEVOLG['monitor']}."


def _again(gemaild: int) -> str:
    who = "1 genodigde krijgt" if gemaild == 1 else f"{gemaild} genodigden krijgen"
    return f"; {who} de uitnodiging opnieuw" if gemaild else ""


@sentence("intrekken_vorm")
def intrekken_vorm(wat: Sequence[str]) -> str:
    return (
        f"Zo trekt u een toestemming in: `!ret toestemming CODE intrekken {wat[0]}`, of {join(list(wat[1:]), 'of')}; "
        f"zonder meer trekt u alles in. {NOTHING}"
    )


@sentence("niets_in_te_trekken")
def niets_in_te_trekken(wat: str, staat: Sequence[str]) -> str:
    standing = f"Wat wel staat: {join(list(staat))}." if staat else "Er staat geen toestemming."
    return f"Die toestemming staat er niet. {standing} {NOTHING}"
