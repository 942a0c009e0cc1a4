"""Polls in the room: the question and its options, its end, and the word to who has not chosen."""

from datetime import date

from retbot.domain.planning.polls import GEEN, Option, Poll, PollType
from retbot.ports import Channel, OutgoingOption, OutgoingPoll, OutgoingPollEnd, Post, PostState
from tests.clock import SetClock, at
from tests.unit.scheduling.stage import CODE, EVA, EXPERT, Stage
from tests.world import root_of


async def opened(*, choices: dict[str, list[int]] | None = None) -> tuple[Stage, Poll]:
    stage = Stage(clock=SetClock(at("2026-04-20 18:30")))
    await stage.open(date(2026, 4, 20))
    await stage.people(EXPERT)
    moments = (Option("een", 1, at("2026-04-23 10:00")), Option("twee", 2, at("2026-04-24 14:00")))
    async with stage.storage.begin() as work:
        new = Poll(CODE, PollType.PRIKKER, 0, 45, stage.clock.now(), (*moments, Option("drie", 3, value=GEEN)))
        made = await work.polls.add(new)
        for owner, numbers in (choices or {}).items():
            await work.polls.choose(made.id or 0, owner, numbers)
    return stage, made


async def put(stage: Stage, poll: Poll, kind: str) -> Post:
    args = {"peiling": poll.id or 0}
    post = Post(f"{kind}:{poll.id}", Channel.ROOM, kind, args, CODE, in_case=True)
    await stage.put(post)
    await stage.sender.drain()
    return post


async def test_a_poll_is_put_at_any_hour_and_ended_by_its_own_event() -> None:
    stage, poll = await opened()
    await put(stage, poll, "peiling")
    await put(stage, poll, "peiling_einde")
    first, last = (sent.poll for sent in stage.room.polls)
    assert first == OutgoingPoll(
        first.room_id,
        f"{CODE}: welke momenten kunt u?",
        (
            OutgoingOption("een", "1. donderdag 23 april, 10:00–10:45"),
            OutgoingOption("twee", "2. vrijdag 24 april, 14:00–14:45"),
            OutgoingOption("drie", "geen van deze momenten"),
        ),
        most=2,
        thread=root_of(CODE),
    )
    assert isinstance(last, OutgoingPollEnd)
    assert last.poll == stage.room.polls[0].event_id


async def test_what_was_closed_before_its_turn_never_comes_into_the_room() -> None:
    stage, poll = await opened()
    async with stage.storage.begin() as work:
        await work.polls.close(poll.id or 0, stage.clock.now())
    for kind in ("peiling", "peiling_einde"):
        await put(stage, poll, kind)
    assert stage.room.polls == []
    assert {row.state for row in stage.storage.memory.outbox.values()} == {PostState.DROPPED}


async def test_who_has_not_chosen_is_asked_and_rings_and_the_others_are_named() -> None:
    stage, poll = await opened(choices={"school": [1]})
    stage.clock.instant = at("2026-04-21 08:30")
    await put(stage, poll, "prik_herinnering")
    (said,) = stage.room.sent
    assert "Nog niet gekozen in de peiling: expert LVB (Ambiq)." in said.text
    assert "Niet in de kamer: jeugdige, ouders, aanmelder en lokale toegang" in said.text
    assert f"`!ret prik voor {CODE} lokale toegang 1 3`" in said.text
    assert "Dat moet uiterlijk woensdag 6 mei vastliggen (art. 8.4)." in said.text
    assert said.outgoing.rings == (EVA,)


async def test_nobody_is_asked_twice_for_what_he_chose_or_after_it_was_planned() -> None:
    everybody = ("deelnemer:1", "jeugdige", "ouders", "aanmelder", "lokale toegang", "school")
    stage, poll = await opened(choices={owner: [1] for owner in everybody})
    stage.clock.instant = at("2026-04-21 08:30")
    await put(stage, poll, "prik_herinnering")
    other, poll = await opened()
    other.clock.instant = at("2026-04-21 08:30")
    await other.plan(at("2026-05-07 14:00"))
    await put(other, poll, "prik_herinnering")
    assert [*stage.room.sent, *other.room.sent] == []


async def test_when_every_moment_has_passed_that_is_said() -> None:
    stage, poll = await opened()
    stage.clock.instant = at("2026-04-28 09:00")
    await put(stage, poll, "prik_herinnering")
    (said,) = stage.room.sent
    assert "Alle momenten van de peiling zijn voorbij" in said.text
