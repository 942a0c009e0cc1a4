"""The words of a line, and which of them are always allowed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from retbot.privacy.lexicon import Lexicon, group

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_OPENS = re.compile(r"(?:^|[.!?:;•]\s*|[-*]\s+|\d[.)]\s*|\s[\"'(\[]|^o\s)[\"'(\[]*$")
_TYPES = group("schooltypen") | group("zorgtypen")
"""Types of schools and institutions that are written next to their own name."""


@dataclass(frozen=True)
class Token:
    text: str
    start: int
    opens: bool
    """Whether it is the first word of a sentence, where a capital means nothing."""
    free: bool
    """Whether it is part of an allowed phrase: a municipality, an organisation, jargon."""
    cut: bool
    """Whether it is part of a longer word: `persoons- en gezinsplan`, `24-uurs`."""
    joined: bool
    """Whether only spaces, or the apostrophe of `'t`, separate it from the previous word."""

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @cached_property
    def lower(self) -> str:
        return self.text.lower()

    @cached_property
    def stem(self) -> str:
        """Without the genitive ending: `Ilse's` → `ilse`."""
        return self.lower.removesuffix("'s").removesuffix("'")

    @cached_property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @cached_property
    def acronym(self) -> bool:
        """All or mostly capitals: `MDFT`, `GGz`, `OZA's`."""
        return (
            not self.text.islower()
            and len(self.text) > 1
            and sum(letter.isupper() for letter in self.text) * 2 > len(self.text)
        )


def tokens(text: str, lexicon: Lexicon) -> list[Token]:
    found: list[Token] = []
    covered = 0
    for match in _WORD.finditer(text):
        start = match.start()
        if start >= covered:
            covered = max(covered, _end_of_allowed(text, start, lexicon))
        opens = bool(_OPENS.search(text, max(0, start - 8), start))
        cut = text[match.end() : match.end() + 2].strip() == "-" or text[max(0, start - 2) : start][1:] == "-"
        joined = bool(found) and not text[found[-1].end : start].strip(" '")
        found.append(Token(match[0], start, opens, start < covered, cut, joined))
    return found


def _end_of_allowed(text: str, start: int, lexicon: Lexicon) -> int:
    """The end of the allowed phrase that begins here; `start` when there is none."""
    first = re.match(r"[^\W_]+", text[start:])
    for phrase in lexicon.allowed_phrases.get(first[0].lower(), ()) if first else ():
        end = start + len(phrase)
        piece = text[start:end]
        same = piece == phrase if _exact(phrase) else piece.casefold() == phrase.casefold()
        if same and not text[end : end + 1].isalnum():
            return end
    return start


def _exact(phrase: str) -> bool:
    """Abbreviations must match in capitals: Ben is not allowed because BEN is; but goes is Goes."""
    return len(phrase) <= 5 and sum(letter.isupper() for letter in phrase) > 1


def without_allowed(text: str, found: Sequence[Token]) -> str:
    """The text with every allowed name replaced by `§`."""
    letters = list(text)
    for token in found:
        if token.free and token.capital and token.lower not in _TYPES:
            letters[token.start : token.start + len(token.text)] = "§" * len(token.text)
    return "".join(letters)
