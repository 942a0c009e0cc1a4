"""What in a covenant runs in a circle, or leads nowhere, is a fault."""

import pytest

from retbot.covenants import convenant_files
from retbot.covenants.convenant_files import ProfileError
from tests.unit.covenants.profile_text import profile_text

STEP = '[[trede]]\nketen = "hulp"\nstap = {}\nid = "X-{}"\nartikel = "5"\nwoord = "{}"\nnaar = "{}"\nwat = "op"\n'
ROLES = '[[rol]]\nnaam = "directeur"\n[[rol]]\nnaam = "wethouder"\n'
DUTY = '[[plicht]]\nid = "{}"\nartikel = "2"\nwat = "b"\nwie = ["voorzitter"]\ntermijn = "{}"\nvervuld = "{}"\n'


def faults(more: str, plicht: str = 'termijn = "1 w na bespreking"') -> list[str]:
    try:
        convenant_files.read(profile_text(plicht=plicht, more=ROLES + more))
    except ProfileError as error:
        return error.faults
    return []


def steps(*chain: tuple[int, str, str]) -> str:
    return "".join(STEP.format(stap, f"{number}s", *way) for number, (stap, *way) in enumerate(chain, start=1))


UP = ((1, "voorzitter", "secretaris"), (2, "secretaris", "directeur"), (3, "directeur", "wethouder"))


def test_a_chain_that_ends_with_somebody_new_is_in_order() -> None:
    assert faults(steps(*UP)) == []


def test_a_role_may_be_spoken_to_again_as_long_as_the_chain_goes_on() -> None:
    """As in model-2024: the aanbieder escalates, and its own management is spoken to."""
    assert faults(steps(UP[0], (2, "secretaris", "voorzitter"), UP[2])) == []


@pytest.mark.parametrize(
    ("chain", "fault"),
    [
        ((UP[0], UP[2]), "X-2s: in keten `hulp` ontbreekt stap 2; tel vanaf 1, zonder gat"),
        ((UP[1], UP[2]), "X-1s: in keten `hulp` ontbreekt stap 1; tel vanaf 1, zonder gat"),
        (
            (UP[0], (2, "secretaris", "voorzitter")),
            "X-2s: keten `hulp` heeft geen einde: de laatste stap komt weer uit bij `voorzitter`",
        ),
        ((UP[0], (2, "secretaris", "secretaris")), "X-2s: deze stap gaat van `secretaris` naar dezelfde rol"),
        ((UP[0], (2, "secretaris", "")), "X-2s: `naar` is leeg: deze stap gaat naar niemand"),
        ((UP[0], (2, "", "directeur")), "X-2s: `woord` is leeg: wie beslist over deze stap?"),
    ],
)
def test_a_chain_without_an_end_is_a_fault(chain: tuple[tuple[int, str, str], ...], fault: str) -> None:
    assert fault in faults(steps(*chain))


def test_two_steps_with_one_id_are_a_fault() -> None:
    told = faults((steps(UP[0]) + steps(UP[0], UP[1])).replace("X-2s", "X-1s"))
    assert "X-1s: dit id staat er bij de treden twee keer" in told


def test_terms_that_wait_for_one_another_never_begin() -> None:
    more = DUTY.format("X-2", "1 w na acceptatie", "triage") + DUTY.format("X-3", "2 d na triage", "acceptatie")
    [fault] = faults(more)
    head, *waits = fault.replace("; ", ": ").split(": ")
    assert (head, waits[0]) == ("X-2", "deze termijnen wachten op elkaar")
    assert waits[1:] == [
        "X-2 brengt `triage` en wacht op `acceptatie`",
        "X-3 brengt `acceptatie` en wacht op `triage`",
    ]


def test_a_circle_of_three_is_told_once() -> None:
    more = "".join(
        DUTY.format(f"X-{n}", f"1 w na {start}", end)
        for n, start, end in ((2, "acceptatie", "triage"), (3, "triage", "compleet"), (4, "compleet", "acceptatie"))
    )
    [fault] = faults(more)
    assert all(id_ in fault for id_ in ("X-2", "X-3", "X-4"))


@pytest.mark.parametrize(
    "another",
    [
        DUTY.format("X-4", "op het woord", "triage"),
        DUTY.format("X-4", "1 w na aanmelding", "triage"),
        DUTY.format("X-4", "1 w na vooroverleg", "acceptatie"),
    ],
)
def test_another_way_to_the_event_unties_the_knot(another: str) -> None:
    more = DUTY.format("X-2", "1 w na acceptatie", "triage") + DUTY.format("X-3", "2 d na triage", "acceptatie")
    assert faults(more + another) == []


@pytest.mark.parametrize(("event", "term"), [("vog", "3 j na vog"), ("overleg", "2 w na overleg")])
def test_a_duty_that_renews_itself_is_no_knot(event: str, term: str) -> None:
    assert faults(DUTY.format("X-2", term, event)) == []


def test_a_case_comes_from_outside_whatever_may_bring_it_back() -> None:
    more = DUTY.format("X-2", "1 m na afgesloten", "aanmelding") + DUTY.format("X-3", "6 m na aanmelding", "afgesloten")
    assert faults(more) == []


def test_roles_that_fall_back_on_one_another_are_a_fault() -> None:
    more = '[[rol]]\nnaam = "a"\nvalt_terug_op = "b"\n[[rol]]\nnaam = "b"\nvalt_terug_op = "a"\n'
    assert faults(more) == ["a: deze rollen vallen in een kring op elkaar terug: a, b"]


def test_duties_that_cover_one_another_are_a_fault() -> None:
    more = DUTY.format("X-2", "1 w na bespreking", "gedaan") + 'gedekt_door = "X-3"\n'
    more += DUTY.format("X-3", "1 w na bespreking", "gedaan") + 'gedekt_door = "X-2"\n'
    assert faults(more) == ["X-2: deze plichten dekken elkaar in een kring: X-2, X-3"]


def test_a_duty_that_is_nobodys_is_a_fault() -> None:
    text = profile_text().replace('wie = ["voorzitter"]', "wie = []")
    with pytest.raises(ProfileError, match="X-1: `wie` is leeg: niemand heeft deze plicht"):
        convenant_files.read(text)
