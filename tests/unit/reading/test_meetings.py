"""Guests, moments of a datumprikker and overleggen, as commands name them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from retbot.covenants import convenant_files
from retbot.covenants.free_days import kalender
from retbot.domain.deelnemers.roles import Deelnemer
from retbot.domain.errors import Refusal
from retbot.domain.invitations.guest_list import GuestList
from retbot.domain.invitations.inviting import Guest
from retbot.domain.invitations.rsvps import Partstat
from retbot.domain.overleg.overleg import Overleg
from retbot.domain.team import Team
from retbot.reading.date_polls import CHOICE, MOMENTS, NUMBER, PollChoice
from retbot.reading.grammar import Argument, Missing, Situation, WordsLeft, optional, read
from retbot.reading.guests import GUEST, GUEST_LIST, NUMBERED_GUEST, OWNERS, RSVP, GuestName
from retbot.reading.moments import DURATION, PLACE
from retbot.reading.overleggen import NAMED, SLOT_LENGTH, TAFEL, TO, WHEN, NewMoment, OverlegNamed, TypedSpan
from retbot.reading.participation import CAPACITY, PART, ROLE
from retbot.reading.people import DEELNEMER, IN_PLACE
from retbot.reading.series import TypedSeries
from tests.clock import at
from tests.unit.handlers.conftest import aangemeld

TEAM = Team(convenant_files.load("overijssel-2022"), kalender(), {}, plekken={"Stadhuis": "Stadhuis, kamer 2"})
ONE, OTHER = Deelnemer(1, "expert", "LVB", "Ambiq"), Deelnemer(2, "expert", "GGZ", "Accare")
HERE = Situation(TEAM, at("2026-04-20 09:00"), aangemeld(), [ONE, OTHER])
MODEL = replace(HERE, team=replace(TEAM, convenant=convenant_files.load("model-2024")), casus=None)


def values(text: str, *arguments: Argument[object], here: Situation = HERE) -> tuple[object, ...]:
    """With what is left as the last."""
    words = WordsLeft(text)
    return (*read(arguments, words, here), words.text)


def refusal(text: str, *arguments: Argument[object], here: Situation = HERE) -> str:
    with pytest.raises(Refusal) as refused:
        values(text, *arguments, here=here)
    return refused.value.reason


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ja", (None, Partstat.ACCEPTED, "")),
        ("Misschien", (None, Partstat.TENTATIVE, "")),
        ("lokale toegang nee", (GuestName("lokale toegang"), Partstat.DECLINED, "")),
        ("ja nee", (None, Partstat.ACCEPTED, "nee")),
    ],
)
def test_whether_somebody_comes_is_the_last_word_and_whoever_comes_before_it(
    text: str, found: tuple[object, ...]
) -> None:
    assert values(text, optional(GUEST), RSVP) == found


def test_without_an_answer_it_is_missing() -> None:
    with pytest.raises(Missing):
        values("school", optional(GUEST), RSVP)


@pytest.mark.parametrize(("typed", "owner"), [("#2", "deelnemer:2"), ("Deelnemer 2", "deelnemer:2"), ("SCHOOL", "s")])
def test_a_guest_is_known_by_his_number_or_by_what_he_is_called(typed: str, owner: str) -> None:
    assert GuestName(typed).among(_guests("deelnemer:2", "s")).owner == owner


@pytest.mark.parametrize("typed", ["", "ouders", "#3"])
def test_who_is_no_guest_is_asked_about(typed: str) -> None:
    with pytest.raises(Refusal, match="wie_koos"):
        GuestName(typed).among(_guests("deelnemer:2", "s"))


def _guests(one: str, other: str) -> Sequence[Guest]:
    return [Guest(one, "expert GGZ (Accare)", own_address=False), Guest(other, "school", own_address=True)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1, 2", (None, ["deelnemer:1", "deelnemer:2"], "")),
        ("2 en expert LVB", (None, ["deelnemer:2", "deelnemer:1"], "")),
        ("school niet lijst=vast", (GuestList.VAST, ["school"], "niet")),
    ],
)
def test_owners_are_named_by_number_name_or_role(text: str, found: tuple[object, ...]) -> None:
    assert values(text, optional(GUEST_LIST), OWNERS) == found


@pytest.mark.parametrize(
    ("text", "reason"),
    [("9", "nummer_onbekend"), ("expert", "wie_van_hen"), ("school lijst=niemand", "lijst_onbekend")],
)
def test_an_owner_that_nobody_is_is_refused(text: str, reason: str) -> None:
    assert refusal(text, optional(GUEST_LIST), OWNERS) == reason


@pytest.mark.parametrize(
    ("text", "found"),
    [("#1 door 2", (ONE, OTHER, "")), ("1", (ONE, None, "")), ("1 door #2 nu", (ONE, OTHER, "nu"))],
)
def test_who_takes_a_place_follows_on_door(text: str, found: tuple[object, ...]) -> None:
    assert values(text, DEELNEMER, optional(IN_PLACE)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1 3", (None, PollChoice((1, 3)), "")),
        ("lokale toegang 3, 1 en 3", (GuestName("lokale toegang"), PollChoice((3, 1)), "")),
        ("#4 geen", (GuestName("#4"), PollChoice(), "")),
    ],
)
def test_a_choice_is_numbers_at_the_end_or_none(text: str, found: tuple[object, ...]) -> None:
    assert values(text, optional(GUEST), CHOICE) == found


def test_moments_stand_between_commas_and_a_length_anywhere() -> None:
    ten, two = datetime(2026, 4, 28, 8, tzinfo=UTC), datetime(2026, 4, 29, 12, tzinfo=UTC)
    text = "di 28 april 10:00, wo 29 april 14:00 duur 90"
    assert values(text, MOMENTS, optional(DURATION)) == ([ten, two], 90, "")
    assert refusal("di 28 april", MOMENTS) == "tijd_ontbreekt"


def test_the_number_of_a_moment_is_the_first_word() -> None:
    assert values("2 plek stadhuis", NUMBER, optional(PLACE)) == (2, "Stadhuis", "")
    with pytest.raises(Missing):
        values("wo 29 april", NUMBER)


def test_an_overleg_is_planned_once_or_as_a_series_with_what_it_has_of_its_own() -> None:
    arguments = (WHEN, optional(SLOT_LENGTH), optional(PLACE), optional(TAFEL))
    once = TypedSpan(date(2026, 5, 7), time(13), time(15))
    assert values("do 7 mei 13:00-15:00 plek stadhuis tijdvak 45", *arguments) == (once, 45, "Stadhuis", None, "")
    series, *others = values("tijdvakken van 30 minuten elke donderdag 13:00-15:00", *arguments)
    assert isinstance(series, TypedSeries)
    assert others == [30, None, None, ""]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("do 7 mei 13:00", "overleg_einde_ontbreekt"),
        ("afzeggen do 7 mei", "onbekend"),
        ("do 7 mei 13:00-15:00 tafel keuken", "tafel_onbekend"),
    ],
)
def test_an_overleg_that_cannot_be_meant_is_refused(text: str, reason: str) -> None:
    assert refusal(text, WHEN, optional(TAFEL)) == reason


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("vr 8 mei 10:00-11:00", NewMoment(date(2026, 5, 8), time(10), 60)),
        ("vr 8 mei", NewMoment(date(2026, 5, 8), None, None)),
        ("11:00-12:30", NewMoment(None, time(11), 90)),
    ],
)
def test_an_overleg_moves_to_another_day_or_only_to_other_times(text: str, found: NewMoment) -> None:
    assert values(f"do 7 mei naar {text}", NAMED, optional(TO)) == (OverlegNamed(date(2026, 5, 7)), found, "")


def test_what_was_not_typed_of_the_new_moment_stays() -> None:
    assert NewMoment(date(2026, 5, 8), None, None).of(_overleg(11)) == datetime(2026, 5, 8, 11, tzinfo=UTC)
    assert NewMoment(None, time(10), 60).of(_overleg(11)) == datetime(2026, 5, 7, 8, tzinfo=UTC)


def test_an_overleg_is_known_by_its_day_and_by_its_time_where_there_are_more() -> None:
    day, both = date(2026, 5, 7), [_overleg(8), _overleg(11)]
    assert OverlegNamed(day, time(13)).among(both, HERE.now) == both[1]
    for named, reason in ((OverlegNamed(day), "welk_overleg"), (OverlegNamed(day, time(9)), "geen_overleg_op")):
        with pytest.raises(Refusal, match=reason):
            named.among(both, HERE.now)
    with pytest.raises(Refusal, match="overleg_bezig"):
        OverlegNamed(day).among(both[:1], both[0].start)


def _overleg(hour: int) -> Overleg:
    return Overleg(f"at{hour}", datetime(2026, 5, 7, hour, tzinfo=UTC), 60, 30)


def test_for_another_his_number_follows_on_the_day() -> None:
    found = values("do 7 mei #3 nee", RSVP, optional(NUMBERED_GUEST), NAMED)
    assert found == (Partstat.DECLINED, GuestName("3"), OverlegNamed(date(2026, 5, 7)), "")


def test_a_role_takes_part_as_something_and_perhaps_in_a_part() -> None:
    assert values("school informant van 9.00 tot 9.30", ROLE, CAPACITY, PART, here=MODEL)[2:] == ("09:00-09:30", "")
    assert refusal("burgemeester informant", ROLE, CAPACITY, PART, here=MODEL) == "rol_onbekend"
    with pytest.raises(Missing):
        values("school informant 14:30-14:00", ROLE, CAPACITY, PART, here=MODEL)
