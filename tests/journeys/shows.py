"""What a journey says of itself, and how those of IJsselland begin."""

from collections.abc import Callable
from typing import Any, TypeVar

from tests.world import EXPERT, VOORZITTER, World

Test = TypeVar("Test", bound=Callable[..., Any])


def shows(*ids: str) -> Callable[[Test], Test]:
    """Says which rows of the covenants a test shows at work. Where several rows have one article, that it is cited is
    then enough (tests/evidence.py)."""
    assert ids

    def mark(test: Test) -> Test:
        test.shows = ids  # type: ignore[attr-defined]
        return test

    return mark


async def ijsselland() -> World:
    """A case on 23 April 2026, and two members with addresses: the voorzitter, and an expert who is in the room."""
    room = World("ijsselland-pilot-2018")
    room.clock.set("2026-04-23 09:00")
    for line in (f"voorzitter {VOORZITTER}", f"vaste deskundige GZ-psycholoog {EXPERT}"):
        await room.say(f"!ret deelnemer toevoegen {line}")
    for number in (1, 2):
        await room.say(f"!ret adres {number} lid{number}@partij.example", direct=True)
    await room.say("!ret aanmelding gemeente=Zwolle leeftijd=12-15 via=manager-toegang escalatieladder=ja")
    return room
