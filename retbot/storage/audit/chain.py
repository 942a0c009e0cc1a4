"""The hash chain of the audit log: each link holds the salted digest of its row and the digest of all earlier links."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

START = bytes(32)
"""The value before the first link."""
SALT = 16
_UNSEALED = {"salt"}


@dataclass(frozen=True, slots=True)
class Link:
    """A link stays when its row is purged: without the salt its digest reveals nothing. `removed_by` is the row of that
    purge."""

    id: int
    digest: bytes
    head: bytes
    removed_by: int | None = None


@dataclass(frozen=True, slots=True)
class ChainVerdict:
    """`faults` are sentences, each with the number of a row; `last` is the last link, None for an empty chain."""

    rows: int
    purged_rows: int
    faults: Sequence[str]
    last: Link | None


def digest(row: Mapping[str, Any]) -> bytes:
    """The digest of a row in its database form: plain numbers and strings."""
    content = {name: row[name] for name in sorted(row) if name not in _UNSEALED}
    return hashlib.sha256(row["salt"] + json.dumps(content, sort_keys=True).encode()).digest()


def next_head(before: bytes, id_: int, of_row: bytes) -> bytes:
    return hashlib.sha256(before + id_.to_bytes(8, "big") + of_row).digest()


def verify(
    rows: Iterable[Mapping[str, Any]], links: Sequence[Link], kept: tuple[int, str] | None = None
) -> ChainVerdict:
    """The faults in an audit log. `kept` is the last link as somebody saved it elsewhere: the number of its row and its
    digest in hexadecimal, possibly only the first digits."""
    by_id = {row["id"]: row for row in rows}
    purged = [link for link in links if link.removed_by is not None]
    faults = [
        *_breaks(links),
        *(fault for link in links for fault in _row_faults(link, by_id)),
        *(f"row {id_} was inserted: no link knows it" for id_ in sorted(by_id.keys() - {link.id for link in links})),
        *_purge_faults(by_id, purged),
        *(_cut_off(links, *kept) if kept else ()),
    ]
    return ChainVerdict(len(by_id), len(purged), faults, links[-1] if links else None)


def _breaks(links: Sequence[Link]) -> Iterable[str]:
    head = START
    for link in links:
        if next_head(head, link.id, link.digest) != link.head:
            yield f"the chain is broken at row {link.id}: a link before it is missing or was changed"
        head = link.head


def _row_faults(link: Link, rows: Mapping[int, Mapping[str, Any]]) -> Iterable[str]:
    row = rows.get(link.id)
    if link.removed_by is not None:
        if row is not None:
            yield f"row {link.id} counts as purged and is still there"
    elif row is None:
        yield f"row {link.id} is missing"
    elif digest(row) != link.digest:
        yield f"row {link.id} was changed"


def _purge_faults(rows: Mapping[int, Mapping[str, Any]], purged: Sequence[Link]) -> Iterable[str]:
    """Each purge must have removed exactly as many rows as it says."""
    said = {id_: row["removed"] for id_, row in rows.items() if row["removed"] is not None}
    found = dict.fromkeys(said, 0)
    for link in purged:
        if link.removed_by not in found:
            yield f"row {link.id} is missing: no purge answers for it"
        else:
            found[link.removed_by] += 1
    for id_, count in found.items():
        if count != said[id_]:
            yield f"the purge in row {id_} says {said[id_]} rows, but {count} are gone"


def _cut_off(links: Sequence[Link], id_: int, head: str) -> Iterable[str]:
    link = next((link for link in links if link.id == id_), None)
    if link is None:
        yield f"row {id_} is missing: the head that was kept is of it, so rows were cut off"
    elif not link.head.hex().startswith(head.lower()):
        yield f"the chain up to row {id_} is not the one whose head was kept"
