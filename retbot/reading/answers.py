"""Reads answers to a question: yes, no, the numbers of choices, or a word about the question itself."""

import re

HELP = frozenset({"help", "hulp", "?", "??", "wat kan ik doen", "wat moet ik doen", "wat bedoel je", "wat bedoelt u"})
STOP = frozenset({"stop", "stoppen", "later"})
YES = frozenset({"ja", "j", "akkoord", "klopt"})
NO = frozenset({"nee", "n", "neen"})
REMEMBER = "onthoud"
"""Behind a yes: also for what comes later."""
_PLAIN = YES | NO | {"iedereen", "niemand"}
_BEGINS_AS_ANSWER = re.compile(r"(?:ja|nee|akkoord|klopt|iedereen|niemand|\d{1,2})\b", re.IGNORECASE)
_NUMBERS = re.compile(r"\d{1,2}(?:[ ,]+\d{1,2})*")
_NUMBER = re.compile(r"(?<![\w-])\d{1,2}(?![\w+-])")
_SHOWN = re.compile(r"(?:^|[:?).·] )(\d{1,2})\.? ", re.MULTILINE)
"""The number in front of a choice."""
_SEPARATORS = re.compile(r"[,;:()]")
_SMALL_WORDS = {"de", "het", "van", "antwoord"}


def is_plain(text: str) -> bool:
    """Whether the text consists only of an answer word or numbers."""
    return text.lower() in _PLAIN or only_numbers(text)


def only_numbers(text: str) -> bool:
    return _NUMBERS.fullmatch(text) is not None


def is_short(text: str) -> bool:
    return bool(_BEGINS_AS_ANSWER.match(text)) or len(text.split()) <= 2


def not_shown(text: str, asked: str) -> list[str]:
    """The numbers in `text` that are not among the choices shown in the question."""
    shown = _SHOWN.findall(asked)
    return [number for number in _NUMBER.findall(text) if number.lstrip("0") not in shown]


def bare(text: str) -> str:
    """`ja, (de school)` becomes `ja school`."""
    return " ".join(word for word in _SEPARATORS.sub(" ", text.lower()).split() if word not in _SMALL_WORDS)
