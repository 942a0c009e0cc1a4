"""The arguments of a command each read their own words to a value."""

from dataclasses import replace
from datetime import date, time
from enum import StrEnum

import pytest

from retbot.covenants import convenant_files
from retbot.covenants.free_days import kalender
from retbot.domain.errors import Refusal
from retbot.domain.team import Team
from retbot.reading.grammar import (
    Argument,
    Missing,
    Situation,
    WordsLeft,
    all_words,
    choice,
    optional,
    or_refuse,
    otherwise,
    read,
    word_of,
)
from retbot.reading.moments import DAY, ONLY_DAY, PLACE, TypedMoment, moment
from retbot.reading.numbers import PAGE, PAGE_AFTER_DAYS, PAGE_OF_ALL
from retbot.reading.periods import FEE_PERIOD, HALF_YEAR
from retbot.reading.tables import TABLE
from tests.clock import at
from tests.unit.handlers.conftest import aangemeld

TEAM = Team(convenant_files.load("overijssel-2022"), kalender(), {}, plekken={"Stadhuis": "Stadhuis, kamer 2"})
HERE = Situation(TEAM, at("2026-04-20 09:00"), aangemeld())
MOMENT = moment("[do 7 mei] [14:00]")


class Light(StrEnum):
    NONE = ""
    GREEN = "groen"
    BRIGHT_GREEN = "groen licht"


def values(text: str, *arguments: Argument[object]) -> tuple[object, ...]:
    """With what is left as the last."""
    words = WordsLeft(text)
    return (*read(arguments, words, HERE), words.text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("do 7 mei 14:00 plek stadhuis", (TypedMoment(date(2026, 5, 7), time(14)), "Stadhuis", "")),
        ("plek stadhuis do 7 mei 14:00-14:45", (TypedMoment(date(2026, 5, 7), time(14), 45), "Stadhuis", "")),
        ("naar 7 mei duur 30 min", (TypedMoment(date(2026, 5, 7), None, 30), None, "")),
        ("duur 30", (TypedMoment(minuten=30), None, "")),
        ("7 mei plek: stadhuis", (TypedMoment(date(2026, 5, 7)), "Stadhuis", "")),
        ("7 mei half drie in het gebouw", (TypedMoment(date(2026, 5, 7), time(14, 30)), None, "in het gebouw")),
        ("7 mei 14:00 plek stadhuis plek kelder", (TypedMoment(date(2026, 5, 7), time(14)), "Stadhuis", "plek kelder")),
        ("7 mei 14:00 duur 0", (TypedMoment(date(2026, 5, 7), time(14)), None, "duur 0")),
        ("7 mei 14:00-15:00 duur 45", (TypedMoment(date(2026, 5, 7), time(14), 60), None, "duur 45")),
        ("7 mei 14:00-15:00 duur 60", (TypedMoment(date(2026, 5, 7), time(14), 60), None, "")),
        ("", (TypedMoment(), None, "")),
    ],
)
def test_a_place_is_known_by_its_word_wherever_it_stands_and_the_rest_is_the_moment(
    text: str, found: tuple[object, ...]
) -> None:
    assert values(text, MOMENT, optional(PLACE)) == found


@pytest.mark.parametrize(
    ("text", "reason"),
    [("7 mei plek kelder", "plek_onbekend"), ("wo 7 mei", "datum_gevraagd")],
)
def test_words_of_an_argument_that_cannot_be_meant_are_refused_by_it(text: str, reason: str) -> None:
    with pytest.raises(Refusal) as refused:
        values(text, MOMENT, optional(PLACE))
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("text", "day", "left"),
    [
        ("wachttijd op 4 april", date(2026, 4, 4), "wachttijd"),
        ("wachttijd gisteren", date(2026, 4, 19), "wachttijd"),
        ("wachttijd", date(2026, 4, 20), "wachttijd"),
    ],
)
def test_a_day_stands_at_the_end_and_is_today_when_none_is_named(text: str, day: date, left: str) -> None:
    assert values(text, DAY) == (day, left)


@pytest.mark.parametrize(
    ("text", "day", "left"),
    [
        ("4 april", date(2026, 4, 4), ""),
        ("op 4 april", date(2026, 4, 4), ""),
        ("", date(2026, 4, 20), ""),
        ("zonnebloem", date(2026, 4, 20), "zonnebloem"),
    ],
)
def test_where_nothing_else_can_follow_a_day_needs_no_op(text: str, day: date, left: str) -> None:
    assert values(text, ONLY_DAY) == (day, left)


def test_a_day_that_is_misspelled_is_asked_about() -> None:
    with pytest.raises(Refusal, match="datum_gevraagd"):
        values("wachttijd op 41 april", DAY)


@pytest.mark.parametrize(("text", "page", "left"), [("mijn 2", 2, "mijn"), ("3", 3, ""), ("2026-1", 1, "2026-1")])
def test_a_page_is_a_number_at_the_end(text: str, page: int, left: str) -> None:
    assert values(text, PAGE) == (page, left)


def test_behind_days_a_page_follows_on_a_year_for_it_may_be_a_day() -> None:
    assert values("tot 30 april 2026 2", PAGE_AFTER_DAYS) == (2, "tot 30 april 2026")
    assert values("tot 30", PAGE_AFTER_DAYS) == (1, "tot 30")


def test_what_is_about_one_case_has_no_page() -> None:
    assert values("2", PAGE_OF_ALL) == (1, "2")


def test_a_half_year_is_the_last_that_is_over_when_none_is_named() -> None:
    assert values("", HALF_YEAR) == ("2025-2", "")


def test_a_fee_period_may_end_after_today_but_not_before_it_begins() -> None:
    ((period, _),) = [values("van 1 april tot 30 april", FEE_PERIOD)]
    assert (str(getattr(period, "eerste", "")), str(getattr(period, "laatste", ""))) == ("2026-04-01", "2026-04-30")
    with pytest.raises(Missing):
        values("april", FEE_PERIOD)


@pytest.mark.parametrize(
    ("text", "light", "left"), [("Groen licht", "groen licht", ""), ("groen op", "groen", "op"), ("rood", "", "rood")]
)
def test_of_words_the_longest_that_fits_is_meant(text: str, light: str, left: str) -> None:
    assert values(text, otherwise(word_of(Light), lambda _: Light.NONE)) == (light, left)


def test_a_table_is_taken_from_the_beginning_where_the_covenant_has_more_than_one() -> None:
    model = convenant_files.load("model-2024")
    casus = replace(aangemeld(), convenant=model.naam, versie=model.versie)
    situation = Situation(replace(TEAM, convenant=model), HERE.now, casus)
    words = WordsLeft("Adviestafel do 7 mei")
    assert TABLE.take(words, situation).naam.lower() == "adviestafel"
    assert words.text == "do 7 mei"


def test_a_choice_takes_all_that_is_left_and_must_fit() -> None:
    colour = choice("KLEUR", lambda _: ("rood", "groen"))
    assert values("gr", colour) == ("groen", "")
    assert values("", optional(colour)) == (None, "")
    with pytest.raises(Refusal, match="antwoord_onbegrepen"):
        values("blauw", optional(colour))


def test_what_must_be_there_and_is_not_is_missing_or_has_a_refusal_of_its_own() -> None:
    with pytest.raises(Missing):
        values("", all_words("WOORDEN"))
    with pytest.raises(Refusal, match="tekst_leeg"):
        values("", or_refuse(all_words("WOORDEN"), lambda _: Refusal("tekst_leeg")))


def test_what_may_be_left_out_stands_in_brackets() -> None:
    assert [optional(PLACE).form, DAY.form] == ["[plek NAAM]", "[op DATUM]"]
