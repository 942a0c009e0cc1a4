"""What stands out in gooi-en-vechtstreek-2018: what its text asks otherwise than the others, and where it is silent."""

from datetime import date

import pytest

from retbot.covenants import convenant_files
from retbot.domain.convenant.convenant import Convenant, Source, TermijnType
from tests.unit.golden.rows import chosen_by_the_team


@pytest.fixture
def convenant() -> Convenant:
    return convenant_files.load("gooi-en-vechtstreek-2018")


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
