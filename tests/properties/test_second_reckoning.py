"""Every term of the five covenants, from days spread over twelve years, ends where a second implementation ends it."""

import tomllib
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retbot.covenants import convenant_files
from retbot.covenants.free_days import kalender
from retbot.covenants.paths import config_dir
from retbot.domain.calendar.counting import CountingRule, end_after, end_before
from retbot.domain.calendar.duration import Duration
from retbot.domain.convenant.timeline import einde, timeline_of
from tests.unit.golden import oracle

FIRST, LAST = date(2024, 1, 1), date(2035, 12, 31)
DAYS = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
NEAR_HOLIDAYS = [day for day in DAYS if day.year == 2026]


def _rows(name: str) -> list[dict[str, Any]]:
    """The duties as they are in the file."""
    text = (config_dir() / "convenanten" / f"{name}.toml").read_text(encoding="utf-8")
    rows: list[dict[str, Any]] = tomllib.loads(text)["plicht"]
    return rows


def _terms() -> list[tuple[str, str, str, str]]:
    """One covenant and id for each different term in days or longer, with the rule for its end."""
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for name in convenant_files.names():
        for row in _rows(name):
            parts = oracle.dated(row["termijn"])
            if parts and parts[0].split()[1] != "h":
                found.setdefault((parts[0], oracle.rule(row)), (name, row["id"]))
    return [(name, id_, term, rule) for (term, rule), (name, id_) in found.items()]


@pytest.mark.parametrize(("name", "id_", "term", "rule"), _terms())
def test_every_start_from_2024_to_2035_gives_the_same_end(name: str, id_: str, term: str, rule: str) -> None:
    convenant, calendar = convenant_files.load(name), kalender()
    plicht = convenant.plicht(id_)
    assert plicht
    wrong = [day for day in DAYS if einde(plicht, day, convenant, calendar).due != oracle.ends(day, term, rule)]
    assert wrong == []


@pytest.mark.parametrize(("name", "id_", "term", "rule"), _terms())
def test_the_same_days_moved_it(name: str, id_: str, term: str, rule: str) -> None:
    """About a hundred starts, and every third day of 2026 with its many holidays near weekends."""
    convenant, calendar = convenant_files.load(name), kalender()
    plicht = convenant.plicht(id_)
    assert plicht
    starts = DAYS[::41] + NEAR_HOLIDAYS[::3]
    wrong = [
        day for day in starts if list(einde(plicht, day, convenant, calendar).moved_by) != oracle.moved(day, term, rule)
    ]
    assert wrong == []


@pytest.mark.parametrize("name", convenant_files.names())
def test_whole_timelines_are_the_same(name: str) -> None:
    """About eighty times: every start event of the covenant on a day of its own; in every eighth run one event is left
    out, each in turn."""
    convenant, calendar, rows = convenant_files.load(name), kalender(), _rows(name)
    starts = sorted({event for row in rows if row.get("actief", True) for event in oracle.starts(row)})
    for turn, day in enumerate(DAYS[::53]):
        given: dict[str, date] = {event: day + 5 * n * oracle.DAY for n, event in enumerate(starts)}
        if turn % 8 == 0:
            given.pop(starts[turn // 8 % len(starts)])
        found = {rule.plicht.id: (rule.event, rule.einde.due) for rule in timeline_of(convenant, given, calendar)}
        assert found == oracle.timeline(rows, given)


@pytest.mark.parametrize("name", convenant_files.names())
def test_hours_are_the_same_at_any_time_of_any_day(name: str) -> None:
    convenant, calendar, rows = convenant_files.load(name), kalender(), _rows(name)
    for turn, day in enumerate(DAYS[::13]):
        leak = datetime(day.year, day.month, day.day, turn % 24, turn % 60, tzinfo=UTC)
        found = {rule.plicht.id: rule.einde.due for rule in timeline_of(convenant, {"datalek": leak}, calendar)}
        assert found == {id_: due for id_, (_, due) in oracle.timeline(rows, {"datalek": leak}).items()}


@settings(max_examples=200)
@given(
    start=st.dates(FIRST, LAST),
    count=st.integers(1, 100),
    unit=st.sampled_from(["d", "w", "m", "j", "wd"]),
    telling=st.sampled_from(CountingRule),
)
def test_any_forward_term_ends_where_the_second_reckoning_ends_it(
    start: date, count: int, unit: str, telling: CountingRule
) -> None:
    count = min(count, {"j": 4, "m": 48}.get(unit, count))
    found = end_after(start, Duration.parse(f"{count} {unit}"), kalender(), telling)
    assert found.due == oracle.ends(start, f"{count} {unit} na", str(telling))


@settings(max_examples=200)
@given(start=st.dates(FIRST, LAST), count=st.integers(1, 60), unit=st.sampled_from(["d", "w", "wd"]))
def test_any_backward_term_ends_where_the_second_reckoning_ends_it(start: date, count: int, unit: str) -> None:
    found = end_before(start, Duration.parse(f"{count} {unit}"), kalender())
    assert found.due == oracle.ends(start, f"{count} {unit} voor", "awt")
    assert list(found.moved_by) == oracle.moved(start, f"{count} {unit} voor", "awt")
