"""A changed master key is accepted only after both were shown."""

from pathlib import Path

import pytest

from retbot.matrix.trust.pins import Pins
from tests.command_line.conftest import SETTINGS, Command

ANNA = "@anna:ret.nl"
OLD, NEW = "Oud1" * 10 + "Oud", "Nieu" * 10 + "Nie"


@pytest.fixture
def pins(beside: Path) -> Pins:
    return Pins(beside / "state" / "pins.json")


def test_both_fingerprints_are_shown_before_the_new_one_is_taken(pins: Pins, retbot: Command) -> None:
    pins.confirm(ANNA, OLD)
    pins.offer(ANNA, NEW)
    told = retbot("trust", ANNA, "--yes")
    assert told.status == 0
    assert told.out.splitlines() == [
        f"{ANNA} was known by:",
        "  " + " ".join(["Oud1"] * 10 + ["Oud"]),
        "and now shows:",
        "  " + " ".join(["Nieu"] * 10 + ["Nie"]),
        f"From now on {ANNA} is known by the new key.",
    ]
    assert pins.reread()
    assert (pins.pin_of(ANNA), pins.offer_of(ANNA)) == (NEW, None)


def test_without_a_terminal_nothing_is_confirmed_by_itself(pins: Pins, retbot: Command) -> None:
    pins.confirm(ANNA, OLD)
    pins.offer(ANNA, NEW)
    told = retbot("trust", ANNA, typed="yes\n")
    assert (told.status, told.err.splitlines()[-1]) == (2, "retbot: Nothing was changed.")
    assert (pins.pin_of(ANNA), pins.offer_of(ANNA)) == (OLD, NEW)


def test_an_unchanged_key_is_shown(pins: Pins, retbot: Command) -> None:
    pins.confirm(ANNA, OLD)
    told = retbot("trust", ANNA)
    assert told.status == 0
    assert "has shown no other" in told.out


def test_somebody_unknown_is_told_so(retbot: Command) -> None:
    told = retbot("trust", ANNA, "--yes")
    assert told.status == 2
    assert "has not met" in told.err


def test_a_key_of_the_settings_changes_there(beside: Path, pins: Pins, retbot: Command) -> None:
    (beside / "retbot.toml").write_text(f'{SETTINGS}[matrix.pins]\n"{ANNA}" = "{OLD}"\n')
    pins.offer(ANNA, NEW)
    told = retbot("trust", ANNA, "--yes")
    assert told.status == 2
    assert "change it in matrix.pins" in told.err
    assert pins.pin_of(ANNA) is None
