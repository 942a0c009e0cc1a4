"""A case under ijsselland-pilot-2018 from aanmelding to closing, said in the room."""

from datetime import date

import pytest

from retbot.domain.casustermijnen import Staat
from retbot.domain.toestemming import is_anonymous
from tests.journeys.kamer import EXPERT, VOORZITTER, Kamer

AANMELDING = "!ret aanmelding gemeente=Zwolle leeftijd=12-15 via={} escalatieladder={}"


@pytest.fixture
async def kamer() -> Kamer:
    room = Kamer("ijsselland-pilot-2018")
    room.klok.set("2026-04-23 09:00")
    return room


async def test_only_the_manager_may_bring_a_case_and_after_the_ladder(kamer: Kamer) -> None:
    [said] = await kamer.say(AANMELDING.format("professional", "ja"))
    assert "(Taken toegang)" in said
    assert "Alleen de manager" in said
    [said] = await kamer.say(AANMELDING.format("manager-toegang", "nee"))
    assert "escalatieladder" in said
    [said, *_] = await kamer.say("!ret aanmelding toch=spoed", VOORZITTER)
    assert "De voorzitter wijkt af van IJ-T1: spoed" in said


async def test_a_whole_case(kamer: Kamer) -> None:
    said = await kamer.say(AANMELDING.format("manager-toegang", "ja"))
    assert "wo 29 april: de betrokken partijen bij elkaar brengen" in said[0]  # 3 wd na donderdag; Koningsdag
    terms = await kamer.termijnen()
    assert terms["IJ-V1:0:"].due == terms["IJ-D1:0:"].due == date(2026, 4, 29)
    assert terms["IJ-T2:0:"].due == date(2026, 4, 28)  # 3 d ends on a Sunday; the day after is Koningsdag (Awt 1)
    said = await kamer.say("!ret plan wo 29 april 10:00", VOORZITTER, thread=True)
    assert "Ouder(s)/jongere" in said[-1]
    [settled, mandaat] = await kamer.say("ja", VOORZITTER, thread=True)
    assert "Vastgelegd: ja (Ouder(s)/jongere)" in settled
    assert "(Werkwijze)" in mandaat
    await kamer.say("ja", VOORZITTER, thread=True)
    await kamer.say("!ret noteer CODE aanvaard toegang")
    assert (await kamer.termijnen())["IJ-T2:0:"].staat is Staat.OPEN
    await kamer.say("!ret noteer CODE aanvaard aanbieder")
    await kamer.say("!ret noteer CODE aanvaard vaste deskundige")
    kamer.klok.set("2026-04-29 12:00")
    [seats] = await kamer.say("!ret bespreking gehouden", VOORZITTER, thread=True)
    assert "kinder- en jeugdpsychiater" in seats
    await kamer.say("iedereen behalve 2", VOORZITTER, thread=True)
    [outcome] = await kamer.say("ja", VOORZITTER, thread=True)
    assert "doorgezet of teruggelegd (Taken voorzitter) → `!ret gedaan" in outcome  # IJ-V3
    assert "een volgende bespreking plannen of sluiten (Uitgangspunten)" in outcome  # IJ-A1
    met = {key: t.voldaan_op for key, t in (await kamer.termijnen()).items() if t.ronde == 0}
    assert met == {"IJ-V1:0:": date(2026, 4, 29), "IJ-D1:0:": date(2026, 4, 23), "IJ-T2:0:": date(2026, 4, 23)}
    await kamer.say("!ret afspraak toegang 15 mei intake", thread=True)
    [status] = await kamer.say("!ret status CODE")
    assert "afspraak 1 nakomen (intake) (Taken voorzitter), voorzitter" in status  # IJ-V4a: he sees to it
    kamer.klok.set("2026-05-15 09:00")
    await kamer.say("!ret afspraak 1 klaar", thread=True)
    await kamer.say("!ret sluit CODE opgelost")
    [closed] = await kamer.say("ja")
    assert "zaterdag 15 mei 2027" in closed


async def test_a_case_is_anonymous_always_and_there_is_no_advies_to_send(kamer: Kamer) -> None:
    await kamer.say(AANMELDING.format("manager-toegang", "ja"))
    assert is_anonymous(await kamer.casus(), kamer.team.convenant)
    [said] = await kamer.say("!ret advies verzonden CODE")
    assert "niet kent" in said


async def test_a_fixed_expert_sees_every_case_and_is_called_as_the_covenant_calls_him(kamer: Kamer) -> None:
    await kamer.say(AANMELDING.format("manager-toegang", "ja"))
    await kamer.say(f"!ret deelnemer toevoegen vaste deskundige GZ-psycholoog {EXPERT}")
    [said] = await kamer.say("!ret status CODE", EXPERT)
    assert "anoniem te bespreken" in said
    [said] = await kamer.say("!ret plan CODE do 7 mei 14:00", EXPERT)
    assert "secretarieel ondersteuner" in said
