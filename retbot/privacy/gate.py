"""The one gate: free text goes in, SafeText or a refusal comes out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from retbot.domain.errors import Refusal
from retbot.domain.safetext import MAX_LENGTH, SafeText, Soort
from retbot.privacy.normalised import normalised

Detector = Callable[[str], Iterable[Soort]]
"""Finds in a normalised line what may not stand there."""


@dataclass(frozen=True, slots=True)
class TextGate:
    """Implements ports.Gate."""

    detector: Detector

    def kinds(self, text: str) -> tuple[Soort, ...]:
        try:
            return tuple(dict.fromkeys(self.detector(normalised(text))))
        except Exception:  # a detector that fails has seen nothing, so nothing passes
            return (Soort.ONBEKEND,)

    def passed(self, text: str) -> SafeText:
        line = normalised(text)
        if len(line) > MAX_LENGTH:
            raise Refusal("tekst_te_lang", hoogstens=MAX_LENGTH)
        if not line:
            raise Refusal("tekst_leeg")
        if kinds := self.kinds(line):
            raise Refusal("tekst_herkenbaar", soorten=[str(kind) for kind in kinds])
        return SafeText(line)
