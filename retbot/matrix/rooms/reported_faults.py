"""The faults that were reported to the beheerder, so that each fault of a room is reported once."""

from pathlib import Path

from retbot.matrix.client.files import read_json, write_json
from retbot.ports import RoomFault


class ReportedFaults:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._told: set[str] = set(read_json(path) or ())

    def knows(self, fault: RoomFault, about: str = "") -> bool:
        return _line(fault, about) in self._told

    def note(self, fault: RoomFault, about: str = "") -> None:
        self._keep(self._told | {_line(fault, about)})

    def forget(self, room_id: str, still: list[RoomFault], kinds: frozenset[str]) -> None:
        """Forgets faults that were corrected, so that they are reported again if they return."""
        holds = {_line(fault, "") for fault in still}
        mended = {line for line in self._told if _is_about(line, room_id, kinds)} - holds
        if mended:
            self._keep(self._told - mended)

    def _keep(self, told: set[str]) -> None:
        if told != self._told:
            write_json(self._path, sorted(told))
            self._told = told


def _line(fault: RoomFault, about: str) -> str:
    place = "" if about else fault.room_id
    return f"{fault.type} {place} {fault.user_id or ''} {about}"


def _is_about(line: str, room_id: str, kinds: frozenset[str]) -> bool:
    type_, place, _ = line.split(" ", 2)
    return place == room_id and type_ in kinds
