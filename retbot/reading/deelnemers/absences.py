"""Arguments for an absence: who is away, and on which days."""

import re
from datetime import date

from retbot.domain.convenant.convenant import Convenant
from retbot.domain.deelnemers.absence import DatePeriod
from retbot.domain.deelnemers.roles import Deelnemer, Right
from retbot.domain.errors import Refusal
from retbot.reading.arguments import coming_day
from retbot.reading.grammar import Argument, Missing, Situation, WordsLeft, optional
from retbot.reading.people import DEELNEMER

_PERIODE = re.compile(
    r"(?:van(?:af)?\s+(?P<van>.+?)\s+)?(?:t/m|tot(?:\s+en\s+met)?)\s+(?P<tot>.+)|(?:op\s+)?(?P<dag>.+)", re.IGNORECASE
)
_BEFORE_DAY = re.compile(r"#?\d+\s+(?!(?:van|vanaf|op|t/m|tot)\b)", re.IGNORECASE)
_LONGEST = 366
"""In days; a person who is away for longer has left."""


def name_of(right: Right, convenant: Convenant) -> str:
    """The covenant's name for a person with this right."""
    return convenant.voorzitter if right is Right.VOORZITTER else convenant.secretaris


def _whom(words: WordsLeft, situation: Situation) -> Deelnemer | Right | None:
    for right in (Right.VOORZITTER, Right.SECRETARIS):
        name = name_of(right, situation.team.convenant)
        if f"{words.text} ".lower().startswith(f"{name} ".lower()):
            words.text = words.text[len(name) :].strip()
            return right
    return None if _BEFORE_DAY.match(words.text) else DEELNEMER.find(words, situation)


def _period(words: WordsLeft, situation: Situation) -> DatePeriod | None:
    found = _PERIODE.fullmatch(words.take_all())
    if found is None:
        raise Missing
    last = _day(found["tot"] or found["dag"], situation)
    first = last if found["dag"] else _first(found["van"], last, situation)
    if first < situation.today or last < first or (last - first).days > _LONGEST:
        raise Refusal("periode_onmogelijk", van=first, tot=last)
    return DatePeriod(first, last)


def _first(text: str | None, last: date, situation: Situation) -> date:
    """`van 4 tot 15 mei`: a number without a month is a day in the month of the last day."""
    if text is None:
        return situation.today
    return _day(f"{text}-{last.month}-{last.year}" if text.isdecimal() else text, situation)


def _day(text: str, situation: Situation) -> date:
    return coming_day(text, situation.now, situation.team.kalender)


WHOM: Argument[Deelnemer | Right | None] = optional(Argument("NUMMER", _whom))
"""A number on the list, the voorzitter or the secretaris; by default the person who types it."""
COMING_PERIOD = Argument("van 4 mei tot 15 mei", _period)
"""All remaining words: a future period, or one day."""
