"""What the Matrix layer keeps on disk between two starts."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from retbot.matrix import pending
from retbot.matrix.client.files import FileInUse, lock
from retbot.matrix.client.replays import Replays
from retbot.matrix.pending import Pending
from retbot.matrix.rooms.reported_faults import ReportedFaults
from retbot.ports import RoomFault, StoreDamaged

NOW = datetime(2026, 4, 20, 8, 30, tzinfo=UTC)
ROOM = "!kamer"


def encrypted(number: int, session: str = "sessie") -> dict[str, Any]:
    return {"event_id": f"${number}", "content": {"session_id": session, "ciphertext": "onleesbaar"}}


def test_what_is_unread_is_kept_until_its_key_comes(tmp_path: Path) -> None:
    kept = Pending(tmp_path / "pending.json")
    kept.add(ROOM, encrypted(1))
    kept.add(ROOM, encrypted(2, "andere"))

    again = Pending(tmp_path / "pending.json")

    assert "$1" in again
    assert [item.source["event_id"] for item in again.waiting()] == ["$1", "$2"]
    assert [item.room_id for item in again.waiting()] == [ROOM, ROOM]
    again.drop("$1")
    assert "$1" not in Pending(tmp_path / "pending.json")


def test_what_is_unread_for_a_week_is_dropped(tmp_path: Path) -> None:
    kept = Pending(tmp_path / "pending.json")
    kept.add(ROOM, encrypted(1))
    old = json.loads((tmp_path / "pending.json").read_text())
    old["$1"]["since"] -= 7 * 24 * 3600 + 1
    (tmp_path / "pending.json").write_text(json.dumps(old))

    kept = Pending(tmp_path / "pending.json")
    kept.add(ROOM, encrypted(2))

    assert [item.source["event_id"] for item in kept.waiting()] == ["$2"]


def test_what_is_unread_cannot_fill_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pending, "MOST", 3)
    kept = Pending(tmp_path / "pending.json")

    for number in range(5):
        kept.add(ROOM, encrypted(number))

    assert [item.source["event_id"] for item in kept.waiting()] == ["$2", "$3", "$4"]


def test_a_message_counts_as_the_event_that_it_first_came_as(tmp_path: Path) -> None:
    seen = Replays(tmp_path / "replays.db")
    first = [seen.is_first("sessie", 0, "$1"), seen.is_first("sessie", 0, "$1"), seen.is_first("sessie", 1, "$2")]
    seen.close()

    seen = Replays(tmp_path / "replays.db")
    copies = [seen.is_first("sessie", 0, "$3"), seen.is_first("andere", 0, "$3")]
    seen.close()

    assert first == [True, True, True]
    assert copies == [False, True]
    assert seen.events == {"$3"}


def test_of_a_key_that_was_long_not_used_a_number_stays_and_copies_still_count_for_nothing(tmp_path: Path) -> None:
    day = [NOW]
    seen = Replays(tmp_path / "replays.db", lambda: day[0])
    for number in range(50):
        seen.is_first("oud", number, f"$o{number}")
        seen.is_first("loopt", number, f"$l{number}")
    day[0] += timedelta(days=80)
    assert seen.is_first("loopt", 50, "$l50")
    day[0] += timedelta(days=20)
    seen.prune()

    assert rows(tmp_path / "replays.db") == {"seen": 51, "old": 1, "used": 1}
    assert not seen.is_first("oud", 7, "$o7")
    assert not seen.is_first("oud", 49, "$new")
    assert seen.is_first("oud", 50, "$o50")
    assert seen.is_first("loopt", 7, "$l7")
    day[0] += timedelta(days=1)
    seen.prune()
    assert seen.is_first("oud", 50, "$o50")
    assert not seen.is_first("oud", 50, "$copy")
    day[0] += timedelta(days=200)
    seen.prune()
    assert rows(tmp_path / "replays.db") == {"seen": 0, "old": 2, "used": 0}
    assert not seen.is_first("oud", 50, "$copy")
    seen.close()


def test_what_was_seen_by_an_earlier_version_counts_from_today(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "replays.db")) as database, database:
        database.execute(
            "CREATE TABLE seen (session TEXT, number INTEGER, event_id TEXT NOT NULL, PRIMARY KEY (session, number))"
        )
        database.execute("INSERT INTO seen VALUES ('sessie', 3, '$3')")
    seen = Replays(tmp_path / "replays.db")
    seen.prune()
    assert seen.is_first("sessie", 3, "$3")
    seen.close()


def test_a_file_that_holds_no_database_is_told_apart_from_a_disk_that_fails(tmp_path: Path) -> None:
    (tmp_path / "replays.db").write_text("geen database" * 1000)
    with pytest.raises(StoreDamaged):
        Replays(tmp_path / "replays.db")


def rows(path: Path) -> dict[str, int]:
    with closing(sqlite3.connect(path)) as database:
        tables = ("seen", "old", "used")
        return {table: database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}


def test_a_fault_is_told_once_and_again_when_it_came_back(tmp_path: Path) -> None:
    fault, other = RoomFault(ROOM, "history"), RoomFault(ROOM, "stranger", "@x:y")
    told = ReportedFaults(tmp_path / "told.json")
    told.note(fault)
    told.note(other)

    again = ReportedFaults(tmp_path / "told.json")
    assert again.knows(fault)
    assert again.knows(other)
    again.forget(ROOM, [], frozenset({"history"}))

    assert not ReportedFaults(tmp_path / "told.json").knows(fault)
    assert again.knows(other)


def test_a_changed_key_is_told_once_in_whichever_room(tmp_path: Path) -> None:
    told = ReportedFaults(tmp_path / "told.json")
    told.note(RoomFault(ROOM, "identity_changed", "@x:y"), "sleutel")

    assert told.knows(RoomFault("!andere", "identity_changed", "@x:y"), "sleutel")
    assert not told.knows(RoomFault(ROOM, "identity_changed", "@x:y"), "nieuwe sleutel")


def test_a_lock_is_held_by_one(tmp_path: Path) -> None:
    with lock(tmp_path / "lock", wait=False), pytest.raises(FileInUse), lock(tmp_path / "lock", wait=False):
        pass
    with lock(tmp_path / "lock", wait=False):
        pass
