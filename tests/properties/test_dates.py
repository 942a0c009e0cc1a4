"""What is true for every phrase of the tables, for any day and any text."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from retbot.domain.tijd import local
from retbot.reading.dates import Ask, Moment, read
from retbot.reading.phrases import days, words
from retbot.reading.phrases.doubts import DateDoubt, View
from retbot.wording.dates import full_date, short_date
from tests.clock import at
from tests.unit.reading import test_dates, test_dates_back, test_dates_calendar, test_dates_times
from tests.unit.reading.phrases import KALENDER, WEDNESDAY, question, table

PHRASES = [
    phrase
    for tables in (test_dates, test_dates_calendar, test_dates_back, test_dates_times)
    for value in vars(tables).values()
    if isinstance(value, str) and " -> " in value
    for phrase, _ in table(value)
]


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=12, max_size=20))
def test_a_question_never_repeats_what_was_typed(word: str) -> None:
    assert word not in question(f"vrijdag {word}")


@pytest.mark.parametrize("back", [False, True])
def test_what_a_question_gives_as_an_example_can_be_read(back: bool) -> None:
    for phrase in PHRASES:
        reading = read(phrase, at(WEDNESDAY), KALENDER, back=back)
        if isinstance(reading, Ask) and "bijvoorbeeld: " in reading.question:
            typed = reading.question.split("bijvoorbeeld: ")[1].rstrip(".").split(", of: ")[0]
            whole = typed if " " in typed else f"do {'9 april' if back else '7 mei'} {typed}"
            named = read(whole, at(WEDNESDAY), KALENDER, back=back)
            assert isinstance(named, Moment) or re.search(r"20\d\d$", typed), (phrase, reading.question)


def test_no_phrase_fits_rules_that_differ() -> None:
    view = View(at(WEDNESDAY), KALENDER, back=False)
    for phrase in PHRASES:
        text = words.plain(phrase)
        found = {read_or_asked(rules.read, text, view) for rules in days.ALL_RULES} - {None}
        assert len(found) <= 1, (phrase, found)


def read_or_asked(read_it: Callable[[str, View], date | None], text: str, view: View) -> date | str | None:
    try:
        return read_it(text, view)
    except DateDoubt as doubt:
        return doubt.question


DAYS = st.dates(date(2023, 6, 1), date(2029, 1, 1))
FORMS: list[Callable[[date], str]] = [
    lambda day: day.isoformat(),
    lambda day: f"{day.day}-{day.month}-{day.year}",
    lambda day: f"{day:%d/%m/%Y}",
    lambda day: f"{day:%d.%m.%Y}",
    lambda day: f"{day:%d-%m-%y}",
    full_date,
    lambda day: f"{short_date(day)} {day.year}",
    lambda day: f"{short_date(day).upper()} ’{day:%y}.",
    lambda day: f"{day.day}e {full_date(day).split(' ', 2)[2]}",
]


@given(DAYS, st.times())
def test_a_date_with_its_year_reads_back_as_itself_in_every_form(day: date, start: time) -> None:
    back = day < date(2026, 4, 22)
    for form in FORMS:
        assert read(form(day), at(WEDNESDAY), KALENDER, back=back) == Moment(day, None, None)
    whole = read(f"{full_date(day)} {start:%H:%M}", at(WEDNESDAY), KALENDER, back=back)
    assert isinstance(whole, Ask) or (whole.day, whole.time) == (day, start.replace(second=0, microsecond=0))


PIECES = st.sampled_from(
    """ma vrijdag 7 20e mei 31 7-5 half drie om 14:00 van tot over een week weken volgende deze morgen gisteren eind
    eerste laatste de op kwart voor na hemelvaart 's avonds middag 2026 '26 geleden a.s. uur 10 12-14 dagen weekend
    53 februari 29 , - werkdag maand jaar nu twee""".split()  # noqa: SIM905
)
NOWS = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(st.lists(PIECES, max_size=7).map(" ".join) | st.text(max_size=30), NOWS, st.booleans())
@example("over 999 jaar", datetime(2026, 1, 1, tzinfo=UTC), False)  # noqa: FBT003
@example("9" * 500, datetime(2026, 1, 1, tzinfo=UTC), False)  # noqa: FBT003
@example("0000-01-01", datetime(2026, 1, 1, tzinfo=UTC), True)  # noqa: FBT003
@example("²⁹ mei ١٤:٠٠", datetime(2026, 1, 1, tzinfo=UTC), False)  # noqa: FBT003
def test_any_text_gives_a_question_or_a_moment_on_the_right_side_of_now(text: str, now: datetime, back: bool) -> None:
    reading = read(text, now, KALENDER, back=back)
    if isinstance(reading, Ask):
        assert reading.question
        return
    here = local(now).replace(tzinfo=None, second=0, microsecond=0)
    if back:
        assert datetime.combine(reading.day, reading.until or reading.time or time()) <= here
    else:
        assert datetime.combine(reading.day, reading.time or time.max) >= here
    assert abs(reading.day - here.date()) <= timedelta(days=3 * 366)
    assert reading.until is None or (reading.time is not None and reading.time < reading.until)
