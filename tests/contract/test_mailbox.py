"""What every Mailbox does, real or not."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest

from retbot.demo.mailserver import MailServer
from retbot.mail.smtp import SmtpMailbox
from retbot.ports import Mailbox, MailFate
from tests.clock import SetClock
from tests.contract.fake_mailbox import FakeMailbox
from tests.unit.mail.samples import IDS, OUDERS, SCHOOL, SENDER, VOORZITTER, inviting, plain, request

SENT, REFUSED, DELAYED = MailFate.SENT, MailFate.REFUSED, MailFate.DELAYED


class Stage(Protocol):
    """A mailbox, and means to control what happens to it."""

    @property
    def mailbox(self) -> Mailbox: ...

    def refuse(self, address: str) -> None: ...

    def delay(self, address: str) -> None: ...

    async def go_down(self) -> None: ...

    async def come_up(self) -> None: ...

    def arrived(self) -> list[tuple[str, str]]:
        """Recipient and subject of each mail, in the order of arrival."""


@dataclass
class FakeStage:
    mailbox: FakeMailbox

    def refuse(self, address: str) -> None:
        self.mailbox.fates[address] = REFUSED

    def delay(self, address: str) -> None:
        self.mailbox.fates[address] = DELAYED

    async def go_down(self) -> None:
        self.mailbox.down = True

    async def come_up(self) -> None:
        self.mailbox.down = False

    def arrived(self) -> list[tuple[str, str]]:
        return [(mail.to, mail.subject) for mail in self.mailbox.sent]


@dataclass
class SmtpStage:
    mailbox: SmtpMailbox
    server: MailServer

    def refuse(self, address: str) -> None:
        self.server.faults.replies[address] = "550 5.1.1 unknown"

    def delay(self, address: str) -> None:
        self.server.faults.replies[address] = "451 4.7.1 later"

    async def go_down(self) -> None:
        await self.server.stop()

    async def come_up(self) -> None:
        await self.server.start()

    def arrived(self) -> list[tuple[str, str]]:
        return [(mail.recipient, mail.message["Subject"]) for mail in self.server.mails]


@pytest.fixture(params=["fake", "smtp"])
async def stage(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Stage]:
    if request.param == "fake":
        yield FakeStage(FakeMailbox(SetClock()))
        return
    async with MailServer(tmp_path) as server:
        mailbox = SmtpMailbox(
            host=server.host,
            port=server.port,
            security="starttls",
            username=server.username,
            password=server.password,
            ca_file=server.ca_file,
            sender=SENDER,
            ids=IDS,
            clock=SetClock(),
            timeout=5,
        )
        yield SmtpStage(mailbox, server)


async def test_nothing_to_send_has_no_fates(stage: Stage) -> None:
    assert await stage.mailbox.send([]) == []


async def test_mails_arrive_in_order(stage: Stage) -> None:
    mails = [inviting(request()), plain(OUDERS.address), plain(SCHOOL.address, key="h-2", subject="Nog eens")]
    assert await stage.mailbox.send(mails) == [SENT, SENT, SENT]
    assert stage.arrived() == [
        (SCHOOL.address, "RET-overleg RET-7KH-4T3"),
        (OUDERS.address, "Herinnering"),
        (SCHOOL.address, "Nog eens"),
    ]


async def test_a_refused_and_a_delayed_mail_do_not_stop_the_next(stage: Stage) -> None:
    stage.refuse(SCHOOL.address)
    stage.delay(OUDERS.address)
    mails = [plain(SCHOOL.address), plain(OUDERS.address), plain(VOORZITTER.address)]
    assert await stage.mailbox.send(mails) == [REFUSED, DELAYED, SENT]
    assert stage.arrived() == [(VOORZITTER.address, "Herinnering")]


async def test_a_mail_that_cannot_be_made_is_refused_and_does_not_stop_the_next(stage: Stage) -> None:
    mails = [plain("geen adres"), inviting(request(recipient=SENDER.organizer())), plain()]
    assert await stage.mailbox.send(mails) == [REFUSED, REFUSED, SENT]
    assert len(stage.arrived()) == 1


async def test_without_a_server_everything_waits_and_later_it_goes(stage: Stage) -> None:
    mails = [plain(SCHOOL.address), plain(OUDERS.address)]
    await stage.go_down()
    assert await stage.mailbox.send(mails) == [DELAYED, DELAYED]
    assert stage.arrived() == []
    await stage.come_up()
    assert await stage.mailbox.send(mails) == [SENT, SENT]
    assert [to for to, _ in stage.arrived()] == [SCHOOL.address, OUDERS.address]


async def test_the_same_mail_twice_is_sent_twice(stage: Stage) -> None:
    assert await stage.mailbox.send([plain()]) == [SENT]
    assert await stage.mailbox.send([plain()]) == [SENT]
    assert len(stage.arrived()) == 2
