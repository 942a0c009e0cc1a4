"""What is said in the thread of a case whose overleg moved or was called off, from the state of that moment."""

from dataclasses import replace
from datetime import date

from retbot.domain.casus.casus import Bespreking
from retbot.domain.overleg import overleg
from retbot.domain.overleg.overleg import Overleg
from retbot.ports import Channel, Post
from tests.clock import at
from tests.unit.scheduling.stage import CODE, Stage, stage

FIRST = Overleg("een@retbot", at("2026-05-07 13:00"), 60)
NEXT = Overleg("twee@retbot", at("2026-05-21 13:00"), 60)
LATE = replace(NEXT, start=at("2026-04-23 13:00"))


async def with_slot(*others: Overleg) -> Stage:
    s = stage("2026-04-20 10:00")
    s.storage.memory.notes["laatste_ochtend"] = "2026-04-20"
    casus = await s.open(date(2026, 4, 20))
    async with s.storage.begin() as work:
        for one in (FIRST, *others):
            await work.overleggen.save(one)
    await s.keep(casus.with_bespreking(Bespreking(1, FIRST.start, 30, "slot@retbot", overleg=FIRST.uid)))
    return s


async def said(s: Stage, kind: str) -> list[str]:
    await s.put(Post(kind, Channel.ROOM, kind, {"ronde": 1}, CODE, in_case=True))
    return [sent.text for _, sent in await s.now()]


async def cancelled(*others: Overleg) -> Stage:
    s = await with_slot(*others)
    async with s.storage.begin() as work:
        await work.overleggen.save(overleg.cancel(FIRST))
    return s


async def test_the_first_slot_within_the_terms_is_offered_with_what_to_type() -> None:
    (text,) = await said(await cancelled(NEXT), "casus_zonder_overleg")
    first, second = text.splitlines()
    assert first == (
        f"Het overleg van donderdag 7 mei 2026 gaat niet door. De bespreking over **{CODE}** is nog niet "
        "verplaatst, en de genodigden weten nog van niets."
    )
    assert second == (
        "Eerste vrije tijdvak binnen de termijnen: **donderdag 21 mei 2026, 13:00** → "
        f"`!ret verzet {CODE} do 21 mei 13:00`. Niet bespreken: `!ret annuleer {CODE}`"
    )


async def test_what_the_nearest_would_miss_is_named_and_a_poll_offered() -> None:
    (text,) = await said(await cancelled(LATE), "casus_zonder_overleg")
    assert "dat haalt niet: de deelnemers uitnodigen, uiterlijk do 16 april (art. 8.5)" in text
    assert f"`!ret prik {CODE}`" in text


async def test_without_any_other_overleg_a_poll_is_offered() -> None:
    (text,) = await said(await cancelled(), "casus_zonder_overleg")
    assert f"In geen ander overleg is een tijdvak vrij. Zoek een datum: `!ret prik {CODE}`." in text


async def test_nothing_is_said_once_the_case_has_another_place() -> None:
    s = await cancelled(NEXT)
    casus = await s.casus()
    await s.keep(casus.with_bespreking(Bespreking(1, NEXT.start, 30, "slot@retbot", 1, overleg=NEXT.uid)))
    assert await said(s, "casus_zonder_overleg") == []


async def test_a_case_that_moved_along_hears_its_new_moment() -> None:
    (text,) = await said(await with_slot(), "tijdvak_verschoven")
    assert f"de bespreking over **{CODE}** is nu **donderdag 7 mei 2026, 13:00–13:30**" in text
