"""What the servers see of the bot: ciphertext, reactions, who is where, and ids; never a code, never a word."""

import json
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from urllib.parse import quote

from retbot.covenants import convenant_files
from retbot.domain.convenant.parties import partijen
from retbot.wording.dates import short_date
from tests import guesser
from tests.real.app_process import PATIENCE, at, workdays
from tests.real.app_stage import AppStage, app_stage
from tests.real.homeserver import Homeserver
from tests.real.matrix_stage import eventually

CIPHER = {"algorithm", "ciphertext", "device_id", "sender_key", "session_id"}
RELATION = "m.relates_to"
CLEAR = {"m.room.pinned_events", "m.room.redaction", "m.room.member"}
MAKING = {
    "m.room.create",
    "m.room.power_levels",
    "m.room.join_rules",
    "m.room.encryption",
    "m.room.history_visibility",
    "m.room.guest_access",
}
"""The state of the direct room, which the bot makes itself."""
EXPERT, AANMELDER = "lvb@ambiq.example", "aanmelder@toegang.example"


async def play(stage: AppStage) -> str:
    """Messages, reactions, a redaction, a poll and its end, a file, mails: all that the bot does on a wire. Returns the
    code of the case."""
    ask, secretaris = stage.ask, stage.secretaris
    code, root = await stage.aanmelding()
    await ask(secretaris, f"!ret ja {code[-3:]}", thread=root)
    await ask(secretaris, "!ret compleet kanarie@wire.example", thread=root)
    await ask(secretaris, "!ret plna")
    await ask(secretaris, f"!ret sluit {code} onzin")
    direct = await secretaris.hears(lambda seen: seen.room_id != stage.room and stage.bot_id == seen.sender, PATIENCE)
    await ask(secretaris, "!ret deelnemer toevoegen expert LVB Ambiq")
    for whose, address in ((1, EXPERT), (f"{code} aanmelder", AANMELDER)):
        await ask(secretaris, f"adres {whose} {address}", room=direct.room_id)
    first, second = (short_date(day) for day in workdays()[18:20])
    await ask(secretaris, f"!ret prik {code} {first} 10:00, {second} 14:00", thread=root)
    stage.bot.clock.set(at(workdays()[8], 9))
    await secretaris.hears(lambda seen: "Goedemorgen" in (seen.body or ""), PATIENCE)
    await ask(secretaris, f"!ret prik kies {code} 2", thread=root)
    await ask(secretaris, f"!ret uitnodigen {code}")
    await ask(secretaris, f"!ret gedaan {code} OV-B3.1")
    await ask(secretaris, "!ret export monitor")
    await ask(secretaris, f"!ret status {code}")
    await secretaris.hears(lambda seen: seen.content.get("msgtype") == "m.file", PATIENCE)
    await eventually(lambda: {EXPERT, AANMELDER} <= {mail.recipient for mail in stage.mail.mails}, PATIENCE)
    return code


def keys_of(stage: AppStage, code: str) -> set[str]:
    """Of everything that the bot sent or could have sent: of its posts, of the threads of its mails, and of reminders
    about each term of the covenant to each of its parties on the days of the story."""
    convenant = convenant_files.load("overijssel-2022")
    everybody = ["kamer", *convenant.rollen, *partijen(convenant), *(f"deelnemer:{n}" for n in range(1, 4))]
    terms = [f"{plicht.id}:{ronde}:" for plicht in convenant.plichten for ronde in (0, 1)]
    days = (workdays()[0], workdays()[8])
    reminders = (f"herinnering:{code}:{term}:{to}:{day}" for term, to, day in product(terms, everybody, days))
    posts = (key for (key,) in stage.query("SELECT key FROM outbox"))
    uids = (f"overleg:{uid}" for (uid,) in stage.query("SELECT uid FROM bespreking"))
    return {code, f"casus:{code}", f"refuse {stage.room}", *posts, *uids, *reminders}


def seen_by_others(stage: AppStage) -> Iterator[str]:
    """Everything that the homeserver stores and logs, and every mail, each part also as its reader sees it."""
    yield from guesser.texts_of_database(stage.homeserver.db_path)
    yield stage.homeserver.log_path.read_text(encoding="utf-8")
    for mail in stage.mail.mails:
        yield mail.content.decode("latin-1")
        parts = [part.get_payload(decode=True) for part in mail.message.walk() if not part.is_multipart()]
        yield from (part.decode("latin-1") for part in parts if isinstance(part, bytes))


async def test_every_message_of_the_bot_is_encrypted_and_tells_nothing_beside_it(
    homeserver: Homeserver, tmp_path: Path
) -> None:
    async with app_stage(homeserver, tmp_path, pinned=False) as stage:
        code = await play(stage)
        wire = stage.wire()
        path = f"/_synapse/admin/v1/rooms/{quote(stage.room)}/messages?dir=b&limit=500"
        page = await homeserver.call("GET", path, await homeserver.admin_token())
        server = homeserver.db_path.read_bytes()
        said = stage.said(stage.secretaris)
        keys, seen = keys_of(stage, code), list(seen_by_others(stage))
        channels = {channel for (channel,) in stage.query("SELECT channel FROM outbox WHERE state = 'sent'")}

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

    paths = re.findall(r'"PUT (/\S+/(?:send|redact)/\S+) HTTP', "\n".join(seen))
    assert channels == {"room", "pin", "redaction", "mail"}
    assert len(stage.mail.mails) >= 2
    assert len(paths) >= len(wire) / 2
    assert guesser.named(keys, seen) == set()
