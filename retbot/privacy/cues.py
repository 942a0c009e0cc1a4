"""The words beside which a name stands, or beside which none does, and how words and names end."""

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
"""Words that offices write with a capital within a sentence."""
BEFORE_ANY_SURNAME = frozenset(("ter", "ten"))
BEFORE_ANY_SURNAME_AS_CAPITAL = frozenset(("van", "te", "den", "der", "el", "al"))
OWN = frozenset(("zijn", "haar", "hun"))
OBJECTS = frozenset(("hem", "haar", "ze", "zich", "zichzelf"))
PASSIVE = frozenset(("wordt", "werd", "word", "worden", "ook", "vaak", "altijd", "thuis", "meestal"))
CASES = frozenset(("zaak", "dossier", "kwestie"))
MET = frozenset(("met", "bij", "voor", "van", "over", "aan", "door", "namens", "naar"))
ASKED = frozenset(("vraag", "vroeg", "bel", "mail", "app"))
BARE = group("voor een kale naam")
"""Behind which a noun has an article, and a name has none."""
WITH = dict.fromkeys(group("roepnamen"), MET | ASKED) | {"jan": MET - {"voor", "van", "over", "naar"}}
"""Before which a name that is a word is a name even in small letters; `voor jan` is before January."""
NUMBERS = group("telwoorden")
ARABIC = frozenset(("el", "ait", "aït", "ould", "bou", "abou", "abu", "bin", "ibn"))
