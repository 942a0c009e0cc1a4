"""Invitations and cancellations by mail, from the state of the case when they are sent."""

from dataclasses import replace
from datetime import timedelta
from typing import Literal, TypeAlias

from retbot.domain.aan_tafel import deelname, invitations_say
from retbot.domain.casus import Bespreking, Casus, Stand
from retbot.domain.citeren import cited_article
from retbot.domain.convenant import Convenant
from retbot.domain.toestemming import is_anonymous
from retbot.ports import Invitation, Mail, PostState
from retbot.scheduling import words
from retbot.scheduling.parties import roster
from retbot.scheduling.recipients import Recipient, call, fixed_members, mail, recipient
from retbot.scheduling.said import Turn
from retbot.taal import clock_time, full_date, local, local_day

Method: TypeAlias = Literal["REQUEST", "CANCEL"]


async def uitnodiging(turn: Turn) -> Mail | None:
    """A first invitation or an update (RFC 5546, 3.2.2); None when a later one has taken its place."""
    casus, planned = await _about(turn)
    to = await recipient(turn, casus)
    if casus is None or planned is None or to is None:
        return None
    if planned.stand is not Stand.GEPLAND or planned.sequence > turn.number("sequence") or planned.start <= turn.now:
        return None
    first = "De bespreking is verzet." if planned.sequence else "U bent uitgenodigd voor een bespreking."
    return await _letter(turn, casus, planned, to, first)


async def afzegging(turn: Turn) -> Mail | None:
    """RFC 5546, 3.2.5: of the whole bespreking, or of this guest alone. Only to who got an invitation."""
    casus, planned = await _about(turn)
    to = await recipient(turn, casus)
    if casus is None or planned is None or to is None or planned.stand is Stand.GEHOUDEN:
        return None
    if planned.sequence > turn.number("sequence") or not await _was_invited(turn, casus, planned):
        return None
    off = planned.stand is Stand.GEANNULEERD
    first = "De bespreking gaat niet door." if off else "U wordt niet meer bij de bespreking verwacht."
    return await _letter(turn, casus, planned, to, first, method="CANCEL")


async def _about(turn: Turn) -> tuple[Casus | None, Bespreking | None]:
    casus = await turn.casus()
    return casus, casus.in_ronde(turn.number("ronde")) if casus else None


async def _was_invited(turn: Turn, casus: Casus, planned: Bespreking) -> bool:
    rows = await turn.work.posts(code=casus.code, kind="uitnodiging")
    return any(
        row.post.to == turn.post.to and row.attempts and row.post.args.get("ronde") == planned.ronde
        for row in rows
        if row.state in {PostState.SENT, PostState.OPEN}
    )


async def _letter(
    turn: Turn, casus: Casus, planned: Bespreking, to: Recipient, first: str, method: Method = "REQUEST"
) -> Mail:
    summary = "Overleg" if to.private else "RET-overleg"
    text = "\n\n".join(["Goedendag,", first, _what(turn, casus, planned, to), call(turn), "Het Regionaal Expertteam"])
    letter = mail(turn, to, summary, text)
    visible = () if to.private else await fixed_members(turn, casus, await roster(turn.work, turn.team))
    invitation = Invitation(
        method=method,
        uid=planned.uid,
        sequence=planned.sequence,
        stamp=turn.now,
        start=planned.start,
        end=planned.start + timedelta(minutes=planned.minuten),
        summary=letter.subject,
        recipient=to.attendee(),
        visible=visible,
        description=f"{_what(turn, casus, planned, to)}\n{call(turn)}",
        location=_place(turn, planned),
        whole=planned.stand is Stand.GEANNULEERD,
    )
    return replace(letter, invitation=invitation, thread=letter.thread or f"overleg:{planned.uid}")


def _what(turn: Turn, casus: Casus, planned: Bespreking, to: Recipient) -> str:
    """When and where; that nobody is named, where the covenant asks for that."""
    start, end = local(planned.start), local(planned.start + timedelta(minutes=planned.minuten))
    place = _place(turn, planned)
    day = words.sentence(full_date(local_day(planned.start)))
    span = f"{clock_time(start.time())}–{clock_time(end.time())} ({planned.minuten} minuten)"
    told = [f"{day}, {span}{', ' + place if place else ''}."]
    convenant = turn.convenant(casus)
    if not to.private and is_anonymous(casus, convenant):
        article = cited_article(convenant.regels["anoniem"].artikel)
        told.append(f"De casus wordt anoniem besproken ({article}).")
    return " ".join([*told, *([] if to.private else _of_case(casus, convenant, to))])


def _of_case(casus: Casus, convenant: Convenant, to: Recipient) -> list[str]:
    """As what this one takes part, and what the answers of the team make an invitation say."""
    own = deelname(casus, to.name)
    part = f", van {own.deel.replace('-', ' tot ')}" if own and own.deel else ""
    return [*([f"U neemt deel als {own.hoedanigheid}{part}."] if own else []), *invitations_say(casus, convenant)]


def _place(turn: Turn, planned: Bespreking) -> str | None:
    return turn.team.plekken.get(planned.plek or "")
