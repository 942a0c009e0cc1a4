"""What those concerned may ask (AVG 15-21), and the decision of the municipality that is carried out."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from retbot.domain.errors import Refusal

SOORTEN = ("inzage", "correctie", "wissen", "beperken", "bezwaar")
KENMERK = r"[A-Z]{0,3}[-/.]?\d{1,7}(?:[-/.]\d{1,7}){0,3}"
"""The form of a reference number, as a regular expression."""
_KENMERK = re.compile(rf"(?=.{{3,20}}$){KENMERK}", re.IGNORECASE)


class GdprRight(StrEnum):
    """What is carried out on a decision, by two persons."""

    INZAGE = "inzage"
    WISSEN = "wissen"


@dataclass(frozen=True, slots=True)
class GdprDecision:
    """Of the municipality. `eerste` is the Matrix id of who recorded it, `tweede` of who confirmed it."""

    right: GdprRight
    day: date
    kenmerk: str
    eerste: str
    vastgelegd: datetime
    tweede: str | None = None


def must_be_reference(text: str) -> str:
    """A reference number of the municipality, such as `Z/26/1234`: no words, no long number. Raises Refusal."""
    if not _KENMERK.fullmatch(text):
        raise Refusal("kenmerk_onleesbaar")
    return text.upper()


def must_be_another(besluit: GdprDecision, person: str) -> None:
    """Two persons; a stand-in is one. Raises Refusal."""
    if besluit.eerste == person:
        raise Refusal("tweede_persoon_nodig", wat=besluit.right)
