"""Word lists as sorted hashes that are mapped into memory, so that all processes share the same pages."""

import mmap
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

_HASH = 8
"""Bytes of a hash. No two of half a million words have the same hash; one in 10^13 other words seems to be in the
list."""


@dataclass(frozen=True, slots=True)
class PackedList:
    """Sorted `hashes`, and for each a weight of 1 to 255 at the same index."""

    hashes: memoryview
    weights: memoryview

    def weight(self, word: str) -> int:
        """0 when the word is not in the list."""
        sought = _hash(word)
        at = bisect_left(self.hashes, sought)
        return self.weights[at] if at < len(self.hashes) and self.hashes[at] == sought else 0

    def __contains__(self, word: str) -> bool:
        return self.weight(word) > 0

    def __len__(self) -> int:
        return len(self.hashes)


def open_list(file: Path) -> PackedList:
    """Raises OSError when the file cannot be read. The hashes are little-endian, as on all machines with Debian on
    amd64 or arm64."""
    with file.open("rb") as opened:
        whole = memoryview(mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ))
    return _read(whole)


def pack(weights: Mapping[str, int]) -> bytes:
    """The contents of a file: the sorted hashes, followed by the weights."""
    rows = sorted((_hash(word), weight) for word, weight in weights.items())
    return b"".join(hashed.to_bytes(_HASH, "little") for hashed, _ in rows) + bytes(weight for _, weight in rows)


def _read(whole: memoryview) -> PackedList:
    count = len(whole) // (_HASH + 1)
    return PackedList(whole[: count * _HASH].cast("Q"), whole[count * _HASH :])


def _hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=_HASH).digest(), "little")
