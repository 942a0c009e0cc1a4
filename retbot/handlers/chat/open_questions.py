"""Which questions are still open: each ends once what it asks is known in another way, or matters no more."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.question_ends import ANSWERED, ENDS, OFFERED, Matter, snapshot
from retbot.domain.deelnemers.roles import TeamPerson
from retbot.domain.errors import Refusal
from retbot.domain.team import Team
from retbot.ports import Question, UnitOfWork

_END_SILENTLY = frozenset({ANSWERED, OFFERED, "aanmelding", "welke_vraag"})
"""Not a question about what others may record."""


async def ask(work: UnitOfWork, vraag: Question, team: Team, now: datetime) -> None:
    await work.ask(replace(vraag, snapshot=await _now_known(work, vraag, team, now)))


async def newest(work: UnitOfWork, among: Iterable[Question], team: Team, now: datetime) -> Question | None:
    """Of `among`, oldest first, the last that is still open."""
    return next(iter(await open_ones(work, among, team, now, 1)), None)


async def open_ones(
    work: UnitOfWork, among: Iterable[Question], team: Team, now: datetime, most: int | None = None
) -> list[Question]:
    """Of `among`, oldest first, those that are still open, newest first."""
    found: list[Question] = []
    for vraag in reversed(list(among)):
        if len(found) == most:
            break
        if await _still_matters(work, vraag, team, now):
            found.append(vraag)
    return found


async def end_known(work: UnitOfWork, code: Casecode | None, team: Team, now: datetime, by: TeamPerson) -> None:
    """After a change of this case, or of the facts of the team."""
    for vraag in await work.questions_about(code):
        if not await _still_matters(work, vraag, team, now):
            await end(work, vraag, team, now, by)


async def end(work: UnitOfWork, vraag: Question, team: Team, now: datetime, by: TeamPerson, answer: str = "") -> None:
    """For whom it was not `by` who ended it, that stays known for the day: his answer may still come."""
    await work.close_question(vraag)
    if vraag.person != by.matrix_id and vraag.kind not in _END_SILENTLY:
        known = {**vraag.stand, "soort": vraag.kind, "vraag": vraag.id, "door": by.spoken, "antwoord": answer}
        await ask(work, replace(vraag, kind=ANSWERED, stand=known, zin="", args={}), team, now)


async def same(work: UnitOfWork, vraag: Question) -> list[Question]:
    """The question, and what others were asked in the same words of the same state: one answer ends them all."""
    if not vraag.snapshot:
        return [vraag]
    asked = (vraag.kind, vraag.snapshot)
    return [other for other in await work.questions_about(vraag.code) if (other.kind, other.snapshot) == asked]


async def _still_matters(work: UnitOfWork, vraag: Question, team: Team, now: datetime) -> bool:
    """Not for a kind that is unknown here, nor under a covenant that is gone."""
    if vraag.kind not in ENDS or (vraag.code and await work.casus(vraag.code) is None):
        return False
    if vraag.kind == OFFERED and not await work.offered_antwoorden(vraag.code):
        return False
    try:
        return await _now_known(work, vraag, team, now) == vraag.snapshot
    except Refusal:
        return False


async def _now_known(work: UnitOfWork, vraag: Question, team: Team, now: datetime) -> str:
    casus = await work.casus(vraag.code) if vraag.code else None
    convenant = team.convenant_of(casus) if casus else team.convenant
    facts = casus.feiten if casus else await work.team_feiten()
    return snapshot(vraag.kind, Matter(vraag.stand, casus, facts, convenant, now))
