"""Wraps the handlers' Inbound: keeps the list of known people, finds the team's room and greets in it, and refuses
rooms without encryption."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace

from retbot.app.presence import Presence
from retbot.domain.deelnemers.roles import Right
from retbot.handlers import first_run
from retbot.handlers.deelnemers.verhuizen import ROOM_NOTE, set_room
from retbot.handlers.first_run import CLAIM, NEVER_A_TEAM_ROOM
from retbot.ports import Doubt, Inbound, Message, RoomEvent, RoomFault, Storage, Vote
from retbot.reading.arguments import clean, command_text

_SETTINGS_NOTE = "kamer:instelling"
"""The room of the settings when they were last read: another one there counts more than a move in the chat."""
_LEADS = frozenset((Right.VOORZITTER, Right.SECRETARIS))


@dataclass(slots=True)
class Listening:
    """Implements ports.Inbound around the handlers' one. `members` are the Matrix ids that are listened to; `room` is
    the team's room: from the settings, otherwise the first room in which a person with a right writes; or the one to
    which the voorzitter moved the team since."""

    inbound: Inbound
    storage: Storage
    presence: Presence
    refuse_room: Callable[[str], Awaitable[None]]
    inspect_room: Callable[[str], Awaitable[frozenset[str]]]
    """Which faults a room has (ports.RoomFault.type)."""
    room: str | None = None
    members: frozenset[str] = frozenset()
    _of_settings: str | None = field(init=False)

    def __post_init__(self) -> None:
        self._of_settings = self.room

    async def take(self, event: RoomEvent) -> None:
        match event:
            case Message():
                await self._message(event)
            case RoomFault():
                await self._fault(event)
            case Vote(doubt=Doubt.ROOM_NOT_ENCRYPTED):
                pass
            case _:
                await self.inbound.take(event)

    async def _message(self, message: Message) -> None:
        if message.doubt is Doubt.ROOM_NOT_ENCRYPTED:
            await self.refuse_room(message.room_id)
            return
        if await self._is_claim(message):
            return
        await self._note_room(message)
        if message.room_id == self.room:
            message = replace(message, direct=False)  # also while nobody else has joined it
        await self.inbound.take(message)
        await self.refresh()
        await self._after(message)

    async def _fault(self, fault: RoomFault) -> None:
        if fault.type == "joined":
            await self._welcome(fault)
            return
        if fault.type == "not_encrypted":
            await self.refuse_room(fault.room_id)
        await self.inbound.take(fault)

    async def refresh(self) -> None:
        """The action just handled may have added, removed or temporarily replaced a deelnemer."""
        async with self.storage.begin() as work:
            deelnemers = await work.people.all()
            self.presence.tell(await work.people.absences())
            if self._of_settings and await work.notes.get(_SETTINGS_NOTE) != self._of_settings:
                await work.notes.set(_SETTINGS_NOTE, self._of_settings)
                await set_room(work, self._of_settings)
            self.room = await work.notes.get(ROOM_NOTE)
        self.members = self.presence.base.known_word.union(d.matrix_id for d in deelnemers if d.matrix_id)

    async def _note_room(self, message: Message) -> None:
        if self.room or message.direct or message.doubt or message.sender not in self.presence.base.rights:
            return
        self.room = message.room_id
        async with self.storage.begin() as work:
            await set_room(work, message.room_id)

    async def _is_claim(self, message: Message) -> bool:
        """Takes `dit is onze kamer`, in an encrypted room only on invitation, from a device that is verified, while the
        team has no room. Also for a room of two, which may be that of the team before others have joined."""
        text = command_text(message.body) or clean(message.body)
        if text.lower() != CLAIM or message.doubt or not self._leads(message.sender):
            return False
        faults = await self.inspect_room(message.room_id) if self.room is None else frozenset[str]()
        async with self.storage.begin() as work:
            if await work.events.first_time(message.event_id, message.sent_at):
                if self.room is None and not faults & NEVER_A_TEAM_ROOM:
                    self.room = message.room_id
                    await set_room(work, message.room_id)
                await first_run.answer_claim(work, message, self.room, faults)
        return True

    def _leads(self, person: str) -> bool:
        return bool(self.presence.team().rights_of(person) & _LEADS)

    async def _welcome(self, joined: RoomFault) -> None:
        """Greets in a room that the bot has just been invited to."""
        async with self.storage.begin() as work:
            await first_run.greet(work, joined, self._leads(joined.user_id or ""), self.room, self.presence.clock.now())

    async def _after(self, message: Message) -> None:
        """Until everything is ready: what is still missing, when that has become less; and a word to somebody whose
        command waits for a room of the team."""
        if message.doubt or not self._leads(message.sender):
            return
        async with self.storage.begin() as work:
            is_ready = await first_run.is_ready(work)
            if self.room is None:
                await first_run.say_what_waits(work, message)
        if self.room == message.room_id and not is_ready:
            faults = await self.inspect_room(message.room_id)
            async with self.storage.begin() as work:
                await first_run.tick_off(work, self.presence.team(), faults, message)
