"""The one gate: free text goes in, SafeText or a refusal comes out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, partial

from retbot.domain.errors import Refusal
from retbot.domain.safetext import MAX_LENGTH, SafeText, Soort
from retbot.privacy.detector import detector
from retbot.privacy.normalised import normalised

Looks = Callable[[str], Iterable[Soort]]
"""Finds in a normalised line what may not stand there."""


@dataclass(frozen=True, slots=True)
class TextGate:
    """Implements ports.Gate."""

    detector: Looks

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


_detector = cache(detector)


def shipped(year: int, allowed: Iterable[str] = ()) -> TextGate:
    """The gate with the shipped lists, which it reads when it is first asked; `allowed` are words of the team beside
    those."""
    return TextGate(partial(_detected, year=year, allowed=tuple(allowed)))


def _detected(line: str, *, year: int, allowed: tuple[str, ...]) -> Iterable[Soort]:
    return _detector(year, allowed)(line)
