"""What leaves by mail about an overleg: one entry for each fixed member, without a word of its cases."""

from dataclasses import replace
from datetime import date, timedelta

from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.casus import Bespreking
from retbot.domain.deelnemers.roles import Deelnemer
from retbot.domain.invitations.meeting import of_overleg
from retbot.domain.overleg import overleg
from retbot.domain.overleg.overleg import Overleg
from retbot.meetings import invitations
from retbot.ports import Mail
from tests.clock import at
from tests.mails import words
from tests.unit.scheduling.stage import CODE, EXPERT, Stage, overijssel, stage

OTHER = Casecode("RET-2DX-9MK")
TITLE = "Overleg van het team"
OVERLEG = Overleg("overleg@retbot", at("2026-05-07 13:00"), 120, plek="stadhuis")


async def two_cases() -> Stage:
    """Two in the overleg, each with an aanmelder who is invited to his slot; the expert to the overleg."""
    s = stage("2026-04-22 12:00")
    s.storage.memory.notes["laatste_ochtend"] = "2026-04-22"
    await s.people(EXPERT, Deelnemer(5, "voorzitter"), mail=[1, 5])
    async with s.storage.begin() as work:
        await work.overleggen.save(OVERLEG)
        await invitations.invite(work, of_overleg(OVERLEG), overijssel(), ["deelnemer:1", "deelnemer:5"], s.clock.now())
    for number, code in enumerate((CODE, OTHER)):
        casus = await s.open(date(2026, 4, 22), code)
        start = OVERLEG.start + timedelta(minutes=30 * number)
        slot = Bespreking(1, start, 30, f"slot-{number}@retbot", plek="stadhuis", overleg=OVERLEG.uid)
        await s.keep(casus.with_bespreking(slot))
        await s.address("aanmelder", f"aanmelder{number}@toegang.example", code)
        await s.invite("aanmelder", code=code)
    await s.now()
    return s


def to(s: Stage, address: str) -> list[Mail]:
    return [mail for mail in s.mailbox.sent if mail.to == address]


async def test_a_fixed_member_has_one_entry_for_the_whole_overleg_and_no_code() -> None:
    s = await two_cases()
    (mail,) = to(s, "deelnemer1@partij.example")
    invited = mail.invitation
    assert invited
    assert (mail.subject, invited.summary, invited.uid) == (f"{TITLE}: do 7 mei, 13:00", TITLE, OVERLEG.uid)
    assert (invited.start, invited.end) == (OVERLEG.start, OVERLEG.einde)
    assert invited.location == "Stadhuis, zaal 2"
    assert "nodigt u uit voor het overleg van het team." in mail.text
    assert not [code for code in (CODE, OTHER) if code in repr(replace(invited)) + words(mail) + mail.subject]
    assert "aanmelder" not in {guest.name for guest in invited.visible}


async def test_somebody_of_a_case_has_its_slot_alone() -> None:
    s = await two_cases()
    (first,), (later,) = to(s, "aanmelder0@toegang.example"), to(s, "aanmelder1@toegang.example")
    assert first.invitation
    assert later.invitation
    assert (first.invitation.uid, first.invitation.start) == ("slot-0@retbot", OVERLEG.start)
    assert (later.invitation.uid, later.invitation.start) == ("slot-1@retbot", OVERLEG.start + timedelta(minutes=30))
    assert later.invitation.end - later.invitation.start == timedelta(minutes=30)
    assert str(CODE) not in repr(later.invitation) + words(later)


async def test_a_cancelled_overleg_is_cancelled_for_its_members_only() -> None:
    s = await two_cases()
    before = len(s.mailbox.sent)
    async with s.storage.begin() as work:
        await work.overleggen.save(overleg.cancel(OVERLEG))
        await invitations.update(work, of_overleg(overleg.cancel(OVERLEG)), overijssel(), s.clock.now())
    await s.now()
    sent = s.mailbox.sent[before:]
    assert sorted(mail.to for mail in sent) == ["deelnemer1@partij.example", "deelnemer5@partij.example"]
    assert {(mail.subject, mail.invitation.method) for mail in sent if mail.invitation} == {
        (f"Gaat niet door: {TITLE}: do 7 mei, 13:00", "CANCEL")
    }
    assert {mail.invitation.uid for mail in sent if mail.invitation} == {OVERLEG.uid}


async def test_who_is_at_the_overleg_reads_that_his_case_is_discussed_there() -> None:
    s = await two_cases()
    await s.plan_another(at("2026-05-08 10:00"), "los@retbot")
    await s.invite("deelnemer:1")
    await s.now()
    casus = await s.casus()
    await s.keep(casus.with_bespreking(replace(casus.besprekingen[-1], start=OVERLEG.start, overleg=OVERLEG.uid)))
    await s.uninvite("deelnemer:1")
    await s.now()
    text = to(s, "deelnemer1@partij.example")[-1].text
    assert "De bespreking van vrijdag 8 mei, 10:00 vervalt." in text
    assert "in het overleg van het team van donderdag 7 mei, 13:00, waarvoor u al bent uitgenodigd." in text
