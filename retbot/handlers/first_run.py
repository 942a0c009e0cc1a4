"""The first run of a team: a greeting, which room is the team's, and what is still missing before it can begin."""

import json
from collections.abc import Collection, Mapping
from datetime import datetime

from retbot.domain.deelnemers.roles import Right
from retbot.domain.errors import Arg
from retbot.domain.invitations.inviting import DEELNEMER
from retbot.domain.team import Team
from retbot.domain.tijd import local_day
from retbot.ports import Channel, Message, Post, PostState, RoomFault, UnitOfWork
from retbot.wording.replies.chat import first_run as say

CLAIM = "dit is onze kamer"
_MENDED_BY = {"not_encrypted": "versleuteld", "join_rule": "besloten"}
NEVER_A_TEAM_ROOM = frozenset(_MENDED_BY)
"""Faults of a room that must be mended before it can be the team's."""
_NOTE = "kamer:gereed"
_VERIFIED = "kamer:voorzitter"
_ITEMS = ("versleuteld", "besloten", "rechten", "voorzitter", "lijst", "adressen")


async def greet(work: UnitOfWork, joined: RoomFault, leads: bool, room: str | None, now: datetime) -> None:
    """`leads`: a voorzitter or secretaris invited the bot; `room` is the team's room, if it has one."""
    args: dict[str, Arg] = {}
    if is_team_room := leads and room in {None, joined.room_id}:
        args["gevraagd"] = room is None
    name = (say.welkom_kamer if is_team_room else say.welkom_gesprek).name
    await work.outbox.put(_answer(f"welkom:{joined.room_id}", joined.room_id, name, args), now)


async def answer_claim(work: UnitOfWork, message: Message, room: str | None, faults: Collection[str]) -> None:
    """`room` is the team's room now."""
    args: dict[str, Arg] = {}
    if room == message.room_id:
        name = say.dit_is_de_kamer.name
    elif room is not None:
        name = say.er_is_al_een_kamer.name
    else:
        name, args = (
            say.kamer_nog_niet.name,
            {"fouten": [say.todo_line(item) for fault, item in _MENDED_BY.items() if fault in faults]},
        )
    await work.outbox.put(_answer(f"kamer:{message.event_id}", message.room_id, name, args), message.sent_at)


def _answer(key: str, room_id: str, name: str, args: Mapping[str, Arg]) -> Post:
    return Post(key, Channel.ROOM, name, args, room_id=room_id, is_answer=True)


async def say_what_waits(work: UnitOfWork, message: Message) -> None:
    """Once a day, while something waits for a room of the team."""
    waiting = await work.outbox.posts(state=PostState.OPEN)
    if any(row.post.channel is Channel.ROOM and not (row.post.room_id or row.post.direct) for row in waiting):
        key = f"geen_kamer:{message.room_id}:{local_day(message.sent_at)}"
        await work.outbox.put(_answer(key, message.room_id, say.nog_geen_kamer.name, {}), message.sent_at)


async def is_ready(work: UnitOfWork) -> bool:
    """Whether everything was ready once, or the team has cases; later faults are told of in other ways."""
    return bool(await work.cases.codes()) or set(json.loads(await work.notes.get(_NOTE) or "[]")) >= set(_ITEMS)


async def tick_off(work: UnitOfWork, team: Team, faults: Collection[str], message: Message) -> None:
    """Says in the team's room what is ready and what is missing, whenever more of it is ready than before."""
    if Right.VOORZITTER in team.rights_of(message.sender):
        await work.notes.set(_VERIFIED, "ja")
    before: list[str] = json.loads(await work.notes.get(_NOTE) or "[]")
    done = [item for item in _ITEMS if item in before or await _is_done(work, team, faults, item)]
    if done == before:
        return
    await work.notes.set(_NOTE, json.dumps(done))
    missing = [item for item in _ITEMS if item not in done]
    key = f"gereed:{message.event_id}"
    leads = team.convenant.voorzitter
    args: dict[str, Arg] = {
        "klaar": [say.ready_line(item, leads) for item in done],
        "nog": [say.todo_line(item, leads) for item in missing],
    }
    await work.outbox.put(
        Post(key, Channel.ROOM, say.stand_van_begin.name, args, room_id=message.room_id), message.sent_at
    )


async def _is_done(work: UnitOfWork, team: Team, faults: Collection[str], item: str) -> bool:
    people = await work.people.all()
    match item:
        case "versleuteld":
            return "not_encrypted" not in faults
        case "besloten":
            return "join_rule" not in faults
        case "rechten":
            return "power" not in faults
        case "voorzitter":
            return await work.notes.get(_VERIFIED) is not None
        case "lijst":
            return any(one.rol in team.convenant.panel for one in people)
        case _:
            owners = set(await work.addresses.owners())
            return bool(people) and (not team.mailt or all(f"{DEELNEMER}{one.nummer}" in owners for one in people))
