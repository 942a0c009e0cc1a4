"""importeer: running cases come over from a spreadsheet that somebody sends in the direct room."""

import re

import pytest

from retbot.domain.termijnen.casustermijnen import TermijnState
from retbot.ports import Channel, Doubt, Message, ReceivedFile
from tests.world import BEHEERDER, DIRECT, EXPERT, SECRETARIS, VOORZITTER, World

HEAD = "nummer;ontvangen;via;besproken;leeftijd;gemeente;gronden;lokaal;compleet;bespreking;aanwezig;advies verzonden"
RUNNING = "3;2-2-2026;toegang;ja;12-15;Enschede;hoogspecialistisch;ja;3-2-2026;18-2-2026;ouders,JZ+;25-2-2026"
NEW = "7;17-4-2026;toegang;ja;16-17;Deventer;hoogspecialistisch;ja;;;;"


def sheet(*rows: str) -> bytes:
    return "\r\n".join((HEAD, *rows)).encode()


async def confirm(world: World, said: str, who: str = SECRETARIS) -> list[str]:
    found = re.search(r"`(ja \w{3})`", said)
    assert found
    return await world.say(found[1], who, direct=True)


async def codes(world: World) -> list[str]:
    async with world.storage.begin() as work:
        return [str(code) for code in await work.cases.codes()]


@pytest.mark.parametrize("who", [SECRETARIS, VOORZITTER])
async def test_a_file_is_said_in_words_and_taken_over_after_a_yes(who: str) -> None:
    world = World()
    (said,) = await world.send_file(sheet(RUNNING, NEW), who)
    assert said.startswith("**2 casussen overnemen** uit dit bestand.")
    assert "nummer 3, Enschede, 12–15 jaar, aangemeld maandag 2 februari; nu advies verzonden op woensdag 25" in said
    assert "nummer 7, Deventer, 16–17 jaar, aangemeld vrijdag 17 april; nu aangemeld, nog niet gepland" in said
    assert await codes(world) == []

    answers = await confirm(world, said, who)
    async with world.storage.begin() as work:
        by_row = {"3" if one.aanmelding.gemeente == "Enschede" else "7": one.code for one in await work.cases.find()}
    (told,) = [one for one in answers if one.startswith("Overgenomen: 2 casussen.")]
    assert "Verwijder nu uw bericht met het bestand" in told
    assert re.findall(r"nummer (\d), \*\*(RET-\w{3}-\w{3})", told) == [(number, by_row[number]) for number in "37"]
    rows = [row.post for row in await world.posts(Channel.ROOM)]
    assert {row.room_id for row in rows if row.sentence == "overgenomen"} == {DIRECT}
    opened = [row for row in rows if row.opens_thread]
    assert [row.code for row in opened] == [by_row[number] for number in "37"]
    assert {row.room_id for row in opened} == {None}


async def test_what_is_past_does_not_nag_and_what_comes_does() -> None:
    world = World()
    (said,) = await world.send_file(sheet(RUNNING, NEW))
    await confirm(world, said)
    async with world.storage.begin() as work:
        old, new = await work.cases.find()
    late = [term for term in world.team.termijnen(old) if term.day < world.clock.now().date()]
    assert any(term.staat is TermijnState.OPEN for term in late)
    assert not [term for term in late if term.is_late(world.clock.now())]
    assert not [one for one in world.team.reminders(old) if one.termijn in {term.key for term in late}]
    assert world.team.reminders(new)
    assert "Niets is te laat." in "\n".join(await world.say("!ret overzicht"))


async def test_an_afspraak_that_was_late_is_shown_without_a_reminder() -> None:
    world = World()
    agreed = ";afspraak 1 partij;afspraak 1 soort;afspraak 1 datum"
    (said,) = await world.send_file("\n".join((HEAD + agreed, RUNNING + ";Ambiq;intake;1-4-2026")).encode())
    await confirm(world, said)
    async with world.storage.begin() as work:
        (casus,) = await work.cases.find()
    assert casus.afspraken[0].partij == "Ambiq"
    assert not [term for term in world.team.termijnen(casus) if term.is_late(world.clock.now())]


async def test_nothing_is_stored_when_one_cell_is_wrong() -> None:
    world = World()
    (said,) = await world.send_file(sheet(RUNNING, NEW.replace("Deventer", "Fatima")))
    assert "rij 3, kolom gemeente" in said
    assert "Fatima" not in said
    assert await world.say("ja", direct=True) != []
    assert await codes(world) == []


async def test_a_no_takes_nothing_over() -> None:
    world = World()
    await world.send_file(sheet(NEW))
    (said,) = await world.say("nee", direct=True)
    assert "ik doe het niet" in said
    assert await codes(world) == []


async def test_a_file_that_is_sent_again_is_noticed() -> None:
    world = World()
    (said,) = await world.send_file(sheet(NEW))
    assert "Let op" not in said
    await confirm(world, said)
    (said,) = await world.send_file(sheet(NEW))
    assert "Let op, nummer 7 lijkt op een casus die ik al heb." in said


async def test_a_file_is_read_only_in_a_direct_room() -> None:
    world = World()
    assert await world.send_file(sheet(NEW), direct=False) == []
    assert world.rows() == []
    (said,) = await world.say("!ret importeer")
    assert "privégesprek" in said


@pytest.mark.parametrize("who", [BEHEERDER, EXPERT])
async def test_only_who_leads_may_send_one(who: str) -> None:
    world = World()
    await world.say(f"!ret deelnemer toevoegen expert LVB Ambiq {EXPERT}")
    (said,) = await world.send_file(sheet(NEW), who)
    assert "voorzitter" in said
    assert "secretaris" in said
    assert await codes(world) == []


async def test_a_file_that_could_not_be_fetched_is_said_so() -> None:
    (said,) = await World().send_file(None)
    assert said.startswith("Dit bestand kon ik niet ophalen, of het is te groot")


async def test_a_file_in_doubt_is_not_read() -> None:
    world = World()
    file = ReceivedFile(sheet(NEW))
    sent = Message("$f", DIRECT, SECRETARIS, "", world.clock.now(), direct=True, file=file)
    await world.intake.take(
        Message("$g", DIRECT, SECRETARIS, "", world.clock.now(), direct=True, doubt=Doubt.DEVICE_NOT_SIGNED, file=file)
    )
    assert "ga_overnemen" not in str(world.rows())
    await world.intake.take(sent)
    assert "ga_overnemen" in str(world.rows())


async def test_without_a_file_an_empty_one_comes() -> None:
    world = World()
    (said,) = await world.say("importeer", direct=True)
    assert "Zo komen lopende casussen over uit Excel" in said
    assert [row.post.direct for row in world.rows() if row.post.sentence == "sjabloon_bestand"] == [SECRETARIS]


async def test_each_case_and_who_brought_it_over_are_in_the_log() -> None:
    world = World()
    (said,) = await world.send_file(sheet(RUNNING, NEW))
    await confirm(world, said)
    entries = [entry for entry in world.storage.audits if entry.what == "importeer" and entry.code]
    assert {str(entry.code) for entry in entries} == set(await codes(world))
    assert {entry.who for entry in entries} == {SECRETARIS}
