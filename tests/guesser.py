"""An attacker who reads the traffic, knows how keys are built, and looks for ids that are digests of them."""

import base64
import hashlib
import re
import sqlite3
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from itertools import product
from pathlib import Path

_COMPARED = 16
"""Characters from the start of an id, because a digest may have been truncated."""
_STARTS = (
    re.compile(r"(?<![0-9A-Za-z-])(?=([0-9A-Za-z_-]{16}))"),
    re.compile(r"(?<![0-9A-Za-z+])(?=([0-9A-Za-z+/]{16}))"),
    re.compile(r"(?<![0-9A-Fa-f])(?=([0-9A-Fa-f]{16}))"),
)
"""Where an id may start: in URL-safe base64, in base64, in hex."""
_PREFIXES = ("", "event:", "mail:", "thread:", "body:")
_ALGORITHMS = ("sha256", "sha1", "md5", "blake2b")
_ENCODINGS: tuple[Callable[[bytes], str], ...] = (
    bytes.hex,
    lambda digest: base64.b64encode(digest).decode(),
    lambda digest: base64.urlsafe_b64encode(digest).decode(),
    lambda digest: base64.b32encode(digest).decode(),
)
_SPACES = (uuid.NAMESPACE_DNS, uuid.NAMESPACE_URL, uuid.NAMESPACE_OID, uuid.NAMESPACE_X500)


def named(keys: Iterable[str], seen: Iterable[str]) -> set[str]:
    """The keys whose digest, in any common form, occurs in `seen`."""
    ids = {_start(found) for text in seen for starts in _STARTS for found in starts.findall(text)}
    return {key for key in keys if any(_start(guess) in ids for guess in guesses(key))}


def guesses(key: str) -> Iterator[str]:
    for prefix, algorithm in product(_PREFIXES, _ALGORITHMS):
        digest = hashlib.new(algorithm, f"{prefix}{key}".encode()).digest()
        yield from (encode(digest) for encode in _ENCODINGS)
    for space in _SPACES:
        yield from (str(uuid.uuid3(space, key)), str(uuid.uuid5(space, key)))


def texts_of_database(path: Path) -> Iterator[str]:
    """Every value of every table of a SQLite database."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        for (table,) in list(database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")):
            for row in database.execute(f'SELECT * FROM "{table}"'):
                yield from (value for value in row if isinstance(value, str))
                yield from (value.decode("latin-1") for value in row if isinstance(value, bytes))


def _start(text: str) -> str:
    return text[:_COMPARED].lower()
