"""An answer by mail that is not accepted automatically: the voorzitter and the secretaris are asked whether it
counts."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.question_ends import OFFERED
from retbot.domain.deelnemers.roles import Right
from retbot.domain.errors import Arg
from retbot.domain.invitations.inviting import DEELNEMER, case_of_address
from retbot.domain.invitations.meeting import GuestStanding
from retbot.domain.invitations.rsvps import Rsvp, Via
from retbot.domain.team import Team
from retbot.domain.tijd import local_day
from retbot.meetings import rsvps
from retbot.ports import Channel, Post, PostState, Question, UnitOfWork
from retbot.wording.dates import short_date

_ASKED = frozenset({Right.VOORZITTER, Right.SECRETARIS})
TOLD = "aangeboden_antwoord"
"""The sentence of the post that reports the answer and asks."""


async def offer(
    work: UnitOfWork,
    team: Team,
    answer: Rsvp,
    notice: Mapping[str, Arg],
    room: str | None,
    now: datetime,
    sender: str | None = None,
) -> bool:
    """Stores the answer separately and asks in that room whether it counts; `notice` holds what the message says
    besides the answer itself, `sender` the address that may be remembered. Returns False when it would not count even
    if it came from the guest. An identical answer is not asked about again: people would not see that question, yet a
    bare `ja` would answer it as the newest one."""
    waits = any(_is_same(one, answer) for one in await work.rsvps.waiting(answer.code))
    if waits and any(question.type == OFFERED for question in await work.questions.about(answer.code)):
        return True
    if not await work.rsvps.offer(answer):
        return False
    if sender:
        await work.rsvps.remember_sender(answer.owner, case_of_address(answer.owner, answer.code), answer.uid, sender)
    await work.outbox.put(_post(answer, notice), now)
    await ask(work, team, answer.code, room, now)
    return True


async def ask(work: UnitOfWork, team: Team, code: Casecode | None, room: str | None, now: datetime) -> None:
    """The voorzitter or the secretaris may answer. One question for all waiting answers about the case, or without a
    case about any overleg."""
    thread = await work.cases.thread(code) if code else None
    for person in _editors(team):
        await work.questions.ask(
            Question(person, OFFERED, room or "", thread, code, gesteld=now, zin=f"vraag_{OFFERED}")
        )


async def accept(work: UnitOfWork, team: Team, answer: Rsvp, now: datetime, *, remember: bool = False) -> bool:
    """Stores the answer exactly as it came, on the decision of the voorzitter or the secretaris. With `remember`, what
    comes from the same address counts from now on. Returns False when it has no effect any more: a later answer counts,
    or the meeting has begun, was moved or was cancelled."""
    told = next((one for one in await work.ledger.of_meeting(answer.uid) if one.owner == answer.owner), None)
    if remember:
        await work.rsvps.accept_sender(answer.owner, case_of_address(answer.owner, answer.code), answer.uid)
    await work.rsvps.forget_offer(answer.uid, answer.owner)
    if told is None or told.standing is not GuestStanding.INVITED or told.start <= now:
        return False
    return await rsvps.keep(work, team, replace(answer, via=Via.SECRETARIS, at=now), now)


async def close(work: UnitOfWork, code: Casecode | None) -> None:
    """Closes the question when no answer is waiting."""
    asked = [] if await work.rsvps.waiting(code) else await work.questions.about(code)
    for question in asked:
        if question.type == OFFERED:
            await work.questions.close(question)


async def only_seen(work: UnitOfWork, waiting: Sequence[Rsvp]) -> list[Rsvp]:
    """Those whose message has been posted in the room, because nobody can refer to another one."""
    rows = [(one, await work.outbox.of_key(_key(one))) for one in waiting]
    return [one for one, row in rows if row and row.state is PostState.SENT]


async def by_word(work: UnitOfWork, waiting: Sequence[Rsvp]) -> dict[str, Rsvp]:
    """By the word that refers to the answer: the number on the list or the role, plus the day of the meeting when
    several answers of one guest wait."""
    owners = [one.owner for one in waiting]
    return {await _word(work, one, with_day=owners.count(one.owner) > 1): one for one in waiting}


async def _word(work: UnitOfWork, answer: Rsvp, *, with_day: bool) -> str:
    who = answer.owner.removeprefix(DEELNEMER)
    start = next((told.start for told in await work.ledger.of_meeting(answer.uid) if told.owner == answer.owner), None)
    return f"{who} {short_date(local_day(start))}" if with_day and start else who


def _editors(team: Team) -> list[str]:
    return [one for one in sorted(team.known_word) if _ASKED & team.rights_of(one)]


def _post(answer: Rsvp, notice: Mapping[str, Arg]) -> Post:
    args: dict[str, Arg] = {"uid": answer.uid, "owner": answer.owner, "stamp": answer.stamp}
    return Post(_key(answer), Channel.ROOM, TOLD, {**notice, **args}, answer.code, in_case=answer.code is not None)


def _key(answer: Rsvp) -> str:
    return f"{TOLD}:{answer.uid}:{answer.owner}:{answer.sequence}:{answer.partstat}:{answer.at.isoformat()}"


def _is_same(one: Rsvp, other: Rsvp) -> bool:
    """Apart from the time of writing."""
    return replace(one, stamp=other.stamp, at=other.at) == other
