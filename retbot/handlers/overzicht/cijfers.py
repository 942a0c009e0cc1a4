"""cijfers: the tables of a half year that may be shared outside the team. Once shown, they never change."""

import json

from retbot.domain.privacy import figures
from retbot.domain.privacy.counters import counters, halfjaar
from retbot.domain.privacy.figures import Figure
from retbot.handlers.chat.command import EDITORS, Code, Effect
from retbot.handlers.chat.declaration import Commands
from retbot.handlers.chat.lists import page_of, with_rest
from retbot.handlers.chat.request import Request
from retbot.reading.numbers import PAGE
from retbot.reading.periods import HALF_YEAR
from retbot.wording.replies.overzicht import cijfers as say

_TABLES = 150
"""In lines. The tables are meant to be copied, so they are not split as long as they fit into a message."""


COMMANDS = Commands("overzicht")


@COMMANDS.declare(
    "cijfers",
    HALF_YEAR,
    PAGE,
    help="De cijfers van een half jaar die het team uit mogen: nooit minder dan vijf, afgerond op vijf.",
    rights=EDITORS,
    effect=Effect.LOOK,
    code=Code.NONE,
)
async def cijfers(request: Request, period: str, number: int) -> None:
    rows, asked = await _rows(request, period), ""
    if not rows and (near := await _nearest_period(request, period)):
        rows, period, asked = await _rows(request, near), near, period
    command = f"cijfers {period}"
    found = await page_of([say.row(row) for row in rows], number, command, _TABLES)
    await request.reply(say.cijfers, halfjaar=period, regels=with_rest(found, command), gevraagd=asked)


async def _rows(request: Request, period: str) -> list[Figure]:
    return await _told_before(request, period) or await _count(request, period)


async def _nearest_period(request: Request, period: str) -> str | None:
    """The half year with cases that is nearest to this one and over; of two equally near the later."""
    cases, tellers = await request.work.cases.find(open_only=False), await request.work.purge.counters()
    known = {one.halfjaar for casus in cases for one in counters(casus)} | {one.halfjaar for one in tellers}
    complete = [one for one in known if one < halfjaar(request.today)]
    return min(complete, key=lambda one: (abs(_number(one) - _number(period)), -_number(one)), default=None)


def _number(period: str) -> int:
    """Half years counted on."""
    year, _, half = period.partition("-")
    return 2 * int(year) + int(half)


async def _told_before(request: Request, period: str) -> list[Figure]:
    """Differences between two versions of the figures for one period would reveal what happened in between."""
    note = await request.work.notes.get(_name(period))
    return [Figure(*row) for row in json.loads(note)] if note else []


async def _count(request: Request, period: str) -> list[Figure]:
    cases, tellers = await request.work.cases.find(open_only=False), await request.work.purge.counters()
    rows = figures.cijfers(figures.count_cases(cases, tellers, period))
    if rows:
        told = json.dumps([[row.tabel, row.waarde, row.aantal] for row in rows])
        await request.work.notes.set(_name(period), told)
    return rows


def _name(period: str) -> str:
    return f"cijfers:{period}"
