"""Reminders of the terms of a case: when they come, what they say, and when they stay away."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.casus import Feit
from retbot.domain.deelnemers.roles import Deelnemer
from retbot.domain.termijnen.reminders import Reminder, ReminderReason
from retbot.ports import Channel, PostState
from retbot.wording.invitation import about_code
from tests.clock import at
from tests.contract.fake_room import Sent
from tests.mails import words
from tests.unit.scheduling.stage import ACCARE, CODE, VERA, Stage, stage

OTHER = Casecode("RET-2DX-9M8")
SCHOOL = Deelnemer(4, "school")


def about(told: list[tuple[str, Sent]], word: str) -> list[str]:
    """The moments at which something with this word was said."""
    return [moment for moment, sent in told if word in sent.text]


async def with_advies(start: str = "2026-05-12 15:00") -> Stage:
    """The advies is out, and Accare has an afspraak for 22 May."""
    s = stage("2026-04-20 10:00")
    await s.people(ACCARE, mail=[2])
    await s.open(date(2026, 4, 20))
    await s.plan(at("2026-05-07 14:00"))
    s.clock.instant = at(start)
    for event in ("compleet", "uitgenodigd", "formulier_gedeeld", "voorgesprek"):
        await s.note(event, date(2026, 4, 22))
    await s.hold(date(2026, 5, 7))
    await s.agree("Accare", date(2026, 5, 22))
    await s.note("advies_verzonden", date(2026, 5, 12))
    return s


async def test_they_come_before_on_and_after_the_end_and_never_on_a_free_day() -> None:
    s = stage("2026-04-20 10:00")
    await s.open(date(2026, 4, 20))
    told = await s.step(at("2026-06-30 12:00"))
    assert about(told, "op de agenda zetten") == [
        "2026-05-01 08:30",  # two working days before 6 May: the 5th is none
        "2026-05-04 08:30",  # the eve
        "2026-05-06 08:30",
        "2026-05-07 08:30",
        "2026-05-11 08:30",  # a new week: everything that is late
        "2026-05-13 08:30",
        "2026-05-18 08:30",
        "2026-05-22 08:30",  # 14 and 15 May are free
        "2026-05-26 08:30",  # so is 25 May
        "2026-06-01 08:30",
        "2026-06-08 08:30",
        "2026-06-15 08:30",
        "2026-06-22 08:30",
        "2026-06-29 08:30",
    ]


async def test_a_term_that_ends_on_a_free_day_is_reminded_of_earlier_and_then_later() -> None:
    s = await with_advies()
    await s.agree("Accare", date(2026, 6, 20), "plaatsing")
    await s.note("advies_opgevolgd", date(2026, 5, 12))
    told = await s.step(at("2026-06-23 12:00"))
    of_afspraak = [moment for moment in about(told, "afspraak 2") if moment < "2026-06-22"]
    assert of_afspraak == ["2026-06-17 08:30", "2026-06-19 08:30"]
    assert about(told, "afspraak 2, Accare, plaatsing (was zaterdag 20 juni)") == ["2026-06-22 08:30"]


async def test_what_is_late_is_said_without_blame() -> None:
    s = stage("2026-04-20 10:00")
    await s.open(date(2026, 4, 20))
    await s.step(at("2026-05-07 9:00"))
    text = next(iter(s.texts("de casus op de agenda zetten, was")))
    assert "de casus op de agenda zetten, was gisteren (art. 8.4), 1 werkdag te laat" in text


async def test_what_is_done_is_not_reminded_of() -> None:
    s = stage("2026-04-20 10:00")
    await s.open(date(2026, 4, 20))
    await s.note("compleet", date(2026, 4, 21))
    assert about(await s.step(at("2026-04-30 9:00")), "formulier compleet") == []


async def test_a_moved_bespreking_moves_its_reminders() -> None:
    s = stage("2026-04-20 10:00")
    await s.open(date(2026, 4, 20))
    await s.plan(at("2026-05-07 14:00"))
    await s.move(at("2026-05-21 14:00"))
    told = await s.step(at("2026-05-20 9:00"))
    assert about(told, "de deelnemers uitnodigen") == [
        "2026-05-11 08:30",  # the end is Wednesday 13 May: the 14th is free
        "2026-05-12 08:30",
        "2026-05-13 08:30",
        "2026-05-18 08:30",
    ]


async def test_a_closed_case_is_left_alone() -> None:
    s = stage("2026-04-20 10:00")
    await s.open(date(2026, 4, 20))
    await s.note("afgesloten", date(2026, 4, 20), keuze="ingetrokken")
    await s.step(at("2027-04-01 9:00"))
    assert s.texts(CODE) == []


async def test_what_was_to_come_before_a_bespreking_is_not_reminded_of_after_it() -> None:
    s = stage("2026-04-20 10:00")
    await s.open(date(2026, 4, 20))
    await s.plan(at("2026-05-07 14:00"))
    told = await s.step(at("2026-06-30 9:00"))
    assert about(told, "vóór de bespreking van") == ["2026-05-04 08:30", "2026-05-06 08:30", "2026-05-07 08:30"]


async def test_without_consent_nobody_is_asked_to_share_a_form() -> None:
    s = stage("2026-04-20 10:00")
    await s.open(date(2026, 4, 20), formulier="nee")
    await s.plan(at("2026-05-07 14:00"))
    told = await s.step(at("2026-06-01 9:00"))
    assert about(told, "formulier delen") == []


async def test_what_was_past_when_a_running_case_was_taken_over_is_asked_for_once_a_week_and_not_reminded_of() -> None:
    s = stage("2026-05-20 10:00")
    casus = await s.open(date(2026, 4, 20))
    entered = replace(casus.aanmelding, vastgelegd=date(2026, 5, 20))
    await s.keep(replace(casus, aanmelding=entered))
    told = await s.step(at("2026-06-02 12:00"))
    assert about(told, "op de agenda zetten") == []
    assert about(told, "wat is de volgende stap?") == ["2026-05-21 08:30", "2026-05-28 08:30"]


@pytest.mark.parametrize("up_again", ["2026-04-22 20:00", "2026-04-25 11:00", "2026-04-27 11:00"])
async def test_up_again_outside_office_hours_it_waits_for_the_next_working_morning(up_again: str) -> None:
    s = stage("2026-04-20 10:00")
    await s.open(date(2026, 4, 20))
    s.clock.instant = at(up_again)
    assert await s.now() == []
    told = await s.step(at("2026-04-28 9:00"))
    expected = "2026-04-23 08:30" if up_again < "2026-04-23" else "2026-04-28 08:30"
    assert about(told, "formulier compleet")[0] == expected


async def test_a_homeserver_that_comes_back_at_night_brings_nothing_before_the_morning() -> None:
    s = stage("2026-04-20 10:00")
    await s.open(date(2026, 4, 20))
    s.room.down = True
    await s.step(at("2026-04-22 20:00"))
    s.room.down = False
    told = await s.step(at("2026-04-23 9:00"))
    assert about(told, "formulier compleet") == ["2026-04-23 08:30"]
    assert {moment for moment, _ in told} == {"2026-04-23 08:30"}
    assert [row.state for row in await s.posts_of("overzicht")] == [PostState.DROPPED] * 2 + [PostState.SENT]


async def test_one_reminder_that_fails_keeps_no_other_from_coming() -> None:
    s = stage("2026-04-20 10:00")
    await s.open(date(2026, 4, 20))
    lost = await s.open(date(2026, 4, 20), OTHER)
    async with s.storage.begin() as work:
        wrong = Reminder("x", at("2026-04-21 9:00"), "bespreking:niets", ReminderReason.BESPREKING)
        await work.cases.save(replace(lost, convenant="weg"), [], [wrong], s.clock.now())
    told = await s.step(at("2026-04-22 9:00"))
    assert about(told, "formulier compleet") == ["2026-04-21 08:30", "2026-04-22 08:30"]
    async with s.storage.begin() as work:
        assert await work.reminders.due(s.clock.now(), 10) == []


WHAT = "de afspraak nakomen, intake (afspraak 1, Accare)"


async def test_who_is_not_in_the_room_is_mailed_what_by_when_on_which_article_and_whom_to_call() -> None:
    s = await with_advies()
    await s.step(at("2026-05-20 9:00"))
    (mail,) = s.mailbox.sent
    assert (mail.to, mail.subject) == (
        "deelnemer2@partij.example",
        f"Herinnering {CODE}: {WHAT}, uiterlijk vrijdag 22 mei",
    )
    assert words(mail).splitlines() == [
        "Goedendag,",
        "",
        "Dit is een herinnering van het Regionaal Expertteam Overijssel. U krijgt die als contactpersoon (Accare).",
        "",
        "Wat: De afspraak nakomen, intake (afspraak 1, Accare)",
        "Wanneer: uiterlijk vrijdag 22 mei 2026",
        "Grond: art. 7 van het convenant",
        "",
        "Is het gebeurd, of lukt het niet op tijd? Beantwoord dan deze mail of bel de secretaris.",
        "",
        about_code(CODE),
        "",
        "Zet in een antwoord geen namen of andere herkenbare gegevens.",
        "",
        "Vragen? Bel de secretaris, 038 000 00 00.",
        "",
        "Deze mail is automatisch verstuurd.",
        "",
        "Het Regionaal Expertteam Overijssel",
    ]
    assert mail.thread == f"casus:{CODE}"


async def test_a_party_that_is_in_the_room_gets_no_mail() -> None:
    s = await with_advies()
    await s.people(replace(ACCARE, matrix_id="@accare:ret.example"))
    await s.step(at("2026-05-28 9:00"))
    assert s.mailbox.sent == []


async def test_a_role_of_the_case_is_mailed_at_its_own_address() -> None:
    s = stage("2026-04-20 10:00")
    await s.open(date(2026, 4, 20))
    await s.address("aanmelder", "aanmelder@toegang.example")
    await s.plan(at("2026-05-07 14:00"))
    await s.step(at("2026-05-04 9:00"))
    assert [(mail.to, "voorgesprek" in words(mail).lower()) for mail in s.mailbox.sent] == [
        ("aanmelder@toegang.example", True)
    ]


@pytest.mark.parametrize("allowed", [True, False])
async def test_a_private_person_is_mailed_only_when_switched_on_and_then_without_the_code(allowed: bool) -> None:
    s = await with_advies()
    await s.address("ouders", "thuis@prive.example")
    await s.agree("ouders", date(2026, 5, 29))
    if allowed:
        await s.note("mail_toestemming", date(2026, 5, 12), "ouders", "ja")
    await s.step(at("2026-05-27 12:00"))
    mails = [mail for mail in s.mailbox.sent if mail.to == "thuis@prive.example"]
    assert bool(mails) is allowed
    for mail in mails:
        assert mail.subject in {"Herinnering", "Herinneringen"}
        assert CODE not in words(mail)
        assert mail.thread is None


async def test_the_clock_of_a_datalek_rings_at_any_hour() -> None:
    s = stage("2026-04-20 10:00")
    casus = await s.open(date(2026, 4, 20))
    await s.keep(casus.with_feit(Feit("compleet", date(2026, 4, 20))))
    s.clock.instant = at("2026-04-24 18:00")
    casus = await s.casus()
    await s.keep(casus.with_feit(Feit("datalek", date(2026, 4, 24))))
    told = await s.step(at("2026-04-26 23:59"))
    leak = [(moment, sent.outgoing.rings) for moment, sent in told if "datalek" in sent.text]
    hours = ["2026-04-24 20:00", "2026-04-26 00:00", "2026-04-26 18:00"]
    assert leak == [(moment, (VERA,)) for moment in hours]
    assert s.texts("Uiterlijk **morgen, maandag 27 april om 00:00**: het datalek melden bij de Autoriteit")
    assert s.texts("(AVG 33: 72 uur)")


async def test_each_is_given_once_whatever_wakes_the_bot() -> None:
    s = await with_advies()
    await s.step(at("2026-05-28 12:00"))
    before = len(s.room.sent), len(s.mailbox.sent)
    for _ in range(3):
        s.clock.instant += timedelta(minutes=1)
        await s.now()
    assert (len(s.room.sent), len(s.mailbox.sent)) == before
    mailed = [row.post.key for row in await s.posts_of("herinnering") if row.post.channel is Channel.MAIL]
    assert len(mailed) == len(set(mailed))


async def test_nothing_that_had_to_precede_a_bespreking_is_asked_for_once_it_has_begun() -> None:
    """Whatever the covenant: neither in its thread nor in the digest, for as long as nobody records the outcome."""
    s = stage("2026-04-20 8:00")
    await s.open(date(2026, 4, 20))
    await s.plan(at("2026-05-07 14:00"))
    await s.step(at("2026-05-07 13:59"))
    assert s.texts("uitnodigen")
    before = len(s.room.sent)
    await s.step(at("2026-06-12 12:00"))
    for sent in s.room.sent[before:]:
        assert not any(word in sent.text for word in ("uitnodigen", "formulier delen", "voorgesprek")), sent.text
