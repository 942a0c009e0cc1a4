"""vergoeding: who must be paid for how much time in a period, according to the covenant; the team itself handles
invoices."""

from datetime import date

from retbot.domain.casus.fees import FeePeriod, fee_overview
from retbot.domain.convenant.convenant import Convenant
from retbot.handlers.chat.command import EDITORS, Code, Effect
from retbot.handlers.chat.declaration import Commands
from retbot.handlers.chat.lists import page_of, with_rest
from retbot.handlers.chat.request import Request
from retbot.reading.numbers import PAGE_AFTER_DAYS
from retbot.reading.periods import FEE_PERIOD
from retbot.wording.replies.chat import team_rows
from retbot.wording.replies.overzicht import vergoedingen as say

COMMANDS = Commands("overzicht")


def _pays_fees(convenant: Convenant) -> bool:
    return any(plicht.vergoeding for plicht in convenant.plichten)


@COMMANDS.declare(
    "vergoeding",
    FEE_PERIOD,
    PAGE_AFTER_DAYS,
    help="Wie in een tijdvak voor hoeveel tijd wordt vergoed; zonder tijdvak over de vorige maand.",
    rights=EDITORS,
    effect=Effect.LOOK,
    code=Code.NONE,
    knows=_pays_fees,
)
async def vergoeding(request: Request, tijdvak: FeePeriod, number: int) -> None:
    convenant = request.team.convenant
    command = f"vergoeding van {_as_typed(tijdvak.eerste)} tot {_as_typed(tijdvak.laatste)}"
    cases, people = await request.work.cases.find(open_only=False), await request.work.people.all()
    posts = fee_overview(convenant, cases, people, await request.work.team_feiten.all(), tijdvak)
    found = await page_of([team_rows.vergoeding_row(post, tijdvak.laatste) for post in posts], number, command)
    await request.reply(
        say.vergoedingen, eerste=tijdvak.eerste, laatste=tijdvak.laatste, regels=with_rest(found, command)
    )


def _as_typed(day: date) -> str:
    return f"{day.day}-{day.month}-{day.year}"
