"""What goes out by mail: its fate, and who hears of it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from retbot.domain.deelnemers.roles import Deelnemer
from retbot.domain.invitations.guest_list import GuestList
from retbot.domain.invitations.rsvps import Partstat, Rsvp, Via
from retbot.ports import Channel, Mail, MailFate, Post, PostState
from tests.clock import at
from tests.mails import words
from tests.unit.scheduling.stage import CODE, EXPERT, Stage, stage
from tests.world import root_of

START = at("2026-05-07 14:00")
NOON = at("2026-04-22 12:00")
FIXED = Deelnemer(5, "voorzitter")


async def planned(formulier: str = "ja") -> Stage:
    s = stage("2026-04-22 12:00")
    s.storage.memory.notes["laatste_ochtend"] = "2026-04-22"
    await s.people(EXPERT, FIXED, mail=[1, 5])
    await s.open(date(2026, 4, 22), formulier=formulier)
    await s.address("school", "zorg@school.example")
    await s.plan(START)
    return s


async def states(s: Stage, to: str, kind: str = "uitnodiging") -> list[PostState]:
    return [row.state for row in await s.posts_of(kind) if row.post.to == to]


def to(s: Stage, address: str) -> list[Mail]:
    return [mail for mail in s.mailbox.sent if mail.to == address]


async def test_an_invitation_is_made_from_the_case() -> None:
    s = await planned()
    await s.invite("school", "deelnemer:1", "deelnemer:5")
    await s.now()
    (mail,) = to(s, "zorg@school.example")
    invited = mail.invitation
    assert invited
    assert (invited.method, invited.uid, invited.sequence, invited.stamp) == ("REQUEST", "uid-1@retbot", 0, NOON)
    assert (invited.start, invited.end) == (START, START + timedelta(hours=1))
    assert (mail.subject, invited.summary) == (f"Bespreking {CODE}: do 7 mei, 14:00", f"Bespreking {CODE}")
    assert invited.location == "Stadhuis, zaal 2"
    assert (invited.recipient.address, invited.recipient.name) == ("zorg@school.example", "school")
    assert {(a.address, a.name) for a in invited.visible} == {
        ("deelnemer1@partij.example", "expert LVB (Ambiq)"),
        ("deelnemer5@partij.example", "voorzitter"),
    }
    assert invited.description.splitlines() == [
        f"Wat: Bespreking over casus {CODE}",
        "Wanneer: Donderdag 7 mei 2026, 14:00–15:00",
        "Waar: Stadhuis, zaal 2",
        "Wie: onder anderen expert LVB (Ambiq), voorzitter en u",
        "Vragen? Bel de secretaris, 038 000 00 00.",
    ]
    assert mail.thread == f"casus:{CODE}"


async def test_without_consent_it_says_that_nobody_is_named() -> None:
    s = await planned(formulier="nee")
    await s.invite("school")
    await s.now()
    assert "De casus wordt anoniem besproken (art. 9.3): noem geen namen." in words(s.mailbox.sent[0])


async def test_a_private_persons_calendar_tells_nothing() -> None:
    s = await planned(formulier="nee")
    await s.address("ouders", "thuis@prive.example")
    await s.note("mail_toestemming", date(2026, 4, 22), "ouders", "ja")
    await s.invite("ouders", "school", "deelnemer:1")
    await s.now()
    (mail,) = to(s, "thuis@prive.example")
    invited = mail.invitation
    assert invited
    assert (mail.subject, invited.summary, invited.recipient.name) == ("Overleg", "Overleg", "genodigde")
    assert [(a.address, a.name) for a in invited.visible] == [("deelnemer1@partij.example", "lid van het team")]
    told = f"{words(mail)} {invited.description} {invited.location} {mail.thread} {invited.uid}"
    assert CODE not in told
    assert "anoniem" not in told
    assert mail.thread == "overleg:uid-1@retbot"


@pytest.mark.parametrize(
    ("lijst", "school", "expert", "ouders"),
    [
        (None, {"deelnemer:1"}, {"school"}, {"deelnemer:1"}),
        (GuestList.IEDEREEN, {"deelnemer:1"}, {"school"}, {"deelnemer:1", "school"}),
        (GuestList.VAST, {"deelnemer:1"}, set(), {"deelnemer:1"}),
        (GuestList.OWN_ADDRESS, set(), set(), set()),
    ],
)
async def test_whom_each_guest_sees_is_chosen_and_never_a_private_person(
    lijst: GuestList | None, school: set[str], expert: set[str], ouders: set[str]
) -> None:
    s = await planned()
    messages = await s.invite("school", "deelnemer:1", "ouders", lijst=lijst)
    assert [set(message.entry.sees) for message in messages] == [school, expert, ouders]


async def test_a_private_person_without_consent_gets_nothing() -> None:
    s = await planned()
    await s.address("ouders", "thuis@prive.example")
    await s.invite("ouders")
    await s.now()
    assert s.mailbox.sent == []
    assert await states(s, "ouders") == [PostState.DROPPED]


async def test_a_later_one_takes_the_place_of_an_earlier_one() -> None:
    s = await planned()
    s.mailbox.down = True
    await s.invite("school")
    await s.now()
    await s.move(at("2026-05-20 14:00"))
    await s.tell()
    s.mailbox.down = False
    await s.step(NOON + timedelta(minutes=1))
    (mail,) = s.mailbox.sent
    assert mail.invitation
    assert mail.invitation.sequence == 1
    assert "De bespreking is verzet." in mail.text
    assert await states(s, "school") == [PostState.DROPPED, PostState.SENT]


async def test_what_did_not_leave_is_told_by_what_takes_its_place() -> None:
    s = await planned()
    await s.address("lokale toegang", "loket@gemeente.example")
    await s.invite("deelnemer:1", "school")
    await s.now()
    s.mailbox.down = True
    await s.move(at("2026-05-20 14:00"))
    await s.tell()
    await s.now()
    await s.invite("lokale toegang")
    s.mailbox.down = False
    await s.step(NOON + timedelta(minutes=1))
    mail = to(s, "deelnemer1@partij.example")[-1]
    assert mail.subject == f"Verzet: Bespreking {CODE}: wo 20 mei, 14:00"
    assert "De bespreking van donderdag 7 mei, 14:00 is verzet." in mail.text


async def test_who_never_heard_that_he_was_out_is_invited_anew_by_whatever_takes_its_place() -> None:
    s = await planned()
    await s.invite("school")
    await s.now()
    s.mailbox.down = True
    await s.uninvite("school")
    await s.now()
    await s.move(at("2026-05-20 14:00"))
    await s.invite("school")
    await s.note("intrekking", date(2026, 4, 22))
    await s.say_again()
    s.mailbox.down = False
    await s.step(NOON + timedelta(minutes=1))
    mail = to(s, "zorg@school.example")[-1]
    assert (mail.subject, len(s.mailbox.sent)) == (f"Bespreking {CODE}: wo 20 mei, 14:00", 2)
    assert f"nodigt u uit voor de bespreking over casus {CODE}." in mail.text


async def test_what_the_text_says_of_the_case_is_told_to_who_can_read_it() -> None:
    s = await planned()
    await s.address("ouders", "thuis@prive.example")
    await s.note("mail_toestemming", date(2026, 4, 22), "ouders", "ja")
    await s.invite("school", "ouders")
    await s.now()
    await s.note("intrekking", date(2026, 4, 22))
    assert [message.entry.owner for message in await s.say_again()] == ["school"]
    await s.now()
    mail = to(s, "zorg@school.example")[-1]
    assert mail.subject == f"Gewijzigd: Bespreking {CODE}: do 7 mei, 14:00"
    assert "De casus wordt anoniem besproken (art. 9.3): noem geen namen." in words(mail)
    assert len(to(s, "thuis@prive.example")) == 1


async def test_who_was_told_that_he_is_out_is_not_told_again_when_he_was_not_invited_meanwhile() -> None:
    s = await planned()
    await s.invite("school")
    await s.now()
    await s.uninvite("school")
    await s.now()
    await s.invite("school")
    await s.uninvite("school")
    await s.now()
    assert [mail.invitation.method for mail in s.mailbox.sent if mail.invitation] == ["REQUEST", "CANCEL"]


async def test_a_cancelled_bespreking_is_cancelled_with_who_was_invited() -> None:
    s = await planned()
    await s.invite("school")
    await s.now()
    await s.invite("deelnemer:1")
    await s.cancel()
    await s.tell()
    await s.now()
    (_, mail) = s.mailbox.sent
    assert mail.invitation
    assert (mail.invitation.method, mail.invitation.sequence, mail.invitation.whole) == ("CANCEL", 1, True)
    assert (mail.to, mail.subject) == ("zorg@school.example", f"Gaat niet door: Bespreking {CODE}: do 7 mei, 14:00")
    assert "De bespreking gaat niet door." in mail.text
    assert await states(s, "deelnemer:1", "afzegging") == [PostState.DROPPED]


async def test_who_alone_is_uninvited_gets_a_cancel_of_his_own_and_a_higher_request_when_he_is_back() -> None:
    s = await planned()
    await s.invite("school", "deelnemer:1")
    await s.now()
    await s.uninvite("school")
    await s.now()
    mail = s.mailbox.sent[-1]
    assert mail.invitation
    assert (mail.invitation.method, mail.invitation.whole, mail.invitation.sequence) == ("CANCEL", False, 1)
    assert "U wordt niet meer bij de bespreking verwacht." in mail.text
    await s.invite("school")
    await s.now()
    mail = to(s, "zorg@school.example")[-1]
    assert mail.invitation
    assert (mail.invitation.method, mail.invitation.sequence) == ("REQUEST", 2)
    assert f"nodigt u uit voor de bespreking over casus {CODE}." in mail.text


async def test_only_who_sees_the_other_guests_hears_that_one_more_is_invited() -> None:
    s = await planned()
    await s.address("lokale toegang", "loket@gemeente.example")
    await s.invite("school", "deelnemer:1")
    await s.now()
    await s.invite("lokale toegang")
    await s.now()
    new = s.mailbox.sent[2:]
    assert {mail.to for mail in new} == {"loket@gemeente.example", "deelnemer1@partij.example"}
    (told,) = to(s, "deelnemer1@partij.example")[1:]
    assert told.invitation
    assert (told.invitation.sequence, told.invitation.stamp) == (0, NOON + timedelta(seconds=1))
    assert "De lijst van genodigden is veranderd: lokale toegang is erbij. Tijd en plek blijven." in told.text
    assert "U hoeft niet opnieuw te antwoorden." in told.text


@pytest.mark.parametrize(
    ("said", "partstat"),
    [(Partstat.DECLINED, "DECLINED"), (Partstat.COUNTER, "NEEDS-ACTION"), (None, "NEEDS-ACTION")],
)
async def test_who_answered_stays_on_his_answer_when_only_the_guests_change(
    said: Partstat | None, partstat: str
) -> None:
    s = await planned()
    await s.invite("school", "deelnemer:1")
    await s.now()
    if said:
        async with s.storage.begin() as work:
            await work.rsvps.add(Rsvp("uid-1@retbot", "deelnemer:1", said, 0, NOON, Via.MAIL, NOON, CODE))
    await s.uninvite("school")
    await s.now()
    mail = to(s, "deelnemer1@partij.example")[-1]
    assert mail.invitation
    assert mail.invitation.recipient.partstat == partstat
    await s.move(at("2026-05-20 14:00"))
    await s.tell()
    await s.now()
    mail = to(s, "deelnemer1@partij.example")[-1]
    assert mail.invitation
    assert mail.invitation.recipient.partstat == "NEEDS-ACTION"


async def test_a_change_of_place_alone_is_told_as_such() -> None:
    s = await planned()
    await s.invite("school")
    await s.now()
    casus = await s.casus()
    await s.keep(casus.with_bespreking(replace(casus.besprekingen[-1], plek=None)))
    await s.tell()
    await s.tell()
    await s.now()
    (_, mail) = s.mailbox.sent
    assert mail.invitation
    assert (mail.subject, mail.invitation.sequence) == (f"Andere plek: Bespreking {CODE}: do 7 mei, 14:00", 1)
    assert "De bespreking is op een andere plek; de tijd blijft dezelfde." in mail.text


async def test_another_place_leaves_an_answer_as_it_was_given() -> None:
    s = await planned()
    await s.invite("school")
    await s.now()
    async with s.storage.begin() as work:
        await work.rsvps.add(Rsvp("uid-1@retbot", "school", Partstat.ACCEPTED, 0, NOON, Via.MAIL, NOON, CODE))
    casus = await s.casus()
    await s.keep(casus.with_bespreking(replace(casus.besprekingen[-1], plek=None)))
    await s.tell()
    await s.now()
    mail = to(s, "zorg@school.example")[-1]
    assert mail.invitation
    assert (mail.invitation.sequence, mail.invitation.recipient.partstat) == (1, "ACCEPTED")
    async with s.storage.begin() as work:
        assert [one.partstat for one in await work.rsvps.of_meeting("uid-1@retbot")] == [Partstat.ACCEPTED]


async def test_nobody_is_invited_to_what_was_cancelled_or_is_past() -> None:
    s = await planned()
    await s.invite("school", "deelnemer:1")
    s.mailbox.fates["zorg@school.example"] = MailFate.DELAYED
    await s.now()
    await s.invite("deelnemer:5")
    await s.cancel()
    await s.tell()
    s.mailbox.fates.clear()
    await s.step(NOON + timedelta(minutes=1))
    assert to(s, "deelnemer5@partij.example") == []
    (mail,) = to(s, "zorg@school.example")
    assert mail.invitation
    assert mail.invitation.method == "CANCEL"


async def test_a_refused_mail_is_told_once_in_the_thread_of_its_case() -> None:
    s = await planned()
    s.mailbox.fates["zorg@school.example"] = MailFate.REFUSED
    await s.invite("school", "deelnemer:1")
    await s.now()
    assert await states(s, "school") == [PostState.REFUSED]
    assert await states(s, "deelnemer:1") == [PostState.SENT]
    (sent,) = s.room.sent
    assert "De uitnodiging aan school kon niet worden bezorgd: de mailserver neemt hem niet aan." in sent.text
    assert f"`adres {CODE} school ADRES`" in sent.text
    assert (sent.outgoing.thread, sent.outgoing.rings) == (root_of(CODE), ())


async def test_a_delayed_mail_is_tried_again_and_given_up_after_days() -> None:
    s = await planned()
    s.mailbox.fates["zorg@school.example"] = MailFate.DELAYED
    await s.invite("school")
    await s.now()
    assert await states(s, "school") == [PostState.OPEN]
    s.clock.instant = NOON + timedelta(days=5)
    await s.now()
    assert await states(s, "school") == [PostState.REFUSED]
    assert s.texts("kon niet worden bezorgd")


async def test_to_one_recipient_nothing_overtakes() -> None:
    s = await planned()
    s.mailbox.fates["zorg@school.example"] = MailFate.DELAYED
    await s.invite("school")
    await s.now()
    s.mailbox.fates.clear()
    await s.plan_another(START + timedelta(days=1), "uid-2@retbot")
    await s.invite("school")
    await s.now()
    assert s.mailbox.sent == []
    await s.step(NOON + timedelta(seconds=5))
    assert [mail.invitation and mail.invitation.uid for mail in s.mailbox.sent] == ["uid-1@retbot", "uid-2@retbot"]


async def test_without_an_address_it_is_dropped() -> None:
    s = await planned()
    await s.invite("aanmelder")
    await s.now()
    assert await states(s, "aanmelder") == [PostState.DROPPED]


@pytest.mark.parametrize("kind", ["bestaat niet", "opschaling"])
async def test_what_cannot_be_written_keeps_nothing_else_back(kind: str) -> None:
    s = await planned()
    await s.put(Post("wrong", Channel.MAIL, kind, {}, CODE, to="deelnemer:1"))
    await s.invite("school")
    await s.step(NOON + timedelta(minutes=2))
    assert [row.state for row in await s.posts_of(kind)] == [PostState.REFUSED]
    assert len(to(s, "zorg@school.example")) == 1


async def test_a_move_names_the_time_and_the_place_that_the_guest_knew() -> None:
    s = await planned()
    await s.invite("school")
    await s.now()
    s.mailbox.down = True
    await s.move(at("2026-05-19 10:00"))
    await s.tell()
    await s.now()
    await s.move(at("2026-05-20 14:00"))
    await s.tell()
    s.mailbox.down = False
    await s.step(NOON + timedelta(minutes=1))
    card = {row.label: (row.value, row.was) for row in to(s, "zorg@school.example")[-1].card}
    assert card["Wanneer"] == ("woensdag 20 mei 2026, 14:00–15:00", "donderdag 7 mei 2026, 14:00–15:00")
    assert card["Waar"] == ("Stadhuis, zaal 2", "")


async def test_who_left_is_named_and_never_by_a_number() -> None:
    s = await planned()
    await s.invite("school", "deelnemer:1", "deelnemer:5")
    await s.now()
    await s.uninvite("deelnemer:1")
    await s.now()
    assert "veranderd: expert LVB (Ambiq) niet meer." in to(s, "zorg@school.example")[-1].text
    async with s.storage.begin() as work:
        await work.people.remove(5)
    await s.uninvite("deelnemer:5")
    await s.now()
    assert "deelnemer:" not in words(to(s, "zorg@school.example")[-1])


async def test_an_alarm_is_a_choice_of_the_team_and_for_private_persons_of_the_covenant() -> None:
    s = await planned()
    s.team = replace(s.team, alarm_minutes=30, convenant=replace(s.team.convenant, agendamelding_prive=False))
    await s.address("ouders", "thuis@prive.example")
    await s.note("mail_toestemming", date(2026, 4, 22), "ouders", "ja")
    await s.invite("school", "ouders")
    await s.now()
    alarms = {mail.to: mail.invitation.alarm for mail in s.mailbox.sent if mail.invitation}
    assert alarms == {"zorg@school.example": 30, "thuis@prive.example": 0}
