"""What goes over the wire between a mailbox and a mail server, and servers that misbehave before TLS."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from retbot.demo.mailserver import HOST, MailServer
from retbot.mail.smtp import Security, SmtpMailbox
from tests.clock import SetClock
from tests.unit.mail.samples import IDS, SENDER

PATIENCE = 10.0
"""Seconds, where the server answers."""
TIMEOUT = 0.75
"""Seconds, where it is silent."""
PASSWORD = "zeer-geheim"
STARTTLS = b"STARTTLS\r\n"
RECORD_TYPES = {20, 21, 22, 23}

Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


def mailbox_at(
    port: int,
    security: Security,
    *,
    ca_file: Path | None = None,
    host: str = HOST,
    password: str = PASSWORD,
    attach_ics: bool = True,
    timeout: float = PATIENCE,
) -> SmtpMailbox:
    return SmtpMailbox(
        host=host,
        port=port,
        security=security,
        username="retbot",
        password=password,
        ca_file=ca_file,
        sender=SENDER,
        ids=IDS,
        clock=SetClock(),
        timeout=timeout,
        attach_ics=attach_ics,
    )


@asynccontextmanager
async def listening(talk: Talk) -> AsyncIterator[int]:
    """The port of a server that holds each connection as long as `talk` does, and none after the block."""
    work: set[asyncio.Task[None]] = set()

    async def hold(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await talk(reader, writer)
        except (ConnectionError, asyncio.CancelledError):
            pass
        finally:
            writer.transport.abort()

    def begin(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        work.add(asyncio.create_task(hold(reader, writer)))

    listener = await asyncio.start_server(begin, HOST, 0)
    try:
        yield listener.sockets[0].getsockname()[1]
    finally:
        listener.close()
        for task in work:
            task.cancel()
        await asyncio.gather(*work)
        await listener.wait_closed()


class Tap:
    """Stands between client and server, and keeps what the client says per connection; frozen, it passes nothing on."""

    def __init__(self, server_port: int, security: Security) -> None:
        self.said: list[bytearray] = []
        self.frozen = False
        self.left = asyncio.Event()
        self._server_port = server_port
        self._security = security

    async def relay(self, client: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        server, onward = await asyncio.open_connection(HOST, self._server_port)
        kept = bytearray()
        self.said.append(kept)
        try:
            await asyncio.gather(self._pass_on(client, onward, kept), self._pass_on(server, back, bytearray()))
        finally:
            self.left.set()
            onward.transport.abort()

    def lines_in_the_clear(self) -> set[bytes]:
        """Every line that went before TLS, on any connection; what came after must be TLS records to the end."""
        lines: set[bytes] = set()
        for said in self.said:
            clear, command, rest = _until_tls(bytes(said), self._security)
            lines |= set((clear + command).splitlines())
            assert {kind for kind, _ in _records(rest)} <= RECORD_TYPES
        return lines

    def connections_with_tls(self) -> int:
        return sum(bool(_until_tls(bytes(said), self._security)[2]) for said in self.said)

    async def _pass_on(self, source: asyncio.StreamReader, target: asyncio.StreamWriter, kept: bytearray) -> None:
        while data := await source.read(65536):
            kept.extend(data)
            if not self.frozen:
                target.write(data)
                await target.drain()
        target.close()


@dataclass
class Wire:
    """A server, and a tap before it at `port`."""

    server: MailServer
    tap: Tap
    port: int

    def mailbox(
        self,
        *,
        password: str = PASSWORD,
        ca_file: Path | None = None,
        host: str = HOST,
        timeout: float = PATIENCE,
    ) -> SmtpMailbox:
        return mailbox_at(
            self.port,
            self.server.security,
            ca_file=ca_file or self.server.ca_file,
            host=host,
            password=password,
            timeout=timeout,
        )


def _until_tls(said: bytes, security: Security) -> tuple[bytes, bytes, bytes]:
    return said.partition(STARTTLS) if security == "starttls" else (b"", b"", said)


def _records(data: bytes) -> Iterator[tuple[int, int]]:
    """Type and length of each TLS record (RFC 8446, 5.1); the last one may be cut off."""
    while data:
        assert len(data) < 2 or data[1] == 3, "not TLS"
        length = int.from_bytes(data[3:5], "big")
        yield data[0], length
        data = data[5 + length :]


@asynccontextmanager
async def wire(directory: Path, security: Security, hosts: tuple[str, ...] = (HOST,)) -> AsyncIterator[Wire]:
    async with MailServer(directory, security=security, password=PASSWORD, hosts=hosts) as server:
        tap = Tap(server.port, security)
        async with listening(tap.relay) as port:
            yield Wire(server, tap, port)


@asynccontextmanager
async def scripted(*answers: bytes) -> AsyncIterator[tuple[Tap, int]]:
    """A server without TLS that says these things, one at the start and one after each line; then it is silent."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for answer in answers:
            writer.write(answer)
            await reader.readline()
        while await reader.read(65536):
            pass

    async with listening(talk) as server_port:
        tap = Tap(server_port, "starttls")
        async with listening(tap.relay) as port:
            yield tap, port
