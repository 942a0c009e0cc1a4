"""Word lists as sorted hashes that are mapped into memory: every process that reads one shares its pages."""

import mmap
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

_HASH = 8
"""Bytes of a hash: of half a million words no two are the same, and one in 10^13 others seems to be there."""


@dataclass(frozen=True, slots=True)
class PackedList:
    """`hashes` in order, and for each a weight of 1 to 255 at the same place."""

    hashes: memoryview
    weights: memoryview

    def weight(self, word: str) -> int:
        """0 when the list does not have the word."""
        sought = _hash(word)
        at = bisect_left(self.hashes, sought)
        return self.weights[at] if at < len(self.hashes) and self.hashes[at] == sought else 0

    def __contains__(self, word: str) -> bool:
        return self.weight(word) > 0

    def __len__(self) -> int:
        return len(self.hashes)


def open_list(file: Path) -> PackedList:
    """Raises OSError when the file cannot be read. The hashes are little-endian, as every machine that runs Debian on
    amd64 or arm64."""
    with file.open("rb") as opened:
        whole = memoryview(mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ))
    return _read(whole)


def pack(weights: Mapping[str, int]) -> bytes:
    """What a file holds: the hashes in order, and behind them the weights."""
    rows = sorted((_hash(word), weight) for word, weight in weights.items())
    return b"".join(hashed.to_bytes(_HASH, "little") for hashed, _ in rows) + bytes(weight for _, weight in rows)


def _read(whole: memoryview) -> PackedList:
    count = len(whole) // (_HASH + 1)
    return PackedList(whole[: count * _HASH].cast("Q"), whole[count * _HASH :])


def _hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=_HASH).digest(), "little")
