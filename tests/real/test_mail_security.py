"""Nothing goes in the clear: every way in which TLS or AUTH can fail, with the bytes on the wire as witness."""

import asyncio
from pathlib import Path

import pytest

from retbot.demo.mailserver import HOST, MailServer
from retbot.mail.smtp import Problem, Security, SmtpMailbox
from retbot.ports import MailFate
from tests.real.mail_wire import PASSWORD, TIMEOUT, Wire, mailbox_at, scripted, wire
from tests.unit.mail.samples import SCHOOL, inviting, plain, request

HARMLESS = {b"EHLO ret.example", b"STARTTLS"}


@pytest.fixture(params=["starttls", "tls"])
def security(request: pytest.FixtureRequest) -> Security:
    kind: Security = request.param
    return kind


async def assert_nothing_got_out(between: Wire, mailbox: SmtpMailbox, problem: Problem) -> None:
    mails = [inviting(request()), plain()]
    assert await mailbox.send(mails) == [MailFate.DELAYED, MailFate.DELAYED]
    assert await mailbox.probe() == problem
    assert between.server.mails == []
    assert between.tap.lines_in_the_clear() <= HARMLESS


async def test_the_tap_sees_what_does_go_in_the_clear() -> None:
    async with scripted(b"220 hello\r\n", b"250 x\r\n") as (tap, port):
        reader, writer = await asyncio.open_connection(HOST, port)
        await reader.readline()
        writer.write(b"AUTH PLAIN x\r\nSTARTTLS\r\nMAIL FROM:<a@b.example>\r\n")
        await reader.readline()
        writer.close()
        await writer.wait_closed()
    assert bytes(tap.said[0]).startswith(b"AUTH PLAIN x\r\n")
    with pytest.raises(AssertionError, match="not TLS"):
        tap.lines_in_the_clear()


async def test_a_mail_that_is_sent_is_seen_by_nobody_on_the_way(tmp_path: Path, security: Security) -> None:
    async with wire(tmp_path, security) as between:
        assert await between.mailbox().send([inviting(request())]) == [MailFate.SENT]
        assert await between.mailbox().probe() is None
    assert between.tap.lines_in_the_clear() == (HARMLESS if security == "starttls" else set())
    assert between.tap.connections_with_tls() == len(between.tap.said) == 2
    for secret in (b"AUTH", b"MAIL FROM", b"school.example", b"BEGIN:V", b"Subject", PASSWORD.encode()):
        assert not any(secret in said for said in between.tap.said)


async def test_a_wrong_password_sends_nothing_and_is_tried_once(tmp_path: Path, security: Security) -> None:
    async with wire(tmp_path, security) as between:
        await assert_nothing_got_out(between, between.mailbox(password="fout"), "auth_refused")
        assert between.server.logins == 2  # one for the batch, one for the probe


async def test_a_server_without_a_known_login_gets_nothing(tmp_path: Path, security: Security) -> None:
    async with wire(tmp_path, security) as between:
        between.server.faults.hidden_logins = ("PLAIN", "LOGIN")
        await assert_nothing_got_out(between, between.mailbox(), "auth_refused")


async def test_a_server_without_starttls_gets_nothing(tmp_path: Path) -> None:
    async with wire(tmp_path, "starttls") as between:
        between.server.faults.hides_starttls = True
        await assert_nothing_got_out(between, between.mailbox(), "no_tls")
        assert between.tap.connections_with_tls() == 0


async def test_a_certificate_of_another_authority_gets_nothing(tmp_path: Path, security: Security) -> None:
    other = MailServer(tmp_path / "other")
    async with other, wire(tmp_path, security) as between:
        await assert_nothing_got_out(between, between.mailbox(ca_file=other.ca_file), "bad_certificate")


async def test_a_private_authority_is_not_among_those_of_the_system(tmp_path: Path, security: Security) -> None:
    async with MailServer(tmp_path, security=security) as server:
        assert await mailbox_at(server.port, security).probe() == "bad_certificate"


@pytest.mark.parametrize("hosts", [("mail.example",), ("127.0.0.2",), ("localhost",)])
async def test_a_certificate_for_another_host_gets_nothing(
    tmp_path: Path, security: Security, hosts: tuple[str, ...]
) -> None:
    async with wire(tmp_path, security, hosts) as between:
        await assert_nothing_got_out(between, between.mailbox(), "certificate_of_another_host")


async def test_a_certificate_for_the_name_that_is_asked_for_is_good(tmp_path: Path, security: Security) -> None:
    async with wire(tmp_path, security, ("localhost",)) as between:
        assert await between.mailbox(host="localhost").probe() is None


HELLO = b"220 hello\r\n"
OFFER = b"250-x\r\n250 STARTTLS\r\n"


@pytest.mark.parametrize(
    ("answers", "problem"),
    [
        pytest.param((), "no_connection", id="no greeting"),
        pytest.param((b"HTTP/1.1 400 Bad Request\r\n",), "no_connection", id="another protocol"),
        pytest.param((b"554 no service\r\n",), "no_connection", id="not welcome"),
        pytest.param((HELLO, OFFER, b"454 not now\r\n"), "no_tls", id="STARTTLS refused"),
        pytest.param((HELLO, OFFER, b"220 go\r\n"), "no_connection", id="no handshake"),
        pytest.param((HELLO, OFFER, b"220 go\r\n250 injected\r\n"), "no_connection", id="answers injected before TLS"),
        pytest.param((HELLO, b"250 AUTH PLAIN\r\n"), "no_tls", id="AUTH in the clear"),
    ],
)
async def test_a_server_that_never_gets_to_tls_hears_no_secret(answers: tuple[bytes, ...], problem: str) -> None:
    async with scripted(*answers) as (tap, port):
        mailbox = mailbox_at(port, "starttls", timeout=TIMEOUT)
        assert await mailbox.probe() == problem
        assert await mailbox.send([plain()]) == [MailFate.DELAYED]
    assert tap.lines_in_the_clear() <= HARMLESS


async def test_a_port_where_nobody_listens_is_no_connection(tmp_path: Path, security: Security) -> None:
    async with MailServer(tmp_path) as server:
        pass
    mailbox = mailbox_at(server.port, security, ca_file=server.ca_file)
    assert await mailbox.probe() == "no_connection"
    assert await mailbox.send([plain()]) == [MailFate.DELAYED]


async def test_a_frozen_line_is_given_up_and_not_waited_for(tmp_path: Path, security: Security) -> None:
    async with wire(tmp_path, security) as between:
        between.server.faults.silent.add(SCHOOL.address)
        sending = asyncio.create_task(between.mailbox(timeout=TIMEOUT).send([plain()]))
        await asyncio.sleep(TIMEOUT / 2)
        between.tap.frozen = True
        assert await sending == [MailFate.DELAYED]
        await asyncio.wait_for(between.tap.left.wait(), TIMEOUT)


@pytest.mark.parametrize(
    ("spoken", "expected", "problem"), [("starttls", "tls", "no_tls"), ("tls", "starttls", "no_connection")]
)
async def test_the_wrong_kind_of_tls_sends_nothing(
    tmp_path: Path, spoken: Security, expected: Security, problem: Problem
) -> None:
    async with MailServer(tmp_path, security=spoken, password=PASSWORD) as server:
        mailbox = mailbox_at(server.port, expected, ca_file=server.ca_file, timeout=TIMEOUT)
        assert await mailbox.probe() == problem
        assert await mailbox.send([plain()]) == [MailFate.DELAYED]
        assert server.mails == []


def test_no_other_security_than_tls_can_be_asked_for() -> None:
    with pytest.raises(ValueError, match="tls or starttls"):
        mailbox_at(25, "none")  # type: ignore[arg-type]


def test_an_authority_that_cannot_be_read_is_an_error_at_the_start(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        mailbox_at(25, "tls", ca_file=tmp_path / "none.pem")


def test_the_password_stands_in_no_representation() -> None:
    assert PASSWORD not in repr(mailbox_at(25, "tls"))
