"""The datumprikker: moments that meet the term, votes that belong to it, and the one that is planned."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import count

import pytest

from retbot.domain.casus.casus import BesprekingState
from retbot.domain.planning.polls import Poll, PollType
from retbot.domain.tijd import local
from retbot.ports import Channel, Doubt, Vote
from tests.journeys.shows import ijsselland
from tests.world import EXPERT, ROOM, SECRETARIS, World

_events = count()
EXTRA = "@extra:ret.test"


@pytest.fixture
async def room() -> World:
    """IJsselland on a Thursday: within three working days, which is Wednesday, as Monday is Koningsdag."""
    return await ijsselland()


async def running(room: World) -> Poll | None:
    assert room.code
    async with room.storage.begin() as work:
        return await work.polls.latest(room.code, PollType.PRIKKER)


async def open_one(room: World, text: str = "!ret prik CODE di 28 april 10:00, wo 29 april 14:00") -> Poll:
    await room.say(text)
    found = await running(room)
    assert found
    return found


async def vote(room: World, who: str, ids: Sequence[str], doubt: Doubt | None = None) -> list[str]:
    event = Vote(f"$v{next(_events)}", ROOM, who, tuple(ids), room.clock.now(), doubt)
    await room.intake.take(event)
    return await room.read()


async def chosen(room: World, poll: Poll) -> dict[str, tuple[int, ...]]:
    async with room.storage.begin() as work:
        return dict(await work.polls.choices(poll.id or 0))


async def test_it_proposes_moments_within_the_term_in_office_hours_and_when_people_are_there(room: World) -> None:
    await room.say("!ret afwezig 2 op di 28 april")
    said = (await room.say("!ret prik CODE"))[0]
    found = await running(room)
    assert found
    starts = [f"{local(one.start):%m-%d %H:%M}" for one in found.momenten if one.start]
    assert starts == ["04-24 10:00", "04-24 14:00", "04-28 10:00", "04-28 14:00", "04-29 10:00", "04-29 14:00"]
    assert (
        "Ik zet 6 momenten als peiling in de draad. Het moet uiterlijk **woensdag 29 april** (Taken voorzitter)" in said
    )
    assert "Niet in de kamer: " in said
    assert "haalt niet" not in said


async def test_each_answer_has_a_random_id_of_its_own_and_there_is_one_for_none(room: World) -> None:
    first = await open_one(room)
    await room.say("!ret prik stop CODE")
    second = await open_one(room)
    ids = [one.id for one in (*first.opties, *second.opties)]
    assert len(set(ids)) == len(ids) == 6
    assert all(len(one) >= 20 for one in ids)
    assert [one.value for one in second.opties] == [None, None, "geen"]


async def test_given_moments_that_miss_the_term_are_said_to(room: World) -> None:
    said = (await room.say("!ret prik CODE di 28 april 10:00, ma 4 mei 10:00"))[0]
    assert (
        "moment 2 haalt niet: de betrokken partijen bij elkaar brengen (Taken voorzitter), uiterlijk wo 29 april"
        in said
    )
    assert "moment 1 haalt" not in said


async def test_a_later_vote_replaces_the_earlier_and_a_vote_without_sense_changes_nothing(room: World) -> None:
    poll = await open_one(room)
    one, two, none = (option.id for option in poll.opties)
    for ids, expected in (
        ([one], (1,)),
        ([one, two], (1, 2)),
        ([two], (2,)),
        ([none], (3,)),
        ([two, none], (2,)),
        ([], (2,)),
        (["verzonnen"], (2,)),
        ([two, "verzonnen"], (2,)),
    ):
        assert await vote(room, EXPERT, ids) == []
        assert await chosen(room, poll) == {"deelnemer:2": expected}


async def test_the_options_of_two_polls_do_not_mix(room: World) -> None:
    """Whichever poll the homeserver says that the vote is for."""
    first = await open_one(room)
    await room.say("!ret prik stop CODE")
    second = await open_one(room)
    await vote(room, EXPERT, [second.opties[0].id, first.opties[1].id])
    assert await chosen(room, second) == {}
    [said] = await vote(room, EXPERT, [first.opties[1].id])
    assert said == "Deze peiling is gesloten; uw keuze telt niet meer mee."
    assert (await chosen(room, first), await chosen(room, second)) == ({}, {})


@pytest.mark.parametrize(
    ("who", "doubt", "answer"),
    [
        (EXPERT, Doubt.STRANGER, []),
        (EXPERT, Doubt.ROOM_NOT_ENCRYPTED, []),
        (EXPERT, Doubt.SENT_IN_THE_CLEAR, ["versleuteld"]),
        (EXPERT, Doubt.DEVICE_NOT_SIGNED, ["apparaat"]),
        ("@niemand:ret.test", None, []),
        (SECRETARIS, None, []),
    ],
)
async def test_whose_vote_counts(room: World, who: str, doubt: Doubt | None, answer: list[str]) -> None:
    poll = await open_one(room)
    said = await vote(room, who, [poll.opties[0].id], doubt)
    assert len(said) == len(answer)
    assert all(word in text for word, text in zip(answer, said, strict=True))
    counted = who == SECRETARIS
    assert bool(await chosen(room, poll)) == counted


async def test_words_do_what_the_app_cannot_and_the_secretaris_chooses_for_who_is_outside(room: World) -> None:
    poll = await open_one(room)
    [said] = await room.say("!ret prik kan CODE 1 2", EXPERT)
    assert said == "Genoteerd voor u: 1 en 2. Een latere keuze komt ervoor in de plaats."
    [said] = await room.say("!ret prik voor CODE toegang 1")
    assert said.startswith("Genoteerd voor toegang: 1.")
    [said] = await room.say("!ret prik voor CODE #1 geen")
    assert said == "Genoteerd voor voorzitter: geen van de momenten."
    assert await chosen(room, poll) == {"deelnemer:1": (3,), "deelnemer:2": (1, 2), "toegang": (1,)}
    [said] = await room.say("!ret prik CODE")
    assert "• 1 dinsdag 28 april, 10:00: 2 kunnen (vaste deskundige GZ-psycholoog, toegang)" in said
    assert "• 2 woensdag 29 april, 14:00: 1 kan (vaste deskundige GZ-psycholoog)" in said
    assert "Nog niet gekozen: " in said


async def test_when_everybody_has_chosen_the_best_moment_is_named(room: World) -> None:
    await open_one(room)
    await room.say("!ret prik kan CODE 2", EXPERT)
    *others, last = ("#1", "jongere", "ouders", "aanbieder", "toegang", "manager toegang")
    for who in others:
        assert len(await room.say(f"!ret prik voor CODE {who} 2")) == 1
    _, told = await room.say(f"!ret prik voor CODE {last} 1")
    assert told.startswith("Iedereen heeft gekozen:")
    assert "De meesten kunnen op 2: `!ret prik kies" in told


async def test_choosing_plans_invites_and_ends_the_poll(room: World) -> None:
    poll = await open_one(room)
    said = await room.say("!ret prik kies CODE 2")
    assert any("gepland: **woensdag 29 april, 14:00" in one for one in said)
    assert any("\nUitgenodigd: " in one for one in said)
    casus = await room.casus()
    assert casus.bespreking
    assert (casus.bespreking.state, casus.bespreking.start) == (BesprekingState.PLANNED, poll.opties[1].start)
    assert [row.post.to for row in await room.posts(Channel.MAIL)] == ["deelnemer:1", "deelnemer:2"]
    assert await running(room) is None
    ends = [row.post.sentence for row in await room.posts(Channel.ROOM) if row.post.sentence == "peiling_einde"]
    assert ends == ["peiling_einde"]
    await vote(room, EXPERT, [poll.opties[0].id])
    assert await chosen(room, poll) == {}
    assert " staat al op woensdag 29 april" in (await room.say("!ret prik CODE"))[0]


async def test_other_moments_keep_the_choices_that_still_say_something(room: World) -> None:
    before = await open_one(room)
    await room.say("!ret prik kan CODE 1 2", EXPERT)
    await room.say("!ret prik wijzig CODE wo 29 april 14:00, wo 29 april 16:00")
    after = await running(room)
    assert after
    assert after.id != before.id
    assert await chosen(room, after) == {"deelnemer:2": (1,)}


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("prik CODE di 28 april 10:00", "Er loopt al een peiling"),
        ("prik kies CODE 9", "Dat moment staat niet in de peiling. Kies uit 1 of 2"),
        ("prik kies CODE 3", "Dat moment staat niet in de peiling"),
        ("prik kies CODE", "prik kies"),
        ("prik kan CODE 9", "Dat moment staat niet in de peiling"),
        ("prik kan CODE", "prik kan"),
        ("prik kan CODE school 1", "prik kan"),
        ("prik voor CODE 1", "Wiens keuze is dit?"),
        ("prik voor CODE iemand 1", "Wiens keuze is dit?"),
        ("prik wijzig CODE", "prik wijzig"),
        ("prik wijzig CODE wo 22 april 10:00", "?"),
        ("prik kies 1", "code"),
    ],
)
async def test_what_makes_no_sense_is_refused_and_changes_nothing(room: World, text: str, answer: str) -> None:
    poll = await open_one(room)
    said = await room.say(f"!ret {text}")
    assert answer in said[0]
    assert await running(room) == poll
    assert await chosen(room, poll) == {}


async def test_a_moment_that_passed_falls_away(room: World) -> None:
    poll = await open_one(room)
    room.clock.set("2026-04-28 10:00")
    assert "Dat moment is al voorbij" in (await room.say("!ret prik kies CODE 1"))[0]
    assert "(voorbij)" in (await room.say("!ret prik CODE"))[0]
    await vote(room, EXPERT, [poll.opties[0].id])
    assert await chosen(room, poll) == {}


async def test_without_a_poll_there_is_nothing_to_choose(room: World) -> None:
    for text in (
        "prik kies CODE 1",
        "prik kan CODE 1",
        "prik stop CODE",
        "prik mail CODE",
        "prik wijzig CODE wo 29 april 10:00",
    ):
        assert "Er loopt geen peiling" in (await room.say(f"!ret {text}"))[0]


async def mailed(room: World) -> list[str | None]:
    return [row.post.to for row in await room.posts(Channel.MAIL) if row.post.sentence == "momenten"]


async def test_who_is_outside_is_mailed_the_moments_once_that_was_confirmed(room: World) -> None:
    assert "Mail ze de momenten: `!ret prik mail" in (await room.say("!ret prik CODE"))[0]
    for whose in ("toegang t@toegang.example", "aanbieder a@aanbieder.example", "ouders o@prive.example"):
        await room.say(f"!ret adres CODE {whose}", direct=True)
    [asked] = await room.say("!ret prik mail CODE", confirm=False)
    assert f"**{room.code} momenten mailen** aan toegang en aanbieder." in asked
    assert await mailed(room) == []
    [said] = await room.say("!ret prik mail CODE")
    assert said.startswith("De momenten gaan per mail naar toegang en aanbieder.")
    assert "Niet gemaild: ouders en jongere" in said
    assert "Nog geen adres voor: " in said
    assert await mailed(room) == ["toegang", "aanbieder"]


async def test_mailing_again_reaches_who_has_not_chosen(room: World) -> None:
    await open_one(room)
    for whose in ("toegang t@toegang.example", "aanbieder a@aanbieder.example"):
        await room.say(f"!ret adres CODE {whose}", direct=True)
    await room.say("!ret prik mail CODE")
    await room.say("!ret prik voor CODE aanbieder 1")
    await room.say("!ret prik mail CODE")
    assert await mailed(room) == ["toegang", "aanbieder", "toegang"]
    await room.say("!ret prik voor CODE toegang 1")
    assert "Er is niemand om de momenten aan te mailen" in (await room.say("!ret prik mail CODE"))[0]
    assert len(await mailed(room)) == 3


@pytest.mark.parametrize(("mails", "reads"), [(False, False), (True, False)])
async def test_without_a_mailbox_that_is_read_no_moments_are_mailed(room: World, mails: bool, reads: bool) -> None:
    room.presence.base = replace(room.team, mailt=mails, reads_mail=reads)
    assert "Mail ze" not in (await room.say("!ret prik CODE"))[0]
    assert "Ik kan de momenten niet mailen" in (await room.say("!ret prik mail CODE"))[0]
    assert await mailed(room) == []


async def test_moments_that_are_over_are_not_mailed(room: World) -> None:
    await open_one(room)
    room.clock.set("2026-04-30 10:00")
    assert "Alle momenten van de peiling zijn voorbij" in (await room.say("!ret prik mail CODE"))[0]
    assert await mailed(room) == []


async def test_closing_the_case_closes_its_polls_and_no_other(room: World) -> None:
    first = await open_one(room)
    code = room.code
    await room.say("!ret aanmelding gemeente=Zwolle leeftijd=12-15 via=manager-toegang escalatieladder=ja")
    assert room.code != code
    other = await open_one(room)
    room.code = code
    await room.say("!ret sluit CODE ingetrokken")
    async with room.storage.begin() as work:
        assert await work.polls.all_open() == [other]
    ends = [row.post.args for row in await room.posts(Channel.ROOM) if row.post.sentence == "peiling_einde"]
    assert ends == [{"peiling": first.id}]
