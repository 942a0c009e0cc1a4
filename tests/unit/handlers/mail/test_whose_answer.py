"""Whose answer counts by itself, whose is asked about, and whose changes nothing: every way to make one look right."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from functools import cache
from itertools import product

import pytest

from retbot.domain.casus.question_ends import OFFERED
from retbot.domain.invitations.rsvps import Rsvp
from retbot.handlers.mail.rsvp_by_mail import MailOutcome, Taking
from retbot.mail.replies import read
from retbot.ports import UnitOfWork
from retbot.ports.incoming_mail import Letter, Reading
from tests.contract.fake_room import TEAM_ROOM
from tests.unit.mail.reply_mails import ics, mail, part
from tests.unit.scheduling.delivery.post_office import GUEST, OWNER, SCHOOL, UID, Post, post_office
from tests.unit.scheduling.stage import CODE, SANNE, VERA

STRANGER = "evil@bad.example"
COLLEAGUE = "planning@ambiq.example"
SENDERS = {
    "own": GUEST,
    "own in capitals": GUEST.upper(),
    "a colleague": COLLEAGUE,
    "below the domain": "bureau@zorg.ambiq.example",
    "looks alike": "e.visser@arnbiq.example",
    "ends alike": "e.visser@boosambiq.example",
    "a stranger": STRANGER,
    "nobody": "",
}
COLLEAGUES = {"a colleague", "below the domain"}
BY_US, BY_OTHERS = "mx.ret.example", "mx.bad.example"
RESULTS = {
    "pass": "{us}; dmarc=pass header.from={domain}",
    "fail": "{us}; dkim=pass header.d={domain}; dmarc=fail header.from={domain}",
    "none": "{us}; dmarc=none header.from={domain}; spf=pass smtp.mailfrom=bad.example",
    "absent": "",
    "pass by others": "{others}; dmarc=pass header.from={domain}",
}
NAMED: dict[str, tuple[str | None, str | None]] = {
    "own": (GUEST, None),
    "own, sent by a colleague": (GUEST, COLLEAGUE),
    "own, sent by a stranger": (GUEST, STRANGER),
    "alias": ("els@ambiq.example", None),
    "another guest": (SCHOOL, None),
    "a stranger": (STRANGER, None),
    "none": (None, None),
}
"""ATTENDEE and SENT-BY."""
TOKENS = {"its token": OWNER, "the token of another": "school", "a token of nobody": None, "no token": None}


def written(token: str, sender: str, results: str, attendee: str | None = GUEST, sent_by: str | None = None) -> bytes:
    organizer = f"bot+{token}@ret.example" if token else "bot@ret.example"
    acts = f';SENT-BY="mailto:{sent_by}"' if sent_by else ""
    line = f"ATTENDEE;PARTSTAT=DECLINED{acts}:mailto:{attendee}" if attendee else None
    calendar = ics(
        uid=UID, attendee=line or "CLASS:PUBLIC", organizer=f"ORGANIZER:mailto:{organizer}", sequence="SEQUENCE:0"
    )
    domain = sender.lower().rpartition("@")[2]
    said = results.format(us=BY_US, others=BY_OTHERS, domain=domain)
    head = f"Authentication-Results: {said}\r\n" if said else ""
    head += f"From: <{sender}>\r\n" if sender else ""
    # What a stranger may write as he likes is of no use.
    return mail(part(calendar), f"{head}Sender: <{GUEST}>\r\nReply-To: <{GUEST}>\r\nTo: <{organizer}>\r\n")


class Undone(Exception):
    """Ends the transaction."""


@asynccontextmanager
async def undone(post: Post) -> AsyncIterator[UnitOfWork]:
    with suppress(Undone):
        async with post.stage.storage.begin() as work:
            yield work
            raise Undone


@cache
def reading(sender: str, results: str, named: str) -> Reading:
    return read(written("", SENDERS[sender], RESULTS[results], *NAMED[named]), BY_US)


async def judged(post: Post, found: Reading) -> tuple[MailOutcome, list[Rsvp], list[Rsvp]]:
    """What became of it, with all that counts and all that waits then; nothing of it is kept."""
    async with undone(post) as work:
        gevolg = await Taking(work, post.room.desk, Letter("", "", found), post.stage.clock.now()).take()
        answers, waiting = list(await work.rsvps.of_meeting(UID)), list(await work.rsvps.waiting(CODE))
        asked = {person: [v.type for v in await work.questions.of_person(person)] for person in (SANNE, VERA)}
    assert asked == dict.fromkeys((SANNE, VERA), [OFFERED] if waiting else [])
    return gevolg, answers, waiting


def fits(sender: str, results: str, named: str) -> bool:
    """Beside the token: what decision 22 says, in other words than the code."""
    if results == "fail" or named not in {"own", "own, sent by a colleague", "alias"}:
        return False
    return sender in {"own", "own in capitals"} or (sender in COLLEAGUES and results == "pass")


def whose(bears: str, sender: str, named: str) -> list[str]:
    """About which guest the secretaris is asked; nobody where the mail does not say whose answer it is."""
    if named == "none" or TOKENS[bears]:
        return [] if named == "none" else [str(TOKENS[bears])]
    if sender in {"own", "own in capitals"} or named.startswith("own"):
        return [OWNER]
    return ["school"] if named == "another guest" else []


@pytest.mark.parametrize("bears", TOKENS)
async def test_an_answer_counts_only_with_its_token_and_a_sender_that_fits(bears: str) -> None:
    post = await post_office()
    tokens = () if bears == "no token" else ("f" * 20,)
    if owner := TOKENS[bears]:
        tokens = (await post.token(owner),)
    for case in product(SENDERS, RESULTS, NAMED):
        gevolg, answers, waiting = await judged(post, replace(reading(*case), tokens=tokens))
        counts = bears == "its token" and fits(*case)
        assert [one.owner for one in answers] == ([OWNER] if counts else []), case
        assert (gevolg is MailOutcome.TAKEN) == counts, case
        assert [one.owner for one in waiting] == ([] if counts else whose(bears, case[0], case[2])), case
    assert sum(fits(*case) for case in product(SENDERS, RESULTS, NAMED)) == 30


@pytest.mark.parametrize("provider", ["gmail.com", "outlook.com", "live.nl", "ziggo.nl", "icloud.com", "yahoo.pl"])
@pytest.mark.parametrize("changed", [{}, {"sender": "ander@{provider}"}, {"sender": "ander@thuis.{provider}"}])
async def test_at_a_public_provider_nobody_is_a_colleague(provider: str, changed: dict[str, str]) -> None:
    post = await post_office()
    await post.stage.readdress("school", f"juf@{provider}", CODE)
    sender = changed.get("sender", "juf@{provider}").format(provider=provider)
    raw = written(await post.token("school"), sender, RESULTS["pass"], f"juf@{provider}")
    _, answers, waiting = await judged(post, read(raw, BY_US))
    assert (len(answers), len(waiting)) == ((0, 1) if changed else (1, 0))


@pytest.mark.parametrize(("bears_tokens", "counts"), [(True, False), (False, True)])
async def test_without_a_token_only_a_team_that_cannot_have_them_believes_the_mail_server(
    bears_tokens: bool, counts: bool
) -> None:
    post = await post_office(bears_tokens=bears_tokens)
    for results, counted in (("pass", counts), ("none", False), ("absent", False), ("pass by others", False)):
        _, answers, _ = await judged(post, read(written("", GUEST, RESULTS[results]), BY_US))
        assert bool(answers) is counted, results
    _, answers, _ = await judged(post, read(written("", COLLEAGUE, RESULTS["pass"]), BY_US))
    assert answers == []


async def test_two_guests_with_one_address_are_told_apart_by_their_tokens() -> None:
    post = await post_office()
    await post.stage.readdress("school", GUEST, CODE)
    for owner in (OWNER, "school"):
        _, answers, _ = await judged(post, read(written(await post.token(owner), GUEST, ""), BY_US))
        assert [one.owner for one in answers] == [owner]


async def test_what_waits_names_no_address_and_the_room_is_known() -> None:
    post = await post_office()
    await post.comes(sender=STRANGER, attendee=STRANGER)
    memory = post.stage.storage.memory
    assert "bad.example" not in f"{memory.outbox} {memory.offered} {memory.questions} {memory.audits}"
    assert {question.room_id for question in memory.questions.values()} == {TEAM_ROOM}
