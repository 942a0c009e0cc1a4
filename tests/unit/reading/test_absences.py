"""Who is away and when; what those concerned ask."""

from datetime import date

import pytest

from retbot.domain.casus.gdpr_requests import GdprRight
from retbot.domain.deelnemers.absence import DatePeriod
from retbot.domain.deelnemers.roles import Right
from retbot.domain.errors import Refusal
from retbot.reading.deelnemers.absences import COMING_PERIOD, WHOM
from retbot.reading.grammar import Missing
from retbot.reading.numbers import ONLY_PAGE
from retbot.reading.privacy.gdpr_requests import ANSWER, KIND, TypedAnswer, TypedDecision, decision
from tests.unit.reading.test_grammar import values


@pytest.mark.parametrize(
    ("text", "whom", "left"),
    [
        ("voorzitter op 7 mei", Right.VOORZITTER, "op 7 mei"),
        ("7 mei", None, "7 mei"),
        ("van 7 mei tot 8 mei", None, "van 7 mei tot 8 mei"),
    ],
)
def test_without_a_number_or_role_it_is_who_types_it(text: str, whom: Right | None, left: str) -> None:
    assert values(text, WHOM) == (whom, left)


def test_a_number_before_a_period_is_somebody_on_the_list() -> None:
    with pytest.raises(Refusal, match="nummer_onbekend"):
        values("7 op 7 mei", WHOM)


@pytest.mark.parametrize(("text", "van"), [("van 4 tot 15 mei", date(2026, 5, 4)), ("t/m 15 mei", date(2026, 4, 20))])
def test_a_period_begins_in_the_month_of_its_end_or_today(text: str, van: date) -> None:
    assert values(text, COMING_PERIOD) == (DatePeriod(van, date(2026, 5, 15)), "")


def test_a_period_must_be_named_and_not_end_before_it_begins() -> None:
    with pytest.raises(Missing):
        values("", COMING_PERIOD)
    with pytest.raises(Refusal, match="periode_onmogelijk"):
        values("van 15 mei tot 4 mei 2026", COMING_PERIOD)


def test_nothing_or_a_number_alone_is_a_page() -> None:
    assert [values(text, ONLY_PAGE) for text in ("", "2")] == [(1, ""), (2, "")]
    with pytest.raises(Missing):
        values("op 7 mei", ONLY_PAGE)


def test_a_decision_has_a_day_and_a_reference() -> None:
    argument = decision(GdprRight.INZAGE)
    assert values("besluit op 4 april kenmerk z/26/12", argument) == (TypedDecision(date(2026, 4, 4), "Z/26/12"), "")
    with pytest.raises(Refusal, match="besluit_vorm"):
        values("besluit 4 april", argument)


def test_a_request_is_one_that_the_law_knows() -> None:
    assert values("inz", KIND) == ("inzage", "")
    with pytest.raises(Refusal, match="welk_verzoek"):
        values("", KIND)


def test_of_answers_one_is_read_and_the_next_is_left() -> None:
    assert values("Gemeente=Zwolle via=school", ANSWER) == (TypedAnswer("gemeente", "Zwolle"), "via=school")
    assert values("iets", ANSWER) == (TypedAnswer("iets"), "")
