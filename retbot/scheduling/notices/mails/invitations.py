"""Invitations, changes and cancellations by mail, following the ledger of this guest."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import takewhile
from typing import Literal

from retbot.domain.casus.casus import Casus
from retbot.domain.invitations.inviting import DEELNEMER, case_of_address, group_labels
from retbot.domain.invitations.meeting import GuestStanding, LedgerEntry, News
from retbot.domain.invitations.rsvps import Partstat
from retbot.meetings.invitations import AT_OLD_ADDRESS
from retbot.ports import Attendee, CalendarInvitation, Mail, PostRow, PostState
from retbot.scheduling.notices.mails.recipients import CLOSING, Recipient, at_address, call, mail, recipient, sign
from retbot.scheduling.occasion import Occasion, letter
from retbot.scheduling.parties import roster
from retbot.wording import invitation as say
from retbot.wording.dates import join

_TEAM = "lid van het team"
"""How a private person's calendar names the fixed members: their sector would reveal what the meeting is about."""
_LESSER = (News.PLACE, News.WORDS, News.GUESTS)
"""Changes that keep the time, the most important first: an answer given earlier stays valid and is not asked again."""
_PARTSTAT: Mapping[Partstat, Literal["ACCEPTED", "DECLINED", "TENTATIVE"]] = {
    Partstat.ACCEPTED: "ACCEPTED",
    Partstat.DECLINED: "DECLINED",
    Partstat.TENTATIVE: "TENTATIVE",
}


@dataclass(frozen=True, slots=True)
class MailWords:
    """What differs between the mails about a meeting: the opening, the prefix of the subject, what was told before, and
    whether an answer is asked."""

    first: str
    prefix: str = ""
    before: LedgerEntry | None = None
    asks: bool = False


@letter("uitnodiging", called="De uitnodiging")
async def invitation(turn: Occasion) -> Mail | None:
    """A first invitation or an update (RFC 5546, 3.2.2); None when a later message replaces it."""
    told = await _current_entry(turn)
    casus = await turn.casus()
    to = await recipient(turn, casus)
    if told is None or to is None:
        return None
    untold = await _waiting_posts(turn)
    news = _news(untold) if told.reached else News.INVITED
    before = _before(untold[0], told) if told.reached and news is not News.AGAIN else None
    meeting = say.name_meeting(told, casus, turn.convenant(casus), private=to.private)
    guests = "" if to.private or before is None else await _changed_guests(turn, before, told)
    first = say.opening(news, meeting, turn.team.name_in(turn.convenant(casus)), before, guests)
    text = MailWords(first, say.PREFIX.get(news, ""), before, news not in _LESSER)
    letter = await _letter(turn, told, to, text, await _organizer(turn, told))
    await turn.work.ledger.set(replace(told, reached=True))
    if text.asks:
        asked = await turn.work.invitations.get(told.uid, told.owner)
        letter = replace(letter, answer_token=asked.token if asked else None)
    return await _with_answer(turn, letter) if turn.post.args.get("opnieuw") or not text.asks else letter


async def _waiting_posts(turn: Occasion) -> list[PostRow]:
    """This message, and before it the earlier ones that it replaced before they were sent."""
    rows = await turn.work.outbox.posts(code=turn.post.code, sentence=turn.post.sentence)
    mine = [r for r in rows if (r.post.to, r.post.args.get("uid")) == (turn.post.to, turn.post.args["uid"])]
    earlier = takewhile(lambda row: row.state is not PostState.SENT, reversed([r for r in mine if r.id < turn.row.id]))
    return [*reversed(list(earlier)), turn.row]


def _news(untold: list[PostRow]) -> News:
    found = [News(str(row.post.args["news"])) for row in untold]
    if found[-1] not in _LESSER:
        return found[-1]
    return next(one for one in (News.INVITED, News.AGAIN, News.MOVED, *_LESSER) if one in found)


def _before(row: PostRow, told: LedgerEntry) -> LedgerEntry | None:
    """What the guest knew before this post, as far as it says."""
    args = row.post.args
    start, sees = args.get("was_start"), args.get("was_wie")
    if not isinstance(start, type(told.start)) or not isinstance(sees, list | tuple):
        return None
    owners = tuple(str(one) for one in sees)
    plek = str(args["was_plek"]) if args.get("was_plek") else None
    return replace(told, start=start, minuten=int(str(args["was_minuten"])), plek=plek, sees=owners)


async def _with_answer(turn: Occasion, letter: Mail) -> Mail:
    """Keeps the answer that the guest already gave, because this change asks for no new answer."""
    invitation = letter.invitation
    given = await turn.work.rsvps.of_meeting(turn.text("uid"))
    partstat = next((_PARTSTAT.get(one.partstat) for one in given if one.owner == turn.post.to), None)
    if invitation is None or partstat is None:
        return letter
    recipient = replace(invitation.recipient, partstat=partstat)
    return replace(letter, invitation=replace(invitation, recipient=recipient))


@letter("afzegging", called="De afzegging")
async def afzegging(turn: Occasion) -> Mail | None:
    """RFC 5546, 3.2.5: for the whole meeting, or for this guest only. None for a guest who never got an invitation."""
    told = await _current_entry(turn)
    casus = await turn.casus()
    to = await recipient(turn, casus)
    if told is None or to is None or not told.reached:
        return None
    meeting = say.name_meeting(told, casus, turn.convenant(casus), private=to.private)
    if told.standing is GuestStanding.OFF:
        return await _letter(
            turn, told, to, MailWords(say.cancellation(meeting), say.OFF), await _organizer(turn, told)
        )
    elsewhere = await _in_overleg(turn, casus)
    text = MailWords(
        say.moved_into_overleg(meeting, told, elsewhere) if elsewhere else say.withdrawal(meeting), say.OUT
    )
    return await _letter(turn, told, to, text, await _organizer(turn, told))


async def _in_overleg(turn: Occasion, casus: Casus | None) -> LedgerEntry | None:
    """The overleg in which the case is discussed now, if this guest is invited to that."""
    uid = casus.bespreking.overleg if casus and casus.bespreking else None
    ledger = await turn.work.ledger.of_meeting(uid) if uid else []
    return next((o for o in ledger if o.owner == turn.post.to and o.standing is GuestStanding.INVITED), None)


@letter(AT_OLD_ADDRESS)
async def afzegging_oud_adres(turn: Occasion) -> Mail | None:
    """Withdraws everything that was sent to a former address of a guest. None when the guest uses that address again,
    because it is then no longer stored as a former one."""
    old = await turn.work.left_addresses.get(turn.number("oud"))
    told = next(
        (one for one in await turn.work.ledger.of_meeting(turn.text("uid")) if old and one.owner == old.owner), None
    )
    if old is None or told is None or turn.instant("start") <= turn.now:
        return None
    casus = await turn.casus()
    to = await at_address(turn, casus, old.owner, old.address)
    if to is None:
        return None
    there = replace(
        told,
        sequence=turn.number("sequence"),
        stamp=turn.instant("stamp"),
        standing=GuestStanding.UNINVITED,
        start=turn.instant("start"),
        minuten=turn.number("minuten"),
        plek=turn.text("plek") or None,
    )
    return await _letter(turn, there, to, MailWords(say.ELSEWHERE, say.OLD_ADDRESS), old.organizer)


async def _current_entry(turn: Occasion) -> LedgerEntry | None:
    """The ledger entry of the post, while it is the latest one for this guest and the meeting is in the future."""
    ledger = await turn.work.ledger.of_meeting(turn.text("uid"))
    told = next((one for one in ledger if one.owner == turn.post.to), None)
    if told is None or told.version != (turn.number("sequence"), turn.instant("stamp")) or told.start <= turn.now:
        return None
    return told


async def _organizer(turn: Occasion, told: LedgerEntry) -> str | None:
    asked = await turn.work.invitations.get(told.uid, told.owner)
    return asked.organizer if asked else None


async def _letter(turn: Occasion, told: LedgerEntry, to: Recipient, text: MailWords, token: str | None) -> Mail:
    casus = await turn.casus()
    convenant = turn.convenant(casus)
    meeting = say.name_meeting(told, casus, convenant, private=to.private)
    invited = told.standing is GuestStanding.INVITED
    card = say.card(meeting, told, text.before, turn.team.plekken, await _who(turn, told, to) if invited else "")
    closing = say.of_case(casus, convenant, to.name) if casus and invited and not to.private else []
    code = say.about_code(told.code) if told.code and not to.private else None
    letter = mail(turn, to, meeting.title, f"Goedendag,\n\n{text.first}", say.when(told, to.private))
    invitation = CalendarInvitation(
        method="REQUEST" if invited else "CANCEL",
        uid=told.uid,
        sequence=told.sequence,
        stamp=told.stamp,
        start=told.start,
        end=told.start + timedelta(minutes=told.minuten),
        summary=mail(turn, to, meeting.title, "").subject,
        recipient=to.attendee(),
        visible=await _visible(turn, told, to),
        description="\n".join([*(f"{row.label}: {row.value}" for row in card), *closing, call(turn)]),
        location=turn.team.plekken.get(told.plek or ""),
        whole=told.standing is not GuestStanding.UNINVITED,
        token=token,
        alarm=turn.team.alarm_minutes if not to.private or convenant.agendamelding_prive else 0,
    )
    asks = (say.ANSWER,) if text.asks else ()
    return replace(
        letter,
        subject=f"{text.prefix}{letter.subject}",
        card=(*card, *asks),
        closing="\n\n".join([*closing, *sign(turn, convenant, code, CLOSING)]),
        invitation=invitation,
        thread=letter.thread or f"overleg:{told.uid}",
    )


async def _visible(turn: Occasion, told: LedgerEntry, to: Recipient) -> tuple[Attendee, ...]:
    """The other guests that this guest may see and who have an address."""
    people = await roster(turn.work, turn.team)
    found = []
    for owner in told.sees:
        address = await turn.work.addresses.get(owner, case_of_address(owner, told.code))
        if address:
            found.append(Attendee(address, _TEAM if to.private else people.label(owner)))
    return tuple(found)


async def _who(turn: Occasion, told: LedgerEntry, to: Recipient) -> str:
    """The other guests that this guest may see, as roles."""
    names = await _labels(turn, told.sees)
    if not names:
        return ""
    if to.private:
        return "leden van het team, en u"
    rollen = turn.convenant(await turn.casus()).rollen
    return say.guests(group_labels(names, rollen), everybody=told.code is None)


async def _changed_guests(turn: Occasion, before: LedgerEntry, told: LedgerEntry) -> str:
    more = await _labels(turn, [one for one in told.sees if one not in before.sees])
    fewer = await _labels(turn, [one for one in before.sees if one not in told.sees])
    return join([*(f"{one} is erbij" for one in more), *(f"{one} niet meer" for one in fewer)])


async def _labels(turn: Occasion, owners: list[str] | tuple[str, ...]) -> list[str]:
    """Without those who are no longer on the list of the team."""
    people = await roster(turn.work, turn.team)
    return [label for one in owners if not (label := people.label(one)).startswith(DEELNEMER)]
