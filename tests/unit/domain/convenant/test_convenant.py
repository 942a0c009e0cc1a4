"""What can be asked of a covenant."""

import pytest

from retbot.covenants import convenant_files
from retbot.covenants.convenant_files import ProfileError
from retbot.domain.convenant.convenant import Convenant
from tests.unit.covenants.profile_text import profile_text

STEPS = """
[[rol]]
naam = "bestuurder"
[[trede]]
keten = "hulp"
stap = 2
id = "X-3"
artikel = "3"
woord = "secretaris"
naar = "bestuurder"
wat = "verder"
[[trede]]
keten = "hulp"
stap = 1
id = "X-1"
artikel = "1"
woord = "voorzitter"
naar = "secretaris"
wat = "eerst"
[[regel]]
code = "quorum"
id = "X-2"
artikel = "2"
afwezig = ["voorzitter"]
"""


@pytest.fixture
def convenant() -> Convenant:
    return convenant_files.read(profile_text(plicht='termijn = "1 w na bespreking"\naan = ["secretaris"]', more=STEPS))


def test_the_steps_of_a_chain_stand_in_order(convenant: Convenant) -> None:
    assert [trede.id for trede in convenant.keten("hulp")] == ["X-1", "X-3"]
    assert convenant.keten("anders") == []


def test_every_id_is_listed_once_and_a_step_that_is_a_duty_too_is_that_duty(convenant: Convenant) -> None:
    assert convenant.ids() == ["X-1", "X-2", "X-3"]
    assert [convenant.artikel(id_) for id_ in (*convenant.ids(), "X-9")] == ["1", "2", "3", None]


def test_a_duty_is_found_by_its_id(convenant: Convenant) -> None:
    found = convenant.plicht("X-1")
    assert found
    assert (found.wie_tekst, found.heeft_datum) == ("voorzitter", True)
    assert convenant.plicht("X-2") is None


def test_a_rule_keeps_its_parameters(convenant: Convenant) -> None:
    assert convenant.regels["quorum"].opties == {"afwezig": ["voorzitter"]}


def test_a_covenant_without_duties_has_no_ids() -> None:
    text = profile_text()
    bare = convenant_files.read(text[: text.index("[[plicht]]")] + text[text.index("[[weg]]") :])
    assert bare.ids() == []


def test_a_covenant_is_frozen(convenant: Convenant) -> None:
    with pytest.raises(AttributeError):
        convenant.naam = "anders"  # type: ignore[misc]


def test_a_wrong_file_gives_all_its_faults_at_once() -> None:
    with pytest.raises(ProfileError) as error:
        convenant_files.read(profile_text(head="x = 1", plicht='termijn = "2 x na bespreking"\ny = 1'))
    assert len(error.value.faults) == 3
