"""Every row of REGELS.md about gooi-en-vechtstreek-2018 stands in its file, once, with its article."""

from datetime import date

import pytest

from retbot.covenants import convenant_files
from retbot.domain.convenant.convenant import Convenant, Source, TermijnType
from tests.unit.golden.rows import LAW, assert_rows, cadences, chosen_by_the_team, dated, without_term

# fmt: off
ARTICLES = {
    "GV-2.5.1": "2.5.1", "GV-2.1": "2.1", "GV-2.5.2a": "2.5.2", "GV-2.5.2b": "2.5.2 en 5.2", "GV-2.5.3": "2.5.3",
    "GV-2.4": "2.4", "GV-2.5.4": "2.5.4", "GV-2.5.5": "2.5.5", "GV-2.5.6": "2.5.6", "GV-2.6": "2.6", "GV-3": "3",
    "GV-4": "4 en 6.1", "GV-2.3a": "2.3", "GV-2.3b": "2.3", "GV-2.3c": "2.3", "GV-2.5.1r": "2.5.1",
    "GV-2.5.1u": "2.5.1", "GV-2.5.4k": "2.5.4", "GV-2.5.5m": "2.5.5", "GV-6.1": "6.1",
    "GV-AVG5": "AVG 5 lid 1 onder e",
    "GV-AVG5c": "AVG 5 lid 1 onder c; 2.5.1 en 2.6",  # not in REGELS.md: who sees what
    "GV-6.2": "6.2",  # not in REGELS.md: leaving the convenant, as OV-18.4
}
# fmt: on

TERMS = {
    "GV-2.5.2a": "5 wd na aanmelding",
    "GV-2.5.2b": "14 d na aanmelding",
    "GV-2.3b": "5 wd na bespreking",
    "GV-2.5.3": "1 d na bespreking",
    "GV-AVG5": "1 j na afgesloten",
    "AVG-12": "1 m na verzoek",
    "AVG-33": "72 h na datalek",
}


@pytest.fixture
def convenant() -> Convenant:
    return convenant_files.load("gooi-en-vechtstreek-2018")


def test_every_row_is_there_once_with_its_article_and_nothing_else(convenant: Convenant) -> None:
    assert_rows(convenant, ARTICLES | LAW)


def test_the_terms_are_those_of_the_table(convenant: Convenant) -> None:
    assert dated(convenant) == TERMS
    assert cadences(convenant) == {"GV-2.5.5m": "3 m"}
    assert without_term(convenant) == {"GV-2.5.4k": "advies_verzonden"}


def test_what_the_source_does_not_ask_is_marked_as_the_teams_own(convenant: Convenant) -> None:
    assert chosen_by_the_team(convenant) == {"GV-2.3b", "GV-2.5.5m", "GV-AVG5", "GV-AVG5c"}
    retention = convenant.plicht("GV-AVG5")
    assert retention
    assert (retention.bron, retention.vervuld) == (Source.TEAM, "verwijderd")
    assert convenant.ongeregeld == ("bewaartermijn", "opvolging", "opschaling")
    assert convenant.ketens == ()


def test_the_triage_is_decided_by_the_manager_when_the_two_do_not_agree(convenant: Convenant) -> None:
    triage = convenant.plicht("GV-2.5.2a")
    assert triage
    assert (triage.wie_tekst, triage.vervuld) == ("voorzitter + consulent", "triage")
    assert triage.bij_verschil == "leidinggevende uitvoeringsdienst"


def test_only_the_consulent_brings_a_case_in(convenant: Convenant) -> None:
    assert [weg.naam for weg in convenant.wegen if not weg.verwijs] == ["consulent"]


def test_a_case_has_all_of_four_marks_and_one_of_two_grounds(convenant: Convenant) -> None:
    """Art. 2.1: a to d, and e or f."""
    marks = convenant.regels["lokaal_geprobeerd"].opties["alle"]
    assert isinstance(marks, list)
    assert len(marks) == 4
    assert [grond.naam for grond in convenant.gronden] == ["meerdere-aanbieders", "overbruggingszorg"]


def test_the_advies_has_seven_elements(convenant: Convenant) -> None:
    assert [element.naam for element in convenant.checklist] == [
        *("probleemstelling", "beschrijving", "ondersteuning", "stappen", "onderbouwing", "doelen", "randvoorwaarden")
    ]


def test_data_that_identify_need_consent_of_both_from_sixteen(convenant: Convenant) -> None:
    regel = convenant.regels["anoniem"]
    wie = regel.opties["wie"]
    assert isinstance(wie, dict)
    assert wie["16-17"] == ["gezaghebbende ouder", "jeugdige"]
    assert wie["12-15"] == ["gezaghebbende ouder"]
    told = regel.opties["vooraf_verteld"]
    assert isinstance(told, list)
    assert len(told) == 3


def test_the_family_that_was_absent_is_told_only_when_it_was(convenant: Convenant) -> None:
    told = convenant.plicht("GV-2.3b")
    assert told
    assert told.voorwaarde == "gezin_afwezig"


def test_it_runs_until_the_end_of_2018(convenant: Convenant) -> None:
    evaluation, extension = convenant.plicht("GV-4"), convenant.plicht("GV-6.1")
    assert evaluation
    assert extension
    assert evaluation.termijn.datum == convenant.looptijd_einde == date(2018, 12, 31)
    assert (extension.termijn.soort, extension.termijn.event) == (TermijnType.BIJ, "looptijd_einde")
