"""Commands that need a store, when there is none or it has two names: they say so, and make nothing."""

from pathlib import Path

import pytest

from tests.command_line.conftest import Command

ABOUT_A_STORE = (
    ("purge",),
    ("purge", "--dry-run"),
    ("keys", "rotate"),
    ("contact", "set", "1"),
    ("reply", "mail.eml"),
)
ADDRESS = "iemand@partij.example\n"


@pytest.mark.parametrize("words", ABOUT_A_STORE)
def test_where_there_is_none_it_is_said_and_none_is_made(retbot: Command, beside: Path, words: tuple[str, ...]) -> None:
    (beside / "mail.eml").touch()
    before = sorted(beside.rglob("*"))
    told = retbot(*(word.replace("mail.eml", str(beside / "mail.eml")) for word in words), typed=ADDRESS)
    assert told.status == 2
    assert f"Er is geen database in {beside / 'state' / 'retbot.db'}" in told.err
    assert sorted(beside.rglob("*")) == before


@pytest.mark.parametrize("words", ABOUT_A_STORE)
def test_one_with_two_names_is_left_alone_and_nothing_else_is_blamed(
    retbot: Command, beside: Path, words: tuple[str, ...]
) -> None:
    (beside / "mail.eml").touch()
    database = beside / "state" / "retbot.db"
    database.parent.mkdir(exist_ok=True)
    database.write_bytes(b"")
    (beside / "second").hardlink_to(database)
    before = sorted(beside.rglob("*"))
    told = retbot(*(word.replace("mail.eml", str(beside / "mail.eml")) for word in words), typed=ADDRESS)
    assert told.status == 2
    assert told.err.startswith("retbot: Het bestand van de database heeft een tweede naam (een harde koppeling)")
    assert "running" not in told.err
    assert sorted(beside.rglob("*")) == before
