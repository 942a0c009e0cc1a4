"""Words that must stay where they were said are looked for in everything that the bot keeps, logs and sends."""

import base64
import stat
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import quote

from retbot import settings
from retbot.demo.homeserver import Homeserver
from retbot.demo.person import Person, Seen
from retbot.matrix.sending import KEY
from tests.real.app_stage import PATIENCE, AppStage, app_stage, at, workdays
from tests.real.matrix_stage import eventually

REFUSED_MAIL, REFUSED_PHONE, IN_ROOM = "moeder.kanarie@refused.example", "06-98765432", "kanarie.kamer@room.example"
PARENT, EXPERT, FAILING = "kanarie.ouder@prive.example", "kanarie.expert@ambiq.example", "kanarie.stuk@fout.example"
CHATTER, UNKNOWN, WRONG = "kanarieverhaal", "kanariecommando", "kanarieplaats"
BOUNCED, DELAYED = "kanarieonbekend", "kanariestraks"
MALFORMED, NAME = "kanariescheef", "Kanarienaam"
SPOKEN = (REFUSED_MAIL, REFUSED_PHONE, IN_ROOM, PARENT, EXPERT, FAILING, CHATTER, UNKNOWN, WRONG, BOUNCED, DELAYED)
CANARIES = (*SPOKEN, REFUSED_PHONE.replace("-", ""), MALFORMED, NAME)


def spellings(word: str) -> set[bytes]:
    """How it might lie in a file."""
    plain = word.encode()
    encoded = {base64.b64encode(b" " * shift + plain)[4:-4] for shift in range(3)}
    return {plain, plain.hex().encode(), quote(word).encode(), word.encode("utf-16-le"), *encoded}


def found(content: bytes) -> set[str]:
    lowered = content.lower()
    return {word for word in CANARIES if any(one in content or one.lower() in lowered for one in spellings(word))}


def question_of(answer: Seen) -> str:
    """The event that it answers."""
    return str(answer.content[KEY]).split(":")[1]


def taken_away(who: Person) -> set[str]:
    return {str(seen.content["redacts"]) for seen in who.seen if seen.kind == "m.room.redaction"}


def kept(stage: AppStage) -> Iterator[Path]:
    """Every file that the bot wrote, its output among them."""
    yield stage.bot.output
    yield from (path for path in sorted(stage.state.rglob("*")) if path.is_file())


async def say_malformed(stage: AppStage) -> None:
    """What broken clients send, in cipher and, as far as the homeserver takes it, in the clear."""
    relation = {"rel_type": "m.thread", "event_id": {MALFORMED: MALFORMED}}
    bodies: list[dict[str, object]] = [
        {"body": {MALFORMED: 1}},
        {"body": [MALFORMED], "formatted_body": [MALFORMED]},
        {"body": MALFORMED, "formatted_body": [MALFORMED], "m.relates_to": MALFORMED},
        {"body": f"!ret {MALFORMED}", "m.relates_to": {"rel_type": "m.replace", "m.new_content": MALFORMED}},
        {"body": f"!ret {MALFORMED}", "m.new_content": {"body": [MALFORMED]}},
        {"body": MALFORMED, "msgtype": [MALFORMED]},
        {"body": f"!ret {MALFORMED}", "m.mentions": MALFORMED},
    ]
    for body in bodies:
        await stage.secretaris.put(stage.room, "m.room.message", {"msgtype": "m.text"} | body)
    await stage.secretaris.put(stage.room, f"nl.example.{MALFORMED}", {"body": MALFORMED})
    for kind, content in (
        ("m.room.message", {"msgtype": MALFORMED, "body": MALFORMED, MALFORMED: [MALFORMED]}),
        ("m.room.message", {"msgtype": "m.text", "body": f"!ret {MALFORMED}", "m.relates_to": relation}),
        ("m.room.message", {"msgtype": "m.text", "body": f"!ret {MALFORMED}"}),
        ("m.room.encrypted", {"algorithm": MALFORMED, "ciphertext": {"body": 1}}),
        (f"nl.example.{MALFORMED}", {"body": MALFORMED}),
    ):
        await stage.secretaris.put_in_the_clear(stage.room, kind, content)


def test_the_search_finds_a_canary_in_every_spelling() -> None:
    for word in CANARIES:
        plain = f"ervoor {word.upper()} erna".encode()
        samples = [plain, *(base64.b64encode(b"x" * shift + word.encode() + b"yz") for shift in range(3))]
        assert all(word in found(sample) for sample in samples)


async def test_no_canary_is_found_anywhere(homeserver: Homeserver, tmp_path: Path) -> None:
    async with app_stage(homeserver, tmp_path) as stage:
        secretaris = stage.secretaris
        path = ["profile", secretaris.user_id, "displayname"]
        await secretaris.client.call("PUT", path, {"displayname": NAME})
        code, root = await stage.aanmelding()
        direct = await stage.direct(secretaris)

        refused = [
            await stage.ask(secretaris, f"!ret compleet, mail naar {REFUSED_MAIL}", thread=root),
            await stage.ask(secretaris, f"!ret compleet, moeder belt over {REFUSED_PHONE}", thread=root),
            await stage.ask(secretaris, f"!ret compleet {REFUSED_PHONE.replace('-', '')}", thread=root),
            await stage.ask(secretaris, f"!ret adres 1 {IN_ROOM}"),
        ]
        await secretaris.say(stage.room, f"Ik sprak haar vanmorgen: {CHATTER}")
        await stage.ask(secretaris, f"!ret {UNKNOWN} {UNKNOWN}")
        await stage.ask(secretaris, f"!ret plan {code} morgen {WRONG}")
        await stage.ask(secretaris, f"!ret plan {code} morgen 14:00 plek {WRONG}")
        await stage.ask(secretaris, f"!ret aanmelding gemeente={WRONG}")
        await stage.ask(secretaris, f"!ret aanmelding {WRONG}=ja")
        await stage.ask(secretaris, f"!ret afspraak {code} {WRONG} {WRONG} {WRONG}")
        await stage.ask(secretaris, f"!ret deelnemer toevoegen {WRONG}")
        await stage.ask(secretaris, f"{CHATTER} {CHATTER}", room=direct)
        await say_malformed(stage)

        await stage.ask(secretaris, "!ret deelnemer toevoegen expert LVB Ambiq")
        await stage.ask(secretaris, "!ret deelnemer toevoegen expert GGZ Accare")
        given = [
            await stage.ask(secretaris, f"adres 1 {EXPERT}", room=direct),
            await stage.ask(secretaris, f"adres {code} ouders {PARENT}", room=direct),
        ]
        stage.query("ALTER TABLE adres RENAME TO adres_weg")
        failed = await stage.ask(secretaris, f"adres 2 {FAILING}", room=direct)
        stage.query("ALTER TABLE adres_weg RENAME TO adres")

        stage.mail.faults.replies[EXPERT] = f"550 5.1.1 <{EXPERT}> {BOUNCED}"
        stage.mail.faults.data_replies[PARENT] = f"451 4.3.0 <{PARENT}> {DELAYED}"
        await stage.ask(secretaris, f"!ret plan {code} morgen 14:00")
        await stage.ask(secretaris, f"!ret mail {code} ouders aan toestemming=ja")
        await stage.ask(secretaris, f"!ret uitnodigen {code}")
        await secretaris.hears(lambda seen: "kon niet worden bezorgd" in (seen.body or ""), PATIENCE)
        delayed = "SELECT attempts FROM outbox WHERE \"to\" = 'ouders' AND attempts > 0 AND retried"
        await eventually(lambda: stage.query(delayed), PATIENCE)
        stage.mail.faults.data_replies.clear()
        stage.bot.clock.set(at(workdays()[0], 10))
        await eventually(lambda: PARENT in {mail.recipient for mail in stage.mail.received}, PATIENCE)
        await stage.bot.restart()
        await stage.ask(secretaris, "!ret status")
        gone = {question_of(answer) for answer in (*refused, *given, failed)}
        await secretaris.until(lambda: gone <= taken_away(secretaris), PATIENCE)
        await stage.bot.kill()

        files = list(kept(stage))
        leaks = {str(path): words for path in files if (words := found(path.read_bytes()))}
        exposed = [path for path in stage.state.rglob("*") if stat.S_IMODE(path.stat().st_mode) & 0o077]
        said = [seen.body or "" for room in (stage.room, direct) for seen in stage.said(secretaris, room)]
        mails = [
            (mail.recipient, frozenset(found(mail.content) | found(mail_text(mail.message))))
            for mail in stage.mail.received
        ]
        spoken = found(homeserver.db_path.read_bytes()) & set(SPOKEN)
        output = stage.bot.output.read_text()
        key_file = settings.load(stage.bot.settings).key_file

    assert leaks == {}
    assert key_file in files
    assert {path.name for path in files} >= {"output.txt", "retbot.db", "retbot.db-wal", "session.json"}
    assert exposed == []
    assert '"command_failed"' in output
    assert "mail_refused" in output
    assert all("niets opgeslagen" in (seen.body or "") for seen in refused)
    assert "kenmerk" in (failed.body or "")
    assert found(" ".join(said).encode()) == set()
    assert set(mails) == {(PARENT, frozenset({PARENT}))}
    assert spoken == set()


def mail_text(message: EmailMessage) -> bytes:
    parts = [part.get_payload(decode=True) for part in message.walk() if not part.is_multipart()]
    return b"\n".join(part for part in parts if isinstance(part, bytes))
