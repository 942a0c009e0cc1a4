"""An aanmelding in one line."""

import pytest

from retbot.domain.errors import Refusal
from retbot.reading.aanmelding.one_line import GIVEN, NEVERTHELESS
from retbot.reading.grammar import optional
from tests.unit.reading.typed import here, values


@pytest.mark.parametrize(
    ("text", "given", "left"),
    [
        ("", {}, ""),
        ("Gemeente = Zwolle leeftijd=12-15", {"gemeente": "Zwolle", "leeftijd": "12-15"}, ""),
        ("verder ontvangen=gisteren", {"ontvangen": "2026-04-19"}, "verder"),
        ("zonnebloem", {}, "zonnebloem"),
    ],
)
def test_what_is_given_by_name_is_read_as_its_question_reads_it(text: str, given: dict[str, str], left: str) -> None:
    assert values(text, here(), GIVEN) == (given, left)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("kleur=rood", "veld_onbekend"),
        ("gemeente=Zwolle gemeente=Deventer", "dubbel"),
        ("gemeente=Zwolle toch=spoed", "veld_onbekend"),
        ("leeftijd=13", "antwoord_onbegrepen"),
        ("vervolg=geen", "code_onleesbaar"),
    ],
)
def test_a_name_that_is_no_question_or_is_given_twice_is_refused(text: str, reason: str) -> None:
    with pytest.raises(Refusal) as refused:
        values(text, here(), GIVEN)
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("text", "reden", "left"),
    [
        ("toch=spoed", "spoed", ""),
        ("Toch = Op verzoek van de gemeente", "op verzoek van de gemeente", ""),
        ("toch=spoed gemeente=Zwolle", None, "toch=spoed gemeente=Zwolle"),
        ("verder", None, "verder"),
    ],
)
def test_the_word_of_the_voorzitter_stands_alone(text: str, reden: str | None, left: str) -> None:
    assert values(text, here(), optional(NEVERTHELESS)) == (reden, left)
