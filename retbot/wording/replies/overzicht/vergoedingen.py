"""Answers about payments."""

from collections.abc import Sequence
from datetime import date

from retbot.wording.dates import full_date
from retbot.wording.replies.chat.general import NOTHING
from retbot.wording.sentences import sentence


@sentence("vergoedingen")
def vergoedingen(eerste: date, laatste: date, regels: Sequence[str]) -> str:
    period = f"{full_date(eerste)} tot en met {full_date(laatste)}"
    if not regels:
        return f"Van {period} is er niets te vergoeden."
    return "\n".join([f"**Vergoedingen van {period}**", *(f"• {regel}" for regel in regels)])


@sentence("bedrag_ontbreekt")
def bedrag_ontbreekt(plicht: str) -> str:
    return f"Welk bedrag per uur? Schrijf bijvoorbeeld `!ret gedaan {plicht} 131,20`. {NOTHING}"
