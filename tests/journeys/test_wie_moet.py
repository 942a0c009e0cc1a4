"""Whom a duty binds: a reminder goes to exactly those who can still do it, and what they did ends it for them."""

import pytest

from retbot.domain.termijnen.casustermijnen import TermijnState
from retbot.handlers.chat import examples
from retbot.ports import Channel
from retbot.scheduling.reminders import give_due
from tests.journeys.shows import ijsselland, shows
from tests.world import EXPERT, VOORZITTER, World

OVERIJSSEL = (
    "!ret aanmelding gemeente=Enschede leeftijd=12-15 via=toegang besproken=ja lokaal=ja gronden=contra-indicatie "
    "formulier=ja monitor=nee"
)


async def reminded(room: World, day: str, about: str) -> set[str]:
    """Who is mailed on that day about a duty: the owners of the addresses."""
    room.clock.set(f"{day} 09:30")
    team, casus = room.presence.team(), await room.casus()
    async with room.storage.begin() as work:
        await work.cases.save(casus, team.termijnen(casus), team.reminders(casus), room.clock.now())
        await give_due(work, team, room.clock.now(), 100)
    mails = [row.post for row in await room.posts(Channel.MAIL) if row.post.sentence == "herinnering"]
    return {str(post.to) for post in mails if (post.about or "").startswith(f"{about}:")}


async def states(room: World, id_: str) -> dict[str, TermijnState]:
    return {key.split(":")[2]: t.staat for key, t in (await room.termijnen()).items() if t.plicht.id == id_}


async def address(room: World, *owners: str) -> None:
    for number, owner in enumerate(owners):
        await room.say(f"adres CODE {owner} p{number}@partij.example", direct=True)


@shows("IJ-D1")
async def test_of_two_deskundigen_who_must_be_available_the_one_who_did_not_accept_is_reminded() -> None:
    room = await ijsselland()
    await room.say("!ret deelnemer toevoegen vaste deskundige kinder- en jeugdpsychiater")
    await room.say("!ret adres 3 lid3@partij.example", direct=True)
    await room.say("!ret plan wo 6 mei 10:00", VOORZITTER, thread=True)
    await room.say("ik kom CODE", EXPERT)
    assert await states(room, "IJ-D1") == {
        "GZ-psycholoog": TermijnState.FULFILLED,
        "kinder- en jeugdpsychiater": TermijnState.OPEN,
    }
    assert await reminded(room, "2026-04-29", "IJ-D1") == {"deelnemer:3"}


@shows("IJ-T2")
async def test_who_accepted_and_was_there_is_not_told_that_it_is_late() -> None:
    room = await ijsselland()
    await address(room, "toegang", "aanbieder")
    await room.say("!ret plan wo 29 april 10:00", VOORZITTER, thread=True)
    await room.say("niemand", VOORZITTER, thread=True)
    await room.say("!ret noteer CODE aanvaard aanbieder")
    assert await reminded(room, "2026-04-28", "IJ-T2") == {"toegang"}
    room.clock.set("2026-04-29 12:00")
    await room.say("!ret bespreking gehouden iedereen", VOORZITTER, thread=True)
    before = len(await room.posts(Channel.MAIL))
    await reminded(room, "2026-04-30", "IJ-T2")
    assert len(await room.posts(Channel.MAIL)) == before
    assert set((await states(room, "IJ-T2")).values()) == {TermijnState.FULFILLED}


@shows("OV-8.15")
async def test_the_expert_of_the_sector_that_was_named_consults_the_flexibele_schil() -> None:
    room = World()
    for number, sector in enumerate(("GGZ", "LVB", "J&O"), 1):
        await room.say(f"!ret deelnemer toevoegen expert {sector}")
        await room.say(f"!ret adres {number} lid{number}@partij.example", direct=True)
    await room.say(OVERIJSSEL)
    await room.say("!ret plan do 30 april 14:00", thread=True)
    room.clock.set("2026-05-01 09:00")
    await room.say("!ret bespreking gehouden jeugdige, ouders, aanmelder, GGZ, LVB", thread=True)
    said = "\n".join(await room.say("ja", thread=True))
    while "flexibele schil" not in said:
        assert "?" in said
        said = "\n".join(await room.say("nee", thread=True))
    [asked] = await room.say("ja", thread=True)
    assert asked == "Voor wie? 1 GGZ · 2 LVB"  # who was not there is not asked about
    await room.say("LVB", thread=True)
    assert await states(room, "OV-8.15") == {"LVB": TermijnState.OPEN}
    assert await reminded(room, "2026-05-07", "OV-8.15") == {"deelnemer:2"}
    await room.say("!ret gedaan CODE OV-8.15 LVB")
    assert await states(room, "OV-8.15") == {"LVB": TermijnState.FULFILLED}
    await room.say("!ret herstel CODE OV-8.15 LVB weg")
    assert await states(room, "OV-8.15") == {"LVB": TermijnState.OPEN}


@shows("OV-8.15")
async def test_what_one_expert_did_ends_it_for_him_alone() -> None:
    room = World()
    await room.say(f"!ret deelnemer toevoegen expert GGZ {EXPERT}")
    await room.say(OVERIJSSEL)
    await room.say("!ret plan do 30 april 14:00", thread=True)
    room.clock.set("2026-05-01 09:00")
    await room.say("!ret bespreking gehouden jeugdige, ouders, aanmelder, GGZ, LVB", thread=True)
    said = "\n".join(await room.say("ja", thread=True))
    while "flexibele schil" not in said:
        assert "?" in said
        said = "\n".join(await room.say("nee", thread=True))
    await room.say("ja", thread=True)
    await room.say("1 2", thread=True)
    [refused] = await room.say("!ret gedaan CODE OV-8.15 LVB", EXPERT)
    assert "Dat doet GGZ + LVB" in refused
    await room.say("!ret gedaan CODE OV-8.15", EXPERT)
    assert await states(room, "OV-8.15") == {"GGZ": TermijnState.FULFILLED, "LVB": TermijnState.OPEN}
    assert "OV-8.15" not in "".join(await room.say("!ret mijn", EXPERT))


@shows("WF-2.3u")
async def test_an_afspraak_is_reminded_to_whose_it_is_and_of_an_inwoner_to_who_leads() -> None:
    room = World("westfriesland-2023")
    await room.say(f"!ret aanmelding {examples.aanmelding(room.team.convenant)}")
    assert room.code
    await address(room, "inbrenger", "Parlan")
    await room.say("!ret bespreking gehouden CODE iedereen op 20 april")
    for owner in ("Parlan", "inwoner"):
        await room.say(f"!ret afspraak CODE {owner} 29 april begeleiding")
    assert await reminded(room, "2026-04-29", "WF-2.3u") == {"Parlan"}


@shows("GV-2.5.2a")
async def test_who_decides_after_a_disagreement_is_reminded_and_no_longer_those_who_disagreed() -> None:
    room = World("gooi-en-vechtstreek-2018")
    await room.say("!ret aanmelding gemeente=Huizen leeftijd=12-15 via=consulent gronden=overbruggingszorg lokaal=ja")
    await address(room, "consulent", "leidinggevende uitvoeringsdienst")
    assert await reminded(room, "2026-04-24", "GV-2.5.2a") == {"consulent"}
    await room.say("!ret triage CODE geen overeenstemming")
    assert await reminded(room, "2026-04-28", "GV-2.5.2a") == {"consulent", "leidinggevende uitvoeringsdienst"}
    [status] = await room.say("!ret status CODE")
    assert "leidinggevende uitvoeringsdienst" in status


@shows("MO-18.3", "OV-11.3")
@pytest.mark.parametrize(("profile", "id_"), [("model-2024", "MO-18.3"), ("overijssel-2022", "OV-11.3")])
async def test_an_expert_says_of_the_own_vog_that_it_is_there_and_of_nobody_elses(profile: str, id_: str) -> None:
    room = World(profile)
    await room.say(f"!ret deelnemer toevoegen expert J&O {EXPERT}")
    await room.say("!ret deelnemer toevoegen expert")
    assert "is van" in (await room.say(f"!ret gedaan {id_} 1 op 1 april", EXPERT))[0]
    assert "Dat doet" in (await room.say(f"!ret gedaan {id_} 2 op 1 april", EXPERT))[0]


@shows("OV-8.13")
@pytest.mark.parametrize(("there", "asked"), [("lokale toegang", True), ("school", False)])
async def test_only_a_medewerker_who_is_there_decides_on_the_uitvoering(there: str, asked: bool) -> None:
    room = World()
    await room.say(OVERIJSSEL)
    await room.say("!ret plan do 30 april 14:00", thread=True)
    room.clock.set("2026-05-01 09:00")
    said = await room.say(f"!ret bespreking gehouden jeugdige, aanmelder, {there}", thread=True)
    for _ in range(9):
        said = await room.say("nee" if "flexibele" in said[-1] or "meerwerk" in said[-1] else "ja", thread=True) or said
        if "OV-8.13" in "".join(said):
            break
    status = "\n".join(await room.say("!ret status CODE"))
    assert ("OV-8.13" in status) is asked


@shows("IJ-D1")
async def test_who_was_given_the_seat_of_another_in_this_case_is_reminded_in_his_place() -> None:
    room = await ijsselland()
    for number in (3, 4):
        await room.say("!ret deelnemer toevoegen vaste deskundige kinder- en jeugdpsychiater")
        await room.say(f"!ret adres {number} lid{number}@partij.example", direct=True)
    await room.say("!ret plan wo 6 mei 10:00", VOORZITTER, thread=True)
    await room.say("!ret vervang CODE 3 door 4")
    assert "deelnemer:3" not in await reminded(room, "2026-04-29", "IJ-D1")
    assert "deelnemer:4" in await reminded(room, "2026-04-29", "IJ-D1")


@shows("IJ-D1")
async def test_of_deskundigen_without_a_sector_on_the_list_each_still_answers_for_one_seat() -> None:
    room = World("ijsselland-pilot-2018")
    room.clock.set("2026-04-23 09:00")
    await room.say(f"!ret deelnemer toevoegen vaste deskundige {EXPERT}")
    await room.say("!ret deelnemer toevoegen vaste deskundige")
    await room.say("!ret adres 2 lid2@partij.example", direct=True)
    await room.say("!ret aanmelding gemeente=Zwolle leeftijd=12-15 via=manager-toegang escalatieladder=ja")
    await room.say("!ret plan wo 6 mei 10:00", VOORZITTER, thread=True)
    await room.say("ik kom CODE", EXPERT)
    assert sorted((await states(room, "IJ-D1")).values()) == [TermijnState.OPEN, TermijnState.FULFILLED]
    assert await reminded(room, "2026-04-29", "IJ-D1") == {"deelnemer:2"}
    await room.say("ik kom niet CODE", EXPERT)
    assert set((await states(room, "IJ-D1")).values()) == {TermijnState.OPEN}
