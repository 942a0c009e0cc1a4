"""Arguments for periods."""

import re
from datetime import date, timedelta

from retbot.domain.casus.fees import FeePeriod
from retbot.domain.errors import Refusal
from retbot.domain.privacy.figures import published_period
from retbot.reading.arguments import coming_day, past_day
from retbot.reading.grammar import Argument, Missing, Situation, WordsLeft, otherwise

_PERIOD = re.compile(r"^(?:van\s+)?(?P<first>.+?)\s+(?:tot en met|t/m|tot)\s+(?P<last>.+)$", re.IGNORECASE)
_SPENT = re.compile(
    r"(?:(?P<hours>\d{1,2})(?:[.,](?P<part>5|25|75|0))? ?u(?:ur|ren)?"
    r"(?:(?: en)? (?P<rest>[0-5]?\d)(?: ?min(?:uten)?)?)?"
    r"|(?P<clock>\d{1,2}):(?P<past>[0-5]\d)|(?P<minutes>\d{1,4})(?: ?min(?:uten)?)?)",
    re.IGNORECASE,
)
_PARTS = {"5": 30, "25": 15, "75": 45}
"""The decimals of an hour, in minutes."""
_HALF_YEAR = re.compile(r"20\d\d-[12]")
_AHEAD = timedelta(days=92)
"""How far ahead the last day may be: one quarter. A later one is probably a mistake."""


def _half_year(words: WordsLeft, situation: Situation) -> str | None:
    return published_period(words.take_all(), situation.today) if words.text else None


HALF_YEAR = otherwise(Argument("2026-1", _half_year), lambda situation: published_period("", situation.today))
"""A half year that has ended; by default the last one."""


def _any_half_year(words: WordsLeft, _: Situation) -> str | None:
    typed = words.take_all()
    if typed and not _HALF_YEAR.fullmatch(typed):
        raise Refusal("halfjaar_onleesbaar")
    return typed or None


ANY_HALF_YEAR = otherwise(Argument("2026-1", _any_half_year), lambda _: "")
"""May be a half year that has not ended; by default an empty string, for all time."""


def _fee_period(words: WordsLeft, situation: Situation) -> FeePeriod | None:
    if not words.text:
        return None
    found = _PERIOD.match(words.take_all())
    if not found:
        raise Missing
    first = past_day(found["first"], situation.now, situation.team.kalender)
    return FeePeriod(first, _last(found["last"], first, situation))


def _last(text: str, first: date, situation: Situation) -> date:
    """The last day may be in the future: `van 1 april tot 30 april`, typed in April. Raises Refusal or Missing."""
    kalender = situation.team.kalender
    try:
        last = past_day(text, situation.now, kalender)
    except Refusal as refusal:
        if refusal.reason != "jaar_gevraagd":
            raise
        last = coming_day(text, situation.now, kalender)
    last = last if last >= first else coming_day(text, situation.now, kalender)
    if last < first or last > situation.today + _AHEAD:
        raise Missing
    return last


def _month_before(situation: Situation) -> FeePeriod:
    last = situation.today.replace(day=1) - timedelta(days=1)
    return FeePeriod(last.replace(day=1), last)


FEE_PERIOD = otherwise(Argument("van 1 april tot 30 april", _fee_period), _month_before)
"""By default the previous month."""


def minutes_spent(text: str) -> int:
    """`90`, `90 minuten`, `1,5 uur`, `1 uur 30`, `1:30`. Raises Refusal."""
    found = _SPENT.fullmatch(" ".join(text.split()).strip(" ."))
    if not found:
        raise Refusal("antwoord_onbegrepen", keuzes=["90 minuten", "1,5 uur"])
    if found["minutes"]:
        return int(found["minutes"])
    beyond = _PARTS.get(found["part"] or "", int(found["rest"] or found["past"] or 0))
    return int(found["hours"] or found["clock"]) * 60 + beyond
