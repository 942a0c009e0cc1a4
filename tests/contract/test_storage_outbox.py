"""What every store does with the outbox."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from retbot.ports import Channel, Post, PostRow, PostState, Storage
from tests.contract.storage_stage import CODE, DAY, HOUR, NOW, OTHER, casus, in_case, keep, mail, post

MINUTE = timedelta(minutes=1)


def answer(key: str, *, thread: str | None = None, direct: str | None = None) -> Post:
    return replace(post(key, thread=thread, direct=direct), is_answer=True)


async def put(storage: Storage, *posts: Post, due: datetime | None = None) -> None:
    async with storage.begin() as work:
        for one in posts:
            await work.outbox.put(one, NOW, due)


async def due(storage: Storage, at: datetime = NOW, limit: int = 10) -> list[str]:
    """First those for rooms, then those by mail."""
    async with storage.begin() as work:
        rows = [*await work.outbox.due(at, limit), *await work.outbox.due(at, limit, mail=True)]
    return [row.post.key for row in rows]


async def row(storage: Storage, key: str) -> PostRow:
    async with storage.begin() as work:
        found = await work.outbox.of_key(key)
    assert found
    return found


async def retry(storage: Storage, key: str, at: datetime) -> None:
    id_ = (await row(storage, key)).id
    async with storage.begin() as work:
        await work.outbox.retry(id_, at)


async def settle(storage: Storage, key: str, state: PostState, event_id: str | None = None) -> None:
    id_ = (await row(storage, key)).id
    async with storage.begin() as work:
        await work.outbox.settle(id_, state, NOW + HOUR, event_id)


async def next_moment(storage: Storage) -> datetime | None:
    async with storage.begin() as work:
        return await work.next_moment()


async def test_a_post_comes_back_as_it_was_put(storage: Storage) -> None:
    await keep(storage, casus())
    whole = Post(
        key="OV-8.4:0::vooraf",
        channel=Channel.REACTION,
        sentence="herinnering",
        args={"dag": date(2026, 5, 6), "wie": ["secretaris"], "nummer": 3, "laat": False, "plek": None},
        code=CODE,
        about="OV-8.4:0:",
        room_id="!r",
        thread="$t",
        in_case=True,
        opens_thread=True,
        direct="@s:ret.example",
        is_answer=True,
        rings=("voorzitter", "@s:ret.example"),
        target="$x",
        to="deelnemer:3",
    )
    await put(storage, whole)
    found = await row(storage, whole.key)
    assert found == PostRow(found.id, whole, NOW, NOW, NOW, 0, PostState.OPEN)


async def test_the_same_key_twice_changes_nothing(storage: Storage) -> None:
    await put(storage, post("a", args={"n": 1}))
    await put(storage, post("a", args={"n": 2}), due=NOW + DAY)
    found = await row(storage, "a")
    assert found.post.args == {"n": 1}
    assert found.due == NOW
    await settle(storage, "a", PostState.SENT)
    await put(storage, post("a"))
    assert await due(storage) == []


async def test_posts_are_due_in_the_order_in_which_they_were_put(storage: Storage) -> None:
    await put(storage, post("c"), post("a", thread="$t"), post("b"))
    assert await due(storage) == ["c", "a", "b"]
    assert await due(storage, limit=2) == ["c", "a"]
    assert await next_moment(storage) == NOW


async def test_an_answer_goes_before_what_is_said_unasked_and_reactions_come_last(storage: Storage) -> None:
    tick = Post("tick", Channel.REACTION, "reactie", room_id="!r", target="$1")
    typed = Post("typed", Channel.REDACTION, "bericht", room_id="!r", target="$2", is_answer=True)
    await put(storage, tick, post("said"), typed, answer("first"), post("also"), answer("second"))
    assert await due(storage) == ["typed", "first", "second", "said", "also", "tick"]
    assert await due(storage, limit=1) == ["typed"]


async def test_an_answer_waits_for_no_unasked_post_that_is_tried_again(storage: Storage) -> None:
    await put(storage, post("said"), answer("answer"), post("behind"))
    await retry(storage, "said", NOW + HOUR)
    assert await due(storage) == ["answer"]


async def test_however_many_mails_wait_what_is_for_the_rooms_is_found_and_the_other_way_round(storage: Storage) -> None:
    await keep(storage, casus())
    await put(storage, *(mail(f"m{n}", to=f"deelnemer:{n}") for n in range(900)), answer("answer"))
    async with storage.begin() as work:
        assert [row.post.key for row in await work.outbox.due(NOW, 1)] == ["answer"]
        assert len(await work.outbox.due(NOW, 1000, mail=True)) == 900


async def test_what_is_tried_again_remembers_when_it_was_to_be_said(storage: Storage) -> None:
    await put(storage, post("a"), due=NOW + MINUTE)
    async with storage.begin() as work:
        id_ = (await work.outbox.due(NOW + MINUTE, 1))[0].id
        await work.outbox.attempting(id_, NOW + MINUTE)
        await work.outbox.retry(id_, NOW + HOUR)
    found = await row(storage, "a")
    assert (found.first_due, found.due, found.attempts) == (NOW + MINUTE, NOW + HOUR, 1)


async def test_an_attempt_that_did_not_arrive_is_not_counted(storage: Storage) -> None:
    await put(storage, post("a"))
    id_ = (await row(storage, "a")).id
    async with storage.begin() as work:
        await work.outbox.attempting(id_, NOW)
        await work.outbox.retry(id_, NOW + HOUR, 0)
    assert (await row(storage, "a")).attempts == 0


async def test_a_post_for_later_waits_and_holds_nothing_up(storage: Storage) -> None:
    await put(storage, post("later"), due=NOW + DAY)
    await put(storage, post("now"))
    assert await due(storage) == ["now"]
    await settle(storage, "now", PostState.SENT)
    assert await due(storage) == []
    assert await next_moment(storage) == NOW + DAY
    assert await due(storage, NOW + DAY) == ["later"]


async def test_an_attempt_is_counted(storage: Storage) -> None:
    await put(storage, post("a"))
    for minute in (1, 2):
        async with storage.begin() as work:
            await work.outbox.attempting((await work.outbox.due(NOW, 1))[0].id, NOW + minute * MINUTE)
    found = await row(storage, "a")
    assert (found.attempts, found.attempted_at) == (2, NOW + 2 * MINUTE)
    assert found.state is PostState.OPEN


async def test_what_was_sent_is_found_by_its_event(storage: Storage) -> None:
    await put(storage, post("a"), post("b"))
    await settle(storage, "a", PostState.SENT, "$event")
    found = await row(storage, "a")
    assert (found.state, found.sent_at, found.event_id) == (PostState.SENT, NOW + HOUR, "$event")
    async with storage.begin() as work:
        assert await work.outbox.of_event("$event") == found
        assert await work.outbox.of_event("$other") is None
        assert await work.outbox.of_key("c") is None
    assert await due(storage) == ["b"]


@pytest.mark.parametrize("state", [PostState.DROPPED, PostState.REFUSED])
async def test_what_was_dropped_or_refused_is_over_and_was_not_sent(storage: Storage, state: PostState) -> None:
    await put(storage, post("a"))
    await settle(storage, "a", state)
    found = await row(storage, "a")
    assert (found.state, found.sent_at) == (state, None)
    assert await due(storage, NOW + DAY) == []
    assert await next_moment(storage) is None


async def test_a_mail_that_was_sent_can_still_turn_out_to_be_refused(storage: Storage) -> None:
    await put(storage, post("a"))
    await settle(storage, "a", PostState.SENT, "$event")
    await settle(storage, "a", PostState.REFUSED)
    found = await row(storage, "a")
    assert (found.state, found.sent_at, found.event_id) == (PostState.REFUSED, NOW + HOUR, "$event")


LANES = {
    "answer": answer("x"),
    "answer in a thread": answer("x", thread="$t"),
    "answer in a case": replace(in_case("x"), is_answer=True),
    "answer in private": answer("x", direct="@s:ret.example"),
    "what was typed": Post("x", Channel.REDACTION, "bericht", room_id="!r", target="$t", is_answer=True),
    "main": post("x"),
    "another room": Post("x", Channel.ROOM, "welkom", room_id="!r"),
    "thread": post("x", thread="$t"),
    "case": in_case("x"),
    "direct": post("x", direct="@s:ret.example"),
    "redaction": Post("x", Channel.REDACTION, "weg", target="$t"),
    "reaction": Post("x", Channel.REACTION, "gezien", target="$t"),
    "mail": mail("x"),
    "mail in another case": mail("x", code=OTHER),
    "mail to another": mail("x", to="ouders"),
}


def in_turn(posts: Sequence[Post]) -> list[str]:
    """Answers, messages on the bot's own initiative, reactions; mails separately."""
    turns = {Channel.REACTION: 2, Channel.MAIL: 3}
    return [one.key for one in sorted(posts, key=lambda one: turns.get(one.channel, 0 if one.is_answer else 1))]


@pytest.mark.parametrize("lane", LANES)
async def test_nothing_overtakes_within_its_lane_and_the_other_lanes_go_on(storage: Storage, lane: str) -> None:
    await keep(storage, casus(), casus(OTHER))
    posts = [replace(one, key=f"{nth} {name}") for nth in ("first", "second") for name, one in LANES.items()]
    await put(storage, *posts)
    await retry(storage, f"first {lane}", NOW + HOUR)
    others = [one for one in posts if one.key not in {f"first {lane}", f"second {lane}"}]
    assert await due(storage, limit=100) == in_turn(others)
    assert len(await due(storage, NOW + HOUR, limit=100)) == len(LANES) * 2


async def test_a_lane_is_free_again_once_its_first_post_is_settled(storage: Storage) -> None:
    await put(storage, post("a"), post("b"))
    await retry(storage, "a", NOW + HOUR)
    assert await due(storage) == []
    await settle(storage, "a", PostState.DROPPED)
    assert await due(storage) == ["b"]


async def test_what_waits_behind_another_does_not_wake_anybody_before_its_turn(storage: Storage) -> None:
    await put(storage, post("a"), post("b"))
    await retry(storage, "a", NOW + HOUR)
    assert await next_moment(storage) == NOW + HOUR
    await put(storage, post("c", thread="$t"), due=NOW + MINUTE)
    assert await next_moment(storage) == NOW + MINUTE


async def test_a_post_before_the_one_that_waits_goes_on(storage: Storage) -> None:
    await put(storage, post("a"), post("b"), post("c"))
    await retry(storage, "b", NOW + HOUR)
    assert await due(storage) == ["a"]
    assert await next_moment(storage) == NOW


async def test_the_thread_of_a_case_waits_for_the_post_that_opens_it(storage: Storage) -> None:
    await keep(storage, casus(), casus(OTHER))
    root = Post("root", Channel.ROOM, "aangemeld", code=CODE, opens_thread=True)
    await put(storage, in_case("earlier"), root, in_case("a"), in_case("b", OTHER), mail("m"))
    assert await due(storage) == ["earlier", "root", "a", "b", "m"]
    await put(storage, replace(in_case("answer"), is_answer=True))
    await retry(storage, "root", NOW + HOUR)
    assert await due(storage) == ["earlier", "b", "m"]
    assert await next_moment(storage) == NOW
    await settle(storage, "root", PostState.SENT)
    assert await due(storage) == ["answer", "earlier", "a", "b", "m"]


async def test_posts_are_found_by_case_and_sentence(storage: Storage) -> None:
    await keep(storage, casus(), casus(OTHER))
    await put(storage, in_case("a"), mail("b"), in_case("c", OTHER), post("d"))
    await settle(storage, "a", PostState.SENT)

    async def keys(**wanted: str) -> list[str]:
        async with storage.begin() as work:
            return [found.post.key for found in await work.outbox.posts(**wanted)]  # type: ignore[arg-type]

    assert await keys() == ["a", "b", "c", "d"]
    assert await keys(code=CODE) == ["a", "b"]
    assert await keys(code=CODE, sentence="uitnodiging") == ["b"]
    assert await keys(sentence="herinnering") == ["a", "c", "d"]


async def test_a_mail_is_found_by_its_envelope_and_who_was_not_reached_is_known(storage: Storage) -> None:
    await keep(storage, casus())
    async with storage.begin() as work:
        for key, to in (("uitnodiging:een@retbot:0:a", "school"), ("uitnodiging:een@retbot:0:b", "ouders")):
            await work.outbox.put(mail(key, to), NOW)
        rows = [row for key in ("a", "b") if (row := await work.outbox.of_key(f"uitnodiging:een@retbot:0:{key}"))]
        first, second = [await work.outbox.new_envelope([row.id]) for row in rows]
        assert await work.outbox.new_envelope([rows[1].id]) != second
        for row in rows:
            await work.outbox.settle(row.id, PostState.SENT, NOW)
        found = await work.outbox.of_envelopes([first.upper(), "onbekend"])
        assert [row.id for row in found] == [rows[0].id]
        assert await work.outbox.of_envelopes([second]) == []
        await work.outbox.mark_bounced([rows[0].id], NOW)
        assert await work.outbox.owners_not_reached("een@retbot") == {"school"}
        assert await work.outbox.owners_not_reached("een@ret") == frozenset()
        await work.outbox.put(mail("uitnodiging:een@retbot:1:a", "school"), NOW)
        again = await work.outbox.of_key("uitnodiging:een@retbot:1:a")
        assert again
        await work.outbox.settle(again.id, PostState.SENT, NOW)
        await work.outbox.settle(rows[1].id, PostState.REFUSED, NOW)
        assert await work.outbox.owners_not_reached("een@retbot") == {"ouders"}


async def test_an_answer_that_was_said_forgets_what_it_said(storage: Storage) -> None:
    said = replace(answer("antwoord"), args={"masker": "o…@…example"})
    await put(storage, said, replace(said, key="wacht"), replace(said, key="vanzelf", is_answer=False))
    async with storage.begin() as work:
        for key in ("antwoord", "vanzelf"):
            row = await work.outbox.of_key(key)
            assert row
            await work.outbox.settle(row.id, PostState.SENT, NOW)
    async with storage.begin() as work:
        args = {row.post.key: row.post.args for row in await work.outbox.posts()}
    assert args == {"antwoord": {}, "wacht": said.args, "vanzelf": said.args}
