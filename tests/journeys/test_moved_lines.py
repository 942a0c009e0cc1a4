"""A homeserver that moves, withholds, delays, repeats and reorders what one person types: nothing is acted on in a case
whose symbols this person did not type."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from retbot.domain.casus.casecode import Casecode, symbols_of
from retbot.domain.casus.casus import BesprekingState, Casus
from retbot.handlers.chat.request import Request
from retbot.ports import Channel
from tests.contract.storage_memory import Memory
from tests.unit.handlers.conftest import ONE, OTHER, gepland
from tests.world import SECRETARIS, World

START = "2026-04-22 09:00"
MEANT = symbols_of(ONE)
ACTS = (
    "uitnodigen",
    "verzet vr 8 mei 10:00",
    "annuleer",
    "sluit ingetrokken",
    "sluit opgelost",
    "noteer toestemming",
    "noteer intrekking",
    "toestemming intrekken",
    "mail ouders aan toestemming=ja",
    "escaleer",
    "herstel compleet weg",
)
LINES = (
    *ACTS,
    *(f"!ret {act}" for act in ACTS),
    f"!ret sluit {ONE} ingetrokken",
    f"!ret sluit {OTHER} ingetrokken",
    f"!ret uitnodigen {OTHER}",
    "compleet",
    "!ret mijn",
    "ja",
    "!ret ja",
    "nee",
    f"ja {MEANT}",
    f"!ret ja {ONE}",
)
YES = (f"ja {MEANT}", f"ja {MEANT}", f"!ret ja {ONE}")
"""All that this person types: commands with the code of either case or with none, but the symbols of one only."""


@dataclass(frozen=True)
class Delivered:
    """A line as the homeserver delivers it: in the thread of whichever case, or in none, and after whatever time."""

    text: str
    thread: Casecode | None
    minutes: int
    repeated: bool


def delivered(lines: Sequence[str]) -> st.SearchStrategy[Delivered]:
    return st.builds(
        Delivered,
        st.sampled_from(lines),
        st.sampled_from([ONE, ONE, OTHER, None]),
        st.sampled_from([0, 0, 0, 0, 1, 9, 11, 24 * 60]),
        st.booleans(),
    )


HISTORIES = st.lists(
    st.one_of(
        st.tuples(delivered(ACTS), delivered(YES)),
        st.tuples(delivered(YES), delivered(ACTS)),
        st.tuples(delivered(ACTS), delivered(LINES), delivered(YES)),
        st.tuples(delivered(LINES)),
    ),
    min_size=1,
    max_size=5,
).map(lambda parts: [line for part in parts for line in part])
"""An act is mostly followed by its confirmation, of which the homeserver may have made anything."""


@cache
def with_two_cases() -> Memory:
    """Each with a bespreking to which a school is invited."""
    return asyncio.run(_with_two_cases())


async def _with_two_cases() -> Memory:
    room = World(code=ONE)
    room.clock.set(START)
    for code in (OTHER, ONE):
        casus = gepland(code)
        assert casus.bespreking
        await room.keep(casus.with_bespreking(replace(casus.bespreking, uid=f"{code}@ret.test")))
        async with room.storage.begin() as work:
            await work.addresses.set("school", "zorg@school.example", code)
        await room.say(f"!ret uitnodigen {code}")
    async with room.storage.begin() as work:
        for told in list(room.storage.memory.told.values()):
            await work.ledger.set(replace(told, reached=True))
    return room.storage.memory


def acted_on(before: Casus, now: Casus) -> bool:
    """Closed, reopened, moved, cancelled, escalated, or with another consent."""
    events = {"afgesloten", "escalatie", "uitgenodigd", "toestemming", "intrekking", "mail_toestemming"}
    was, is_ = ([f for f in casus.feiten if f.event in events] for casus in (before, now))
    return was != is_ or any(b.state is BesprekingState.CANCELLED or b.sequence for b in now.besprekingen)


async def play(lines: list[Delivered]) -> tuple[bool, bool]:
    """Whether anything was acted on in the case whose symbols were typed, and in the other one."""
    room = World(code=ONE)
    room.storage.memory = with_two_cases().copy()
    room.clock.set(START)
    before, last = {code: await room.casus(code) for code in (ONE, OTHER)}, room.last
    for line in lines:
        room.clock.instant += timedelta(minutes=line.minutes)
        event = f"$typed{len(room.storage.audits)}{line}"
        for _ in range(1 + line.repeated):
            await room.say(line.text, SECRETARIS, about=line.thread, confirm=False, event_id=event)
    mailed = {row.post.code for row in room.rows(last) if row.post.channel is Channel.MAIL}
    found = {code: code in mailed or acted_on(before[code], await room.casus(code)) for code in (ONE, OTHER)}
    return found[ONE], found[OTHER]


def histories(number: int) -> tuple[int, int]:
    """In how many of so many histories, the same each time, either case was acted on."""
    acted = [0, 0]

    @settings(
        max_examples=number,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(HISTORIES)
    def one(lines: list[Delivered]) -> None:
        meant, other = asyncio.run(play(lines))
        acted[0] += meant
        acted[1] += other

    with_two_cases()
    one()
    return acted[0], acted[1]


def test_nothing_is_acted_on_in_a_case_whose_symbols_were_not_typed() -> None:
    meant, other = histories(120)
    assert other == 0
    assert meant > 30


def test_without_the_confirmation_the_other_case_is_acted_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Request, "confirm", lambda *_, **__: None)
    assert histories(60)[1] > 5
