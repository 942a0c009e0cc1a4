"""`retbot check` on the mail: planted faults on real SMTP and IMAP servers, each with its sentence."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from retbot import settings
from retbot.app.beside import SystemClock
from retbot.check.mail import Patience, mail_faults
from retbot.demo.certificates import server_context
from retbot.demo.imapserver import ImapServer
from retbot.demo.mailserver import HOST, MailServer
from retbot.settings import Settings
from tests.unit.settings.settings_samples import mail, secret_file, tables

BOT = "bot@ret.example"
OF_NOBODY = "bot+00000000000000000000@ret.example"
WAITS = Patience(answer=10, arrival=20)
IMPATIENT = Patience(answer=10, arrival=2)
LONG_AGO = datetime.now(UTC) - timedelta(days=60)


@dataclass
class Post:
    """A mail server, and the mailbox that it delivers to; `mail` and `imap` are changed to plant a fault."""

    directory: Path
    server: MailServer
    inbox: ImapServer
    mail: dict[str, Any]
    imap: dict[str, Any]

    def settings(self) -> Settings:
        return settings.read(tables() | {"mail": self.mail | {"imap": self.imap}}, self.directory)

    async def faults(self, waits: Patience = IMPATIENT) -> list[str]:
        return await mail_faults(self.settings(), SystemClock(), waits)


@asynccontextmanager
async def post(directory: Path, plant: Callable[[MailServer, ImapServer], None] | None = None) -> AsyncIterator[Post]:
    for name in ("smtp", "imap"):
        (directory / name).mkdir()
    server, inbox = MailServer(directory / "smtp", username="bot"), ImapServer(directory / "imap", username="bot")
    server.inbox, server.inbox_of = inbox, BOT
    secret_file(directory, "password", server.password)
    secret_file(directory, "imap_password", inbox.password)
    secret_file(directory, "wrong", "een ander")
    secret_file(directory, "pickle_key", "een sleutel van lengte")
    if plant:
        plant(server, inbox)
    async with server, inbox:
        section = mail() | {"host": server.host, "port": server.port, "username": "bot", "address": BOT}
        section |= {"ca_file": str(server.ca_file), "reply_to": "team@ret.example"}
        imap = {"host": inbox.host, "port": inbox.port, "security": "tls", "ca_file": str(inbox.ca_file)}
        yield Post(directory, server, inbox, section, imap | {"password_file": "imap_password"})


async def test_with_a_mailbox_that_answers_reach_nothing_is_said_and_no_mail_stays(tmp_path: Path) -> None:
    async with post(tmp_path) as at:
        assert await at.faults(WAITS) == []
        assert [one.recipient for one in at.server.mails] == [BOT, OF_NOBODY]
        assert await at.inbox.holds() == 0


SMTP = [
    ({"username": "iemand"}, "weigert de aanmelding: mail.username of het wachtwoord klopt niet"),
    ({"password_file": "wrong"}, "weigert de aanmelding: mail.username of het wachtwoord klopt niet"),
    ({"security": "tls"}, "biedt niet de TLS die bij mail.security staat: starttls hoort meestal bij poort 587"),
    ({"port": 9}, "antwoordt niet: draait hij, klopt de poort, en laat de firewall deze machine erbij?"),
    ({"host": "bestaat-niet.invalid"}, "antwoordt niet: draait hij"),
    ({"ca_file": None}, "niemand instaat die deze machine vertrouwt: is het van de eigen organisatie"),
    ({"ca_file": "password"}, "mail.ca_file noemt "),
    ({"ca_file": "gone.pem"}, "waarin geen leesbaar certificaat (PEM) staat."),
]
IMAP = [
    ({"username": "iemand"}, "weigert de aanmelding: mail.imap.username of het wachtwoord klopt niet"),
    ({"password_file": "wrong"}, "weigert de aanmelding: mail.imap.username of het wachtwoord klopt niet"),
    ({"security": "starttls"}, "antwoordt niet"),
    ({"port": 9}, "antwoordt niet: draait hij, klopt de poort, en laat de firewall deze machine erbij?"),
    (
        {"folder": "Postvak"},
        "laat de map van mail.imap.folder niet openen: bestaat die map, en is hij van dit account?",
    ),
    ({"ca_file": "smtp/mail-ca.pem"}, "noem dan de uitgever bij mail.imap.ca_file"),
    ({"ca_file": "password"}, "mail.imap.ca_file noemt een bestand waarin geen leesbaar certificaat (PEM) staat."),
]


@pytest.mark.parametrize(
    ("section", "changed", "said"), [*(("mail", *one) for one in SMTP), *(("imap", *one) for one in IMAP)]
)
async def test_a_fault_of_the_settings_is_told(
    section: str, changed: dict[str, Any], said: str, tmp_path: Path
) -> None:
    async with post(tmp_path) as at:
        at.imap.setdefault("username", "bot")
        getattr(at, section).update(changed)
        if section == "mail" and changed.get("ca_file", "") is None:
            del at.mail["ca_file"]
        told = await at.faults()
        assert len(told) == 1, told
        assert said in told[0]
        assert at.server.mails == []


SERVERS: list[tuple[str, Callable[[MailServer, ImapServer], None], str]] = [
    ("smtp", lambda server, _: _tls(server, [HOST], LONG_AGO), "toont een certificaat dat verlopen is"),
    ("imap", lambda _, inbox: _tls(inbox, [HOST], LONG_AGO), "toont een certificaat dat verlopen is"),
    ("smtp", lambda server, _: _tls(server, ["mail.example"]), "vul bij mail.host de naam in die in het certificaat"),
    ("imap", lambda _, inbox: _tls(inbox, ["127.0.0.2"]), "vul bij mail.imap.host de naam in die in het certificaat"),
    (
        "smtp",
        lambda server, _: setattr(server.faults, "hides_starttls", True),
        "biedt niet de TLS die bij mail.security",
    ),
    ("smtp", lambda server, _: setattr(server.faults, "hidden_logins", ("PLAIN", "LOGIN")), "weigert de aanmelding"),
    (
        "mailbox van bot",
        lambda server, _: setattr(server.faults, "ignores_plus", True),
        "Zet daar *plus addressing* (subaddressing) aan, of kies een ander patroon bij mail.imap.answer_address.",
    ),
    (
        f"Een mail aan {OF_NOBODY}",
        lambda server, _: server.faults.replies.update({OF_NOBODY: "550 5.1.1 unknown"}),
        "de mailserver weigert hem: de mailserver legt post voor een adres met een plus niet in de mailbox ervan.",
    ),
    (
        f"Een mail aan {BOT} (mail.address)",
        lambda server, _: setattr(server, "inbox_of", "iemand@ret.example"),
        "komt niet aan in de mailbox van bot (mail.imap), binnen 2 seconden: is dat adres van die mailbox",
    ),
    (
        f"Een mail aan {BOT} (mail.address)",
        lambda server, _: server.faults.replies.update({BOT: "550 5.1.1 unknown"}),
        "de mailserver weigert hem: is dat adres van die mailbox",
    ),
]


def _tls(server: Any, hosts: list[str], issued: datetime | None = None) -> None:
    context = server_context(server.ca_file, hosts, issued)
    if isinstance(server, MailServer):
        server._tls = context
    else:
        server.tls = context


@pytest.mark.parametrize(("where", "plant", "said"), SERVERS)
async def test_a_fault_of_a_server_is_told(
    where: str, plant: Callable[[MailServer, ImapServer], None], said: str, tmp_path: Path
) -> None:
    async with post(tmp_path, plant) as at:
        told = await at.faults()
    assert len(told) == 1, told
    assert said in told[0]
    names = {"smtp": "De mailserver 127.0.0.1", "imap": "De mailbox 127.0.0.1"}
    assert names.get(where, where) in told[0]


async def test_a_pattern_of_its_own_is_tried_as_well(tmp_path: Path) -> None:
    async with post(tmp_path) as at:
        at.imap |= {"answer_address": "antwoord@ret.example", "authserv_id": "mx.ret.example"}
        (told,) = await at.faults()
    assert told.startswith("Een mail aan antwoord@ret.example (mail.imap.answer_address) komt niet aan in de mailbox")


async def test_two_servers_that_fail_are_both_told(tmp_path: Path) -> None:
    async with post(tmp_path) as at:
        at.mail["port"] = at.imap["port"] = 9
        told = await at.faults()
    assert [line.partition(" 127")[0] for line in told] == ["De mailserver", "De mailbox"]
