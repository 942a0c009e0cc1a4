"""What stands out in model-2024: what its text asks otherwise than the others, and where it is silent."""

import pytest

from retbot.covenants import convenant_files
from retbot.domain.convenant.convenant import Convenant, Source
from tests.unit.golden.rows import chosen_by_the_team


@pytest.fixture
def convenant() -> Convenant:
    return convenant_files.load("model-2024")


def test_what_the_source_does_not_ask_is_marked_as_the_teams_own(convenant: Convenant) -> None:
    chosen = {"MO-8.3", "MO-15.1b", "MO-17.3", "MO-4.3", "MO-9.5s", "MO-V5", "MO-V7"}
    assert chosen_by_the_team(convenant) == chosen
    assert convenant.ongeregeld == ()


def test_the_follow_up_counts_from_the_advies_as_long_as_no_oplossing_is_sent(convenant: Convenant) -> None:
    otherwise = {p.id: p.anders_na for p in convenant.plichten if p.anders_na}
    assert otherwise == {"MO-8.16a": "advies_verzonden", "MO-8.16b": "advies_verzonden", "MO-15.1b": "triage"}


def test_two_terms_are_conditional(convenant: Convenant) -> None:
    conditional = {p.id: p.voorwaarde for p in convenant.plichten if p.voorwaarde}
    assert conditional == {
        "MO-8.13": "onderwijs_kan_niet_beslissen",
        **dict.fromkeys(("MO-12.4", "MO-12.4g", "MO-12.4k"), "maatwerk"),
    }


def test_help_goes_up_in_three_steps_and_education_has_a_chain_of_its_own(convenant: Convenant) -> None:
    steps = [(t.id, t.woord, t.naar) for t in convenant.keten("hulp")]
    assert steps == [
        ("MO-9.3", "aanbieder", "contractmanagement"),
        ("MO-9.4", "contractmanagement", "management aanbieder"),
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
