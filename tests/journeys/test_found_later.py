"""Duties that were found in the texts later, each in a situation from its text."""

import pytest

from tests.journeys.shows import shows
from tests.world import VOORZITTER, World

AANMELDING = {
    "overijssel-2022": "gemeente=Enschede leeftijd=12-15 via=toegang besproken=ja gronden=domeinoverstijgend lokaal=ja "
    "formulier=ja monitor=nee",
    "model-2024": "gemeente=Alkmaar leeftijd=12-15 via=gi besproken=ja gronden=vastgelopen lokaal=ja afstemming=ja "
    "domeinoverstijgend=nee eigen_route=ja geinformeerd=ja draagbaarheid=ja toestemming_gezondheid=ja "
    "bekend_bij_toegang=ja",
    "westfriesland-2023": "gemeente=Hoorn leeftijd=24+ via=professional aanvraag=Aanmelding MDA++",
    "gooi-en-vechtstreek-2018": "gemeente=Huizen leeftijd=12-15 via=consulent gronden=overbruggingszorg lokaal=ja",
}


async def opened(profile: str) -> tuple[World, str]:
    room = World(profile)
    room.clock.set("2026-04-20 09:00")
    return room, "\n".join(await room.say(f"!ret aanmelding {AANMELDING[profile]}"))


async def status(room: World) -> str:
    return "\n".join(await room.say("!ret status CODE"))


@shows("OV-8.14", "OV-6.7", "MO-9.1m", "MO-6.4", "WF-2.1")
@pytest.mark.parametrize(
    ("profile", "lines"),
    [
        ("overijssel-2022", ["mandaat heeft om ter plekke te beslissen (art. 8.14 en 13.1)", "aanbieder` (art. 6.7)"]),
        ("model-2024", ["mandaat heeft om ter plekke te beslissen (art. 9.1)", "gedragswetenschapper` (art. 6.4)"]),
        ("westfriesland-2023", ["mandaat heeft om ter plekke te beslissen (par. 2.1)"]),
    ],
)
async def test_who_is_asked_to_the_table_is_said_when_it_is_planned(profile: str, lines: list[str]) -> None:
    room, _ = await opened(profile)
    [said, *_] = await room.say("!ret plan CODE do 7 mei 14:00", VOORZITTER)
    for line in lines:
        assert line in said


@shows("OV-16g", "OV-16p")
async def test_more_work_asks_about_the_gi_and_about_the_money() -> None:
    room, _ = await opened("overijssel-2022")
    await room.say("!ret plan CODE do 30 april 14:00")
    room.clock.set("2026-04-30 16:00")
    await room.say("!ret bespreking gehouden CODE iedereen", VOORZITTER, thread=True)
    for answer in ("ja", "ja"):
        await room.say(answer, VOORZITTER, thread=True)
    assert "de GI inlichten" not in await status(room)
    await room.say("ja", VOORZITTER, thread=True)  # meerwerk
    assert "de GI inlichten over de af te geven bepaling (art. 16)" in await status(room)
    await room.say("!ret gedaan CODE OV-16g niet nodig")
    await room.say("!ret gedaan CODE OV-16p")
    await room.say("langdurige financiering door partijen")
    shown = await status(room)
    assert "de GI inlichten" not in shown
    assert "programmamanager" not in shown


@shows("MO-12.4g", "MO-12.4k")
async def test_maatwerk_asks_about_the_gi_and_about_the_money_under_the_model_too() -> None:
    room, _ = await opened("model-2024")
    await room.say("!ret noteer CODE verklarende analyse")
    await room.say("!ret plan CODE uitvoeringstafel do 7 mei 14:00", VOORZITTER)
    room.clock.set("2026-05-07 16:00")
    await room.say("!ret bespreking gehouden CODE iedereen", VOORZITTER)
    await room.say("!ret nagaan CODE MO-8.14", VOORZITTER)
    await room.say("eerst intern: niet ingekocht of maatwerk", VOORZITTER)
    shown = await status(room)
    assert "de GI inlichten over de af te geven bepaling (art. 12.4)" in shown
    assert "bijzondere kosten laten goedkeuren door de gemeente" in shown
    await room.say("!ret gedaan CODE MO-12.4k goedgekeurd door de gemeente", VOORZITTER)
    assert "bijzondere kosten" not in await status(room)


@shows("OV-4.1", "MO-4.1")
@pytest.mark.parametrize(("profile", "duty"), [("overijssel-2022", "OV-4.1"), ("model-2024", "MO-4.1")])
async def test_a_consultation_needs_no_case(profile: str, duty: str) -> None:
    room = World(profile)
    room.clock.set("2026-04-20 09:00")
    [said] = await room.say("!ret noteer vraag")
    assert "zonder termijn: een vraag om advies zonder casus beantwoorden" in said
    [asked] = await room.say(f"!ret gedaan {duty}")
    assert "1 beantwoord · 2 aanmelden geadviseerd · 3 doorverwezen" in asked
    assert "(art. 4" in (await room.say("1"))[0]


@shows("OV-8.18e")
async def test_the_second_follow_up_asks_for_lasting_effect() -> None:
    room, _ = await opened("overijssel-2022")
    await room.say("!ret plan CODE do 30 april 14:00")
    room.clock.set("2026-04-30 16:00")
    await room.say("!ret bespreking gehouden CODE iedereen", VOORZITTER, thread=True)
    await room.say("!ret advies verzonden CODE")
    await room.say("ja")
    room.clock.set("2026-06-15 09:00")
    said = "\n".join(await room.say("!ret opvolging CODE 1 passend=ja tijdig=ja"))
    assert "langdurig effect" not in said
    room.clock.set("2026-11-02 09:00")
    said = "\n".join(await room.say("!ret opvolging CODE 2 passend=ja tijdig=ja"))
    assert "over langdurig effect, verbetering en ervaring met het RET (art. 8.18)" in said
    await room.say("!ret gedaan CODE OV-8.18e verbetering, nog geen langdurig effect")
    assert "langdurig effect" not in await status(room)


@shows("WF-2.6i")
async def test_the_inwoner_is_informed() -> None:
    room, said = await opened("westfriesland-2023")
    assert "informeren over de verwerking van hun gegevens (par. 2.6)" in said
    assert "WF-2.6i" in await status(room)
    await room.say("!ret gedaan CODE WF-2.6i")
    assert "WF-2.6i" not in await status(room)


@shows("MO-14.3")
async def test_a_request_that_another_partij_got_is_forwarded() -> None:
    room, _ = await opened("model-2024")
    [said] = await room.say("!ret noteer CODE verzoek")
    assert "doorzenden aan de procesregisseur (art. 14.3)" in said


@shows("GV-0", "WF-1.5", "MO-17.3")
@pytest.mark.parametrize(
    ("profile", "who", "line"),
    [
        ("gooi-en-vechtstreek-2018", "C&A team", "een nieuwe partij eerst het convenant laten tekenen (Inleiding)"),
        ("westfriesland-2023", "kernteamlid J&O Parlan", "afstemmen met de voorzitter (par. 1.5)"),
        ("model-2024", "expert J-GGZ", "nagaan of de autorisaties nog kloppen (art. 17.3)"),
    ],
)
async def test_a_change_of_the_list_says_what_the_covenant_wants_then(profile: str, who: str, line: str) -> None:
    room = World(profile)
    [said] = await room.say(f"!ret deelnemer toevoegen {who}")
    assert line in said
    assert line in (await room.say("!ret deelnemer weg 1"))[0]


@shows("MO-18.6")
async def test_that_the_solution_is_sent_securely_is_said_when_it_is_sent() -> None:
    room, _ = await opened("model-2024")
    await room.say("!ret noteer CODE verklarende analyse")
    await room.say("!ret plan CODE uitvoeringstafel do 7 mei 14:00", VOORZITTER)
    room.clock.set("2026-05-07 16:00")
    await room.say("!ret bespreking gehouden CODE iedereen", VOORZITTER)
    await room.say("!ret oplossing verzonden CODE", VOORZITTER)
    assert "alleen beveiligd versturen" in "\n".join(await room.say("ja", VOORZITTER))


@shows("IJ-V2")
async def test_who_comes_is_decided_before_the_invitations_go_out() -> None:
    room = World("ijsselland-pilot-2018")
    room.clock.set("2026-04-20 09:00")
    await room.say("!ret aanmelding gemeente=Zwolle leeftijd=12-15 via=manager-toegang escalatieladder=ja")
    await room.say("adres CODE aanbieder zorg@voorbeeld.nl", direct=True)
    await room.say("!ret plan CODE do 23 april 14:00", VOORZITTER)
    said = "\n".join(await room.say("!ret uitnodigen CODE", VOORZITTER))
    assert "Dat hoort vooraf: inschatten welke organisaties aansluiten (Taken voorzitter)" in said
    await room.say("!ret annuleer CODE", VOORZITTER)
    await room.say("!ret gedaan CODE IJ-V2", VOORZITTER)
    await room.say("!ret plan CODE do 23 april 14:00", VOORZITTER)
    said = "\n".join(await room.say("!ret uitnodigen CODE", VOORZITTER))
    assert "hoort vooraf" not in said


@shows("MO-20")
async def test_the_outcomes_go_to_the_ben_after_both_follow_ups() -> None:
    room, _ = await opened("model-2024")
    await room.say("!ret noteer CODE verklarende analyse")
    await room.say("!ret plan CODE uitvoeringstafel do 7 mei 14:00", VOORZITTER)
    room.clock.set("2026-05-07 16:00")
    await room.say("!ret bespreking gehouden CODE iedereen", VOORZITTER)
    await room.say("!ret oplossing verzonden CODE", VOORZITTER)
    await room.say("ja", VOORZITTER)
    for number, day in ((1, "2026-06-18 09:00"), (2, "2026-11-09 09:00")):
        room.clock.set(day)
        await room.say(f"!ret opvolging CODE {number} perspectief=ja verbetering=ja", VOORZITTER)
        assert "aan het BEN geven (art. 20.1, 8.17 en 8.19)" in await status(room)
        room.clock.set(day.replace("09:00", "11:00"))
        await room.say("!ret gedaan CODE MO-20", VOORZITTER)
        assert "aan het BEN geven" not in await status(room)


@shows("OV-8.15b")
async def test_help_for_the_meantime_is_asked_with_the_advies() -> None:
    room, _ = await opened("overijssel-2022")
    await room.say("!ret plan CODE do 30 april 14:00")
    room.clock.set("2026-04-30 16:00")
    await room.say("!ret bespreking gehouden CODE iedereen", VOORZITTER, thread=True)
    assert "overbruggingshulp" not in await status(room)
    await room.say("!ret advies verzonden CODE")
    assert "overbruggingshulp regelen als de hulp nog niet kan beginnen (art. 8.15)" in "\n".join(await room.say("ja"))
    await room.say("!ret gedaan CODE OV-8.15b niet nodig")
    assert "overbruggingshulp" not in await status(room)


@shows("OV-14")
async def test_a_complaint_has_one_door() -> None:
    [said] = await World().say("!ret klacht")
    assert "de klachtencommissaris van de gemeente Enschede (art. 14)" in said
