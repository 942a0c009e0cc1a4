"""The vault and its file."""

import json
from pathlib import Path

import pytest

from retbot.domain.casus.casecode import Casecode
from retbot.storage import KeysExposed, KeysUnreadable, Vault

CODE = Casecode("RET-7KH-4T3")
OTHER = Casecode("RET-222-222")
ADDRESS = "zorg@school.example"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys" / "retbot.json"


def test_what_was_sealed_is_opened_by_a_later_process(path: Path) -> None:
    sealed = Vault(path).seal(ADDRESS, "school", CODE)
    assert ADDRESS.encode() not in sealed
    assert Vault(path).open(sealed, "school", CODE) == ADDRESS


def test_the_same_address_is_never_sealed_the_same_twice(path: Path) -> None:
    vault = Vault(path)
    assert vault.seal(ADDRESS, "school", CODE) != vault.seal(ADDRESS, "school", CODE)


def test_an_address_opens_for_its_own_owner_and_case_only(path: Path) -> None:
    vault = Vault(path)
    sealed = vault.seal(ADDRESS, "school", CODE)
    team = vault.seal(ADDRESS, "deelnemer:3")
    vault.seal(ADDRESS, "school", OTHER)
    assert vault.open(sealed, "ouders", CODE) is None
    assert vault.open(sealed, "school", OTHER) is None
    assert vault.open(sealed, "school") is None
    assert vault.open(team, "deelnemer:4") is None
    assert vault.open(team, "deelnemer:3") == ADDRESS


def test_what_was_changed_does_not_open(path: Path) -> None:
    vault = Vault(path)
    sealed = vault.seal(ADDRESS, "school", CODE)
    for at in range(len(sealed)):
        changed = sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]
        assert vault.open(changed, "school", CODE) is None
    assert vault.open(b"", "school", CODE) is None


def test_a_destroyed_key_opens_nothing_and_is_not_in_the_file(path: Path) -> None:
    vault = Vault(path)
    sealed, other, team = (vault.seal(ADDRESS, "school", code) for code in (CODE, OTHER, None))
    vault.destroy(CODE)
    vault.destroy(CODE)
    assert CODE not in path.read_text()
    for later in (vault, Vault(path)):
        assert later.open(sealed, "school", CODE) is None
        assert later.open(other, "school", OTHER) == ADDRESS
        assert later.open(team, "school") == ADDRESS


def test_a_new_key_of_a_case_does_not_open_what_the_earlier_one_sealed(path: Path) -> None:
    vault = Vault(path)
    sealed = vault.seal(ADDRESS, "school", CODE)
    vault.destroy(CODE)
    again = vault.seal(ADDRESS, "school", CODE)
    assert vault.open(sealed, "school", CODE) is None
    assert vault.open(again, "school", CODE) == ADDRESS


def test_the_file_is_its_owners_alone_and_nothing_is_left_beside_it(path: Path) -> None:
    Vault(path).seal(ADDRESS, "school", CODE)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert list(path.parent.iterdir()) == [path]


def test_a_rest_of_an_earlier_write_is_no_hindrance(path: Path) -> None:
    path.parent.mkdir()
    path.with_name("retbot.json.new").write_text("half")
    sealed = Vault(path).seal(ADDRESS, "school", CODE)
    assert Vault(path).open(sealed, "school", CODE) == ADDRESS


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o777])
def test_a_file_that_others_may_read_is_refused(path: Path, mode: int) -> None:
    Vault(path).seal(ADDRESS, "school", CODE)
    path.chmod(mode)
    with pytest.raises(KeysExposed):
        Vault(path)


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"version": 2, "keys": {}}', '{"version": 1, "keys": {"team": "AAAA"}}', "\xff"]
)
def test_a_file_that_holds_no_keys_is_refused(path: Path, content: str) -> None:
    path.parent.mkdir()
    path.touch(0o600)
    path.write_bytes(content.encode("latin-1"))
    with pytest.raises(KeysUnreadable):
        Vault(path)


def test_no_key_shows_where_a_vault_is_printed_or_a_file_is_refused(path: Path) -> None:
    vault = Vault(path)
    vault.seal(ADDRESS, "school", CODE)
    secret = json.loads(path.read_text())["keys"][CODE]
    assert secret not in f"{vault!r} {vars(vault)!r}"


def test_another_process_that_changes_the_file_is_noticed(path: Path) -> None:
    ours, theirs = Vault(path), Vault(path)
    sealed = theirs.seal(ADDRESS, "school", CODE)
    other = ours.seal(ADDRESS, "school", OTHER)
    assert ours.open(sealed, "school", CODE) == ADDRESS
    assert theirs.open(other, "school", OTHER) == ADDRESS
    theirs.destroy(CODE)
    assert ours.open(sealed, "school", CODE) is None


def test_during_a_rotation_both_keys_open_and_the_new_one_seals(path: Path) -> None:
    bot, command = Vault(path), Vault(path)
    before = bot.seal(ADDRESS, "school", CODE)
    assert command.begin_rotation() == 1
    after = bot.seal(ADDRESS, "school", CODE)
    assert [bot.open(one, "school", CODE) for one in (before, after)] == [ADDRESS, ADDRESS]
    assert command.begin_rotation() == 1
    command.end_rotation()
    assert [bot.open(one, "school", CODE) for one in (before, after)] == [None, ADDRESS]


def test_a_case_that_is_forgotten_during_a_rotation_keeps_no_key(path: Path) -> None:
    bot, command = Vault(path), Vault(path)
    sealed = bot.seal(ADDRESS, "school", CODE)
    command.begin_rotation()
    bot.destroy(CODE)
    assert command.open(sealed, "school", CODE) is None
    assert CODE not in path.read_text()
