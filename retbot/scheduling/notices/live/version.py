"""The version of a kept message: its lines with the time at which they were so, and which version was sent last."""

from dataclasses import dataclass
from datetime import datetime

from retbot.domain.tijd import local, local_day
from retbot.ports import UnitOfWork
from retbot.scheduling.occasion import Speech
from retbot.wording import terms
from retbot.wording.dates import clock_time, long_date

_PRIME = 2**61 - 1


@dataclass(frozen=True, slots=True)
class SentVersion:
    """When the last version was made, and a digest of its lines."""

    at: datetime
    digest: str


def with_time(title: str, lines: list[str], now: datetime) -> Speech:
    """Each version stands alone, so it bears its time."""
    head = f"**{title} {long_date(local_day(now))}, {clock_time(local(now).time())}**"
    return Speech(terms.lines(head, *lines))


def digest_of(lines: list[str]) -> str:
    """A checksum, enough to see a change; it never leaves the store."""
    value = 0
    for byte in "\n".join(lines).encode():
        value = (value * 257 + byte) % _PRIME
    return f"{value:x}"


async def last_version(work: UnitOfWork, name: str) -> SentVersion | None:
    """`name` is the name of its note."""
    found = await work.notes.get(name)
    if found is None:
        return None
    at, _, digest = found.partition(" ")
    return SentVersion(datetime.fromisoformat(at), digest)


def as_note(lines: list[str], now: datetime) -> str:
    return f"{now.isoformat()} {digest_of(lines)}"
