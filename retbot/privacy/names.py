"""Names of persons and places: what no word list knows, what the name lists know, and what stands where names stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from retbot.domain.casus.safe_text import IdentifierType
from retbot.privacy import cues
from retbot.privacy.cued import is_cued_surname
from retbot.privacy.lexicon import Lexicon
from retbot.privacy.tokens import Token
from retbot.privacy.typing_errors import weight_of_meant
from retbot.privacy.villages import is_home, is_village

_EVERYDAY = 36
"""The weight of a word that is written three times in a million."""


def names(found: Sequence[Token], lexicon: Lexicon) -> Iterator[IdentifierType]:
    places = [_Place(found, at, lexicon) for at in range(len(found))]
    for place in places:
        if place.is_name:
            yield IdentifierType.PLAATS if place.token.lower in lexicon.kernen else IdentifierType.NAAM
            return
    if any(place.is_unknown for place in places):
        yield IdentifierType.WOORD


def misspelt(found: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The words that no list has and that look like no name but for that."""
    return [place.token for place in (_Place(found, at, lexicon) for at in range(len(found))) if place.is_unknown]


@dataclass(frozen=True)
class _Place:
    """A word where it stands."""

    found: Sequence[Token]
    at: int
    lexicon: Lexicon

    @property
    def token(self) -> Token:
        return self.found[self.at]

    @property
    def word(self) -> str:
        return self.token.stem

    def before(self, steps: int = 1) -> str:
        return self.found[self.at - steps].lower if self.at >= steps else ""

    @property
    def verb_follows(self) -> bool:
        return self.at + 1 < len(self.found) and self.found[self.at + 1].lower in cues.VERBS

    @property
    def is_name(self) -> bool:
        if self._follows_title() or self._follows_naming() or self._follows_kin():
            return True
        if is_cued_surname(self.found, self.at, self.lexicon):
            return True
        if self.token.free or _is_abbreviation(self.word):
            return False
        if self.token.acronym:
            return self._is_shouted_name()
        if self.token.capital:
            return is_home(self.found, self.at) or self._is_capital_name()
        return self._is_lower_name()

    @property
    def is_unknown(self) -> bool:
        """A word that no list has and that is made as no Dutch word is: in small letters most of these are names."""
        token = self.token
        if token.free or token.cut or len(self.word) < 4 or "-" in self.word or _is_abbreviation(self.word):
            return False
        if token.capital and not (token.opens and not token.acronym):
            return False
        return self._is_mistyped_word or not (token.capital or self.lexicon.is_plausible(self.word))

    @cached_property
    def _is_mistyped_word(self) -> bool:
        """One error away from a word that everybody writes, and no name that many have: `gezn`, `Morrgen`."""
        if len(self.word) < 4 or self._is_made_of_words() or self.lexicon.is_common_name(self.word):
            return False
        if self.token.capital and (self._is_listed() or self.lexicon.is_given(self.word) or self._is_fit_to_open()):
            return False
        known = self._is_listed() or self.lexicon.is_given(self.word) or self.word in self.lexicon.kernen
        return (known or self.token.capital) and weight_of_meant(self.word, self.lexicon) >= _EVERYDAY

    def _is_word(self) -> bool:
        return self.lexicon.is_word(self.word) or self.lexicon.is_word(self.token.lower)

    def _is_made_of_words(self) -> bool:
        return self._is_word() or self.lexicon.is_compound(self.word)

    def _is_listed(self) -> bool:
        """A surname, or a proper noun of the word list that nobody uses as a word."""
        return self.lexicon.is_family(self.word) or self.word in self.lexicon.proper

    def _follows_title(self) -> bool:
        """`mevrouw de vries`, `dhr Bakker`, `familie Koning`; not `mevrouw wil`, `de familie is`."""
        back = 1
        while back <= 3 and self.before(back) in cues.BETWEEN:
            back += 1
        title, word = self.before(back), self.token.lower
        if (
            title not in cues.TITLES
            or len(word) == 1
            or word in cues.BETWEEN
            or word in cues.FUNCTION
            or word in cues.VERBS
        ):
            return False
        if self.token.capital:
            allowed = self.token.free and (back == 1 or title not in cues.STRONG_TITLES)
            return not allowed and word not in cues.KIN
        return self._is_lower_after_title(title, after_between=back > 1)

    def _is_lower_after_title(self, title: str, *, after_between: bool) -> bool:
        word = self.token.lower
        if word in self.lexicon.never and not after_between:
            return False
        if title in cues.HOUSEHOLDS and after_between and self.lexicon.is_family(word):
            return True
        named = self.lexicon.is_family(word) or self.lexicon.is_given(word) or word in self.lexicon.weak
        unknown = len(word) > 1 and not self.token.free and not self._is_made_of_words()
        return (named and title in cues.STRONG_TITLES) or unknown

    def _follows_naming(self) -> bool:
        """`heet tariq`, `genaamd samira`, `roepnaam Dikkie`; not `heet systeemtherapie`."""
        token = self.token
        before, word = self.before(), token.lower
        if token.free or token.acronym or len(word) == 1 or word in cues.FUNCTION or word in cues.KIN:
            return False
        if before in cues.NAMED:
            return token.capital or word in self.lexicon.weak or not self._is_made_of_words()
        return before in cues.NAMING and not _is_abbreviation(word) and not self._is_made_of_words()

    def _follows_kin(self) -> bool:
        """`moeder van noor`, `ze noemen hem boy`; a name that is a word as well counts here."""
        of_kin = self.before() == "van" and self.before(2) in cues.KIN
        word = self.token.lower
        if self.token.free or word in self.lexicon.never or word in cues.VERBS or word in cues.FUNCTION:
            return False
        if self._is_object_of_naming():
            return self.token.capital or self._is_given_or_doubtful()
        if of_kin:
            return self.lexicon.is_doubtful(word) or word in self.lexicon.weak
        named = self.before() in cues.KIN and word in self.lexicon.weak
        return named and (self.token.capital or self.verb_follows)

    def _is_object_of_naming(self) -> bool:
        after = self.found[self.at + 1].lower if self.at + 1 < len(self.found) else ""
        return (self.before() in cues.OBJECTS and self.before(2) in cues.NAMING) or (
            after == "genoemd" and self.before() in cues.PASSIVE and not self.token.acronym
        )

    def _is_given_or_doubtful(self) -> bool:
        word, lexicon = self.token.lower, self.lexicon
        return lexicon.is_doubtful(word) or word in lexicon.weak or lexicon.is_given(word)

    def _is_capital_name(self) -> bool:
        if self._ends_full_name() or len(self.token.text) == 1:
            return len(self.token.text) > 1
        if "-" in self.word:
            return not self._is_hyphenated_word()
        if self._is_word():
            return self._is_name_and_word()
        if self.lexicon.is_given(self.word) or self._is_listed() or self._is_village():
            return True
        return not self._may_be_written_with_capital() and not (self.token.opens and self._is_mistyped_word)

    def _may_be_written_with_capital(self) -> bool:
        """A word of no list: at the head of a sentence, or a compound that ends as no surname does."""
        if self.token.opens:
            return self._is_fit_to_open()
        return self.lexicon.is_compound(self.word) and not cues.SURNAME_END.search(self.word)

    def _is_fit_to_open(self) -> bool:
        known = self.lexicon.is_made_of_words if self.verb_follows else self.lexicon.is_plausible
        return known(self.word)

    def _is_name_and_word(self) -> bool:
        """`nichtje Roos`, `Roos logeert`, `Roos en haar zus`; not `Roos` alone at the head of a sentence."""
        named = self.lexicon.is_given(self.word) or self.word in self.lexicon.weak
        if self.token.opens:
            acts = self.verb_follows or self.word not in self.lexicon.weak or self._is_one_of_two()
            return named and acts and self.word not in self.lexicon.never and self.word not in cues.VERBS
        if self.word in cues.WITH_CAPITAL:
            return self._is_village()
        surname = self.lexicon.is_family(self.word) and self.word not in self.lexicon.never
        return named or surname or self.lexicon.is_doubtful(self.word) or self._is_village()

    def _ends_full_name(self) -> bool:
        """`De Wit`, `van der Meer`, `Mark Visser`: small words or a first name, and then a surname."""
        if not self.at:
            return False
        before = self.found[self.at - 1]
        if before.lower in cues.BEFORE_ANY_SURNAME or (
            before.capital and before.lower in cues.BEFORE_ANY_SURNAME_AS_CAPITAL
        ):
            return self.token.lower not in cues.KIN and self.token.lower not in cues.FUNCTION
        surname = self.lexicon.is_family(self.word) or self.word in self.lexicon.weak
        if before.lower in {"den", "der"} and self.before(2) in {"van", "v"}:
            return True
        if before.lower in cues.BETWEEN - {"in", "op", "het"}:
            return surname or before.lower in cues.ARABIC
        first_name = before.capital and not before.free and not before.acronym
        return first_name and surname and (self.lexicon.is_given(before.stem) or before.stem in self.lexicon.weak)

    def _is_hyphenated_word(self) -> bool:
        """`LVB-expert`, `IQ-test`: each part a word or short capitals, not all of them names."""
        parts = [part for part in self.token.text.split("-") if part]
        known = all(part.isupper() or self._is_part(part.lower()) for part in parts)
        named = all(self.lexicon.is_given(part.lower()) for part in parts)
        return self._is_word() or (known and not named)

    def _is_part(self, part: str) -> bool:
        return part in self.lexicon.allowed or self.lexicon.is_word(part) or self.lexicon.is_compound(part)

    def _is_shouted_name(self) -> bool:
        """Capitals throughout: short ones abbreviate, long ones are words or names."""
        if self._is_word() or "-" in self.word:
            return False
        if len(self.word) > 5:
            return not self.lexicon.is_compound(self.word)
        return len(self.word) > 3 and self.lexicon.is_given(self.word)

    def _is_lower_name(self) -> bool:
        word, lexicon = self.word, self.lexicon
        if len(word) < 2 or word in lexicon.never or self.token.lower in lexicon.never:
            return False
        if self._is_lower_surname():
            return True
        if word in lexicon.weak:
            alone = (self.at == 0 and self.verb_follows) or self.before() in cues.WITH.get(word, ())
            return lexicon.is_given(word) and (alone or self._is_one_of_two())
        if "-" in word:
            return self._is_named_case() or all(lexicon.is_given(part) for part in word.split("-"))
        if self._is_village():
            return True
        if self._is_mistyped_word:
            return False
        return lexicon.is_given(word) or (not self._is_made_of_words() and self._is_lower_listed())

    def _is_one_of_two(self) -> bool:
        """`roos en mark`, `roos en haar zus`; not `de roos en de mark`."""
        after = [token.lower for token in self.found[self.at + 1 : self.at + 4]]
        if len(after) < 2 or after[0] != "en" or self.before() in {"de", "het", "een"}:
            return False
        if after[1] in cues.OWN and after[-1] in cues.KIN:
            return True
        return self.lexicon.is_given(after[1]) and after[1] not in self.lexicon.never

    def _is_village(self) -> bool:
        return is_village(self.found, self.at, self.lexicon)

    def _is_named_case(self) -> bool:
        """`zaak-Bakker`, `gezin-yilmaz`."""
        case, _, name = self.token.text.partition("-")
        if case not in cues.HOUSEHOLDS and case not in cues.CASES:
            return False
        return (name[:1].isupper() and not name.isupper()) or not self._is_part(name.lower())

    def _is_lower_listed(self) -> bool:
        """An adjective of a place may be written small: `enschedese`."""
        proper = self.word in self.lexicon.proper and not cues.ADJECTIVE.search(self.word)
        family = self.lexicon.is_family(self.word) or self.before() in cues.ARABIC
        return family or proper or self.word in self.lexicon.kernen

    def _is_lower_surname(self) -> bool:
        """`van dijk heeft`, `van den heuvel`: surnames that are words, behind what only names have before them."""
        word = self.token.lower
        if self.before() in {"den", "der"} and self.before(2) in {"van", "v"}:
            return self.lexicon.is_family(word) or word in self.lexicon.weak
        opens = self.at == 1 and self.before() == "van"
        return opens and self.lexicon.is_family(word) and self.verb_follows


def _is_abbreviation(word: str) -> bool:
    return len(word) <= 4 and not cues.VOWEL.search(word)
