"""The gate that free text passes before anything keeps or sends it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from retbot.domain.casus.safe_text import IdentifierType, SafeText

LONGEST = 2000
"""Characters of a text that are looked at: what looks takes time that grows faster than what it reads."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A text without its typing errors, which may pass; `replacements` gives for each word what stands in its place."""

    text: str
    replacements: Mapping[str, str]


class Gate(Protocol):
    """`allowed` are words and names of the team itself, beside those that everybody may use."""

    def kinds(self, text: str, allowed: Collection[str] = ()) -> Sequence[IdentifierType]:
        """What may not stand in it, each kind once; empty when it may pass. Never raises: a gate that fails refuses."""

    def check(self, text: str, allowed: Collection[str] = ()) -> SafeText:
        """Raises Refusal, which names the kinds and never the text."""

    def correction(self, text: str, allowed: Collection[str] = ()) -> Correction | None:
        """Of a text that only typing errors keep back; None when there is nothing near that may pass."""
