"""Invitations to rooms: accepted from the people who may invite the bot, declined from all others."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import structlog
from nio import InviteMemberEvent

from retbot.matrix.client.files import read_json, write_json
from retbot.matrix.client.nio_client import CallError, Client
from retbot.matrix.rooms.direct import DirectRooms
from retbot.matrix.trust.devices import Members

log = structlog.get_logger()

TRIES = 5
AT_ONCE = 10
"""How many to decline in one sync: anybody may send many invitations, and other messages must not wait for them."""


@dataclass(slots=True)
class RoomInvitation:
    room_id: str
    inviter: str
    direct: bool
    tries: int = 0


class Invitations:
    """Those without an answer stay in a file: the homeserver names each invitation in one sync only."""

    def __init__(
        self, client: Client, direct_rooms: DirectRooms, inviters: Members, direct: Members, path: Path
    ) -> None:
        self._client = client
        self._direct_rooms = direct_rooms
        self._inviters = inviters
        self._direct_inviters = direct
        self._joined: dict[str, str] = {}
        self._path = path
        self._open = {item["room_id"]: RoomInvitation(**item) for item in read_json(path) or []}

    def note(self, rooms: Any) -> None:
        """Takes over the invitations of this sync."""
        for room_id, info in rooms.invite.items():
            if invitation := _invitation(room_id, info.invite_state, self._client.user_id):
                self._open[room_id] = invitation
        for room_id in rooms.leave:
            self._open.pop(room_id, None)
        if rooms.invite or rooms.leave:
            self._save()

    async def answer(self) -> None:
        """Answers what is open, those who may invite the bot first."""
        if not self._open:
            return
        wanted = [invitation for invitation in self._open.values() if self._is_wanted(invitation)]
        unwanted = [invitation for invitation in self._open.values() if invitation not in wanted]
        try:
            for invitation in wanted:
                await self._answer(invitation, wanted=True)
            for invitation in unwanted[:AT_ONCE]:
                await self._answer(invitation, wanted=False)
        finally:
            self._save()

    def _is_wanted(self, invitation: RoomInvitation) -> bool:
        return invitation.inviter in (self._direct_inviters() if invitation.direct else self._inviters())

    def take_joined(self, rooms: Collection[str]) -> list[tuple[str, str]]:
        """The rooms among `rooms` that the bot joined since the last call, each with who invited it."""
        found = [(room_id, inviter) for room_id, inviter in self._joined.items() if room_id in rooms]
        for room_id, _ in found:
            del self._joined[room_id]
        return found

    def _save(self) -> None:
        write_json(self._path, [asdict(invitation) for invitation in self._open.values()])

    async def _answer(self, invitation: RoomInvitation, *, wanted: bool) -> None:
        invitation.tries += 1
        try:
            await self._client.call("POST", ["rooms", invitation.room_id, "join" if wanted else "leave"], {})
            if wanted:
                self._joined[invitation.room_id] = invitation.inviter
            if wanted and invitation.direct:
                await self._direct_rooms.note(invitation.inviter, invitation.room_id)
        except CallError as refusal:
            log.warning("invitation_failed", room=invitation.room_id, error=refusal.code)
            if invitation.tries < TRIES:
                return
        log.info("joined" if wanted else "declined", room=invitation.room_id)
        del self._open[invitation.room_id]


def _invitation(room_id: str, state: list[Any], own_id: str) -> RoomInvitation | None:
    for event in state:
        if isinstance(event, InviteMemberEvent) and event.state_key == own_id and event.membership == "invite":
            return RoomInvitation(room_id, event.sender, event.content.get("is_direct") is True)
    return None
