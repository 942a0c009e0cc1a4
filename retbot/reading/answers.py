"""Reads answers to a question: yes, no, the numbers of choices, or a word about the question itself; and tells answers
and commands without `!ret` from talk."""

import re
from collections.abc import Iterable, Sequence

from retbot.reading.arguments import clean
from retbot.reading.choices import alike
from retbot.reading.phrases.words import MONTH, WEEKDAY

HELP = frozenset({"help", "hulp", "?", "??", "wat kan ik doen", "wat moet ik doen", "wat bedoel je", "wat bedoelt u"})
STOP = frozenset({"stop", "stoppen", "later"})
YES = frozenset({"ja", "j", "akkoord", "klopt"})
NO = frozenset({"nee", "n", "neen"})
REMEMBER = "onthoud"
"""Behind a yes: also for what comes later."""
BACK = "terug"
_MORE_YES = frozenset({"jazeker", "jawel", "zeker", "ja ja", "yes", "jep", "jup", "klopt helemaal", "dat klopt"})
_MORE_NO = frozenset({"nope", "nee nee", "zeker niet", "dat klopt niet", "klopt niet"})
_POLITE = frozenset(
    {"hoor", "graag", "dank", "dankje", "dankjewel", "bedankt", "aub", "alstublieft", "prima", "oké", "ok"}
)
_PLAIN = YES | NO | {"iedereen", "niemand"}
_BEGINS_AS_ANSWER = re.compile(r"(?:ja|nee|akkoord|klopt|iedereen|niemand|\d{1,2})\b", re.IGNORECASE)
_NUMBERS = re.compile(r"\d{1,2}(?:[ ,]+\d{1,2})*")
_NUMBER = re.compile(r"(?<![\w-])\d{1,2}(?![\w+-])")
_SHOWN = re.compile(r"(?:^|[:?).·] )(\d{1,2})\.? ", re.MULTILINE)
"""The number in front of a choice."""
_SEPARATORS = re.compile(r"[,;:()]")
_SMALL_WORDS = {"de", "het", "van", "antwoord"}


_ABOUT_THE_QUESTION = (
    *("wat bedoel", "hoe bedoel", "wat houdt", "wat betekent", "wat wordt bedoeld", "wat moet ik", "wat kan ik"),
    *("wat zijn de", "welke keuze", "welke optie", "waar kan ik uit", "waarom vraag", "waarom wil", "moet dat"),
    *("ik snap", "ik begrijp", "snap ik niet", "begrijp ik niet", "leg eens uit", "uitleg", "die vraag snap"),
    "die vraag begrijp",
)
"""How somebody begins who does not understand what is asked."""
_UNKNOWN = frozenset(
    (
        *("weet ik niet", "dat weet ik niet", "weet niet", "weet ik nog niet", "dat weet ik nog niet"),
        *("ik weet het niet", "geen idee", "onbekend", "nog onbekend", "nog niet bekend", "niet bekend"),
        *("kan ik niet zeggen", "overslaan", "sla over", "sla maar over", "volgende", "volgende vraag"),
        *("geen van deze", "geen van die", "allebei", "alle twee", "alle drie", "alles", "beide", "misschien"),
        *("soms", "deels", "gedeeltelijk", "niet van toepassing", "nvt"),
    )
)
"""What fits no choice, and yet is said to whoever asks."""
_GREETING = "hoi hallo hey hé goedemorgen goedemiddag goedenavond collega allemaal"
_THANKS = "bedankt dank dankje dankjewel merci"
_ASSENT = "ok oké okee oke prima top fijn mooi super goed helder duidelijk akkoord succes momentje gezien gelezen"
_FEELING = "sorry oeps haha hahaha jammer vervelend spannend joh 👍 🙏 😊 😀 🎉"
_LATER = "tot straks morgen vanmiddag vanavond avond weekend overleg"
_TO_PEOPLE = frozenset(f"{_GREETING} {_THANKS} {_ASSENT} {_FEELING} {_LATER}".split())
"""A short message with such a word is said to colleagues."""
_PEOPLE = "ik je jij jullie u we wij ze zij hij hem haar hen mij me ons onze mijn jouw iemand collega"
_ABOUT_PEOPLE = frozenset(_PEOPLE.split())
"""Words with which people speak of each other; an answer to a question of the bot seldom holds one."""
_ARTICLES = ("de ", "het ", "een ", "door ", "in ")
"""A few words that begin like this name something, and so they answer."""
_SHORT, _FEW, _LONG, _MANY = 2, 4, 8, 10
_LITERAL = re.compile(r"(?<![\w{=@])[a-z]{4,}(?![\w}=@.])")
"""A word that is typed as it stands in the form of a command, not an example or the name of one."""
_DAY = re.compile(rf"\b(?:(?:eer)?gisteren|vandaag|(?:over)?morgen|{MONTH}|{WEEKDAY})\b", re.IGNORECASE)
_FILLERS = frozenset({"is", "was", "werd", "zijn", "het", "de", "een", "al", "net"})
_FINITE = "is was zijn waren wordt werd gaat moet kan komt staat doen doet heeft had loopt lijkt blijft mag zal zou"
_VERBS = frozenset(_FINITE.split())
"""What begins so after the name of a command says something about it."""
_BY_ITSELF = frozenset({"gedaan"})
"""These names are said to colleagues too."""


def as_said(text: str) -> str:
    """`ja hoor` and `jazeker` become `ja`; any other text stays."""
    rest = " ".join(word for word in text.lower().replace(",", " ").split() if word not in _POLITE)
    if rest in _MORE_YES | YES:
        return "ja" if rest in _MORE_YES else rest
    return "nee" if rest in _MORE_NO else rest if rest in NO else text


def is_plain(text: str) -> bool:
    """Whether the text consists only of an answer word or numbers."""
    return text.lower() in _PLAIN or only_numbers(text)


def only_numbers(text: str) -> bool:
    return _NUMBERS.fullmatch(text) is not None


def begins_as_answer(text: str) -> bool:
    return _BEGINS_AS_ANSWER.match(text) is not None


def is_short(text: str) -> bool:
    return begins_as_answer(text) or len(text.split()) <= 2


def not_shown(text: str, asked: str) -> list[str]:
    """The numbers in `text` that are not among the choices shown in the question."""
    shown = _SHOWN.findall(asked)
    return [number for number in _NUMBER.findall(text) if number.lstrip("0") not in shown]


def bare(text: str) -> str:
    """`ja, (de school)` becomes `ja school`."""
    return " ".join(word for word in _SEPARATORS.sub(" ", text.lower()).split() if word not in _SMALL_WORDS)


def asks_what_is_meant(body: str) -> bool:
    """A question about the question of the bot."""
    text = clean(body).lower()
    return text.startswith(_ABOUT_THE_QUESTION) and len(text.split()) <= _LONG


def is_meant_as_answer(body: str, choices: Sequence[str]) -> bool:
    """Whether `body`, which fits none of the choices, was nevertheless meant as an answer to the question."""
    text = clean(body).lower()
    words = text.replace(",", " ").split()
    if not words or len(words) > _LONG or "@" in body or body.rstrip().endswith(("?", "!")):
        return False
    if text in _UNKNOWN or (len(words) <= _FEW and alike(choices, text)):
        return True
    if _ABOUT_PEOPLE & set(words) or (len(words) <= _SHORT and _TO_PEOPLE & set(words)):
        return False
    return len(words) <= _SHORT or bool(alike(choices, text)) or _names_or_counts(text, len(words))


def _names_or_counts(text: str, words: int) -> bool:
    if begins_as_answer(text):
        return words <= _FEW + 1 and not _TO_PEOPLE & set(text.replace(",", " ").split())
    return (words < _FEW and text.startswith(_ARTICLES)) or (words <= _FEW and any(map(str.isdigit, text)))


def is_talk(body: str) -> bool:
    """A question, or words to and about people; of a free text at the end nothing is looked at."""
    typed = body.partition(": ")[0]
    return (
        "@" in typed
        or typed.rstrip().endswith("?")
        or bool(_ABOUT_PEOPLE & set(typed.lower().replace(",", " ").split()))
    )


def words_in(usages: Iterable[str]) -> frozenset[str]:
    """The words in these forms of a command that are typed as they stand."""
    return frozenset(word for usage in usages for word in _LITERAL.findall(usage))


def is_meant_as_command(body: str, rest: str, known: frozenset[str]) -> bool:
    """Whether a line that begins with the name of a command is meant as one, where `rest` comes after the name and
    `known` are words that the command knows: the name alone, or with a day, a number or such a word."""
    words = rest.lower().replace(",", " ").split()
    if not words:
        return clean(body).lower() not in _BY_ITSELF
    if is_talk(body) or words[0] in _VERBS:
        return False
    if any(map(str.isdigit, rest)):
        return len(words) <= _MANY or ": " in rest
    return len(words) <= _FEW and (_DAY.search(rest) is not None or bool(known & set(words)))


def in_order(line: str, name: str) -> str | None:
    """`voorgesprek is gisteren gehouden` as the command `voorgesprek gehouden gisteren`; None unless it begins with the
    first word of a name of several and holds the others."""
    words, (first, *others) = line.split(), name.split()
    lowered = [word.lower() for word in words]
    if not others or lowered[:1] != [first] or any(lowered.count(word) != 1 for word in others):
        return None
    left = [word for word in words[1:] if word.lower() not in {*others, *_FILLERS}]
    return " ".join((name, *left))
