"""What is said around a bespreking, and of a case that waits for nothing."""

from datetime import date

import pytest

from tests.clock import at
from tests.contract.fake_room import Sent
from tests.unit.scheduling.stage import CODE, EXPERT, SANNE, VERA, Stage, stage
from tests.unit.scheduling.test_reminders import with_advies
from tests.world import root_of


def near(told: list[tuple[str, Sent]]) -> list[str]:
    return [moment for moment, sent in told if "De bespreking over" in sent.text]


def asked(told: list[tuple[str, Sent]], word: str) -> list[str]:
    return [moment for moment, sent in told if word in sent.text]


async def planned(start: str, now: str = "2026-04-20 10:00", formulier: str = "ja") -> Stage:
    s = stage(now)
    await s.people(EXPERT, mail=[1])
    await s.open(date(2026, 4, 20), formulier=formulier)
    await s.plan(at(start))
    return s


@pytest.mark.parametrize(
    ("start", "moment"),
    [
        ("2026-05-07 14:00", "2026-05-06 14:00"),
        ("2026-05-11 10:00", "2026-05-08 10:00"),  # a Monday: on the Friday before
        ("2026-05-06 10:00", "2026-05-04 10:00"),  # 5 May is free
        ("2026-05-07 19:30", "2026-05-06 17:30"),
        ("2026-05-07 08:00", "2026-05-06 08:30"),
    ],
)
async def test_within_a_day_it_rings_once_in_office_hours(start: str, moment: str) -> None:
    s = await planned(start)
    assert near(await s.step(at("2026-05-12 20:00"))) == [moment]


async def test_planned_within_a_day_it_rings_on_its_own_morning() -> None:
    s = await planned("2026-05-07 14:00", now="2026-05-06 16:00")
    assert near(await s.step(at("2026-05-08 20:00"))) == ["2026-05-07 08:30"]


async def test_it_tells_when_where_who_comes_and_what_is_still_to_do() -> None:
    s = await planned("2026-05-07 14:00")
    await s.invite("deelnemer:1")
    for event in ("uitgenodigd", "formulier_gedeeld"):
        await s.note(event, date(2026, 4, 20))
    (sent,) = [sent for _, sent in await s.step(at("2026-05-06 15:00")) if "De bespreking over" in sent.text]
    others = "jeugdige, ouders, aanmelder, lokale toegang en school"
    assert sent.text.splitlines() == [
        f"{VERA} {SANNE} De bespreking over **{CODE}** is **morgen, donderdag 7 mei, 14:00–15:00**, Stadhuis, zaal 2.",
        f"Uitgenodigd: expert LVB (Ambiq). Nog niet uitgenodigd zijn {others}.",
        "Wie komt er? De genodigde zei nog geen ja.",
        "• Nog niets gehoord van expert LVB (Ambiq)",
        "• Zonder uitnodiging: jeugdige, ouders, aanmelder, lokale toegang en school",
        (
            "Nog niemand van jeugdige, ouders en aanmelder heeft ja gezegd. "
            "Komt geen van hen, dan gaat de bespreking niet door (art. 8.9)."
        ),
        "Vooraf nog open: voorgesprek met de jeugdige en de ouders (art. 8.6).",
    ]
    assert sent.outgoing.rings == (VERA, SANNE)
    assert sent.outgoing.thread == root_of(CODE)


async def test_without_consent_it_says_that_the_case_is_discussed_anonymously() -> None:
    s = await planned("2026-05-07 14:00", formulier="nee")
    await s.step(at("2026-05-06 15:00"))
    assert s.texts("De casus wordt anoniem besproken (art. 9.3).")


async def test_a_moved_one_rings_for_its_new_moment_and_a_cancelled_one_not() -> None:
    s = await planned("2026-05-07 14:00")
    await s.move(at("2026-05-20 14:00"))
    told = await s.step(at("2026-05-19 20:00"))
    assert near(told) == ["2026-05-19 14:00"]
    await s.move(at("2026-05-27 14:00"))
    await s.cancel()
    assert near(await s.step(at("2026-06-01 20:00"))) == []


async def test_moved_after_it_rang_it_rings_again() -> None:
    s = await planned("2026-05-07 14:00")
    await s.step(at("2026-05-06 15:00"))
    await s.move(at("2026-05-20 14:00"))
    assert near(await s.step(at("2026-05-19 20:00"))) == ["2026-05-19 14:00"]


async def test_nobody_said_how_it_went() -> None:
    s = await planned("2026-05-07 14:00")
    told = await s.step(at("2026-05-22 9:00"))
    assert asked(told, "hoe ging de bespreking") == ["2026-05-08 08:30", "2026-05-11 08:30", "2026-05-18 08:30"]
    morning = next(sent for moment, sent in told if moment == "2026-05-08 08:30")
    question = f"hoe ging de bespreking van gisteren? `!ret bespreking gehouden {CODE}` of `!ret annuleer {CODE}`"
    assert f"{question} — voorzitter {VERA}" in morning.text
    assert VERA in morning.outgoing.rings


async def test_once_it_was_told_nobody_is_asked() -> None:
    s = await planned("2026-05-07 14:00")
    s.clock.instant = at("2026-05-07 16:00")
    await s.hold(date(2026, 5, 7))
    assert asked(await s.step(at("2026-06-01 9:00")), "hoe ging de bespreking") == []


async def test_a_case_that_waits_for_nothing_asks_for_its_next_step_every_week() -> None:
    s = await with_advies()
    for event in ("terugkoppeling", "advies_opgevolgd", "opvolging_1", "opvolging_2"):
        await s.note(event, date(2026, 5, 12))
    await s.finish(1, date(2026, 5, 12))
    told = await s.step(at("2026-06-01 9:00"))
    assert asked(told, "wat is de volgende stap?") == ["2026-05-13 08:30", "2026-05-20 08:30", "2026-05-27 08:30"]
    first = s.texts("wat is de volgende stap?")[0]
    assert f"`!ret sluit {CODE} opgelost`" in first


async def test_after_no_consensus_a_new_bespreking_is_asked_for() -> None:
    s = await planned("2026-05-07 14:00")
    s.clock.instant = at("2026-05-07 16:00")
    await s.note("compleet", date(2026, 4, 22))
    await s.hold(date(2026, 5, 7))
    await s.note("consensus", date(2026, 5, 7), keuze="vervolggesprek")
    told = await s.step(at("2026-05-08 9:00"))
    assert asked(told, "wat is de volgende stap?") == ["2026-05-08 08:30"]
    assert s.texts(f"`!ret plan {CODE} vr 22 mei 14:00`")


async def test_a_case_with_a_bespreking_to_come_is_not_asked() -> None:
    s = await planned("2026-06-18 14:00")
    for event in ("compleet", "uitgenodigd", "formulier_gedeeld", "voorgesprek"):
        await s.note(event, date(2026, 4, 20))
    assert asked(await s.step(at("2026-06-16 9:00")), "wat is de volgende stap?") == []
