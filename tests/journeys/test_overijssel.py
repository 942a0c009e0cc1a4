"""A case under overijssel-2022 from aanmelding to closing, said in the room."""

from datetime import date

import pytest

from retbot.domain.termijnen.casustermijnen import TermijnState
from retbot.ports import Channel
from tests.journeys.shows import shows
from tests.world import VOORZITTER, World

AANMELDING = (
    "!ret aanmelding gemeente=Enschede leeftijd=12-15 via=toegang besproken=ja lokaal=ja "
    "gronden=contra-indicatie,meerdere-aanbieders formulier=ja monitor=ja"
)


@pytest.fixture
async def room() -> World:
    room = World()
    room.clock.set("2026-04-20 09:00")
    await room.say(AANMELDING)
    return room


@shows("OV-7e", "OV-7t", "OV-8.9", "OV-9.5")
async def test_a_whole_case(room: World) -> None:
    assert room.code
    said = await room.say("!ret compleet", thread=True)
    assert "woensdag 6 mei" in said[0]
    said = await room.say("!ret plan do 7 mei 14:00", thread=True)
    assert "donderdag 7 mei, 14:00–15:00" in said[0]
    assert "ma 18 mei" in said[0]
    for owner in ("deelnemer toevoegen expert LVB Ambiq", "deelnemer toevoegen expert GGZ Accare"):
        await room.say(f"!ret {owner}")
    await room.say("adres 1 jan@voorbeeld.nl", direct=True)
    await room.say("adres CODE aanmelder piet@voorbeeld.nl", direct=True)
    said = await room.say("!ret uitnodigen CODE")
    assert "Uitgenodigd" in said[0]
    assert len(await room.posts(Channel.MAIL)) == 2
    room.clock.set("2026-04-29 10:00")
    await room.say("!ret formulier gedeeld", thread=True)
    await room.say("!ret voorgesprek gehouden gisteren", thread=True)
    room.clock.set("2026-05-07 16:00")
    said = await room.say("!ret bespreking gehouden", VOORZITTER, thread=True)
    assert "1 jeugdige" in said[0]
    said = await room.say("4 5 7 8", VOORZITTER, thread=True)
    assert "art. 8.9" in said[0]
    said = await room.say("!ret bespreking gehouden 2 3 4 5 7 8", VOORZITTER, thread=True)
    assert "consensus" in said[0]
    said = await room.say("ja", VOORZITTER, thread=True)
    assert "9.5" in said[0]
    said = await room.say("ja behalve school CODE", VOORZITTER)
    assert "meerwerk" in said[0]
    await room.say("ja", VOORZITTER)
    said = await room.say("nee", VOORZITTER)
    assert "afspraak" in said[0]
    said = await room.say("!ret afspraak Accare 22 mei intake", thread=True)
    assert "vrijdag 22 mei" in said[0]
    await room.say("!ret afspraak Ambiq 29 mei plaatsing", thread=True)
    room.clock.set("2026-05-12 10:00")
    await room.say("!ret advies vastgesteld", thread=True)
    said = await room.say("!ret advies verzonden CODE")
    assert "samenvatting" in said[0]
    said = await room.say("ja")
    assert "di 26 mei" in said[0]
    terms = await room.termijnen()
    assert terms["OV-7:1:Accare"].due == date(2026, 5, 26)
    assert terms["OV-16m:1:"].due == date(2026, 5, 18)
    await room.say("!ret gedaan OV-16m", thread=True)
    await room.say("!ret terugkoppeling Accare", thread=True)
    await room.say("!ret afspraak CODE 1 klaar op 12 mei")
    room.clock.set("2026-05-27 09:00")
    said = await room.say("!ret escaleer CODE")
    assert "voorzitter" in said[0]
    said = await room.say("!ret escaleer CODE", VOORZITTER)
    assert "programmamanager" in said[0]
    room.clock.set("2026-06-03 09:00")
    said = await room.say("!ret escaleer CODE stap 2 op 2 juni")
    assert "bestuurders" in said[0]
    await room.say("!ret opgevolgd CODE Ambiq")
    room.clock.set("2026-06-23 09:00")
    await room.say("!ret opvolging CODE 1 passend=ja tijdig=nee")
    room.clock.set("2026-11-12 09:00")
    await room.say("!ret afspraak CODE 2 klaar")
    await room.say("!ret opvolging 2 passend=ja tijdig=ja", thread=True)
    said = await room.say("!ret sluit CODE opgelost", VOORZITTER)
    assert "gerealiseerd" in said[0]
    said = await room.say("ja", VOORZITTER)
    assert "vrijdag 12 november 2027" in said[0]
    left = [t.plicht.id for t in (await room.termijnen()).values() if t.staat is TermijnState.OPEN]
    assert left == ["OV-12.2"]


async def test_a_running_case_is_taken_over(room: World) -> None:
    room.clock.set("2026-06-10 09:00")
    said = await room.say("!ret bespreking gehouden 2 3 4 op 7 mei", thread=True)
    assert "consensus" in said[0]
    for answer in ("ja", "ja", "nee", "nee"):
        said = await room.say(answer, thread=True)
    assert "al voorbij, daar herinner ik u niet meer aan" in said[0]
    assert (await room.termijnen())["OV-8.4:0:"].voldaan_op == date(2026, 5, 7)
