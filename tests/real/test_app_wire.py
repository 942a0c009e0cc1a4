"""What the homeserver sees of the bot: ciphertext, reactions and who is where; never a code, never a word."""

import json
from pathlib import Path
from urllib.parse import quote

from retbot.demo.homeserver import Homeserver
from tests.real.app_process import PATIENCE, at, workdays
from tests.real.app_stage import app_stage

CIPHER = {"algorithm", "ciphertext", "device_id", "sender_key", "session_id"}
RELATION = "m.relates_to"
CLEAR = {"m.reaction", "m.room.redaction", "m.room.member"}
MAKING = {
    "m.room.create",
    "m.room.power_levels",
    "m.room.join_rules",
    "m.room.encryption",
    "m.room.history_visibility",
    "m.room.guest_access",
}
"""The state of the direct room, which the bot makes itself."""


async def test_every_message_of_the_bot_is_encrypted_and_tells_nothing_beside_it(
    homeserver: Homeserver, tmp_path: Path
) -> None:
    async with app_stage(homeserver, tmp_path, pinned=False) as stage:
        secretaris = stage.secretaris
        code, root = await stage.aanmelding()
        await stage.ask(secretaris, "!ret compleet kanarie@wire.example", thread=root)
        await stage.ask(secretaris, "!ret plna")
        await stage.ask(secretaris, f"!ret sluit {code} onzin")
        await secretaris.hears(lambda seen: seen.room_id != stage.room and stage.bot_id == seen.sender, PATIENCE)
        stage.bot.clock.set(at(workdays()[8], 9))
        await secretaris.hears(lambda seen: "Goedemorgen" in (seen.body or ""), PATIENCE)
        await secretaris.hears(lambda seen: "de casus op de agenda zetten (art" in (seen.body or ""), PATIENCE)
        await stage.ask(secretaris, f"!ret status {code}")

        wire = stage.wire()
        path = f"/_synapse/admin/v1/rooms/{quote(stage.room)}/messages?dir=b&limit=500"
        page = await homeserver.call("GET", path, await homeserver.admin_token())
        server = homeserver.db_path.read_bytes()
        said = stage.said(secretaris)

    shown = [event for event in page["chunk"] if event["sender"] == stage.bot_id]
    content = [json.loads(event)["content"] for kind, _, event in wire if kind == "m.room.encrypted"]
    by_room = {room: {kind for kind, where, _ in wire if where == room} for _, room, _ in wire}
    relations = [one[RELATION] for one in content if RELATION in one]
    assert len(content) >= len(said) >= 8
    assert "m.room.message" not in {event["type"] for event in shown} | {kind for kind, _, _ in wire}
    assert by_room.pop(stage.room) == {"m.room.encrypted", *CLEAR}
    assert [kinds - MAKING - CLEAR for kinds in by_room.values()] == [{"m.room.encrypted"}]
    assert {name for one in content for name in one} == CIPHER | {RELATION}
    assert {name for one in relations for name in one} == {"rel_type", "event_id", "is_falling_back", "m.in_reply_to"}
    assert code.encode() not in server
    assert code.removeprefix("RET-").encode() not in server
    assert b"kanarie@wire" not in server
