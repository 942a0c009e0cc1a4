"""Arguments for numbers: a page of a list, a half year."""

import re
from dataclasses import replace

from retbot.reading.grammar import Argument, Situation, WordsLeft

_AT_END = re.compile(r"(?:^|\s)(?P<number>\d{1,3})$")
_ALONE = re.compile(r"\d{1,3}")
_AFTER_YEAR = re.compile(r"(?:^|(?<=\d{4})\s)(?P<number>\d{1,3})$")


def _page(pattern: re.Pattern[str], form: str = "2") -> Argument[int]:
    """By default the first page."""

    def find(words: WordsLeft, _: Situation) -> int | None:
        found = words.take(pattern)
        return int(found["number"]) if found else None

    return Argument(form, find, lambda _: 1, anywhere=True)


def _only_page(words: WordsLeft, _: Situation) -> int | None:
    if not words.text:
        return 1
    return int(words.take_all()) if _ALONE.fullmatch(words.text) else None


PAGE = _page(_AT_END, "[2]")
"""The number of a page at the end."""
PAGE_AFTER_DAYS = _page(_AFTER_YEAR, "")
"""The same after days: alone, or after a day with its year; otherwise it may be part of that day."""
PAGE_OF_ALL = replace(PAGE, find=lambda words, situation: None if situation.casus else PAGE.find(words, situation))
"""The same for a list of all cases, when no case was named."""
ONLY_PAGE = Argument("[2]", _only_page)
"""The same when nothing else is typed. This is how a list is told apart from another form with the same name."""
