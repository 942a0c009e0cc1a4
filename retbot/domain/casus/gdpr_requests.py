"""What data subjects may request (AVG 15-21), and the decision of the municipality on it."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from retbot.domain.errors import Refusal

SOORTEN = ("inzage", "correctie", "wissen", "beperken", "bezwaar")
KENMERK = r"[A-Z]{0,3}[-/.]?\d{1,7}(?:[-/.]\d{1,7}){0,3}"
"""The format of a reference number, as a regular expression."""
_KENMERK = re.compile(rf"(?=.{{3,20}}$){KENMERK}", re.IGNORECASE)


class GdprRight(StrEnum):
    """The rights that two persons carry out after a decision."""

    INZAGE = "inzage"
    WISSEN = "wissen"


@dataclass(frozen=True, slots=True)
class GdprDecision:
    """A decision of the municipality. `eerste` is the Matrix id of who recorded it, `tweede` of who confirmed it."""

    right: GdprRight
    day: date
    kenmerk: str
    eerste: str
    vastgelegd: datetime
    tweede: str | None = None


def must_be_reference(text: str) -> str:
    """Accepts a reference number of the municipality such as `Z/26/1234`, but no words and no long number. Raises
    Refusal."""
    if not _KENMERK.fullmatch(text):
        raise Refusal("kenmerk_onleesbaar")
    return text.upper()


def must_be_another(besluit: GdprDecision, person: str) -> None:
    """Two different persons are needed; a stand-in may be one of them. Raises Refusal."""
    if besluit.eerste == person:
        raise Refusal("tweede_persoon_nodig", wat=besluit.right)
