"""A team in memory that counts what the bot says, by what made it speak."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from nio import Api

from retbot.domain.casus.casecode import Casecode
from retbot.domain.team import Team
from retbot.domain.tijd import local, local_day
from retbot.handlers.mail.rsvp_by_mail import Desk, Taking
from retbot.matrix.polls import kind_and_content
from retbot.matrix.sending import KEY, content_of, fill_up
from retbot.ports import OutgoingPoll, PostRow, Vote
from retbot.ports.incoming_mail import Decision, Letter, Reading, Why
from retbot.scheduling.live_messages import LiveMessages
from retbot.scheduling.waker import Waker
from tests import evidence
from tests.clock import at
from tests.contract.fake_room import TEAM_ROOM, Sent, SentFile, SentPoll
from tests.unit.scheduling.stage import Stage
from tests.world import BEHEERDER, EXPERT, ROOM, SECRETARIS, VOORZITTER, team_of

LIVE = {"bord", "casus_stand"}
"""Kept current by editing; an edit rings for nobody and takes no place."""
_CONFIRM = re.compile(r"`(ja [0-9A-Z]{3})`")


@dataclass(frozen=True)
class Line:
    """A message of the bot. `asked`: a person's message, vote or reaction made it."""

    moment: datetime
    sort: str
    place: str
    code: Casecode | None
    text: str
    asked: bool
    size: int
    """Bytes of what is encrypted, without padding."""
    padded: int

    @property
    def week(self) -> tuple[int, int]:
        return local(self.moment).isocalendar()[:2]

    @property
    def day(self) -> date:
        return local_day(self.moment)

    @property
    def words(self) -> int:
        return len(self.text.split())


@dataclass
class Heard(Stage):
    """Everybody has joined a direct room with the bot. `typed` counts what people type, by task."""

    code: Casecode | None = None
    lines: list[Line] = field(default_factory=list)
    typed: dict[str, int] = field(default_factory=dict)
    task: str = ""
    _asked: set[str] = field(default_factory=set)
    _letters: int = 0
    _known: set[str] = field(default_factory=set)
    """The events that were counted."""

    def __post_init__(self) -> None:
        super().__post_init__()
        live = LiveMessages(self.storage, self.clock, lambda: self.team, self.room, lambda: TEAM_ROOM)
        self.waker = Waker(self.storage, self.clock, lambda: self.team, self.sender, self.courier, live)
        self.room.joined |= {VOORZITTER, SECRETARIS, EXPERT, BEHEERDER}

    def new_team(self) -> Team:
        return team_of(self.profile)

    async def go(self, moment: str) -> None:
        """Wakes at every instant at which something is due, until this one."""
        until = at(moment)
        while (instant := await self.waker.next_instant()) < until:
            self.clock.instant = max(instant, self.clock.instant)
            await self._settle()
        self.clock.instant = max(until, self.clock.instant)
        await self._settle()

    async def types(self, text: str, who: str, *, thread: bool = False, direct: bool = False) -> list[str]:
        """Says it, and confirms what the bot asks to confirm."""
        answers: list[str] = []
        wanted: str | None = text
        while wanted:
            before = self.last
            self.typed[self.task] = self.typed.get(self.task, 0) + 1
            said = await self.say(wanted, who, thread=thread and self.code is not None, direct=direct)
            self._asked |= {row.post.key for row in self.rows(before)}
            await self._settle()
            answers += said
            found = _CONFIRM.search("\n".join(said)) if wanted == text else None
            wanted = found[1] if found else None
        return answers

    async def votes(self, who: str, numbers: Iterable[int]) -> None:
        """In the poll that was opened last."""
        before = self.last
        poll = list(self.storage.memory.polls.values())[-1]
        options = tuple(poll.opties[number - 1].id for number in numbers)
        await self.intake.take(Vote(self._event(), ROOM, who, options, self.clock.now()))
        self._asked |= {row.post.key for row in self.rows(before)}
        await self.read()
        await self._settle()

    async def reacts(self, who: str, emoji: str, on: str) -> None:
        before = self.last
        target = next((sent for sent in reversed(self.room.sent) if on in sent.text), None)
        if target:
            await self.react(target.event_id, emoji, who)
            self._asked |= {row.post.key for row in self.rows(before)}
            await self.read()
            await self._settle()

    async def answers_mail(self, address: str, partstat: str) -> None:
        """The guest with this address answers the latest invitation, from that address."""
        asked = next(m for m in reversed(self.mailbox.sent) if m.to == address and m.invitation)
        assert asked.invitation
        invitation = asked.invitation
        self._letters += 1
        reading = Reading(
            Decision.REPLY,
            Why.ANSWER,
            method="REPLY",
            uid=invitation.uid,
            attendee=address,
            partstat=partstat,
            sequence=invitation.sequence,
            stamp=self.clock.now(),
            sender=address,
            tokens=(invitation.token,) if invitation.token else (),
        )
        desk = Desk(lambda: self.team, bears_tokens=False, room=lambda: TEAM_ROOM)
        letter = Letter(str(self._letters), f"digest {self._letters}", reading)
        async with self.storage.begin() as work:
            await Taking(work, desk, letter, self.clock.now()).take()
        await self._settle()

    async def _settle(self) -> None:
        await self.waker.run_due()
        rows = {row.post.key: row for row in self.storage.memory.outbox.values()}
        said: list[Sent | SentPoll | SentFile] = [*self.room.sent, *self.room.polls, *self.room.files]
        for one in said:
            if one.event_id not in self._known and one.key in rows:
                self.lines.append(self._line(rows[one.key], one))
                evidence.said(self.team.convenant, [self.lines[-1].text])
            self._known.add(one.event_id)
        await self.read()

    def _line(self, row: PostRow, one: Sent | SentPoll | SentFile) -> Line:
        post = row.post
        direct = bool(post.direct) or (post.room_id or "").startswith("!direct")
        place = "privé" if direct else "draad" if post.in_case or post.thread else "kamer"
        asked = post.is_answer or post.key in self._asked
        return Line(self.clock.instant, _sort(row), place, post.code, _text(one), asked, *_sizes(one))


def _sort(row: PostRow) -> str:
    return "antwoord op een opdracht" if row.post.is_answer else row.post.sentence


def _sizes(one: Sent | SentPoll | SentFile) -> tuple[int, int]:
    kind, content = "m.room.message", {}
    if isinstance(one, Sent):
        content = content_of(one.outgoing)
    elif isinstance(one, SentPoll):
        kind, content = kind_and_content(one.poll)
    content = content | {KEY: one.key}
    sizes = (len(Api.to_json({"content": one, "type": kind})) for one in (content, fill_up(kind, content)))
    return next(sizes), next(sizes)


def _text(one: Sent | SentPoll | SentFile) -> str:
    if isinstance(one, Sent):
        return one.text
    if isinstance(one, SentPoll):
        return one.poll.question if isinstance(one.poll, OutgoingPoll) else one.poll.text
    return ""
