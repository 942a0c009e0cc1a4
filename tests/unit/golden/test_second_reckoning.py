"""Every term of overijssel-2022, from every day of twelve years, ends where a second reckoning ends it."""

import tomllib
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retbot import profiles
from retbot.calendar_nl import kalender
from retbot.domain.duur import Duur
from retbot.domain.termijnen import Telling, end_after, end_before
from retbot.domain.tijdlijn import einde
from retbot.paths import config_dir
from tests.unit.golden import oracle

FIRST, LAST = date(2024, 1, 1), date(2035, 12, 31)
DAYS = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]


def _terms() -> list[tuple[str, str, str]]:
    """One id for each different term, with the rule for its end, from the file itself."""
    text = (config_dir() / "convenanten" / "overijssel-2022.toml").read_text(encoding="utf-8")
    found: dict[tuple[str, str], str] = {}
    for row in tomllib.loads(text)["plicht"]:
        words = row["termijn"].split()
        if len(words) == 4 and words[1] != "h":
            found.setdefault((" ".join(words[:3]), "eu" if row.get("bron") == "wet" else "awt"), row["id"])
    return [(id_, term, rule) for (term, rule), id_ in found.items()]


@pytest.mark.parametrize(("id_", "term", "rule"), _terms())
def test_every_start_from_2024_to_2035_gives_the_same_end(id_: str, term: str, rule: str) -> None:
    convenant, calendar = profiles.load("overijssel-2022"), kalender()
    plicht = convenant.plicht(id_)
    assert plicht
    wrong = [day for day in DAYS if einde(plicht, day, convenant, calendar).due != oracle.ends(day, term, rule)]
    assert wrong == []


@pytest.mark.parametrize(("id_", "term", "rule"), _terms())
def test_the_same_days_moved_it(id_: str, term: str, rule: str) -> None:
    """Every ninth start, and all of those near the holidays of 2026."""
    convenant, calendar = profiles.load("overijssel-2022"), kalender()
    plicht = convenant.plicht(id_)
    assert plicht
    starts = DAYS[::9] + [day for day in DAYS if day.year == 2026]
    wrong = [
        day for day in starts if list(einde(plicht, day, convenant, calendar).moved_by) != oracle.moved(day, term, rule)
    ]
    assert wrong == []


@settings(deadline=None, max_examples=200)
@given(
    start=st.dates(FIRST, LAST),
    count=st.integers(1, 100),
    unit=st.sampled_from(["d", "w", "m", "j", "wd"]),
    telling=st.sampled_from(Telling),
)
def test_any_forward_term_ends_where_the_second_reckoning_ends_it(
    start: date, count: int, unit: str, telling: Telling
) -> None:
    count = min(count, {"j": 4, "m": 48}.get(unit, count))
    found = end_after(start, Duur.parse(f"{count} {unit}"), kalender(), telling)
    assert found.due == oracle.ends(start, f"{count} {unit} na", str(telling))


@settings(deadline=None, max_examples=200)
@given(start=st.dates(FIRST, LAST), count=st.integers(1, 60), unit=st.sampled_from(["d", "w", "wd"]))
def test_any_backward_term_ends_where_the_second_reckoning_ends_it(start: date, count: int, unit: str) -> None:
    found = end_before(start, Duur.parse(f"{count} {unit}"), kalender())
    assert found.due == oracle.ends(start, f"{count} {unit} voor", "awt")
    assert list(found.moved_by) == oracle.moved(start, f"{count} {unit} voor", "awt")
