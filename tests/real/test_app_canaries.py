"""Words that must stay where they were said are looked for in everything that the bot keeps, logs and sends."""

import base64
import json
import re
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import quote

from retbot import settings
from retbot.demo import guest
from retbot.demo.imapserver import ImapServer
from retbot.demo.person import SeenEvent
from retbot.matrix.sending import KEY
from tests.real.app_process import PATIENCE, at, workdays
from tests.real.app_stage import BOT_MAILBOX, AppStage, app_stage
from tests.real.garbled_imap import GarbledImap
from tests.real.homeserver import Homeserver
from tests.real.matrix_stage import eventually
from tests.real.person import Person
from tests.unit.mail.reply_mails import BOT, ics, mail, part

REFUSED_MAIL, REFUSED_PHONE, IN_ROOM = "moeder.kanarie@refused.example", "06-98765432", "kanarie.kamer@room.example"
PARENT, SCHOOL, FAILING = "kanarie.ouder@prive.example", "kanarie.leraar@school.example", "kanarie.stuk@fout.example"
OTHER = "aanmelder@toegang.example"
CHATTER, UNKNOWN, WRONG = "kanarieverhaal", "kanariecommando", "kanarieplaats"
BOUNCED, DELAYED = "kanarieonbekend", "kanariestraks"
MAILED, GARBLED_ANSWER, RIGHTS = "kanariepost", "kanarieserver", "kanarierecht"
MALFORMED, NAME = "kanariescheef", "Kanarienaam"
SPOKEN = (
    REFUSED_MAIL, REFUSED_PHONE, IN_ROOM, PARENT, SCHOOL, FAILING, CHATTER, UNKNOWN, WRONG, BOUNCED, DELAYED, MAILED,
    GARBLED_ANSWER, RIGHTS,
)  # fmt: skip
CANARIES = (*SPOKEN, REFUSED_PHONE.replace("-", ""), MALFORMED, NAME)


def spellings(word: str) -> set[bytes]:
    """How it might lie in a file."""
    plain = word.encode()
    encoded = {base64.b64encode(b" " * shift + plain)[4:-4] for shift in range(3)}
    return {plain, plain.hex().encode(), quote(word).encode(), word.encode("utf-16-le"), *encoded}


def found(content: bytes) -> set[str]:
    lowered = content.lower()
    return {word for word in CANARIES if any(one in content or one.lower() in lowered for one in spellings(word))}


def question_of(answer: SeenEvent) -> str:
    """The event that it answers."""
    return str(answer.content[KEY]).split(":")[1]


def taken_away(who: Person) -> set[str]:
    return {str(seen.content["redacts"]) for seen in who.events if seen.event_type == "m.room.redaction"}


def mail_text(message: EmailMessage) -> bytes:
    """Decoded, and with the lines of a calendar object as they were before folding (RFC 5545, 3.1)."""
    parts = [part.get_payload(decode=True) for part in message.walk() if not part.is_multipart()]
    return b"\n".join(part.replace(b"\r\n ", b"") for part in parts if isinstance(part, bytes))


def kept(stage: AppStage) -> Iterator[Path]:
    """Every file that the bot wrote, its output among them."""
    yield stage.bot.output
    yield from (path for path in sorted(stage.state.rglob("*")) if path.is_file())


async def say_malformed(stage: AppStage, root: str) -> None:
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
        ("m.reaction", {"m.relates_to": {"rel_type": "m.annotation", "event_id": root, "key": MALFORMED}}),
        ("org.matrix.msc3381.poll.response", {"m.relates_to": {"event_id": MALFORMED}, "answers": [MALFORMED]}),
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


async def say_what_is_refused(stage: AppStage, code: str, root: str) -> list[SeenEvent]:
    """Returns the answers to what must be taken away."""
    ask, who = stage.ask, stage.secretaris
    answers = [
        await ask(who, f"!ret compleet, mail naar {REFUSED_MAIL}", thread=root),
        await ask(who, f"!ret compleet, moeder belt over {REFUSED_PHONE}", thread=root),
        await ask(who, f"!ret compleet {REFUSED_PHONE.replace('-', '')}", thread=root),
        await ask(who, f"!ret adres 1 {IN_ROOM}"),
    ]
    await who.say(stage.room, f"Ik sprak haar vanmorgen: {CHATTER}")
    for text in (
        f"{UNKNOWN} {UNKNOWN}",
        f"plan {code} morgen {WRONG}",
        f"plan {code} morgen 14:00 plek {WRONG}",
        f"aanmelding gemeente={WRONG}",
        f"aanmelding {WRONG}=ja",
        f"afspraak {code} {WRONG} {WRONG} {WRONG}",
        f"deelnemer toevoegen {WRONG}",
    ):
        await ask(who, f"!ret {text}")
    return answers


async def exercise_rights(stage: AppStage, code: str) -> None:
    """What those concerned may ask, a breach, and the file with everything about a case."""
    ask, who = stage.ask, stage.secretaris
    for text in (
        f"verzoek {code} {RIGHTS}",
        f"verzoek {code} inzage",
        f"inzage {code} besluit vandaag kenmerk {RIGHTS}",
        f"wis {code} besluit {RIGHTS} kenmerk {RIGHTS}",
        f"corrigeer {code} gemeente={RIGHTS}",
        f"corrigeer {code} {RIGHTS}={RIGHTS}",
        f"toestemming {code} intrekken {RIGHTS}",
        f"sluit {code} {RIGHTS}",
        f"herstel {code} {RIGHTS} {RIGHTS}",
        f"prik {code} {RIGHTS}",
        "datalek nu",
        f"datalek 1 aard={RIGHTS} oorzaak={RIGHTS}",
        f"datalek 1 {RIGHTS} {RIGHTS}",
        f"datalek {RIGHTS}",
        "datalek 1 aard=verkeerd-verzonden gevolgen=klein",
        f"inzage {code} besluit vandaag kenmerk Z/26/1234",
    ):
        await ask(who, f"!ret {text}")
    await ask(stage.voorzitter, f"!ret inzage {code} akkoord")
    await stage.voorzitter.hears(lambda seen: seen.content.get("msgtype") == "m.file", PATIENCE)


async def answer_by_mail(stage: AppStage, inbox: ImapServer) -> None:
    """A remark beside an answer, mails that are broken in several ways, and then a server that is."""
    await guest.answer(stage.mail, OTHER, "ACCEPTED", datetime.now(UTC), remark=f"{MAILED} {MAILED}")
    await stage.secretaris.hears(lambda seen: "komt naar" in (seen.body or ""), PATIENCE)
    remark = ics(f"COMMENT:{MAILED}", attendee=f"ATTENDEE;CN={MAILED};PARTSTAT={MAILED}:mailto:{MAILED}@x.example")
    head = f"From: {MAILED} <{MAILED}@x.example>\r\nTo: <{BOT}>\r\nSubject: {MAILED}\r\nMIME-Version: 1.0\r\n"
    for content in (
        mail(part(remark)),
        mail(part(remark[:150])),
        head.encode() + part(f"BEGIN:VCALENDAR\r\n{MAILED}\r\nDTSTART:{MAILED}\r\nEND:{MAILED}\r\n"),
        f"{head}Content-Type: multipart/mixed; boundary=\r\n\r\n--{MAILED}\r\n".encode(),
        f"From: {MAILED} <\xff@x>\r\nSubject: =?utf-8?q?{MAILED}=FF?=\r\n\r\n{MAILED}".encode("latin-1"),
        f"{head}Content-Type: multipart/report; report-type=delivery-status; boundary={MAILED}\r\n\r\n"
        f"--{MAILED}\r\nContent-Type: message/delivery-status\r\n\r\nFinal-Recipient: rfc822; {MAILED}@x\r\n\r\n"
        f"Action: {MAILED}\r\nStatus: 5.1.1 {MAILED}\r\n--{MAILED}--\r\n".encode(),
    ):
        await inbox.deliver(content)
    seen = "SELECT count(*) FROM inbox WHERE event_id LIKE 'mail:%'"
    await eventually(lambda: stage.query(seen) == [(7,)], PATIENCE)
    await inbox.stop()
    assert inbox.tls
    answers = [("UID SEARCH", "* SEARCH {word}\r\n{tag} OK {word}\r\n"), ("LOGIN", "{tag} NO [ALERT] {word}\r\n")]
    async with GarbledImap(inbox.tls, GARBLED_ANSWER, answers, inbox.port) as garbled:
        await eventually(lambda: garbled.connections >= 2, PATIENCE)
    await inbox.start()


async def give_addresses(stage: AppStage, code: str, direct: str) -> list[SeenEvent]:
    """Returns the answers; the last is of a command that fails, for its table is gone."""
    ask, who = stage.ask, stage.secretaris
    await ask(who, f"{CHATTER} {CHATTER}", room=direct)
    await ask(who, "!ret deelnemer toevoegen expert LVB Ambiq")
    given = [(f"{code} aanmelder", OTHER), (f"{code} school", SCHOOL), (f"{code} ouders", PARENT)]
    answers = [await ask(who, f"adres {whose} {address}", room=direct) for whose, address in given]
    stage.query("ALTER TABLE adres RENAME TO adres_weg")
    answers.append(await ask(who, f"adres 1 {FAILING}", room=direct))
    stage.query("ALTER TABLE adres_weg RENAME TO adres")
    return answers


async def mail_with_trouble(stage: AppStage, code: str) -> None:
    """One address is refused for good; another is taken at the second try. The server's answers name them."""
    faults, who = stage.mail.faults, stage.secretaris
    faults.replies[SCHOOL] = f"550 5.1.1 <{SCHOOL}> {BOUNCED}"
    faults.data_replies[PARENT] = f"451 4.3.0 <{PARENT}> {DELAYED}"
    for text in (f"plan {code} morgen 14:00", f"mail {code} ouders aan toestemming=ja", f"uitnodigen {code}"):
        await stage.ask(who, f"!ret {text}")
    await who.hears(lambda seen: "kon niet worden bezorgd" in (seen.body or ""), PATIENCE)
    delayed = "SELECT id FROM outbox WHERE \"to\" = 'ouders' AND retried"
    await eventually(lambda: stage.query(delayed), PATIENCE)
    faults.data_replies.clear()
    stage.bot.clock.set(at(workdays()[0], 10))
    await eventually(lambda: {PARENT, OTHER} <= {mail.recipient for mail in stage.mail.mails}, PATIENCE)


def shown_to_others(stage: AppStage) -> bytes:
    """What another process can see of the bot: its title, those of its threads, its environment."""
    process = Path(f"/proc/{stage.bot.pid}")
    titles = b"".join(path.read_bytes() for path in (process / "cmdline", *process.glob("task/*/comm")))
    try:
        return titles + (process / "environ").read_bytes()
    except PermissionError:
        return titles


def limits_of(stage: AppStage) -> str:
    return Path(f"/proc/{stage.bot.pid}/limits").read_text()


async def test_no_canary_is_found_anywhere(homeserver: Homeserver, tmp_path: Path) -> None:
    async with (
        ImapServer(tmp_path) as inbox,
        app_stage(homeserver, tmp_path, inbox=inbox, debug=True) as stage,
    ):
        stage.mail.inbox, stage.mail.inbox_of = inbox, BOT_MAILBOX
        secretaris = stage.secretaris
        await secretaris.client.call("PUT", ["profile", secretaris.user_id, "displayname"], {"displayname": NAME})
        code, root = await stage.aanmelding()
        direct = await stage.direct(secretaris)
        refused = await say_what_is_refused(stage, code, root)
        await say_malformed(stage, root)
        *given, failed = await give_addresses(stage, code, direct)
        await mail_with_trouble(stage, code)
        await answer_by_mail(stage, inbox)
        await exercise_rights(stage, code)
        await stage.bot.restart()
        await stage.ask(secretaris, "!ret status")
        gone = {question_of(answer) for answer in (*refused, *given, failed)}
        await secretaris.until(lambda: gone <= taken_away(secretaris), PATIENCE)
        title, limits = shown_to_others(stage), limits_of(stage)
        await stage.bot.kill()
        said = [seen.body or "" for room in (stage.room, direct) for seen in stage.said(secretaris, room)]

    files, output = list(kept(stage)), stage.bot.output.read_text()
    assert {str(path): words for path in files if (words := found(path.read_bytes()))} == {}
    assert {path.name for path in files} >= {"output.txt", "retbot.db", "retbot.db-wal", "session.json"}
    assert found(title) == set()
    assert re.search(r"^Max core file size +0 +0 ", limits, re.MULTILINE)
    assert not [path.name for path in files if path.name.startswith("core")]
    assert settings.load(stage.bot.settings).key_file in files
    assert [path for path in stage.state.rglob("*") if stat.S_IMODE(path.stat().st_mode) & 0o077] == []
    assert found(homeserver.db_path.read_bytes()) & set(SPOKEN) == set()
    assert found(" ".join(said).encode()) == set()
    sent = [mail for mail in stage.mail.mails if not mail.recipient.startswith("bot+")]
    mails = {mail.recipient: found(mail.content) | found(mail_text(mail.message)) for mail in sent}
    assert mails == {PARENT: {PARENT}, OTHER: set()}
    assert all("niets opgeslagen" in (seen.body or "") for seen in refused)
    assert "kenmerk" in (failed.body or "")
    assert '"command_failed"' in output
    assert '"mail_refused"' in output
    assert '"inbox_problem"' in output
    logged = [json.loads(line) for line in output.splitlines()]
    libraries = {line["kind"].partition(".")[0] for line in logged if line["event"] == "library"}
    assert libraries >= {"nio", "aiosqlite", "asyncio", "apscheduler"}
