"""Names recognised by the word before them: a title, `heet`, a relative."""

from retbot.privacy import cues
from retbot.privacy.persons.word_in_line import WordInLine


def follows_title(place: WordInLine) -> bool:
    """`mevrouw de vries`, `dhr Bakker`, `familie Koning`; not `mevrouw wil`, `de familie is`."""
    back = 1
    while back <= 3 and place.before(back) in cues.BETWEEN:
        back += 1
    title, word = place.before(back), place.token.lower
    if (
        title not in cues.TITLES
        or len(word) == 1
        or word in cues.BETWEEN
        or word in cues.FUNCTION
        or word in cues.VERBS
    ):
        return False
    if place.token.capital:
        allowed = place.token.free and (back == 1 or title not in cues.STRONG_TITLES)
        return not allowed and word not in cues.KIN
    return _is_lower_after_title(place, title, after_between=back > 1)


def _is_lower_after_title(place: WordInLine, title: str, *, after_between: bool) -> bool:
    word = place.token.lower
    if word in place.lexicon.never and not after_between:
        return False
    if title in cues.HOUSEHOLDS and after_between and place.lexicon.is_family(word):
        return True
    named = place.lexicon.is_family(word) or place.lexicon.is_given(word) or word in place.lexicon.weak
    unknown = len(word) > 1 and not place.token.free and not place.is_made_of_words
    return (named and title in cues.STRONG_TITLES) or unknown


def follows_naming(place: WordInLine) -> bool:
    """`heet tariq`, `genaamd samira`, `roepnaam Dikkie`; not `heet systeemtherapie`."""
    token = place.token
    before, word = place.before(), token.lower
    if token.free or token.acronym or len(word) == 1 or word in cues.FUNCTION or word in cues.KIN:
        return False
    if before in cues.NAMED:
        return token.capital or word in place.lexicon.weak or not place.is_made_of_words
    return before in cues.NAMING and not place.is_abbreviation and not place.is_made_of_words


def follows_kin(place: WordInLine) -> bool:
    """`moeder van noor`, `ze noemen hem boy`; here a name counts even if it is also a word."""
    of_kin = place.before() == "van" and place.before(2) in cues.KIN
    word = place.token.lower
    if place.token.free or word in place.lexicon.never or word in cues.VERBS or word in cues.FUNCTION:
        return False
    if _is_object_of_naming(place):
        return place.token.capital or _is_given_or_doubtful(place)
    if of_kin:
        return place.lexicon.is_doubtful(word) or word in place.lexicon.weak
    named = place.before() in cues.KIN and word in place.lexicon.weak
    return named and (place.token.capital or place.verb_follows)


def _is_object_of_naming(place: WordInLine) -> bool:
    after = place.tokens[place.at + 1].lower if place.at + 1 < len(place.tokens) else ""
    return (place.before() in cues.OBJECTS and place.before(2) in cues.NAMING) or (
        after == "genoemd" and place.before() in cues.PASSIVE and not place.token.acronym
    )


def _is_given_or_doubtful(place: WordInLine) -> bool:
    word, lexicon = place.token.lower, place.lexicon
    return lexicon.is_doubtful(word) or word in lexicon.weak or lexicon.is_given(word)
