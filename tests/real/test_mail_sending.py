"""Mails over a real SMTP server: what arrives, and the fate of what does not."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from retbot.demo.mailserver import MailServer
from retbot.mail.invitations import calendar_object
from retbot.mail.messages import mime
from retbot.mail.smtp import Security, SmtpMailbox
from retbot.mail.try_invitation import try_invitation
from retbot.ports import Mail, MailFate
from tests.clock import SetClock
from tests.real.mail_wire import PASSWORD, PATIENCE, TIMEOUT, mailbox_at
from tests.unit.mail.samples import (
    IDS,
    NOW,
    ORGANIZER,
    OUDERS,
    SCHOOL,
    SENDER,
    VOORZITTER,
    cancel,
    inviting,
    part_of,
    plain,
    read,
    request,
)

SENT, REFUSED, DELAYED = MailFate.SENT, MailFate.REFUSED, MailFate.DELAYED


def mailbox_to(
    server: MailServer, password: str = PASSWORD, *, attach_ics: bool = True, timeout: float = PATIENCE
) -> SmtpMailbox:
    return mailbox_at(
        server.port,
        server.security,
        ca_file=server.ca_file,
        password=password,
        attach_ics=attach_ics,
        timeout=timeout,
    )


@pytest.fixture(params=["starttls", "tls"])
async def server(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[MailServer]:
    security: Security = request.param
    async with MailServer(tmp_path, security=security, password=PASSWORD) as server:
        yield server


async def test_a_mail_arrives_as_it_was_made(server: MailServer) -> None:
    mail = inviting(request())
    assert await mailbox_to(server).send([mail]) == [SENT]
    (received,) = server.mails
    assert (received.sender, received.recipient) == ("bot@ret.example", SCHOOL.address)
    arrived, made = read(received.content), read(mime(mail, SENDER, NOW, IDS))
    assert arrived["Message-ID"] == made["Message-ID"]
    assert arrived["Reply-To"].addresses[0].addr_spec == "team@ret.example"
    assert part_of(arrived, "text/calendar").get_payload(decode=True) == calendar_object(request(), ORGANIZER)
    assert received.path.read_bytes() == received.content


async def test_files_are_numbered_and_their_names_tell_the_method_only(server: MailServer) -> None:
    await mailbox_to(server).send([inviting(request()), plain(), inviting(cancel())])
    assert [received.path.name for received in server.mails] == [
        "001-request.eml",
        "002-plain.eml",
        "003-cancel.eml",
    ]


async def test_the_attached_file_is_a_setting(server: MailServer) -> None:
    await mailbox_to(server, attach_ics=False).send([inviting(request())])
    assert server.mails[0].message.get_content_type() == "multipart/alternative"


async def test_a_batch_has_one_connection_and_the_next_batch_its_own(server: MailServer) -> None:
    mailbox = mailbox_to(server)
    assert await mailbox.send([plain(key=f"h-{number}") for number in range(20)]) == [SENT] * 20
    assert server.connections == 1
    await mailbox.send([plain()])
    assert server.connections == 2


async def test_two_batches_at_once_both_arrive_one_after_the_other(server: MailServer) -> None:
    mailbox = mailbox_to(server)
    batches = [[plain(key=f"{batch}-{number}", subject=batch) for number in range(5)] for batch in "AB"]
    assert await asyncio.gather(*(mailbox.send(batch) for batch in batches)) == [[SENT] * 5] * 2
    assert [received.message["Subject"] for received in server.mails] == ["A"] * 5 + ["B"] * 5


async def test_a_long_mail_arrives_whole(server: MailServer) -> None:
    text = "\n".join(f"Regel {number} é\n.\n..punt" for number in range(20_000))
    assert await mailbox_to(server).send([Mail("lang", SCHOOL.address, "Lang", text)]) == [SENT]
    arrived = part_of(read(server.mails[0].content), "text/plain").get_content()
    assert str(arrived).replace("\r\n", "\n") == f"{text}\n"


async def test_login_is_used_where_plain_is_not_offered(server: MailServer) -> None:
    server.faults.hidden_logins = ("PLAIN",)
    assert await mailbox_to(server).send([plain()]) == [SENT]


async def test_try_invitation_sends_three_mails(server: MailServer) -> None:
    async def no_pause() -> None:
        pass

    assert await try_invitation(mailbox_to(server), SCHOOL.address, SetClock(), no_pause) == [SENT] * 3
    assert [received.path.name for received in server.mails] == [
        "001-request.eml",
        "002-request.eml",
        "003-cancel.eml",
    ]


Fault = Callable[[MailServer, str], None]


def at_recipient(reply: str) -> Fault:
    return lambda server, address: server.faults.replies.update({address: reply})


def after_data(reply: str) -> Fault:
    return lambda server, address: server.faults.data_replies.update({address: reply})


def silent(server: MailServer, address: str) -> None:
    server.faults.silent.add(address)


def dropped(server: MailServer, address: str) -> None:
    server.faults.drops_after_text.add(address)


@pytest.mark.parametrize(
    ("fault", "fate", "connections"),
    [
        pytest.param(at_recipient("550 5.1.1 unknown"), REFUSED, 1, id="unknown recipient"),
        pytest.param(at_recipient("553 5.1.3 malformed"), REFUSED, 1, id="malformed recipient"),
        pytest.param(at_recipient("451 4.7.1 greylisted"), DELAYED, 1, id="greylisted"),
        pytest.param(at_recipient("452 4.2.2 full"), DELAYED, 1, id="mailbox full"),
        pytest.param(at_recipient("421 4.3.2 closing"), DELAYED, 2, id="server closing"),
        pytest.param(at_recipient("530 5.7.0 log in first"), DELAYED, 1, id="session not accepted"),
        pytest.param(after_data("554 5.7.1 spam"), REFUSED, 1, id="text refused"),
        pytest.param(after_data("552 5.3.4 too large"), REFUSED, 1, id="too large"),
        pytest.param(after_data("451 4.3.0 scanner"), DELAYED, 1, id="scanner down"),
        pytest.param(silent, DELAYED, 2, id="silent"),
        pytest.param(dropped, DELAYED, 2, id="dropped after the text"),
    ],
)
async def test_each_failure_has_its_fate_and_the_next_mail_goes_on(
    server: MailServer, fault: Fault, fate: MailFate, connections: int
) -> None:
    fault(server, OUDERS.address)
    mails = [plain(VOORZITTER.address), plain(OUDERS.address), plain(SCHOOL.address)]
    assert await mailbox_to(server, timeout=TIMEOUT).send(mails) == [SENT, fate, SENT]
    assert [received.recipient for received in server.mails] == [VOORZITTER.address, SCHOOL.address]
    assert server.connections == connections


async def test_a_server_that_is_silent_on_all_costs_three_connections_and_no_more(server: MailServer) -> None:
    mails = [plain(f"nr{number}@school.example") for number in range(10)]
    server.faults.silent.update(mail.to for mail in mails)
    assert await asyncio.wait_for(mailbox_to(server, timeout=TIMEOUT).send(mails), 9 * TIMEOUT) == [DELAYED] * 10
    assert server.connections == 3


@pytest.mark.parametrize(
    ("reply", "fate"),
    [("550 5.7.60 not your address", DELAYED), ("451 4.3.0 later", DELAYED), ("552 5.3.4 too large", REFUSED)],
)
async def test_a_sender_that_is_refused_is_no_fault_of_the_recipient(
    server: MailServer, reply: str, fate: MailFate
) -> None:
    server.faults.sender_reply = reply
    assert await mailbox_to(server).send([plain()]) == [fate]


async def test_a_batch_that_is_cancelled_leaves_the_mailbox_usable(server: MailServer) -> None:
    mailbox = mailbox_to(server)
    server.faults.silent.add(OUDERS.address)
    sending = asyncio.create_task(mailbox.send([plain(OUDERS.address)]))
    await asyncio.sleep(TIMEOUT / 4)
    sending.cancel()
    with pytest.raises(asyncio.CancelledError):
        await sending
    assert await mailbox.send([plain()]) == [SENT]


async def test_logs_tell_the_kind_of_failure_and_no_address_subject_or_answer(server: MailServer) -> None:
    server.faults.replies[OUDERS.address] = "550 5.1.1 thuis@prive.example is onbekend"
    with capture_logs() as logs:
        await mailbox_to(server).send([plain(OUDERS.address, subject="Overleg"), plain("geen adres")])
        await mailbox_to(server, password="fout").send([plain()])
    assert logs == [
        {"event": "mail_not_sent", "error": "SMTPRecipientsRefused", "smtp_code": 550, "log_level": "warning"},
        {"event": "mail_not_made", "error": "ValueError", "smtp_code": None, "log_level": "warning"},
        {"event": "mail_server_problem", "error": "SMTPAuthenticationError", "smtp_code": 535, "log_level": "warning"},
    ]
