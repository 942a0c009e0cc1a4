"""The only way to get a SafeText: free text is checked and either accepted or refused."""

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
"""Characters as typed. The limit is higher because invisible characters and the addresses of mentions are removed
before the check."""
_UNREADABLE = re.compile(r"\S{81}|[\ufffd\ud800-\udfff]")
"""Words are never this long, and bytes that are not text cannot be checked."""

Looks = Callable[[str, frozenset[str]], Iterable[IdentifierType]]
"""Finds identifying details in a normalised line; the second argument holds words that are allowed."""
Corrects = Callable[[str, frozenset[str]], tuple[str, Mapping[str, str]]]
"""Returns the corrected line and the words that were changed."""


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
        except Exception:  # a detector that fails has checked nothing, so the text is refused
            return (IdentifierType.ONBEKEND,)

    def correction(self, text: str, allowed: Collection[str] = ()) -> Correction | None:
        if self.kinds(text, allowed) != (IdentifierType.WOORD,):
            return None
        try:
            line, changed = self.corrects(normalise(text), frozenset(allowed))
        except Exception:  # a text that cannot be corrected stays refused
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
    """The gate with the lists that come with retbot, which are read at first use; `year` returns this year."""
    return TextGate(
        lambda line, allowed: _detector(year(), allowed)(line),
        lambda line, allowed: _detector(year(), allowed).correct(line),
    )


_detector = lru_cache(maxsize=8)(detector)
