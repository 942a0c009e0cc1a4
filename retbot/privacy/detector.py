"""All checks of a line, in an order in which each removes what the next one would misread."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from retbot.domain.casus.safe_text import IdentifierType
from retbot.privacy import masks
from retbot.privacy.ages import ages, births
from retbot.privacy.houses import houses
from retbot.privacy.lexicon import Lexicon, by_first_word, shipped_lexicon, spellings
from retbot.privacy.masks import mask_out
from retbot.privacy.persons.initials import initials
from retbot.privacy.persons.names import names, unknown_words
from retbot.privacy.persons.prefixes import prefixed_names
from retbot.privacy.persons.wordnames import word_names
from retbot.privacy.rules import found_apart, found_in
from retbot.privacy.spoken_numbers import spoken_numbers
from retbot.privacy.tokens import tokens, without_allowed
from retbot.privacy.typing_errors import nearest_word

_MOST_ERRORS = 4
"""A line with more unknown words than this is in another language."""


@dataclass(frozen=True, slots=True)
class Detector:
    """`year` is this year: a full date from an earlier year may be a birth date."""

    lexicon: Lexicon
    year: int
    numbered_names: re.Pattern[str]
    """The allowed names with a digit, such as SAMEN14; the word lists cannot recognise these."""

    def __call__(self, line: str) -> Iterator[IdentifierType]:
        """The types of identifying details in a normalised line; a type may occur twice."""
        text = mask_out(line, masks.CODES, self.numbered_names)
        yield from found_in(text, "bereik")
        yield from spoken_numbers(text)
        yield from births(text, self.year)
        text = mask_out(text, masks.ARTICLES, masks.FULL_DATES, masks.AMOUNTS, masks.TIMES)
        numbered = any(letter.isdigit() for letter in line)
        if numbered:
            yield from found_apart(text, "nummers")
        text = mask_out(text, masks.SHORT_DATES, masks.MONTH_SPANS, masks.HARMLESS)
        found = tokens(text, self.lexicon)
        bare = without_allowed(text, found)
        yield from found_in(bare, "adres")
        if numbered:
            yield from found_in(bare, "huisnummer")
        text = mask_out(text, masks.COUNTED)
        bare = without_allowed(text, found)
        yield from ages(mask_out(text, masks.BANDS))
        yield from found_in(bare, "namen")
        yield from found_in(bare, "school")
        yield from found_in(bare, "instelling")
        yield from houses(bare, found)
        yield from found_in(masks.with_places(text), "combinatie")
        yield from initials(bare)
        yield from prefixed_names(bare, self.lexicon)
        yield from names(found, self.lexicon)
        yield from word_names(found, self.lexicon)

    def correct(self, line: str) -> tuple[str, dict[str, str]]:
        """The line with likely corrections, and the changes made; unchanged when no known word is close."""
        text = mask_out(
            line, masks.CODES, self.numbered_names, masks.ARTICLES, masks.FULL_DATES, masks.AMOUNTS, masks.TIMES
        )
        text = mask_out(text, masks.SHORT_DATES, masks.MONTH_SPANS, masks.HARMLESS)
        changed: dict[str, str] = {}
        unknown = unknown_words(tokens(text, self.lexicon), self.lexicon)
        if len(unknown) > _MOST_ERRORS:
            return line, changed
        for token in reversed(unknown):
            if found := nearest_word(token.lower, self.lexicon, capital=token.capital):
                changed[token.text] = found.capitalize() if token.capital and found.islower() else found
                line = line[: token.start] + changed[token.text] + line[token.end :]
        return line, dict(reversed(changed.items()))


def detector(year: int, allowed: Iterable[str] = ()) -> Detector:
    """`allowed` are words of the team itself, in addition to those that come with retbot."""
    lexicon = shipped_lexicon()
    phrases = {phrase for named in lexicon.allowed_phrases.values() for phrase in named} | set(allowed)
    numbered = "|".join(re.escape(phrase) for phrase in phrases if any(letter.isdigit() for letter in phrase))
    lexicon = replace(lexicon, allowed_phrases=by_first_word(phrases), spellings=spellings(phrases))
    return Detector(lexicon, year, re.compile(rf"(?<!\w)(?:{numbered})(?!\w)"))
