"""What waits for the rooms: each key once, in order, with its code and its mentions."""

from dataclasses import replace
from datetime import date, timedelta
from typing import NoReturn

import pytest

from retbot.backoff import next_try
from retbot.domain.casus.casecode import Casecode
from retbot.domain.errors import Arg
from retbot.ports import Channel, Outgoing, Post, PostState, StoreFailed
from retbot.scheduling.notices import NOTICES
from retbot.scheduling.occasion import TICK, File, Occasion, Speech
from tests.clock import at
from tests.contract import fake_room
from tests.contract.fake_room import TEAM_ROOM
from tests.unit.scheduling.stage import CODE, EVA, EXPERT, SANNE, VERA, Stage, stage

NOON = at("2026-04-22 12:00")
SAID = Post("antwoord:1", Channel.ROOM, "bewerkt", room_id="!other:ret.example", thread="$thread")
OPEN, SENT, DROPPED, REFUSED = PostState.OPEN, PostState.SENT, PostState.DROPPED, PostState.REFUSED


def ready() -> Stage:
    s = stage("2026-04-22 12:00")
    s.storage.memory.notes["laatste_ochtend"] = "2026-04-22"
    return s


async def state(s: Stage, key: str = SAID.key) -> PostState:
    async with s.storage.begin() as work:
        row = await work.outbox.of_key(key)
    assert row
    return row.state


async def test_an_answer_goes_where_it_was_asked() -> None:
    s = ready()
    await s.put(SAID)
    await s.now()
    (sent,) = s.room.sent
    assert (sent.outgoing.room_id, sent.outgoing.thread, sent.key) == ("!other:ret.example", "$thread", SAID.key)
    async with s.storage.begin() as work:
        row = await work.outbox.of_event(sent.event_id)
    assert row
    assert (row.state, row.sent_at) == (SENT, NOON)


async def test_without_a_room_of_its_own_it_goes_to_the_teams_room() -> None:
    s = ready()
    await s.put(replace(SAID, room_id=None, thread=None))
    await s.now()
    assert s.room.sent[0].outgoing.room_id == TEAM_ROOM


async def test_an_answer_begins_with_the_code_of_its_case() -> None:
    s = ready()
    await s.open(date(2026, 4, 22))
    await s.put(
        Post("a", Channel.ROOM, "onverwacht", {"kenmerk": "a1"}, CODE),
        Post("b", Channel.ROOM, "onbekend", {"bedoeld": "x", "vorm": CODE}, CODE),
        Post("c", Channel.ROOM, "casus_draad", {}, CODE, opens_thread=True),
    )
    await s.now()
    assert s.room.sent[0].text.startswith(f"**{CODE}** · Er ging iets mis")
    assert s.room.sent[1].text.startswith(f"**{CODE}** · Dat commando ken ik niet.")
    assert s.room.sent[2].text.startswith("Hier houd ik alles")


async def test_rights_ring_as_their_holders_who_see_themselves_mentioned() -> None:
    s = ready()
    await s.put(replace(SAID, rings=("voorzitter", "secretaris", EVA)))
    await s.now()
    (sent,) = s.room.sent
    assert sent.outgoing.rings == (VERA, SANNE, EVA)
    assert sent.text.startswith(f"{VERA} {SANNE} {EVA} Een bewerkt bericht")


async def test_the_first_message_of_a_case_becomes_its_thread_and_the_rest_waits_for_it() -> None:
    s = ready()
    await s.open(date(2026, 4, 22))
    s.storage.memory.threads.clear()
    s.room.down = True
    root = Post("casus:x", Channel.ROOM, "bewerkt", code=CODE, opens_thread=True)
    await s.put(root, replace(SAID, key="b", code=CODE, room_id=None, thread=None, in_case=True))
    await s.now()
    s.room.down = False
    await s.step(NOON + timedelta(minutes=1))
    first, second = s.room.sent
    assert (first.key, first.outgoing.thread) == ("casus:x", None)
    assert (second.key, second.outgoing.thread) == ("b", first.event_id)


async def test_when_the_first_message_of_a_case_is_refused_the_next_one_takes_its_place() -> None:
    s = ready()
    await s.open(date(2026, 4, 22))
    s.storage.memory.threads.clear()
    root = Post("casus:x", Channel.ROOM, "geen zin", code=CODE, opens_thread=True)
    await s.put(root, replace(SAID, code=CODE, room_id=None, thread=None, in_case=True))
    await s.now()
    assert await state(s, "casus:x") is REFUSED
    async with s.storage.begin() as work:
        assert await work.cases.thread(CODE) == s.room.sent[0].event_id


async def test_a_direct_message_to_somebody_who_never_comes_ends_and_the_secretaris_hears_it() -> None:
    s = stage("2026-04-29 9:00")
    await s.people(EXPERT)
    await s.put(Post("d", Channel.ROOM, "bewerkt", direct=EVA), Post("e", Channel.ROOM, "bewerkt", direct=EVA))
    for hours in range(0, 7 * 24, 6):
        s.clock.instant = at("2026-04-29 9:00") + timedelta(hours=hours)
        await s.sender.drain()
    assert {row.state for row in await s.posts_of("bewerkt")} == {PostState.OPEN}
    s.clock.instant = at("2026-05-06 9:00")
    await s.sender.drain()
    assert [sent.outgoing.rings for sent in s.room.sent] == [(SANNE,)]
    assert "te zeggen had aan expert LVB (Ambiq), is niet gezegd" in s.room.sent[0].text
    assert {row.state for row in await s.posts_of("bewerkt")} == {PostState.REFUSED}


async def test_a_direct_message_waits_until_the_person_is_there() -> None:
    s = ready()
    await s.put(Post("d", Channel.ROOM, "bewerkt", direct=EVA))
    await s.now()
    assert s.room.sent == []
    s.room.joined.add(EVA)
    await s.step(NOON + timedelta(seconds=5))
    assert s.room.sent[0].outgoing.room_id == f"!direct-{EVA}"


async def test_it_is_tried_again_later_and_later_with_the_same_key() -> None:
    s = ready()
    await s.put(SAID)
    s.room.down = True
    await s.now()
    async with s.storage.begin() as work:
        row = await work.outbox.of_key(SAID.key)
    assert row
    assert (row.state, row.attempts, row.due) == (OPEN, 1, NOON + timedelta(seconds=5))
    s.room.down = False
    await s.step(NOON + timedelta(seconds=5))
    assert [sent.key for sent in s.room.sent] == [SAID.key]


@pytest.mark.parametrize(("attempts", "seconds"), [(0, 5), (1, 10), (3, 40), (7, 600), (500, 600)])
def test_the_waits_grow_to_ten_minutes(attempts: int, seconds: int) -> None:
    assert next_try(attempts, NOON, lambda: 0.5) == NOON + timedelta(seconds=seconds)
    assert next_try(attempts, NOON, lambda: 0.0) == NOON + timedelta(seconds=seconds) * 0.75


async def test_nothing_overtakes_in_its_lane_and_other_lanes_go_on() -> None:
    s = ready()
    s.room.lost.add("one")
    one, two = replace(SAID, key="one"), replace(SAID, key="two")
    await s.put(one, two, replace(SAID, key="elsewhere", thread="$other"))
    await s.now()
    assert [sent.key for sent in s.room.sent] == ["one", "elsewhere"]
    await s.step(NOON + timedelta(minutes=1))
    assert [sent.key for sent in s.room.sent] == ["one", "elsewhere", "two"]


async def test_what_arrived_without_the_bot_hearing_so_is_there_once() -> None:
    s = ready()
    s.room.lost.add(SAID.key)
    await s.put(SAID)
    await s.step(NOON + timedelta(minutes=1))
    assert len(s.room.sent) == 1
    assert await state(s) is SENT


async def test_a_day_later_the_timeline_tells_whether_it_arrived() -> None:
    s = ready()
    s.room.lost.add(SAID.key)
    await s.put(SAID)
    await s.now()
    s.room.forget()
    s.clock.instant = NOON + timedelta(hours=25)
    await s.now()
    assert [sent.key for sent in s.room.sent if sent.key == SAID.key] == [SAID.key]
    assert await state(s) is SENT


async def test_a_crash_between_sending_and_settling_leads_to_the_same_key() -> None:
    s = ready()
    await s.put(SAID)
    (row,) = s.storage.memory.outbox.values()
    await s.room.send(Outgoing("!other:ret.example", "x"), SAID.key)
    async with s.storage.begin() as work:
        await work.outbox.attempting(row.id, NOON)
    await s.now()
    assert len(s.room.sent) == 1
    assert await state(s) is SENT


async def test_what_is_refused_for_good_keeps_nothing_else_back() -> None:
    s = ready()
    s.room.refused.add("too large")
    await s.put(replace(SAID, key="too large"), SAID)
    await s.now()
    assert (await state(s, "too large"), await state(s)) == (REFUSED, SENT)


async def test_a_kind_that_is_no_sentence_keeps_nothing_else_back() -> None:
    s = ready()
    await s.put(replace(SAID, key="nonsense", sentence="bestaat niet"), replace(SAID, key="next"))
    await s.now()
    assert (await state(s, "nonsense"), await state(s, "next")) == (REFUSED, SENT)


async def test_what_cannot_be_worded_is_given_up_after_three_times() -> None:
    s = ready()
    await s.put(Post("x", Channel.ROOM, "onbekend", {"wrong": 1}))
    await s.now()
    assert await state(s, "x") is OPEN
    await s.step(NOON + timedelta(minutes=2))
    assert await state(s, "x") is REFUSED


async def test_a_disk_that_is_full_again_and_again_gives_no_post_up() -> None:
    s = ready()
    begin = s.storage.begin

    def full_for_once() -> NoReturn:
        s.storage.begin = begin  # type: ignore[method-assign]
        raise StoreFailed

    async def disk_is_full() -> None:
        s.storage.begin = full_for_once  # type: ignore[method-assign]

    await s.put(SAID)
    s.room.in_flight = disk_is_full
    for _ in range(4):
        with pytest.raises(StoreFailed):
            await s.sender.drain()
    s.room.in_flight = None
    await s.now()
    assert (await state(s), len(s.room.sent)) == (SENT, 1)


async def test_what_is_no_longer_true_is_dropped() -> None:
    s = ready()
    await s.open(date(2026, 4, 22))
    await s.put(Post("x", Channel.ROOM, "ligt_stil", code=CODE, in_case=True))
    await s.now()
    assert await state(s, "x") is DROPPED


async def test_reactions_and_redactions_go_out_too() -> None:
    s = ready()
    room = "!other:ret.example"
    await s.put(
        Post("r", Channel.REACTION, "reactie", {"emoji": "✅"}, room_id=room, target="$1"),
        Post("v", Channel.REDACTION, "bericht", room_id=room, target="$2"),
    )
    await s.now()
    assert (s.room.reactions, s.room.redacted) == ([("$1", "✅")], ["$2"])
    assert (await state(s, "r"), await state(s, "v")) == (SENT, SENT)


async def test_without_the_power_to_redact_it_is_marked_so() -> None:
    s = ready()
    s.room.powerless.add("!other:ret.example")
    await s.put(Post("v", Channel.REDACTION, "bericht", room_id="!other:ret.example", target="$2", is_answer=True))
    await s.now()
    assert await state(s, "v") is REFUSED


async def test_many_mails_that_wait_keep_no_message_waiting() -> None:
    s = ready()
    await s.put(*(Post(f"m{n}", Channel.MAIL, "herinnering", to=f"deelnemer:{n}") for n in range(120)), SAID)
    await s.sender.drain()
    assert await state(s) is SENT


async def test_a_code_of_a_case_that_is_gone_stops_nothing() -> None:
    s = ready()
    await s.put(Post("x", Channel.ROOM, "bewerkt", {"code": Casecode("RET-222-222")}), SAID)
    await s.step(NOON + timedelta(minutes=2))
    assert (await state(s, "x"), await state(s)) == (REFUSED, SENT)


@pytest.mark.parametrize(
    ("may_redact", "told"),
    [(True, "Ik heb het bericht verwijderd."), (False, "Ik mag berichten hier niet verwijderen")],
)
async def test_the_answer_tells_whether_the_message_was_taken_away(may_redact: bool, told: str) -> None:
    s = ready()
    room = "!other:ret.example"
    if not may_redact:
        s.room.powerless.add(room)
    answers: dict[str, dict[str, Arg]] = {
        "herkenbaar": {"soorten": ["naam"], "vorm": None},
        "adres_bewaard": {"wie": "school", "masker": "j…@…nl", "vervangt": False, "prive": False},
        "adres_weg": {"wie": "school"},
        "adres_onleesbaar": {},
        "casus_onbekend": {},
    }
    posts = [
        Post(kind, Channel.ROOM, kind, args | {"verwijdering": "v"}, room_id=room) for kind, args in answers.items()
    ]
    await s.put(Post("v", Channel.REDACTION, "bericht", room_id=room, target="$2", is_answer=True), *posts)
    await s.now()
    assert [told in sent.text for sent in s.room.sent[-len(answers) :]] == [True] * len(answers)


@pytest.mark.parametrize(
    ("post", "begins", "instead"),
    [
        (
            replace(SAID, sentence="onverwacht", args={"kenmerk": "x" * 60_000}),
            "Dit antwoord is te lang",
            "status CODE`",
        ),
        (Post("d", Channel.ROOM, "herinnering", rings=(EVA,), in_case=True), f"{EVA} Wat ik hier", f"status {CODE}`"),
    ],
)
async def test_what_is_too_large_when_worded_is_not_lost(
    monkeypatch: pytest.MonkeyPatch, post: Post, begins: str, instead: str
) -> None:
    async def long(turn: Occasion) -> Speech:
        return Speech("lang " * 20_000, reactions=(TICK,))

    monkeypatch.setitem(NOTICES, "herinnering", replace(NOTICES["herinnering"], words=long))
    s = ready()
    await s.open(date(2026, 4, 22))
    await s.put(replace(post, code=CODE if post.in_case else None))
    await s.now()
    (sent,) = s.room.sent
    assert sent.text.startswith(begins)
    assert instead in sent.text
    assert sent.outgoing.rings == post.rings
    assert s.room.reactions == []
    assert await state(s, post.key) is SENT


async def test_a_file_that_is_too_large_is_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    async def large(turn: Occasion) -> Speech:
        return Speech("", file=File("inzage.txt", b"x" * 1_001, "text/plain", timedelta(hours=24)))

    monkeypatch.setattr(fake_room, "LARGEST_FILE", 1_000)
    monkeypatch.setitem(NOTICES, "inzage_bestand", replace(NOTICES["inzage_bestand"], words=large))
    s = ready()
    s.room.joined.add(SANNE)
    await s.put(Post("f", Channel.ROOM, "inzage_bestand", direct=SANNE))
    await s.now()
    assert s.room.files == []
    assert s.room.sent[0].text.startswith("Het bestand inzage.txt is te groot voor de server.")
    assert [row for row in s.storage.memory.outbox.values() if row.post.channel is Channel.REDACTION] == []
