"""A mail server that answers IMAP wrongly, with a word in it that must go nowhere."""

import asyncio
import contextlib
import ssl
from collections.abc import Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from retbot.demo.mailserver import HOST

FINE = {
    "CAPABILITY": "* CAPABILITY IMAP4rev1\r\n{tag} OK\r\n",
    "LOGIN": "{tag} OK\r\n",
    "SELECT": "* 1 EXISTS\r\n* OK [UIDVALIDITY 7]\r\n{tag} OK\r\n",
    "NOOP": "{tag} OK\r\n",
    "UID SEARCH": "* SEARCH 1\r\n{tag} OK\r\n",
    "UID FETCH": "* 1 FETCH (UID 1 RFC822.SIZE 99)\r\n{tag} OK\r\n",
    "LOGOUT": "* BYE\r\n{tag} OK\r\n",
}
GARBLED = (
    ("greeting", "* BYE {word}\r\n"),
    ("greeting", "{word}\r\n"),
    ("CAPABILITY", "{tag} BAD {word}\r\n"),
    ("LOGIN", "{tag} NO [ALERT] {word}\r\n"),
    ("LOGIN", "{tag} BAD {word}\r\n"),
    ("SELECT", "{tag} NO {word}\r\n"),
    ("SELECT", "* OK [UIDVALIDITY {word}]\r\n{tag} OK\r\n"),
    ("NOOP", "* BYE {word}\r\n"),
    ("UID SEARCH", "* SEARCH {word}\r\n{tag} OK\r\n"),
    ("UID SEARCH", "{tag} NO {word}\r\n"),
    ("UID FETCH", "* 1 FETCH (UID 1 RFC822.SIZE {word}\r\n{tag} OK {word}\r\n"),
    ("UID FETCH", "* 1 FETCH (RFC822.SIZE 99) {{99999}}\r\n{word}\r\n"),
    ("UID FETCH", "{tag} BAD {word}\r\n"),
)
"""At which command, and the answer to it."""


@dataclass(slots=True)
class GarbledImap:
    """Listens on 127.0.0.1; each connection gets the next of `answers`, and the last of them for good."""

    tls: ssl.SSLContext
    word: str
    answers: Sequence[tuple[str, str]] = GARBLED
    port: int = 0
    connections: int = 0
    _server: asyncio.Server | None = field(default=None, repr=False)

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, HOST, self.port, ssl=self.tls)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._server
        self._server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        at, answer = self.answers[min(self.connections, len(self.answers) - 1)]
        self.connections += 1
        answers = {"greeting": "* OK\r\n", **FINE, at: answer}
        with contextlib.suppress(OSError, EOFError):
            writer.write(self._worded(answers["greeting"], ""))
            while line := (await reader.readline()).decode():
                tag, command, *more = line.split()
                name = f"{command} {more[0]}" if command == "UID" else command
                writer.write(self._worded(answers.get(name, "{tag} OK\r\n"), tag))
                if answers.get(name) == answer and "{tag}" not in answer:
                    break
        writer.close()

    def _worded(self, answer: str, tag: str) -> bytes:
        return answer.format(tag=tag, word=self.word).encode("utf-8") if answer else b""
