"""`retbot profile check` plays a covenant file: each kind of mistake is found in each covenant that can have it."""

import time
from pathlib import Path

import pytest

from retbot.covenants import convenant_files
from tests.command_line.test_profile import Profile, profile
from tests.unit.covenants.planted import KINDS, every_mistake

__all__ = ["profile"]
SECONDS = 10
"""Of the processor, on a slow machine; it is one to three."""


@pytest.mark.parametrize("kind", KINDS)
def test_a_mistake_of_each_kind_is_found_with_its_line(profile: Profile, kind: str) -> None:
    """In each covenant that has the thing."""
    planted = list(every_mistake(kind))
    assert planted
    for name, (text, told) in planted:
        Path("eigen.toml").write_text(text, encoding="utf-8")
        status, out, _ = profile("check", "eigen.toml")
        found = [line for line in out.splitlines() if told in line]
        assert status == 2, (name, told)
        assert found, (name, told, out)
        assert all(line.startswith("regel ") for line in found), found


@pytest.mark.parametrize("name", convenant_files.names())
def test_the_real_covenants_are_in_order_and_are_played_within_seconds(profile: Profile, name: str) -> None:
    before = time.process_time()
    assert profile("check", name) == (0, f"{name} is in orde.\n", "")
    assert time.process_time() - before < SECONDS
