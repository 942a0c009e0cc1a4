"""Tries the answers about mail: finds the port and the kind of TLS, and logs in."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from retbot.app.beside import SystemClock
from retbot.check.mail import server_fault
from retbot.installation.questions import Unfit
from retbot.mail.imap import ImapInbox
from retbot.mail.messages import MailSender
from retbot.mail.smtp import SmtpMailbox
from retbot.ports import WireIds

Security = Literal["tls", "starttls"]

PATIENCE = 10.0
_TELLING = ("auth_refused", "other", "expired_certificate", "certificate_of_another_host", "bad_certificate", "no_tls")
"""The problems that say most come first: a port that takes no connection says least."""


class BadLogin(Unfit):
    """The server is the right one, but it refuses the login."""


class BadCertificate(Unfit):
    """Nobody whom this machine trusts vouches for the server."""


@dataclass(frozen=True)
class Endpoint:
    host: str
    port: int
    security: Security


@dataclass(frozen=True)
class Service:
    """How a server for mail is found and spoken to."""

    section: str
    what: str
    usual: Sequence[tuple[Security, int]]
    probe: Callable[[Endpoint, str, str, Path | None], Awaitable[str | None]]
    """With a username, a password and the trusted certificates; returns the name of a problem."""

    def endpoints(self, text: str) -> list[Endpoint]:
        """`mail.gemeente.nl` is tried at the usual ports, `mail.gemeente.nl:2525` only there. Raises Unfit."""
        host, _, port = text.partition(":")
        if not host or (port and not port.isdigit()) or not 0 < int(port or 1) < 65536 or len(host.split()) != 1:
            raise Unfit("Dit moet de naam van een server zijn, zoals mail.gemeente.nl of mail.gemeente.nl:2525.")
        return [Endpoint(host, int(port or usual), security) for security, usual in self.usual]

    async def must_listen(self, endpoints: Sequence[Endpoint]) -> None:
        """Raises Unfit when no port takes a connection."""
        if not any(await asyncio.gather(*(_listens(one) for one in endpoints))):
            raise Unfit(self._fault(endpoints[0], "no_connection"))

    async def log_in(
        self, endpoints: Sequence[Endpoint], usernames: Sequence[str], password: str, ca_file: Path | None
    ) -> tuple[Endpoint, str]:
        """The first endpoint and username with which it works. Raises Unfit."""
        problems: dict[str, Endpoint] = {}
        for endpoint in endpoints:
            for username in usernames:
                problem = await self.probe(endpoint, username, password, ca_file)
                if problem is None:
                    return endpoint, username
                problems.setdefault(problem, endpoint)
                if problem != "auth_refused":
                    break
        worst = next((one for one in _TELLING if one in problems), "no_connection")
        kinds = {"auth_refused": BadLogin, "bad_certificate": BadCertificate}
        raise kinds.get(worst, Unfit)(self._fault(problems[worst], worst))

    def _fault(self, at: Endpoint, problem: str) -> str:
        ports = {security: str(port) for security, port in self.usual}
        return server_fault(self.what, self.section, at.host, at.port, problem, (ports["starttls"], ports["tls"]))


async def _listens(at: Endpoint) -> bool:
    try:
        _, writer = await asyncio.wait_for(asyncio.open_connection(at.host, at.port), PATIENCE)
    except (OSError, TimeoutError):
        return False
    writer.close()
    return True


async def _probe_smtp(at: Endpoint, username: str, password: str, ca_file: Path | None) -> str | None:
    # Nothing is sent; the sender and the ids are of no mail.
    mailbox = SmtpMailbox(
        host=at.host,
        port=at.port,
        security=at.security,
        username=username,
        password=password,
        sender=MailSender("retbot@example.nl", "", "retbot@example.nl", "example.nl"),
        ids=WireIds.of_installation(""),
        clock=SystemClock(),
        ca_file=ca_file,
        timeout=PATIENCE,
    )
    return await mailbox.probe()


async def _probe_imap(at: Endpoint, username: str, password: str, ca_file: Path | None) -> str | None:
    inbox = ImapInbox(
        host=at.host,
        port=at.port,
        security=at.security,
        username=username,
        password=password,
        ca_file=ca_file,
        timeout=PATIENCE,
    )
    return await inbox.probe()


SMTP = Service("mail", "mailserver", (("starttls", 587), ("tls", 465)), _probe_smtp)
IMAP = Service("mail.imap", "mailbox", (("tls", 993), ("starttls", 143)), _probe_imap)
