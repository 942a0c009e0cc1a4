"""An overleg that moves or is called off: who is mailed, and what becomes of its cases; said in the room."""

from dataclasses import replace

import pytest

from retbot.domain.casus.casecode import Casecode
from retbot.domain.invitations.meeting import GuestStanding
from retbot.ports import Channel
from retbot.scheduling.morning import greet
from tests.journeys.test_overleg import new_case, planned, slot
from tests.world import World


@pytest.fixture
async def room() -> World:
    """Two experts with an address, and an overleg each Thursday of May but for Hemelvaartsdag."""
    room = World()
    room.clock.set("2026-04-20 09:00")
    for who in ("expert LVB Ambiq", "expert GGZ Accare", "expert J&O Jarabee"):
        await room.say(f"!ret deelnemer toevoegen {who}")
    for address in ("1 lvb@ambiq.example", "2 ggz@accare.example"):
        await room.say(f"adres {address}", direct=True)
    await room.say("!ret overleg elke donderdag 13:00-14:00 vanaf 7 mei t/m 28 mei")
    return room


async def seated(room: World, day: str) -> Casecode:
    """A case in the overleg of that day, whose aanmelder has an address."""
    code = await new_case(room)
    await room.say(f"adres {code} aanmelder {code.lower()}@toegang.example", direct=True)
    await room.say(f"!ret plan {code} {day}")
    return code


class Mails:
    """What is mailed from one look to the next: `uitnodiging deelnemer:1`."""

    def __init__(self, room: World) -> None:
        self._kamer, self._seen = room, 0

    async def new(self) -> list[str]:
        rows = [row for row in await self._kamer.posts(Channel.MAIL) if row.id > self._seen]
        self._seen = max((row.id for row in rows), default=self._seen)
        return sorted(f"{row.post.sentence} {row.post.to}" for row in rows)


async def expected_at(room: World, uid: str) -> list[str]:
    async with room.storage.begin() as work:
        return [told.owner for told in await work.ledger.of_meeting(uid) if told.standing is GuestStanding.INVITED]


async def mailed(room: World, uid: str) -> None:
    """As if the invitations had left."""
    async with room.storage.begin() as work:
        for told in await work.ledger.of_meeting(uid):
            await work.ledger.set(replace(told, reached=True))


async def test_the_fixed_members_have_the_overleg_and_the_others_their_slot(room: World) -> None:
    code, mails = await seated(room, "do 7 mei"), Mails(room)
    said = await room.say(f"!ret uitnodigen {code}")
    assert "Uitgenodigd: aanmelder." in said[0]
    assert "Uitgenodigd voor het hele overleg: 2 experts." in said[0]
    assert await mails.new() == ["uitnodiging aanmelder", "uitnodiging deelnemer:1", "uitnodiging deelnemer:2"]
    bespreking = await planned(room, code)
    assert bespreking.overleg
    assert await expected_at(room, bespreking.uid) == ["aanmelder"]
    assert await expected_at(room, bespreking.overleg) == ["deelnemer:1", "deelnemer:2"]
    [said_to_team] = await room.say("!ret overleg uitnodigen")
    assert "Uitgenodigd voor 3 overleggen: 2 experts (4 uitnodigingen)." in said_to_team
    assert "Nog geen adres voor: expert J&O (Jarabee), nummer 3" in said_to_team
    assert await mails.new() == ["uitnodiging deelnemer:1"] * 2 + ["uitnodiging deelnemer:2"] * 2
    other = await seated(room, "do 7 mei")
    await room.say(f"!ret uitnodigen {other}")
    assert await mails.new() == ["uitnodiging aanmelder"]


async def test_moving_a_slot_tells_only_those_of_the_case(room: World) -> None:
    await room.say("!ret overleg uitnodigen")
    one, other = await seated(room, "do 7 mei"), await seated(room, "do 7 mei")
    for code in (one, other):
        await room.say(f"!ret uitnodigen {code}")
    mails = Mails(room)
    await mails.new()
    said = await room.say(f"!ret verzet {one} do 21 mei")
    assert "Wie was uitgenodigd krijgt bericht (1)" in said[0]
    assert await mails.new() == ["uitnodiging aanmelder"]
    assert await slot(room, other) == "07-05 13:30"


async def test_a_case_that_leaves_its_overleg_takes_the_fixed_members_along_and_back(room: World) -> None:
    code, mails = await seated(room, "do 7 mei"), Mails(room)
    await room.say(f"!ret uitnodigen {code}")
    overleg = (await planned(room, code)).overleg or ""
    await mails.new()
    await room.say(f"!ret verzet {code} vr 8 mei 10:00")
    uid = (await planned(room, code)).uid
    assert await mails.new() == ["uitnodiging aanmelder", "uitnodiging deelnemer:1", "uitnodiging deelnemer:2"]
    assert await expected_at(room, overleg) == ["deelnemer:1", "deelnemer:2"]
    await room.say(f"!ret verzet {code} do 7 mei")
    assert await mails.new() == ["afzegging deelnemer:1", "afzegging deelnemer:2", "uitnodiging aanmelder"]
    assert await expected_at(room, uid) == ["aanmelder"]


async def test_a_cancelled_overleg_leaves_the_choice_for_its_cases_to_people(room: World) -> None:
    await room.say("!ret overleg uitnodigen do 7 mei")
    one, other = await seated(room, "do 7 mei"), await seated(room, "do 7 mei")
    await room.say(f"!ret uitnodigen {one}")
    await mailed(room, (await planned(room, one)).overleg or "")
    mails = Mails(room)
    await mails.new()
    [said] = await room.say("!ret overleg afgelasten do 7 mei")
    assert "Het overleg van **donderdag 7 mei 2026, 13:00–14:00** gaat niet door" in said
    assert "krijgt een afzegging (2)" in said
    assert f"**{one}**: **donderdag 21 mei 2026, 13:00–13:30**, binnen de termijnen" in said
    assert f"`!ret verzet {one} do 21 mei 13:00`" in said
    assert f"`!ret verzet {other} do 21 mei 13:30`" in said
    assert await mails.new() == ["afzegging deelnemer:1", "afzegging deelnemer:2"]
    assert await slot(room, one) == "07-05 13:00"
    for code, typed in ((one, "do 21 mei 13:00"), (other, "do 21 mei 13:30")):
        await room.say(f"!ret verzet {code} {typed}")
    assert [await slot(room, code) for code in (one, other)] == ["21-05 13:00", "21-05 13:30"]
    assert "uitnodiging aanmelder" in await mails.new()
    assert "Op donderdag 7 mei 2026 staat geen overleg" in (await room.say("!ret overleg afgelasten do 7 mei"))[0]


async def test_who_had_an_overleg_that_is_off_is_invited_to_the_moment_of_its_own_that_a_case_gets(
    room: World,
) -> None:
    code, mails = await seated(room, "do 7 mei"), Mails(room)
    await room.say(f"!ret uitnodigen {code}")
    await room.say("!ret overleg afgelasten do 7 mei")
    await mails.new()
    await room.say(f"!ret verzet {code} vr 8 mei 10:00")
    assert await mails.new() == ["uitnodiging aanmelder", "uitnodiging deelnemer:1", "uitnodiging deelnemer:2"]


async def test_a_stand_in_takes_the_seat_at_the_overleg_while_somebody_is_away(room: World) -> None:
    await room.say("!ret deelnemer toevoegen expert LVB Ambiq vervanger van 1")
    await room.say("adres 4 ander@ambiq.example", direct=True)
    await room.say("!ret overleg uitnodigen do 7 mei")
    [said] = await room.say("!ret afwezig 1 op 7 mei")
    assert "overleg, donderdag 7 mei: `!ret overleg uitnodigen do 7 mei`" in said
    mails = Mails(room)
    await mails.new()
    [said] = await room.say("!ret overleg uitnodigen do 7 mei")
    assert "1 uitnodiging" in said
    assert {"afzegging deelnemer:1", "uitnodiging deelnemer:4"} <= set(await mails.new())


async def test_cases_of_a_cancelled_overleg_are_sent_to_a_poll_when_nothing_is_free(room: World) -> None:
    code = await seated(room, "do 28 mei")
    for day in ("do 7 mei", "do 21 mei"):
        await room.say(f"!ret overleg afgelasten {day}")
    [said] = await room.say("!ret overleg afgelasten do 28 mei")
    assert f"in geen ander overleg is een tijdvak vrij. Zoek een datum: `!ret prik {code}`" in said


async def test_an_overleg_moves_with_its_cases_and_everybody_hears_it_once(room: World) -> None:
    one, other = await seated(room, "do 7 mei"), await seated(room, "do 7 mei")
    for code in (one, other):
        await room.say(f"!ret uitnodigen {code}")
    mails = Mails(room)
    await mails.new()
    [said] = await room.say("!ret overleg verzet do 7 mei naar vr 8 mei 10:00-11:00 plek stadhuis")
    assert "Het overleg van donderdag 7 mei 2026 is nu **vrijdag 8 mei 2026, 10:00–11:00**, Stadhuis, kamer 2." in said
    assert f"**{one}**: 10:00–10:30" in said
    assert [await slot(room, code) for code in (one, other)] == ["08-05 10:00", "08-05 10:30"]
    both = ["uitnodiging deelnemer:1", "uitnodiging deelnemer:2"]
    assert await mails.new() == ["uitnodiging aanmelder", "uitnodiging aanmelder", *both]
    [said] = await room.say("!ret overleg verzet vr 8 mei naar 11:00-12:00")
    assert "**vrijdag 8 mei 2026, 11:00–12:00**" in said


async def test_moving_an_overleg_says_which_term_a_case_then_misses(room: World) -> None:
    code = await seated(room, "do 7 mei")
    [said] = await room.say("!ret overleg verzet do 7 mei naar vr 24 april")
    assert (
        f"**{code}**: 13:00–13:30; dat haalt niet: de deelnemers uitnodigen, uiterlijk vr 17 april (art. 8.5)" in said
    )


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("overleg afgelasten", "Welk overleg?"),
        ("overleg afgelasten vr 8 mei", "Op vrijdag 8 mei 2026 staat geen overleg"),
        ("overleg verzet do 7 mei", "staat al zo"),
        ("overleg verzet do 7 mei naar do 21 mei", "staat dan al een overleg"),
        ("overleg verzet do 7 mei naar 13:00-13:30", "Dan past het tijdvak van"),
        ("overleg verzet do 7 mei naar ooit", "dag"),
        ("overleg uitnodigen vr 8 mei", "geen overleg"),
    ],
)
async def test_what_cannot_be_changed_is_refused_in_words(room: World, typed: str, answer: str) -> None:
    await seated(room, "do 7 mei")
    await seated(room, "do 7 mei")
    before = room.storage.memory.overleggen
    [said] = await room.say(f"!ret {typed}")
    assert answer in said
    assert "niets gewijzigd" in said
    assert room.storage.memory.overleggen == before


async def test_agenda_and_status_tell_who_comes(room: World) -> None:
    code = await seated(room, "do 7 mei")
    await room.say(f"!ret uitnodigen {code}")
    await room.say(f"!ret aanwezig {code} aanmelder ja")
    await room.say(f"!ret aanwezig {code} #1 nee")
    [agenda] = await room.say("!ret agenda")
    assert "nog 1 plaats van 30 minuten; nog geen ja van de 2 genodigden, 1 nee: expert LVB (Ambiq)" in agenda
    assert f"– 13:00–13:30 **{code}**; 1 van 1 ja" in agenda
    [status] = await room.say(f"!ret status {code}")
    assert "Wie er komt: 1 van 3 ja, 1 nee: expert LVB (Ambiq)." in status


async def test_an_answer_in_the_room_counts_after_the_overleg_moved_and_somebody_was_replaced(room: World) -> None:
    code = await seated(room, "do 7 mei")
    await room.say("!ret deelnemer toevoegen expert GGZ Dimence vervanger van 2")
    await room.say(f"!ret uitnodigen {code}")
    await mailed(room, (await planned(room, code)).overleg or "")
    await room.say("!ret afwezig 2 op 7 mei")
    await room.say("!ret overleg uitnodigen do 7 mei")
    await room.say("!ret overleg verzet do 7 mei naar vr 8 mei 13:00-14:00")
    await room.say(f"!ret aanwezig {code} #1 ja")
    [status] = await room.say(f"!ret status {code}")
    assert "1 van 2 ja" in status


async def test_of_a_series_the_next_are_invited_and_one_more_whenever_one_is_over(room: World) -> None:
    room.clock.set("2026-04-22 09:00")
    await room.say("!ret overleg elke donderdag 13:00-14:00 vanaf 4 juni t/m 25 juni")
    mails = Mails(room)
    [said] = await room.say("!ret overleg uitnodigen")
    assert "Is er een geweest, dan nodig ik uit voor het volgende: steeds 3 vooruit." in said
    assert len(await mails.new()) == 2 * 3
    for day, expected in (("2026-05-07 09:00", 0), ("2026-05-08 09:00", 2), ("2026-05-11 09:00", 0)):
        room.clock.set(day)
        async with room.storage.begin() as work:
            await greet(work, room.team, room.clock.now())
        assert len([one for one in await mails.new() if one.startswith("uitnodiging")]) == expected, day


async def test_inviting_to_one_day_begins_no_series(room: World) -> None:
    await room.say("!ret overleg uitnodigen do 7 mei")
    mails = Mails(room)
    await mails.new()
    room.clock.set("2026-05-08 09:00")
    async with room.storage.begin() as work:
        await greet(work, room.team, room.clock.now())
    assert [one for one in await mails.new() if one.startswith("uitnodiging")] == []
