"""Who is paid for how much time, by the text of each covenant."""

import pytest

from tests.journeys.shows import shows
from tests.world import VOORZITTER, World

GOOI = "!ret aanmelding gemeente=Huizen leeftijd=12-15 via=consulent gronden=overbruggingszorg lokaal=ja"
WEST = "!ret aanmelding gemeente=Hoorn leeftijd=24+ via=professional aanvraag=Aanmelding MDA++"


async def west(room: World, *before: str) -> None:
    """A bespreking of 45 minutes that the kernteamlid of J&O attends."""
    room.clock.set("2026-04-20 09:00")
    await room.say(WEST)
    await room.say("!ret plan CODE do 23 april 14:00 duur 45", VOORZITTER, thread=True)
    for text in before:
        await room.say(text, VOORZITTER)
    room.clock.set("2026-04-23 16:00")
    await room.say("!ret bespreking gehouden CODE inwoner, J&O", VOORZITTER, thread=True)


async def billed(room: World, period: str) -> list[str]:
    """The lines of the overview."""
    [told] = await room.say(f"!ret vergoeding {period}")
    return [line.removeprefix("• ") for line in told.split("\n")[1:]]


@shows("OV-16u")
async def test_a_stand_in_and_who_is_away_are_not_both_paid_for_the_same_days() -> None:
    room = World()
    room.clock.set("2026-12-01 09:00")
    await room.say("!ret deelnemer toevoegen expert LVB Ambiq sinds 1 januari 2026")
    await room.say("!ret deelnemer toevoegen expert LVB Ambiq vervanger van 1 sinds 1 januari 2026")
    assert await billed(room, "van 1 november tot 28 november") == ["expert LVB (Ambiq): 8 uur (art. 16)"]
    await room.say("!ret afwezig 1 van 1 december tot 14 december")
    room.clock.set("2026-12-29 09:00")
    assert await billed(room, "van 1 december tot 28 december") == ["expert LVB (Ambiq): 4 uur (art. 16)"] * 2


@shows("OV-16u", "MO-12.1")
async def test_who_joins_in_the_middle_of_a_month_is_paid_from_that_day() -> None:
    room = World()
    room.clock.set("2026-12-18 09:00")
    await room.say("!ret deelnemer toevoegen expert GGZ Dimence")
    room.clock.set("2027-01-04 09:00")
    assert await billed(room, "van 1 december tot 31 december") == ["expert GGZ (Dimence): 4 uur (art. 16)"]
    await room.say("!ret deelnemer wijzigen 1 sinds 4 december 2026")
    assert await billed(room, "van 1 december tot 31 december") == ["expert GGZ (Dimence): 8 uur (art. 16)"]


@shows("MO-12.1")
async def test_a_stand_in_from_another_ret_is_paid_there() -> None:
    room = World("model-2024")
    room.clock.set("2026-12-01 09:00")
    await room.say("!ret deelnemer toevoegen expert J-GGZ sinds 1 januari 2026")
    await room.say("!ret deelnemer toevoegen expert J-GGZ vervanger van 1 ander RET sinds 1 januari 2026")
    await room.say("!ret afwezig 1 van 1 december tot 14 december")
    room.clock.set("2026-12-15 09:00")
    assert await billed(room, "van 1 december tot 14 december") == ["expert J-GGZ: 5 uur (art. 12.1)"]


@shows("MO-12.2")
async def test_the_gedragswetenschapper_is_paid_for_twelve_months() -> None:
    room = World("model-2024")
    room.clock.set("2026-06-01 09:00")
    await room.say("!ret deelnemer toevoegen gedragswetenschapper")
    room.clock.set("2027-07-01 09:00")
    assert await billed(room, "van 18 mei 2027 tot 31 mei 2027") == ["gedragswetenschapper: 16 uur (art. 12.2–12.3)"]
    assert await billed(room, "van 25 mei 2027 tot 7 juni 2027") == ["gedragswetenschapper: 8 uur (art. 12.2–12.3)"]
    [told] = await room.say("!ret vergoeding van 1 juni 2027 tot 30 juni 2027")
    assert "niets te vergoeden" in told


@shows("GV-3")
async def test_the_time_really_spent_is_asked_and_counts_whatever_was_planned() -> None:
    room = World("gooi-en-vechtstreek-2018")
    await room.say(GOOI)
    await room.say("!ret plan do 30 april 14:00 duur 45", thread=True)
    room.clock.set("2026-04-30 16:00")
    await room.say("!ret bespreking gehouden iedereen", VOORZITTER, thread=True)
    [row] = await billed(room, "van 1 april tot 30 april")
    assert "waarvan 1 naar de geplande tijd" in row
    *_, asked = await room.say("ja", VOORZITTER, thread=True)
    assert "Hoeveel tijd besteedde de expertise leverende partij werkelijk (art. 3)?" in asked
    assert "`90 minuten` of `1,5 uur`" in asked
    assert "`90 minuten` of `1,5 uur`" in (await room.say("!ret een tijdje", VOORZITTER, thread=True))[0]
    said = await room.say("2,5 uur", VOORZITTER, thread=True)
    assert said[0].startswith("Vastgelegd: 150 minuten.")
    assert await billed(room, "van 1 april tot 30 april") == [
        "expertise leverende partij: 1 casusbespreking, 2 uur en 30 minuten; Huizen 1 (art. 3)"
    ]


@pytest.mark.parametrize("profile", ["overijssel-2022", "westfriesland-2023", "model-2024"])
def test_the_time_really_spent_is_asked_only_where_the_text_pays_by_it(profile: str) -> None:
    convenant = World(profile).team.convenant
    assert not any(one.werkelijk for plicht in convenant.plichten for one in plicht.vergoeding)


@shows("WF-2.5", "WF-2.5t")
async def test_a_tariff_that_is_missing_or_late_is_told() -> None:
    room = World("westfriesland-2023")
    await room.say("!ret deelnemer toevoegen kernteamlid J&O Parlan")
    await west(room)
    [row] = await billed(room, "van 1 april tot 23 april")
    assert "het tarief is nog niet vastgelegd → `!ret gedaan WF-2.5t 131,20`" in row
    room.clock.set("2026-06-10 09:00")
    await room.say("!ret gedaan WF-2.5t 131,20")
    [row] = await billed(room, "van 1 april tot 23 april")
    assert "€ 98,40 (tarief pas vastgelegd op woensdag 10 juni 2026)" in row


@shows("WF-2.5")
async def test_the_fee_goes_to_who_took_the_seat() -> None:
    room = World("westfriesland-2023")
    await room.say("!ret deelnemer toevoegen kernteamlid J&O Parlan")
    await room.say("!ret deelnemer toevoegen kernteamlid J&O Leekerweide vervanger van 1")
    await west(room, "!ret vervang CODE 1 door 2")
    [row] = await billed(room, "van 1 april tot 23 april")
    assert row.startswith("kernteamlid J&O (Leekerweide): 1 casusbespreking")
