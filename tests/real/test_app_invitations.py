"""Invitations of the whole bot, over STARTTLS, as an independent parser reads them."""

from dataclasses import dataclass
from email.utils import parseaddr
from pathlib import Path

from retbot.demo.mailserver import ReceivedMail
from tests.real.app_process import PATIENCE, at, workdays
from tests.real.app_stage import BOT_MAILBOX, TEAM_MAILBOX, AppStage, app_stage
from tests.real.homeserver import Homeserver
from tests.real.ical_check import CalendarReport, ical_check, libical_check
from tests.real.matrix_stage import eventually
from tests.unit.mail.samples import part_of

LVB, GGZ = "lvb@ambiq.example", "ggz@accare.example"
AANMELDER, OUDERS = "aanmelder@toegang.example", "ouders@prive.example"
EVERYBODY = {LVB, GGZ, AANMELDER, OUDERS}
MONTHS = ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober"]


@dataclass(frozen=True)
class Letter:
    mail: ReceivedMail
    report: CalendarReport

    @property
    def text(self) -> str:
        """Everything in it that somebody could read."""
        parts = [part.get_payload(decode=True) for part in self.mail.message.walk() if not part.is_multipart()]
        headers = "\n".join(f"{name}: {value}" for name, value in self.mail.message.items())
        return "\n".join([headers, *(part.decode() for part in parts if isinstance(part, bytes))])

    @property
    def attendees(self) -> set[str]:
        return {who.address.removeprefix("mailto:") for who in self.report.event.attendees}


def letter(mail: ReceivedMail) -> Letter:
    part = part_of(mail.message, "text/calendar").get_payload(decode=True)
    assert isinstance(part, bytes)
    report = ical_check(part)
    assert report.faults == ()
    assert libical_check(part).faults == ()
    return Letter(mail, report)


def received(stage: AppStage) -> list[ReceivedMail]:
    """Each mail once: what a kill cut off before it was noted as sent goes out again, under the same Message-ID."""
    first: dict[str, ReceivedMail] = {}
    for mail in stage.mail.mails:
        first.setdefault(str(mail.message["Message-ID"]), mail)
    return list(first.values())


async def mailed(stage: AppStage, to: set[str], known: int) -> dict[str, Letter]:
    """What came after the mails that are known already: one to each, and to nobody else."""
    await eventually(lambda: len(received(stage)) >= known + len(to), PATIENCE)
    letters = {mail.recipient: letter(mail) for mail in received(stage)[known:]}
    assert len(received(stage)) == known + len(to)
    assert set(letters) == to
    return letters


async def prepared(stage: AppStage) -> tuple[str, str]:
    """A case with a bespreking, the thread of which is returned too, and addresses given in private."""
    code, root = await stage.aanmelding()
    await stage.ask(stage.secretaris, f"!ret ja {code[-3:]}", thread=root)
    direct = await stage.direct(stage.secretaris)
    when = workdays()[10]
    for said in (
        "!ret deelnemer toevoegen expert LVB Ambiq",
        "!ret deelnemer toevoegen expert GGZ Accare",
        f"!ret plan {code} {when.day} {MONTHS[when.month - 1]} {when.year} 14:00 plek stadhuis",
        f"!ret mail {code} ouders aan toestemming=ja",
    ):
        await stage.ask(stage.secretaris, said)
    for said in (
        f"adres 1 {LVB}",
        f"adres 2 {GGZ}",
        f"adres {code} aanmelder {AANMELDER}",
        f"adres {code} ouders {OUDERS}",
    ):
        await stage.ask(stage.secretaris, said, room=direct)
    return code, root


async def test_a_meeting_is_invited_to_moved_and_cancelled(homeserver: Homeserver, tmp_path: Path) -> None:
    async with app_stage(homeserver, tmp_path) as stage:
        code, _ = await prepared(stage)
        await stage.ask(stage.secretaris, f"!ret uitnodigen {code}")
        first = await mailed(stage, EVERYBODY, 0)
        when = workdays()[12]
        moved_to = f"{when.day} {MONTHS[when.month - 1]} {when.year} 10:30"
        await stage.ask(stage.secretaris, f"!ret verzet {code} {moved_to}")
        moved = await mailed(stage, EVERYBODY, 4)
        await stage.bot.restart()
        await stage.ask(stage.secretaris, f"!ret annuleer {code}")
        off = await mailed(stage, EVERYBODY, 8)

    for address in EVERYBODY:
        requests = [one[address].report for one in (first, moved, off)]
        assert [report.method for report in requests] == ["REQUEST", "REQUEST", "CANCEL"]
        assert len({report.event.uid for report in requests}) == 1
        sequences = [report.event.sequence for report in requests]
        assert sequences == sorted({*sequences}, key=lambda number: number or 0)
    for one in (*first.values(), *moved.values(), *off.values()):
        assert one.mail.sender == BOT_MAILBOX
        assert parseaddr(one.mail.message["Reply-To"])[1] == TEAM_MAILBOX
        assert one.report.event.organizer
        assert one.report.event.organizer.address == f"mailto:{BOT_MAILBOX}"
    assert first[LVB].report.event.dtstart == at(workdays()[10], 14)
    assert first[LVB].report.event.location == "Stadhuis, kamer 2"
    assert moved[LVB].report.event.dtstart == at(when, 10, 30)
    assert off[LVB].report.event.status == "CANCELLED"
    assert (first[LVB].report.event.summary, first[OUDERS].report.event.summary) == (f"Bespreking {code}", "Overleg")


async def test_each_sees_whom_he_may_see_and_the_parents_no_code_and_no_role(
    homeserver: Homeserver, tmp_path: Path
) -> None:
    async with app_stage(homeserver, tmp_path) as stage:
        code, _ = await prepared(stage)
        await stage.ask(stage.secretaris, f"!ret uitnodigen {code}")
        letters = await mailed(stage, EVERYBODY, 0)

    assert letters[LVB].attendees == letters[GGZ].attendees == {LVB, GGZ, AANMELDER}
    assert letters[AANMELDER].attendees == {AANMELDER, LVB, GGZ}
    assert letters[OUDERS].attendees == {OUDERS, LVB, GGZ}
    assert letters[OUDERS].mail.message["Subject"] == "Overleg"
    for secret in (code, code.removeprefix("RET-"), "RET-overleg", AANMELDER, "expert", "LVB", "Ambiq", "Accare"):
        assert secret not in letters[OUDERS].text
    for others in (LVB, GGZ, AANMELDER):
        assert OUDERS not in letters[others].text


async def test_a_refused_address_is_told_to_the_secretaris_once(homeserver: Homeserver, tmp_path: Path) -> None:
    async with app_stage(homeserver, tmp_path) as stage:
        stage.mail.faults.replies[GGZ] = f"550 5.1.1 <{GGZ}> onbekend"
        code, root = await prepared(stage)
        await stage.ask(stage.secretaris, f"!ret uitnodigen {code}")
        await mailed(stage, EVERYBODY - {GGZ}, 0)
        told = await stage.secretaris.hears(lambda seen: "kon niet worden bezorgd" in (seen.body or ""), PATIENCE)
        status = await stage.ask(stage.secretaris, f"!ret status {code}")
        await stage.bot.restart()
        await stage.ask(stage.secretaris, "!ret status")
        again = [seen for seen in stage.said(stage.secretaris) if "kon niet worden bezorgd" in (seen.body or "")]

        del stage.mail.faults.replies[GGZ]
        when = workdays()[12]
        await stage.ask(stage.secretaris, f"!ret verzet {code} {when.day} {MONTHS[when.month - 1]} {when.year} 10:30")
        moved = await mailed(stage, EVERYBODY, 3)

    assert "GGZ (Accare)" in (told.body or "")
    assert told.thread == root
    assert again == [told]
    assert GGZ not in str([seen.body for seen in stage.said(stage.secretaris)])
    assert "geweigerd: expert GGZ" in (status.body or "")
    assert moved[GGZ].report.method == "REQUEST"
