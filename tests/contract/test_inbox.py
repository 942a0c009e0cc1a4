"""What every Inbox does."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

import pytest

from retbot.demo.imapserver import ImapServer
from retbot.mail.imap import ImapInbox
from retbot.ports.incoming_mail import Decision, Inbox, Why
from tests.contract.fake_inbox import FakeInbox
from tests.unit.mail.reply_mails import GUEST, UID, ics, mail, part

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
ANSWER = mail(part(ics()))
OTHER = mail(part("Dag!", "text/plain"))


class Post(Protocol):
    async def deliver(self, content: bytes, at: datetime) -> None: ...
    async def holds(self) -> int: ...
    async def renumber(self) -> None: ...


@dataclass
class Stage:
    inbox: Inbox
    post: Post


@pytest.fixture(params=["memory", "tls", "starttls"])
async def stage(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Stage]:
    if request.param == "memory":
        fake = FakeInbox()
        yield Stage(fake, fake)
        return
    async with ImapServer(tmp_path, security=request.param) as server:
        inbox = real_inbox(server)
        yield Stage(inbox, server)
        await inbox.close()


def real_inbox(server: ImapServer, password: str | None = None) -> ImapInbox:
    return ImapInbox(
        host=server.host,
        port=server.port,
        security=server.security,
        username=server.username,
        password=password or server.password,
        authserv_id="mx.ret.example",
        ca_file=server.ca_file,
        timeout=5.0,
    )


async def test_letters_come_one_by_one_and_stay_where_they_are(stage: Stage) -> None:
    assert await stage.inbox.next(None) is None
    await stage.post.deliver(ANSWER, NOW)
    await stage.post.deliver(OTHER, NOW)
    first = await stage.inbox.next(None)
    assert first
    assert (first.reading.decision, first.reading.uid, first.reading.attendee) == (Decision.REPLY, UID, GUEST)
    assert await stage.inbox.next(None) == first
    second = await stage.inbox.next(first.position)
    assert second
    assert second.reading.why is Why.NO_CALENDAR
    assert await stage.inbox.next(second.position) is None
    assert await stage.post.holds() == 2


async def test_a_letter_can_be_passed_without_looking_inside(stage: Stage) -> None:
    await stage.post.deliver(ANSWER, NOW)
    found = await stage.inbox.next(None, unread=True)
    assert found
    assert (found.reading.decision, found.reading.why) == (Decision.SET_ASIDE, Why.UNREADABLE)
    assert await stage.inbox.next(found.position) is None


async def test_where_the_numbers_begin_anew_a_letter_is_known_by_its_digest(stage: Stage) -> None:
    for content in (OTHER, ANSWER):
        await stage.post.deliver(content, NOW)
    first = await stage.inbox.next(None)
    last = await stage.inbox.next(first.position if first else None)
    assert last
    await stage.post.renumber()
    await stage.inbox.close()
    await stage.post.deliver(ANSWER, NOW)
    again = await stage.inbox.next(last.position)
    assert again
    assert again.digest == last.digest
    assert again.position != last.position


async def test_something_new_ends_the_waiting(stage: Stage) -> None:
    assert await stage.inbox.wait(0.01) is False
    waiting = asyncio.create_task(stage.inbox.wait(20))
    await stage.post.deliver(ANSWER, NOW)
    while not waiting.done():
        # It may have arrived before IDLE started.
        await asyncio.sleep(0.2)
        await stage.post.deliver(OTHER, NOW)
    assert await waiting is True


async def test_what_is_old_is_deleted_for_good(stage: Stage) -> None:
    await stage.post.deliver(ANSWER, NOW - timedelta(days=20))
    await stage.post.deliver(OTHER, NOW - timedelta(days=14))
    first = await stage.inbox.next(None)
    assert first
    second = await stage.inbox.next(first.position)
    assert second
    assert await stage.inbox.tidy(NOW - timedelta(days=14), None) == 0
    assert await stage.inbox.tidy(NOW - timedelta(days=14), second.position) == 1
    assert await stage.inbox.tidy(NOW, first.position) == 0
    assert await stage.post.holds() == 1
    left = await stage.inbox.next(None)
    assert left
    assert left.reading.why is Why.NO_CALENDAR
