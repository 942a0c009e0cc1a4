"""Answers to invitations with the whole bot: over SMTP and IMAP, in a room that is encrypted."""

import re
from datetime import UTC, datetime
from email.message import EmailMessage
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from retbot.demo import guest
from retbot.demo.imapserver import ImapServer
from tests.real.app_process import PATIENCE, workdays
from tests.real.app_stage import BOT_MAILBOX, AppStage, app_stage
from tests.real.homeserver import Homeserver
from tests.real.matrix_stage import eventually
from tests.real.test_app_invitations import AANMELDER, EVERYBODY, GGZ, LVB, MONTHS, OUDERS, mailed, prepared, received
from tests.unit.mail.reply_mails import ics, mail, part
from tests.unit.mail.samples import part_of

LEAK = "geheim-in-de-opmerking"
STRANGER = "evil@bad.example"


async def hears(stage: AppStage, words: str) -> str:
    """What the bot said with these words in it."""
    found = await stage.secretaris.hears(lambda seen: seen.body is not None and words in seen.body, PATIENCE)
    return found.body or ""


async def test_answers_by_mail_are_said_in_the_thread_and_nothing_of_the_mail_is_kept(
    homeserver: Homeserver, tmp_path: Path
) -> None:
    async with ImapServer(tmp_path) as inbox, app_stage(homeserver, tmp_path, inbox=inbox) as stage:
        stage.mail.inbox, stage.mail.inbox_of = inbox, BOT_MAILBOX
        code, _ = await prepared(stage)
        await stage.ask(stage.secretaris, f"!ret uitnodigen {code}")
        first = await mailed(stage, EVERYBODY, 0)
        organizers = {one.report.event.organizer.address for one in first.values() if one.report.event.organizer}
        await guest.answer(stage.mail, LVB, "ACCEPTED", datetime.now(UTC), remark=LEAK)
        yes = await hears(stage, "komt naar")
        asked_by = first[LVB].report.event.organizer
        assert asked_by
        to = asked_by.address.removeprefix("mailto:")
        await inbox.deliver(mail(part(ics()[:250]), f"From: <{LVB}>\r\nTo: <{to}>\r\nMIME-Version: 1.0\r\n"))
        await hears(stage, "niet kan lezen")
        await stage.bot.kill()
        await guest.answer(stage.mail, GGZ, "DECLINED", datetime.now(UTC))
        await stage.bot.start()
        no = await hears(stage, "komt niet naar")
        await inbox.stop()
        await inbox.start()
        await guest.answer(stage.mail, AANMELDER, "TENTATIVE", datetime.now(UTC))
        maybe = await hears(stage, "komt misschien naar")
        await guest.answer(stage.mail, AANMELDER, "DECLINED", datetime.now(UTC), sender=STRANGER)
        asked = await hears(stage, "kwam per mail dit antwoord")
        await stage.secretaris.say(stage.room, f"!ret ja {code}")
        accepted = await hears(stage, "Aanmelder komt niet naar")
        kept = b"".join(path.read_bytes() for path in stage.state.rglob("*") if path.is_file())
        logged = stage.bot.output.read_text()

    assert len(organizers) == len(EVERYBODY)
    assert all(one.startswith("mailto:bot+") for one in organizers)
    assert "1 van 4 ja" in yes
    assert "Bij het antwoord staat een opmerking" in yes
    assert "1 van 4 ja, 1 nee: expert GGZ (Accare)" in no
    assert "1 van 4 ja, 1 nee: expert GGZ (Accare), 1 misschien: aanmelder." in maybe
    assert "Het kwam van een ander adres" in asked
    assert "2 nee: aanmelder en expert GGZ (Accare)" in accepted
    for secret in (LEAK, STRANGER, LVB, GGZ, AANMELDER):
        assert secret not in logged
        assert secret.encode() not in kept


async def test_a_guest_outside_the_room_chooses_a_moment_by_mail(homeserver: Homeserver, tmp_path: Path) -> None:
    async with ImapServer(tmp_path) as inbox, app_stage(homeserver, tmp_path, inbox=inbox) as stage:
        stage.mail.inbox, stage.mail.inbox_of = inbox, BOT_MAILBOX
        code, _ = await prepared(stage)
        await stage.ask(stage.secretaris, f"!ret annuleer {code}")
        days = [f"{day.day} {MONTHS[day.month - 1]} {day.year} 10:00" for day in workdays()[5:7]]
        await stage.ask(stage.secretaris, f"!ret prik {code} {', '.join(days)}")
        await stage.ask(stage.secretaris, f"!ret prik mail {code}")
        await eventually(lambda: len(received(stage)) == len(EVERYBODY), PATIENCE)
        letters = {one.recipient: one.message for one in received(stage)}
        for to, sender, word in ((LVB, LVB, "2"), (OUDERS, OUDERS, "1"), (GGZ, STRANGER, "2")):
            await inbox.deliver(clicked(letters[to], sender, word))
        told = await hears(stage, "kwam per mail deze keuze binnen")
        found = await stage.ask(stage.secretaris, f"!ret prik {code}")

    assert "Voor expert GGZ (Accare)" in told
    assert f"!ret prik voor {code} #2 2" in told
    assert "1 kan (ouders)" in (found.body or "")
    assert "1 kan (expert LVB (Ambiq))" in (found.body or "")
    assert code not in str(letters[OUDERS])
    assert letters[OUDERS]["Subject"] == "Overleg"


def clicked(letter: EmailMessage, sender: str, word: str) -> bytes:
    """The mail that a program makes of the link for this moment."""
    html = part_of(letter, "text/html").get_content()
    links = [urlsplit(unescape(one)) for one in re.findall(r'href="(mailto:[^"]*)"', html)]
    [link] = [one for one in links if f"Moment: {word} " in unquote(one.query)]
    said = {name: values[0] for name, values in parse_qs(link.query).items()}
    head = f"From: <{sender}>\r\nTo: <{unquote(link.path)}>\r\nSubject: {said['subject']}\r\nMIME-Version: 1.0\r\n"
    return mail(part(said["body"], "text/plain"), head)
