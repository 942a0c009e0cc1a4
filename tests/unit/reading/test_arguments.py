"""What phones make of what people type."""

from datetime import date

import pytest

from retbot.covenants.free_days import kalender
from retbot.domain.errors import Refusal
from retbot.reading.arguments import clean, command_text, identifying, take_code, take_day
from tests.clock import at
from tests.every_row import every_row
from tests.unit.handlers.conftest import ONE

NOW = at("2026-05-08 10:00")


@every_row(
    [
        "!ret compleet",
        "!Ret compleet",
        "!RET  compleet",
        "! ret compleet",
        "!retbot compleet",
        "!ret: compleet",
        "!ret, compleet",
        "  !ret compleet.",
        "!ret compleet, ",
        "!ret compleet!",
        "!ret\u00a0compleet",
        "!ret\ncompleet",
        "\u2060!ret compleet\u200b",
    ]
)
def test_a_command_is_recognised_however_the_phone_wrote_it(typed: str) -> None:
    assert command_text(typed) == "compleet"


@pytest.mark.parametrize("said", ["ret compleet", "Zeg !ret compleet eens", "!retour naar school", "!reten", "ja"])
def test_what_is_not_for_the_bot_is_left_alone(said: str) -> None:
    assert command_text(said) is None


def test_curly_quotes_and_dashes_become_plain_ones() -> None:
    assert clean("\u2018s Heeren Loo \u2013 \u201cintake\u201d") == '\'s Heeren Loo - "intake"'


@pytest.mark.parametrize(
    "typed",
    [
        "RET-7KH-4T3",
        "ret-7kh-4t3",
        "RET 7KH 4T3",
        "ret7kh4t3",
        "RET\u20137KH\u20134T3",
        "Ret-7kh 4t3",
        "RET\u20117KH\u20114T3",
    ],
)
def test_a_code_is_read_in_every_form(typed: str) -> None:
    code, rest = (found := take_code(clean(f"plan {typed} do 7 mei"))).code, found.rest

    assert (code, rest) == (ONE, "plan do 7 mei")


def test_a_code_may_stand_last() -> None:
    assert take_code(clean("ja RET-7KH-4T3.")).code == ONE


def test_a_text_without_a_code_keeps_every_word() -> None:
    assert take_code("do 7 mei 14:00").rest == "do 7 mei 14:00"


@pytest.mark.parametrize(
    ("typed", "reason"),
    [("RET-7KH-4T4", "code_tikfout"), ("RET-7HK-4T3", "code_tikfout"), ("RET-7KH-4T", "code_onleesbaar")],
)
def test_a_code_that_was_mistyped_is_refused(typed: str, reason: str) -> None:
    with pytest.raises(Refusal) as refused:
        take_code(f"compleet {typed}")

    assert refused.value.reason == reason


@every_row(
    [
        ("compleet, bel 06-12345678", ["telefoonnummer"]),
        ("compleet, bel 06 12 34 56 78", ["telefoonnummer"]),
        ("compleet, bel 06 123…", ["telefoonnummer"]),
        ("adres jan@school.example", ["e-mailadres"]),
        ("compleet 0031 6 1234 5678", ["telefoonnummer"]),
        ("compleet 053 487 65 43", ["telefoonnummer"]),
        ("bsn 123456782", ["lang nummer"]),
        ("bsn 1234.56.782", ["lang nummer"]),
        ("bsn 1 2 3 4 5 6 7 8 2", ["lang nummer"]),
    ]
)
def test_what_points_to_a_person_is_found(text: str, kinds: list[str]) -> None:
    assert identifying(clean(text)) == kinds


@pytest.mark.parametrize(
    "text",
    [
        "plan RET-7KH-4T3 7-5-2026 14:00",
        "plan 2026-05-07 14.00-15.00",
        "verzet RET-222-222 21/5 14:00 duur 45",
        "bespreking gehouden 1 2 3 4 5 6 7 8 9 op 7 mei",
        "bespreking gehouden 2,3,4,5,6,7,8,9,10,11",
        "afspraak Accare 22 mei intake",
        "aanmelding gemeente=Enschede leeftijd=12-15 via=toegang gronden=contra-indicatie,meerdere-aanbieders",
    ],
)
def test_dates_times_and_codes_point_to_nobody(text: str) -> None:
    assert identifying(clean(text)) == []


@pytest.mark.parametrize(
    ("typed", "rest", "day"),
    [
        ("Accare op 4 mei", "Accare", date(2026, 5, 4)),
        ("Accare gisteren", "Accare", date(2026, 5, 7)),
        ("op 4 mei", "", date(2026, 5, 4)),
        ("Accare", "Accare", date(2026, 5, 8)),
        ("", "", date(2026, 5, 8)),
    ],
)
def test_a_day_is_cut_off_and_is_today_when_none_is_named(typed: str, rest: str, day: date) -> None:
    assert take_day(typed, NOW, kalender()) == (rest, day)
