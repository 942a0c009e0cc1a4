"""An answer in the room is as good as one by mail: by a vote, by a word, and entered for who is outside."""

from datetime import timedelta

import pytest

from retbot.domain.invitations.meeting import of_overleg
from retbot.domain.invitations.rsvps import Partstat, Via
from retbot.domain.planning.polls import Poll, PollType
from retbot.domain.termijnen.casustermijnen import TermijnState
from retbot.meetings import invitations
from retbot.ports import Channel, Doubt
from tests.journeys.shows import ijsselland
from tests.journeys.test_prikken import vote
from tests.world import EXPERT, SECRETARIS, VOORZITTER, World


@pytest.fixture
async def room() -> World:
    """IJsselland: the expert is in the room, the aanbieder is not; both are invited."""
    room = await ijsselland()
    await room.say("!ret adres CODE aanbieder team@aanbieder.example", direct=True)
    await room.say("!ret plan CODE wo 29 april 14:00")
    await room.say("!ret uitnodigen CODE")
    return room


def uid(room: World) -> str:
    assert room.code
    bespreking = room.storage.memory.cases[room.code].bespreking
    assert bespreking
    return bespreking.uid


async def answers(room: World) -> dict[str, tuple[Partstat, Via]]:
    async with room.storage.begin() as work:
        return {one.owner: (one.partstat, one.via) for one in await work.rsvps.of_meeting(uid(room))}


async def question(room: World) -> Poll:
    assert room.code
    async with room.storage.begin() as work:
        found = await work.polls.latest(room.code, PollType.KOMST)
    assert found
    return found


def told(room: World) -> list[object]:
    posts = [row.post for row in room.storage.memory.outbox.values() if row.post.sentence == "antwoord"]
    assert all(post.channel is Channel.ROOM and post.in_case for post in posts)
    return [post.args["owner"] for post in posts]


def later(room: World) -> None:
    room.clock.instant += timedelta(minutes=1)


async def test_a_vote_is_an_answer_and_a_later_one_replaces_it(room: World) -> None:
    ja, nee, misschien = (await question(room)).opties
    assert [option.value for option in (ja, nee, misschien)] == ["ja", "nee", "misschien"]
    for option, partstat in ((nee, Partstat.DECLINED), (misschien, Partstat.TENTATIVE), (ja, Partstat.ACCEPTED)):
        later(room)
        await vote(room, EXPERT, [option.id])
        assert await answers(room) == {"deelnemer:2": (partstat, Via.IN_ROOM)}
    later(room)
    await vote(room, EXPERT, [ja.id])
    assert told(room) == ["deelnemer:2"] * 3


async def test_who_may_not_vote_changes_nothing(room: World) -> None:
    ja = (await question(room)).opties[0]
    for who, doubt in (("@niemand:ret.test", None), (EXPERT, Doubt.SENT_IN_THE_CLEAR), (EXPERT, Doubt.STRANGER)):
        await vote(room, who, [ja.id], doubt)
    assert await answers(room) == {}


async def test_a_vote_about_an_earlier_moment_counts_for_nothing(room: World) -> None:
    old = await question(room)
    await room.say("!ret verzet CODE wo 29 april 16:00")
    new = await question(room)
    assert {o.id for o in old.opties}.isdisjoint({o.id for o in new.opties})
    later(room)
    [said] = await vote(room, EXPERT, [old.opties[0].id])
    assert said == "Deze peiling is gesloten; uw keuze telt niet meer mee."
    assert await answers(room) == {}
    await vote(room, EXPERT, [new.opties[1].id])
    assert await answers(room) == {"deelnemer:2": (Partstat.DECLINED, Via.IN_ROOM)}


async def test_a_bespreking_that_is_off_is_not_asked_about_any_more(room: World) -> None:
    await room.say("!ret annuleer CODE")
    async with room.storage.begin() as work:
        assert await work.polls.all_open() == []


@pytest.mark.parametrize(
    ("text", "who", "owner", "partstat", "via"),
    [
        ("!ret aanwezig CODE ja", EXPERT, "deelnemer:2", Partstat.ACCEPTED, Via.IN_ROOM),
        ("!ret aanwezig CODE misschien", EXPERT, "deelnemer:2", Partstat.TENTATIVE, Via.IN_ROOM),
        ("!ret ik kom niet CODE", EXPERT, "deelnemer:2", Partstat.DECLINED, Via.IN_ROOM),
        ("ik kom CODE", EXPERT, "deelnemer:2", Partstat.ACCEPTED, Via.IN_ROOM),
        ("Ik kom niet CODE.", EXPERT, "deelnemer:2", Partstat.DECLINED, Via.IN_ROOM),
        ("ik kom misschien CODE", EXPERT, "deelnemer:2", Partstat.TENTATIVE, Via.IN_ROOM),
        ("ik kom niet CODE, sorry", EXPERT, "deelnemer:2", Partstat.DECLINED, Via.IN_ROOM),
        ("Ik kom niet naar CODE", EXPERT, "deelnemer:2", Partstat.DECLINED, Via.IN_ROOM),
        ("ik kom helaas niet meer CODE!", EXPERT, "deelnemer:2", Partstat.DECLINED, Via.IN_ROOM),
        ("!ret aanwezig CODE ja", VOORZITTER, "deelnemer:1", Partstat.ACCEPTED, Via.IN_ROOM),
        ("!ret aanwezig CODE aanbieder nee", SECRETARIS, "aanbieder", Partstat.DECLINED, Via.SECRETARIS),
        ("!ret aanwezig CODE #2 ja", SECRETARIS, "deelnemer:2", Partstat.ACCEPTED, Via.SECRETARIS),
    ],
)
async def test_a_word_is_an_answer(room: World, text: str, who: str, owner: str, partstat: Partstat, via: Via) -> None:
    later(room)
    await room.say(text, who)
    assert await answers(room) == {owner: (partstat, via)}
    assert told(room) == [owner]


@pytest.mark.parametrize(
    ("text", "who", "answer"),
    [
        ("!ret aanwezig CODE", EXPERT, "aanwezig RET-"),
        ("!ret aanwezig CODE graag", EXPERT, "aanwezig RET-"),
        ("!ret aanwezig CODE aanbieder ja", EXPERT, "Voor een ander legt de "),
        ("!ret aanwezig CODE iemand ja", SECRETARIS, "Wiens keuze is dit?"),
        ("!ret ik kom", EXPERT, "code"),
        ("!ret ik kom CODE graag", EXPERT, "Het laatste woord begrijp ik niet"),
        ("!ret ik kom CODE nee", EXPERT, "Het woord **nee** begrijp ik hier niet"),
        ("ik kom CODE nee", EXPERT, "Het woord **nee** begrijp ik hier niet"),
        ("Ik kom niet CODE want de trein rijdt niet", EXPERT, "`!ret ik kom niet RET-"),
        ("ik kom er niet bij CODE", EXPERT, "Zo schrijft u het: `!ret ik kom RET-"),
        ("ik kom niet RET-12", EXPERT, "RET-"),
    ],
)
async def test_what_is_not_clear_is_no_answer(room: World, text: str, who: str, answer: str) -> None:
    said = await room.say(text, who)
    assert answer in said[0]
    assert await answers(room) == {}


async def test_a_word_in_the_thread_needs_no_code_and_elsewhere_it_is_talk(room: World) -> None:
    assert await room.say("ik kom", EXPERT) == []
    for talk in ("ik kom straks wel even", "we komen niet meer", "dan kom ik niet meer"):
        assert await room.say(talk, EXPERT) == []
    for talk in ("we komen niet meer", "dan kom ik niet meer"):
        assert await room.say(talk, EXPERT, thread=True) == []
    assert "`!ret ik kom niet " in (await room.say("ik kom niet want ik ben ziek", EXPERT, thread=True))[0]
    assert await answers(room) == {}
    await room.say("ik kom niet, sorry", EXPERT, thread=True)
    assert await answers(room) != {}


async def test_an_answer_in_the_room_meets_the_term_of_an_accepted_invitation(room: World) -> None:
    """IJ-D1: the fixed expert is available."""
    later(room)
    assert (await room.termijnen())["IJ-D1:0:GZ-psycholoog"].staat is TermijnState.OPEN
    await room.say("ik kom CODE", EXPERT)
    assert (await room.termijnen())["IJ-D1:0:GZ-psycholoog"].staat is TermijnState.FULFILLED
    later(room)
    await room.say("ik kom niet CODE", EXPERT)
    assert (await room.termijnen())["IJ-D1:0:GZ-psycholoog"].staat is TermijnState.OPEN


@pytest.mark.parametrize(
    ("text", "who", "given"),
    [
        ("overleg aanwezig do 7 mei ja", EXPERT, {"deelnemer:2": (Partstat.ACCEPTED, Via.IN_ROOM)}),
        ("overleg aanwezig do 7 mei #1 nee", SECRETARIS, {"deelnemer:1": (Partstat.DECLINED, Via.SECRETARIS)}),
        ("overleg aanwezig do 7 mei #1 nee", EXPERT, {}),
        ("overleg aanwezig do 14 mei ja", EXPERT, {}),
        ("overleg aanwezig do 7 mei", EXPERT, {}),
    ],
)
async def test_the_fixed_members_answer_for_an_overleg_too(
    room: World, text: str, who: str, given: dict[str, tuple[Partstat, Via]]
) -> None:
    await room.say("!ret overleg do 7 mei 13:00-15:00")
    await room.say(f"!ret {text}", who)
    async with room.storage.begin() as work:
        [overleg] = await work.overleggen.all()
        found = {one.owner: (one.partstat, one.via) for one in await work.rsvps.of_meeting(overleg.uid)}
    assert found == given


async def test_who_was_invited_anew_to_an_overleg_can_answer_in_the_room(room: World) -> None:
    await room.say("!ret overleg do 7 mei 13:00-15:00")
    async with room.storage.begin() as work:
        [overleg] = await work.overleggen.all()
        about = of_overleg(overleg), room.team.convenant, ["deelnemer:2"], room.clock.now()
        for act in (invitations.invite, invitations.uninvite, invitations.invite):
            await act(work, *about)
    await room.say("!ret overleg aanwezig do 7 mei ja", EXPERT)
    async with room.storage.begin() as work:
        assert [one.owner for one in await work.rsvps.of_meeting(overleg.uid)] == ["deelnemer:2"]


async def test_a_fixed_member_answers_for_the_overleg_in_which_the_case_has_its_slot(room: World) -> None:
    await room.say("!ret annuleer CODE")
    await room.say("!ret overleg do 7 mei 13:00-15:00")
    await room.say("!ret plan CODE do 7 mei 13:00")
    await room.say("!ret uitnodigen CODE")
    later(room)
    await room.say("ik kom CODE", EXPERT)
    async with room.storage.begin() as work:
        [overleg] = await work.overleggen.all()
        assert [one.owner for one in await work.rsvps.of_meeting(overleg.uid)] == ["deelnemer:2"]
    before = await question(room)
    await room.say("!ret overleg verzet do 7 mei naar do 14 mei 13:00")
    after = await question(room)
    assert after.id != before.id
    assert after.opties[0].start == (await room.casus()).besprekingen[-1].start
