"""What is wrong with a room, what an event says, and which errors pass."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from aiohttp import ClientConnectionError
from nio import Event, LocalProtocolError, RoomMessageText
from nio.responses import RoomInfo, Timeline

from retbot.matrix.client.errors import in_words_of_the_port
from retbot.matrix.client.nio_client import CallError
from retbot.matrix.incoming import IncomingText
from retbot.matrix.rooms.faults import faults_in_room
from retbot.matrix.rooms.watch import changes_rules
from retbot.ports import Doubt, RoomShut, SendFailed, SendRefused
from tests.every_row import every_row

BOT, ROOM = "@bot:ret.test", "!kamer"
SOUND: dict[str, dict[str, Any]] = {
    "m.room.create": {"room_version": "10"},
    "m.room.encryption": {"algorithm": "m.megolm.v1.aes-sha2"},
    "m.room.join_rules": {"join_rule": "invite"},
    "m.room.history_visibility": {"history_visibility": "joined"},
    "m.room.guest_access": {"guest_access": "forbidden"},
    "m.room.power_levels": {"users": {BOT: 50}},
}


def kinds(changes: dict[str, dict[str, Any]], creator: str = "@anna:ret.test") -> list[str]:
    state = [
        {"type": kind, "state_key": "", "sender": creator, "content": content}
        for kind, content in (SOUND | changes).items()
    ]
    return [fault.type for fault in faults_in_room(ROOM, state, BOT)]


@every_row(
    [
        ({}, []),
        ({"m.room.encryption": {}}, ["not_encrypted"]),
        ({"m.room.join_rules": {"join_rule": "knock"}}, ["join_rule"]),
        ({"m.room.history_visibility": {}}, ["history"]),
        ({"m.room.history_visibility": {"history_visibility": "invited"}}, []),
        ({"m.room.guest_access": {"guest_access": "can_join"}}, ["guests"]),
        ({"m.room.power_levels": {"users": {BOT: 49}}}, ["power"]),
        ({"m.room.power_levels": {"users_default": 50}}, []),
        ({"m.room.power_levels": {"users": {BOT: 50}, "redact": 60}}, ["power"]),
        ({"m.room.power_levels": {"users": {BOT: 50}, "events": {"m.room.pinned_events": 100}}}, ["power"]),
    ]
)
def test_what_is_wrong_with_a_room(changes: dict[str, dict[str, Any]], wrong: list[str]) -> None:
    assert kinds(changes) == wrong


@pytest.mark.parametrize(("version", "wrong"), [("11", ["power"]), ("12", [])])
def test_who_created_a_new_room_has_all_power_in_it(version: str, wrong: list[str]) -> None:
    changes = {"m.room.create": {"room_version": version}, "m.room.power_levels": {}}

    assert kinds(changes, creator=BOT) == wrong


def test_in_a_room_of_two_only_the_encryption_matters() -> None:
    people = [
        {"type": "m.room.member", "state_key": user, "content": {"membership": membership}}
        for user, membership in ((BOT, "join"), ("@anna:ret.test", "invite"), ("@gone:ret.test", "leave"))
    ]

    assert [fault.type for fault in faults_in_room(ROOM, people, BOT)] == ["not_encrypted"]


def said(content: dict[str, Any], users: tuple[str, ...] = (BOT, "@anna:ret.test"), at: int = 0) -> IncomingText:
    source = {
        "event_id": "$1",
        "sender": "@anna:ret.test",
        "origin_server_ts": at,
        "type": "m.room.message",
        "content": {"msgtype": "m.text", "body": "tekst"} | content,
    }
    room = SimpleNamespace(room_id=ROOM, users=dict.fromkeys(users))
    return IncomingText(RoomMessageText.from_dict(source), room)


def test_a_thread_and_a_direct_room_are_seen() -> None:
    message = said({"m.relates_to": {"rel_type": "m.thread", "event_id": "$wortel"}}).message(BOT, None)

    assert (message.thread, message.replaces, message.direct, message.body) == ("$wortel", None, True, "tekst")
    assert not said({}, users=(BOT, "@anna:ret.test", "@bert:ret.test")).message(BOT, None).direct


def test_an_edit_without_new_content_inside_the_ciphertext_is_none() -> None:
    message = said({"m.relates_to": {"rel_type": "m.replace", "event_id": "$oud"}}).message(BOT, None)

    assert (message.replaces, message.body) == (None, "tekst")


@pytest.mark.parametrize("relation", [None, [], "m.thread", {"rel_type": "m.thread"}, {"rel_type": [], "event_id": 3}])
def test_a_malformed_relation_is_none(relation: Any) -> None:
    message = said({"m.relates_to": relation}).message(BOT, None)

    assert (message.thread, message.replaces) == (None, None)


def test_what_could_not_be_read_has_no_body() -> None:
    assert said({}).message(BOT, Doubt.UNDECRYPTABLE).body == ""


def test_an_impossible_time_of_the_server_is_no_trouble() -> None:
    assert said({}, at=10**18).message(BOT, None).sent_at.year == 9999
    assert said({}, at=1000).message(BOT, None).sent_at == datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC)


@every_row(
    [
        (CallError(429, "M_LIMIT_EXCEEDED"), SendFailed),
        (CallError(502, "unknown"), SendFailed),
        (CallError(401, "M_UNKNOWN_TOKEN"), SendFailed),
        (CallError(403, "M_FORBIDDEN"), RoomShut),
        (CallError(400, "M_UNKNOWN"), SendRefused),
        (CallError(413, "M_TOO_LARGE"), SendRefused),
        (ClientConnectionError(), SendFailed),
        (TimeoutError(), SendFailed),
        (LocalProtocolError("Not logged in."), SendFailed),
    ]
)
def test_which_errors_pass_and_which_stay(error: Exception, meant: type[Exception]) -> None:
    with pytest.raises(meant), in_words_of_the_port():
        raise error


RULES = {
    "type": "m.room.join_rules",
    "content": {"join_rule": "public"},
    "sender": "@anna:ret.test",
    "event_id": "$1",
    "origin_server_ts": 1,
    "state_key": "",
}
TALK = RoomMessageText.from_dict(
    {
        "type": "m.room.message",
        "sender": "@anna:ret.test",
        "event_id": "$2",
        "origin_server_ts": 1,
        "content": {"msgtype": "m.text", "body": "x"},
    }
)


@every_row(
    [
        ([TALK], [], False, False),
        ([Event.parse_event(RULES)], [], False, True),
        ([TALK], [Event.parse_event(RULES)], False, True),
        ([TALK], [], True, True),
    ]
)
def test_the_rules_of_a_room_may_have_changed_in_a_gap_of_the_sync(
    events: list[Event], state: list[Event], limited: bool, expected: bool
) -> None:
    assert changes_rules(RoomInfo(Timeline(events, limited, None), state, [], [])) is expected
