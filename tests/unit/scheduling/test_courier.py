"""What goes out by mail: its fate, and who hears of it."""

from datetime import date, timedelta

import pytest

from retbot.domain.rollen import Deelnemer
from retbot.ports import Channel, Mail, MailFate, Post, PostState
from tests.unit.scheduling.stage import CODE, EXPERT, Stage, at, stage

START = at("2026-05-07 14:00")
NOON = at("2026-04-22 12:00")
FIXED = Deelnemer(5, "voorzitter")


def invitation(to: str, sequence: int = 0, kind: str = "uitnodiging") -> Post:
    """As the commands put it."""
    key = f"{kind}:uid-1@retbot:{sequence}:{to}"
    args = {"ronde": 1, "sequence": sequence}
    return Post(key, Channel.MAIL, kind, args, CODE, "uitnodiging", to=to)


async def planned(formulier: str = "ja") -> Stage:
    s = stage("2026-04-22 12:00")
    s.storage.memory.notes["laatste_ochtend"] = "2026-04-22"
    await s.people(EXPERT, FIXED, mail=[1, 5])
    await s.open(date(2026, 4, 22), formulier=formulier)
    await s.address("school", "zorg@school.example")
    await s.plan(START)
    return s


async def state(s: Stage, key: str) -> PostState:
    async with s.storage.begin() as work:
        row = await work.post_of_key(key)
    assert row
    return row.state


def to(s: Stage, address: str) -> list[Mail]:
    return [mail for mail in s.mailbox.sent if mail.to == address]


async def test_an_invitation_is_made_from_the_case() -> None:
    s = await planned()
    await s.put(invitation("school"))
    await s.now()
    (mail,) = s.mailbox.sent
    invited = mail.invitation
    assert invited
    assert (invited.method, invited.uid, invited.sequence, invited.stamp) == ("REQUEST", "uid-1@retbot", 0, NOON)
    assert (invited.start, invited.end) == (START, START + timedelta(hours=1))
    assert (mail.subject, invited.summary) == (f"RET-overleg {CODE}", f"RET-overleg {CODE}")
    assert invited.location == "Stadhuis, zaal 2"
    assert (invited.recipient.address, invited.recipient.name) == ("zorg@school.example", "school")
    assert {(a.address, a.name) for a in invited.visible} == {
        ("deelnemer1@partij.example", "expert LVB (Ambiq)"),
        ("deelnemer5@partij.example", "voorzitter"),
    }
    assert invited.description.splitlines() == [
        "Donderdag 7 mei 2026, 14:00–15:00 (60 minuten), Stadhuis, zaal 2.",
        "Vragen? Bel de secretaris, 038 000 00 00.",
    ]
    assert mail.thread == f"casus:{CODE}"


async def test_without_consent_it_says_that_nobody_is_named() -> None:
    s = await planned(formulier="nee")
    await s.put(invitation("school"))
    await s.now()
    assert "De casus wordt anoniem besproken (art. 9.3)." in s.mailbox.sent[0].text


async def test_a_private_persons_calendar_tells_nothing() -> None:
    s = await planned(formulier="nee")
    await s.address("ouders", "thuis@prive.example")
    await s.note("mail_toestemming", date(2026, 4, 22), "ouders", "ja")
    await s.put(invitation("ouders"))
    await s.now()
    (mail,) = s.mailbox.sent
    invited = mail.invitation
    assert invited
    assert (mail.subject, invited.summary, invited.recipient.name, invited.visible) == (
        "Overleg",
        "Overleg",
        "genodigde",
        (),
    )
    told = f"{mail.text} {invited.description} {invited.location} {mail.thread} {invited.uid}"
    assert CODE not in told
    assert "anoniem" not in told
    assert mail.thread == "overleg:uid-1@retbot"


async def test_a_private_person_without_consent_gets_nothing() -> None:
    s = await planned()
    await s.address("ouders", "thuis@prive.example")
    await s.put(invitation("ouders"))
    await s.now()
    assert s.mailbox.sent == []
    assert await state(s, invitation("ouders").key) is PostState.DROPPED


async def test_a_later_one_takes_the_place_of_an_earlier_one() -> None:
    s = await planned()
    s.mailbox.down = True
    await s.put(invitation("school"))
    await s.now()
    await s.move(at("2026-05-20 14:00"))
    await s.put(invitation("school", 1))
    s.mailbox.down = False
    await s.step(NOON + timedelta(minutes=1))
    (mail,) = s.mailbox.sent
    assert mail.invitation
    assert mail.invitation.sequence == 1
    assert "De bespreking is verzet." in mail.text
    assert await state(s, invitation("school").key) is PostState.DROPPED


async def test_a_cancelled_bespreking_is_cancelled_with_who_was_invited() -> None:
    s = await planned()
    await s.put(invitation("school"))
    await s.now()
    await s.cancel()
    await s.put(invitation("school", 1, "afzegging"), invitation("deelnemer:1", 1, "afzegging"))
    await s.now()
    (_, mail) = s.mailbox.sent
    assert mail.invitation
    assert (mail.invitation.method, mail.invitation.sequence, mail.invitation.whole) == ("CANCEL", 1, True)
    assert mail.to == "zorg@school.example"
    assert "De bespreking gaat niet door." in mail.text
    assert await state(s, invitation("deelnemer:1", 1, "afzegging").key) is PostState.DROPPED


async def test_who_alone_is_uninvited_gets_a_cancel_of_his_own() -> None:
    s = await planned()
    await s.put(invitation("school"))
    await s.now()
    await s.put(invitation("school", 0, "afzegging"))
    await s.now()
    cancel = s.mailbox.sent[-1].invitation
    assert cancel
    assert (cancel.method, cancel.whole) == ("CANCEL", False)
    assert "U wordt niet meer bij de bespreking verwacht." in s.mailbox.sent[-1].text


async def test_nobody_is_invited_to_what_was_cancelled_or_is_past() -> None:
    s = await planned()
    await s.put(invitation("school"), invitation("deelnemer:1"))
    s.mailbox.fates["zorg@school.example"] = MailFate.DELAYED
    await s.now()
    await s.cancel()
    s.mailbox.fates.clear()
    await s.step(NOON + timedelta(minutes=1))
    assert to(s, "zorg@school.example") == []


async def test_a_refused_mail_is_told_once_in_the_thread_of_its_case() -> None:
    s = await planned()
    s.mailbox.fates["zorg@school.example"] = MailFate.REFUSED
    await s.put(invitation("school"), invitation("deelnemer:1"))
    await s.now()
    assert await state(s, invitation("school").key) is PostState.REFUSED
    assert await state(s, invitation("deelnemer:1").key) is PostState.SENT
    (sent,) = s.room.sent
    assert "De uitnodiging aan school kon niet worden bezorgd: de mailserver neemt hem niet aan." in sent.text
    assert f"`adres {CODE} school ADRES`" in sent.text
    assert (sent.outgoing.thread, sent.outgoing.rings) == (f"$thread-{CODE}", ())


async def test_a_delayed_mail_is_tried_again_and_given_up_after_days() -> None:
    s = await planned()
    s.mailbox.fates["zorg@school.example"] = MailFate.DELAYED
    await s.put(invitation("school"))
    await s.now()
    assert await state(s, invitation("school").key) is PostState.OPEN
    s.clock.instant = NOON + timedelta(days=5)
    await s.now()
    assert await state(s, invitation("school").key) is PostState.REFUSED
    assert s.texts("kon niet worden bezorgd")


async def test_to_one_recipient_nothing_overtakes() -> None:
    s = await planned()
    s.mailbox.fates["zorg@school.example"] = MailFate.DELAYED
    await s.put(invitation("school"))
    await s.now()
    s.mailbox.fates.clear()
    other = Post("later", Channel.MAIL, "uitnodiging", {"ronde": 1, "sequence": 0}, CODE, to="school")
    await s.put(other)
    await s.now()
    assert s.mailbox.sent == []
    await s.step(NOON + timedelta(seconds=5))
    assert [mail.key for mail in s.mailbox.sent] == [invitation("school").key, "later"]


async def test_without_an_address_it_is_dropped() -> None:
    s = await planned()
    await s.put(invitation("aanmelder"))
    await s.now()
    assert await state(s, invitation("aanmelder").key) is PostState.DROPPED


@pytest.mark.parametrize("kind", ["bestaat niet", "opschaling"])
async def test_what_cannot_be_written_keeps_nothing_else_back(kind: str) -> None:
    s = await planned()
    await s.put(Post("wrong", Channel.MAIL, kind, {}, CODE, to="deelnemer:1"), invitation("school"))
    await s.step(NOON + timedelta(minutes=2))
    assert await state(s, "wrong") is PostState.REFUSED
    assert len(to(s, "zorg@school.example")) == 1
