"""Invites guests to a meeting, uninvites them and announces changes: only those for whom something changed get a
mail."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from retbot.domain.casus.casecode import Casecode
from retbot.domain.convenant.convenant import Convenant
from retbot.domain.errors import Arg
from retbot.domain.invitations.guest_list import GuestList, default_list, visible
from retbot.domain.invitations.inviting import Guest, fixed_members, guest_of
from retbot.domain.invitations.meeting import (
    ExpectedGuest,
    GuestStanding,
    LedgerEntry,
    Meeting,
    MeetingMessage,
    News,
    due,
    elsewhere,
    of_overleg,
)
from retbot.domain.overleg.overleg import Overleg, coming
from retbot.domain.tijd import local_day
from retbot.ports import Channel, Post, PostState, UnitOfWork
from retbot.ports.storage.addresses import LeftAddress

ABOUT = "uitnodiging"
"""`Post.about` of the posts about a meeting."""
SERIES = "overleg:vooruit"
"""The note that the team is invited to each next overleg of a series."""
AT_OLD_ADDRESS = "afzegging_oud_adres"
"""The sentence for a cancellation to a former address of a guest."""


def new_uid() -> str:
    """For a calendar entry (RFC 7986, 5.3): random, so that it reveals nothing and is never used twice."""
    return f"{uuid4()}@retbot"


async def invite(
    work: UnitOfWork,
    meeting: Meeting,
    convenant: Convenant,
    owners: Collection[str],
    now: datetime,
    lijst: GuestList | None = None,
) -> list[MeetingMessage]:
    """Invites these owners in addition to those already invited. `lijst` is which other guests they may see, instead of
    the covenant's choice. Returns all messages, including those to guests who now see the new ones."""
    known = await work.ledger.of_meeting(meeting.uid)
    expected = dict.fromkeys([*_owners(known), *owners])
    return await _tell(work, meeting, convenant, known, expected, now, dict.fromkeys(owners, lijst) if lijst else {})


async def invite_fixed(work: UnitOfWork, overleg: Overleg, convenant: Convenant, now: datetime) -> list[MeetingMessage]:
    """Invites the fixed members who can get mail. Those already invited get nothing, and a member who was replaced by
    their substitute is uninvited."""
    meeting = of_overleg(overleg)
    belong = {one.owner for one in fixed_members(convenant, await work.people.all(), local_day(overleg.start))}
    gone = [owner for owner in await invited_owners(work, overleg.uid) if owner not in belong]
    found = await uninvite(work, meeting, convenant, gone, now) if gone else []
    owners = [owner for owner in await work.addresses.owners() if owner in belong]
    return found + await invite(work, meeting, convenant, owners, now)


async def begin_series(work: UnitOfWork) -> None:
    """From now on `invite_ahead` invites to each next overleg."""
    await work.notes.set(SERIES, "ja")


async def invite_ahead(work: UnitOfWork, convenant: Convenant, ahead: int, now: datetime) -> None:
    """When the team asked for it: to the next of a series, so that this many are always in the calendars."""
    if await work.notes.get(SERIES) is None:
        return
    nearest = [one for one in coming(await work.overleggen.all(), now) if one.start > now][:ahead]
    for overleg in nearest:
        if not await work.ledger.of_meeting(overleg.uid):
            await invite_fixed(work, overleg, convenant, now)


async def uninvite(
    work: UnitOfWork, meeting: Meeting, convenant: Convenant, owners: Collection[str], now: datetime
) -> list[MeetingMessage]:
    """Uninvites these owners."""
    known = await work.ledger.of_meeting(meeting.uid)
    expected = [owner for owner in _owners(known) if owner not in owners]
    return await _tell(work, meeting, convenant, known, expected, now)


async def update(work: UnitOfWork, meeting: Meeting, convenant: Convenant, now: datetime) -> list[MeetingMessage]:
    """Announces a new time or place, or a cancellation, to everybody who is invited."""
    known = await work.ledger.of_meeting(meeting.uid)
    return await _tell(work, meeting, convenant, known, _owners(known), now)


async def say_again(work: UnitOfWork, meeting: Meeting, convenant: Convenant, now: datetime) -> list[MeetingMessage]:
    """Sends the meeting with a new text to everybody invited, because something about the case has changed. Not to
    private persons: their text says nothing about the case."""
    known = await work.ledger.of_meeting(meeting.uid)
    return await _tell(work, meeting, convenant, known, _owners(known), now, reworded=True)


async def readdress(
    work: UnitOfWork, owner: str, address: str | None, code: Casecode | None, now: datetime
) -> list[LedgerEntry]:
    """Gives a guest another address, or none. Future meetings that were announced to the old address are cancelled
    there, and the guest is invited again at the new address. `code` is the case to which the address belongs, None for
    an address of the team. Returns the meetings for which the guest is still invited; nothing when the address is the
    same. Raises KeysLost."""
    before = await work.addresses.get(owner, code)
    same = before is not None and address is not None and before.casefold() == address.casefold()
    concerned = [] if same else await _still_told(work, owner, code, now)
    if not same:
        await work.invitations.renew_organizer(owner, code)
    # In this order, because the old address is deleted once there is a new one.
    moved = [await _move(work, told, now) for told in concerned]
    await work.addresses.set(owner, address, code)
    expected = [told for told in moved if told.standing is GuestStanding.INVITED]
    for told in expected:
        if address:
            await work.ledger.set(await _back_at(work, told, address))
            await work.outbox.put(_post(told, News.INVITED), now)
    return expected


async def _still_told(work: UnitOfWork, owner: str, code: Casecode | None, now: datetime) -> list[LedgerEntry]:
    """The ledger entries of future meetings to which the guest is invited, or whose cancellation has not been sent
    yet."""
    rows = await work.outbox.posts(sentence="afzegging", state=PostState.OPEN)
    waiting = {row.post.args.get("uid") for row in rows if row.post.to == owner}
    return [
        told
        for told in await work.ledger.of_guest(owner)
        if told.start > now
        and code in {None, told.code}
        and (told.standing is GuestStanding.INVITED or told.uid in waiting)
    ]


async def _move(work: UnitOfWork, told: LedgerEntry, now: datetime) -> LedgerEntry:
    moved = elsewhere(told, await work.ledger.of_meeting(told.uid), now)
    old = await work.left_addresses.leave(told.uid, told.owner) if told.reached else None
    if old:
        await work.outbox.put(_farewell(moved, old), now)
    await work.ledger.set(moved)
    return moved


async def _back_at(work: UnitOfWork, told: LedgerEntry, address: str) -> LedgerEntry:
    """A cancellation that still waits for this address is dropped when the guest uses the address again: the invitation
    there stays valid."""
    for old in await work.left_addresses.of_guest(told.uid, told.owner):
        if old.address and old.address.casefold() == address.casefold():
            await work.left_addresses.forget(old.id)
            told = replace(told, reached=True)
    return told


async def is_being_uninvited(work: UnitOfWork, owner: str) -> bool:
    """Whether a cancellation to this guest is still waiting, at any address."""
    rows = [
        row
        for sentence in ("afzegging", AT_OLD_ADDRESS)
        for row in await work.outbox.posts(sentence=sentence, state=PostState.OPEN)
    ]
    return any(owner in {row.post.to, row.post.args.get("owner")} for row in rows)


async def expected_at(work: UnitOfWork, owner: str, now: datetime) -> list[LedgerEntry]:
    """The future meetings to which this guest is invited."""
    return [
        told
        for told in await work.ledger.of_guest(owner)
        if told.standing is GuestStanding.INVITED and told.start > now
    ]


async def invited_owners(work: UnitOfWork, uid: str) -> list[str]:
    """The owners who are invited to this meeting."""
    return _owners(await work.ledger.of_meeting(uid))


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
    people = await work.people.all()
    casus = await work.cases.get(meeting.code) if meeting.code else None
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
    before = {told.owner: told for told in known}
    if any(message.news is News.MOVED for message in messages):
        await work.invitations.renew_tokens(meeting.uid)
    for message in messages:
        await work.ledger.set(message.entry)
        await _ask(work, message, guest_of(message.entry.owner, casus, convenant, people))
        await work.outbox.put(_post(message.entry, message.news, before.get(message.entry.owner)), now)
    return messages


async def _after_cancel(work: UnitOfWork, message: MeetingMessage) -> MeetingMessage:
    """A guest who received the cancellation has nothing in their calendar until invited again."""
    told = message.entry
    rows = await work.outbox.posts(code=told.code, sentence="afzegging", state=PostState.OPEN)
    untold = any((row.post.to, row.post.args.get("uid")) == (told.owner, told.uid) for row in rows)
    return message if untold else replace(message, entry=replace(told, reached=False))


async def _remember_choices(work: UnitOfWork, known: Iterable[LedgerEntry], guests: Iterable[ExpectedGuest]) -> None:
    """Stores a new choice of visible guests even when the visible guests are the same for now."""
    lists = {guest.owner: guest.lijst for guest in guests}
    for told in known:
        if lists.get(told.owner, told.lijst) is not told.lijst:
            await work.ledger.set(replace(told, lijst=lists[told.owner]))


async def _ask(work: UnitOfWork, message: MeetingMessage, guest: Guest) -> None:
    """Deletes answers that are no longer valid: about another time, or from a guest who was uninvited."""
    told = message.entry
    if told.standing is GuestStanding.INVITED:
        await work.invitations.invite(told.uid, told.owner, told.code, private=guest.prive)
    else:
        await work.rsvps.forget(told.uid, told.owner)
    if message.news is News.MOVED:
        await work.rsvps.forget(told.uid)


def _post(told: LedgerEntry, news: News, before: LedgerEntry | None = None) -> Post:
    """`before` is what the guest was told until now, which the mail then names beside what has changed."""
    args: dict[str, Arg] = {"uid": told.uid, "news": str(news), "sequence": told.sequence, "stamp": told.stamp}
    if before and told.standing is GuestStanding.INVITED:
        args |= {"was_start": before.start, "was_minuten": before.minuten, "was_plek": before.plek}
        args["was_wie"] = list(before.sees)
    sentence = "uitnodiging" if told.standing is GuestStanding.INVITED else "afzegging"
    return Post(
        key=f"{sentence}:{told.uid}:{told.sequence}:{told.stamp:%Y%m%dT%H%M%SZ}:{told.owner}",
        channel=Channel.MAIL,
        sentence=sentence,
        args=args,
        code=told.code,
        about=ABOUT,
        to=told.owner,
    )


def _farewell(told: LedgerEntry, old: LeftAddress) -> Post:
    """Holds everything that the mail says, so that a retry has the same text even if others got newer messages."""
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
