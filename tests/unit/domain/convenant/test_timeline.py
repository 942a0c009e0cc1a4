"""Which terms follow from given events, in which order."""

from datetime import UTC, date, datetime

import pytest

from retbot.covenants import convenant_files
from retbot.covenants.free_days import kalender
from retbot.domain.convenant.convenant import Convenant
from retbot.domain.convenant.timeline import einde, last_instant, midnight, timeline_of
from tests.unit.covenants.profile_text import profile_text

HELD = date(2026, 5, 7)


@pytest.fixture
def overijssel() -> Convenant:
    return convenant_files.load("overijssel-2022")


def test_only_terms_of_given_events_are_told(overijssel: Convenant) -> None:
    assert [r.plicht.id for r in timeline_of(overijssel, {"afgesloten": HELD}, kalender())] == ["OV-12.2"]
    assert timeline_of(overijssel, {}, kalender()) == []


def test_conditional_terms_are_told_with_the_others(overijssel: Convenant) -> None:
    told = {r.plicht.id: r.plicht.voorwaarde for r in timeline_of(overijssel, {"bespreking": HELD}, kalender())}
    assert told["OV-16m"] == "meerwerk"
    assert told["OV-8.16"] is None


def test_terms_are_sorted_by_the_instant_at_which_they_end(overijssel: Convenant) -> None:
    events: dict[str, date | datetime] = {
        "bespreking": HELD,
        "datalek": datetime(2026, 5, 15, 10, tzinfo=UTC),
        "aanmelding": date(2026, 4, 20),
    }
    told = timeline_of(overijssel, events, kalender())
    ends = [last_instant(rule.einde.due) for rule in told]
    assert ends == sorted(ends)
    hours_end_on_monday_at_noon_and_the_day_later = ["AVG-33", "OV-16m", "OV-8.15", "OV-8.16", "OV-8.17"]
    assert [rule.plicht.id for rule in told][-5:] == hours_end_on_monday_at_noon_and_the_day_later


def test_without_the_awt_a_covenant_counts_by_the_calendar() -> None:
    bare = convenant_files.read(profile_text(head="awt = false", plicht='termijn = "1 w na bespreking"'))
    [rule] = timeline_of(bare, {"bespreking": HELD}, kalender())
    assert rule.einde.due == date(2026, 5, 14)


def test_terms_of_the_law_follow_the_regulation_whatever_the_covenant_says() -> None:
    bare = convenant_files.read(profile_text(head="awt = false", plicht='termijn = "1 w na bespreking"\nbron = "wet"'))
    [rule] = timeline_of(bare, {"bespreking": HELD}, kalender())
    assert rule.einde.due == date(2026, 5, 18)


def test_an_inactive_duty_is_not_told() -> None:
    quiet = convenant_files.read(profile_text(plicht='termijn = "1 w na bespreking"\nactief = false'))
    assert timeline_of(quiet, {"bespreking": HELD}, kalender()) == []


ELSE = 'termijn = "6 w na oplossing_verzonden"\nanders_na = "advies_verzonden"'


@pytest.mark.parametrize(
    ("given", "event", "due"),
    [
        ({"oplossing_verzonden": HELD}, "oplossing_verzonden", date(2026, 6, 18)),
        ({"advies_verzonden": date(2026, 4, 1)}, "advies_verzonden", date(2026, 5, 13)),
        (
            {"advies_verzonden": date(2026, 4, 1), "oplossing_verzonden": HELD},
            "oplossing_verzonden",
            date(2026, 6, 18),
        ),
    ],
)
def test_a_term_counts_from_its_other_event_until_its_own_has_happened(
    given: dict[str, date | datetime], event: str, due: date
) -> None:
    [rule] = timeline_of(convenant_files.read(profile_text(plicht=ELSE)), given, kalender())
    assert (rule.event, rule.einde.due) == (event, due)


def test_without_either_event_it_is_not_told() -> None:
    assert timeline_of(convenant_files.read(profile_text(plicht=ELSE)), {"bespreking": HELD}, kalender()) == []


def test_a_term_that_starts_anew_is_told_with_its_first_end() -> None:
    weekly = convenant_files.read(profile_text(plicht='termijn = "elke 4 w na advies_verzonden"'))
    [rule] = timeline_of(weekly, {"advies_verzonden": HELD}, kalender())
    assert (rule.einde.due, rule.plicht.termijn.herhaald) == (date(2026, 6, 4), True)


def test_a_duty_without_a_term_is_not_told_when_what_it_follows_on_happens() -> None:
    bare = convenant_files.read(profile_text(plicht='termijn = "geen na bespreking"'))
    assert timeline_of(bare, {"bespreking": HELD}, kalender()) == []


def test_a_duty_without_a_length_has_no_end(overijssel: Convenant) -> None:
    plicht = overijssel.plicht("OV-8.6")
    assert plicht
    with pytest.raises(ValueError, match=r"OV-8\.6"):
        einde(plicht, HELD, overijssel, kalender())


def test_a_day_ends_in_amsterdam_in_its_last_second() -> None:
    assert last_instant(date(2026, 1, 1)) == datetime(2026, 1, 1, 22, 59, 59, tzinfo=UTC)
    assert last_instant(date(2026, 3, 29)) == datetime(2026, 3, 29, 21, 59, 59, tzinfo=UTC)
    assert last_instant(midnight(date(2026, 10, 26))) == datetime(2026, 10, 25, 23, tzinfo=UTC)
