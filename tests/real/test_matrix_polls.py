"""Polls between the bot and people: an independent client reads them and votes, and what does not count is told."""

from typing import Any

from retbot.matrix import polls
from retbot.ports import Doubt, OutgoingOption, OutgoingPoll, OutgoingPollEnd
from tests.real.conftest import NewNioPerson, NewPerson
from tests.real.matrix_stage import Bot, meet
from tests.real.test_matrix_independent import bring_in

OPTIONS = (OutgoingOption("Rk2-eerste", "donderdag 7 mei, 14:00"), OutgoingOption("9fQ-tweede", "vrijdag 8 mei, 10:00"))


async def test_an_independent_client_shows_the_poll_votes_and_sees_it_end(bot: Bot, new_person: NewPerson) -> None:
    anna = await new_person("anna")
    bot.members = {anna.user_id}
    connection = await bot.start()
    room = await bring_in(bot, anna)
    root = await anna.send(room, "!ping casus")
    await anna.wait_for_body("pong casus")

    opened = await connection.poll(OutgoingPoll(room, "Wanneer kunt u?", OPTIONS, most=2, thread=root), "peiling")
    sight = await anna.wait_for(lambda seen: seen.event_id == opened and seen.failure is None)
    await anna.vote(room, opened, [OPTIONS[0].id])
    await anna.vote(room, opened, [option.id for option in OPTIONS], stable=True)
    await bot.notes.until(lambda: len(bot.notes.votes) == 2)
    await connection.poll(OutgoingPollEnd(room, opened, "De peiling is gesloten."), "einde")
    end = await anna.wait_for(lambda seen: seen.type == polls.END)
    shown = await anna.poll(room, opened)

    assert sight.safe
    assert (sight.type, sight.thread, sight.rings) == (polls.START, root, False)
    assert "• donderdag 7 mei, 14:00" in sight.content[polls.TEXT]
    assert end.safe
    assert shown == {
        "question": "Wanneer kunt u?",
        "answers": [{"id": option.id, "text": option.text} for option in OPTIONS],
        "most": 2,
        "voters": [anna.user_id, anna.user_id],
        "ended": True,
    }
    assert [vote.options for vote in bot.notes.votes] == [("Rk2-eerste",), ("Rk2-eerste", "9fQ-tweede")]
    assert [(vote.sender, vote.doubt) for vote in bot.notes.votes] == [(anna.user_id, None)] * 2


async def test_a_vote_counts_by_the_same_rules_as_a_message(bot: Bot, person: NewNioPerson) -> None:
    anna, vreemde = await person("anna"), await person("vreemde")
    bot.members = {anna.user_id}
    connection = await bot.start()
    room = await meet(bot, anna, vreemde)
    opened = await connection.poll(OutgoingPoll(room, "Wanneer kunt u?", OPTIONS), "peiling")
    await anna.hears(lambda seen: seen.event_id == opened)

    vote = response(opened, OPTIONS[0].id)
    sent = [
        await anna.put(room, polls.RESPONSE, vote),
        await anna.put_in_the_clear(room, polls.RESPONSE, vote),
        await vreemde.put(room, polls.RESPONSE, vote),
    ]
    await anna.put_in_the_clear(room, polls.END, end_of(opened))
    ended = await anna.put(room, polls.END, end_of(opened))
    await bot.notes.until(lambda: bot.notes.ends and len(bot.notes.votes) == 3)

    doubts = {vote.event_id: vote.doubt for vote in bot.notes.votes}
    assert [doubts[event_id] for event_id in sent] == [None, Doubt.SENT_IN_THE_CLEAR, Doubt.STRANGER]
    assert [(one.event_id, one.poll) for one in bot.notes.ends] == [(ended, opened)]


async def test_a_vote_in_a_room_without_encryption_does_not_count(bot: Bot, person: NewNioPerson) -> None:
    anna = await person("anna")
    bot.members = {anna.user_id}
    await bot.start()
    room = await meet(bot, anna, state={"m.room.encryption": {}})

    said = await anna.say(room, "iets")
    await anna.put(room, polls.RESPONSE, response(said, OPTIONS[0].id))
    await bot.notes.until(lambda: bot.notes.votes)

    assert [vote.doubt for vote in bot.notes.votes] == [Doubt.ROOM_NOT_ENCRYPTED]


def response(poll: str, *answers: str) -> dict[str, Any]:
    relation = {"rel_type": "m.reference", "event_id": poll}
    return {polls.RESPONSE: {"answers": list(answers)}, "m.relates_to": relation}


def end_of(poll: str) -> dict[str, Any]:
    return {polls.END: {}, polls.TEXT: "", "m.relates_to": {"rel_type": "m.reference", "event_id": poll}}
