"""Words for days and hours, and converting typed text to the spelling that the grammar of dates expects."""

import re
import unicodedata

from retbot.wording.dates import MONTHS, WEEKDAYS

_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("ma", "di din dins", "wo woe woens", "do don dond", "vr vri vrij", "za zat zater", "zo zon zond")
    )
    for name in [WEEKDAYS[number], *names.split()]
}
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan", "feb febr", "mrt mar", "apr", "", "jun", "jul", "aug", "sep sept", "okt oct", "nov", "dec"), start=1
    )
    for name in [MONTHS[number - 1], *names.split()]
}


def _either(words: "dict[str, int]") -> str:
    return "|".join(sorted(words, key=len, reverse=True))


WEEKDAY = rf"(?:(?:{_either(_WEEKDAYS)})\b\.?)"
MONTH = rf"(?:(?:{_either(_MONTHS)})\b\.?)"
NUMBER = r"(?:\d{1,3}|een)"
"""Number words have been replaced by digits, except `een`, which may be an article."""
YEAR = r"(?:20\d\d|'?\d\d|(?:van )?(?:dit|volgend|vorig) jaar)"
PARTS = ("ochtend", "middag", "avond", "nacht")

_UNITS = ["nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"]
_TEENS = ["tien", "elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien"]
_TENS = ["twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"]
_NUMBERS = {word: str(number) for number, word in enumerate(_UNITS + _TEENS) if word != "een"}
_NUMBERS |= {word: str(number) for number, word in zip(range(20, 100, 10), _TENS, strict=True)}
_NUMBERS |= {
    f"{unit}en{ten}": str(tens + units)
    for tens, ten in zip(range(20, 100, 10), _TENS, strict=True)
    for units, unit in enumerate(_UNITS[1:], start=1)
}
_ORDINALS = {
    word + ("ste" if int(number) >= 20 or number == "8" else "de"): f"{number}e"
    for word, number in _NUMBERS.items()
    if 1 < int(number) <= 31
} | {"eerste": "1e", "derde": "3e"}

_FULL = "|".join(WEEKDAYS)
_DAY_PART = re.compile(
    rf"(?<![\w'])(?:(?P<day>van|vandaag|heden|(?:over)?morgen|(?:eer)?gister(?:en)?|{_FULL})-?|(?P<short>{WEEKDAY})-"
    r"|(?P<this>deze) |'?s[ -]?|in de |(?=[a-z]+s\b))(?P<part>ochtend|morgen|middag|avond|nacht)s?\b"
)
_SAME_DAY = {"van": "vandaag", "heden": "vandaag", "deze": "vandaag", "gister": "gisteren", "eergister": "eergisteren"}
_REWRITES = [
    (re.compile(pattern), new)
    for pattern, new in (
        (r"[()\[\]]", " "),
        (r" *;", ","),
        (r" +,", ","),
        (r",(?=[^\d ])", ", "),
        (r"^(?:[ .,!?:*•-]|'(?![sn\d]))+|[ .,!?:'-]+$", ""),
        (r"^(?:d\.d\.?|dd\.?) ", ""),
        (r"(\d{4}-\d\d?-\d\d?)t(?=\d\d?:\d\d)", r"\1 "),
        (r"\b(?:a\.?s|aanst)\b\.?", "aanstaande"),
        (r"\be\.k\b\.?", "komende"),
        (r"\b(?:j\.?l|l\.l)\b\.?|\b(?:jongst|laatst)leden\b", "afgelopen"),
        (r"\b(?:vlg|volg)\b\.?", "volgende"),
        (r"\b(?:v\.m\.|vm\b\.?)", "ochtend"),
        (r"\b(?:n\.m\.|nm\b\.?)", "middag"),
        (r"\bv[./]d\b\.?", "van de"),
        (r"\b(?:precies|stipt|exact|klokslag|graag|svp|aub|s\.v\.p|a\.u\.b|dan|dus)\b\.?", " "),
        (r"'n\b", "een"),
        (r"(?<![a-z])u\.(?!\d)", "u"),
        (r"\bwk\b\.?|\bw(?:ee)?k(?=\d)", "week "),
        (r"\bwkn\b\.?", "weken"),
        (r"\bdgn\b\.?", "dagen"),
        (r"\bmnd\b\.?", "maanden"),
        (rf"(?<=\d)(?={MONTH}|(?:{_either(_MONTHS)})\d)", " "),
        (rf"\b({_either(_MONTHS)})(?=(?:20)?\d\d\b)", r"\1 "),
        (rf"\b({_FULL}|ma|di|wo|do|vr|za|zo)(?=\d)", r"\1 "),
        (r"(?<=[a-z.])(?='\d\d\b)", " "),
        (r"\bterug\b", "geleden"),
        (r"\bhalf(?=\d|een\b)", "half "),
        (rf"\b(vandaag|(?:over)?morgen|{_FULL})[ -]?vroeg\b", r"\1 ochtend"),
        (r"\b(eer)?gister\b", r"\1gisteren"),
        (r"\bheden\b", "vandaag"),
    )
]


def weekday(word: str) -> int:
    """0 for Monday, like `date.weekday`."""
    return _WEEKDAYS[word.rstrip(".")]


def month(word: str) -> int:
    return _MONTHS[word.rstrip(".")]


def number(word: str) -> int:
    return 1 if word == "een" else int(word)


def plain(text: str) -> str:
    """Lower case, plain quotes, dashes and spaces, no accents; synonyms get one spelling."""
    text = _DAY_PART.sub(_day_and_part, " ".join(_letters(text).split()))
    for pattern, new in _REWRITES:
        text = pattern.sub(new, text)
    return " ".join(map(_digits, text.split()))


def _day_and_part(found: re.Match[str]) -> str:
    """`vanmorgen` as `vandaag ochtend`, `vrijdagmiddag` as `vrijdag middag`, `'s avonds` as `avond`."""
    day = found["day"] or found["short"] or found["this"] or ""
    part = "ochtend" if found["part"] == "morgen" else found["part"]
    return f"{_SAME_DAY.get(day, day)} {part}"


def _letters(text: str) -> str:
    text = re.sub("[’‘‚‛`´ʼ′]", "'", text)
    text = re.sub('[“”„"«»]', " ", text)
    text = unicodedata.normalize("NFKC", text).lower()
    text = re.sub("[‐‑‒–—―−]", "-", text)
    text = re.sub(r"\b(?:één|eén|éen)\b", "1", text)
    letters = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in letters if unicodedata.category(letter) not in {"Mn", "Cf"})


def _digits(word: str) -> str:
    bare = word.rstrip(",")
    ordinal = re.fullmatch(r"(\d{1,2})(?:ste|de|e)", bare)
    new = f"{ordinal[1]}e" if ordinal else _NUMBERS.get(bare) or _ORDINALS.get(bare) or bare
    return new + word[len(bare) :]
