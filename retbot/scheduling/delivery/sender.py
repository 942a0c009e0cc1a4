"""Sends posts to the rooms: makes their text, sends them and marks them as sent; each key once."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import structlog

from retbot.backoff import next_try
from retbot.domain.team import Team
from retbot.logs import where
from retbot.ports import (
    Attachment,
    Channel,
    Clock,
    Outgoing,
    OutgoingPoll,
    OutgoingPollEnd,
    Post,
    PostRow,
    PostState,
    Room,
    RoomShut,
    SendFailed,
    SendRefused,
    Storage,
    StoreFailed,
    TooLarge,
)
from retbot.ports.vitals import UNWATCHED, CountedEvent, Vital, Vitals
from retbot.scheduling.delivery import shut_rooms
from retbot.scheduling.delivery.in_short import in_short
from retbot.scheduling.delivery.messages import postpone, reaction, taken_back, waits_for_office
from retbot.scheduling.delivery.outbox import PATIENCE, office_opens
from retbot.scheduling.delivery.wording import Ready, Replies, UnknownSentence, prepare
from retbot.scheduling.occasion import Occasion

log = structlog.get_logger()

_REMINDERS = frozenset({"herinnering", "opschalen"})
_REMEMBERED = timedelta(hours=23)
"""How long a homeserver is certain to remember a transaction id (it forgets after 24 hours)."""


class _NotJoined(SendFailed):
    """The person has not accepted the bot's invitation to a direct room, perhaps not yet."""


@dataclass(slots=True)
class RoomSender:
    """`team_room` returns the id of the team's room, None while there is none; `random` returns a number in [0, 1)."""

    storage: Storage
    room: Room
    clock: Clock
    team: Callable[[], Team]
    team_room: Callable[[], str | None]
    replies: Replies
    random: Callable[[], float]
    vitals: Vitals = UNWATCHED
    _shut: shut_rooms.ShutRooms = field(init=False)

    def __post_init__(self) -> None:
        self._shut = shut_rooms.ShutRooms(self.random)

    async def drain(self) -> bool:
        """Sends everything that is due and returns whether there was anything. It reads the outbox again before each
        message, so that a new answer is sent first."""
        busy = False
        while row := await self._next():
            busy = True
            self.vitals.works(Vital.WAKER)
            await self._one(row)
        return busy

    async def _next(self) -> PostRow | None:
        async with self.storage.begin() as work:
            return next(iter(await work.outbox.due(self.clock.now(), 1)), None)

    async def _one(self, row: PostRow) -> None:
        if until := self._shut.until(row, self._place(row.post), self.clock.now()):
            await self._put_off(row, until)
            return
        try:
            ready = await self._prepare(row)
            if ready:
                await self._settle_sent(*await self._send_or_shorter(ready))
                self._shut.note_success(row.post, self._place(row.post))
        except StoreFailed:
            raise  # our own disk failed, not the post
        except RoomShut:
            await self._not_let_in(row)
        except _NotJoined:
            await self._not_joined(row)
        except SendFailed:
            await self._again(row)
        except SendRefused:
            await self._refuse(row, "send_refused")
        except Exception as error:
            await self._retry_or_refuse(row, error)

    def _place(self, post: Post) -> str:
        return post.direct or post.room_id or self.team_room() or ""

    async def _prepare(self, row: PostRow) -> Ready | None:
        """Makes the text and records the attempt before sending; None when the post is finished without being sent."""
        room_id = await self._room_id(row.post)
        async with self.storage.begin() as work:
            turn = Occasion(row, work, self.team(), self.clock.now())
            ready: Ready | None = Ready(row, room_id)
            if row.post.channel is Channel.ROOM:
                ready = await self._prepare_post(turn, room_id)
            if ready:
                await work.outbox.attempting(row.id, turn.now)
        return ready

    async def _room_id(self, post: Post) -> str:
        """Raises SendFailed while there is no room."""
        found = await self.room.direct(post.direct) if post.direct else post.room_id or self.team_room()
        if found is None:
            raise _NotJoined if post.direct else SendFailed
        return found

    async def _prepare_post(self, turn: Occasion, room_id: str) -> Ready | None:
        opens = office_opens(turn.team, turn.now) if waits_for_office(turn.post) else None
        if opens:
            await turn.work.outbox.put(postpone(turn.post, opens), turn.now, opens)
        ready = None if opens else await prepare(turn, room_id, self.replies)
        if ready is None:
            await turn.work.outbox.settle(turn.row.id, PostState.DROPPED, turn.now)
        return ready

    async def _send_or_shorter(self, ready: Ready) -> tuple[Ready, str | None]:
        """Replaces a message that is too large for the server by a short sentence, so that it is not lost."""
        try:
            return ready, await self._send(ready)
        except TooLarge:
            post = ready.row.post
            if ready.outgoing is None or isinstance(ready.outgoing, OutgoingPollEnd):
                raise
            log.warning("message_too_large", kind=post.sentence, code=post.code or "")
            short = replace(ready, outgoing=in_short(post, ready.outgoing), reactions=(), expires=None)
            return short, await self._send(short)

    async def _send(self, ready: Ready) -> str | None:
        """Returns the event id of a message. Raises SendFailed, RoomShut or SendRefused."""
        post, key = ready.row.post, ready.row.post.key
        if post.channel is Channel.REACTION:
            await self.room.react(ready.room_id, post.target or "", str(post.args["emoji"]), key)
        elif post.channel is Channel.REDACTION:
            await self._redact(post, ready.room_id)
        elif post.channel is Channel.PIN:
            await self._pin(post, ready.room_id)
        elif ready.outgoing:
            return await self._already_there(ready) or await self._say_now(ready.outgoing, key)
        return None

    async def _redact(self, post: Post, room_id: str) -> None:
        """Another person's message may be refused for good, which the answer then reports; the bot's own message can be
        removed once the bot may write in the room again."""
        if not await self.room.redact(room_id, post.target or "", post.key):
            raise SendRefused if post.is_answer else RoomShut

    async def _pin(self, post: Post, room_id: str) -> None:
        unpin = tuple(str(post.args["los"]).split())
        if not await self.room.pin(room_id, post.target or "", unpin):
            raise SendRefused

    async def _say_now(self, outgoing: Outgoing | OutgoingPoll | OutgoingPollEnd | Attachment, key: str) -> str:
        if isinstance(outgoing, Outgoing):
            return await self.room.send(outgoing, key)
        if isinstance(outgoing, Attachment):
            return await self.room.attach(outgoing, key)
        return await self.room.poll(outgoing, key)

    async def _already_there(self, ready: Ready) -> str | None:
        """An attempt with an unknown result may have arrived. After a day the transaction id no longer protects against
        sending it twice, so the room is searched."""
        tried = ready.row.attempts and self.clock.now() - ready.row.made_at > _REMEMBERED
        return await self.room.find(ready.room_id, ready.row.post.key) if tried else None

    async def _settle_sent(self, ready: Ready, event_id: str | None) -> None:
        post, now = ready.row.post, self.clock.now()
        async with self.storage.begin() as work:
            await work.outbox.settle(ready.row.id, PostState.SENT, now, event_id)
            if post.sentence in _REMINDERS:
                self.vitals.count(CountedEvent.REMINDER_SAID)
            if ready.becomes_root and post.code and event_id:
                await work.cases.set_thread(post.code, event_id)
            if ready.expires and event_id:
                await work.outbox.put(taken_back(post, ready.room_id, event_id), now, now + ready.expires)
            for emoji in ready.reactions if event_id and self.team().places_reactions else ():
                await work.outbox.put(reaction(post, ready.room_id, event_id or "", emoji), now)

    async def _not_let_in(self, row: PostRow) -> None:
        now, place = self.clock.now(), self._place(row.post)
        found = self._shut.note_refusal(row.post, place, now)
        if found.since == now:
            log.warning("room_shut", kind=row.post.sentence, channel=str(row.post.channel))
        await self._put_off(row, found.until)
        if row.post.channel is Channel.ROOM and place == self.team_room():
            async with self.storage.begin() as work:
                await shut_rooms.announce(work, self.team(), place, found, now)

    async def _put_off(self, row: PostRow, until: datetime) -> None:
        """The attempt, if there was one, certainly did not arrive."""
        if not shut_rooms.lasts(row.post, self.clock.now() - row.first_due):
            await self._refuse(row, "send_refused")
            return
        async with self.storage.begin() as work:
            await work.outbox.retry(row.id, until, row.attempts)

    async def _not_joined(self, row: PostRow) -> None:
        now = self.clock.now()
        if until := shut_rooms.joins_until(row, now):
            async with self.storage.begin() as work:
                await work.outbox.retry(row.id, until, row.attempts)
            return
        await self._refuse(row, "never_joined")
        async with self.storage.begin() as work:
            await shut_rooms.tell_of_absent(work, row.post, now)

    async def _again(self, row: PostRow) -> None:
        now = self.clock.now()
        async with self.storage.begin() as work:
            await work.outbox.retry(row.id, next_try(row.attempts, now, self.random))

    async def _refuse(self, row: PostRow, event: str) -> None:
        log.warning(event, kind=row.post.sentence, channel=str(row.post.channel), code=row.post.code or "")
        async with self.storage.begin() as work:
            await work.outbox.settle(row.id, PostState.REFUSED, self.clock.now())

    async def _retry_or_refuse(self, row: PostRow, error: Exception) -> None:
        log.warning("post_failed", kind=row.post.sentence, error=type(error).__name__, where=where(error))
        if isinstance(error, UnknownSentence) or row.attempts + 1 >= PATIENCE:
            await self._refuse(row, "post_given_up")
            return
        now = self.clock.now()
        async with self.storage.begin() as work:
            await work.outbox.attempting(row.id, now)
            await work.outbox.retry(row.id, next_try(row.attempts, now, self.random))
