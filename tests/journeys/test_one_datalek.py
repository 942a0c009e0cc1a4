"""A datalek is one fact: whichever command says that it was reported, register, clock and terms agree."""

import pytest

from retbot.domain.privacy.datalekken import limits
from retbot.ports import Channel
from retbot.scheduling.notices.privacy import datalek_klok
from retbot.scheduling.occasion import Occasion
from tests.journeys.shows import shows
from tests.world import VOORZITTER, World

OTHERS = ("overijssel-2022", "gooi-en-vechtstreek-2018", "ijsselland-pilot-2018", "westfriesland-2023")


async def discovered(profile: str) -> World:
    room = World(profile)
    room.clock.set("2026-04-21 09:30")
    await room.say("!ret datalek vandaag 9:00")
    return room


async def rings(room: World) -> list[str]:
    """What the clock says at each of its hours."""
    said = []
    for row in [row for row in await room.posts(Channel.ROOM) if row.post.sentence == "datalek_klok"]:
        async with room.storage.begin() as work:
            speech = await datalek_klok(Occasion(row, work, room.team, row.due))
        said += [str(speech.text)] if speech else []
    return said


@pytest.mark.parametrize("profile", OTHERS)
async def test_a_term_is_named_only_where_a_text_sets_it(profile: str) -> None:
    room = World(profile)
    room.clock.set("2026-04-21 09:30")
    [said] = await room.say("!ret datalek vandaag 9:00")
    assert "72 uur, AVG 33" in said
    assert "24 uur" not in said
    assert "partijen" not in said
    assert len(await rings(room)) == 4
    assert not [text for text in await rings(room) if "partijen" in text]


@shows("MO-17.5")
async def test_under_the_model_the_other_parties_hear_it_within_its_own_24_hours() -> None:
    room = World("model-2024")
    room.clock.set("2026-04-21 09:30")
    [said] = await room.say("!ret datalek vandaag 9:00")
    assert "de andere partijen: uiterlijk **woensdag 22 april 09:00** (24 uur, art. 17.5; AVG 33)" in said
    assert "de partijen (uiterlijk woensdag 22 april 09:00, art. 17.5; AVG 33)" in (await rings(room))[0]


@pytest.mark.parametrize(
    ("profile", "said"),
    [
        *((profile, ("!ret gedaan AVG-33",)) for profile in OTHERS),
        *((profile, ("!ret datalek 1 gemeld ap",)) for profile in OTHERS),
        *((profile, ("!ret datalek 1 niet melden",)) for profile in OTHERS),
        ("model-2024", ("!ret gedaan MO-17.5", "!ret gedaan MO-17.6 de FG meldde")),
        ("model-2024", ("!ret datalek 1 gemeld partijen", "!ret gedaan MO-17.6 melden hoefde niet")),
        ("model-2024", ("!ret gedaan AVG-33", "!ret datalek 1 gemeld partijen")),
    ],
)
@shows("MO-17.5", "MO-17.6", "AVG-33")
async def test_whichever_command_says_it_nothing_is_asked_again(profile: str, said: tuple[str, ...]) -> None:
    room = await discovered(profile)
    assert "datalek" in (await room.say("!ret termijnen"))[0]
    for text in said:
        await room.say(text, VOORZITTER)
    assert await rings(room) == []
    assert "datalek" not in (await room.say("!ret termijnen"))[0]
    [register] = await room.say("!ret datalek 1")
    assert "Autoriteit Persoonsgegevens: nog niet" not in register
    async with room.storage.begin() as work:
        [one] = await work.datalekken.all()
    assert all(one.is_settled(to) for to in limits(room.team.convenant))


async def test_what_was_reported_is_not_declined_afterwards_and_the_other_way_round_it_is_put_right() -> None:
    room = await discovered("overijssel-2022")
    await room.say("!ret gedaan AVG-33")
    [refused] = await room.say("!ret datalek 1 niet melden")
    assert "Het is al gemeld aan de Autoriteit Persoonsgegevens, dinsdag 21 april 2026 09:30." in refused
    [again] = await room.say("!ret gedaan AVG-33")
    assert "al gemeld" in again
    await room.say("!ret datalek vandaag 9:15")
    await room.say("!ret datalek 2 niet melden")
    await room.say("!ret datalek 2 gemeld ap")
    assert "21 april 2026 09:30" in (await room.say("!ret datalek 2"))[0]


@shows("MO-17.6b", "AVG-34")
async def test_that_nobody_concerned_had_to_be_told_stands_in_the_register() -> None:
    room = await discovered("model-2024")
    await room.say("!ret gedaan MO-17.6b hoefde niet")
    assert "Betrokkenen geïnformeerd (AVG 34): niet nodig: geen hoog risico" in (await room.say("!ret datalek 1"))[0]
    await room.say("!ret datalek 1 gemeld betrokkenen")
    assert "Betrokkenen geïnformeerd (AVG 34): dinsdag 21 april 2026 09:30" in (await room.say("!ret datalek 1"))[0]
    other = await discovered("westfriesland-2023")
    await other.say("!ret datalek 1 niet inlichten")
    assert "niet nodig: geen hoog risico" in (await other.say("!ret datalek 1"))[0]


async def test_a_report_after_72_hours_is_called_late_and_must_say_why() -> None:
    room = await discovered("overijssel-2022")
    room.clock.set("2026-04-24 17:30")
    said = "\n".join(await room.say("!ret gedaan AVG-33"))
    assert "Dat was te laat, het moest uiterlijk vrijdag 24 april 2026 09:00 (AVG 33 lid 1)." in said
    assert "Waarom is datalek 1 pas daarna gemeld?" in said
    [kept] = await room.say("2")
    assert "Datalek 1 bijgewerkt" in kept
    [register] = await room.say("!ret datalek 1")
    assert "te laat: het moest uiterlijk vrijdag 24 april 2026 09:00" in register
    assert "Reden van de late melding (AVG 33 lid 1): later als datalek herkend" in register


async def test_the_reason_may_also_come_later_and_no_other_report_is_asked_for_one() -> None:
    room = await discovered("model-2024")
    room.clock.set("2026-04-22 15:30")
    said = "\n".join(await room.say("!ret datalek 1 gemeld partijen"))
    assert "Dat was te laat" in said
    assert "Waarom" not in said
    room.clock.set("2026-04-25 09:30")
    await room.say("!ret datalek 1 gemeld ap")
    await room.say("stop")
    assert "te_laat: onderzoek-nodig" in "\n".join(await room.say("!ret datalek 1 aard=kwijt"))
    await room.say("!ret datalek 1 te_laat=buiten-kantoortijd")
    assert "buiten kantoortijd" in (await room.say("!ret datalek 1"))[0]


async def test_an_earlier_report_needs_its_hour() -> None:
    room = await discovered("overijssel-2022")
    room.clock.set("2026-04-22 09:30")
    [refused] = await room.say("!ret gedaan AVG-33 gisteren")
    assert "`!ret datalek 1 gemeld ap gisteren 16:00`" in refused
    assert "nog niet" in (await room.say("!ret datalek 1"))[0]


@pytest.mark.parametrize("said", ["AVG-33", "AVG-34"])
async def test_nothing_is_reported_of_a_datalek_that_nobody_recorded(said: str) -> None:
    room = World()
    [refused] = await room.say(f"!ret gedaan {said}")
    assert "Er is nog geen datalek vastgelegd" in refused


@shows("MO-17.8")
async def test_the_register_counts_as_kept_only_when_it_is_filled_in() -> None:
    room = World("model-2024")
    room.clock.set("2026-04-21 09:30")
    assert "Er is nog geen datalek" in (await room.say("!ret gedaan MO-17.8"))[0]
    await room.say("!ret datalek vandaag 9:00")
    [refused] = await room.say("!ret gedaan MO-17.8")
    assert "nog niet ingevuld" in refused
    assert "aard: ingezien" in refused
    filled_in = "aard=kwijt oorzaak=onbekend betrokkenen=ouders aantal=1 gegevens=naam gevolgen=klein maatregelen=geen"
    await room.say(f"!ret datalek 1 {filled_in}")
    await room.say("!ret datalek 1 feiten: een formulier lag bij de verkeerde aanbieder")
    said = "\n".join(await room.say("!ret gedaan MO-17.8"))
    assert "(art. 17.8)" in said


async def test_a_report_said_in_the_thread_of_a_case_is_in_the_register_too() -> None:
    room = await discovered("overijssel-2022")
    await room.say(
        "!ret aanmelding gemeente=Enschede leeftijd=12-15 via=toegang besproken=ja gronden=domeinoverstijgend "
        "lokaal=ja formulier=ja monitor=ja"
    )
    await room.say("!ret gedaan CODE AVG-34")
    assert "Betrokkenen geïnformeerd (AVG 34): dinsdag 21 april 2026" in (await room.say("!ret datalek 1"))[0]


async def test_without_more_it_explains_and_asks_and_opens_nothing_until_it_knows_when() -> None:
    room = World()
    room.clock.set("2026-04-21 09:30")
    [said] = await room.say("!ret datalek")
    assert "de Autoriteit hoort het binnen 72 uur" in said
    assert "Wanneer is het ontdekt?" in said
    assert room.storage.memory.datalekken == {}
    [said] = await room.say("vandaag 9:00")
    assert said.startswith("**Datalek 1** geopend, ontdekt dinsdag 21 april 09:00.")
    await room.say("!ret datalek")
    assert await room.say("nee") == ["Goed, ik open geen register."]
    assert list(room.storage.memory.datalekken) == [1]


async def test_one_that_was_opened_by_mistake_is_withdrawn_with_a_reason_and_nothing_is_deleted() -> None:
    room = await discovered("model-2024")
    await room.say("!ret datalek 1 gemeld partijen vandaag 9:15")
    [said] = await room.say("!ret datalek vandaag 9:10")
    assert "Is het hetzelfde als datalek 1? `!ret datalek 2 ingetrokken reden=dubbel`" in said
    assert "Kies uit" in (await room.say("!ret datalek 1 ingetrokken"))[0]
    [said] = await room.say("!ret datalek 1 ingetrokken reden=geen-inbreuk")
    assert "ingetrokken (geen inbreuk)" in said
    assert "al gemeld aan de andere partijen" in said
    await room.say("!ret datalek 2 ingetrokken reden=dubbel")
    assert await rings(room) == []
    assert [one.event for one in room.storage.memory.team_feiten] == []
    [said] = await room.say("!ret datalek 1")
    assert "• Ingetrokken: dinsdag 21 april 2026 09:30, geen inbreuk" in said
    assert "• Partijen geïnformeerd: dinsdag 21 april 2026 09:15" in said
    assert "is ingetrokken" in (await room.say("!ret datalek 1 gemeld ap"))[0]
    assert "ken ik niet" in (await room.say("!ret gedaan MO-17.5"))[0]


async def test_one_that_was_withdrawn_counts_again_when_its_discovery_is_recorded() -> None:
    room = await discovered("overijssel-2022")
    await room.say("!ret datalek 1 ingetrokken reden=vergissing")
    await room.say("!ret datalek 1 ontdekt vandaag 9:00")
    assert len(await rings(room)) == 4
    assert len(room.storage.memory.team_feiten) == 1
    assert "Ingetrokken" not in (await room.say("!ret datalek 1"))[0]
