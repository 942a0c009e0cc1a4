"""A changed master key is accepted only after both were shown."""

from pathlib import Path

import pytest

from retbot.matrix.trust.comparison import COMPARISON, Comparison
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
        f"{ANNA} was bekend met:",
        "  " + " ".join(["Oud1"] * 10 + ["Oud"]),
        "en toont nu:",
        "  " + " ".join(["Nieu"] * 10 + ["Nie"]),
        f"Vanaf nu is {ANNA} bekend met de nieuwe sleutel.",
    ]
    assert pins.reread()
    assert (pins.pin_of(ANNA), pins.offer_of(ANNA)) == (NEW, None)


def test_without_a_terminal_nothing_is_confirmed_by_itself(pins: Pins, retbot: Command) -> None:
    pins.confirm(ANNA, OLD)
    pins.offer(ANNA, NEW)
    told = retbot("trust", ANNA, typed="ja\n")
    assert (told.status, told.err.splitlines()[-1]) == (2, "retbot: Er is niets veranderd.")
    assert (pins.pin_of(ANNA), pins.offer_of(ANNA)) == (OLD, NEW)


def test_an_unchanged_key_is_shown(pins: Pins, retbot: Command) -> None:
    pins.confirm(ANNA, OLD)
    told = retbot("trust", ANNA)
    assert told.status == 0
    assert "toonde geen andere" in told.out


def test_somebody_unknown_is_told_so(retbot: Command) -> None:
    told = retbot("trust", ANNA, "--yes")
    assert told.status == 2
    assert "nog niet gehoord" in told.err


def test_a_key_of_the_settings_changes_there(beside: Path, pins: Pins, retbot: Command) -> None:
    (beside / "retbot.toml").write_text(f'{SETTINGS}[matrix.pins]\n"{ANNA}" = "{OLD}"\n')
    pins.offer(ANNA, NEW)
    told = retbot("trust", ANNA, "--yes")
    assert told.status == 2
    assert "verander hem daar" in told.err
    assert pins.pin_of(ANNA) is None


@pytest.fixture
def comparison(beside: Path) -> Comparison:
    return Comparison(beside / "state" / COMPARISON)


def test_a_verification_is_shown_and_confirmed_and_no_pin_changes(
    comparison: Comparison, pins: Pins, retbot: Command
) -> None:
    pins.confirm(ANNA, OLD)
    comparison.show(ANNA, "$1", (0, 1, 2, 3, 4, 5, 63))
    told = retbot("trust", "--verify", ANNA, "--yes")
    assert told.status == 0
    assert told.out.startswith("🐶 hond · 🐱 kat · 🦁 leeuw · 🐎 paard · 🦄 eenhoorn · 🐷 varken · 📌 speld\n")
    assert comparison.answer("$1") is True
    assert pins.pin_of(ANNA) == OLD


def test_without_a_terminal_a_verification_is_not_confirmed(comparison: Comparison, retbot: Command) -> None:
    comparison.show(ANNA, "$1", (0,) * 7)
    told = retbot("trust", "--verify", ANNA, typed="ja\n")
    assert told.status == 2
    assert comparison.answer("$1") is False


def test_a_verification_that_is_not_there_or_is_over_is_told(comparison: Comparison, retbot: Command) -> None:
    comparison.show("@bas:ret.nl", "$1", (0,) * 7)
    assert "verifieert retbot nu niet" in retbot("trust", "--verify", ANNA).err
    shown = comparison.of("@bas:ret.nl")
    assert shown
    comparison.forget("$1")
    assert not comparison.give(shown, equal=True)
