"""What the team owes by itself, whatever the cases."""

from dataclasses import replace
from datetime import date

import pytest

from retbot.covenants import convenant_files
from retbot.covenants.free_days import kalender
from retbot.domain.casus.casus import Feit
from retbot.domain.convenant.convenant import Convenant, TermijnForm, TermijnType
from retbot.domain.deelnemers.roles import Deelnemer
from retbot.domain.termijnen.teamtermijnen import feit_of_event, feit_of_period, feit_of_term, teamtermijnen

CONVENANT = convenant_files.load("overijssel-2022")
HALF_YEARLY = "OV-4.4"


def owed(
    today: date, *feiten: Feit, convenant: Convenant = CONVENANT, id_: str = HALF_YEARLY
) -> list[tuple[int, date]]:
    found = teamtermijnen(convenant, feiten, [], kalender(), today)
    return [(t.ronde, t.day) for t in found if t.plicht.id == id_]


def report(op: date, period: int = 0) -> Feit:
    return Feit("gedaan", op, period, HALF_YEARLY)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2025, 12, 1), [(1, date(2026, 7, 1))]),
        (date(2026, 1, 1), [(1, date(2026, 7, 1))]),
        (date(2026, 7, 1), [(1, date(2026, 7, 1))]),
        (date(2026, 7, 2), [(1, date(2026, 7, 1)), (2, date(2027, 1, 1))]),
        (date(2027, 3, 1), [(2, date(2027, 1, 1)), (3, date(2027, 7, 1))]),
    ],
)
def test_a_cadence_counts_from_the_day_of_the_profile_and_forgets_what_was_overtaken(
    today: date, expected: list[tuple[int, date]]
) -> None:
    assert owed(today) == expected


def test_a_report_in_its_period_opens_the_next_one() -> None:
    assert owed(date(2026, 6, 10), report(date(2026, 6, 1))) == [(2, date(2027, 1, 1))]


def test_a_late_report_fulfils_the_period_that_it_is_late_for() -> None:
    assert owed(date(2026, 8, 1), report(date(2026, 7, 10))) == [(2, date(2027, 1, 1))]


def test_two_reports_fulfil_two_periods() -> None:
    assert owed(date(2026, 8, 1), report(date(2026, 7, 10)), report(date(2026, 11, 20))) == [(3, date(2027, 7, 1))]
    assert owed(date(2026, 8, 1), report(date(2026, 7, 10)), report(date(2026, 7, 20))) == [(2, date(2027, 1, 1))]


def test_the_fact_that_fulfils_a_term_names_its_period() -> None:
    term = next(t for t in teamtermijnen(CONVENANT, [], [], kalender(), date(2026, 8, 1)) if t.plicht.id == HALF_YEARLY)

    assert owed(date(2026, 8, 1), feit_of_term(term, date(2026, 8, 1))) == [(2, date(2027, 1, 1))]


def test_without_a_day_to_count_from_nothing_recurs() -> None:
    assert owed(date(2026, 8, 1), convenant=replace(CONVENANT, cadans_vanaf=None)) == []


def test_the_vog_of_each_expert_ends_after_three_years() -> None:
    people = [
        Deelnemer(1, "expert", "LVB", vog=date(2024, 2, 29)),
        Deelnemer(2, "expert", "GGZ"),
        Deelnemer(3, "school", vog=date(2020, 1, 1)),
    ]
    found = teamtermijnen(CONVENANT, [], people, kalender(), date(2026, 5, 1))

    assert [(t.subject, t.due) for t in found if t.plicht.vervuld == "vog"] == [("1", date(2027, 2, 28))]


def test_a_request_to_the_team_is_owed_until_it_is_done() -> None:
    request, answered = Feit("verzoek", date(2026, 4, 20)), Feit("gedaan", date(2026, 5, 1), subject="OV-B4r")

    assert owed(date(2026, 4, 21), request, id_="OV-B4r") == [(0, date(2026, 5, 20))]
    assert owed(date(2026, 5, 2), request, answered, id_="OV-B4r") == []


def test_what_stands_on_a_date_is_owed_until_it_is_done() -> None:
    duty = replace(CONVENANT.plichten[0], id="X-1", termijn=TermijnForm(TermijnType.OP_DATUM, datum=date(2027, 10, 1)))
    convenant = replace(CONVENANT, plichten=(duty,))
    once = Feit("gedaan", date(2027, 9, 1), subject="X-1")

    assert owed(date(2026, 5, 1), convenant=convenant, id_="X-1") == [(0, date(2027, 10, 1))]
    assert owed(date(2027, 9, 2), once, convenant=convenant, id_="X-1") == []


def test_a_covenant_that_ran_out_long_ago_is_shown_and_not_reminded_of() -> None:
    gooi = convenant_files.load("gooi-en-vechtstreek-2018")
    found = {t.plicht.id: t.overgenomen for t in teamtermijnen(gooi, (), [], kalender(), date(2026, 4, 20))}
    assert found["GV-4"]
    assert found["GV-6.1"]
    then = {t.plicht.id: t.overgenomen for t in teamtermijnen(gooi, (), [], kalender(), date(2019, 1, 3))}
    assert not then["GV-4"]
    letter = Feit("gedaan", date(2018, 12, 1), subject="GV-6.1")
    assert "GV-6.1" not in {t.plicht.id for t in teamtermijnen(gooi, (letter,), [], kalender(), date(2026, 4, 20))}


def test_each_question_has_a_term_of_its_own() -> None:
    west = convenant_files.load("westfriesland-2023")
    first = feit_of_event("vraag", date(2026, 4, 20), ())
    second = feit_of_event("vraag", date(2026, 4, 21), (first,))
    facts = (first, second)
    assert owed(date(2026, 4, 21), *facts, convenant=west, id_="WF-1.6b") == [
        (1, date(2026, 4, 22)),
        (2, date(2026, 4, 23)),
    ]
    answered = Feit("gedaan", date(2026, 4, 21), 1, "WF-1.6b")
    assert owed(date(2026, 4, 21), *facts, answered, convenant=west, id_="WF-1.6b") == [(2, date(2026, 4, 23))]


def test_a_meeting_of_the_team_counts_for_the_period_in_which_it_was() -> None:
    west = convenant_files.load("westfriesland-2023")
    plicht = west.plicht("WF-1.6a")
    assert plicht
    meeting = feit_of_period(plicht, west, date(2026, 4, 20))
    assert meeting.ronde == 8
    assert [day for _, day in owed(date(2026, 4, 20), meeting, convenant=west, id_="WF-1.6a")] == [
        date(2026, 4, 9),
        date(2026, 5, 7),
    ]
