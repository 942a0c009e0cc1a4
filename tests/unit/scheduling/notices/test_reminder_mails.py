"""One mail a morning for each recipient, whatever it is that he is reminded of."""

from datetime import date, timedelta

from retbot.ports import MailFate, PostState
from tests.clock import at
from tests.unit.scheduling.stage import ACCARE, CODE, Stage, stage
from tests.unit.scheduling.test_reminders import OTHER

MORNING = at("2026-05-20 8:30")
WHEN = "uiterlijk vrijdag 22 mei 2026 (art. 7 van het convenant)"


async def with_two_cases() -> Stage:
    """Accare has two afspraken in one case and one in another, all due on Friday 22 May."""
    s = stage("2026-04-20 10:00")
    await s.people(ACCARE, mail=[2])
    for code in (CODE, OTHER):
        await s.open(date(2026, 4, 20), code)
        await s.plan(at("2026-05-07 14:00"), f"{code}@retbot", code)
    s.clock.instant = at("2026-05-12 16:00")
    for code, kinds in ((CODE, ("intake", "behandeling")), (OTHER, ("plaatsing",))):
        await s.hold(date(2026, 5, 7), code)
        for kind in kinds:
            await s.agree("Accare", date(2026, 5, 22), kind, code)
        await s.note("advies_verzonden", date(2026, 5, 12), code=code)
    return s


async def test_several_terms_of_several_cases_come_in_one_mail() -> None:
    s = await with_two_cases()
    await s.step(MORNING)
    (mail,) = s.mailbox.sent
    assert (mail.to, mail.subject) == ("deelnemer2@partij.example", "3 herinneringen: uiterlijk vrijdag 22 mei")
    assert mail.thread is None
    assert mail.text.splitlines() == [
        "Goedendag,",
        "",
        "Dit zijn 3 herinneringen van het Regionaal Expertteam Overijssel. U krijgt die als contactpersoon (Accare).",
        "",
        f"**{OTHER}**",
        f"- de afspraak nakomen, plaatsing (afspraak 1, Accare): {WHEN}",
        "",
        f"**{CODE}**",
        f"- de afspraak nakomen, intake (afspraak 1, Accare): {WHEN}",
        f"- de afspraak nakomen, behandeling (afspraak 2, Accare): {WHEN}",
        "",
        "Is het gebeurd, of lukt het niet op tijd? Beantwoord dan deze mail of bel de secretaris.",
        "",
        "Zet in een antwoord geen namen of andere herkenbare gegevens.",
        "",
        "Vragen? Bel de secretaris, 038 000 00 00.",
        "",
        "Deze mail is automatisch verstuurd.",
        "",
        "Het Regionaal Expertteam Overijssel",
    ]
    assert {row.state for row in await s.posts_of("herinnering") if row.post.to} == {PostState.SENT}


async def test_what_is_done_meanwhile_is_left_out_and_one_case_keeps_its_thread() -> None:
    s = await with_two_cases()
    await s.finish(1, date(2026, 5, 8), OTHER)
    await s.step(MORNING)
    (mail,) = s.mailbox.sent
    assert mail.subject == f"2 herinneringen {CODE}: uiterlijk vrijdag 22 mei"
    assert mail.thread == f"casus:{CODE}"
    assert OTHER not in mail.text


async def test_they_share_the_fate_of_their_mail() -> None:
    s = await with_two_cases()
    s.mailbox.fates["deelnemer2@partij.example"] = MailFate.DELAYED
    await s.step(MORNING)
    s.mailbox.fates.clear()
    await s.step(MORNING + timedelta(minutes=1))
    (mail,) = s.mailbox.sent
    assert mail.subject.startswith("3 herinneringen")
    s.mailbox.fates["deelnemer2@partij.example"] = MailFate.REFUSED
    await s.step(at("2026-05-22 9:00"))
    assert {row.state for row in await s.posts_of("herinnering") if row.post.to} == {PostState.SENT, PostState.REFUSED}


async def test_a_private_person_reads_of_one_case_in_one_mail() -> None:
    s = await with_two_cases()
    for code in (CODE, OTHER):
        await s.address("ouders", "thuis@prive.example", code)
        await s.note("mail_toestemming", date(2026, 5, 12), "ouders", "ja", code)
        await s.agree("ouders", date(2026, 5, 22), "intake", code)
    await s.step(MORNING)
    mails = [mail for mail in s.mailbox.sent if mail.to == "thuis@prive.example"]
    assert [mail.subject for mail in mails] == ["Herinnering", "Herinnering"]
    assert not any(code in mail.text for mail in mails for code in (CODE, OTHER))
