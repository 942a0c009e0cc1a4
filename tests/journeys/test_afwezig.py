"""Somebody is away: who gets his rights, his reminders and his invitations, and that they go back by themselves."""

from dataclasses import replace

import pytest

from retbot.domain.casus.recording import missing_from_advies
from retbot.domain.deelnemers.roles import Right
from retbot.handlers.chat.exchange import person_of
from retbot.ports import Channel
from retbot.wording.invitation import invitations_say
from tests.journeys.test_model import AANMELDING as MODEL
from tests.world import EXPERT, SECRETARIS, VOORZITTER, World

WAARNEMER = "@waarnemer:ret.test"
TWEEDE = "@tweede:ret.test"


@pytest.fixture
async def room() -> World:
    """The secretaris is one of those who stand in for the voorzitter."""
    room = World()
    takers = {Right.VOORZITTER: (WAARNEMER, SECRETARIS), Right.SECRETARIS: (TWEEDE,)}
    room.presence.base = replace(room.team, vervangers=takers)
    for line in (f"expert LVB Ambiq {EXPERT}", f"expert LVB Accare {TWEEDE} vervanger van 1", "expert GGZ Accare"):
        await room.say(f"!ret deelnemer toevoegen {line}")
    return room


async def rights(room: World, who: str) -> set[Right]:
    async with room.storage.begin() as work:
        return set((await person_of(who, work, room.presence.team())).rights)


async def test_the_stand_in_has_the_right_for_those_days_and_no_longer(room: World) -> None:
    (said,) = await room.say("!ret afwezig van di 21 april tot vr 24 april", VOORZITTER)
    assert "de voorzitter is afwezig van **dinsdag 21 april** tot en met **vrijdag 24 april**" in said
    assert f"neemt {WAARNEMER} en {SECRETARIS} waar, met de rechten van de voorzitter" in said

    assert Right.VOORZITTER not in await rights(room, WAARNEMER)
    room.clock.set("2026-04-21 00:01")
    assert await rights(room, WAARNEMER) == {Right.VOORZITTER}
    assert await rights(room, VOORZITTER) == {Right.VOORZITTER}
    assert room.presence.team().with_right(Right.VOORZITTER) == sorted([WAARNEMER, SECRETARIS])
    room.clock.set("2026-04-24 23:59")
    assert Right.VOORZITTER in await rights(room, WAARNEMER)
    room.clock.set("2026-04-25 00:00")
    assert await rights(room, WAARNEMER) == set()
    assert room.presence.team().with_right(Right.VOORZITTER) == [VOORZITTER]


async def test_who_is_back_early_takes_the_right_back_at_once(room: World) -> None:
    await room.say("!ret afwezig van 20 april tot 24 april", VOORZITTER)
    assert Right.VOORZITTER in await rights(room, WAARNEMER)
    (said,) = await room.say("!ret terug", VOORZITTER)
    assert said == "Genoteerd: de voorzitter is er weer. De rechten van de voorzitter zijn weer van wie ze waren."
    assert await rights(room, WAARNEMER) == set()
    assert "Van de voorzitter ligt geen afwezigheid vast" in (await room.say("!ret terug", VOORZITTER))[0]


@pytest.mark.parametrize("who", [SECRETARIS, WAARNEMER])
async def test_a_stand_in_neither_takes_nor_stretches_his_own_right(room: World, who: str) -> None:
    if who == WAARNEMER:
        await room.say("!ret afwezig van 20 april tot 24 april", VOORZITTER)
    (said,) = await room.say("!ret afwezig voorzitter tot 30 juni", who)
    assert said.startswith("U vervangt de voorzitter, en daarom legt u diens afwezigheid niet vast")
    async with room.storage.begin() as work:
        assert len(await work.people.absences()) == (who == WAARNEMER)


async def test_a_change_of_the_list_gives_nobody_a_right(room: World) -> None:
    """The absence of somebody on the list does not become the voorzitter's by giving him the voorzitter's id."""
    await room.say("!ret afwezig 3 van 20 april tot 24 april")
    await room.say(f"!ret deelnemer toevoegen voorzitter {VOORZITTER}")
    await room.say("!ret deelnemer wijzigen 4 kamer weg")
    async with room.storage.begin() as work:
        await work.people.save(replace((await work.people.all())[2], matrix_id=VOORZITTER))
    await room.say("!ret deelnemers")
    assert Right.VOORZITTER not in await rights(room, SECRETARIS)


async def test_one_voorzitter_of_two_is_enough(room: World) -> None:
    both = {**room.team.rights, "@tweede-voorzitter:ret.test": frozenset({Right.VOORZITTER})}
    room.presence.base = replace(room.presence.base, rights=both)
    await room.say("!ret afwezig van 20 april tot 24 april", VOORZITTER)
    assert await rights(room, WAARNEMER) == set()
    assert room.presence.team().with_right(Right.VOORZITTER) == ["@tweede-voorzitter:ret.test"]


async def test_a_stand_in_on_the_list_sees_every_case_only_while_he_stands_in(room: World) -> None:
    assert await rights(room, TWEEDE) == {Right.DEELNEMER}
    (said,) = await room.say("!ret afwezig van 20 april tot 24 april", EXPERT)
    assert (
        "Uitnodigingen en herinneringen gaan in die dagen naar de vervanger, deelnemer 2 (expert LVB (Accare))" in said
    )
    assert await rights(room, TWEEDE) == {Right.EXPERT}
    room.clock.set("2026-04-25 09:00")
    assert await rights(room, TWEEDE) == {Right.DEELNEMER}


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("afwezig", "Niemand is als afwezig vastgelegd"),
        ("afwezig van 4 tot 15 mei", "van **maandag 4 mei** tot en met **vrijdag 15 mei**"),
        ("afwezig van 4 mei t/m 15 mei", "van **maandag 4 mei** tot en met **vrijdag 15 mei**"),
        ("afwezig tot en met vr 24 april", "van **maandag 20 april** tot en met **vrijdag 24 april**"),
        ("afwezig do 7 mei", "op **donderdag 7 mei**"),
        ("afwezig 3 op do 7 mei", "deelnemer 3 (expert GGZ (Accare)) is afwezig op **donderdag 7 mei**"),
        ("afwezig 7 mei", "op **donderdag 7 mei**"),
        ("afwezig voorzitter tot vr 24 april", "niemand geeft zichzelf rechten"),
        ("afwezig 9 op 7 mei", "Deelnemer 9 is er niet"),
        ("afwezig van 15 mei tot 4 mei", "kan niet: het begint vandaag of later"),
        ("afwezig van ergens tot 4 mei", "?"),
        ("terug 3", "Van deelnemer 3 (expert GGZ (Accare)) ligt geen afwezigheid vast"),
    ],
)
async def test_how_an_absence_is_read(room: World, text: str, answer: str) -> None:
    (said,) = await room.say(f"!ret {text}")
    assert answer in said


async def test_a_member_says_it_for_himself_only(room: World) -> None:
    assert "Voor een ander legt de voorzitter" in (await room.say("!ret afwezig 3 op do 7 mei", EXPERT))[0]
    assert "deelnemer 1 (expert LVB (Ambiq)) is afwezig" in (await room.say("!ret afwezig 1 op do 7 mei", EXPERT))[0]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("deelnemer toevoegen expert JZ+ vervanger van 9", "9 kan dat niet zijn voor de rol expert"),
        ("deelnemer toevoegen secretaris vervanger van 3", "3 kan dat niet zijn voor de rol secretaris"),
        ("deelnemer toevoegen expert JZ+ vervanger van 2", "2 kan dat niet zijn voor de rol expert"),
        ("deelnemer wijzigen 1 vervanger van 1", "1 kan dat niet zijn"),
        ("deelnemer weg 1", "Deelnemer 2 staat op de lijst als vervanger van 1"),
        ("deelnemer wijzigen 2 vervanger weg", "2 expert LVB (Accare), in de kamer"),
        ("deelnemer wijzigen 2 ander ret", "2 expert LVB (Accare, van een ander RET), vervanger van 1, in de kamer"),
    ],
)
async def test_a_stand_in_stands_in_for_somebody_of_his_role(room: World, text: str, answer: str) -> None:
    (said,) = await room.say(f"!ret {text}")
    assert answer in said


async def addressed(room: World, *numbers: int) -> None:
    for number in numbers:
        await room.say(f"!ret adres {number} lid{number}@partij.example", direct=True)


async def invited_case(room: World) -> None:
    """A case with a bespreking on 7 May, to which number 1 (LVB) and number 3 (GGZ) are invited."""
    await addressed(room, 1, 2, 3)
    await room.say(
        "!ret aanmelding gemeente=Enschede leeftijd=12-15 via=toegang besproken=ja lokaal=ja "
        "gronden=contra-indicatie formulier=ja monitor=ja"
    )
    await room.say("!ret plan CODE do 7 mei 14:00")
    await room.say("!ret uitnodigen CODE")


async def mailed(room: World, since: int) -> list[tuple[str, str | None]]:
    return [(row.post.sentence, row.post.to) for row in (await room.posts(Channel.MAIL))[since:]]


async def test_who_was_invited_already_is_replaced_on_a_persons_word(room: World) -> None:
    await invited_case(room)
    before = len(await room.posts(Channel.MAIL))
    assert await mailed(room, 0) == [("uitnodiging", "deelnemer:1"), ("uitnodiging", "deelnemer:3")]

    (said,) = await room.say("!ret afwezig van 4 mei tot 8 mei", EXPERT)
    assert f"• {room.code}, donderdag 7 mei: `!ret vervang {room.code} 1 door 2`" in said
    assert len(await room.posts(Channel.MAIL)) == before

    said = (await room.say("!ret vervang CODE 1"))[0]
    assert "Deelnemer 2 (expert LVB (Accare)) neemt op **donderdag 7 mei** de plaats in van 1" in said
    messages = await mailed(room, before)
    assert ("afzegging", "deelnemer:1") in messages
    assert ("uitnodiging", "deelnemer:2") in messages
    assert "zit al aan tafel" in (await room.say("!ret vervang CODE 1 door 2"))[0]


async def test_a_stand_in_is_invited_in_place_of_who_is_away_from_the_start(room: World) -> None:
    await room.say("!ret afwezig van 4 mei tot 8 mei", EXPERT)
    await invited_case(room)
    assert await mailed(room, 0) == [("uitnodiging", "deelnemer:2"), ("uitnodiging", "deelnemer:3")]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("vervang CODE", "Zo schrijft u het: `!ret vervang"),
        ("vervang CODE 1 door 9", "Deelnemer 9 is er niet"),
        ("vervang CODE 1 door 1", "1 (expert LVB (Ambiq)) zit al aan tafel"),
        ("vervang CODE 1 door 3", "3 (expert GGZ (Accare)) zit al aan tafel"),
        ("vervang CODE 3", "Voor 3 (expert GGZ (Accare)) staat geen vervanger op de lijst"),
        ("vervang CODE 1 door 4", "4 kan dat niet zijn voor de rol expert"),
        ("vervang CODE 4 door 2", "Deelnemer 4 (programmamanager) wordt bij deze bespreking niet verwacht"),
    ],
)
async def test_what_cannot_be_replaced_is_refused_and_nothing_is_mailed(room: World, text: str, answer: str) -> None:
    await invited_case(room)
    if " 4" in text:
        await room.say("!ret deelnemer toevoegen programmamanager")
    before = len(await room.posts(Channel.MAIL))
    said = await room.say(f"!ret {text}")
    assert answer in said[0]
    assert await mailed(room, before) == []


async def test_a_stand_in_who_has_a_seat_in_one_case_sees_that_case(room: World) -> None:
    await invited_case(room)
    assert "Die casus ken ik niet" in (await room.say("!ret status CODE", TWEEDE))[0]
    await room.say("!ret vervang CODE 1 door 2")
    assert str(room.code) in (await room.say("!ret status CODE", TWEEDE))[0]
    assert await rights(room, TWEEDE) == {Right.DEELNEMER}


async def test_a_stand_in_from_another_ret_is_named_in_the_invitation_and_the_advies() -> None:
    """Art. 8.21 of model-2024 (MO-8.21)."""
    room = World("model-2024")
    for line in ("expert LVB-VG", "expert LVB-VG vervanger van 1 ander ret"):
        await room.say(f"!ret deelnemer toevoegen {line}")
    await addressed(room, 1, 2)
    await room.say(MODEL.format("12-15", "ja", "ja"))
    await room.say("!ret compleet", thread=True)
    await room.say("!ret triage adviestafel", thread=True)
    await room.say("!ret plan CODE do 7 mei 14:00")
    said = (await room.say("!ret vervang CODE 1 door 2"))[0]
    assert "Meld aan betrokkenen dat de vervanger van een ander RET komt" in said
    casus = await room.casus()
    assert invitations_say(casus, room.team.convenant) == ["Een van de experts komt van een ander RET (art. 8.21)."]
    assert "vervanging" in missing_from_advies(casus, room.team.convenant)
