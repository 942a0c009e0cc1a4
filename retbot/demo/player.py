"""Plays a story: sets the clock, lets people speak, waits for the bot, shows what happens."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from retbot.demo import guest
from retbot.demo.clock import SteppedClock
from retbot.demo.person import Person, SeenEvent
from retbot.demo.screen import Screen
from retbot.demo.stage import BOT, Stage
from retbot.demo.stories.steps import (
    EXPERT,
    SECRETARIS,
    VOORZITTER,
    At,
    Chapter,
    Place,
    React,
    Say,
    Step,
    StoryMail,
    StoryVote,
)
from retbot.domain.casus.casecode import Casecode
from retbot.matrix import polls
from retbot.reading.confirmations import asked_for

TRANSCRIPT = "transcript.jsonl"


@dataclass(slots=True)
class Player:
    stage: Stage
    screen: Screen
    code: Casecode | None = None
    _shown: int = 0
    _mails: int = 0
    _moments: dict[str, str] = field(default_factory=dict)
    """Event id → the time on the demo's clock when it was seen, as ISO 8601."""

    async def play(self, story: Sequence[Step]) -> None:
        for step in story:
            match step:
                case Chapter(title):
                    self.screen.chapter(title)
                case At(local):
                    await self._advance(SteppedClock.read(local))
                case Say():
                    await self._say(step)
                case React():
                    await self._react(step)
                case StoryVote():
                    await self._vote(step)
                case StoryMail(address, partstat):
                    await self._mail(address, partstat)
            await self._settle()
        self._write()

    async def _say(self, step: Say) -> None:
        person = self.stage.people[step.who]
        room = self.stage.direct[step.who] if step.place is Place.DIRECT else self.stage.room
        thread = await self._thread() if step.place is Place.CASE else None
        await self._type(person, room, step.text.replace("CODE", self.code or ""), thread)
        bot = f"@{BOT}:{self.stage.homeserver.server_name}"
        last = next((seen for seen in reversed(person.events) if seen.sender == bot and seen.room_id == room), None)
        if last and (asked := asked_for(last.body or "")):
            await self._type(person, room, asked, thread)

    async def _type(self, person: Person, room: str, text: str, thread: str | None) -> None:
        await self.stage.inbound.took(await person.say(room, text, thread=thread))
        await self._settle()

    async def _react(self, step: React) -> None:
        person = self.stage.people[step.who]
        bot = f"@{BOT}:{self.stage.homeserver.server_name}"
        target = next(s for s in reversed(person.events) if s.sender == bot and s.body and step.on in s.body)
        event_id = await person.react(target.room_id, target.event_id, step.emoji)
        await self.stage.inbound.took(event_id)

    async def _vote(self, step: StoryVote) -> None:
        person = self.stage.people[step.who]
        poll = next(seen for seen in reversed(person.events) if seen.event_type == polls.START)
        options = [option["id"] for option in poll.content[polls.START]["answers"]]
        chosen = [options[number - 1] for number in step.answers]
        await self.stage.inbound.took(await person.vote(poll.room_id, poll.event_id, chosen))

    async def _mail(self, address: str, partstat: str) -> None:
        await guest.answer(self.stage.mail, address, partstat, self.stage.clock.now())
        if self.stage.app.mailroom:
            await self.stage.app.mailroom.read()

    async def _advance(self, target: datetime) -> None:
        """Stops at every moment at which the bot has something to do, as if the months really passed."""
        waker, clock = self.stage.app.waker, self.stage.clock
        while (moment := await waker.next_instant()) < target:
            clock.set(max(moment, clock.now()))
            await self._settle()
        clock.set(target)

    async def _settle(self) -> None:
        """Waits until everything due was sent and has reached the people, then shows it."""
        await self.stage.app.waker.run_due()
        async with self.stage.app.storage.begin() as work:
            sent = [row for row in await work.outbox.posts() if row.event_id]
        for name, person in self.stage.people.items():
            private = {room for other, room in self.stage.direct.items() if other != name}
            wanted = {row.event_id for row in sent if not row.post.direct and row.post.room_id not in private}
            await person.until(partial(_has_all, person, wanted))
        await self._note_code()
        self._show()

    async def _note_code(self) -> None:
        """In the story, CODE means the case that was registered last."""
        async with self.stage.app.storage.begin() as work:
            casussen = await work.cases.find(open_only=False)
        self.code = max(casussen, key=lambda casus: casus.aanmelding.ontvangen).code if casussen else None

    async def _thread(self) -> str | None:
        if self.code is None:
            return None
        async with self.stage.app.storage.begin() as work:
            return await work.cases.thread(self.code)

    def _show(self) -> None:
        now = self.stage.clock.now()
        seen = self.stage.people[SECRETARIS].events
        for event in seen[self._shown :]:
            self._moments[event.event_id] = now.isoformat(timespec="seconds")
            self._show_one(event, now)
        self._shown = len(seen)
        for mail in self.stage.mail.mails[self._mails :]:
            self.screen.mail(mail.path.name, str(mail.message["Subject"]))
        self._mails = len(self.stage.mail.mails)

    @property
    def _roles(self) -> dict[str, str]:
        """Account → what its role is called in this region."""
        convenant = self.stage.app.team().convenant
        leads = {VOORZITTER: convenant.voorzitter, SECRETARIS: convenant.secretaris}
        return {**leads, EXPERT: next(name for name in convenant.vast if name in convenant.panel)}

    def _show_one(self, event: SeenEvent, now: datetime) -> None:
        who = event.sender.removeprefix("@").partition(":")[0]
        who = self._roles.get(who, who)
        if event.body:
            private = event.room_id != self.stage.room
            self.screen.moment(now)
            self.screen.show_message(now, who, event.body, in_case=event.thread is not None, private=private)
        elif event.event_type == polls.RESPONSE:
            self.screen.vote(who)
        elif event.event_type == "m.reaction" and who != BOT:
            self.screen.reaction(who, event.content["m.relates_to"]["key"])

    def _write(self) -> None:
        """Writes to a file what the secretaris saw, in every room."""
        with (self.stage.directory / TRANSCRIPT).open("w", encoding="utf-8") as file:
            for event in self.stage.people[SECRETARIS].events:
                line = {
                    "time": self._moments.get(event.event_id),
                    "sender": event.sender,
                    "event_id": event.event_id,
                    "wire": event.wire,
                    "body": event.body,
                    "thread": event.thread,
                }
                file.write(json.dumps(line, ensure_ascii=False) + "\n")


def _has_all(person: Person, wanted: Collection[str | None]) -> bool:
    return set(wanted) <= {event.event_id for event in person.events}
