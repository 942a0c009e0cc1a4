"""What comes next, as far as each covenant knows it."""

from datetime import date

import pytest

from retbot.domain.casus.casus import Afspraak, Feit
from retbot.domain.casus.consent import is_anonymous
from retbot.domain.casus.consent_rules import holder_at
from retbot.domain.casus.covenant_questions import feit_of_answer, next_question, open_questions
from retbot.domain.casus.next_step import NextStep, follow_up_choices, next_step
from retbot.domain.casus.triage import outcomes
from tests.unit.domain.casus.cases import (
    GOOI,
    IJSSELLAND,
    MODEL,
    OVERIJSSEL,
    START,
    WESTFRIESLAND,
    casus,
    convenant,
    held,
    planned,
)

DAY = date(2026, 4, 30)


@pytest.mark.parametrize(
    ("name", "first"),
    [
        (OVERIJSSEL, NextStep.COMPLETE),
        (MODEL, NextStep.COMPLETE),
        (GOOI, NextStep.TRIAGE),
        (WESTFRIESLAND, NextStep.TRIAGE),
        (IJSSELLAND, NextStep.PLAN),
    ],
)
def test_the_first_step_is_what_the_covenant_asks_first(name: str, first: NextStep) -> None:
    assert next_step(casus(name), convenant(name)) is first


@pytest.mark.parametrize(
    ("name", "tafel", "then"),
    [
        (OVERIJSSEL, None, NextStep.DETERMINED),
        (GOOI, "overleg", NextStep.SENT_ADVIES),
        (IJSSELLAND, "bijeenkomst", NextStep.CLOSE),
        (MODEL, "adviestafel", NextStep.SENT_ADVIES),
        (MODEL, "uitvoeringstafel", NextStep.SOLUTION),
    ],
)
def test_after_the_afspraken_comes_what_the_table_asks(name: str, tafel: str | None, then: NextStep) -> None:
    one = held(casus(name), 1, DAY, tafel).with_afspraak(Afspraak(1, 1, "x", DAY, "intake"))
    assert next_step(one, convenant(name)) is then


def test_after_the_advies_of_the_adviestafel_the_next_table_is_planned() -> None:
    one = held(casus(MODEL), 1, DAY, "adviestafel").with_feit(Feit("advies_verzonden", DAY, 1))
    assert next_step(one, convenant(MODEL)) is NextStep.PLAN


def test_without_follow_up_in_the_source_closing_is_what_is_left() -> None:
    one = held(casus(GOOI), 1, DAY).with_feit(Feit("advies_verzonden", DAY, 1))
    assert next_step(one, convenant(GOOI)) is NextStep.CLOSE


def test_what_a_follow_up_asks_stands_with_the_duty() -> None:
    assert follow_up_choices(convenant(OVERIJSSEL)) == ("passend", "tijdig")
    assert follow_up_choices(convenant(MODEL)) == ("perspectief", "verbetering")


def test_a_triage_comes_to_a_table_or_to_yes_and_to_no() -> None:
    assert outcomes(convenant(WESTFRIESLAND)) == [
        "Schakeloverleg",
        "MDA++",
        "Doorbraaktafel",
        "hoort niet bij het RET",
    ]
    assert outcomes(convenant(GOOI)) == ["ja", "hoort niet bij het RET", "geen overeenstemming"]


def test_a_question_of_the_file_is_asked_at_its_table_under_its_condition_and_once() -> None:
    conv = convenant(MODEL)
    advies = held(casus(MODEL), 1, DAY, "adviestafel")
    asked = next_question(advies, conv, "planning")
    assert asked
    assert asked.id == "MO-8.8"
    uitvoering = held(casus(MODEL), 1, DAY, "uitvoeringstafel")
    other = next_question(uitvoering, conv, "planning")
    assert other
    assert other.id == "MO-8.13t"
    asked_there = [regel.id for regel, moment in open_questions(uitvoering, conv) if moment == "uitvoeringstafel"]
    assert asked_there == ["MO-8.4", "MO-V7", "MO-8.14"]
    chosen = uitvoering.with_feit(Feit("voorwaarde", DAY, 1, "maatwerk", "ja"))
    assert "MO-12.4b" in [regel.id for regel, _ in open_questions(chosen, conv)]


def test_whether_a_case_is_anonymous_follows_its_covenant() -> None:
    assert is_anonymous(casus(IJSSELLAND), convenant(IJSSELLAND))
    assert not is_anonymous(casus(MODEL), convenant(MODEL))
    assert is_anonymous(casus(GOOI), convenant(GOOI))
    given = casus(GOOI, Feit("toestemming", START, value="ja"))
    assert not is_anonymous(given, convenant(GOOI))
    whose = holder_at(given.leeftijd, convenant(GOOI))
    assert whose
    assert (whose.who, whose.artikel) == (("gezaghebbende ouder",), "2.6")
    assert holder_at(given.leeftijd, convenant(IJSSELLAND)) is None
    withdrawn = given.with_feit(Feit("intrekking", DAY))
    assert is_anonymous(withdrawn, convenant(GOOI))
    assert not is_anonymous(withdrawn.with_feit(Feit("toestemming", DAY, value="ja")), convenant(GOOI))
    assert is_anonymous(casus(OVERIJSSEL), convenant(OVERIJSSEL))
    assert not is_anonymous(casus(OVERIJSSEL, Feit("toestemming", START, value="ja")), convenant(OVERIJSSEL))


def test_where_cases_are_anonymous_always_they_are_not_so_for_a_family_that_sits_at_the_table() -> None:
    conv = convenant(IJSSELLAND)
    one = planned(casus(IJSSELLAND), 1, DAY)
    table = conv.regels["tafel"].id
    assert is_anonymous(one, conv)
    invited = one.with_feit(feit_of_answer(table, 1, "niemand", START))
    assert not is_anonymous(invited, conv)
    left_out = invited.with_feit(Feit("ontbreekt", START, 1, "ouders")).with_feit(
        Feit("ontbreekt", START, 1, "jongere")
    )
    assert is_anonymous(left_out, conv)
    assert is_anonymous(held(invited, 1, DAY).with_feit(Feit("aanwezig", DAY, 1, value="toegang,aanbieder")), conv)
    assert not is_anonymous(held(invited, 1, DAY).with_feit(Feit("aanwezig", DAY, 1, value="ouders,toegang")), conv)
