"""What is typed about a datalek: which words are a moment, and which follow on a number of the register."""

import pytest

from retbot.domain.errors import Refusal
from retbot.reading.grammar import WordsLeft, begins
from retbot.reading.privacy.datalekken import (
    ALONE,
    BEFORE_ACCOUNT,
    BEFORE_CHOICES,
    CHOICES,
    INSTANT_OR_NOW,
    WHOM,
    TypedInstant,
    number_before,
)
from tests.clock import at
from tests.unit.reading.typed import here, values

FORMS = {
    "show": ALONE,
    "discovery": number_before("ontdekt"),
    "report": number_before("gemeld"),
    "no report": number_before("niet melden"),
    "account": BEFORE_ACCOUNT,
    "choices": BEFORE_CHOICES,
}


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("1", "show"),
        ("nr. 1 tekst", "show"),
        ("1 ontdekt gisteren 14:30", "discovery"),
        ("#1 gemeld ap", "report"),
        ("1 niet melden", "no report"),
        ("1 Gevolgen: ouders zijn ongerust", "account"),
        ("1 aard=ingezien", "choices"),
        ("1 aantal=2-10", "choices"),
        ("1 gemeldt", "choices"),
        ("1 arpil", "choices"),
        ("#1 gisteren", "choices"),
        ("1 april", None),
        ("1 april 9:00", None),
        ("1 uur", None),
        ("1 uur gelden", None),
        ("1 uur geleden", None),
        ("1 maandag", None),
        ("21 arpil 22:15", None),
        ("22:15", None),
        ("gisteren", None),
        ("", None),
    ],
)
def test_a_form_is_known_by_what_follows_on_the_number(text: str, form: str | None) -> None:
    found = (name for name, first in FORMS.items() if begins((first,), WordsLeft(text), here()))
    assert next(found, None) == form


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("", TypedInstant(at("2026-04-20 09:00"))),
        ("Nu", TypedInstant(at("2026-04-20 09:00"))),
        ("8:30", TypedInstant(at("2026-04-20 08:30"))),
        ("sinds gisteren", TypedInstant(at("2026-04-19 00:00"), whole_day=True)),
        ("gisteren 4 uur", TypedInstant(at("2026-04-19 04:00"), later=at("2026-04-19 16:00"))),
    ],
)
def test_a_moment_is_the_earliest_that_may_be_meant(text: str, instant: TypedInstant) -> None:
    assert values(text, here(), INSTANT_OR_NOW) == (instant, "")


@pytest.mark.parametrize("text", ["1 gemeld", "1 gemeld vandaag 16:00", "1 gemeld politie"])
def test_a_report_says_to_whom(text: str) -> None:
    with pytest.raises(Refusal, match="melding_onbekend"):
        values(text, here(), number_before("gemeld"), WHOM)


@pytest.mark.parametrize(
    ("text", "choices", "left"),
    [
        ("12 Aard=kwijt aantal=1", {"aard": "kwijt", "aantal": "1"}, ""),
        ("12 aard=kwijt xyz", {"aard": "kwijt"}, "xyz"),
        ("12 klaar", {}, ""),
    ],
)
def test_beside_choices_no_other_word_means_anything(text: str, choices: dict[str, str], left: str) -> None:
    assert values(text, here(), BEFORE_CHOICES, CHOICES) == (12, choices, left)


def test_a_field_is_given_once() -> None:
    with pytest.raises(Refusal, match="dubbel"):
        values("1 aard=kwijt aard=anders", here(), BEFORE_CHOICES, CHOICES)
