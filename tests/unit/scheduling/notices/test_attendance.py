"""A week before a meeting and the working day before it: who has not said that he comes."""

from dataclasses import replace
from datetime import date

from retbot.domain.casus.casus import Bespreking
from retbot.domain.deelnemers.roles import Deelnemer
from retbot.domain.invitations.meeting import of_overleg
from retbot.domain.invitations.rsvps import Partstat, Rsvp, Via
from retbot.domain.overleg import overleg
from retbot.domain.overleg.overleg import Overleg
from retbot.meetings import invitations
from tests.clock import at
from tests.contract.fake_room import Sent
from tests.unit.scheduling.stage import CODE, EXPERT, SANNE, Stage, overijssel, stage

GGZ = Deelnemer(4, "expert", "GGZ", "Accare", vog=date(2026, 2, 1))
STAND_IN = Deelnemer(7, "expert", "GGZ", "Dimence", vervangt=4)
OVERLEG = Overleg("overleg@retbot", at("2026-05-07 13:00"), 120)


async def invited(*guests: str) -> Stage:
    """A bespreking on Thursday 7 May, and who is invited to it."""
    s = stage("2026-04-20 10:00")
    await s.people(EXPERT, GGZ, STAND_IN, mail=[1, 4])
    await s.open(date(2026, 4, 20))
    for role in ("aanmelder", "school"):
        await s.address(role, f"{role}@voorbeeld.example")
    await s.plan(at("2026-05-07 14:00"))
    await s.invite(*guests)
    for event in ("compleet", "uitgenodigd", "formulier_gedeeld", "voorgesprek"):
        await s.note(event, date(2026, 4, 20))
    return s


async def answers(s: Stage, uid: str = "uid-1@retbot", **partstats: Partstat) -> None:
    """`deelnemer_4` for `deelnemer:4`."""
    async with s.storage.begin() as work:
        for owner, partstat in partstats.items():
            now = s.clock.now()
            code = None if uid == OVERLEG.uid else CODE
            await work.rsvps.add(Rsvp(uid, owner.replace("_", ":"), partstat, 0, now, Via.IN_ROOM, now, code))


def missing(told: list[tuple[str, Sent]]) -> str:
    """What the message of the last day says about who is missing."""
    (text,) = [sent.text for _, sent in told if "De bespreking over" in sent.text]
    return text.partition("Wie komt er? ")[2]


async def test_a_week_before_the_digest_counts_and_a_day_before_the_thread_says_who_is_missing() -> None:
    s = await invited("deelnemer:1", "deelnemer:4", "aanmelder")
    await answers(s, deelnemer_1=Partstat.ACCEPTED, deelnemer_4=Partstat.DECLINED)
    told = await s.step(at("2026-05-07 09:00"))
    assert missing(told) == (
        "1 van 3 ja.\n"
        "• Afgezegd: expert GGZ (Accare)\n"
        "• Nog niets gehoord van aanmelder\n"
        "• Zonder uitnodiging: jeugdige, ouders, lokale toegang en school\n"
        f"Vervanger van expert GGZ (Accare) is deelnemer 7 → `!ret vervang {CODE} 4 door 7`\n"
        "Nog niemand van jeugdige, ouders en aanmelder heeft ja gezegd. "
        "Komt geen van hen, dan gaat de bespreking niet door (art. 8.9)."
    )
    digests = {moment: sent for moment, sent in told if "wie komt er" in sent.text}
    assert list(digests) == ["2026-04-30 08:30", "2026-05-06 08:30"]
    count = "1 van 3 ja, 1 nee: expert GGZ (Accare), 4 zonder uitnodiging"
    assert f"wie komt er donderdag 7 mei? {count}" in digests["2026-04-30 08:30"].text
    assert SANNE in digests["2026-04-30 08:30"].outgoing.rings


async def test_when_everybody_of_the_quorum_declined_it_says_that_the_bespreking_does_not_go_on() -> None:
    s = await invited("aanmelder")
    no = Partstat.DECLINED
    await answers(s, jeugdige=no, ouders=no, aanmelder=no)
    text = missing(await s.step(at("2026-05-07 09:00")))
    assert "Van jeugdige, ouders en aanmelder komt niemand: dan gaat de bespreking niet door (art. 8.9)." in text


async def test_nothing_is_said_once_everybody_comes() -> None:
    s = await invited("deelnemer:1", "deelnemer:4", "aanmelder")
    yes = Partstat.ACCEPTED
    roles = {"jeugdige": yes, "ouders": yes, "aanmelder": yes, "school": yes, "lokale toegang": yes}
    await answers(s, deelnemer_1=yes, deelnemer_4=yes, **roles)
    told = await s.step(at("2026-05-07 09:00"))
    assert missing(told) == ""
    assert not [sent for _, sent in told if "wie komt er" in sent.text]


async def test_an_answer_that_comes_in_between_is_heard() -> None:
    s = await invited("aanmelder")
    await s.step(at("2026-05-04 09:00"))
    await answers(s, aanmelder=Partstat.ACCEPTED)
    text = missing(await s.step(at("2026-05-07 09:00")))
    assert "Nog niets gehoord" not in text
    assert "8.9" not in text


async def test_a_vog_that_will_be_too_old_on_the_day_is_told() -> None:
    s = await invited("deelnemer:1")
    await s.people(replace(EXPERT, vog=date(2023, 5, 4)))
    text = missing(await s.step(at("2026-05-07 09:00")))
    assert "De VOG van expert LVB (Ambiq) is verlopen op maandag 4 mei (art. 11.3)" in text


async def test_without_any_invitation_there_is_nobody_to_wait_for() -> None:
    s = await invited()
    assert missing(await s.step(at("2026-05-07 09:00"))) == ""


async def with_overleg() -> Stage:
    """The case has a slot in the overleg, to which two experts are invited, and the aanmelder to the slot."""
    s = stage("2026-04-20 10:00")
    await s.people(EXPERT, GGZ, STAND_IN, mail=[1, 4])
    casus = await s.open(date(2026, 4, 20))
    async with s.storage.begin() as work:
        await work.overleggen.save(OVERLEG)
        await invitations.invite(work, of_overleg(OVERLEG), overijssel(), ["deelnemer:1", "deelnemer:4"], s.clock.now())
    slot = Bespreking(1, OVERLEG.start, 30, "uid-1@retbot", overleg=OVERLEG.uid)
    await s.keep(casus.with_bespreking(slot))
    await s.invite("aanmelder")
    return s


async def test_the_fixed_members_are_asked_for_once_for_the_whole_overleg() -> None:
    s = await with_overleg()
    await answers(s, OVERLEG.uid, deelnemer_1=Partstat.ACCEPTED, deelnemer_4=Partstat.DECLINED)
    told = await s.step(at("2026-05-07 09:00"))
    week_before = next(sent.text for moment, sent in told if moment == "2026-04-30 08:30")
    assert "wie komt er bij het overleg van donderdag 7 mei? 1 van 2 ja, 1 nee: expert GGZ (Accare)" in week_before
    assert f"**{CODE}** " in week_before
    (near,) = [sent.text for _, sent in told if "Het overleg is **" in sent.text]
    assert "Wie komt er? 1 van 2 ja.\n• Afgezegd: expert GGZ (Accare)" in near
    assert "`!ret afwezig 4 op do 7 mei`, dan `!ret overleg uitnodigen do 7 mei`" in near


async def test_a_case_in_an_overleg_that_is_off_is_asked_for_each_morning_and_not_announced() -> None:
    s = await with_overleg()
    async with s.storage.begin() as work:
        await work.overleggen.save(overleg.cancel(OVERLEG))
    told = await s.step(at("2026-05-07 09:00"))
    digests = [sent for _, sent in told if "gaat niet door, waar gaat deze casus heen?" in sent.text]
    assert len(digests) == 11
    assert not [sent for _, sent in told if "De bespreking over" in sent.text or "Wie komt er" in sent.text]
