"""The one gate: free text goes in, SafeText or a refusal comes out."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from retbot.domain.casus.safe_text import MAX_LENGTH, IdentifierType, SafeText
from retbot.domain.errors import Refusal, TypingError
from retbot.ports import LONGEST, Correction
from retbot.privacy.detector import detector
from retbot.privacy.normal_form import normalise

_LONGEST_RAW = 4 * LONGEST
"""Characters as they were typed: invisible ones and the addresses of mentions are left out of what is looked at."""
_UNREADABLE = re.compile(r"\S{81}|[\ufffd\ud800-\udfff]")
"""No word is as long, and bytes that are no text say nothing."""

Looks = Callable[[str, frozenset[str]], Iterable[IdentifierType]]
"""Finds in a normalised line what may not stand there, beside these words that may."""
Corrects = Callable[[str, frozenset[str]], tuple[str, Mapping[str, str]]]
"""The line as it may have been meant, and the words that were changed."""


def _as_it_is(line: str, _allowed: frozenset[str]) -> tuple[str, Mapping[str, str]]:
    return line, {}


@dataclass(frozen=True, slots=True)
class TextGate:
    """Implements ports.Gate."""

    looks: Looks
    corrects: Corrects = _as_it_is

    def kinds(self, text: str, allowed: Collection[str] = ()) -> tuple[IdentifierType, ...]:
        try:
            if len(text) > _LONGEST_RAW:
                return (IdentifierType.ONBEKEND,)
            line = normalise(text)
            if len(line) > LONGEST or _UNREADABLE.search(line):
                return (IdentifierType.ONBEKEND,)
            return tuple(dict.fromkeys(self.looks(line, frozenset(allowed))))
        except Exception:  # a detector that fails has seen nothing, so nothing passes
            return (IdentifierType.ONBEKEND,)

    def correction(self, text: str, allowed: Collection[str] = ()) -> Correction | None:
        if self.kinds(text, allowed) != (IdentifierType.WOORD,):
            return None
        try:
            line, changed = self.corrects(normalise(text), frozenset(allowed))
        except Exception:  # what cannot be corrected stays refused
            return None
        return Correction(line, changed) if changed and not self.kinds(line, allowed) else None

    def check(self, text: str, allowed: Collection[str] = ()) -> SafeText:
        line = normalise(text[:_LONGEST_RAW])
        if len(text) > _LONGEST_RAW or len(line) > MAX_LENGTH:
            raise Refusal("tekst_te_lang", hoogstens=MAX_LENGTH)
        if not line:
            raise Refusal("tekst_leeg")
        if kinds := self.kinds(line, allowed):
            if correction := self.correction(line, allowed):
                raise TypingError(correction.replacements)
            raise Refusal("tekst_herkenbaar", soorten=[str(identifier) for identifier in kinds])
        return SafeText(line)


def shipped_gate(year: Callable[[], int]) -> TextGate:
    """The gate with the shipped lists, which it reads when it is first asked; `year` gives this year."""
    return TextGate(
        lambda line, allowed: _detector(year(), allowed)(line),
        lambda line, allowed: _detector(year(), allowed).correct(line),
    )


_detector = lru_cache(maxsize=8)(detector)
