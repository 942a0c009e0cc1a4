"""What becomes of the mails that come in: whose answer counts, what is told, what changes nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from retbot.domain.invitations.rsvps import Partstat
from retbot.ports.incoming_mail import InboxFailed
from tests.clock import at
from tests.unit.mail.reply_mails import bounce, mail, part
from tests.unit.scheduling.delivery.post_office import FAILED, GUEST, OWNER, PASSED, UID, Post, post_office
from tests.unit.scheduling.stage import EXPERT


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
        ({"token": "f" * 20, "uid": "ander@retbot"}, False, "niet ken"),
        ({"sequence": 9, "partstat": "DECLINED"}, True, "komt"),
    ],
    ids=["no token", "no token, vouched for", "forged", "another meeting", "unknown", "a number never sent"],
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
    assert any("niet kan lezen: hij zit te vreemd in elkaar" in told for told in post.told())


async def test_a_mail_that_killed_the_process_twice_is_passed_unread(post: Post) -> None:
    await post.inbox.deliver(b"From: x@y.example\r\n\r\n", post.stage.clock.now())
    async with post.stage.storage.begin() as work:
        await work.set_note("mailbox:trying", "#2")
    await post.comes()
    assert await post.said() == {OWNER: Partstat.ACCEPTED}
    assert any("niet kan lezen" in told for told in post.told())


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
