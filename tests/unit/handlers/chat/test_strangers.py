"""What does not count has no effect, and somebody hears why."""

from datetime import timedelta

import pytest

from retbot.ports import Doubt, Post, PostState, RoomFault
from retbot.wording.replies import render
from tests.unit.handlers.conftest import ONE, aangemeld
from tests.world import BEHEERDER, ROOM, SECRETARIS, VOORZITTER, World

COMMAND = f"!ret compleet {ONE}"
STRANGER = "@buiten:elders.test"


def posts(room: World) -> list[Post]:
    return [row.post for row in room.rows()]


@pytest.mark.parametrize("doubt", list(Doubt))
async def test_what_is_doubted_has_no_effect(room: World, doubt: Doubt) -> None:
    await room.keep(aangemeld())
    await room.say(COMMAND, doubt=doubt)

    assert not (await room.casus()).feit("compleet")
    assert room.storage.audits == []


@pytest.mark.parametrize(
    ("doubt", "kind", "remedy"),
    [
        (Doubt.SENT_IN_THE_CLEAR, "onversleuteld_gestuurd", "Element"),
        (Doubt.DEVICE_NOT_SIGNED, "apparaat_niet_geverifieerd", "Instellingen → Sessies → verifieer dit apparaat"),
        (Doubt.IDENTITY_CHANGED, "identiteit_veranderd", "beheerder"),
    ],
)
async def test_a_doubted_command_is_told_why_and_how_to_mend_it(
    room: World, doubt: Doubt, kind: str, remedy: str
) -> None:
    (answer,) = await room.say(COMMAND, doubt=doubt)

    assert room.kinds() == [kind]
    assert remedy in answer
    assert posts(room)[0].room_id == ROOM


@pytest.mark.parametrize("doubt", [Doubt.SENT_IN_THE_CLEAR, Doubt.DEVICE_NOT_SIGNED, Doubt.IDENTITY_CHANGED])
async def test_doubted_talk_among_people_is_left_alone(room: World, doubt: Doubt) -> None:
    assert await room.say("tot morgen", doubt=doubt) == []


@pytest.mark.parametrize("doubt", [Doubt.STRANGER, Doubt.ROOM_NOT_ENCRYPTED])
async def test_a_stranger_and_an_open_room_get_no_answer(room: World, doubt: Doubt) -> None:
    assert await room.say(COMMAND, doubt=doubt) == []


async def test_no_answer_to_what_is_doubted_says_anything_about_a_case(room: World) -> None:
    await room.keep(aangemeld())
    for doubt in Doubt:
        assert str(ONE) not in "".join(await room.say(COMMAND, doubt=doubt))


async def test_a_changed_identity_is_told_once_a_day(room: World) -> None:
    first = await room.say(COMMAND, doubt=Doubt.IDENTITY_CHANGED)
    again = await room.say(COMMAND, doubt=Doubt.IDENTITY_CHANGED)
    room.clock.instant += timedelta(days=1)
    tomorrow = await room.say(COMMAND, doubt=Doubt.IDENTITY_CHANGED)

    assert [len(said) for said in (first, again, tomorrow)] == [1, 0, 1]


async def test_what_cannot_be_read_is_told_to_its_sender_at_most_once_an_hour(room: World) -> None:
    told = []
    for minutes in (0, 20, 20, 30):
        room.clock.instant += timedelta(minutes=minutes)
        told.append(len(await room.say("", doubt=Doubt.UNDECRYPTABLE)))

    assert told == [1, 0, 0, 1]
    assert {(post.rings, post.args["wie"]) for post in posts(room)} == {((), SECRETARIS)}


async def test_another_sender_is_told_too(room: World) -> None:
    await room.say("", doubt=Doubt.UNDECRYPTABLE)

    assert len(await room.say("", VOORZITTER, doubt=Doubt.UNDECRYPTABLE)) == 1


async def test_the_same_unreadable_event_is_told_once(room: World) -> None:
    await room.say("", doubt=Doubt.UNDECRYPTABLE, event_id="$x")
    room.clock.instant += timedelta(hours=2)

    assert await room.say("", doubt=Doubt.UNDECRYPTABLE, event_id="$x") == []


async def test_a_stranger_is_named_once_to_the_voorzitter(room: World) -> None:
    for _ in range(2):
        await room.intake.take(RoomFault(ROOM, "stranger", STRANGER))
    (post,) = posts(room)

    assert post.rings == ()
    assert "Aan de voorzitter" in room.answers()[0]
    assert STRANGER in room.answers()[0]


@pytest.mark.parametrize("kind", ["pinned", "identity_changed"])
async def test_a_key_is_told_to_the_beheerder_in_private(room: World, kind: str) -> None:
    await room.intake.take(RoomFault(ROOM, kind, SECRETARIS))
    (post,) = posts(room)

    assert post.direct == BEHEERDER
    assert f"`retbot trust {SECRETARIS}`" in room.answers()[0]


async def test_when_the_key_of_the_only_beheerder_changed_the_voorzitter_hears_it(room: World) -> None:
    await room.intake.take(RoomFault(ROOM, "identity_changed", BEHEERDER))
    (post,) = posts(room)

    assert (post.direct, post.rings) == (None, ())


@pytest.mark.parametrize(
    ("kind", "remedy"),
    [
        ("join_rule", "Privé (alleen op uitnodiging)"),
        ("history", "Alleen deelnemers (vanaf het moment dat ze uitgenodigd zijn)"),
        ("guests", "uitnodiging"),
        ("power", "Moderator"),
    ],
)
async def test_a_fault_of_the_room_is_told_there_with_its_remedy(room: World, kind: str, remedy: str) -> None:
    for _ in range(2):
        await room.intake.take(RoomFault(ROOM, kind))
    (post,) = posts(room)

    assert post.room_id == ROOM
    assert remedy in room.answers()[0]


async def test_an_unencrypted_room_hears_nothing_and_the_beheerder_does(room: World) -> None:
    await room.intake.take(RoomFault("!open:ret.test", "not_encrypted"))
    (post,) = posts(room)

    assert (post.direct, post.room_id) == (BEHEERDER, None)


async def test_a_name_cannot_break_out_of_its_quotation(room: World) -> None:
    await room.intake.take(RoomFault(ROOM, "stranger", "@a` **b:elders.test\n!ret sluit"))
    (answer,) = room.answers()

    assert answer.startswith("Aan de voorzitter: `@a **b:elders.test!ret sluit` staat niet op")


async def test_the_emoji_of_a_verification_go_to_a_beheerder_and_his_own_stay_on_the_terminal(room: World) -> None:
    numbers = (0, 1, 2, 3, 4, 5, 63)
    await room.intake.take(RoomFault(ROOM, "verification", SECRETARIS, numbers))
    await room.intake.take(RoomFault(ROOM, "verification", BEHEERDER, numbers))
    of_other, own = posts(room)
    to_other, to_himself = (render(post.sentence, post.args) for post in (of_other, own))
    assert (of_other.direct, own.direct) == (BEHEERDER, BEHEERDER)
    assert "🐶 hond · 🐱 kat · 🦁 leeuw · 🐎 paard · 🦄 eenhoorn · 🐷 varken · 📌 speld" in to_other
    assert "hond" not in to_himself
    assert f"`retbot trust --verify {BEHEERDER}`" in to_himself


@pytest.mark.parametrize("kind", ["join_rule", "not_encrypted"])
async def test_a_fault_of_the_room_that_comes_back_is_told_again(room: World, kind: str) -> None:
    await room.intake.take(RoomFault(ROOM, kind))
    async with room.storage.begin() as work:
        (row,) = await work.outbox.posts()
        await work.outbox.settle(row.id, PostState.SENT, room.clock.now())
    room.clock.instant += timedelta(minutes=5)
    for _ in range(2):
        await room.intake.take(RoomFault(ROOM, kind))
    assert len(posts(room)) == 2


async def test_a_stranger_who_comes_and_goes_is_told_once_a_day(room: World) -> None:
    for _ in range(2):
        await room.intake.take(RoomFault(ROOM, "stranger", STRANGER))
        async with room.storage.begin() as work:
            for row in await work.outbox.posts():
                await work.outbox.settle(row.id, PostState.SENT, room.clock.now())
        room.clock.instant += timedelta(minutes=5)
    assert len(posts(room)) == 1
