"""An overleg rings once within a day, with all its cases."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.casus import Bespreking, BesprekingState
from retbot.domain.deelnemers.roles import Deelnemer
from retbot.domain.invitations.meeting import of_overleg
from retbot.domain.overleg.overleg import Overleg
from retbot.meetings import invitations
from tests.clock import at
from tests.contract.fake_room import Sent
from tests.unit.scheduling.stage import CODE, EXPERT, SANNE, VERA, Stage, overijssel, stage

OTHER = Casecode("RET-2DX-9MK")
OVERLEG = Overleg("overleg@retbot", at("2026-05-07 13:00"), 120, plek="stadhuis")
FIRST = "Uitgenodigd: school. Nog niet uitgenodigd zijn jeugdige, ouders, aanmelder en lokale toegang"
SECOND = "Verder is nog niemand per mail uitgenodigd. De casus wordt anoniem besproken (art. 9.3)"
TODO = "Vooraf nog open: voorgesprek met de jeugdige en de ouders (art. 8.6)."


async def keep(s: Stage, overleg: Overleg) -> None:
    async with s.storage.begin() as work:
        await work.overleggen.save(overleg)


async def with_overleg(now: str = "2026-04-22 12:00", *codes: Casecode) -> Stage:
    s = stage(now)
    s.storage.memory.notes["laatste_ochtend"] = now[:10]
    await s.people(EXPERT, Deelnemer(5, "voorzitter"), Deelnemer(6, "secretaris"), mail=[5, 6])
    await keep(s, OVERLEG)
    for number, code in enumerate(codes):
        casus = await s.open(date(2026, 4, 22), code, formulier="nee" if number else "ja")
        start = OVERLEG.start + timedelta(minutes=30 * number)
        await s.keep(casus.with_bespreking(Bespreking(1, start, 30, f"slot-{number}@retbot", overleg=OVERLEG.uid)))
    return s


async def move(s: Stage, start: str) -> None:
    """The overleg with its case."""
    await keep(s, replace(OVERLEG, start=at(start)))
    casus = await s.casus()
    assert casus.bespreking
    await s.keep(casus.with_bespreking(replace(casus.bespreking, start=at(start))))


def near(told: list[tuple[str, Sent]]) -> list[str]:
    return [moment for moment, sent in told if "Het overleg is **" in sent.text]


async def test_one_message_names_its_cases_with_their_times_and_what_is_to_be_done() -> None:
    s = await with_overleg("2026-04-22 12:00", CODE, OTHER)
    await s.address("school", "zorg@school.example")
    await s.invite("school")
    async with s.storage.begin() as work:
        await invitations.invite(work, of_overleg(OVERLEG), overijssel(), ["deelnemer:5"], s.clock.now())
    for code in (CODE, OTHER):
        for event in ("uitgenodigd", "formulier_gedeeld"):
            await s.note(event, date(2026, 4, 22), code=code)
    told = await s.step(at("2026-05-07 12:59"))
    (sent,) = [sent for _, sent in told if "Het overleg is **" in sent.text]
    assert near(told) == ["2026-05-06 13:00"]
    assert sent.text.splitlines() == [
        f"{VERA} {SANNE} Het overleg is **morgen, donderdag 7 mei, 13:00–15:00**, Stadhuis, zaal 2.",
        "Uitgenodigd: voorzitter. Nog niet uitgenodigd zijn expert LVB (Ambiq) en secretaris.",
        "Wie komt er? De genodigde zei nog geen ja.",
        "• Nog niets gehoord van voorzitter",
        "• Zonder uitnodiging: expert LVB (Ambiq) en secretaris",
        f"• 13:00–13:30 **{CODE}**. {FIRST}. {TODO}",
        f"• 13:30–14:00 **{OTHER}**. {SECOND}. {TODO}",
    ]
    assert (sent.outgoing.rings, sent.outgoing.thread) == ((VERA, SANNE), None)
    assert s.texts("De bespreking over") == []


async def test_without_a_case_it_is_not_announced() -> None:
    s = await with_overleg()
    await s.step(at("2026-05-07 15:00"))
    assert s.texts("Het overleg is **") == []


async def test_a_case_that_gets_its_slot_on_the_last_day_is_announced_on_the_next_morning() -> None:
    s = await with_overleg()
    await s.step(at("2026-05-06 15:00"))
    casus = await s.open(date(2026, 4, 22))
    await s.keep(casus.with_bespreking(Bespreking(1, OVERLEG.start, 30, "slot@retbot", overleg=OVERLEG.uid)))
    assert near(await s.step(at("2026-05-07 15:00"))) == ["2026-05-07 08:30"]


@pytest.mark.parametrize(
    ("start", "now", "moment"),
    [
        ("2026-05-11 10:00", "2026-04-22 12:00", "2026-05-08 10:00"),  # a Monday: on the Friday before
        ("2026-05-06 19:30", "2026-04-22 12:00", "2026-05-04 17:30"),  # 5 May is free
        ("2026-05-07 13:00", "2026-05-06 15:00", "2026-05-07 08:30"),  # planned within a day
    ],
)
async def test_it_rings_once_in_office_hours(start: str, now: str, moment: str) -> None:
    s = await with_overleg(now, CODE)
    await move(s, start)
    assert near(await s.step(at(start) + timedelta(hours=1))) == [moment]
    assert s.texts("deze herinnering") == []


async def test_after_it_moved_it_rings_for_its_new_moment_and_called_off_not_at_all() -> None:
    s = await with_overleg("2026-04-22 12:00", CODE)
    await s.step(at("2026-05-06 15:00"))
    await move(s, "2026-05-21 13:00")
    assert near(await s.step(at("2026-05-20 20:00"))) == ["2026-05-20 13:00"]
    await keep(s, replace(OVERLEG, start=at("2026-05-28 13:00"), state=BesprekingState.CANCELLED))
    assert near(await s.step(at("2026-05-28 14:00"))) == []


async def test_what_was_missed_while_the_bot_was_down_says_that_it_is_late() -> None:
    s = await with_overleg("2026-04-22 12:00", CODE)
    s.clock.instant = at("2026-05-07 9:00")
    assert near(await s.now()) == ["2026-05-07 09:00"]
    assert s.texts("(deze herinnering")
