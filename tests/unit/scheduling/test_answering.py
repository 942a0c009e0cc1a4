"""What becomes of the mails that come in: whose answer counts, what is told, what changes nothing."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest

from retbot.domain.antwoorden import Partstat
from retbot.ports.replies import InboxFailed
from retbot.scheduling.mailroom import Mailroom
from tests.contract.fake_inbox import FakeInbox
from tests.unit.mail.reply_mails import bounce, ics, mail, part
from tests.unit.scheduling.stage import CODE, EXPERT, Stage, SteppedClock, at

UID = "uid-1@retbot"
GUEST = "e.visser@ambiq.example"
OWNER = "deelnemer:1"


@dataclass
class Post:
    stage: Stage
    inbox: FakeInbox
    room: Mailroom

    async def token(self, owner: str = OWNER) -> str:
        async with self.stage.storage.begin() as work:
            found = await work.uitnodiging(UID, owner)
        assert found
        return found.token

    async def comes(
        self,
        *lines: str,
        partstat: str = "ACCEPTED",
        attendee: str = GUEST,
        sender: str = GUEST,
        token: str | None = None,
        uid: str = UID,
        sequence: int = 0,
        method: str = "REPLY",
        stamp: str = "20260421T070000Z",
        results: str = "",
    ) -> None:
        organizer = f"bot+{await self.token() if token is None else token}@ret.example"
        calendar = ics(
            *lines,
            method=method,
            uid=uid,
            attendee=f"ATTENDEE;PARTSTAT={partstat}:mailto:{attendee}",
            organizer=f"ORGANIZER:mailto:{organizer}",
            sequence=f"SEQUENCE:{sequence}",
        ).replace("20261201T101112Z", stamp)
        head = f"{results}From: <{sender}>\r\nTo: <{organizer}>\r\nSubject: geheim\r\n"
        await self.take(mail(part(calendar), head))

    async def take(self, raw: bytes) -> None:
        await self.inbox.deliver(raw, self.stage.clock.now())
        await self.room.read()
        await self.stage.waker.run_due()

    async def said(self) -> dict[str, Partstat]:
        async with self.stage.storage.begin() as work:
            return {one.owner: one.partstat for one in await work.antwoorden(UID)}

    def told(self) -> list[str]:
        """What was said since the invitation went out."""
        return [one.text for one in self.stage.room.sent]


@pytest.fixture
async def post() -> Post:
    stage = Stage(SteppedClock(at("2026-04-21 9:00")))
    await stage.open(date(2026, 4, 20))
    async with stage.storage.begin() as work:
        await work.save_deelnemer(EXPERT)
        await work.set_address(OWNER, GUEST)
        await work.set_address("school", "zorg@school.example", CODE)
    await stage.plan(at("2026-05-07 14:00"))
    await stage.invite(OWNER, "school")
    await stage.waker.run_due()
    stage.room.sent.clear()
    inbox = FakeInbox()
    keep = timedelta(days=14)
    return Post(
        stage, inbox, Mailroom(inbox, stage.storage, stage.clock, lambda: stage.team, lambda: None, lambda: 0.5, keep)
    )


async def test_an_answer_is_kept_and_said_in_the_thread_with_the_count(post: Post) -> None:
    await post.comes()
    assert await post.said() == {OWNER: Partstat.ACCEPTED}
    (told,) = post.told()
    assert told == (
        "**RET-7KH-4T3** · Expert LVB (Ambiq) komt naar de bespreking van donderdag 7 mei, 14:00.\n"
        "1 van 2 ja. Nog niets gehoord van 1."
    )


async def test_a_refusal_is_told_with_what_can_be_done(post: Post) -> None:
    await post.comes(partstat="DECLINED")
    (told,) = post.told()
    assert "komt **niet**" in told
    assert "0 van 2 ja, 1 nee: expert LVB (Ambiq)." in told
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
    await post.comes()
    await post.comes()
    assert len(post.told()) == 1


async def test_the_later_answer_counts_whatever_the_order_in_which_they_come(post: Post) -> None:
    await post.comes(partstat="DECLINED", stamp="20260421T065900Z")
    await post.comes(partstat="ACCEPTED", stamp="20260421T065000Z")
    assert await post.said() == {OWNER: Partstat.DECLINED}
    assert "eerdere uitnodiging" in post.told()[-1]


@pytest.mark.parametrize(
    ("attendee", "sender", "counts"),
    [
        (GUEST, "bureau@ambiq.example", True),
        ("els.visser@ambiq.example", GUEST, True),
        ("planning@ambiq.example", "planning@ambiq.example", True),
        ("els@thuis.example", "els@thuis.example", False),
        ("zorg@school.example", "zorg@school.example", False),
    ],
    ids=["an assistant", "an alias", "a shared mailbox", "somebody else", "another guest"],
)
async def test_with_the_right_token_who_acts_for_the_guest_counts_and_nobody_else(
    post: Post, attendee: str, sender: str, counts: bool
) -> None:
    await post.comes(attendee=attendee, sender=sender)
    assert bool(await post.said()) is counts
    assert len(post.told()) == 1
    if counts:
        assert "ander adres van dezelfde organisatie" in post.told()[0]
    assert attendee not in post.told()[0]


FAILED = "Authentication-Results: mx.ret.example; dmarc=fail header.from=ambiq.example\r\n"
PASSED = "Authentication-Results: mx.ret.example; dmarc=pass header.from=ambiq.example\r\n"


@pytest.mark.parametrize(
    ("changed", "counts", "word"),
    [
        ({"token": ""}, False, "niet kan nagaan"),
        ({"token": "", "results": PASSED}, True, "komt"),
        ({"token": "", "results": PASSED, "sender": "x@ambiq.example"}, False, "niet kan nagaan"),
        ({"results": FAILED}, False, "niet echt"),
        ({"uid": "ander@retbot"}, False, "niet ken"),
        ({"token": "f" * 20, "uid": "ander@retbot"}, False, "niet ken"),
        ({"sequence": 9}, True, "komt"),
    ],
    ids=["no token", "vouched for", "of another", "forged", "another meeting", "unknown", "a number never sent"],
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
    await post.comes()
    first = await post.inbox.next(None)
    await post.inbox.renumber()
    await post.comes()
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
