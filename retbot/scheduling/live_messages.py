"""Keeps the board and the summaries current: edits what changed, pins the board, removes the versions before it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from retbot.domain.casus.casus import Casus
from retbot.domain.deelnemers.roles import Right
from retbot.domain.team import Team
from retbot.domain.tijd import local, local_day
from retbot.ports import Channel, Clock, Post, PostRow, PostState, Room, SendFailed, Storage, UnitOfWork
from retbot.ports.storage.privacy import REPLACED
from retbot.scheduling.notices.live import board, summary
from retbot.scheduling.notices.live.version import digest_of, last_version

_EDIT_EVERY = timedelta(minutes=5)
_LOOK_EVERY = timedelta(seconds=30)
"""A look makes every text anew, to see whether it changed."""
_MANY = 50
"""With more cases than this a look comes as seldom as an edit."""
_STEP = 5
"""How many redactions of old versions may wait at a time, so that they hold up nothing else."""
_LONG_AGO = datetime.fromtimestamp(0, UTC)
_PINNED = "vastgezet:"


@dataclass(slots=True)
class LiveMessages:
    """`team_room` returns the id of the team's room, None while there is none."""

    storage: Storage
    clock: Clock
    team: Callable[[], Team]
    room: Room
    team_room: Callable[[], str | None]
    _next_look: datetime | None = field(default=None)

    async def run(self) -> bool:
        """Puts what changed since the last time, each message at most once in five minutes. Returns whether it put
        anything."""
        now, room_id = self.clock.now(), self.team_room()
        if room_id is None or (self._next_look and now < self._next_look):
            return False
        try:
            listeners = await self.room.listeners(room_id)
        except SendFailed:
            return False
        async with self.storage.begin() as work:
            look = _Look(work, self.team(), now)
            await look.take(frozenset({room_id, *listeners}))
        if not (look.has_put or look.waits):
            self._next_look = now + (_EDIT_EVERY if look.cases > _MANY else _LOOK_EVERY)
        return look.has_put


@dataclass(slots=True)
class _Look:
    work: UnitOfWork
    team: Team
    now: datetime
    cases: int = 0
    has_put: bool = False
    waits: bool = False
    """Whether a version was not sent yet; a new look is needed once it was."""

    async def take(self, listeners: frozenset[str]) -> None:
        """`listeners` are the team's room and the people who can read there."""
        of_board = await self.work.outbox.with_key(f"{board.NAME}:")
        of_cases = await self.work.outbox.with_key(f"{summary.NAME}:")
        self.waits = _Versions([*of_board, *of_cases]).waits
        await self._tidy(of_board, of_cases)
        joined = await self._note_listeners(listeners)
        await self._keep_board(_Versions(of_board), joined)
        known = await self.work.cases.find()
        codes = {casus.code for casus in known}
        closed = [await self.work.cases.get(code) for code in {r.post.code for r in of_cases} - codes if code]
        for casus in (*known, *(one for one in closed if one)):
            if self.team.knows(casus):
                await self._keep_summary(casus, _Versions([r for r in of_cases if r.post.code == casus.code]), joined)
        self.cases = len(known) + len(closed)

    async def _note_listeners(self, listeners: frozenset[str]) -> datetime:
        """Since when nobody joined who could not read what was sent before."""
        found = await self.work.notes.get("bord_lezers")
        since, *known = found.split(" ") if found else (_LONG_AGO.isoformat(), *listeners)
        if listeners - set(known):
            since = self.now.isoformat()
        if found is None or listeners != set(known):
            await self.work.notes.set("bord_lezers", " ".join([since, *sorted(listeners)]))
        return datetime.fromisoformat(since)

    async def _keep_board(self, versions: "_Versions", joined: datetime) -> None:
        base = versions.base
        lines = await board.lines_of(self.work, self.team, self.now)
        anew = base is None or base.made_at < joined or (self._is_of_earlier_week(base) and self._is_day())
        if versions.waits or not (anew or await self._may_edit(board.NAME, lines) or await self._is_of_earlier_day()):
            return
        await self._put(_board(self.now, None if anew or base is None else base.event_id))

    async def _keep_summary(self, casus: Casus, versions: "_Versions", joined: datetime) -> None:
        """Edits the root of the thread, or the copy made after somebody joined who could not read the root."""
        root, base = await self.work.cases.thread(casus.code), versions.base
        if root is None or versions.waits:
            return
        lines = await summary.lines_of(self.work, self.team, casus, self.now)
        if not await self._may_edit(summary.note_of(casus.code), lines):
            return
        opened = await self.work.outbox.of_event(root)
        since = base.made_at if base else opened.made_at if opened else self.now
        if opened and self.now - opened.made_at < _EDIT_EVERY:
            return  # people still read the answer to the aanmelding
        target = None if since < joined else base.event_id if base else root
        await self._put(_summary(casus, self.now, target))

    async def _may_edit(self, note: str, lines: list[str]) -> bool:
        last = await last_version(self.work, note)
        return last is None or (last.digest != digest_of(lines) and self.now - last.at >= _EDIT_EVERY)

    async def _is_of_earlier_day(self) -> bool:
        """What it says of today is then said of another day."""
        last = await last_version(self.work, board.NAME)
        return last is not None and local_day(last.at) < local_day(self.now) and self._is_day()

    def _is_of_earlier_week(self, base: PostRow) -> bool:
        return local(base.made_at).isocalendar()[:2] != local(self.now).isocalendar()[:2]

    def _is_day(self) -> bool:
        return self.team.in_office_hours(self.now)

    async def _tidy(self, of_board: Sequence[PostRow], of_cases: Sequence[PostRow]) -> None:
        """Pins the board, and takes away old versions, a few at a time."""
        await self.work.outbox.forget_replaced()
        await self._pin(_Versions(of_board))
        waiting = await self.work.outbox.with_key(REPLACED)
        old = _Versions(of_board).old
        for code in dict.fromkeys(row.post.code for row in of_cases):
            old += _Versions([row for row in of_cases if row.post.code == code]).old
        asked = {row.post.target for row in waiting}
        for row in [row for row in old if row.event_id not in asked][: max(0, _STEP - len(waiting))]:
            key = f"{REPLACED}{row.event_id}"
            await self._put(Post(key, Channel.REDACTION, "bericht", {}, row.post.code, target=row.event_id))

    async def _pin(self, versions: "_Versions") -> None:
        base = versions.base
        if base is None:
            return
        key = f"{_PINNED}{base.event_id}"
        pinned = await self.work.outbox.of_key(key)
        if pinned is None:
            earlier = [row.event_id for row in versions.roots if row is not base and row.event_id]
            await self._put(Post(key, Channel.PIN, "vastgezet", {"los": " ".join(earlier)}, target=base.event_id))
        elif pinned.state is PostState.REFUSED:
            for person in self.team.with_right(Right.BEHEERDER) or self.team.with_right(Right.VOORZITTER):
                told = Post(f"niet_vastgezet:{person}", Channel.ROOM, "niet_vastgezet", direct=person)
                await self.work.outbox.put(told, self.now)

    async def _put(self, post: Post) -> None:
        self.has_put = True
        await self.work.outbox.put(post, self.now)


@dataclass(frozen=True, slots=True)
class _Versions:
    """What was sent of one kept message, in order. A base is a message of its own; the others are its edits."""

    rows: Sequence[PostRow]

    @property
    def _events(self) -> list[PostRow]:
        return [row for row in self.rows if row.event_id]

    @property
    def roots(self) -> list[PostRow]:
        return [row for row in self._events if row.post.target is None]

    @property
    def base(self) -> PostRow | None:
        return next(reversed(self.roots), None)

    @property
    def waits(self) -> bool:
        return any(row.state is PostState.OPEN for row in self.rows)

    @property
    def old(self) -> list[PostRow]:
        """Everything except the last version and the message that it edits; while one waits nothing is old yet."""
        last = next(reversed(self._events), None)
        kept = {self.base.id} if self.base else set()
        return [row for row in self._events if last and row.id not in kept | {last.id}]


def _board(now: datetime, target: str | None) -> Post:
    return Post(f"{board.NAME}:{now.isoformat()}", Channel.ROOM, "bord", target=target)


def _summary(casus: Casus, now: datetime, target: str | None) -> Post:
    """An edit needs no thread: it stays where the message is."""
    key = f"{summary.NAME}:{casus.code}:{now.isoformat()}"
    return Post(key, Channel.ROOM, "casus_stand", code=casus.code, in_case=target is None, target=target)
