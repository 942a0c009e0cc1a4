"""Every row of REGELS.md about model-2024 stands in its file, once, with its article."""

import pytest

from retbot.covenants import convenant_files
from retbot.domain.convenant.convenant import Convenant, Source
from tests.unit.golden.rows import LAW, assert_rows, cadences, chosen_by_the_team, dated, without_term

# fmt: off
ARTICLES = {
    "MO-8.3": "8.3", "MO-8.1": "8.1 en 1.1", "MO-8.6": "8.6", "MO-8.7": "8.7", "MO-8.8": "8.8", "MO-8.10": "8.10",
    "MO-8.13": "8.13", "MO-8.15": "8.15", "MO-7e": "7", "MO-7": "7", "MO-8.18": "8.18", "MO-9.1": "9.1–9.2",
    "MO-2.4": "2.3–2.5", "MO-8.4": "8.4", "MO-8a": "8", "MO-9.3": "9.3", "MO-9.4": "9.4", "MO-9.5": "9.5",
    "MO-9.5o": "9.5", "MO-9.5s": "9.5", "MO-12.4": "12.4", "MO-8.17": "8.17", "MO-8.20": "8.20", "MO-8.21": "8.21",
    "MO-11": "11", "MO-14": "14.1–14.5; AVG 12 lid 3", "MO-16.1": "16.1–16.2", "MO-17.5": "17.5; AVG 33",
    "MO-17.6": "17.6 en 17.9; AVG 33", "MO-17.8": "17.8", "MO-18.3": "18.3", "MO-18.5": "18.5", "MO-19.5": "19.5",
    "MO-20": "20.1, 8.17 en 8.19", "MO-12.1": "12.1", "MO-8.16a": "8.16", "MO-8.16b": "8.16",
    "MO-2.1": "1.5, voetnoot, en 2.1–2.2", "MO-5": "5.1–5.3", "MO-8.1a": "8.1", "MO-19.2": "8.2 en 19.2–19.3",
    "MO-19.4": "19.1 en 19.4", "MO-15.1a": "15.1 en 15.3", "MO-15.1b": "15.1–15.2", "MO-8.5": "8.5", "MO-8v": "8",
    "MO-8.13t": "8.13–8.14", "MO-8.14": "8.13–8.14", "MO-7a": "7", "MO-9.5t": "9.5", "MO-10": "10.1–10.5",
    "MO-17.6b": "17.6 en 17.9; AVG 34", "MO-17.3": "17.3", "MO-4.5": "4.5", "MO-4.3": "4.3 en 8.20", "MO-11v": "11",
    "MO-12.2": "12.2–12.3", "MO-12.4b": "12.4", "MO-18.6": "18.6 en 21.1", "MO-Ue": "Uitgangspunten en 6.5",
    "MO-V5": "Vuistregels 4, 5 en 9", "MO-V7": "Vuistregels 7–8",
    "MO-11h": "11",  # REGELS.md has both ends under MO-11: one row per id, so the half year has its own
    "MO-23.4": "23.4",  # not in REGELS.md: leaving the convenant, as OV-18.4
}
# fmt: on

TERMS = {
    "MO-8.3": "2 wd na aanmelding",
    "MO-15.1b": "2 wd na acceptatie",
    "MO-8.13": "3 wd na uitvoeringstafel",
    "MO-12.4": "5 wd na uitvoeringstafel",
    "MO-8.15": "1 w na uitvoeringstafel",
    "MO-8.16a": "6 w na oplossing_verzonden",
    "MO-8.16b": "6 m na oplossing_verzonden",
    "MO-16.1": "1 j na laatste_interventie",
    "MO-11h": "6 m na ondertekening",
    "MO-11": "1 j na ondertekening",
    "MO-14": "1 m na verzoek",
    "MO-17.5": "24 h na datalek",
    "MO-17.6": "72 h na datalek",
    "AVG-12": "1 m na verzoek",
    "AVG-33": "72 h na datalek",
}


@pytest.fixture
def convenant() -> Convenant:
    return convenant_files.load("model-2024")


def test_every_row_is_there_once_with_its_article_and_nothing_else(convenant: Convenant) -> None:
    assert_rows(convenant, ARTICLES | LAW)


def test_the_terms_are_those_of_the_table(convenant: Convenant) -> None:
    assert dated(convenant) == TERMS
    assert cadences(convenant) == {"MO-17.3": "3 m", "MO-4.3": "6 m", "MO-4.5": "6 m", "MO-8.20": "6 m"}
    assert without_term(convenant) == {
        "MO-8.5": "verklarende_analyse",
        "MO-8v": "adviestafel",
        "MO-9.5t": "escalatie",
        "MO-20": "opvolging_1",
        "MO-8.17": "opvolging_2",
        "MO-17.6b": "datalek",
        "MO-18.3": None,
    }


def test_what_the_source_does_not_ask_is_marked_as_the_teams_own(convenant: Convenant) -> None:
    chosen = {"MO-8.3", "MO-15.1b", "MO-17.3", "MO-4.3", "MO-9.5s", "MO-V5", "MO-V7"}
    assert chosen_by_the_team(convenant) == chosen
    assert convenant.ongeregeld == ()


def test_the_follow_up_counts_from_the_advies_as_long_as_no_oplossing_is_sent(convenant: Convenant) -> None:
    otherwise = {p.id: p.anders_na for p in convenant.plichten if p.anders_na}
    assert otherwise == {"MO-8.16a": "advies_verzonden", "MO-8.16b": "advies_verzonden"}


def test_two_terms_are_conditional(convenant: Convenant) -> None:
    conditional = {p.id: p.voorwaarde for p in convenant.plichten if p.voorwaarde}
    assert conditional == {"MO-8.13": "onderwijs_kan_niet_beslissen", "MO-12.4": "maatwerk"}


def test_help_goes_up_in_three_steps_and_education_has_a_chain_of_its_own(convenant: Convenant) -> None:
    steps = [(t.id, t.woord, t.naar) for t in convenant.keten("hulp")]
    assert steps == [
        ("MO-9.3", "aanbieder", "contractmanagement"),
        ("MO-9.4", "contractmanagement", "aanbieder"),
        ("MO-9.5", "wethouder", "bestuurder"),
    ]
    assert [(t.id, t.woord, t.naar) for t in convenant.keten("onderwijs")] == [("MO-9.5o", "procesregisseur", "SWV")]


def test_rows_of_the_covenant_that_rest_on_the_law_are_marked_so_and_cover_it(convenant: Convenant) -> None:
    law = {p.id: p.gedekt_door for p in convenant.plichten if p.bron is Source.WET}
    own = {"MO-14": None, "MO-17.6": None, "MO-17.6b": None}
    assert law == own | {"AVG-12": "MO-14", "AVG-33": "MO-17.6", "AVG-34": "MO-17.6b"}


def test_the_two_tables_have_their_own_seats(convenant: Convenant) -> None:
    advies, uitvoering = convenant.regels["tafel"], convenant.regels["uitvoeringstafel"]
    assert advies.rollen == convenant.tafel
    assert set(advies.rollen) - set(uitvoering.rollen) == {"jeugdige", "ouders"}
    assert uitvoering.opties["verplicht"] == ["aanbieder"]


def test_nobody_who_knows_the_family_means_no_discussion(convenant: Convenant) -> None:
    """Art. 8.10 knows no exception."""
    assert convenant.regels["quorum"].opties == {"afwezig": ["jeugdige", "ouders", "aanmelder"]}


def test_who_consents_is_told_for_every_band_of_age(convenant: Convenant) -> None:
    wie = convenant.regels["toestemming_gezondheid"].opties["wie"]
    assert isinstance(wie, dict)
    assert wie["12-15"] == ["jeugdige", "ouders"]
    assert [band for band, who in wie.items() if who == ["jeugdige"]] == ["16-17", "18-21", "22-23"]


def test_leaving_the_covenant_is_switched_off_until_a_team_wants_it(convenant: Convenant) -> None:
    assert {p.id for p in convenant.plichten if not p.actief} == {"MO-23.4"}
