"""A word at its position in a line, and what is known about it independent of the words around it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from retbot.privacy import cues
from retbot.privacy.lexicon import Lexicon
from retbot.privacy.tokens import Token
from retbot.privacy.typing_errors import is_slip, near_allowed, nearest_word

_LONGEST = 60
"""Words of a line in which typing errors are searched: more than a description may hold."""


@dataclass(frozen=True)
class WordInLine:
    tokens: Sequence[Token]
    at: int
    lexicon: Lexicon

    @property
    def token(self) -> Token:
        return self.tokens[self.at]

    @property
    def word(self) -> str:
        return self.token.stem

    def before(self, steps: int = 1) -> str:
        return self.tokens[self.at - steps].lower if self.at >= steps else ""

    @property
    def verb_follows(self) -> bool:
        return self.at + 1 < len(self.tokens) and self.tokens[self.at + 1].lower in cues.VERBS

    @property
    def is_abbreviation(self) -> bool:
        return len(self.word) <= 4 and not cues.VOWEL.search(self.word)

    @cached_property
    def is_word(self) -> bool:
        return self.lexicon.is_word(self.word) or self.lexicon.is_word(self.token.lower)

    @cached_property
    def is_made_of_words(self) -> bool:
        return self.is_word or self.lexicon.is_compound(self.word)

    @property
    def is_listed(self) -> bool:
        """A surname, or a proper noun in the word list that is never used as a word."""
        return self.lexicon.is_family(self.word) or self.word in self.lexicon.proper

    @property
    def is_fit_to_open(self) -> bool:
        """The first word of a sentence, and a word or similar to one."""
        if not self.token.opens:
            return False
        known = self.lexicon.is_made_of_words if self.verb_follows else self.lexicon.is_plausible
        return known(self.word)

    @cached_property
    def is_mistyped(self) -> bool:
        """One error away from a common or allowed word, and not a common name: `gezn`, `Morrgen`, `Enscheed`."""
        word, lexicon, token = self.word, self.lexicon, self.token
        if len(word) < 3 or token.free or token.acronym or len(self.tokens) > _LONGEST:
            return False
        if self.is_made_of_words or self.is_fit_to_open:
            return False
        known = lexicon.fame(word) > 0 or word in lexicon.kernen
        if not token.capital:
            return (known or lexicon.is_given(word)) and is_slip(word, lexicon)
        if known:
            return token.opens and is_slip(word, lexicon)
        return near_allowed(word, lexicon) is not None or (token.opens and nearest_word(word, lexicon) is not None)
