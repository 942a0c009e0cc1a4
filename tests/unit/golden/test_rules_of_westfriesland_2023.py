"""What stands out in westfriesland-2023: what its text asks otherwise than the others, and where it is silent."""

import pytest

from retbot.covenants import convenant_files
from retbot.domain.convenant.convenant import Convenant, Source
from tests.unit.golden.rows import chosen_by_the_team


@pytest.fixture
def convenant() -> Convenant:
    return convenant_files.load("westfriesland-2023")


def test_what_the_source_does_not_ask_is_marked_as_the_teams_own(convenant: Convenant) -> None:
    assert chosen_by_the_team(convenant) == {"WF-1.6b", "WF-B4.1", "WF-2.3", "WF-2.3h", "WF-AVG5", "WF-AVG5c"}
    retention = convenant.plicht("WF-AVG5")
    assert retention
    assert (retention.bron, retention.vervuld) == (Source.TEAM, "verwijderd")
    assert convenant.ongeregeld == ("bewaartermijn", "opvolging", "verzendtermijn", "opschaling")
    assert convenant.ketens == ()


def test_the_procesregisseur_leads_and_acts_for_the_vacant_voorzitter(convenant: Convenant) -> None:
    assert (convenant.voorzitter, convenant.secretaris) == ("procesregisseur", "secretaris")
    falling_back = {rol.naam: rol.valt_terug_op for rol in convenant.rollen.values() if rol.valt_terug_op}
    assert falling_back == {"voorzitter": "procesregisseur", "RET": "procesregisseur"}


def test_there_are_three_tables_each_with_its_form(convenant: Convenant) -> None:
    assert [table.naam for table in convenant.tafels] == ["Schakeloverleg", "MDA++", "Doorbraaktafel"]
    assert len({table.formulier for table in convenant.tafels}) == 3
    assert convenant.regels["tafels"].opties["overige"] == "Doorbraaktafel"


def test_everybody_may_bring_a_case_in_at_any_age(convenant: Convenant) -> None:
    assert not any(weg.verwijs or weg.met_toegang for weg in convenant.wegen)
    assert not {"weg", "leeftijd"} & set(convenant.regels)


def test_the_advies_has_three_elements_and_the_team_six_sectors(convenant: Convenant) -> None:
    assert [element.naam for element in convenant.checklist] == ["samenvatting", "advies", "afspraken"]
    assert convenant.sectoren == ("verslavingszorg", "GGZ", "J&O", "LVB", "GI", "onderwijs")
