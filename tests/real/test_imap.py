"""The bot's mailbox on a real IMAP server that misbehaves."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from retbot.demo.imapserver import ImapServer
from retbot.mail.imap import ImapInbox
from retbot.ports.incoming_mail import Decision, InboxFailed
from tests.contract.test_inbox import ANSWER, NOW, real_inbox

pytestmark = pytest.mark.real


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[ImapServer]:
    async with ImapServer(tmp_path) as running:
        yield running


async def failure(inbox: ImapInbox) -> str:
    with pytest.raises(InboxFailed) as caught:
        await inbox.next(None)
    await inbox.close()
    return caught.value.reason


async def test_a_wrong_password_is_told_apart(server: ImapServer) -> None:
    assert await failure(real_inbox(server, password="onjuist")) == "auth_refused"


async def test_a_certificate_of_somebody_else_is_refused(server: ImapServer, tmp_path: Path) -> None:
    other = tmp_path / "ander"
    other.mkdir()
    async with ImapServer(other) as stranger:
        server.ca_file = stranger.ca_file
        assert await failure(real_inbox(server)) == "bad_certificate"


async def test_nothing_is_read_where_there_is_no_tls(tmp_path: Path) -> None:
    async with ImapServer(tmp_path, security="starttls") as server:
        server.security = "tls"
        assert await failure(real_inbox(server)) in {"no_tls", "no_connection"}


async def test_after_a_lost_connection_the_next_call_makes_another(server: ImapServer) -> None:
    inbox = real_inbox(server)
    await server.deliver(ANSWER, NOW)
    first = await inbox.next(None)
    await server.stop()
    with pytest.raises(InboxFailed):
        await inbox.next(None)
    await server.start()
    assert await inbox.next(None) == first
    assert server.connections == 2
    await inbox.close()


async def test_a_server_that_goes_away_ends_the_waiting(server: ImapServer) -> None:
    inbox = real_inbox(server)
    waiting = asyncio.create_task(inbox.wait(60))
    await server.connection_made.wait()
    await server.stop()
    with pytest.raises(InboxFailed):
        await waiting
    await inbox.close()


async def test_the_waiting_ends_when_the_bot_stops(server: ImapServer) -> None:
    inbox = real_inbox(server)
    waiting = asyncio.create_task(inbox.wait(600))
    await server.connection_made.wait()
    await inbox.close()
    assert await waiting is False


async def test_a_server_without_idle_is_asked_again_and_again(server: ImapServer) -> None:
    await server.stop()
    server.idle = False
    await server.start()
    inbox = real_inbox(server)
    assert await inbox.wait(0.05) is False
    await server.deliver(ANSWER, NOW)
    found = await inbox.next(None)
    assert found
    assert found.reading.decision is Decision.REPLY
    await inbox.close()
