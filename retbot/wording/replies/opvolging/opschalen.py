"""Answers about escalation."""

from collections.abc import Sequence
from datetime import date

from retbot.wording.citing import cited_article
from retbot.wording.dates import long_date
from retbot.wording.replies.chat.general import NOTHING
from retbot.wording.sentences import sentence


@sentence("opgeschaald")
def opgeschaald(
    wat: str,
    naar: str,
    artikel: str,
    op: date,
    today: date,
    gemaild: bool,
    volgende: str,
    stap: int,
    keten: str = "",
    hierna: Sequence[str] = (),
) -> str:
    when = "" if op == today else f" op {long_date(op, today)}"
    told = f"De {naar} is gemaild." if gemaild else f"Ik heb geen mailadres van de {naar}. Wilt u het zelf laten weten?"
    lines = [f"Genoteerd{when}: {wat} ({cited_article(artikel)}). {told}"]
    if volgende:
        lines.append(f"Daarna kan: {volgende}. → `!ret escaleer CODE{keten} stap {stap} op DATUM`")
    return "\n".join([*lines, *(f"• {line}" for line in hierna)])


@sentence("ga_opschalen")
def ga_opschalen(wat: str, naar: str, artikel: str, op: date, today: date, gemaild: bool) -> str:
    when = "" if op == today else f", besloten op {long_date(op, today)}"
    told = f"De {naar} krijgt een mail." if gemaild else f"Van de {naar} heb ik geen adres; u brengt het bericht zelf."
    return f"**CODE opschalen**: {wat} ({cited_article(artikel)}){when}. {told}"


@sentence("geen_stap_meer")
def geen_stap_meer() -> str:
    return f"Verder opschalen noemt het ~convenant niet. {NOTHING}"


@sentence("andere_stap")
def andere_stap(stap: int, wat: str, keten: str = "") -> str:
    return f"Nu is stap {stap} aan de beurt: {wat}. → `!ret escaleer CODE{keten} stap {stap}`. {NOTHING}"


@sentence("besluit_van")
def besluit_van(wie: str, artikel: str) -> str:
    return f"Dit besluit neemt de {wie} ({cited_article(artikel)}). {NOTHING}"


@sentence("stap_noemen")
def stap_noemen(stap: int, woord: str, wat: str, keten: str = "") -> str:
    return (
        f"Stap {stap} ({wat}) is een besluit van de {woord}. Is dat genomen? Leg het vast met "
        f"`!ret escaleer CODE{keten} stap {stap} op DATUM`. {NOTHING}"
    )
