"""Harmless text that resembles identifying details: codes, articles, meeting times, amounts, age bands, terms."""

import re

MONTHS = (
    r"januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
    r"|jan|feb|febr|mrt|apr|jun|jul|aug|sep|sept|okt|nov|dec"
)

_DAY = r"(?:0?[1-9]|[12]\d|3[01])"

CODES = re.compile(
    r"\bRET(?:-[0-9A-Z]{3}[- ]?[0-9A-Z]{3}| ?[2-9BCDFGHJKMPRTWXZ]{3}[- ]?[2-9BCDFGHJKMPRTWXZ]{3})\b", re.IGNORECASE
)
ARTICLES = re.compile(
    r"\b(?:art(?:t|ikel(?:en)?)?|lid|leden|bijlage|paragraaf|par|hoofdstuk|punt|onderdeel)\b\.?\s*"
    r"\d+[a-z]?(?:[.:]\d+[a-z]*)*(?:\s*(?:,|en|of|-|lid|sub|onder|jo\.?)\s*\d+[a-z]?(?:[.:]\d+[a-z]*)*)*"
    r"|\b(?:OV|MO|GV|IJ|WF|AVG|NEN|ISO|ICD|DSM|WISC)[- ]?(?:[A-Z]?\d+(?:[.:-]\d+)*[a-z]*)\b",
    re.IGNORECASE,
)
TIMES = re.compile(
    r"\b(?:[01]?\d|2[0-4])[:.][0-5]\d(?![.:]?\d)(?:\s*(?:-|tot|t/m|en)\s*(?:[01]?\d|2[0-4])[:.][0-5]\d(?!\d))?"
    r"(?:\s*(?:uur|u)\b)?|\b(?:[01]?\d|2[0-4])\s?(?:uur|u|h)\b",
    re.IGNORECASE,
)
FULL_DATES = re.compile(
    r"\b(?:0?[1-9]|[12]\d|3[01])(?P<mark>[-/.])(?:0?[1-9]|1[0-2])(?P=mark)(?P<year>(?:19|20)\d\d)(?!\d)"
    r"|\b(?P<iso>(?:19|20)\d\d)[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])\b"
    rf"|\b(?:0?[1-9]|[12]\d|3[01])(?:e|ste|de)?\s*(?:{MONTHS})\.?\s*(?P<worded>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
SHORT_DATES = re.compile(
    rf"\b(?:(?:ma|di|wo|do|vr|za|zo|(?:maan|dins|woens|donder|vrij|zater|zon)dag)\s+)?{_DAY}(?:\s*(?:-|en|of|t/m|tot|,)\s*{_DAY})*(?:e|ste|de)?\s*(?:{MONTHS})\b\.?(?:\s*'?\d\d(?!\d|[:.]\d))?"
    rf"|(?<![\d/.-]){_DAY}[-/](?:0?[1-9]|1[0-2])(?:[-/]\d\d)?(?![\d/-])"
    r"|\b(?:ma|di|wo|do|vr|za|zo|(?:maan|dins|woens|donder|vrij|zater|zon)dag)(?:\s*(?:en|of|,)?\s*\d{1,2}\b)+"
    rf"|\b(?:{MONTHS})\s+(?:19|20)\d\d\b",
    re.IGNORECASE,
)
MONTH_SPANS = re.compile(rf"\b(?:{MONTHS})\s*(?:tot(?: en met)?|t/m|-|en|of)\s*(?:{MONTHS})\b", re.IGNORECASE)
_NAMES_OF_ROOMS = r"[A-Z][a-z]+ [A-Z][a-z]+(?:-[A-Z][a-z]+)?"
HARMLESS = re.compile(
    rf"(?:^|(?<=de )|(?<=in ))(?-i:{_NAMES_OF_ROOMS})[ -]?(?:zaal|vergaderzaal)\b(?!\s*\d)"
    r"|\bde boer op(?=\s*(?:$|[.,;!?]|met\b|voor\b|om\b|en\b|gaan?\b|gegaan\b))",
    re.IGNORECASE,
)
"""Rooms named after a person, and a Dutch expression for selling."""
COUNTED = re.compile(
    r"\b(?:week|wk|kwartaal|q|perceel|fase|stap|trede|ronde|afspraak|versie|zaal|kamer|punt|variant|optie|scenario"
    r"|nummer|nr|niveau|module|lokaal|route|percelen|product|tabel)\.?\s*[A-Z]?\d{1,3}\b(?!\s*\d)"
    r"|\b(?:\w*formulier|document|concept|model|verslag|\w*plan|sjabloon|versie)\s+v\s?\d{1,2}(?:\.\d{1,2})*\b",
    re.IGNORECASE,
)
AMOUNTS = re.compile(
    r"\b(?:19|20)\d\d\s?[-/]\s?(?:19|20)?\d\d\b(?![-/]\d)"
    r"|€\s*\d[\d.,]*(?:,-)?(?:\s*(?:miljoen|mln|k)\b)?"
    r"|\b\d[\d.]*(?:,\d+)?(?:,-)?\s*(?:euro|eur|miljoen|mln|procent|%|cent)(?!\w)"
    r"|\b\d{1,3}(?:\.\d{3})*,(?:\d\d\b|-)|\b\d{1,3}\s*/\s*\d{1,3}\s*(?:verdeeld|verdeling)",
    re.IGNORECASE,
)
_FROM = r"vanaf|tot(?: en met)?|t/m|onder|boven|ouder dan|jonger dan|minimaal|maximaal|min\.?|max\.?|beneden|voor|na"
_YEARS = r"(?:jaar|jr|jarigen?|jarige leeftijd|verjaardag)"
BANDS = re.compile(
    r"\b\d{1,2}\s*(?:jaar|jr)?\s*(?:-|tot(?: en met)?|t/m|à|/|of)\s*\d{1,2}\s*(?:\+|-?jarigen?\b|jaar\b|jr\b)?"
    r"|\b(?:nog geen|ouder (?:is |zijn )?dan|jonger (?:is |zijn )?dan)\s+\w+\s+jaar(?:\s+oud)?"
    r"|\b\d{1,2}\s?\+(?:'?ers?)?|\b1[68]\s?(?:-(?=/?\s?1?8?\b)(?!\w*jar)|min\b|plus\b)"
    r"|\btussen\s+\d{1,2}\s+en\s+\d{1,2}(?:\s*jaar)?"
    rf"|\b(?:{_FROM})(?:\s+(?:de|het|zijn|haar|hun))?\s+\d{{1,2}}(?:e|ste)?[ -]?{_YEARS}?\b"
    r"|\b(?:16|18|21|23|zestien|achttien|eenentwintig)[ -]?(?:jarige leeftijd|e verjaardag|ste verjaardag)"
    r"|\b(?:leeftijds?(?:groep|categorie|band|klasse|grens)|leeftijdsgroepen)\s*:?\s*\d{1,2}"
    r"(?:\s*(?:-|tot|en)\s*\d{1,2})?(?:\s*jaar)?",
    re.IGNORECASE,
)

BEFORE_PLACE = "\u2003"
"""A space that does not occur in normalised text; the rules write it as `¶`."""
_PLACE = re.compile(r"\b([Ii]n|[Uu]it|[Tt]e|[Vv]an|[Bb]ij|[Nn]abij|[Oo]p) +(?=[A-ZÀ-Þ§'])")


def with_places(text: str) -> str:
    """Replaces the space between a preposition such as `in` or `uit` and a capital, where the name of a place
    begins."""
    return _PLACE.sub(rf"\1{BEFORE_PLACE}", text)


def mask_out(text: str, *masks: re.Pattern[str]) -> str:
    """Replaces all matches by `§` characters, so that the length stays the same."""
    for mask in masks:
        text = mask.sub(lambda found: "§" * len(found[0]), text)
    return text
