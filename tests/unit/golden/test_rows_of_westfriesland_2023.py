"""Every row of REGELS.md about westfriesland-2023 stands in its file, once, with its article."""

import pytest

from retbot.covenants import convenant_files
from retbot.domain.convenant.convenant import Convenant, Source
from tests.unit.golden.rows import LAW, assert_rows, cadences, chosen_by_the_team, dated, without_term

# fmt: off
ARTICLES = {
    "WF-1.6a": "1.6", "WF-1.6b": "1.6", "WF-1.6c": "1.6 en bijl. 1", "WF-2.3": "2.3", "WF-1.4": "1.4", "WF-1.7": "1.7",
    "WF-2.5": "2.5", "WF-2.7": "2.7 en bijl. 4", "WF-B3": "bijl. 3", "WF-B4.1": "bijl. 4, regel 1",
    "WF-2.2": "2.2, bijl. 1 en bijl. 3", "WF-1.3": "Inleiding en 1.3.2", "WF-2.3u": "2.3 en bijl. 3",
    "WF-2.3h": "2.3 en 1.5", "WF-2.4": "2.4", "WF-1.3v": "1.3.1", "WF-B1f": "bijl. 1", "WF-2.6": "2.6",
    "WF-AVG5": "AVG 5 lid 1 onder e",
    "WF-B4.7": "bijl. 4, regels 1, 7 en 8",  # not in REGELS.md: in the export only what was told of
    "WF-AVG5c": "AVG 5 lid 1 onder c; 2.6",  # not in REGELS.md: who sees what
    "WF-2.5t": "2.5",  # not in REGELS.md: the tariff is indexed every year
}
# fmt: on

TERMS = {
    "WF-1.6b": "2 wd na vraag",
    "WF-B4.1": "2 wd na aanmelding",
    "WF-2.3": "elke 4 w na advies_verzonden",
    "WF-AVG5": "1 j na afgesloten",
    "AVG-12": "1 m na verzoek",
    "AVG-33": "72 h na datalek",
}


@pytest.fixture
def convenant() -> Convenant:
    return convenant_files.load("westfriesland-2023")


def test_every_row_is_there_once_with_its_article_and_nothing_else(convenant: Convenant) -> None:
    assert_rows(convenant, ARTICLES | LAW)


def test_the_terms_are_those_of_the_table(convenant: Convenant) -> None:
    assert dated(convenant) == TERMS
    assert cadences(convenant) == {"WF-1.6a": "2 w", "WF-B3": "6 m", "WF-2.3h": "6 m", "WF-2.5t": "1 j"}
    assert without_term(convenant) == {"WF-2.7": "aanmelding"}


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
