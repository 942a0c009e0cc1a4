"""The bot's connection to its homeserver: one loop that receives, and the methods that send."""

import asyncio
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import structlog

from retbot.matrix.client.errors import is_logged_out, must_succeed, wait_until_connected
from retbot.matrix.client.failures import Failures
from retbot.matrix.client.files import read_json, write_json
from retbot.matrix.client.nio_client import CallError, Client
from retbot.matrix.client.session import LOGGED_OUT, Account, SessionError, open_client
from retbot.matrix.client.upkeep import Upkeep
from retbot.matrix.intake import EventIntake, Sleep
from retbot.matrix.pending import Pending
from retbot.matrix.rooms.direct import DirectRooms
from retbot.matrix.rooms.faults import STATE_KINDS, faults_of
from retbot.matrix.rooms.invitations import Invitations
from retbot.matrix.rooms.reported_faults import ReportedFaults
from retbot.matrix.rooms.watch import Watch
from retbot.matrix.sending import EventSender
from retbot.matrix.trust.comparison import COMPARISON, Comparison
from retbot.matrix.trust.cross_signing import Identity, sign_own_device
from retbot.matrix.trust.devices import Members, News, Trust
from retbot.matrix.trust.pins import NONE_EXPECTED, Pins
from retbot.matrix.trust.verification import Verifications
from retbot.ports import (
    Attachment,
    Inbound,
    Outgoing,
    OutgoingPoll,
    OutgoingPollEnd,
    RoomFault,
    SendFailed,
    WireIds,
)
from retbot.ports.vitals import UNWATCHED, Vital, Vitals

log = structlog.get_logger()

LONG_POLL_MS = 30_000
TIMELINE_LIMIT = 200


def sync_filter(timeline_limit: int) -> dict[str, Any]:
    nothing = {"not_types": ["*"]}
    room = {"timeline": {"limit": timeline_limit}, "ephemeral": nothing, "account_data": nothing}
    return {"presence": nothing, "account_data": nothing, "room": room}


@dataclass(frozen=True, slots=True)
class Live:
    """What exists once the bot is logged in."""

    client: Client
    trust: Trust
    sender: EventSender
    direct_rooms: DirectRooms
    invitations: Invitations
    intake: EventIntake
    reported_faults: ReportedFaults
    watch: Watch
    upkeep: Upkeep
    verifications: Verifications


class Connection:
    """Implements ports.Room. `members` are the listed deelnemers, `inviters` the people whose invitations are accepted,
    `direct_inviters` those whose invitation to a direct room is: all are called each time, because the lists may
    change. `expected` gives master keys that are known in advance."""

    def __init__(
        self,
        account: Account,
        *,
        members: Members,
        inviters: Members,
        direct_inviters: Members | None = None,
        expected: Mapping[str, str] = NONE_EXPECTED,
        sleep: Sleep = asyncio.sleep,
        vitals: Vitals = UNWATCHED,
    ) -> None:
        self._account = account
        self._members = members
        self._inviters = inviters
        self._direct_inviters = direct_inviters or inviters
        self._expected = expected
        self._sleep = sleep
        self._vitals = vitals
        self._live: Live | None = None
        self._since: str | None = None
        self._news: list[News] = []
        self._fresh = True
        self._limits = 0
        self.ready = asyncio.Event()
        """Set after the first sync, when rooms and members are known."""

    async def run(self, inbound: Inbound) -> None:
        """Brings what arrives to `inbound`. Runs until it is cancelled. Raises NeedsPerson when retrying does not help,
        and an error of our own (such as the disk) when it persists. No other process may use this state directory at
        the same time: see app/alone.py."""
        try:
            await self._turn_for_ever(inbound)
        finally:
            await self._close()

    async def send(self, outgoing: Outgoing, key: str) -> str:
        return await (await self._wait_for_live()).sender.send(outgoing, key)

    async def attach(self, attachment: Attachment, key: str) -> str:
        return await (await self._wait_for_live()).sender.attach(attachment, key)

    async def poll(self, poll: OutgoingPoll | OutgoingPollEnd, key: str) -> str:
        return await (await self._wait_for_live()).sender.poll(poll, key)

    async def find(self, room_id: str, key: str) -> str | None:
        return await (await self._wait_for_live()).sender.find(room_id, key)

    async def react(self, room_id: str, target: str, emoji: str, key: str) -> None:
        await (await self._wait_for_live()).sender.react(room_id, target, emoji, key)

    async def redact(self, room_id: str, target: str, key: str) -> bool:
        return await (await self._wait_for_live()).sender.redact(room_id, target, key)

    async def pin(self, room_id: str, target: str, unpin: tuple[str, ...]) -> bool:
        return await (await self._wait_for_live()).sender.pin(room_id, target, unpin)

    async def listeners(self, room_id: str) -> frozenset[str]:
        return await (await self._wait_for_live()).sender.listeners(room_id)

    async def direct(self, user_id: str) -> str | None:
        return await (await self._wait_for_live()).direct_rooms.with_person(user_id)

    def may_speak(self, room_id: str) -> bool | None:
        """Whether the bot is in this room and may write there; None while there is no connection."""
        if self._live is None or not self.ready.is_set():
            return None
        client = self._live.client
        room = client.rooms.get(room_id)
        return room is not None and bool(room.power_levels.can_user_send_message(client.user_id))

    async def refuse_room(self, room_id: str) -> None:
        """Says once, only in a room without encryption, that the bot does not work there."""
        live = await self._wait_for_live()
        refused = RoomFault(room_id, "refused")
        if not live.reported_faults.knows(refused):
            await live.sender.refuse_room(room_id)
            live.reported_faults.note(refused)

    async def inspect_room(self, room_id: str) -> frozenset[str]:
        """Every fault of the room, also of one that only two people are in."""
        live = await self._wait_for_live()
        try:
            return frozenset(fault.type for fault in await faults_of(live.client, room_id, of_team=True))
        except CallError as refusal:
            log.warning("room_not_inspected", room=room_id, error=refusal.code)
            return STATE_KINDS

    async def _wait_for_live(self) -> Live:
        await wait_until_connected(self.ready)
        return self._present()

    def _present(self) -> Live:
        if self._live is None:
            raise SendFailed("there is no connection")
        return self._live

    def _file(self, name: str) -> Path:
        return self._account.state / name

    async def _turn_for_ever(self, inbound: Inbound) -> None:
        """Logs errors without their text, and tries again."""
        failures = Failures(self._vitals)
        while True:
            try:
                await self._turn(inbound)
                failures.forget()
            except Exception as error:
                wait, anew = failures.take(error)
                if anew:
                    await self._close()
                await self._sleep(wait)

    async def _open(self, inbound: Inbound) -> Live:
        client = await open_client(self._account)
        try:
            identity = Identity.kept_in(self._file("seeds.json"))
            log.info("device_signed", kind=await sign_own_device(client, identity, self._account.password))
        except BaseException as error:
            await client.close()
            if isinstance(error, Exception) and is_logged_out(error):
                raise SessionError(LOGGED_OUT) from None
            raise
        if self._since is None:
            kept = read_json(self._file("since.json")) or {}
            self._since = kept["since"] if kept.get("device_id") == client.device_id else None
        self._fresh = True
        self._limits = 0
        self._live = self._build(client, identity, inbound)
        return self._live

    def _build(self, client: Client, identity: Identity, inbound: Inbound) -> Live:
        pins = Pins(self._file("pins.json"), self._expected)
        pins.expect(client.user_id, identity.master.public)
        trust = Trust(client, pins, self._members, self._news)
        direct_rooms = DirectRooms(client, self.ready)
        told = ReportedFaults(self._file("told.json"))
        pending = Pending(self._file("pending.json"))
        sender = EventSender(client, trust, self.ready, WireIds.of_installation(self._account.pickle_key))
        verifications = Verifications(
            client,
            trust,
            pins,
            identity,
            self._members,
            Comparison(self._account.state / COMPARISON),
            sender.send_verification,
            inbound,
        )
        return Live(
            client=client,
            trust=trust,
            sender=sender,
            direct_rooms=direct_rooms,
            invitations=Invitations(
                client, direct_rooms, self._inviters, self._direct_inviters, self._file("invitations.json")
            ),
            intake=EventIntake(
                client, trust, pending, inbound, self._members, self._sleep, verifications, self._vitals
            ),
            reported_faults=told,
            watch=Watch(client, trust, told, inbound, self._members, direct_rooms),
            upkeep=Upkeep(client),
            verifications=verifications,
        )

    async def _turn(self, inbound: Inbound) -> None:
        """One sync. Its token is saved last, so that events that were not handled arrive again. The very first is saved
        before the bot joins a room: from then on what people say there is for the bot, also after a kill."""
        live = self._live or await self._open(inbound)
        since = self._since
        response = await self._sync(live.client)
        self._vitals.works(Vital.HOMESERVER)
        self._note_limits(live.client)
        await live.trust.settle()
        self.ready.set()
        live.invitations.note(response.rooms)
        if since is None:
            await self._save_token(live.client, response.next_batch)
        await live.invitations.answer()
        await live.intake.take(response, since)
        await self._save_token(live.client, response.next_batch)
        self._fresh = False
        await live.watch.look(response)
        for room_id, inviter in live.invitations.take_joined(live.client.rooms):
            await inbound.take(RoomFault(room_id, "joined", inviter))
        await live.upkeep.run()

    async def _save_token(self, client: Client, since: str) -> None:
        self._since = since
        # In a thread: the disk may be slow, and an answer that is being sent must not wait for it.
        await asyncio.to_thread(write_json, self._file("since.json"), {"device_id": client.device_id, "since": since})

    def _note_limits(self, client: Client) -> None:
        """Since the previous sync."""
        if client.limits > self._limits:
            self._vitals.fails(Vital.LIMIT)
        else:
            self._vitals.works(Vital.LIMIT)
        self._limits = client.limits

    async def _sync(self, client: Client) -> Any:
        limit = TIMELINE_LIMIT if self._since else 0
        # nio considers a response that it has seen as handled, even when handling it failed.
        client.next_batch = ""
        # For two minutes Synapse repeats its response to the same first sync. A full-state sync returns at once anyway.
        waiting = secrets.randbelow(LONG_POLL_MS) if self._fresh else LONG_POLL_MS
        return must_succeed(await client.sync(waiting, sync_filter(limit), self._since, full_state=self._fresh or None))

    async def _close(self) -> None:
        self.ready.clear()
        live, self._live = self._live, None
        if live:
            await live.verifications.close()
            await live.client.close()
