"""Invites to a meeting and uninvites, and tells of its changes: exactly who has something new to hear gets a mail."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from retbot.domain.casus.casecode import Casecode
from retbot.domain.convenant.convenant import Convenant
from retbot.domain.errors import Arg
from retbot.domain.invitations.guest_list import GuestList, default_list, visible
from retbot.domain.invitations.inviting import guest_of
from retbot.domain.invitations.meeting import (
    ExpectedGuest,
    GuestStanding,
    LedgerEntry,
    Meeting,
    MeetingMessage,
    News,
    due,
    elsewhere,
)
from retbot.ports import Channel, Post, PostState, UnitOfWork
from retbot.ports.left_addresses import LeftAddress

ABOUT = "uitnodiging"
"""What the posts about a meeting are about (Post.about)."""
AT_OLD_ADDRESS = "afzegging_oud_adres"
"""The sentence of a cancellation where a guest is not reached any more."""


def new_uid() -> str:
    """Of a calendar entry (RFC 7986, 5.3): random, so that it tells nothing and is never used twice."""
    return f"{uuid4()}@retbot"


async def invite(
    work: UnitOfWork,
    meeting: Meeting,
    convenant: Convenant,
    owners: Collection[str],
    now: datetime,
    lijst: GuestList | None = None,
) -> list[MeetingMessage]:
    """These owners too, beside who is invited already; `lijst` is whom they may see in place of what the covenant
    says. Returns what everybody is told, who sees them included."""
    known = await work.invitations_sent(meeting.uid)
    expected = dict.fromkeys([*_owners(known), *owners])
    return await _tell(work, meeting, convenant, known, expected, now, dict.fromkeys(owners, lijst) if lijst else {})


async def uninvite(
    work: UnitOfWork, meeting: Meeting, convenant: Convenant, owners: Collection[str], now: datetime
) -> list[MeetingMessage]:
    """These owners are not expected any more."""
    known = await work.invitations_sent(meeting.uid)
    expected = [owner for owner in _owners(known) if owner not in owners]
    return await _tell(work, meeting, convenant, known, expected, now)


async def update(work: UnitOfWork, meeting: Meeting, convenant: Convenant, now: datetime) -> list[MeetingMessage]:
    """The meeting has another time or place, or is off: told to everybody who is invited."""
    known = await work.invitations_sent(meeting.uid)
    return await _tell(work, meeting, convenant, known, _owners(known), now)


async def say_again(work: UnitOfWork, meeting: Meeting, convenant: Convenant, now: datetime) -> list[MeetingMessage]:
    """The same meeting in other words, to everybody who is invited and reads them: what the text says of the case has
    changed, and that of a private person says nothing of it."""
    known = await work.invitations_sent(meeting.uid)
    return await _tell(work, meeting, convenant, known, _owners(known), now, reworded=True)


async def readdress(
    work: UnitOfWork, owner: str, address: str | None, code: Casecode | None, now: datetime
) -> list[LedgerEntry]:
    """Gives a guest another address, or none. What is still to come is cancelled where he was told of it, and he is
    invited to it once more where he is reached from now on. `code` is that of the case to which the address belongs,
    None for one of the team. Returns what he is still expected at; nothing when it is the same address. Raises
    KeysLost."""
    before = await work.address(owner, code)
    same = before is not None and address is not None and before.casefold() == address.casefold()
    concerned = [] if same else await _still_told(work, owner, code, now)
    # In this order: the old address is gone once there is a new one.
    moved = [await _move(work, told, now) for told in concerned]
    await work.set_address(owner, address, code)
    expected = [told for told in moved if told.standing is GuestStanding.INVITED]
    for told in expected:
        if address:
            await work.set_told(await _back_at(work, told, address))
            await work.put(_post(told, News.INVITED), now)
    return expected


async def _still_told(work: UnitOfWork, owner: str, code: Casecode | None, now: datetime) -> list[LedgerEntry]:
    """What is to come and he is expected at, or to which the cancellation is still to leave."""
    rows = await work.posts(sentence="afzegging", state=PostState.OPEN)
    waiting = {row.post.args.get("uid") for row in rows if row.post.to == owner}
    return [
        told
        for told in await work.told_to(owner)
        if told.start > now
        and code in {None, told.code}
        and (told.standing is GuestStanding.INVITED or told.uid in waiting)
    ]


async def _move(work: UnitOfWork, told: LedgerEntry, now: datetime) -> LedgerEntry:
    moved = elsewhere(told, await work.invitations_sent(told.uid), now)
    old = await work.leave_address(told.uid, told.owner) if told.reached else None
    if old:
        await work.put(_farewell(moved, old), now)
    await work.set_told(moved)
    return moved


async def _back_at(work: UnitOfWork, told: LedgerEntry, address: str) -> LedgerEntry:
    """Where a cancellation still waits for the address that he has again it is not sent: what came there stands."""
    for old in await work.left_addresses(told.uid, told.owner):
        if old.address and old.address.casefold() == address.casefold():
            await work.forget_left_address(old.id)
            told = replace(told, reached=True)
    return told


async def is_being_uninvited(work: UnitOfWork, owner: str) -> bool:
    """Whether a cancellation to him still waits, at whichever address."""
    rows = [
        row
        for sentence in ("afzegging", AT_OLD_ADDRESS)
        for row in await work.posts(sentence=sentence, state=PostState.OPEN)
    ]
    return any(owner in {row.post.to, row.post.args.get("owner")} for row in rows)


async def expected_at(work: UnitOfWork, owner: str, now: datetime) -> list[LedgerEntry]:
    """The meetings to come at which this guest is expected."""
    return [told for told in await work.told_to(owner) if told.standing is GuestStanding.INVITED and told.start > now]


async def invited_owners(work: UnitOfWork, uid: str) -> list[str]:
    """The owners who are expected at this meeting."""
    return _owners(await work.invitations_sent(uid))


def _owners(known: Iterable[LedgerEntry]) -> list[str]:
    return [told.owner for told in known if told.standing is GuestStanding.INVITED]


async def _tell(
    work: UnitOfWork,
    meeting: Meeting,
    convenant: Convenant,
    known: list[LedgerEntry],
    expected: Iterable[str],
    now: datetime,
    chosen: dict[str, GuestList] | None = None,
    reworded: bool = False,
) -> list[MeetingMessage]:
    people = await work.deelnemers()
    casus = await work.casus(meeting.code) if meeting.code else None
    everybody = [guest_of(owner, casus, convenant, people) for owner in expected]
    lists = {told.owner: told.lijst for told in known} | (chosen or {})
    guests = []
    for one in everybody:
        lijst = lists.get(one.owner) or default_list(one, convenant)
        guests.append(ExpectedGuest(one.owner, lijst, visible(one, lijst, everybody)))
    readers = [one.owner for one in everybody if reworded and not one.prive]
    found = due(meeting, guests, known, now, readers)
    messages = [await _after_cancel(work, one) if one.news is News.AGAIN else one for one in found]
    await _remember_choices(work, known, guests)
    for message in messages:
        await work.set_told(message.entry)
        await _ask(work, message)
        await work.put(_post(message.entry, message.news), now)
    return messages


async def _after_cancel(work: UnitOfWork, message: MeetingMessage) -> MeetingMessage:
    """Who was told that he is not expected has nothing in his calendar, until he is invited again."""
    told = message.entry
    rows = await work.posts(code=told.code, sentence="afzegging", state=PostState.OPEN)
    untold = any((row.post.to, row.post.args.get("uid")) == (told.owner, told.uid) for row in rows)
    return message if untold else replace(message, entry=replace(told, reached=False))


async def _remember_choices(work: UnitOfWork, known: Iterable[LedgerEntry], guests: Iterable[ExpectedGuest]) -> None:
    """Also where the other list shows the same people for now."""
    lists = {guest.owner: guest.lijst for guest in guests}
    for told in known:
        if lists.get(told.owner, told.lijst) is not told.lijst:
            await work.set_told(replace(told, lijst=lists[told.owner]))


async def _ask(work: UnitOfWork, message: MeetingMessage) -> None:
    """An answer to another time, or of who is not expected, is no answer any more."""
    told = message.entry
    if told.standing is GuestStanding.INVITED:
        await work.invite(told.uid, told.owner, told.code)
    else:
        await work.forget_rsvps(told.uid, told.owner)
    if message.news is News.MOVED:
        await work.forget_rsvps(told.uid)


def _post(told: LedgerEntry, news: News) -> Post:
    sentence = "uitnodiging" if told.standing is GuestStanding.INVITED else "afzegging"
    return Post(
        key=f"{sentence}:{told.uid}:{told.sequence}:{told.stamp:%Y%m%dT%H%M%SZ}:{told.owner}",
        channel=Channel.MAIL,
        sentence=sentence,
        args={"uid": told.uid, "news": str(news), "sequence": told.sequence, "stamp": told.stamp},
        code=told.code,
        about=ABOUT,
        to=told.owner,
    )


def _farewell(told: LedgerEntry, old: LeftAddress) -> Post:
    """All that it says, so that a second attempt says the same whatever the others were told meanwhile."""
    args: dict[str, Arg] = {"uid": told.uid, "owner": told.owner, "oud": old.id, "plek": told.plek or ""}
    args |= {"sequence": told.sequence, "stamp": told.stamp, "start": told.start, "minuten": told.minuten}
    return Post(
        key=f"afzegging:{told.uid}:{told.sequence}:{told.stamp:%Y%m%dT%H%M%SZ}:{old.to}",
        channel=Channel.MAIL,
        sentence=AT_OLD_ADDRESS,
        args=args,
        code=told.code,
        about=ABOUT,
        to=old.to,
    )
