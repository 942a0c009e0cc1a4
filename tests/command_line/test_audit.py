"""`retbot audit verify`, on the bot's own database and on a copy."""

import asyncio
import json
import shutil
import sqlite3
from contextlib import closing
from io import StringIO
from pathlib import Path

import pytest

from retbot.__main__ import main
from retbot.ports import AuditEntry
from retbot.storage.audit import chain
from tests.command_line.conftest import Command
from tests.command_line.store import opened
from tests.contract.storage_stage import CODE, NOW


@pytest.fixture(autouse=True)
def some_rows(beside: Path) -> None:
    async def act() -> None:
        async with opened(beside / "state") as storage, storage.begin() as work:
            for what in ("aanmelding", "compleet"):
                await work.audit.add(AuditEntry(NOW, "@s:ret.nl", what, "gedaan"))

    asyncio.run(act())


def test_a_whole_audit_is_said_to_be_whole(retbot: Command) -> None:
    told = retbot("audit", "verify")
    assert (told.status, told.err) == (0, "")
    assert told.out.startswith("Het logboek is heel: 2 regels, 0 gewist. Controlegetal 2:")
    first, hint = told.out.splitlines()
    assert hint == "Dat het niet is herschreven blijkt hier niet uit: geef --head met het getal dat de beheerder kreeg."
    head = first.rpartition(" ")[2]
    held = retbot("audit", "verify", "--head", head[:34])
    assert (held.status, held.out) == (0, f"{first}\n")
    assert retbot("audit", "verify", "--head", f"1{head[1:]}").err == (
        "retbot: the chain up to row 1 is not the one whose head was kept.\n"
    )


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_the_kept_head_is_asked_for(
    beside: Path, retbot: Command, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    head = json.loads(retbot("audit", "verify", "--json").out)["head"]

    def answered(typed: str) -> tuple[int, str]:
        monkeypatch.setattr("sys.stdin", Terminal(f"{typed}\n"))
        status = main(["audit", "verify", "--settings", str(beside / "retbot.toml")])
        told = capsys.readouterr()
        assert "Het controlegetal" in told.out
        return status, told.out.partition("): ")[2] + told.err

    assert answered(head) == (0, f"Het logboek is heel: 2 regels, 0 gewist. Controlegetal {head}\n")
    assert answered(f"1{head[1:]}")[0] == 2
    assert answered("")[1].endswith("geef --head met het getal dat de beheerder kreeg.\n")
    assert "--head is het nummer" in answered("iets")[1]


def faults(retbot: Command, copy: Path, *more: str) -> list[str]:
    told = retbot("audit", "verify", "--database", str(copy), "--json", *more)
    found: list[str] = json.loads(told.out)["faults"]
    assert told.status == (2 if found else 0)
    return found


@pytest.fixture
def copy(beside: Path) -> Path:
    """An audit log from which a case was purged: rows 1, 2, 4 and 5 are there; of row 3 only the link."""

    async def act() -> None:
        async with opened(beside / "state") as storage, storage.begin() as work:
            await work.audit.add(AuditEntry(NOW, "@s:ret.nl", "status", "gedaan", CODE))
            await work.audit.purge(CODE, "bewaartermijn voorbij", NOW)
            await work.audit.add(AuditEntry(NOW, "@s:ret.nl", "status", "gedaan"))

    asyncio.run(act())
    copy = beside / "copy.db"
    shutil.copy(beside / "state" / "retbot.db", copy)
    with closing(sqlite3.connect(copy)) as connection, connection:
        triggers = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
        for name in triggers:
            connection.execute(f"DROP TRIGGER {name}")
    return copy


def tamper(copy: Path, *statements: str) -> None:
    with closing(sqlite3.connect(copy)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def test_a_copy_of_which_rows_were_purged_is_whole(retbot: Command, copy: Path) -> None:
    assert faults(retbot, copy) == []


SWAP = [f"UPDATE {{0}} SET id = {to} WHERE id = {id_}" for id_, to in ((1, 99), (2, 1), (99, 2))]
COLUMNS = "at, who, role, on_behalf_of, what, processing, outcome, code, event_id, removed, salt"


@pytest.mark.parametrize(
    ("statements", "said"),
    [
        (["UPDATE audit SET what = 'niets' WHERE id = 2"], ["row 2 was changed"]),
        (["UPDATE audit SET at = at + 1 WHERE id = 5"], ["row 5 was changed"]),
        (["DELETE FROM audit WHERE id = 1"], ["row 1 is missing"]),
        (
            ["DELETE FROM audit WHERE id = 1", "DELETE FROM audit_chain WHERE id = 1"],
            ["the chain is broken at row 2: a link before it is missing or was changed"],
        ),
        (
            [f"INSERT INTO audit (id, {COLUMNS}) SELECT 6, {COLUMNS} FROM audit WHERE id = 5"],
            ["row 6 was inserted: no link knows it"],
        ),
        (
            [
                f"INSERT INTO audit (id, {COLUMNS}) SELECT 6, {COLUMNS} FROM audit WHERE id = 5",
                "INSERT INTO audit_chain (id, digest, head) SELECT 6, digest, head FROM audit_chain WHERE id = 5",
            ],
            ["the chain is broken at row 6: a link before it is missing or was changed", "row 6 was changed"],
        ),
        ([sql.format("audit") for sql in SWAP], ["row 1 was changed", "row 2 was changed"]),
        (
            [sql.format(table) for table in ("audit", "audit_chain") for sql in SWAP],
            [
                *(f"the chain is broken at row {id_}: a link before it is missing or was changed" for id_ in (1, 2, 3)),
                *(f"row {id_} was changed" for id_ in (1, 2)),
            ],
        ),
        (
            ["UPDATE audit SET removed = 2 WHERE id = 4"],
            ["row 4 was changed", "the purge in row 4 says 2 rows, but 1 are gone"],
        ),
        (
            ["DELETE FROM audit WHERE id = 1", "UPDATE audit_chain SET removed_by = 4 WHERE id = 1"],
            ["the purge in row 4 says 1 rows, but 2 are gone"],
        ),
        (["DELETE FROM audit WHERE id = 4"], ["row 4 is missing", "row 3 is missing: no purge answers for it"]),
    ],
    ids=[
        "changed", "another moment", "missing", "missing with its link", "inserted", "inserted with a link",
        "reordered", "reordered with their links", "a purge that says more", "hidden behind a purge", "a purge missing",
    ],
)  # fmt: skip
def test_a_copy_that_was_tampered_with_is_found_out(
    retbot: Command, copy: Path, statements: list[str], said: list[str]
) -> None:
    tamper(copy, *statements)
    assert faults(retbot, copy) == said
    assert retbot("audit", "verify").status == 0


def test_a_tail_that_was_cut_off_shows_beside_the_head_that_the_room_kept(retbot: Command, copy: Path) -> None:
    head = retbot("audit", "verify").out.splitlines()[0].rpartition(" ")[2]
    tamper(copy, "DELETE FROM audit WHERE id = 5", "DELETE FROM audit_chain WHERE id = 5")
    assert faults(retbot, copy) == []
    assert faults(retbot, copy, "--head", head) == [
        "row 5 is missing: the head that was kept is of it, so rows were cut off"
    ]


def rewrite(copy: Path, *, salted: bool) -> None:
    """Changes row 1 and recomputes all digests and heads."""
    with closing(sqlite3.connect(copy)) as connection, connection:
        connection.row_factory = sqlite3.Row
        connection.execute("UPDATE audit SET who = '@ander:ret.nl' WHERE id = 1")
        rows = {row["id"]: dict(row) for row in connection.execute("SELECT * FROM audit")}
        head = chain.START
        for link in [dict(link) for link in connection.execute("SELECT * FROM audit_chain ORDER BY id")]:
            row = rows.get(link["id"])
            of_row = link["digest"] if row is None else chain.digest(row if salted else row | {"salt": b""})
            head = chain.next_head(head, link["id"], of_row)
            connection.execute("UPDATE audit_chain SET digest = ?, head = ? WHERE id = ?", (of_row, head, link["id"]))


def test_digests_that_were_reckoned_anew_without_the_salt_are_found_out(retbot: Command, copy: Path) -> None:
    rewrite(copy, salted=False)
    assert faults(retbot, copy) == [f"row {id_} was changed" for id_ in (1, 2, 4, 5)]


def test_a_whole_chain_that_was_reckoned_anew_shows_beside_the_head_that_the_room_kept(
    retbot: Command, copy: Path
) -> None:
    head = retbot("audit", "verify").out.splitlines()[0].rpartition(" ")[2]
    rewrite(copy, salted=True)
    assert faults(retbot, copy) == []
    assert faults(retbot, copy, "--head", head) == ["the chain up to row 5 is not the one whose head was kept"]


def test_what_is_no_database_and_no_head_is_said_so(retbot: Command, beside: Path) -> None:
    assert "is geen database van retbot" in retbot("audit", "verify", "--database", str(beside / "retbot.toml")).err
    assert "--head is het nummer" in retbot("audit", "verify", "--head", "onzin").err
