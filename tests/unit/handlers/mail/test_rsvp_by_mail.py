"""What becomes of the mails that come in: whose answer counts, what is told, what changes nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from retbot.domain.invitations.rsvps import Partstat
from retbot.mail.answer_links import answer_line
from retbot.ports.incoming_mail import InboxFailed
from tests.clock import at
from tests.unit.mail.reply_mails import bounce, mail, part
from tests.unit.scheduling.delivery.post_office import FAILED, GUEST, OWNER, PASSED, SCHOOL, UID, Post, post_office
from tests.unit.scheduling.stage import EXPERT, VERA


@pytest.fixture
async def post() -> Post:
    return await post_office()


async def test_a_plain_yes_is_kept_without_a_word(post: Post) -> None:
    await post.comes()
    assert await post.said() == {OWNER: Partstat.ACCEPTED}
    assert post.told() == []


async def test_a_refusal_is_told_with_what_can_be_done(post: Post) -> None:
    await post.comes(partstat="DECLINED")
    (told,) = post.told()
    assert "komt **niet**" in told
    assert "Nog geen ja van de 2 genodigden, 1 nee: expert LVB (Ambiq)." in told
    assert "`!ret vervang RET-7KH-4T3 1 door NUMMER`" in told


async def test_a_refusal_is_told_with_the_stand_in_of_the_list(post: Post) -> None:
    await post.stage.people(replace(EXPERT, nummer=7, partij="Accare", matrix_id=None, vervangt=1))
    await post.comes(partstat="DECLINED")
    [told] = post.told()
    assert "Een vervanger? Op de lijst staat 7, expert LVB (Accare). `!ret vervang RET-7KH-4T3 1 door 7`." in told


async def test_another_time_is_told_with_the_command_that_takes_it_over(post: Post) -> None:
    await post.comes(method="COUNTER", partstat="TENTATIVE")
    assert await post.said() == {OWNER: Partstat.COUNTER}
    (told,) = post.told()
    assert "**donderdag 10 december, 14:00–15:00**" in told
    assert "`!ret verzet RET-7KH-4T3 do 10 dec" in told


async def test_a_remark_is_told_of_and_not_passed_on(post: Post) -> None:
    await post.comes("COMMENT:Ik breng de moeder mee")
    (told,) = post.told()
    assert "Bij het antwoord staat een opmerking" in told
    assert "moeder" not in told


async def test_the_same_mail_twice_is_one_answer(post: Post) -> None:
    await post.comes(partstat="DECLINED")
    await post.comes(partstat="DECLINED")
    assert len(post.told()) == 1


async def test_the_later_answer_counts_whatever_the_order_in_which_they_come(post: Post) -> None:
    await post.comes(partstat="DECLINED", stamp="20260421T065900Z")
    await post.comes(partstat="ACCEPTED", stamp="20260421T065000Z")
    assert await post.said() == {OWNER: Partstat.DECLINED}
    assert "eerdere uitnodiging" in post.told()[-1]


@pytest.mark.parametrize(
    ("attendee", "sender"),
    [
        (GUEST, "bureau@ambiq.example"),
        ("els.visser@ambiq.example", GUEST),
        ("planning@ambiq.example", "planning@ambiq.example"),
    ],
    ids=["an assistant", "an alias", "a shared mailbox"],
)
async def test_who_acts_for_the_guest_counts_where_the_mail_server_vouches_for_him_and_it_is_told(
    post: Post, attendee: str, sender: str
) -> None:
    await post.comes(attendee=attendee, sender=sender, results=PASSED)
    assert await post.said() == {OWNER: Partstat.ACCEPTED}
    (told,) = post.told()
    assert "ander adres van dezelfde organisatie" in told
    assert attendee not in told


@pytest.mark.parametrize(
    ("changed", "counts", "word"),
    [
        ({"token": ""}, False, "kan niet nagaan"),
        ({"token": "", "results": PASSED}, False, "kan niet nagaan"),
        ({"results": FAILED}, False, "niet echt"),
        ({"uid": "ander@retbot"}, False, "niet ken"),
        ({"sequence": 9, "partstat": "DECLINED"}, True, "komt"),
    ],
    ids=["no token", "no token, vouched for", "forged", "another meeting", "a number never sent"],
)
async def test_an_answer_counts_only_if_it_can_be_trusted(
    post: Post, changed: dict[str, str], counts: bool, word: str
) -> None:
    await post.comes(**changed)  # type: ignore[arg-type]
    assert bool(await post.said()) is counts
    (told,) = post.told()
    assert word in told


async def test_after_a_move_an_answer_to_the_earlier_time_changes_nothing(post: Post) -> None:
    await post.stage.move(at("2026-05-08 10:00"))
    await post.stage.tell()
    post.stage.room.sent.clear()
    await post.comes(sequence=0)
    assert await post.said() == {}
    await post.comes(sequence=1, stamp="20260421T065500Z")
    assert await post.said() == {OWNER: Partstat.ACCEPTED}


def bounced(token: str, number: int = 0) -> bytes:
    raw = bounce(address=GUEST).replace(b"0a1b2c3d4e5f60718293", token.encode())
    return raw.replace(b"6f1d2c3b-0a9e-4f77-8f0e-5d2f9a6b1c33@retbot", UID.encode()) + b"\r\n" * number


async def test_a_bounce_is_told_with_whom_and_once(post: Post) -> None:
    for number in range(2):
        await post.take(bounced(await post.token(), number))
    (told,) = post.told()
    assert "Een mail aan expert LVB (Ambiq) is niet aangekomen." in told


async def test_a_bounce_from_an_address_that_was_left_is_not_told_and_hides_none_from_the_new_one(post: Post) -> None:
    old = await post.token()
    await post.take(bounced(old))
    await post.stage.readdress(OWNER, "e.visser@elders.example", None)
    await post.take(bounced(old, 1))
    assert len(post.told()) == 1
    await post.take(bounced(await post.token(), 2))
    assert len(post.told()) == 2


async def test_an_answer_from_an_address_that_was_left_changes_nothing_and_is_told(post: Post) -> None:
    old = await post.token()
    await post.stage.readdress(OWNER, "e.visser@elders.example", None)
    await post.comes(token=old, partstat="DECLINED")
    assert await post.said() == {}
    (told,) = post.told()
    assert "van een adres waarop ik expert LVB (Ambiq) niet meer mail. Er is niets gewijzigd." in told


async def test_an_automatic_answer_is_not_worth_a_word(post: Post) -> None:
    await post.take(mail(part("Ik ben er niet", "text/plain"), more={"Auto-Submitted": "auto-replied"}))
    assert post.told() == []


async def test_a_mail_that_cannot_be_read_is_told_and_the_next_one_is_taken_in(post: Post) -> None:
    await post.inbox.deliver(b"Content-Type: message/rfc822\r\n\r\n" * 3000, post.stage.clock.now())
    await post.comes()
    assert await post.said() == {OWNER: Partstat.ACCEPTED}
    assert post.told() == []


async def test_a_mail_to_the_address_of_a_guest_that_cannot_be_read_names_the_guest(post: Post) -> None:
    to = f"To: <bot+{await post.token()}@ret.example>\r\n".encode()
    await post.take(to + b"Content-Type: message/rfc822\r\n\r\n" * 3000)
    await post.take(to + b'Content-Type: text/calendar; method="REPLY"\r\n\r\nBEGIN:VCALENDAR')
    assert [told.partition("Ik heb")[0].partition(" · ")[2] for told in post.told()] == [
        "Expert LVB (Ambiq) stuurde een mail die ik niet kan lezen: hij zit te vreemd in elkaar. ",
        "Expert LVB (Ambiq) stuurde een mail die ik niet kan lezen: de agendabijlage is stuk. ",
    ]


async def test_what_strangers_send_is_one_line_a_day_to_the_beheerder(post: Post) -> None:
    s = post.stage
    for number in range(4):
        await post.take(b"From: x@y.example\r\nContent-Type: message/rfc822\r\n\r\n" * 3000 + b"\r\n" * number)
    await post.comes(token="f" * 20, uid="ander@retbot", attendee="x@y.example", sender="x@y.example")
    assert post.told() == []
    s.room.joined.add(VERA)
    told = await s.step(at("2026-04-23 12:00"))
    ((stamp, sent),) = [(stamp, sent) for stamp, sent in told if "onbekenden" in sent.text]
    assert stamp == "2026-04-22 08:30"
    assert "In mijn mailbox kwamen 5 mails binnen van onbekenden. Er is niets gewijzigd." in sent.text


async def test_a_mail_that_killed_the_process_twice_is_passed_unread(post: Post) -> None:
    await post.inbox.deliver(b"From: x@y.example\r\n\r\n", post.stage.clock.now())
    async with post.stage.storage.begin() as work:
        await work.notes.set("mailbox:trying", "#2")
    await post.comes()
    assert await post.said() == {OWNER: Partstat.ACCEPTED}
    assert post.told() == []


def link(line: str, sender: str = GUEST, to: str = "bot", body: str = "", when: str = "10:00:00") -> bytes:
    head = f"From: <{sender}>\r\nTo: <{to}@ret.example>\r\nDate: Tue, 21 Apr 2026 {when} +0200\r\nSubject: {line}\r\n"
    return mail(part(body or line, "text/plain"), head)


@pytest.mark.parametrize(
    ("word", "partstat"),
    [("ja", Partstat.ACCEPTED), ("nee", Partstat.DECLINED), ("misschien", Partstat.TENTATIVE)],
)
async def test_a_link_in_the_invitation_is_an_answer(post: Post, word: str, partstat: Partstat) -> None:
    await post.take(link(answer_line(word, await post.link_token())))
    assert await post.said() == {OWNER: partstat}
    assert ["Expert LVB (Ambiq) komt" in told for told in post.told()] == [True] * (word != "ja")


async def test_a_link_that_somebody_else_uses_waits_and_one_that_is_unknown_is_a_strangers(post: Post) -> None:
    await post.take(link(answer_line("nee", await post.link_token()), "juf@elders.example"))
    await post.take(link(answer_line("nee", "f" * 20), "x@y.example"))
    assert await post.said() == {}
    [told] = post.told()
    assert "doorgestuurd" in told or "iemand anders" in told


async def test_a_link_of_before_a_move_changes_nothing_and_names_the_guest(post: Post) -> None:
    old, organizer = await post.link_token(), await post.token()
    await post.stage.move(at("2026-05-08 10:00"))
    await post.stage.tell()
    post.stage.room.sent.clear()
    await post.take(link(answer_line("ja", old), to=f"bot+{organizer}"))
    assert await post.said() == {}
    assert "Expert LVB (Ambiq) antwoordde op een eerdere uitnodiging" in post.told()[-1]
    await post.take(link(answer_line("ja", await post.link_token())))
    assert await post.said() == {OWNER: Partstat.ACCEPTED}


async def test_an_answer_in_words_gets_one_line_back_a_day_and_only_at_the_invited_address(post: Post) -> None:
    to, mails = f"bot+{await post.token()}", post.stage.mailbox
    before = len(mails.sent)
    await post.take(link("Re: Bespreking", "juf@elders.example", to=to, body="Ik kan niet."))
    assert mails.sent[before:] == []
    for words in ("Ik kan niet.", "Toch wel."):
        await post.take(link("Re: Bespreking", to=to, body=words))
    (back,) = mails.sent[before:]
    assert (back.to, back.subject) == (GUEST, "Uw mail RET-7KH-4T3")
    assert "alleen voor Accepteren of Weigeren. Beantwoord deze mail, dan leest de secretaris hem, of bel." in back.text
    assert sum("schreef een gewone mail" in told for told in post.told()) == 3


async def test_who_asks_for_the_invitation_again_gets_it_with_his_answer(post: Post) -> None:
    await post.comes(partstat="TENTATIVE")
    before = len(post.stage.mailbox.sent)
    await post.comes(method="REFRESH", sender="juf@elders.example", stamp="20260421T065600Z")
    assert post.stage.mailbox.sent[before:] == []
    for stamp in ("20260421T065700Z", "20260421T065800Z"):
        await post.comes(method="REFRESH", stamp=stamp)
    (again,) = post.stage.mailbox.sent[before:]
    assert again.invitation
    assert (again.to, again.invitation.method, again.invitation.sequence) == (GUEST, "REQUEST", 0)
    assert again.invitation.recipient.partstat == "TENTATIVE"


DSN = (
    "From: MAILER-DAEMON@mx.example\r\nTo: <bot+{token}@ret.example>\r\n"
    "Content-Type: multipart/report; report-type=delivery-status; boundary=x\r\n\r\n"
    "--x\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n"
    "Final-Recipient: rfc822; wie@waar.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--x--\r\n"
)


async def test_a_bounce_without_a_copy_names_guest_and_case_by_its_envelope(post: Post) -> None:
    s = post.stage
    async with s.storage.begin() as work:
        assert await work.outbox.owners_not_reached(UID) == frozenset()
    (mailed,) = [one for one in s.mailbox.sent if one.to == SCHOOL]
    await post.take(DSN.format(token=mailed.envelope).encode())
    (told,) = post.told()
    assert told.startswith("**RET-7KH-4T3** · Een mail aan school is niet aangekomen. Controleer het adres")
    async with s.storage.begin() as work:
        assert await work.outbox.owners_not_reached(UID) == {"school"}
    await post.comes(partstat="DECLINED")
    assert "1 nee: expert LVB (Ambiq), 1 niet bereikt: school." in post.told()[-1]
    assert "Nog niets gehoord" not in post.told()[-1]
    await s.readdress("school", "nieuw@school.example")
    await s.now()
    async with s.storage.begin() as work:
        assert await work.outbox.owners_not_reached(UID) == frozenset()


async def test_every_mail_has_an_envelope_of_its_own(post: Post) -> None:
    s = post.stage
    await s.move(at("2026-05-08 10:00"))
    await s.tell()
    await s.now()
    envelopes = [mailed.envelope for mailed in s.mailbox.sent]
    assert None not in envelopes
    assert len(envelopes) == len(set(envelopes)) == 4


async def test_numbers_that_begin_anew_bring_nothing_twice(post: Post) -> None:
    await post.comes(partstat="DECLINED")
    first = await post.inbox.next(None)
    await post.inbox.renumber()
    await post.comes(partstat="DECLINED")
    assert first
    assert len(post.told()) == 1


async def test_a_mailbox_that_fails_is_left_for_later(post: Post) -> None:
    post.inbox.failing = "no_connection"
    with pytest.raises(InboxFailed):
        await post.room.read()
    post.inbox.failing = None
    await post.comes()
    assert await post.said() == {OWNER: Partstat.ACCEPTED}


async def test_mails_go_after_two_weeks(post: Post) -> None:
    await post.comes()
    post.stage.clock.instant += timedelta(days=13)
    await post.room.read()
    assert await post.inbox.holds() == 1
    post.stage.clock.instant += timedelta(days=2)
    await post.room.read()
    assert await post.inbox.holds() == 0
