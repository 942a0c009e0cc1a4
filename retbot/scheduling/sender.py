"""What waits for the rooms: worded, sent, and marked as sent; each key once."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

import structlog

from retbot.domain.casecode import Casecode, codes_in
from retbot.domain.errors import Arg
from retbot.domain.team import Team
from retbot.logs import where
from retbot.ports import (
    Attachment,
    Channel,
    Clock,
    Outgoing,
    Poll,
    PollEnd,
    Post,
    PostRow,
    PostState,
    Room,
    SendFailed,
    SendRefused,
    Storage,
    TooLarge,
)
from retbot.scheduling.in_short import in_short
from retbot.scheduling.messages import postponed, reaction, ringing, taken_back, waits_for_office, worded
from retbot.scheduling.notices import NOTICES
from retbot.scheduling.outbox import PATIENCE, due_rows, lane, next_try, office_opens
from retbot.scheduling.said import Said, Turn, with_outcome

log = structlog.get_logger()

Replies = Callable[[str, Mapping[str, Arg], Casecode | None], str]
"""The sentence of a kind that answers a command; raises KeyError for a kind that is none."""
_REMEMBERED = timedelta(hours=23)
"""How long a homeserver surely knows a transaction id (it forgets after 24 hours)."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A post with its room; with its words when it is a message."""

    row: PostRow
    room_id: str
    outgoing: Outgoing | Poll | PollEnd | Attachment | None = None
    reactions: tuple[str, ...] = ()
    becomes_root: bool = False
    expires: timedelta | None = None


class UnknownKind(Exception):
    """No sentence has this name."""


@dataclass(slots=True)
class Sender:
    """`team_room` gives the id of the team's room, None as long as there is none; `random` is in [0, 1)."""

    storage: Storage
    room: Room
    clock: Clock
    team: Callable[[], Team]
    team_room: Callable[[], str | None]
    replies: Replies
    random: Callable[[], float]

    async def drain(self) -> bool:
        """Sends everything that is due. Whether there was anything."""
        busy = False
        while rows := await self._due():
            busy = True
            stuck: set[Hashable] = set()
            for row in rows:
                if _waits(row.post, stuck):
                    continue
                if not await self._one(row):
                    stuck |= {lane(row.post)} | ({row.post.code} if row.post.opens_thread else set())
        return busy

    async def _due(self) -> list[PostRow]:
        async with self.storage.begin() as work:
            return await due_rows(work, self.clock.now(), mail=False)

    async def _one(self, row: PostRow) -> bool:
        """Whether what comes after it in its lane may have its turn."""
        try:
            ready = await self._prepare(row)
            if ready:
                await self._sent(*await self._send_or_shorter(ready))
        except SendFailed:
            await self._again(row)
            return False
        except SendRefused:
            await self._refused(row, "send_refused")
            return True
        except Exception as error:
            return await self._failed(row, error)
        return True

    async def _prepare(self, row: PostRow) -> Ready | None:
        """Words the post and notes the attempt before anything leaves; None when it is settled without being sent."""
        room_id = await self._room_id(row.post)
        async with self.storage.begin() as work:
            turn = Turn(row, work, self.team(), self.clock.now())
            ready: Ready | None = Ready(row, room_id)
            if row.post.channel is Channel.ROOM:
                ready = await self._worded(turn, room_id)
            if ready:
                await work.attempting(row.id, turn.now)
        return ready

    async def _room_id(self, post: Post) -> str:
        """Raises SendFailed as long as there is none."""
        found = await self.room.direct(post.direct) if post.direct else post.room_id or self.team_room()
        if found is None:
            raise SendFailed
        return found

    async def _worded(self, turn: Turn, room_id: str) -> Ready | None:
        opens = office_opens(turn.team, turn.now) if waits_for_office(turn.post) else None
        said = None if opens else await self._say(turn)
        if opens:
            await turn.work.put(postponed(turn.post, opens), turn.now, opens)
        if said is None:
            await turn.work.settle(turn.row.id, PostState.DROPPED, turn.now)
            return None
        thread, becomes_root = await _thread(turn)
        await _note_mentions(turn, said)
        return Ready(
            turn.row,
            room_id,
            _outgoing(turn, said, room_id, thread),
            said.reactions,
            becomes_root=becomes_root,
            expires=said.file.expires if said.file else None,
        )

    async def _say(self, turn: Turn) -> Said | None:
        post = turn.post
        if notice := NOTICES.get(post.kind):
            return await notice(turn)
        try:
            return Said(self.replies(post.kind, await with_outcome(turn), post.code))
        except KeyError:
            raise UnknownKind from None

    async def _send_or_shorter(self, ready: Ready) -> tuple[Ready, str | None]:
        """What is too large for the server is not lost: a short sentence takes its place."""
        try:
            return ready, await self._send(ready)
        except TooLarge:
            post = ready.row.post
            if ready.outgoing is None or isinstance(ready.outgoing, PollEnd):
                raise
            log.warning("message_too_large", kind=post.kind, code=post.code or "")
            short = replace(ready, outgoing=in_short(post, ready.outgoing), reactions=(), expires=None)
            return short, await self._send(short)

    async def _send(self, ready: Ready) -> str | None:
        """The event id of a message. Raises SendFailed or SendRefused."""
        post, key = ready.row.post, ready.row.post.key
        if post.channel is Channel.REACTION:
            await self.room.react(ready.room_id, post.target or "", str(post.args["emoji"]), key)
        elif post.channel is Channel.REDACTION:
            if not await self.room.redact(ready.room_id, post.target or "", key):
                raise SendRefused
        elif ready.outgoing:
            return await self._already_there(ready) or await self._say_now(ready.outgoing, key)
        return None

    async def _say_now(self, outgoing: Outgoing | Poll | PollEnd | Attachment, key: str) -> str:
        if isinstance(outgoing, Outgoing):
            return await self.room.send(outgoing, key)
        if isinstance(outgoing, Attachment):
            return await self.room.attach(outgoing, key)
        return await self.room.poll(outgoing, key)

    async def _already_there(self, ready: Ready) -> str | None:
        """An attempt whose end is not known may have arrived; later than a day after it the key alone does not tell."""
        tried = ready.row.attempts and self.clock.now() - ready.row.made_at > _REMEMBERED
        return await self.room.find(ready.room_id, ready.row.post.key) if tried else None

    async def _sent(self, ready: Ready, event_id: str | None) -> None:
        post, now = ready.row.post, self.clock.now()
        async with self.storage.begin() as work:
            await work.settle(ready.row.id, PostState.SENT, now, event_id)
            if ready.becomes_root and post.code and event_id:
                await work.set_thread(post.code, event_id)
            if ready.expires and event_id:
                await work.put(taken_back(post, ready.room_id, event_id), now, now + ready.expires)
            for emoji in ready.reactions if event_id else ():
                await work.put(reaction(post, ready.room_id, event_id or "", emoji), now)

    async def _again(self, row: PostRow) -> None:
        now = self.clock.now()
        async with self.storage.begin() as work:
            await work.retry(row.id, next_try(row.attempts, now, self.random))

    async def _refused(self, row: PostRow, event: str) -> None:
        log.warning(event, kind=row.post.kind, channel=str(row.post.channel), code=row.post.code or "")
        async with self.storage.begin() as work:
            await work.settle(row.id, PostState.REFUSED, self.clock.now())

    async def _failed(self, row: PostRow, error: Exception) -> bool:
        log.warning("post_failed", kind=row.post.kind, error=type(error).__name__, where=where(error))
        if isinstance(error, UnknownKind) or row.attempts + 1 >= PATIENCE:
            await self._refused(row, "post_given_up")
            return True
        now = self.clock.now()
        async with self.storage.begin() as work:
            await work.attempting(row.id, now)
            await work.retry(row.id, next_try(row.attempts, now, self.random))
        return False


def _outgoing(turn: Turn, said: Said, room_id: str, thread: str | None) -> Outgoing | Poll | PollEnd | Attachment:
    rings = ringing(turn.post, turn.team) if said.rings is None else said.rings
    if said.file:
        return Attachment(room_id, said.file.name, said.file.content, said.file.kind, thread)
    text = worded(said.text, turn.post, rings)
    if said.ends:
        return PollEnd(room_id, said.ends, text)
    if said.options:
        return Poll(room_id, text, said.options, said.most, thread)
    return Outgoing(room_id, text, thread, rings)


async def _note_mentions(turn: Turn, said: Said) -> None:
    """A message of the main line may name several cases: it goes with the first of them that is deleted."""
    text = said.file.content.decode(errors="replace") if said.file else said.text
    others = codes_in(text) - {turn.post.code}
    if others:
        await turn.work.mentions(turn.row.id, others)


def _waits(post: Post, stuck: set[Hashable]) -> bool:
    return lane(post) in stuck or (post.in_case and post.code in stuck)


async def _thread(turn: Turn) -> tuple[str | None, bool]:
    """The root of the thread to send to, and whether the message becomes a root itself: also when the one that
    should have been it was never sent. Raises SendFailed while it waits for its root."""
    post = turn.post
    if not post.in_case or post.code is None:
        return post.thread, post.opens_thread
    root = await turn.work.thread(post.code)
    if root is None:
        others = await turn.work.posts(code=post.code)
        if any(row.post.opens_thread and row.state is PostState.OPEN for row in others):
            raise SendFailed
    return root, root is None
