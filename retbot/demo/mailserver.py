"""A real SMTP server for the demo and the tests: requires TLS and AUTH, and writes every mail to a file."""

import asyncio
import contextlib
import hmac
import logging
import ssl
from collections.abc import Sequence
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Literal, Protocol, cast

from aiosmtpd.smtp import SMTP, Envelope, Session

from retbot.demo.certificates import server_context
from retbot.demo.local_server import LocalServer

HOST = "127.0.0.1"
HOSTS = (HOST, "localhost")


@dataclass(frozen=True, slots=True)
class ReceivedMail:
    """A mail with its envelope."""

    path: Path
    sender: str
    recipient: str
    content: bytes = field(repr=False)

    @property
    def message(self) -> EmailMessage:
        return message_from_bytes(self.content, policy=default)


@dataclass(slots=True)
class Faults:
    """What the server does wrong; may be changed while it runs. Addresses are those of recipients."""

    sender_reply: str | None = None
    """The reply to MAIL."""
    replies: dict[str, str] = field(default_factory=dict)
    """The reply to RCPT, such as `550 5.1.1 unknown`."""
    data_replies: dict[str, str] = field(default_factory=dict)
    """The reply after the text was received."""
    ignores_plus: bool = False
    """Whether `bot+x@…` is a different mailbox from `bot@…`."""
    silent: set[str] = field(default_factory=set)
    """No reply to RCPT at all."""
    drops_after_text: set[str] = field(default_factory=set)
    """Closes the connection after the text was received."""
    refuses_login: bool = False
    hidden_logins: tuple[str, ...] = ()
    """Login methods that are not offered, of PLAIN and LOGIN."""
    hides_starttls: bool = False


class DemoInbox(Protocol):
    async def deliver(self, content: bytes) -> None: ...


class MailServer(LocalServer):
    """Listens on 127.0.0.1 only; `async with` starts and stops it. The mails are numbered files in `directory`/mail."""

    def __init__(
        self,
        directory: Path,
        *,
        security: Literal["tls", "starttls"] = "starttls",
        username: str = "retbot",
        password: str = "demo-only",
        hosts: Sequence[str] = HOSTS,
    ) -> None:
        self.directory = directory
        self.ca_file = directory / "mail-ca.pem"
        self.security = security
        self.username = username
        self.password = password
        self.host = HOST
        self.port = 0
        self.faults = Faults()
        self.mails: list[ReceivedMail] = []
        self.connections = 0
        self.logins = 0
        self.inbox: DemoInbox | None = None
        """Where mail for `inbox_of` is delivered, with or without a part after a plus."""
        self.inbox_of = ""
        self._hosts = hosts
        self._tls: ssl.SSLContext | None = None
        self._sessions: set[_Session] = set()
        self._server: asyncio.Server | None = None

    async def start(self) -> None:
        """The first start picks a port and a certificate; later ones reuse them."""
        # The library logs addresses.
        logging.getLogger("mail.log").disabled = True
        (self.directory / "mail").mkdir(parents=True, exist_ok=True)
        tls = self._tls = self._tls or server_context(self.ca_file, self._hosts)
        outer = tls if self.security == "tls" else None
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: self._session(tls), self.host, self.port, ssl=outer)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Ends the connections too."""
        server, self._server = self._server, None
        if server is None:
            return
        server.close()
        await asyncio.gather(*(session.end() for session in self._sessions.copy()))
        await server.wait_closed()

    def _session(self, tls: ssl.SSLContext) -> "_Session":
        self.connections += 1
        starttls = None if self.security == "tls" or self.faults.hides_starttls else tls
        session = _Session(self, starttls)
        self._sessions.add(session)
        return session

    def forget(self, session: "_Session") -> None:
        self._sessions.discard(session)

    async def keep(self, envelope: Envelope) -> None:
        content = envelope.original_content or b""
        path = self.directory / "mail" / f"{len(self.mails) + 1:03}-{_method(content)}.eml"
        path.write_bytes(content)
        recipient = envelope.rcpt_tos[0]
        self.mails.append(ReceivedMail(path, envelope.mail_from or "", recipient, content))
        local, _, domain = recipient.rpartition("@")
        name = local if self.faults.ignores_plus else local.partition("+")[0]
        if self.inbox and f"{name}@{domain}" == self.inbox_of:
            await self.inbox.deliver(content)

    def knows(self, mechanism: str, login: bytes, password: bytes) -> bool:  # noqa: ARG002 the library's callback
        """Whether the login and the password are right."""
        self.logins += 1
        right = hmac.compare_digest(login, self.username.encode()) & hmac.compare_digest(
            password, self.password.encode()
        )
        return right and not self.faults.refuses_login


def _method(content: bytes) -> str:
    """`request`, `cancel`, `reply` or `plain`: nothing else about the mail appears in the name of its file."""
    for part in message_from_bytes(content, policy=default).walk():
        if part.get_content_type() == "text/calendar":
            method = str(part.get_param("method")).lower()
            return method if method in {"cancel", "reply"} else "request"
    return "plain"


class _Hooks:
    """The server's replies to the commands that can be made to fail."""

    def __init__(self, owner: MailServer) -> None:
        self._owner = owner

    async def handle_MAIL(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self._owner.faults.sender_reply:
            return self._owner.faults.sender_reply
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self._owner.faults.silent:
            await _until_cancelled()
        if reply := self._owner.faults.replies.get(address):
            return reply
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        address = envelope.rcpt_tos[0]
        if address in self._owner.faults.drops_after_text:
            cast("asyncio.Transport", server.transport).abort()
            await _until_cancelled()
        if reply := self._owner.faults.data_replies.get(address):
            return reply
        await self._owner.keep(envelope)
        return "250 OK"


async def _until_cancelled() -> None:
    """The library cancels this when the connection is lost."""
    await asyncio.Event().wait()


class _Session(SMTP):
    """One connection. With `starttls` None it either starts inside TLS or never uses TLS."""

    def __init__(self, owner: MailServer, starttls: ssl.SSLContext | None) -> None:
        super().__init__(
            _Hooks(owner),
            hostname="localhost",
            ident="retbot demo",
            tls_context=starttls,
            require_starttls=True,
            auth_required=True,
            auth_callback=owner.knows,
            auth_exclude_mechanism=owner.faults.hidden_logins,
            loop=asyncio.get_running_loop(),
        )
        self._owner = owner

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        first = self._handler_coroutine is None
        super().connection_made(transport)
        if first and self._handler_coroutine:
            self._handler_coroutine.add_done_callback(self._finish)
        # The library knows only TLS through STARTTLS; without this it does not offer AUTH when the connection starts in
        # TLS.
        if first and self.session and transport.get_extra_info("sslcontext"):
            self._auth_require_tls = False
            self.session.ssl = {}

    def _finish(self, work: asyncio.Task[None]) -> None:
        self._owner.forget(self)
        if not work.cancelled():
            work.exception()

    async def end(self) -> None:
        if self.transport:
            cast("asyncio.Transport", self.transport).abort()
        if self._handler_coroutine:
            self._handler_coroutine.cancel()
            with contextlib.suppress(asyncio.CancelledError, OSError):
                await self._handler_coroutine
