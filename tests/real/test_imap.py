"""The bot's mailbox on a real IMAP server that misbehaves."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from retbot import settings
from retbot.check import inbox_faults
from retbot.demo.imapserver import ImapServer
from retbot.mail.imap import ImapInbox
from retbot.ports.incoming_mail import Decision, InboxFailed
from retbot.settings import Settings
from tests.contract.test_inbox import ANSWER, NOW, real_inbox
from tests.unit.settings.settings_samples import mail, secret_file, tables

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
    await server.connected.wait()
    await server.stop()
    with pytest.raises(InboxFailed):
        await waiting
    await inbox.close()


async def test_the_waiting_ends_when_the_bot_stops(server: ImapServer) -> None:
    inbox = real_inbox(server)
    waiting = asyncio.create_task(inbox.wait(600))
    await server.connected.wait()
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


def with_inbox(server: ImapServer, directory: Path, **changed: object) -> Settings:
    for name in ("password", "pickle_key"):
        secret_file(directory, name, server.password + "-en-nog-wat" * (name == "pickle_key"))
    imap = {"host": server.host, "port": server.port, "security": server.security, "username": server.username}
    section = mail() | {"reply_to": "team@ret.nl", "imap": imap | {"ca_file": str(server.ca_file)} | changed}
    return settings.read(tables() | {"mail": section}, directory)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, None),
        ({"username": "iemand"}, "refuses the username or the password"),
        ({"folder": "Nergens"}, "does not let the folder"),
        ({"ca_file": "password"}, "holds no certificates"),
    ],
)
async def test_check_tries_the_mailbox_of_answers(
    changed: dict[str, object], said: str | None, server: ImapServer, tmp_path: Path
) -> None:
    told = await inbox_faults(with_inbox(server, tmp_path, **changed))
    assert len(told) == (1 if said else 0)
    assert all(said in one for one in told if said)


async def test_check_tells_when_nobody_answers(server: ImapServer, tmp_path: Path) -> None:
    chosen = with_inbox(server, tmp_path)
    await server.stop()
    (told,) = await inbox_faults(chosen)
    assert told == f"The mailbox 127.0.0.1, port {server.port} does not answer."
