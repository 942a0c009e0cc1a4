"""The bot's mailbox at work, on a stage of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from retbot.domain.invitations.rsvps import Partstat
from retbot.handlers.mail.mailroom import Mailroom
from retbot.handlers.mail.rsvp_by_mail import Desk
from tests.clock import SetClock, at
from tests.contract.fake_inbox import FakeInbox
from tests.contract.fake_room import TEAM_ROOM
from tests.unit.mail.reply_mails import ics, mail, part
from tests.unit.scheduling.stage import CODE, EXPERT, Stage

UID = "uid-1@retbot"
GUEST = "e.visser@ambiq.example"
OWNER = "deelnemer:1"
SCHOOL = "zorg@school.example"
FAILED = "Authentication-Results: mx.ret.example; dmarc=fail header.from=ambiq.example\r\n"
PASSED = "Authentication-Results: mx.ret.example; dmarc=pass header.from=ambiq.example\r\n"


@dataclass
class Post:
    stage: Stage
    inbox: FakeInbox
    room: Mailroom

    async def token(self, owner: str = OWNER) -> str:
        async with self.stage.storage.begin() as work:
            found = await work.invitations.get(UID, owner)
        assert found
        return found.organizer

    async def link_token(self) -> str:
        async with self.stage.storage.begin() as work:
            found = await work.invitations.get(UID, OWNER)
        assert found
        return found.token

    async def comes(
        self,
        *lines: str,
        partstat: str = "ACCEPTED",
        attendee: str = GUEST,
        sender: str = GUEST,
        token: str | None = None,
        uid: str = UID,
        sequence: int = 0,
        method: str = "REPLY",
        stamp: str = "20260421T070000Z",
        results: str = "",
        replaced: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """`replaced`: what the calendar object has otherwise."""
        organizer = f"bot+{await self.token() if token is None else token}@ret.example"
        calendar = ics(
            *lines,
            method=method,
            uid=uid,
            attendee=f"ATTENDEE;PARTSTAT={partstat}:mailto:{attendee}",
            organizer=f"ORGANIZER:mailto:{organizer}",
            sequence=f"SEQUENCE:{sequence}",
        ).replace("20261201T101112Z", stamp)
        for usual, other in replaced.items():
            calendar = calendar.replace(usual, other)
        head = f"{results}From: <{sender}>\r\nTo: <{organizer}>\r\nSubject: geheim\r\n"
        await self.take(mail(part(calendar), head))

    async def take(self, raw: bytes) -> None:
        await self.inbox.deliver(raw, self.stage.clock.now())
        await self.room.read()
        await self.stage.waker.run_due()

    async def said(self) -> dict[str, Partstat]:
        async with self.stage.storage.begin() as work:
            return {one.owner: one.partstat for one in await work.rsvps.of_meeting(UID)}

    def told(self) -> list[str]:
        """What was said since the invitation went out."""
        return [one.text for one in self.stage.room.sent]


async def post_office(*, bears_tokens: bool = True) -> Post:
    """An expert and the school of a case are invited; nothing was said since."""
    stage = Stage(clock=SetClock(at("2026-04-21 9:00")))
    await stage.open(date(2026, 4, 20))
    async with stage.storage.begin() as work:
        await work.people.save(EXPERT)
        await work.addresses.set(OWNER, GUEST)
        await work.addresses.set("school", SCHOOL, CODE)
    await stage.plan(at("2026-05-07 14:00"))
    await stage.invite(OWNER, "school")
    await stage.waker.run_due()
    stage.room.sent.clear()
    inbox = FakeInbox()
    desk = Desk(lambda: stage.team, bears_tokens=bears_tokens, room=lambda: TEAM_ROOM)
    keep = timedelta(days=14)
    return Post(stage, inbox, Mailroom(inbox, stage.storage, stage.clock, desk, lambda: None, lambda: 0.5, keep))
