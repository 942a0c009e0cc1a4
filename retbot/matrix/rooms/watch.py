"""Reports faults of rooms and their members to the beheerder, once."""

from typing import Any

import structlog
from nio.events import Event

from retbot.logs import where
from retbot.matrix.client.nio_client import CallError, Client
from retbot.matrix.rooms.direct import DirectRooms
from retbot.matrix.rooms.faults import STATE_KINDS, STATE_TYPES, faults_of, is_between_two, strangers
from retbot.matrix.rooms.reported_faults import ReportedFaults
from retbot.matrix.trust.devices import Members, Trust
from retbot.ports import Inbound, RoomFault

log = structlog.get_logger()

STRANGERS = frozenset({"stranger"})


class Watch:
    def __init__(
        self,
        client: Client,
        trust: Trust,
        told: ReportedFaults,
        inbound: Inbound,
        members: Members,
        direct_rooms: DirectRooms,
    ) -> None:
        self._client = client
        self._trust = trust
        self._told = told
        self._inbound = inbound
        self._members = members
        self._direct_rooms = direct_rooms
        self._unseen: set[str] = set()
        self._known: set[str] = set()
        self._small: set[str] = set()

    async def look(self, response: Any) -> None:
        for room_id in response.rooms.leave:
            self._client.rooms.pop(room_id, None)
            self._told.forget(room_id, [], STATE_KINDS | STRANGERS)
        await self._people()
        self._unseen |= {room_id for room_id in self._client.rooms if room_id not in self._known}
        self._unseen |= {room_id for room_id, info in response.rooms.join.items() if changes_rules(info)}
        self._unseen |= {room_id for room_id in self._small if not is_between_two(self._client.rooms.get(room_id))}
        self._known = set(self._client.rooms)
        self._small = {room_id for room_id, room in self._client.rooms.items() if is_between_two(room)}
        for room_id in () if self._direct_rooms.making else self._unseen & self._known:
            await self._rules(room_id)

    async def _people(self) -> None:
        for fault, key in list(self._trust.news):
            if await self._tell(fault, key):
                self._trust.news.remove((fault, key))
        known = self._members() | {self._client.user_id}
        for room in list(self._client.rooms.values()):
            found = strangers(room, known)
            self._told.forget(room.room_id, found, STRANGERS)
            for fault in found:
                await self._tell(fault)

    async def _rules(self, room_id: str) -> None:
        try:
            faults = await faults_of(self._client, room_id)
        except CallError as refusal:
            log.warning("room_not_inspected", room=room_id, error=refusal.code)
            return
        self._told.forget(room_id, faults, STATE_KINDS)
        if all([await self._tell(fault) for fault in faults]):
            self._unseen.discard(room_id)

    async def _tell(self, fault: RoomFault, about: str = "") -> bool:
        """Whether it has been reported."""
        if self._told.knows(fault, about):
            return True
        try:
            await self._inbound.take(fault)
        except Exception as error:
            log.warning("inbound_failed", kind=fault.type, error=type(error).__name__, where=where(error))
            return False
        self._told.note(fault, about)
        return True


def changes_rules(info: Any) -> bool:
    """Whether the rules of the room may have changed. What happened in a gap of the sync is in `state`, and may be in
    neither when the server leaves out what it thinks is known."""
    if info.timeline.limited:
        return True
    events = [event for event in (*info.timeline.events, *info.state) if isinstance(event, Event)]
    return any(event.source.get("type") in STATE_TYPES for event in events)
