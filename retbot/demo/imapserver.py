"""A real IMAP server for the demo and the tests: one mailbox, in memory, over TLS, with IDLE."""

import asyncio
import contextlib
import logging
import ssl
from argparse import Namespace
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Literal

from proxyprotocol.sock import SocketInfo
from pymap.backend.dict import Config, Login
from pymap.backend.dict.filter import FilterSet
from pymap.backend.dict.mailbox import MailboxData, MailboxSet
from pymap.imap import IMAPServer
from pymap.parsing.message import AppendMessage
from pymap.user import Passwords, UserMetadata
from pysasl.hashing import BuiltinHash

from retbot.demo.certificates import server_context
from retbot.demo.local_server import LocalServer
from retbot.demo.mailserver import HOST, HOSTS

_PARTING = 2.0


class ImapServer(LocalServer):
    """Listens on 127.0.0.1 only; `async with` starts and stops it. Its mails survive a stop."""

    def __init__(
        self,
        directory: Path,
        *,
        security: Literal["tls", "starttls"] = "tls",
        username: str = "retbot",
        password: str = "demo-only",
        hosts: Sequence[str] = HOSTS,
    ) -> None:
        self.ca_file = directory / "imap-ca.pem"
        self.security = security
        self.username = username
        self.password = password
        self.host = HOST
        self.port = 0
        self.idle = True
        """Whether it offers IDLE; read at the start."""
        self.connections = 0
        self.connection_made = asyncio.Event()
        """Set at the first connection."""
        self._hosts = hosts
        self.tls: ssl.SSLContext | None = None
        self._mailboxes = MailboxSet()
        self._config: Config | None = None
        self._server: asyncio.Server | None = None
        self._sessions: dict[asyncio.Task[None], asyncio.StreamWriter] = {}

    async def start(self) -> None:
        """The first start picks a port and a certificate; later ones reuse them."""
        # The library logs what clients send.
        logging.getLogger("pymap").disabled = True
        tls = self.tls = self.tls or server_context(self.ca_file, self._hosts)
        serve = await self._service(tls)
        outer = tls if self.security == "tls" else None
        self._server = await asyncio.start_server(serve, self.host, self.port, ssl=outer)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Ends the connections too."""
        server, self._server = self._server, None
        if server is None:
            return
        server.close()
        sessions = self._sessions.copy()
        for session, writer in sessions.items():
            writer.transport.abort()
            session.cancel()
        if sessions:
            await asyncio.wait(sessions, timeout=_PARTING)
        await server.wait_closed()

    async def deliver(self, content: bytes, at: datetime | None = None) -> None:
        inbox = await self._inbox()
        await inbox.append(AppendMessage(content, at))

    async def holds(self) -> int:
        """How many mails are in the mailbox."""
        return len([one async for one in (await self._inbox()).messages()])

    async def renumber(self) -> None:
        """Simulates a server that was reinstalled: empty, with another UIDVALIDITY, for new connections."""
        self._mailboxes = MailboxSet()
        if self._config:
            self._config.set_cache[self.username] = self._mailboxes, FilterSet()

    async def _inbox(self) -> MailboxData:
        return await self._mailboxes.get_mailbox("INBOX")

    async def _service(
        self, tls: ssl.SSLContext
    ) -> Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]:
        config = Config(
            Namespace(passlib_cfg=None, proxy_protocol=None),
            demo_data=False,
            demo_user=self.username,
            demo_password=self.password,
            host=self.host,
            port=self.port,
            ssl_context=tls,
            invalid_user_sleep=0,
            reject_dnsbl=False,
            disable_idle=not self.idle,
            hash_context=BuiltinHash(rounds=1),  # protects nothing here, and computing it would delay every login
        )
        config.apply_context()
        config.set_cache[self.username] = self._mailboxes, FilterSet()
        self._config = config
        login = Login(config)
        await login.demo_user_identity.set(
            UserMetadata(config, self.username, password=await Passwords(config).hash_password(self.password))
        )
        imap = IMAPServer(login, config)

        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            self.connections += 1
            self.connection_made.set()
            session = asyncio.current_task()
            if session:
                self._sessions[session] = writer
                session.add_done_callback(self._forget)
            with contextlib.suppress(OSError, EOFError):
                await imap(reader, writer, SocketInfo.get(writer, None))

        return serve

    def _forget(self, session: "asyncio.Task[None]") -> None:
        self._sessions.pop(session, None)
        if not session.cancelled():
            session.exception()
