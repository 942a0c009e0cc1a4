"""Names of persons and places: words that no word list has, names in the name lists, and words in places where a name
is expected."""

from collections.abc import Iterator, Sequence

from retbot.domain.casus.safe_text import IdentifierType
from retbot.privacy import cues
from retbot.privacy.lexicon import Lexicon
from retbot.privacy.persons.behind_cues import is_cued_surname
from retbot.privacy.persons.given_names import follows_kin, follows_naming, follows_title
from retbot.privacy.persons.word_in_line import WordInLine
from retbot.privacy.tokens import Token
from retbot.privacy.villages import is_home, is_village


def names(found: Sequence[Token], lexicon: Lexicon) -> Iterator[IdentifierType]:
    words = _words(found, lexicon)
    if name := next((word for word in words if word.is_name), None):
        yield IdentifierType.PLAATS if name.token.lower in lexicon.kernen else IdentifierType.NAAM
    elif any(word.is_unknown for word in words):
        yield IdentifierType.WOORD


def unknown_words(found: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The words that are in no list and have no other sign of being a name."""
    return [word.token for word in _words(found, lexicon) if word.is_unknown]


def _words(found: Sequence[Token], lexicon: Lexicon) -> "list[_Name]":
    return [_Name(found, at, lexicon) for at in range(len(found))]


class _Name(WordInLine):
    @property
    def is_name(self) -> bool:
        if follows_title(self) or follows_naming(self) or follows_kin(self):
            return True
        if is_cued_surname(self.tokens, self.at, self.lexicon):
            return True
        if self.token.free or self.is_abbreviation:
            return False
        if self.token.acronym:
            return self._is_shouted_name()
        if self.token.capital:
            return is_home(self.tokens, self.at) or self._is_capital_name()
        return self._is_lower_name()

    @property
    def is_unknown(self) -> bool:
        """A word with a typing error, or an uncapitalised word that is in no list and has no Dutch word structure; most
        of these are names."""
        token = self.token
        if token.free or token.cut or token.acronym or "-" in self.word or self.is_abbreviation:
            return False
        known = token.capital or len(self.word) < 4 or self.lexicon.is_plausible(self.word)
        return self.is_mistyped or not known

    def _is_capital_name(self) -> bool:
        if self._ends_full_name() or len(self.token.text) == 1:
            return len(self.token.text) > 1
        if "-" in self.word:
            return not self._is_hyphenated_word()
        if self.is_word:
            return self._is_name_and_word()
        known = self.lexicon.is_given(self.word) or self.is_listed or self._is_village()
        return not self.is_mistyped and (known or not self._may_be_written_with_capital())

    def _may_be_written_with_capital(self) -> bool:
        """A word in no list that may have a capital: at the start of a sentence, or a compound with an ending that
        surnames do not have."""
        if self.token.opens:
            return self.is_fit_to_open
        return self.lexicon.is_compound(self.word) and not cues.SURNAME_END.search(self.word)

    def _is_name_and_word(self) -> bool:
        """`nichtje Roos`, `Roos logeert`, `Roos en haar zus`; not just `Roos` at the start of a sentence."""
        named = self.lexicon.is_given(self.word) or self.word in self.lexicon.weak
        if self.token.opens:
            acts = self.verb_follows or self.word not in self.lexicon.weak or self._is_one_of_two()
            return named and acts and self.word not in self.lexicon.never and self.word not in cues.VERBS
        if self.word in cues.WITH_CAPITAL:
            return self._is_village()
        surname = self.lexicon.is_family(self.word) and self.word not in self.lexicon.never
        return named or surname or self.lexicon.is_doubtful(self.word) or self._is_village()

    def _ends_full_name(self) -> bool:
        """`De Wit`, `van der Meer`, `Mark Visser`: particles or a first name, followed by a surname."""
        if not self.at:
            return False
        before = self.tokens[self.at - 1]
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
        """`LVB-expert`, `IQ-test`: each part is a word or a short abbreviation, and not all are names."""
        parts = [part for part in self.token.text.split("-") if part]
        known = all(part.isupper() or self._is_part(part.lower()) for part in parts)
        named = all(self.lexicon.is_given(part.lower()) for part in parts)
        return self.is_word or (known and not named)

    def _is_part(self, part: str) -> bool:
        return part in self.lexicon.allowed_phrases or self.lexicon.is_word(part) or self.lexicon.is_compound(part)

    def _is_shouted_name(self) -> bool:
        """All capitals: short ones are abbreviations, long ones are words or names."""
        if self.is_word or "-" in self.word:
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
            return self._is_weak_name()
        if "-" in word:
            return self._is_named_case() or all(lexicon.is_given(part) for part in word.split("-"))
        if self._is_village() or self.is_mistyped:
            return not self.is_mistyped
        return lexicon.is_given(word) or (not self.is_made_of_words and self._is_lower_listed())

    def _is_weak_name(self) -> bool:
        """`max wil naar huis`, `met roos`, `heb bo gezien`; not `op de roos`, `is max 3`."""
        word, lexicon = self.word, self.lexicon
        alone = (self.at == 0 and self.verb_follows) or self.before() in cues.WITH.get(word, ())
        bare = word in cues.WITH and word != "jan" and self.before() in cues.BARE and not self._counts()
        named = lexicon.is_given(word) or lexicon.is_doubtful(word)
        return named and (alone or bare or self._is_one_of_two())

    def _counts(self) -> bool:
        """`is max 3`, `om max twee weken`."""
        after = self.tokens[self.at + 1] if self.at + 1 < len(self.tokens) else None
        return after is None or not after.joined or after.lower in cues.NUMBERS

    def _is_one_of_two(self) -> bool:
        """`roos en mark`, `roos en haar zus`; not `de roos en de mark`."""
        after = [token.lower for token in self.tokens[self.at + 1 : self.at + 4]]
        if len(after) < 2 or after[0] != "en" or self.before() in {"de", "het", "een"}:
            return False
        if after[1] in cues.OWN and after[-1] in cues.KIN:
            return True
        return self.lexicon.is_given(after[1]) and after[1] not in self.lexicon.never

    def _is_village(self) -> bool:
        return is_village(self.tokens, self.at, self.lexicon)

    def _is_named_case(self) -> bool:
        """`zaak-Bakker`, `gezin-yilmaz`."""
        case, _, name = self.token.text.partition("-")
        if case not in cues.HOUSEHOLDS and case not in cues.CASES:
            return False
        return (name[:1].isupper() and not name.isupper()) or not self._is_part(name.lower())

    def _is_lower_listed(self) -> bool:
        """The adjective of a place may be written without a capital: `enschedese`."""
        proper = self.word in self.lexicon.proper and not cues.ADJECTIVE.search(self.word)
        family = self.lexicon.is_family(self.word) or self.before() in cues.ARABIC
        return family or proper or self.word in self.lexicon.kernen

    def _is_lower_surname(self) -> bool:
        """`van dijk heeft`, `van den heuvel`: surnames that are also words, after particles that only names have."""
        word = self.token.lower
        if self.before() in {"den", "der"} and self.before(2) in {"van", "v"}:
            return self.lexicon.is_family(word) or word in self.lexicon.weak
        opens = self.at == 1 and self.before() == "van"
        return opens and self.lexicon.is_family(word) and self.verb_follows
