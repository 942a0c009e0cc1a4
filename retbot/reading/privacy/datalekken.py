"""Arguments for a datalek: its number, its discovery, a report, choices from lists and free text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from retbot.domain.casus.safe_text import SafeText
from retbot.domain.errors import Refusal
from retbot.domain.privacy.datalekken import KEUZES, MELDINGEN, TEKSTEN, WITHDRAWN
from retbot.domain.tijd import AMSTERDAM
from retbot.reading import dates
from retbot.reading.arguments import may_be_day, pair_up, past_reading
from retbot.reading.choices import pick
from retbot.reading.grammar import Argument, Situation, WordsLeft, or_refuse, otherwise
from retbot.reading.phrases.words import MONTH

_NUMBER = r"^(?P<mark>#|(?:nummer|nr\.?) )?(?P<nummer>\d{1,2})"
_ENTRY = re.compile(rf"{_NUMBER}\s+(?!{MONTH}|uur|min)(?=(?P<rest>.+))", re.IGNORECASE)
"""A number before a month or a unit of time belongs to a moment."""
_FILLS_IN = re.compile(r"\w+:|\S+=")
_NOW = {"nu", "zojuist"}
_FIRST = re.compile(r"^(?:ontdekt|sinds|vanaf)\s+", re.IGNORECASE)
_HOUR_ALONE = re.compile(r"(?:om )?\d{1,2}(?::\d\d(?: ?u(?:ur)?)?|[.]\d\d ?u(?:ur)?| ?u(?:ur)?)", re.IGNORECASE)
_WHOM = re.compile(rf"^(?:{'|'.join(MELDINGEN)})(?!\S)", re.IGNORECASE)
_REASON = re.compile(r"(?:^|\s)(?:reden ?= ?)?(?P<reason>[a-z-]+)$", re.IGNORECASE)
_NAMES = "|".join(TEKSTEN)
_ACCOUNT = re.compile(rf"^(?P<name>{_NAMES}):\s*(?P<text>.+)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TypedInstant:
    """`instant` is in UTC, because hours are counted from it, and a day in Amsterdam can have 23 or 25. It is the
    beginning of the day when only the day was typed; `later` is the other possible time."""

    instant: datetime
    whole_day: bool = False
    later: datetime | None = None


@dataclass(frozen=True, slots=True)
class TypedAccount:
    """`name` is one of TEKSTEN."""

    name: str
    text: SafeText


def number_before(words: str) -> Argument[int]:
    """`1 niet melden`: the number, when these words follow it."""
    return _number(f"1 {words}", rf"\s+{words}(?!\S)")


def _number(form: str, follows: str) -> Argument[int]:
    pattern = re.compile(_NUMBER + follows, re.IGNORECASE)

    def find(words: WordsLeft, _: Situation) -> int | None:
        found = words.take(pattern)
        return int(found["nummer"]) if found else None

    return Argument(form, find, example=form)


def _entry(words: WordsLeft, situation: Situation) -> int | None:
    """When the words begin with a number: the number, unless it could be part of a day."""
    found = _ENTRY.match(words.text)
    if not found or _HOUR_ALONE.fullmatch(words.text) or _is_moment(words.text, situation):
        return None
    rest = found["rest"]
    if not (found["mark"] or _FILLS_IN.match(rest)) and may_be_day(rest):
        return None
    words.text = rest
    return int(found["nummer"])


def _instant(words: WordsLeft, situation: Situation) -> TypedInstant | None:
    """All remaining words. An hour alone means today, if it has passed."""
    text = _FIRST.sub("", words.take_all(), count=1)
    if not text:
        return None
    if text.lower() in _NOW:
        return _now(situation)
    if _HOUR_ALONE.fullmatch(text) and _is_moment(f"vandaag {text}", situation):
        text = f"vandaag {text}"
    read = past_reading(text, situation.now, situation.team.kalender, in_hours=True)
    later = _in_utc(read.day, read.later) if read.later else None
    return TypedInstant(_in_utc(read.day, read.time or time()), read.time is None, later)


def _now(situation: Situation) -> TypedInstant:
    return TypedInstant(situation.now)


def _is_moment(text: str, situation: Situation) -> bool:
    read = dates.read(text, situation.now, situation.team.kalender, back=True, in_hours=True)
    return isinstance(read, dates.Moment)


def _in_utc(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, AMSTERDAM).astimezone(UTC)


def _whom(words: WordsLeft, _: Situation) -> str | None:
    found = words.take(_WHOM)
    return found[0].lower() if found else None


def _account(words: WordsLeft, situation: Situation) -> TypedAccount | None:
    found = words.take(_ACCOUNT)
    return TypedAccount(found["name"].lower(), situation.safe(found["text"])) if found else None


def _choices(words: WordsLeft, _: Situation) -> Mapping[str, str]:
    """When there are pairs, all other words remain."""
    typed = words.take_all().lower().split()
    pairs = [word for word in typed if "=" in word]
    if pairs:
        words.text = " ".join(word for word in typed if "=" not in word)
    return pair_up((pair.partition("=")[::2] for pair in pairs), KEUZES)


def _reason(words: WordsLeft, _: Situation) -> str | None:
    found = words.take(_REASON)
    return pick(WITHDRAWN, found["reason"].lower()) if found else None


def read_instant(text: str, situation: Situation) -> TypedInstant:
    """An answer that says when. Raises Refusal."""
    read = _instant(WordsLeft(text), situation)
    if read is None:
        raise Refusal("antwoord_onbegrepen", keuzes=["nu", "gisteren 14:30"])
    return read


INSTANT = Argument("DATUM UUR", _instant, example="gisteren 14:30")
REASON = or_refuse(
    Argument("reden=dubbel", _reason, example="reden=dubbel"),
    lambda _: Refusal("reden_van_intrekken", redenen=list(WITHDRAWN)),
)
INSTANT_OR_NOW = otherwise(INSTANT, _now)
ALONE = _number("1", r"(?:\s+tekst)?$")
"""The number, when nothing follows it."""
WHOM = or_refuse(Argument("ap", _whom, example="ap"), lambda _: Refusal("melding_onbekend", aan=list(MELDINGEN)))
BEFORE_ACCOUNT = _number("1", rf"\s+(?=(?:{_NAMES}):)")
ACCOUNT = Argument("feiten: WAT ER GEBEURDE", _account, example="feiten: een mail ging naar een verkeerd adres")
BEFORE_CHOICES = Argument("1", _entry, example="1")
"""The number, before anything that is not a day."""
CHOICES = Argument("aard=ingezien", _choices, example="aard=ingezien")
"""Empty when there is no pair, and then no word may remain."""
