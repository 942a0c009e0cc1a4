"""Wraps the handlers' Inbound: keeps the list of known people, finds the team's room, and refuses rooms without
encryption."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from retbot.app.presence import Presence
from retbot.handlers.deelnemers.verhuizen import ROOM_NOTE, set_room
from retbot.ports import Doubt, Inbound, Message, PollEnded, Reaction, RoomFault, Storage, Vote, Withdrawal

_SETTINGS_NOTE = "kamer:instelling"
"""The room of the settings when they were last read: another one there counts more than a move in the chat."""


async def _nobody(_: str) -> None:
    """The default until there is a connection."""


@dataclass(slots=True)
class Listening:
    """Implements ports.Inbound around the handlers' one. `members` are the Matrix ids that are listened to; `room` is
    the team's room: from the settings, otherwise the first room in which a person with a right writes; or the one to
    which the voorzitter moved the team since."""

    inbound: Inbound
    storage: Storage
    presence: Presence
    room: str | None = None
    members: frozenset[str] = frozenset()
    refuse_room: Callable[[str], Awaitable[None]] = field(default=_nobody)
    _of_settings: str | None = field(init=False)

    def __post_init__(self) -> None:
        self._of_settings = self.room

    async def message(self, message: Message) -> None:
        if message.doubt is Doubt.ROOM_NOT_ENCRYPTED:
            await self.refuse_room(message.room_id)
            return
        await self._note_room(message)
        await self.inbound.message(message)
        await self.refresh()

    async def reaction(self, reaction: Reaction) -> None:
        await self.inbound.reaction(reaction)

    async def withdrawal(self, withdrawn: Withdrawal) -> None:
        await self.inbound.withdrawal(withdrawn)

    async def vote(self, vote: Vote) -> None:
        if vote.doubt is not Doubt.ROOM_NOT_ENCRYPTED:
            await self.inbound.vote(vote)

    async def poll_ended(self, ended: PollEnded) -> None:
        await self.inbound.poll_ended(ended)

    async def fault(self, fault: RoomFault) -> None:
        if fault.type == "not_encrypted":
            await self.refuse_room(fault.room_id)
        await self.inbound.fault(fault)

    async def refresh(self) -> None:
        """The action just handled may have added, removed or temporarily replaced a deelnemer."""
        async with self.storage.begin() as work:
            deelnemers = await work.deelnemers()
            self.presence.tell(await work.absences())
            if self._of_settings and await work.note(_SETTINGS_NOTE) != self._of_settings:
                await work.set_note(_SETTINGS_NOTE, self._of_settings)
                await set_room(work, self._of_settings)
            self.room = await work.note(ROOM_NOTE)
        self.members = self.presence.base.known_word.union(d.matrix_id for d in deelnemers if d.matrix_id)

    async def _note_room(self, message: Message) -> None:
        if self.room or message.direct or message.doubt or message.sender not in self.presence.base.rights:
            return
        self.room = message.room_id
        async with self.storage.begin() as work:
            await set_room(work, message.room_id)
