"""Which questions are still open: a question ends once its answer is known in another way, or is no longer needed."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.question_ends import ANSWERED, ENDS, OFFERED, Matter, snapshot
from retbot.domain.deelnemers.roles import TeamPerson
from retbot.domain.errors import Refusal
from retbot.domain.team import Team
from retbot.domain.tijd import local_day
from retbot.ports import Question, UnitOfWork

_END_SILENTLY = frozenset({ANSWERED, OFFERED, "aanmelding", "welke_vraag"})
"""These do not ask about something that others may record."""
_WORKING_DAYS = 2
"""How long a question stays open, after the day on which it was asked."""


async def ask(work: UnitOfWork, question: Question, team: Team, now: datetime) -> None:
    await work.questions.ask(replace(question, snapshot=await _now_known(work, question, team, now)))


async def newest(work: UnitOfWork, among: Iterable[Question], team: Team, now: datetime) -> Question | None:
    """The last open one of `among`, which is sorted from old to new."""
    return next(iter(await open_ones(work, among, team, now, 1)), None)


async def open_ones(
    work: UnitOfWork, among: Iterable[Question], team: Team, now: datetime, most: int | None = None
) -> list[Question]:
    """The open ones of `among`, which is sorted from old to new; newest first."""
    found: list[Question] = []
    for question in reversed(list(among)):
        if len(found) == most:
            break
        if await _still_matters(work, question, team, now):
            found.append(question)
    return found


async def end_known(work: UnitOfWork, code: Casecode | None, team: Team, now: datetime, by: TeamPerson) -> None:
    """After a change of this case, or of the facts of the team."""
    for question in await work.questions.about(code):
        if not await _still_matters(work, question, team, now):
            await end(work, question, team, now, by)


async def end(
    work: UnitOfWork, question: Question, team: Team, now: datetime, by: TeamPerson, answer: str = ""
) -> None:
    """When `by` is somebody else than the person who was asked, the ended question is remembered for the day, because
    an answer may still come."""
    await work.questions.close(question)
    if question.person != by.matrix_id and question.type not in _END_SILENTLY:
        known = {
            **question.state,
            "soort": question.type,
            "vraag": question.id,
            "door": by.spoken_name,
            "antwoord": answer,
        }
        await ask(work, replace(question, type=ANSWERED, state=known, zin="", args={}), team, now)


async def same(work: UnitOfWork, question: Question) -> list[Question]:
    """The question, and the same question as it was put to others: one answer ends them all."""
    if not question.snapshot:
        return [question]
    asked = (question.type, question.snapshot)
    return [other for other in await work.questions.about(question.code) if (other.type, other.snapshot) == asked]


def is_too_old(question: Question, team: Team, now: datetime) -> bool:
    """An offered answer waits as long as its offer."""
    last = team.kalender.shift(local_day(question.gesteld), _WORKING_DAYS)
    return question.type != OFFERED and local_day(now) > last


async def _still_matters(work: UnitOfWork, question: Question, team: Team, now: datetime) -> bool:
    """False for a type that is unknown here, or under a covenant that is gone."""
    if is_too_old(question, team, now):
        return False
    if question.type not in ENDS or (question.code and await work.cases.get(question.code) is None):
        return False
    if question.type == OFFERED and not await work.rsvps.waiting(question.code):
        return False
    try:
        return await _now_known(work, question, team, now) == question.snapshot
    except Refusal:
        return False


async def _now_known(work: UnitOfWork, question: Question, team: Team, now: datetime) -> str:
    casus = await work.cases.get(question.code) if question.code else None
    convenant = team.convenant_of(casus) if casus else team.convenant
    facts = casus.feiten if casus else await work.team_feiten.all()
    return snapshot(question.type, Matter(question.state, casus, facts, convenant, now))
