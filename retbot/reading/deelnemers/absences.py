"""Arguments for an absence: who is away, and on which days."""

import re
from contextlib import suppress
from datetime import date

from retbot.domain.calendar.working_days import DAY
from retbot.domain.convenant.convenant import Convenant
from retbot.domain.deelnemers.absence import DatePeriod
from retbot.domain.deelnemers.roles import Deelnemer, Right
from retbot.domain.errors import Refusal
from retbot.reading.arguments import coming_day
from retbot.reading.grammar import Argument, Missing, Situation, WordsLeft, optional
from retbot.reading.people import DEELNEMER
from retbot.reading.phrases.rules import add_months
from retbot.reading.phrases.words import WEEKDAY

_PERIODE = re.compile(
    r"(?:van(?:af)?\s+(?P<van>.+?)\s+)?(?:t/m|tot(?:\s+en\s+met)?)\s+(?P<tot>.+)|(?:op\s+)?(?P<dag>.+)", re.IGNORECASE
)
_BEFORE_DAY = re.compile(
    rf"#?\d+\s+(?!(?:van|vanaf|op|t/m|tot|week|deze|volgende|komende|vandaag|morgen|overmorgen|{WEEKDAY})\b)",
    re.IGNORECASE,
)
_SPOKEN = re.compile(
    r"^(?:ik ben(?: er)? )?(?P<when>.+?)(?: niet| afwezig| weg| vrij| met vakantie| op vakantie)*$", re.IGNORECASE
)
_WHOLE = re.compile(
    r"(?:de |heel )?(?P<which>deze|volgende|komende|hele) (?P<unit>week|maand)"
    r"|week (?P<first>\d\d?)(?: (?:en|t/m|tot en met) (?:week )?(?P<last>\d\d?))?",
    re.IGNORECASE,
)
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
    typed = _SPOKEN.sub(lambda found: found["when"], words.take_all())
    if whole := _WHOLE.fullmatch(typed):
        return _possible_period(*_whole(whole, situation.today), situation)
    found = _PERIODE.fullmatch(typed)
    if found is None:
        raise Missing
    last = _day(found["tot"] or found["dag"], situation)
    first = last if found["dag"] else _first(found["van"], last, situation)
    return _possible_period(first, last, situation)


def _whole(found: re.Match[str], today: date) -> tuple[date, date]:
    """The first and last day of a week or month; of the present one what is left of it."""
    if found["first"]:
        first, last = int(found["first"]), int(found["last"] or found["first"])
        return _monday_of(first, today), _monday_of(last, today) + 6 * DAY
    is_next = found["which"].lower() in {"volgende", "komende"}
    if found["unit"].lower() == "week":
        monday = today - today.weekday() * DAY + (7 * DAY if is_next else 0 * DAY)
        return max(today, monday), monday + 6 * DAY
    begin = add_months(today.replace(day=1), int(is_next))
    return max(today, begin), add_months(begin, 1) - DAY


def _monday_of(week: int, today: date) -> date:
    """Of the ISO week with this number, in this year or the next. Raises Refusal."""
    for year in (today.year, today.year + 1):
        with suppress(ValueError):
            monday = date.fromisocalendar(year, week, 1)
            if monday + 6 * DAY >= today:
                return monday
    raise Refusal("week_onbekend")


def _possible_period(first: date, last: date, situation: Situation) -> DatePeriod:
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
COMING_PERIOD = Argument("volgende week", _period)
"""All remaining words: a future period, a week or month as a whole, or one day."""
