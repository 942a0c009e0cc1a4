"""The bot's own mailbox over IMAP, always with TLS."""

import asyncio
import hashlib
import imaplib
import re
import ssl
import threading
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Literal, TypeVar

import structlog
from imap_tools import AND, BaseMailBox, MailBox, MailBoxStartTls
from imap_tools.errors import ImapToolsError, MailboxLoginError, MailboxStarttlsError

from retbot.mail.mime_read import LARGEST
from retbot.mail.replies import read
from retbot.mail.tls import certificate_problem
from retbot.ports.incoming_mail import Decision, InboxFailed, Letter, Reading, Why

_log = structlog.get_logger(__name__)

T = TypeVar("T")

_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
_SLICE = 1.0
"""Seconds until it notices at the latest that the bot stops."""
_WITHOUT_IDLE = 60.0
_CHUNK = 100
_MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec"


class ImapInbox:
    """Implements Inbox. One connection, in its own thread; after a failure the next call opens a new one."""

    def __init__(
        self,
        *,
        host: str,
        port: int,
        security: Literal["tls", "starttls"],
        username: str,
        password: str,
        folder: str = "INBOX",
        authserv_id: str | None = None,
        forwarders: Collection[str] = (),
        ca_file: Path | None = None,
        timeout: float = 30.0,
    ) -> None:
        """`ca_file` replaces the certificate authorities of the system; raises OSError when it cannot be read.
        `timeout` is in seconds, for each response of the server."""
        self._host = host
        self._port = port
        self._mailbox = MailBox if security == "tls" else MailBoxStartTls
        self._username = username
        self._password = password
        self._folder = folder
        self._authserv_id = authserv_id
        self._forwarders = forwarders
        self._timeout = timeout
        # Checks the certificate and the host name; TLS 1.2 at least.
        self._tls = ssl.create_default_context(cafile=ca_file)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="imap")
        self._leaving = threading.Event()
        self._box: BaseMailBox | None = None
        self._validity = ""
        self._idles = False

    async def next(self, after: str | None, *, unread: bool = False) -> Letter | None:
        return await self._in_thread(lambda box: self._next(box, after, unread=unread))

    async def wait(self, seconds: float) -> bool:
        return await self._in_thread(lambda box: self._wait(box, seconds))

    async def tidy(self, before: datetime, upto: str | None) -> int:
        return await self._in_thread(lambda box: self._tidy(box, before, upto))

    async def probe(self) -> str | None:
        """Connects, authenticates, opens the folder and disconnects; returns the reason of an InboxFailed, or None."""
        try:
            await self._in_thread(lambda _: None)
        except InboxFailed as failed:
            return failed.reason
        finally:
            await self.close()
        return None

    async def holds_subject(self, text: str) -> bool:
        """Whether there is a mail with this text in its subject. Raises InboxFailed."""
        return await self._in_thread(lambda box: bool(_with_subject(box, text)))

    async def delete_by_subject(self, text: str) -> None:
        """Raises InboxFailed."""
        await self._in_thread(lambda box: box.delete(_with_subject(box, text)))

    async def close(self) -> None:
        self._leaving.set()
        await asyncio.get_running_loop().run_in_executor(self._thread, self._part)
        self._leaving.clear()

    async def _in_thread(self, act: Callable[[BaseMailBox], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._guard, act)

    def _guard(self, act: Callable[[BaseMailBox], T]) -> T:
        try:
            if self._box is None:
                self._open()
            assert self._box  # noqa: S101 - _open made it, or raised
            return act(self._box)
        except (ImapToolsError, imaplib.IMAP4.error, OSError, ValueError) as error:
            self._part()
            # Only the type, because the text of an error or of the server may contain addresses.
            _log.warning("inbox_problem", error=type(error).__name__)
            raise InboxFailed(_problem(error)) from None

    def _open(self) -> None:
        box = self._mailbox(self._host, self._port, timeout=self._timeout, ssl_context=self._tls)
        self._box = box
        login = box.login if (self._username + self._password).isascii() else box.login_utf8
        login(self._username, self._password, initial_folder=self._folder)
        validity = box.client.response("UIDVALIDITY")[1]
        self._validity = validity[-1].decode() if validity and validity[-1] else ""
        if not self._validity.isdigit():
            self._validity = str(box.folder.status(self._folder, ["UIDVALIDITY"])["UIDVALIDITY"])
        self._idles = b"IDLE" in b" ".join(box.client.capability()[1]).upper().split()

    def _part(self) -> None:
        box, self._box = self._box, None
        if box is None:
            return
        with suppress(Exception):
            box.client.logout()
        with suppress(Exception):
            box.client.shutdown()

    def _next(self, box: BaseMailBox, after: str | None, *, unread: bool) -> Letter | None:
        since = self._number(after)
        box.client.noop()  # Some servers look for new mail only after a command.
        # `n:*` always returns at least the last mail (RFC 3501, 6.4.4).
        newer = sorted(uid for uid in map(int, box.uids(f"UID {since + 1}:*")) if uid > since)
        for uid in newer:
            found = self._letter(box, uid, unread=unread)
            if found:
                return found
        return None

    def _number(self, position: str | None) -> int:
        """The UID; 0 when the server has numbered its mails again since."""
        validity, _, uid = (position or "").partition(":")
        return int(uid) if validity == self._validity and uid.isdigit() else 0

    def _tidy(self, box: BaseMailBox, before: datetime, upto: str | None) -> int:
        """By the date on which the server received the mail (RFC 3501, INTERNALDATE)."""
        old = [uid for uid in box.uids(f"BEFORE {_imap_date(before)}") if int(uid) <= self._number(upto)]
        if old:
            box.delete(old, chunks=_CHUNK)
        return len(old)

    def _letter(self, box: BaseMailBox, uid: int, *, unread: bool) -> Letter | None:
        """None when it was deleted in the meantime."""
        position = f"{self._validity}:{uid}"
        size = _SIZE.search(_fetch(box, uid, "(RFC822.SIZE)"))
        if size is None:
            return None
        if unread or int(size[1]) > LARGEST:
            digest = hashlib.sha256(f"{position}:{int(size[1])}".encode()).hexdigest()
            return Letter(position, digest, Reading(Decision.SET_ASIDE, Why.UNREADABLE if unread else Why.TOO_LARGE))
        raw = _fetch(box, uid, "(BODY.PEEK[])")
        return Letter(position, hashlib.sha256(raw).hexdigest(), read(raw, self._authserv_id, self._forwarders))

    def _wait(self, box: BaseMailBox, seconds: float) -> bool:
        if not self._idles:
            self._leaving.wait(min(seconds, _WITHOUT_IDLE))
            return False
        box.idle.start()  # type: ignore[no-untyped-call]
        try:
            while seconds > 0 and not self._leaving.is_set():
                if any(b"EXISTS" in line for line in box.idle.poll(timeout=min(seconds, _SLICE))):
                    return True
                seconds -= _SLICE
        finally:
            box.idle.stop()  # type: ignore[no-untyped-call]
        return False


def _with_subject(box: BaseMailBox, text: str) -> list[str]:
    box.client.noop()
    return box.uids(AND(subject=text))


def _imap_date(moment: datetime) -> str:
    """Month names in English, independent of the locale."""
    return f"{moment.day}-{_MONTHS[3 * moment.month - 3 : 3 * moment.month]}-{moment.year}"


def _fetch(box: BaseMailBox, uid: int, items: str) -> bytes:
    """The literal in the response, or else the response itself."""
    _, found = box.client.uid("FETCH", str(uid), items)
    literals = [one[1] for one in found or [] if isinstance(one, tuple)]
    return b"".join(literals or [one for one in found or [] if isinstance(one, bytes)])


def _problem(error: BaseException) -> str:
    if isinstance(error, MailboxLoginError):
        return "auth_refused"
    if isinstance(error, ssl.SSLCertVerificationError):
        return certificate_problem(error)
    if isinstance(error, ssl.SSLError | MailboxStarttlsError):
        return "no_tls"
    return "no_connection" if isinstance(error, OSError | imaplib.IMAP4.abort) else "other"
