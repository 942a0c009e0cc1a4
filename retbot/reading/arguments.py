"""Cleans up typed text, which phones may have changed, and reads the parts that all commands share."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from retbot.domain.calendar.working_days import Calendar
from retbot.domain.casus import casecode
from retbot.domain.casus.casecode import Casecode
from retbot.domain.errors import Refusal
from retbot.domain.tijd import local_day
from retbot.reading import dates
from retbot.reading.phrases.words import MONTH, WEEKDAY

PREFIX = re.compile(r"!\s?ret(?:bot)?\b[:,]?\s*", re.IGNORECASE)
_HEAD = 100
"""The number of characters at the start in which the prefix for the bot must be."""
_QUOTES = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "…": "..."}
)
_SYMBOL = f"[{casecode.ALPHABET}]"
_CODE = re.compile(rf"\bRET(?:-[0-9A-Z]{{3}}[- ]?[0-9A-Z]{{3}}| ?{_SYMBOL}{{3}}[- ]?{_SYMBOL}{{3}})\b", re.IGNORECASE)
_ALMOST_CODE = re.compile(r"\bRET-[0-9A-Z]{1,5}(?:-[0-9A-Z]{1,5})?\b", re.IGNORECASE)
_LIKE_CODE = re.compile(r"(?<![\w-])(?:RET[- ]?)?(?P<one>[0-9A-Z]{3})-(?P<two>[0-9A-Z]{3})(?![\w-])", re.IGNORECASE)
_SPOKEN = re.compile(
    rf"ik kom(?: helaas| toch)?(?P<how> niet| misschien)?(?: meer| helaas| naar)*(?P<code> {_CODE.pattern})?"
    r"(?:,? (?:meer|helaas|sorry|bedankt))*",
    re.IGNORECASE,
)
_ALMOST_SPOKEN = re.compile(r"ik kom(?P<how> niet| misschien)?\b", re.IGNORECASE)
_WORD = re.compile(r"[a-z-]+")
_SMALL_NUMBER = re.compile(r"\d{1,2}")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(
    r"(?:\+|00)\d{1,3}(?:[\s().-]*\d){8,}|\b0(?:[\s().-]*\d){9}\b|\b06[\s-]*(?:\d[\s-]*){2,}(?:…|\.\.\.)?"
)
_LONG_NUMBER = re.compile(r"\d(?:[\s.-]?\d){7,}")
_SMALL_NUMBERS = re.compile(r"(?<!\d)(?<!\d[ .-])\d{1,2}(?:[ ,]+\d{1,2})+(?!\d)")
_WRITTEN_DATE = re.compile(r"\b\d{4}-\d{1,2}-\d{1,2}\b|\b\d{1,2}[-/.]\d{1,2}(?:[-/.]\d{2,4})?\b|\b\d{1,2}[:.]\d{2}\b")
_YEAR = re.compile(r"\d{4}|'\d{2}\b|\d[-/.]\d{1,2}[-/.]\d{2}\b|geleden|vorig")
_OF_DAY = re.compile(rf"\d|dag|gister|morgen|week|maand|geleden|\bop\b|{MONTH}|{WEEKDAY}", re.IGNORECASE)
_LONG_AGO = 275
"""In days, about nine months: a date without a year that is further back was probably meant to be in the future."""
_DAY_CLAUSE = re.compile(r"(?:^|\s)op\s+(?P<day>.+)$", re.IGNORECASE)
_LAST_WORDS = re.compile(r"(?:^|\s)(?P<day>(?:eer)?gisteren|vandaag|vanochtend|vanmiddag)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TypedText:
    """`rest` is the text after the command, without the code."""

    code: Casecode | None
    rest: str


def clean(body: str) -> str:
    """One line, without what keyboards and clients add: no-break spaces, curly quotes, dashes, a full stop at the
    end."""
    text = unicodedata.normalize("NFKC", body).translate(_QUOTES)
    text = "".join(c for c in text if unicodedata.category(c) != "Cf")
    return re.sub(r"\s+", " ", text).rstrip(" .,;!?").strip()


def lines_of(body: str) -> list[str]:
    """Each line that holds something, as clean() makes it."""
    return [line for line in map(clean, body.splitlines()) if line]


def is_command(body: str) -> bool:
    """Whether the message is for the bot; works for any length."""
    return command_text(body[:_HEAD]) is not None


def command_text(body: str) -> str | None:
    """The text after `!ret`; None when the message is not for the bot."""
    text = clean(body)
    found = PREFIX.match(text)
    return text[found.end() :] if found else None


def spoken_command(body: str, *, in_thread: bool) -> str | None:
    """`ik kom niet RET-7KH-4T3` needs no `!ret`. In the thread of a case it also needs no code. With words that are not
    understood it is refused like a command, because people who get no answer believe that it was recorded."""
    text = clean(body)
    found = _SPOKEN.fullmatch(text)
    if found and (in_thread or found["code"]):
        return f"ik kom{found['how'] or ''}{found['code'] or ''}"
    almost = _ALMOST_SPOKEN.match(text)
    return text if almost and (in_thread or _CODE.search(text) or _ALMOST_CODE.search(text)) else None


def begins_spoken(body: str) -> bool:
    return _ALMOST_SPOKEN.match(clean(body)) is not None


def identifying(text: str) -> list[str]:
    """The kinds of identifying details in a message, after removing written dates, times, case codes and lists of small
    numbers."""
    rest = without_structure(text)
    found = [
        ("e-mailadres", _EMAIL.search(rest)),
        ("telefoonnummer", _PHONE.search(rest)),
        ("lang nummer", _LONG_NUMBER.search(_PHONE.sub(" ", rest))),
    ]
    return [identifier for identifier, match in found if match]


def without_structure(text: str) -> str:
    """Without written dates, times, case codes and lists of small numbers."""
    return _SMALL_NUMBERS.sub(_without_list, _WRITTEN_DATE.sub(" ", _CODE.sub(" ", text)))


def _without_list(found: re.Match[str]) -> str:
    """Numbers of deelnemers or seats, each higher than the one before, are not a telephone number."""
    words = re.findall(r"\d+", found[0])
    numbers = [int(word) for word in words]
    is_list = numbers == sorted(set(numbers)) and numbers[-1] < 30 and not any(word.startswith("0") for word in words)
    return " " if is_list else found[0]


def take_code(text: str) -> TypedText:
    """Raises Refusal for a mistyped code; a mail address does not count as one."""
    without_address = _EMAIL.sub(lambda found: " " * len(found[0]), text)
    found = _CODE.search(without_address) or _ALMOST_CODE.search(without_address)
    if not found:
        return TypedText(None, text.strip())
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    return TypedText(casecode.read(found[0]), re.sub(r"\s+", " ", rest).strip())


def replace_codes(text: str, known: Callable[[str], Casecode | None]) -> str:
    """The text in which everything of the shape of a code, also without RET-, stands as the code that `known` gives for
    its six symbols."""

    def as_code(found: re.Match[str]) -> str:
        code = known(found["one"] + found["two"])
        return found[0] if code is None else code

    return _LIKE_CODE.sub(as_code, text)


def is_code(text: str) -> bool:
    """Whether it is nothing but the code of a case."""
    return _CODE.fullmatch(text) is not None


def all_known(words: Iterable[str], texts: Iterable[str]) -> bool:
    """Whether each word, in lower case, occurs in one of the texts or is a small number."""
    known = frozenset(word for text in texts for word in _WORD.findall(text.lower()))
    return all(word in known or _SMALL_NUMBER.fullmatch(word) for word in words)


def pair_up(found: Iterable[tuple[str, str]], known: Iterable[str]) -> dict[str, str]:
    """Name → value. Raises Refusal for a name that occurs twice; the message repeats the name only when it is
    `known`."""
    pairs = [(name.lower(), value.strip()) for name, value in found]
    count = Counter(name for name, _ in pairs)
    if max(count.values(), default=0) > 1:
        raise Refusal("dubbel", velden=[name for name in known if count[name] > 1])
    return dict(pairs)


def take_day(rest: str, now: datetime, kalender: Calendar, *, long_ago: bool = False) -> tuple[str, date]:
    """Cuts off `op 4 mei` or `gisteren`; by default today. Looks back. Raises Refusal when it is unclear."""
    found = _DAY_CLAUSE.search(rest) or _LAST_WORDS.search(rest)
    if not found:
        return rest, local_day(now)
    return rest[: found.start()].strip(), past_day(found["day"], now, kalender, long_ago=long_ago)


def may_be_day(text: str) -> bool:
    """Whether any part of it may be a day, perhaps misspelled. A second code may not."""
    return bool(_OF_DAY.search(_CODE.sub(" ", text)))


def past_day(text: str, now: datetime, kalender: Calendar, *, long_ago: bool = False) -> date:
    """Raises Refusal when it is unclear, in the future, or when an hour was typed, which is not kept."""
    read = past_reading(text, now, kalender, long_ago=long_ago)
    if read.time:
        raise Refusal("alleen_dag", op=read.day)
    return read.day


def is_past_day(text: str, now: datetime, kalender: Calendar) -> bool:
    """Whether all of it is a day that has been, without an hour."""
    read = dates.read(text, now, kalender, back=True)
    return isinstance(read, dates.Moment) and read.time is None


def past_moment(text: str, now: datetime, kalender: Calendar) -> tuple[date, time | None]:
    """Day and time, in Europe/Amsterdam; None for a time that was not typed. Raises Refusal when it is unclear or in
    the future."""
    read = past_reading(text, now, kalender)
    return read.day, read.time


def past_reading(
    text: str, now: datetime, kalender: Calendar, *, in_hours: bool = False, long_ago: bool = False
) -> dates.Moment:
    """The same, with the options of a term in hours and of a day that may lie many years back. Raises Refusal."""
    read = dates.read(text, now, kalender, back=True, in_hours=in_hours, long_ago=long_ago)
    if isinstance(read, dates.Ask):
        raise Refusal("datum_gevraagd", vraag=read.question)
    if needs_year(text, read.day, now):
        raise Refusal("jaar_gevraagd", op=read.day)
    return read


def needs_year(text: str, day: date, now: datetime) -> bool:
    """Whether a day that was read looking back lies so far back that its year must be typed."""
    return (local_day(now) - day).days > _LONG_AGO and not _YEAR.search(text)


def coming_day(text: str, now: datetime, kalender: Calendar) -> date:
    read = dates.read(text, now, kalender)
    if isinstance(read, dates.Ask):
        raise Refusal("datum_gevraagd", vraag=read.question)
    return read.day


def coming_moment(text: str, now: datetime, kalender: Calendar) -> tuple[date, time, time | None]:
    """Day, start and optionally end, in Europe/Amsterdam. Raises Refusal when day or time is missing or unclear."""
    read = dates.read(text, now, kalender)
    if isinstance(read, dates.Ask):
        raise Refusal("datum_gevraagd", vraag=read.question)
    if read.time is None:
        raise Refusal("tijd_ontbreekt", op=read.day)
    return read.day, read.time, read.until
