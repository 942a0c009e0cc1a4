"""What the Matrix layer keeps on disk between two starts."""

import json
from pathlib import Path
from typing import Any

import pytest

from retbot.matrix import pending
from retbot.matrix.client.files import FileInUse, locked
from retbot.matrix.client.replays import Replays
from retbot.matrix.pending import Pending
from retbot.matrix.rooms.reported_faults import ReportedFaults
from retbot.ports import RoomFault

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
    assert seen.found == {"$3"}


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
    with locked(tmp_path / "lock", wait=False), pytest.raises(FileInUse), locked(tmp_path / "lock", wait=False):
        pass
    with locked(tmp_path / "lock", wait=False):
        pass
