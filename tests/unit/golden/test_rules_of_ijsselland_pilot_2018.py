"""Every row of REGELS.md about ijsselland-pilot-2018 stands in its file, once, with the heading it stands under."""

from datetime import date

import pytest

from retbot.covenants import convenant_files
from retbot.domain.convenant.convenant import Convenant, Source, TermijnType
from tests.unit.golden.rows import chosen_by_the_team


@pytest.fixture
def convenant() -> Convenant:
    return convenant_files.load("ijsselland-pilot-2018")


def test_what_the_source_does_not_ask_is_marked_as_the_teams_own(convenant: Convenant) -> None:
    assert chosen_by_the_team(convenant) == {"IJ-AVG5", "IJ-AVG5c", "IJ-A1"}  # when the next bespreking is proposed
    retention = convenant.plicht("IJ-AVG5")
    assert retention
    assert (retention.bron, retention.vervuld) == (Source.TEAM, "verwijderd")
    assert convenant.ongeregeld == ("bewaartermijn", "opvolging", "schriftelijk advies", "opschaling")
    assert convenant.ketens == ()
    assert convenant.checklist == ()


def test_whoever_must_be_available_says_so_by_accepting(convenant: Convenant) -> None:
    found = {p.id: p.wie_tekst for p in convenant.plichten if p.vervuld == "uitnodiging_aanvaard"}
    assert found == {"IJ-D1": "vaste deskundige", "IJ-T2": "toegang + aanbieder"}


def test_only_the_manager_of_the_toegang_brings_a_case_in(convenant: Convenant) -> None:
    assert [weg.naam for weg in convenant.wegen if not weg.verwijs] == ["manager-toegang"]
    assert convenant.regels["weg"].opties["eerst"] == "escalatieladder"


def test_cases_are_anonymous_unless_the_family_is_there(convenant: Convenant) -> None:
    regel = convenant.regels["anoniem"]
    assert regel.moment == "altijd"
    assert regel.opties["tenzij_aanwezig"] == ["ouders", "jongere"]


def test_the_pilot_ends_with_2018(convenant: Convenant) -> None:
    evaluation, end = convenant.plicht("IJ-V4b"), convenant.plicht("IJ-E1")
    assert evaluation
    assert end
    assert evaluation.termijn.datum == convenant.looptijd_einde == date(2018, 12, 31)
    assert (end.termijn.soort, end.termijn.event) == (TermijnType.BIJ, "looptijd_einde")
