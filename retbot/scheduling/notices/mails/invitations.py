"""Invitations, changes and cancellations by mail, following the ledger of this guest."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import takewhile
from typing import Literal

from retbot.domain.casus.casus import Casus
from retbot.domain.casus.consent import is_anonymous
from retbot.domain.casus.seats import participation
from retbot.domain.convenant.convenant import Convenant
from retbot.domain.invitations.inviting import case_of_address
from retbot.domain.invitations.meeting import GuestStanding, LedgerEntry, News
from retbot.domain.invitations.rsvps import Partstat
from retbot.domain.tijd import local, local_day
from retbot.meetings.invitations import AT_OLD_ADDRESS
from retbot.ports import Attendee, CalendarInvitation, Mail, PostState
from retbot.scheduling.notices.mails.recipients import Recipient, at_address, call, mail, recipient
from retbot.scheduling.occasion import Occasion, letter
from retbot.scheduling.parties import roster
from retbot.wording import terms
from retbot.wording.citing import cited_article
from retbot.wording.dates import clock_time, full_date
from retbot.wording.invitation import invitations_say

_TEAM = "lid van het team"
"""How a private person's calendar names the fixed members: their sector would reveal what the meeting is about."""
_FIRST = {
    News.INVITED: "U bent uitgenodigd voor {a}.",
    News.AGAIN: "U bent uitgenodigd voor {a}.",
    News.MOVED: "{The} is verzet.",
    News.PLACE: "{The} is op een andere plek; de tijd blijft dezelfde. U hoeft niet opnieuw te antwoorden.",
    News.WORDS: "Er is iets veranderd bij {the}; tijd en plek blijven. U hoeft niet opnieuw te antwoorden.",
    News.GUESTS: "De lijst van genodigden is veranderd; tijd en plek blijven. U hoeft niet opnieuw te antwoorden.",
}
_SUBJECT = {
    News.MOVED: "Verzet: ",
    News.PLACE: "Andere plek: ",
    News.GUESTS: "Genodigden gewijzigd: ",
    News.WORDS: "Gewijzigd: ",
}
_LESSER = (News.PLACE, News.WORDS, News.GUESTS)
"""Changes that keep the time, the most important first: an answer given earlier stays valid and is not asked again."""
_PARTSTAT: Mapping[Partstat, Literal["ACCEPTED", "DECLINED", "TENTATIVE"]] = {
    Partstat.ACCEPTED: "ACCEPTED",
    Partstat.DECLINED: "DECLINED",
    Partstat.TENTATIVE: "TENTATIVE",
}
_ELSEWHERE = "Deze uitnodiging geldt niet meer op dit mailadres. U kunt de afspraak uit uw agenda verwijderen."
_BESPREKING = {"a": "een bespreking", "the": "de bespreking", "The": "De bespreking"}
_OVERLEG = {"a": "een overleg van het team", "the": "het overleg", "The": "Het overleg"}


@letter("uitnodiging", called="De uitnodiging")
async def invitation(turn: Occasion) -> Mail | None:
    """A first invitation or an update (RFC 5546, 3.2.2); None when a later message replaces it."""
    told = await _current_entry(turn)
    to = await recipient(turn, await turn.casus())
    if told is None or to is None:
        return None
    news = await _news(turn) if told.reached else News.INVITED
    first = _FIRST[news].format(**_nouns(told))
    letter = await _letter(turn, told, to, first, _SUBJECT.get(news, ""), await _token(turn, told))
    await turn.work.set_told(replace(told, reached=True))
    return await _with_answer(turn, letter) if news in _LESSER else letter


async def _news(turn: Occasion) -> News:
    """Includes the news of earlier messages that this one replaced before they were sent."""
    news = News(turn.text("news"))
    if news not in _LESSER:
        return news
    rows = await turn.work.posts(code=turn.post.code, sentence=turn.post.sentence)
    mine = [r for r in rows if (r.post.to, r.post.args.get("uid")) == (turn.post.to, turn.post.args["uid"])]
    earlier = takewhile(lambda row: row.state is not PostState.SENT, reversed([r for r in mine if r.id < turn.row.id]))
    untold = {news, *(News(str(row.post.args["news"])) for row in earlier)}
    return next(one for one in (News.INVITED, News.AGAIN, News.MOVED, *_LESSER) if one in untold)


async def _with_answer(turn: Occasion, letter: Mail) -> Mail:
    """Keeps the answer that the guest already gave, because this change asks for no new answer."""
    invitation = letter.invitation
    given = await turn.work.antwoorden(turn.text("uid"))
    partstat = next((_PARTSTAT.get(one.partstat) for one in given if one.owner == turn.post.to), None)
    if invitation is None or partstat is None:
        return letter
    recipient = replace(invitation.recipient, partstat=partstat)
    return replace(letter, invitation=replace(invitation, recipient=recipient))


@letter("afzegging", called="De afzegging")
async def afzegging(turn: Occasion) -> Mail | None:
    """RFC 5546, 3.2.5: for the whole meeting, or for this guest only. None for a guest who never got an invitation."""
    told = await _current_entry(turn)
    to = await recipient(turn, await turn.casus())
    if told is None or to is None or not told.reached:
        return None
    nouns = _nouns(told)
    off = told.standing is GuestStanding.OFF
    first = f"{nouns['The']} gaat niet door." if off else f"U wordt niet meer bij {nouns['the']} verwacht."
    prefix = "Gaat niet door: " if off else "Afgezegd voor u: "
    return await _letter(turn, told, to, first, prefix, await _token(turn, told))


@letter(AT_OLD_ADDRESS)
async def afzegging_oud_adres(turn: Occasion) -> Mail | None:
    """Withdraws everything that was sent to a former address of a guest. None when the guest uses that address again,
    because it is then no longer stored as a former one."""
    old = await turn.work.left_address(turn.number("oud"))
    told = next(
        (one for one in await turn.work.invitations_sent(turn.text("uid")) if old and one.owner == old.owner), None
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
    return await _letter(turn, there, to, _ELSEWHERE, "Niet meer op dit adres: ", old.token)


async def _current_entry(turn: Occasion) -> LedgerEntry | None:
    """The ledger entry of the post, while it is the latest one for this guest and the meeting is in the future."""
    ledger = await turn.work.invitations_sent(turn.text("uid"))
    told = next((one for one in ledger if one.owner == turn.post.to), None)
    if told is None or told.version != (turn.number("sequence"), turn.instant("stamp")) or told.start <= turn.now:
        return None
    return told


async def _token(turn: Occasion, told: LedgerEntry) -> str | None:
    asked = await turn.work.invitation(told.uid, told.owner)
    return asked.token if asked else None


async def _letter(turn: Occasion, told: LedgerEntry, to: Recipient, first: str, prefix: str, token: str | None) -> Mail:
    what = _what(turn, told, await turn.casus(), to)
    text = "\n\n".join(["Goedendag,", first, what, call(turn), "Het Regionaal Expertteam"])
    letter = mail(turn, to, "Overleg" if to.private else "RET-overleg", text)
    invitation = CalendarInvitation(
        method="REQUEST" if told.standing is GuestStanding.INVITED else "CANCEL",
        uid=told.uid,
        sequence=told.sequence,
        stamp=told.stamp,
        start=told.start,
        end=told.start + timedelta(minutes=told.minuten),
        summary=letter.subject,
        recipient=to.attendee(),
        visible=await _visible(turn, told, to),
        description=f"{what}\n{call(turn)}",
        location=_place(turn, told),
        whole=told.standing is not GuestStanding.UNINVITED,
        token=token,
    )
    thread = letter.thread or f"overleg:{told.uid}"
    return replace(letter, subject=f"{prefix}{letter.subject}", invitation=invitation, thread=thread)


async def _visible(turn: Occasion, told: LedgerEntry, to: Recipient) -> tuple[Attendee, ...]:
    """The other guests that this guest may see and who have an address."""
    people = await roster(turn.work, turn.team)
    found = []
    for owner in told.sees:
        address = await turn.work.address(owner, case_of_address(owner, told.code))
        if address:
            found.append(Attendee(address, _TEAM if to.private else people.label(owner)))
    return tuple(found)


def _nouns(told: LedgerEntry) -> dict[str, str]:
    return _BESPREKING if told.code else _OVERLEG


def _what(turn: Occasion, told: LedgerEntry, casus: Casus | None, to: Recipient) -> str:
    """When and where; an expected guest also reads how the case is discussed, and in which capacity they take part."""
    start, end = local(told.start), local(told.start + timedelta(minutes=told.minuten))
    place = _place(turn, told)
    day = terms.sentence(full_date(local_day(told.start)))
    span = f"{clock_time(start.time())}–{clock_time(end.time())} ({told.minuten} minuten)"
    said = [f"{day}, {span}{', ' + place if place else ''}."]
    if casus and not to.private and told.standing is GuestStanding.INVITED:
        said += _of_case(casus, turn.convenant(casus), to)
    return " ".join(said)


def _of_case(casus: Casus, convenant: Convenant, to: Recipient) -> Iterator[str]:
    """What an invitation must say according to the covenant and the team's answers."""
    if is_anonymous(casus, convenant):
        yield f"De casus wordt anoniem besproken ({cited_article(convenant.regels['anoniem'].artikel)})."
    if own := participation(casus, to.name):
        part = f", van {own.deel.replace('-', ' tot ')}" if own.deel else ""
        yield f"U neemt deel als {own.hoedanigheid}{part}."
    yield from invitations_say(casus, convenant)


def _place(turn: Occasion, told: LedgerEntry) -> str | None:
    return turn.team.plekken.get(told.plek or "")
