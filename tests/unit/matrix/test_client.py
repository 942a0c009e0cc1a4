"""What is left of an answer of the homeserver that holds malformed events."""

from typing import Any

from nio import RoomMessagesResponse, SyncResponse

from retbot.matrix.client.tolerance import without_malformed

SOUND = {"event_id": "$1", "sender": "@a:b", "type": "m.room.message", "origin_server_ts": 1}
TEXT = SOUND | {"content": {"msgtype": "m.text", "body": "tekst"}}
MALFORMED = dict(SOUND)
"""Without content, nio raises."""


def test_a_sync_keeps_what_can_be_parsed() -> None:
    timeline = {"events": [MALFORMED, TEXT], "limited": False, "prev_batch": "p"}
    body: dict[str, Any] = {
        "next_batch": "n",
        "to_device": {"events": [{"sender": "@a:b", "type": "x", "content": {"y": 1}}]},
        "rooms": {"join": {"!k:b": {"timeline": timeline, "state": {"events": []}}}},
    }

    response = SyncResponse.from_dict(without_malformed(body))

    assert [event.event_id for event in response.rooms.join["!k:b"].timeline.events] == ["$1"]
    assert len(response.to_device_events) == 1


def test_a_page_of_messages_keeps_what_can_be_parsed() -> None:
    page = without_malformed({"chunk": [TEXT, MALFORMED], "start": "s"})

    assert len(RoomMessagesResponse.from_dict(page, "!k:b").chunk) == 1
