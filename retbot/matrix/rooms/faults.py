"""Faults in a room of the bot: read from its state; only people can correct them."""

from collections.abc import Iterable, Sequence
from typing import Any

from retbot.matrix.client.nio_client import Client
from retbot.ports import RoomFault

CLOSED = ("joined", "invited")
"""The history visibilities that hide what was said before the invitation from new members."""
STATE_KINDS = frozenset({"not_encrypted", "join_rule", "history", "guests", "power", "replaced"})
STATE_TYPES = frozenset(
    {
        "m.room.encryption",
        "m.room.join_rules",
        "m.room.history_visibility",
        "m.room.guest_access",
        "m.room.power_levels",
        "m.room.tombstone",
    }
)
CREATORS_RULE = 12
"""From this room version on, creators have all power and are not listed in the power levels."""
PINS = "m.room.pinned_events"


async def faults_of(client: Client, room_id: str, *, of_team: bool = False) -> list[RoomFault]:
    """Asks the homeserver for the state, so it also works for a room of which only the id is known. `of_team`:
    it is the team's room, although others may not have joined it yet."""
    answer = await client.call("GET", ["rooms", room_id, "state"])
    return faults_in_room(room_id, answer["list"], client.user_id, of_team=of_team)


def faults_in_room(
    room_id: str, events: Sequence[dict[str, Any]], own_id: str, *, of_team: bool = False
) -> list[RoomFault]:
    """In a direct room only encryption matters, because there is nobody else."""
    state = {event["type"]: event for event in events if event.get("state_key") == ""}
    content = {type_: event.get("content", {}) for type_, event in state.items()}
    wrong = {
        "not_encrypted": content.get("m.room.encryption", {}).get("algorithm") != "m.megolm.v1.aes-sha2",
        "join_rule": content.get("m.room.join_rules", {}).get("join_rule", "invite") != "invite",
        "history": content.get("m.room.history_visibility", {}).get("history_visibility", "shared") not in CLOSED,
        "guests": content.get("m.room.guest_access", {}).get("guest_access", "forbidden") != "forbidden",
        "power": not _is_powerful(state, own_id),
        "replaced": bool(content.get("m.room.tombstone", {}).get("replacement_room")),
    }
    matters = {"not_encrypted"} if _people(events) == 2 and not of_team else STATE_KINDS
    return [RoomFault(room_id, type_) for type_, holds in wrong.items() if holds and type_ in matters]


def _people(events: Iterable[dict[str, Any]]) -> int:
    members = (event for event in events if event["type"] == "m.room.member")
    return sum(event.get("content", {}).get("membership") in ("join", "invite") for event in members)


def _is_powerful(state: dict[str, Any], own_id: str) -> bool:
    """Whether the bot may redact other people's messages and pin messages."""
    if _is_creator(state.get("m.room.create", {}), own_id):
        return True
    levels = state.get("m.room.power_levels", {}).get("content", {})
    own = levels.get("users", {}).get(own_id, levels.get("users_default", 0))
    pin = levels.get("events", {}).get(PINS, levels.get("state_default", 50))
    return bool(own >= max(levels.get("redact", 50), pin))


def _is_creator(create: dict[str, Any], own_id: str) -> bool:
    content = create.get("content", {})
    version = str(content.get("room_version", "1"))
    creators = [create.get("sender"), *content.get("additional_creators", [])]
    return version.isdecimal() and int(version) >= CREATORS_RULE and own_id in creators


def strangers(room: Any, known: frozenset[str]) -> list[RoomFault]:
    """People in the room or invited to it who are not on the list: they get no keys and cannot give commands."""
    return [RoomFault(room.room_id, "stranger", user) for user in room.users if user not in known]


def is_between_two(room: Any) -> bool:
    return room is not None and len(room.users) == 2
