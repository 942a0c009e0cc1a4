"""Checks free text for identifying details, before it is stored or sent."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from retbot.domain.casus.safe_text import IdentifierType, SafeText

LONGEST = 2000
"""The maximum number of characters to check: the time needed grows faster than the length."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A text without its typing errors, which passes the check; `replacements` gives the correction of each word."""

    text: str
    replacements: Mapping[str, str]


class Gate(Protocol):
    """`allowed` are words and names that the team permits in addition to the general ones."""

    def kinds(self, text: str, allowed: Collection[str] = ()) -> Sequence[IdentifierType]:
        """The types of identifying details found, each once; empty when the text passes. Never raises: when the check
        itself fails, the text is refused."""

    def check(self, text: str, allowed: Collection[str] = ()) -> SafeText:
        """Raises Refusal, which names the types of detail and never the text."""

    def correction(self, text: str, allowed: Collection[str] = ()) -> Correction | None:
        """The text with its typing errors corrected, when only these kept it from passing; None when no correction
        passes."""
