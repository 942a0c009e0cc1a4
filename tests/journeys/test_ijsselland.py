"""A case under ijsselland-pilot-2018 from aanmelding to closing, said in the room."""

from datetime import date

import pytest

from retbot.domain.casus.consent import is_anonymous
from retbot.domain.termijnen.casustermijnen import TermijnState
from retbot.ports import Channel
from tests.journeys.shows import ijsselland, shows
from tests.world import EXPERT, VOORZITTER, World

AANMELDING = "!ret aanmelding gemeente=Zwolle leeftijd=12-15 via={} escalatieladder={}"


@pytest.fixture
async def room() -> World:
    room = World("ijsselland-pilot-2018")
    room.clock.set("2026-04-23 09:00")
    return room


@shows("IJ-T1")
async def test_only_the_manager_may_bring_a_case_and_after_the_ladder(room: World) -> None:
    [said] = await room.say(AANMELDING.format("professional", "ja"))
    assert "(Taken toegang)" in said
    assert "Alleen de manager" in said
    [said] = await room.say(AANMELDING.format("manager-toegang", "nee"))
    assert "escalatieladder" in said
    [said, *_] = await room.say("!ret aanmelding toch=spoed", VOORZITTER)
    assert "Op besluit van de voorzitter toch aangemeld: spoed (Taken toegang)" in said


@shows("IJ-V4a", "IJ-W1")
async def test_a_whole_case(room: World) -> None:
    said = await room.say(AANMELDING.format("manager-toegang", "ja"))
    assert "wo 29 april: de betrokken partijen bij elkaar brengen" in said[0]  # 3 wd na donderdag; Koningsdag
    terms = await room.termijnen()
    assert terms["IJ-V1:0:"].due == terms["IJ-D1:0:GZ-psycholoog"].due == date(2026, 4, 29)
    assert terms["IJ-T2:0:toegang"].due == date(
        2026, 4, 28
    )  # 3 d ends on a Sunday; the day after is Koningsdag (Awt 1)
    said = await room.say("!ret plan wo 29 april 10:00", VOORZITTER, thread=True)
    assert "Ouder(s)/jongere" in said[-1]
    [settled] = await room.say("niemand", VOORZITTER, thread=True)
    assert "(Ouder(s)/jongere)" in settled
    assert "(Werkwijze)" in settled
    await room.say("ja", VOORZITTER, thread=True)
    await room.say("!ret noteer CODE aanvaard toegang")
    terms = await room.termijnen()
    assert terms["IJ-T2:0:toegang"].staat is TermijnState.FULFILLED
    assert terms["IJ-T2:0:aanbieder"].staat is TermijnState.OPEN
    await room.say("!ret noteer CODE aanvaard aanbieder")
    await room.say("!ret noteer CODE aanvaard GZ-psycholoog")
    room.clock.set("2026-04-29 12:00")
    [seats] = await room.say("!ret bespreking gehouden", VOORZITTER, thread=True)
    assert "kinder- en jeugdpsychiater" in seats
    await room.say("iedereen behalve 2", VOORZITTER, thread=True)
    [outcome] = await room.say("nee", VOORZITTER, thread=True)
    assert "Welke partij blijft verantwoordelijk" in outcome
    await room.say("1", VOORZITTER, thread=True)
    assert "doorgezet of teruggelegd (Taken voorzitter) → `!ret gedaan" in outcome  # IJ-V3
    assert "een volgende bijeenkomst plannen of sluiten (Uitgangspunten)" in outcome  # IJ-A1
    met = {key: t.voldaan_op for key, t in (await room.termijnen()).items() if t.ronde == 0}
    available = dict.fromkeys(("IJ-D1:0:GZ-psycholoog", "IJ-T2:0:aanbieder", "IJ-T2:0:toegang"), date(2026, 4, 23))
    there = {"IJ-D1:0:kinder- en jeugdpsychiater": date(2026, 4, 29)}  # who did not say so, and came
    assert met == {"IJ-V1:0:": date(2026, 4, 29), **available, **there}
    await room.say("!ret afspraak toegang 15 mei intake", thread=True)
    [status] = await room.say("!ret status CODE")
    assert "afspraak 1 nakomen (intake) (Taken voorzitter), voorzitter" in status  # IJ-V4a: he sees to it
    room.clock.set("2026-05-15 09:00")
    await room.say("!ret afspraak 1 klaar", thread=True)
    await room.say("!ret sluit CODE opgelost")
    [closed, *_] = await room.say("ja")
    assert "zaterdag 15 mei 2027" in closed


@shows("IJ-P1")
async def test_a_case_is_anonymous_always_and_there_is_no_advies_to_send(room: World) -> None:
    await room.say(AANMELDING.format("manager-toegang", "ja"))
    assert is_anonymous(await room.casus(), room.team.convenant)
    [said] = await room.say("!ret advies verzonden CODE")
    assert "is hier niet nodig" in said


async def test_a_fixed_expert_sees_his_own_of_a_case_and_is_called_as_the_covenant_calls_him(room: World) -> None:
    await room.say(AANMELDING.format("manager-toegang", "ja"))
    await room.say(f"!ret deelnemer toevoegen vaste deskundige GZ-psycholoog {EXPERT}")
    [said] = await room.say("!ret status CODE", EXPERT)
    assert "beschikbaar zijn voor de bijeenkomst" in said
    assert "anoniem te bespreken" not in said
    [said] = await room.say("!ret plan CODE do 7 mei 14:00", EXPERT)
    assert "secretarieel ondersteuner" in said


async def planned(room: World) -> None:
    await room.say(AANMELDING.format("manager-toegang", "ja"))
    await room.say("!ret plan wo 29 april 10:00", VOORZITTER, thread=True)


@shows("IJ-O1", "IJ-W1")
async def test_ouders_or_jongere_are_left_out_for_a_reason_only_and_each_partij_must_be_able_to_decide(
    room: World,
) -> None:
    await planned(room)
    [why] = await room.say("1", VOORZITTER, thread=True)
    assert why.startswith("Waarom zonder ouders? 1 besloten door voorzitter en vaste deskundigen")
    [settled] = await room.say("1", VOORZITTER, thread=True)
    assert "ouders" in settled
    assert "na afstemming" in settled
    assert "mandaat" in settled
    [said, *_] = await room.say("nee", VOORZITTER, thread=True)
    assert "Nog te doen: die partij vragen om iemand die ter plekke kan beslissen" in said
    [told, *_] = await room.say("!ret nagaan CODE", VOORZITTER)
    assert "besloten door voorzitter en vaste deskundigen" in told


@shows("IJ-V2", "IJ-V3", "IJ-B1")
async def test_who_joins_what_comes_out_and_who_stays_responsible_are_recorded(room: World) -> None:
    await planned(room)
    assert (await room.termijnen())["IJ-V2:1:"].voldaan_op is None
    [said] = await room.say("!ret gedaan CODE IJ-V2")
    assert "vandaag gedaan: inschatten welke organisaties aansluiten" in said
    assert (await room.termijnen())["IJ-V2:1:"].voldaan_op == date(2026, 4, 23)
    room.clock.set("2026-04-29 12:00")
    await room.say("!ret bespreking gehouden iedereen", VOORZITTER, thread=True)
    [outcome] = await room.say("ja", VOORZITTER, thread=True)
    assert "Welke partij blijft verantwoordelijk" in outcome
    [settled, *_] = await room.say("een andere aanbieder", VOORZITTER, thread=True)
    assert "oplossing is? een andere aanbieder (Taken aanbieder)" in settled
    [asked] = await room.say("!ret gedaan CODE IJ-V3", VOORZITTER)
    assert "2 teruggelegd naar de aanbieder" in asked
    [said, *_] = await room.say("2", VOORZITTER)
    assert "teruggelegd naar de aanbieder" in said


async def test_who_accepted_is_asked_and_a_second_bespreking_asks_for_nothing_again(room: World) -> None:
    await planned(room)
    [asked] = await room.say("!ret noteer CODE aanvaard")
    assert "Kies uit: `GZ-psycholoog`, `kinder- en jeugdpsychiater`, `toegang` of `aanbieder`" in asked
    assert (await room.termijnen())["IJ-D1:0:GZ-psycholoog"].staat is TermijnState.OPEN
    for who in ("GZ-psycholoog", "toegang"):
        await room.say(f"!ret noteer CODE aanvaard {who}")
    room.clock.set("2026-04-29 12:00")
    await room.say("!ret bespreking gehouden iedereen", VOORZITTER, thread=True)
    await room.say("!ret plan CODE wo 13 mei 10:00", VOORZITTER)
    terms = await room.termijnen()
    assert {terms[key].staat for key in terms if key[:5] in {"IJ-D1", "IJ-T2", "IJ-V1"}} == {TermijnState.FULFILLED}


@shows("IJ-V4b", "IJ-E1")
async def test_the_end_of_the_pilot_and_its_evaluation_are_told_beforehand(room: World) -> None:
    room.clock.set("2018-12-17 09:00")
    [said] = await room.say("!ret termijnen")
    assert "**ma 31 december**: de pilot evalueren (Taken voorzitter)" in said
    assert "**ma 31 december**: de pilot eindigt (Duur)" in said
    [done] = await room.say("!ret gedaan IJ-V4b")
    assert done.startswith("Genoteerd")
    [said] = await room.say("!ret termijnen")
    assert "de pilot evalueren" not in said


@shows("IJ-D2")
async def test_only_the_deskundigen_are_paid_for_what_they_attended(room: World) -> None:
    await planned(room)
    room.clock.set("2026-04-29 12:00")
    await room.say("!ret bespreking gehouden iedereen behalve 4", VOORZITTER, thread=True)
    [told] = await room.say("!ret vergoeding van 1 april tot 29 april")
    assert "GZ-psycholoog" in told
    assert "(Taken deskundigen)" in told
    assert "kinder- en jeugdpsychiater" not in told
    assert "toegang" not in told


async def test_that_the_case_becomes_anonymous_by_who_is_at_the_table_or_no_more_is_said() -> None:
    room = await ijsselland()
    await room.say("!ret plan do 7 mei 14:00", thread=True)
    await room.say("!ret uitnodigen CODE")
    [complete] = await room.say("niemand", thread=True)
    assert "**niet meer anoniem**" in complete
    mailed = len(await room.posts(Channel.MAIL))
    await room.say("!ret nagaan IJ-O1", thread=True)
    await room.say("1 2", thread=True)
    [without] = await room.say("2", thread=True)
    assert "anoniem te bespreken; uitnodigingen zeggen dat vanaf nu; 2 genodigden krijgen" in without
    assert len(await room.posts(Channel.MAIL)) == mailed + 2
    room.clock.set("2026-05-07 16:00")
    await room.say("!ret bespreking gehouden", thread=True)
    [held] = await room.say("iedereen", thread=True)
    assert "**niet meer anoniem**" in held


async def test_for_the_years_of_the_pilot_itself_the_equated_days_are_not_known() -> None:
    room = World("ijsselland-pilot-2018")
    room.clock.set("2018-09-03 09:00")
    await room.say("!ret aanmelding gemeente=Zwolle leeftijd=12-15 via=manager-toegang escalatieladder=ja")
    unknown = "Van vóór 2023 ken ik de gelijkgestelde brugdagen niet"
    assert unknown in (await room.say("!ret status CODE"))[0]
    assert unknown in (await room.say("!ret termijnen"))[0]
    [said, *_] = await room.say("!ret plan CODE do 6 september 14:00")
    assert "Voor dat jaar ken ik de gelijkgestelde brugdagen niet" in said
