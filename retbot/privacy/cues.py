"""Words that show whether the next word is a name, and the endings of words and names."""

import re

from retbot.privacy.lexicon import group

VOWEL = re.compile(r"[aeiouyà-ÿ]")
ADJECTIVE = re.compile(r"(?:er|ers|aar|aars|aan|aans|aanse|ees|eese|isch|ische|se|s|sche)$")
SURNAME_END = re.compile(
    r"(?:mans?|huis|huizen|hof|berg(?:en)?|veldt?|kamp|dijk|beek|burg|bosch?|brink|horst|hoek|maker|boom|steen|kerk|ink)$"
)
TITLES = group("titels")
STRONG_TITLES = group("aanspreekvormen")
HOUSEHOLDS = group("huishoudens")
KIN = group("verwanten")
NAMING = group("genoemd")
NAMED = group("geheten")
BETWEEN = group("tussenvoegsels")
VERBS = group("werkwoorden")
FUNCTION = group("functiewoorden")
WITH_CAPITAL = group("met hoofdletter")
"""Words that offices write with a capital in the middle of a sentence."""
BEFORE_ANY_SURNAME = frozenset(("ter", "ten"))
BEFORE_ANY_SURNAME_AS_CAPITAL = frozenset(("van", "te", "den", "der", "el", "al"))
OWN = frozenset(("zijn", "haar", "hun"))
OBJECTS = frozenset(("hem", "haar", "ze", "zich", "zichzelf"))
PASSIVE = frozenset(("wordt", "werd", "word", "worden", "ook", "vaak", "altijd", "thuis", "meestal"))
CASES = frozenset(("zaak", "dossier", "kwestie"))
MET = frozenset(("met", "bij", "voor", "van", "over", "aan", "door", "namens", "naar"))
ASKED = frozenset(("vraag", "vroeg", "bel", "mail", "app"))
BARE = group("voor een kale naam")
"""Words after which a noun would have an article, so that a bare word is a name."""
WITH = dict.fromkeys(group("roepnamen"), MET | ASKED) | {"jan": MET - {"voor", "van", "over", "naar"}}
"""For first names that are also words: the words after which they count as a name, even without a capital. After
`voor`, `jan` means January."""
NUMBERS = group("telwoorden")
ARABIC = frozenset(("el", "ait", "aït", "ould", "bou", "abou", "abu", "bin", "ibn"))
