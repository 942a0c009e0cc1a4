"""Answers about knelpunten."""

from collections.abc import Sequence
from datetime import date

from retbot.wording.citing import cited_article
from retbot.wording.dates import join, long_date
from retbot.wording.sentences import sentence


@sentence("knelpunt_vast")
def knelpunt_vast(naam: str, tekst: str, casussen: int, nodig: int, artikel: str, leidt: str) -> str:
    first = f"Vastgelegd: {naam}, {tekst}. Dat speelt nu in {casussen} {'casus' if casussen == 1 else 'casussen'}."
    if casussen < nodig:
        return first
    return (
        f"{first}\nDaarmee hoort het op de agenda van de stuurgroep, die de afspraken heroverweegt "
        f"({cited_article(artikel)}). De {leidt} bereidt de inbreng voor, met de betrokken organisaties.\n"
        f"Besproken? → `!ret knelpunt behandeld {naam}`"
    )


@sentence("knelpunten_alle")
def knelpunten_alle(regels: Sequence[str], namen: Sequence[str], artikel: str) -> str:
    if not regels:
        return f"Er is nog geen knelpunt vastgelegd. Kies uit: {join(list(namen), 'of')}. → `!ret knelpunt CODE NAAM`"
    return "\n".join([f"**Knelpunten** ({cited_article(artikel)})", *(f"• {regel}" for regel in regels)])


@sentence("knelpunt_behandeld")
def knelpunt_behandeld(naam: str, op: date, artikel: str) -> str:
    return f"Genoteerd: de stuurgroep besprak {naam} op {long_date(op)} ({cited_article(artikel)}). Ik tel opnieuw."
