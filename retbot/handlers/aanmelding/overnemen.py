"""importeer: takes over cases that were already running, from a spreadsheet that was sent in the direct room."""

import asyncio
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from retbot.domain.casus import casecode
from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.casus import Casus
from retbot.domain.errors import Arg, Refusal
from retbot.domain.running_case import RunningCase
from retbot.domain.team import Team
from retbot.domain.tijd import local_day
from retbot.handlers.chat.command import EDITORS, Code, Effect
from retbot.handlers.chat.declaration import Commands
from retbot.handlers.chat.request import Request
from retbot.meetings import invitations
from retbot.ports import Channel, Post, UnitOfWork
from retbot.reading.aanmelding.running_cases import running_cases
from retbot.reading.aanmelding.spreadsheet import rows_of
from retbot.reading.grammar import Situation
from retbot.wording.replies.aanmelding import overnemen as say
from retbot.wording.replies.chat import rows
from retbot.wording.replies.vastleggen import noteren

COMMANDS = Commands("aanmelding")


@COMMANDS.declare(
    "importeer",
    help="Lopende casussen overnemen uit een Excel-bestand dat u hier stuurt; zonder bestand krijgt u er een om in te "
    "vullen. Alleen in ons privégesprek.",
    rights=EDITORS,
    effect=Effect.ACT,
    code=Code.NONE,
)
async def importeer(request: Request) -> None:
    message = request.message
    if not message.direct:
        raise Refusal("alleen_prive", commando="importeer")
    if message.file is None:
        await request.reply(say.importeer_uitleg)
        key = f"sjabloon:{message.event_id}"
        await request.put(Post(key, Channel.ROOM, "sjabloon_bestand", direct=request.person.matrix_id))
        return
    file = await read_file(message.file.content, request.work, request.team, request.now)
    request.confirm(say.ga_overnemen, casussen=file.lines, lijken=file.alike)
    codes = await take_over(file, request.work, request.team, request.now)
    for code in codes:
        await request.about_case(code).audit("importeer")
    request = request.about_case(None)
    await request.reply(say.overgenomen, codes=code_lines(file, codes))


@dataclass(frozen=True, slots=True)
class ReadFile:
    """`lines` says in words what each case would become; `alike` holds the numbers of those that resemble a case in the
    store."""

    cases: Sequence[RunningCase]
    lines: Sequence[str]
    alike: Sequence[str]


async def read_file(content: bytes | None, work: UnitOfWork, team: Team, now: datetime) -> ReadFile:
    """Stores nothing. Raises Refusal for anything in it that may not be there; `content` is None for a file that could
    not be fetched."""
    if content is None:
        raise Refusal("bestand_niet_opgehaald")
    rows_ = await asyncio.to_thread(rows_of, content)
    cases = running_cases(rows_, Situation(team, now))
    known = [casus.aanmelding for casus in await work.cases.find(open_only=False)]
    alike = [str(case.row) for case in cases if case.aanmelding in known]
    return ReadFile(cases, [_line(case, team, now) for case in cases], alike)


async def take_over(file: ReadFile, work: UnitOfWork, team: Team, now: datetime) -> list[Casecode]:
    """Stores every case under a code of its own, and has each announced in the team's room, where its thread begins."""
    codes = list[Casecode]()
    for case in file.cases:
        code = casecode.draw(secrets.choice, await work.cases.codes())
        casus = case.as_casus(code, invitations.new_uid(), team.convenant, local_day(now))
        await work.cases.save(casus, team.termijnen(casus), team.reminders(casus), now)
        key = f"casus:{code}"
        post = Post(key, Channel.ROOM, say.casus_overgenomen.name, _args(casus, team, now), code, opens_thread=True)
        await work.outbox.put(post, now)
        codes.append(code)
    return codes


def code_lines(file: ReadFile, codes: Sequence[Casecode]) -> list[str]:
    return [say.code_line(case.row, code) for case, code in zip(file.cases, codes, strict=True)]


def _line(case: RunningCase, team: Team, now: datetime) -> str:
    casus = case.as_casus(Casecode(""), "", team.convenant, local_day(now))
    new, today = casus.aanmelding, local_day(now)
    state = rows.latest_state(casus, today)
    return say.running_line(
        case.row, new.gemeente, new.leeftijd, new.ontvangen, today, state, _terms_over(casus, team, now)
    )


def _terms_over(casus: Casus, team: Team, now: datetime) -> int:
    return len([term for term in team.termijnen(casus) if term.is_late(now) or term.is_over(now)])


def _args(casus: Casus, team: Team, now: datetime) -> dict[str, Arg]:
    new = casus.aanmelding
    return {
        "gemeente": new.gemeente,
        "leeftijd": new.leeftijd,
        "ontvangen": new.ontvangen,
        "today": local_day(now),
        "voorbij": _terms_over(casus, team, now),
        "stap": noteren.step_of(casus, team.termijnen(casus), team.convenant),
    }
