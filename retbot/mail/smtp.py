"""The mailbox that sends over SMTP with AUTH, always with TLS."""

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path
from typing import Literal

import structlog
from aiosmtplib import SMTP
from aiosmtplib.errors import (
    SMTPAuthenticationError,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
)

from retbot.mail.messages import MailSender, mime
from retbot.mail.tls import CertificateProblem, certificate_problem
from retbot.ports import Clock, Mail, MailFate, WireIds
from retbot.ports.vitals import UNWATCHED, Vital, Vitals

_log = structlog.get_logger(__name__)

Security = Literal["tls", "starttls"]
Problem = Literal["no_connection", "no_tls", "auth_refused"] | CertificateProblem

_CONNECTIONS = 3
"""After this many connections the rest of a batch waits."""
_PARTING = 5.0
_ABOUT_THE_SESSION = {502, 503, 530, 534, 535, 538}
"""Permanent according to their number, but about the bot's own session, not about an address."""
_TOO_LARGE = 552
_NOT_AS_THIS_SENDER = ("5.7.60", "5.2.252", "SendAsDenied")


class NoAuthenticationOffered(SMTPException):
    """The server offers neither PLAIN nor LOGIN inside TLS."""


class SmtpMailbox:
    """Implements Mailbox. Every batch has its own connection; batches wait for each other.

    When a connection breaks after the text of a mail was sent, it is unknown whether the mail was accepted. It counts
    as delayed and may arrive twice, with the same Message-ID, UID and SEQUENCE.
    """

    def __init__(
        self,
        *,
        host: str,
        port: int,
        security: Security,
        username: str,
        password: str,
        sender: MailSender,
        ids: WireIds,
        clock: Clock,
        ca_file: Path | None = None,
        timeout: float = 30.0,
        attach_ics: bool = True,
        vitals: Vitals = UNWATCHED,
    ) -> None:
        """`ca_file` replaces the certificate authorities of the system; raises OSError when it cannot be read.
        `timeout` is in seconds, for each response of the server."""
        if security not in {"tls", "starttls"}:
            raise ValueError("mail goes over tls or starttls")
        self._host = host
        self._port = port
        self._security = security
        self._username = username
        self._password = password
        self._sender = sender
        self._ids = ids
        self._clock = clock
        self._timeout = timeout
        self._attach_ics = attach_ics
        self._vitals = vitals
        # Checks the certificate and the host name; TLS 1.2 at least.
        self._tls = ssl.create_default_context(cafile=ca_file)
        self._turn = asyncio.Lock()
        self._plain_only = False

    async def send(self, mails: Sequence[Mail]) -> list[MailFate]:
        if not mails:
            return []
        fates: list[MailFate] = []
        async with self._turn:
            for _ in range(_CONNECTIONS):
                fates += await self._over_one_connection(mails[len(fates) :])
                if len(fates) == len(mails):
                    break
        return fates + [MailFate.DELAYED] * (len(mails) - len(fates))

    async def probe(self) -> Problem | None:
        """Connects, authenticates and disconnects; returns the type of problem, or None."""
        try:
            async with self._connection():
                return None
        except (SMTPException, OSError) as error:
            _note("mail_server_problem", error)
            return _problem(error)

    async def _over_one_connection(self, mails: Sequence[Mail]) -> list[MailFate]:
        """The results of the mails up to the one that broke the connection; of all mails when no connection could be
        made."""
        fates: list[MailFate] = []
        try:
            async with self._connection() as smtp:
                for mail in mails:
                    fates.append(await self._one(smtp, mail))
                    if not smtp.is_connected:
                        break
        except (SMTPException, OSError) as error:
            _note("mail_server_problem", error)
            return [MailFate.DELAYED] * len(mails)
        return fates

    async def _one(self, smtp: SMTP, mail: Mail) -> MailFate:
        try:
            message = mime(mail, self._sender, self._clock.now(), self._ids, attach_ics=self._attach_ics)
            await self._transmit(smtp, mail, message)
        except ValueError as error:
            _note("mail_not_made", error)
            return MailFate.REFUSED
        except (SMTPException, OSError) as error:
            _note("mail_not_sent", error)
            return _fate(error)
        return MailFate.SENT

    async def _transmit(self, smtp: SMTP, mail: Mail, message: bytes) -> None:
        """With an envelope sender of its own, to which a bounce comes back; a server that lets the bot send from its
        plain address only gets that from then on."""
        plain = self._sender.address
        own = plain if self._plain_only else self._sender.envelope(mail.envelope)
        try:
            await smtp.sendmail(own, [mail.to], message)
        except SMTPResponseException as error:
            if own == plain or not _refuses_sender(error):
                raise
            _note("own_envelope_refused", error)
            self._plain_only = True
            await smtp.sendmail(plain, [mail.to], message)

    @contextlib.asynccontextmanager
    async def _connection(self) -> AsyncIterator[SMTP]:
        smtp = SMTP(
            hostname=self._host,
            port=self._port,
            use_tls=self._security == "tls",
            start_tls=self._security == "starttls",
            tls_context=self._tls,
            # Otherwise the library sends the name of the machine.
            local_hostname=self._sender.domain,
            timeout=self._timeout,
        )
        transport = None
        try:
            try:
                await smtp.connect()
                transport = smtp.transport
                await self._authenticate(smtp)
            except (SMTPException, OSError):
                self._vitals.fails(Vital.SMTP)
                raise
            self._vitals.works(Vital.SMTP)
            yield smtp
            with contextlib.suppress(SMTPException, OSError):
                await smtp.quit(timeout=min(self._timeout, _PARTING))
        finally:
            smtp.close()
            # A regular close would wait half a minute for a server that does not respond.
            if isinstance(transport, asyncio.WriteTransport):
                transport.abort()

    async def _authenticate(self, smtp: SMTP) -> None:
        """One attempt: the library's own login tries every method, and then a wrong password counts as three
        attempts."""
        await smtp.ehlo()
        if "plain" in smtp.server_auth_methods:
            await smtp.auth_plain(self._username, self._password)
        elif "login" in smtp.server_auth_methods:
            await smtp.auth_login(self._username, self._password)
        else:
            raise NoAuthenticationOffered("no method")


def _fate(error: Exception) -> MailFate:
    code = _code(error)
    if code is None or not 500 <= code <= 599 or code in _ABOUT_THE_SESSION:
        return MailFate.DELAYED
    # A refused sender is a fault in the settings, not of the recipient.
    if isinstance(error, SMTPSenderRefused) and code != _TOO_LARGE:
        return MailFate.DELAYED
    return MailFate.REFUSED


def _refuses_sender(error: SMTPResponseException) -> bool:
    """At MAIL FROM, or after the text as Exchange does (`5.7.60`, `5.2.252 SendAsDenied`)."""
    if isinstance(error, SMTPSenderRefused):
        return 500 <= error.code <= 599 and error.code != _TOO_LARGE
    return 500 <= error.code <= 599 and any(mark in error.message for mark in _NOT_AS_THIS_SENDER)


def _problem(error: Exception) -> Problem:
    causes = list(_causes(error))
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return certificate_problem(cause)
    if isinstance(error, NoAuthenticationOffered) or _refuses_login(error):
        return "auth_refused"
    if any(isinstance(cause, ssl.SSLError) for cause in causes) or _refuses_starttls(error):
        return "no_tls"
    return "no_connection"


def _refuses_login(error: Exception) -> bool:
    return isinstance(error, SMTPAuthenticationError) and 500 <= error.code <= 599


def _refuses_starttls(error: Exception) -> bool:
    """The library has no separate class for this: SMTPException when STARTTLS is not offered, SMTPResponseException
    when it is refused (a code below zero means that the response is not SMTP)."""
    return type(error) is SMTPException or (type(error) is SMTPResponseException and error.code > 0)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__


def _code(error: Exception) -> int | None:
    if isinstance(error, SMTPRecipientsRefused):
        return error.recipients[0].code
    return error.code if isinstance(error, SMTPResponseException) else None


def _note(event: str, error: Exception) -> None:
    """Only type and code, because the text of an error or of the server may contain addresses."""
    _log.warning(event, error=type(error).__name__, smtp_code=_code(error))
