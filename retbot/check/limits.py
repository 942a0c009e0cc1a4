"""How fast the homeserver lets the bot talk: measured with empty events in a room that nobody else sees."""

import asyncio
import secrets

from retbot.matrix.client.nio_client import CallError, Client
from retbot.matrix.rooms.direct import STATE

ENOUGH = 25
"""Events in a row, as many as the bot says on a busy morning."""
_TOO_MANY = 429
_TRIES = 30
"""A second apart."""


async def slowed_down(client: Client) -> str | None:
    """A remark when the homeserver slows the bot down sooner. The room is left and forgotten again."""
    try:
        body = {"preset": "private_chat", "name": "retbot check", "initial_state": list(STATE)}
        room = (await client.call("POST", ["createRoom"], body))["room_id"]
    except CallError as refusal:
        return _remark(0) if refusal.status == _TOO_MANY else None
    passed = 0
    try:
        while passed < ENOUGH:
            await client.call("PUT", ["rooms", room, "send", "nl.retbot.check", secrets.token_hex(8)], {})
            passed += 1
    except CallError as refusal:
        if refusal.status != _TOO_MANY:
            raise
        return _remark(passed)
    finally:
        await _leave(client, room)
    return None


async def _leave(client: Client, room: str) -> None:
    """Waits for a homeserver that slows this down as well; one that goes on with that for half a minute keeps the
    room, in which the bot is alone."""
    waiting = ["leave", "forget"]
    for _ in range(_TRIES):
        try:
            while waiting:
                await client.call("POST", ["rooms", room, waiting[0]], {})
                waiting.pop(0)
        except CallError as refusal:
            if refusal.status != _TOO_MANY:
                raise
            await asyncio.sleep(1)
        else:
            return


def _remark(passed: int) -> str:
    return (
        f"De homeserver remt retbot af na {passed} berichten achter elkaar; op een drukke ochtend komen berichten dan "
        "minuten later. Laat zijn beheerder retbot vrijstellen (docs/beheer.md, *Wat de homeserver toestaat*)."
    )
