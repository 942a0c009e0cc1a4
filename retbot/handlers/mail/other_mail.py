"""Mail that is no answer: a mail of ours that came back, a request to send the invitation again, a letter in words, and
what strangers send."""

from collections.abc import Sequence
from datetime import datetime

from retbot.domain.deelnemers.roles import Right
from retbot.domain.errors import Arg
from retbot.domain.invitations.meeting import GuestStanding, LedgerEntry, News
from retbot.domain.invitations.rsvps import Invitation
from retbot.domain.team import Team
from retbot.domain.termijnen.reminders import next_morning
from retbot.domain.tijd import local_day
from retbot.ports import Channel, Post, PostRow, UnitOfWork
from retbot.ports.storage.addresses import OUD

SENTENCE = "uitnodiging"
STRANGERS = "vreemde_post"
"""The sentence that gathers what strangers sent, and the note that counts it: `2026-05-07 3`."""


async def mail_that_returned(work: UnitOfWork, tokens: Sequence[str], guest: Invitation | None) -> list[PostRow]:
    """The posts in the mail: by the token in its envelope sender, or else the last invitation of the guest whose token
    it returns. Marks them."""
    rows = await work.outbox.of_envelopes(tokens)
    if not rows and guest:
        sent = await work.outbox.posts(code=guest.code, sentence=SENTENCE)
        rows = [r for r in sent if (r.post.to, r.post.args.get("uid")) == (guest.owner, guest.uid)][-1:]
    return rows


def is_to_former_address(row: PostRow) -> bool:
    """An address that takes no mail has no calendar either."""
    return (row.post.to or "").startswith(OUD)


async def once_for_address(work: UnitOfWork, row: PostRow, now: datetime) -> str:
    """The part of a key that is the same for every mail to this address, because each of them comes back."""
    uid, owner = row.post.args.get("uid"), row.post.to or ""
    if isinstance(uid, str):
        return f"{uid}:{owner}:{len(await work.left_addresses.of_guest(uid, owner))}"
    return f"{row.post.code}:{owner}:{local_day(now)}"


async def send_again(work: UnitOfWork, told: LedgerEntry, now: datetime) -> None:
    """The answer to a REFRESH (RFC 5546, 3.2.6): the latest version; at most once a day, as programs may ask often."""
    if told.standing is not GuestStanding.INVITED or told.start <= now:
        return
    args: dict[str, Arg] = {"uid": told.uid, "news": str(News.INVITED), "sequence": told.sequence, "stamp": told.stamp}
    args["opnieuw"] = True
    key = f"{SENTENCE}:{told.uid}:{told.sequence}:{told.stamp:%Y%m%dT%H%M%SZ}:{told.owner}:{local_day(now)}"
    await work.outbox.put(Post(key, Channel.MAIL, SENTENCE, args, told.code, about=SENTENCE, to=told.owner), now)


async def say_where_to_turn(work: UnitOfWork, guest: Invitation, now: datetime) -> None:
    """One line to somebody who wrote in words; at most once a day."""
    key = f"waarheen:{guest.uid}:{guest.owner}:{local_day(now)}"
    await work.outbox.put(Post(key, Channel.MAIL, "waarheen", {}, guest.code, to=guest.owner), now)


async def count_stranger(work: UnitOfWork, team: Team, now: datetime) -> None:
    """One message to the beheerder on the next working morning, however many mails there were until then."""
    morning = next_morning(now, team.kalender, team.morning)
    day = local_day(morning).isoformat()
    known, _, count = (await work.notes.get(STRANGERS) or "").partition(" ")
    await work.notes.set(STRANGERS, f"{day} {int(count) + 1 if known == day else 1}")
    for person in team.with_right(Right.BEHEERDER) or team.with_right(Right.VOORZITTER):
        key = f"{STRANGERS}:{day}:{person}"
        await work.outbox.put(Post(key, Channel.ROOM, STRANGERS, {"dag": day}, direct=person), now, morning)
