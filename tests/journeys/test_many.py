"""A team with very many cases: every list comes in pages, the most urgent first, and each page fits."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice, product

import pytest

from retbot.domain.casus import casecode
from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.casus import Bespreking, Casus
from retbot.domain.deelnemers.roles import Deelnemer
from retbot.domain.team import Team
from retbot.domain.termijnen.casustermijnen import Termijn
from retbot.ports import Channel, Outgoing, Post
from retbot.wording.paging import LINES
from tests.clock import at
from tests.contract.fake_room import LARGEST, size_of
from tests.unit.scheduling.stage import aanmelding, stage
from tests.world import ROOM, World

NOW = "2026-05-26 08:30"
"""On a Tuesday after a free Monday: the first morning of its week."""
CASES = 120
_LATE = re.compile(r"\*\*(\d+) werkdag(?:en)? te laat\*\*")
_NEXT = re.compile(r"en (\d+) meer: `(!ret [^`]+)`")
_BEFORE = re.compile(r"hiervoor nog (\d+): `!ret ")
_NO_TERM = "het convenant noemt hiervoor geen termijn"


def codes() -> Iterator[Casecode]:
    fives = ("".join(symbols) for symbols in product(casecode.ALPHABET, repeat=5))
    return (casecode.with_hyphens(five + casecode.check_symbol(five)) for five in fives)


def cases(count: int) -> list[Casus]:
    """Received over forty days, the last of them first; each fifth has a bespreking to come."""
    found = []
    for number, code in enumerate(islice(codes(), count)):
        ontvangen = date(2026, 5, 13) - timedelta(days=number * 40 // count)
        casus = Casus(code, "overijssel-2022", "1", aanmelding(ontvangen))
        planned = Bespreking(1, at("2026-06-01 09:00") + timedelta(hours=number), 30, f"{number}@retbot")
        found.append(casus if number % 5 else casus.with_bespreking(planned))
    return found


async def crowded() -> World:
    room = World()
    room.clock.set(NOW)
    async with room.storage.begin() as work:
        for casus in cases(CASES):
            await work.cases.save(casus, [], [], room.clock.now())
        for number in range(1, 46):
            await work.people.save(Deelnemer(number, "expert", "LVB", "Ambiq"))
    return room


async def pages(room: World, command: str) -> list[str]:
    """Each page, followed as it says itself."""
    found: list[str] = []
    typed: str | None = f"!ret {command}"
    while typed:
        (answer,) = await room.say(typed)
        assert size_of(Outgoing(ROOM, answer)) < LARGEST // 2
        found.append(answer)
        more = _NEXT.search(answer)
        typed = more[2] if more else None
    return found


def entries(page: str) -> list[str]:
    bullets = [line for line in page.splitlines() if line.startswith("• ")]
    return [line for line in bullets if not (_NEXT.search(line) or _BEFORE.search(line) or line.endswith(_NO_TERM))]


@pytest.mark.parametrize(
    ("command", "count"),
    [("status", CASES), ("agenda", CASES // 5), ("deelnemers", 45), ("termijnen te laat", None), ("termijnen", None)],
)
async def test_each_list_is_read_to_its_end_page_by_page(command: str, count: int | None) -> None:
    found = await pages(await crowded(), command)
    told = [entry for page in found for entry in entries(page)]
    assert all(len(entries(page)) <= LINES for page in found)
    assert len(set(told)) == len(told) == (count or len(told))
    for number, page in enumerate(found, 1):
        before, after = LINES * (number - 1), _NEXT.search(page)
        assert [int(one) for one in _BEFORE.findall(page)] == ([before] if before else [])
        if after:
            assert int(after[1]) == len(told) - LINES * number
            assert after[2] == f"!ret {command} {number + 1}"


async def test_what_is_most_late_comes_first() -> None:
    room = await crowded()
    for command in ("termijnen", "termijnen te laat", "status"):
        late = [int(found) for page in await pages(room, command) for found in _LATE.findall(page)]
        assert late == sorted(late, reverse=True)
        assert len(late) > 2 * LINES
    (first, *_) = await room.say("!ret termijnen")
    assert cases(CASES)[-1].code in first


async def test_a_page_that_is_not_there_is_refused_with_the_last_one() -> None:
    room = await crowded()
    (answer,) = await room.say("!ret status 9")
    assert answer == "Een bladzijde 9 is er niet. De lijst heeft 6 bladzijden: `!ret status 6`."
    (none,) = await room.say("!ret status 0")
    assert none.startswith("Een bladzijde 0 is er niet.")
    (words,) = await room.say("!ret termijnen snel 2")
    assert words.startswith("Eén woord daarin begrijp ik niet. Zo schrijft u het: `!ret termijnen [te laat|deze week|")


async def test_the_digest_of_a_new_week_has_the_most_urgent_of_four_thousand_cases_and_says_where_the_rest_is() -> None:
    s = stage(NOW)
    s.storage.memory.notes["laatste_ochtend"] = NOW[:10]
    many = cases(4_000)
    async with s.storage.begin() as work:
        await work.people.save(Deelnemer(1, "expert", "LVB", "Ambiq", "@eva:ret.example", date(2020, 1, 1)))
        for casus in many:
            await work.cases.save(casus, [], [], s.clock.now())
    await s.put(Post("digest", Channel.ROOM, "overzicht", {"dag": NOW[:10], "sinds": "2026-05-22"}))
    ((_, sent),) = await s.now()
    head, *bullets, rest, foot = sent.text.splitlines()
    assert head.endswith("Goedemorgen. Dit vraagt aandacht:")
    assert foot.startswith("Klaar? Leg het vast, bijvoorbeeld `!ret ")
    assert LINES // 2 < len(bullets) <= LINES  # as many as fit on the page
    assert all("vandaag (" in line for line in bullets)  # what can still be done in time, before what is late
    assert rest == f"• en {4_001 - len(bullets)} meer: `!ret termijnen`"  # and the team
    assert "@eva:ret.example" in sent.outgoing.rings
    assert size_of(sent.outgoing) < LARGEST // 2


@pytest.mark.parametrize(("command", "most"), [("termijnen", CASES), ("status", CASES + LINES + 1), ("agenda", 0)])
async def test_the_terms_of_each_case_are_worked_out_once_and_again_only_for_the_page(
    monkeypatch: pytest.MonkeyPatch, command: str, most: int
) -> None:
    room, asked = await crowded(), []
    termijnen = Team.termijnen

    def counted(team: Team, casus: Casus) -> list[Termijn]:
        asked.append(casus.code)
        return termijnen(team, casus)

    monkeypatch.setattr(Team, "termijnen", counted)
    await room.say(f"!ret {command}")
    assert len(asked) <= most
    assert len(set(asked)) == (CASES if most else 0)
