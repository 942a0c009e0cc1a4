"""Passes the events of one sync to the handlers, in order; each starts after the previous one is committed."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import structlog
from nio import MegolmEvent, MessageDirection, ReactionEvent, RedactionEvent, RoomMemberEvent

from retbot.logs import where
from retbot.matrix import attachments, incoming
from retbot.matrix.client.errors import must_succeed
from retbot.matrix.client.nio_client import CallError, Client
from retbot.matrix.incoming import IncomingText, is_file, is_text, is_undecryptable, reaction, withdrawal
from retbot.matrix.pending import Pending
from retbot.matrix.polls import is_end, is_vote
from retbot.matrix.trust.devices import Members, Trust
from retbot.matrix.trust.verification import Verifications, is_verification
from retbot.ports import Doubt, Inbound, ReceivedFile, SentEvent, StoreFailed
from retbot.ports.vitals import UNWATCHED, CountedEvent, Vitals

log = structlog.get_logger()

Sleep = Callable[[float], Awaitable[object]]
WAITS = (1, 2, 4, 8, 16, 32, 60, 60)
TRIES_OF_STORE = 3
"""After this many attempts the whole sync is tried again."""
PAGE = 100
MOST_MISSED = 100_000
"""A bound on what a homeserver can make the bot read; a busy team says less in a year."""


class EventIntake:
    def __init__(
        self,
        client: Client,
        trust: Trust,
        pending: Pending,
        inbound: Inbound,
        members: Members,
        sleep: Sleep,
        verifications: Verifications,
        vitals: Vitals = UNWATCHED,
    ) -> None:
        self._client = client
        self._verifications = verifications
        self._trust = trust
        self._pending = pending
        self._inbound = inbound
        self._members = members
        self._sleep = sleep
        self._vitals = vitals

    async def take(self, response: Any, since: str | None) -> None:
        """`since` is the token with which the sync was requested; events from before the first sync are not meant for
        the bot."""
        await self._late()
        waiting, self._client.olm.verifications = self._client.olm.verifications, []
        for source in waiting:
            await self._verifications.take(source)
        if since is None:
            return
        for room_id, info in response.rooms.join.items():
            room = self._client.rooms[room_id]
            events = await self._events(room_id, info.timeline, since)
            deleted = {event.redacts for event in events if isinstance(event, RedactionEvent)}
            for event_id in deleted:
                self._pending.drop(event_id)
            for event in events:
                if getattr(event, "event_id", None) not in deleted:
                    await self._event(event, room)

    async def _events(self, room_id: str, timeline: Any, since: str) -> list[Any]:
        """The events since then, without those from before the bot joined."""
        events = self._since_join(timeline.events)
        if timeline.limited and timeline.prev_batch and len(events) == len(timeline.events):
            events = self._since_join(await self._fetch_missed(room_id, timeline.prev_batch, since)) + events
        return events

    async def _fetch_missed(self, room_id: str, before: str, since: str) -> list[Any]:
        """What the server left out of a sync because there was too much."""
        events: list[Any] = []
        start: str | None = before
        while start and len(events) < MOST_MISSED:
            back = MessageDirection.back
            page = must_succeed(await self._client.room_messages(room_id, start, since, back, PAGE))
            events += page.chunk
            start = page.end if page.chunk else None
        log.info("caught_up", room=room_id, count=len(events))
        if start:
            log.warning("gap_not_read", room=room_id, count=len(events))
        return events[::-1]

    def _since_join(self, events: list[Any]) -> list[Any]:
        joins = [number for number, event in enumerate(events) if _is_join(event, self._client.user_id)]
        return events[joins[-1] + 1 :] if joins else events

    async def _event(self, event: Any, room: Any) -> None:
        sender = getattr(event, "sender", self._client.user_id)
        if sender == self._client.user_id:
            return
        if is_verification(event.source):
            await self._verifications.take(event.source, room.room_id)
        elif is_text(event):
            await self._message(IncomingText(event, room), await self._doubt(event, room))
        elif is_file(event):
            await self._file(event, room)
        elif is_undecryptable(event):
            await self._unread(event, room)
        elif is_vote(event) or is_end(event):
            await self._of_poll(event, room)
        elif sender in self._members():
            await self._sign(event, room)

    async def _of_poll(self, event: Any, room: Any) -> None:
        doubt = await self._doubt(event, room)
        if is_vote(event):
            await self._bring(incoming.vote(event, room.room_id, doubt))
        elif doubt is None:
            await self._bring(incoming.poll_ended(event, room.room_id))

    async def _sign(self, event: Any, room: Any) -> None:
        if isinstance(event, ReactionEvent):
            await self._bring(reaction(event, room.room_id))
        elif isinstance(event, RedactionEvent):
            await self._bring(withdrawal(event, room.room_id))

    async def _message(self, said: IncomingText, doubt: Doubt | None) -> None:
        await self._bring(said.message(self._client.user_id, doubt))

    async def _file(self, event: Any, room: Any) -> None:
        """Of a file only its content counts: its name may be somebody's. In a room of more than two it is not for the
        bot."""
        doubt = await self._doubt(event, room)
        message = replace(IncomingText(event, room).message(self._client.user_id, doubt), body="")
        if message.direct:
            content = await attachments.fetch(self._client, event) if doubt is None else None
            await self._bring(replace(message, file=ReceivedFile(content)))

    async def _doubt(self, event: Any, room: Any) -> Doubt | None:
        if not room.encrypted:
            return Doubt.ROOM_NOT_ENCRYPTED
        if event.sender not in self._members():
            return Doubt.STRANGER
        if not event.decrypted:
            return Doubt.SENT_IN_THE_CLEAR
        if self._trust.device(event.sender, event.sender_key) is None:
            await self._trust.settle(also=event.sender)
        return self._trust.doubt(event.sender, event.sender_key, room.room_id, event.session_id)

    async def _unread(self, event: Any, room: Any) -> None:
        if event.event_id in self._client.olm.replays.events:
            log.warning("replay_ignored", event_id=event.event_id)
            return
        if event.event_id in self._pending:
            return
        listed = event.sender in self._members()
        if listed:
            self._vitals.count(CountedEvent.UNDECRYPTABLE)
        doubt = Doubt.UNDECRYPTABLE if listed else Doubt.STRANGER
        await self._message(IncomingText(event, room), doubt if room.encrypted else Doubt.ROOM_NOT_ENCRYPTED)
        if listed and isinstance(event, MegolmEvent):
            self._pending.add(room.room_id, event.source)

    async def _late(self) -> None:
        """Passes on messages that can be decrypted by now and were not deleted in the meantime."""
        for waiting in self._pending.waiting():
            room, event_id = self._client.rooms.get(waiting.room_id), waiting.source["event_id"]
            event = self._client.olm.decrypted_late(waiting.room_id, waiting.source)
            if room is None or event is None:
                continue
            if not await self._is_deleted(room.room_id, event_id):
                await self._event(event, room)
            self._pending.drop(event_id)

    async def _is_deleted(self, room_id: str, event_id: str) -> bool:
        """According to the homeserver now, because the deletion may have been in a gap that was too large to read."""
        try:
            shown = await self._client.call("GET", ["rooms", room_id, "event", event_id])
        except CallError as refusal:
            if refusal.status not in (403, 404):
                raise
            return True
        return "ciphertext" not in shown.get("content", {})

    async def _bring(self, event: SentEvent) -> None:
        """Tries again while the handlers fail, and finally gives up, so that one event cannot block all later ones.
        When the store fails the event is not to blame: raises StoreFailed, so that the event arrives again."""
        for tries, wait in enumerate(WAITS, start=1):
            try:
                await self._inbound.take(event)
            except Exception as error:
                log.warning("inbound_failed", event_id=event.event_id, error=type(error).__name__, where=where(error))
                if isinstance(error, StoreFailed) and tries == TRIES_OF_STORE:
                    raise
                await self._sleep(wait)
            else:
                return
        log.error("inbound_given_up", event_id=event.event_id)


def _is_join(event: Any, own_id: str) -> bool:
    if not isinstance(event, RoomMemberEvent) or event.state_key != own_id:
        return False
    return bool(event.membership == "join" and event.prev_membership != "join")
