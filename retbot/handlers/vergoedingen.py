"""vergoeding: who is paid for how much time in a period, as the covenant says; the invoices are the team's."""

import re
from datetime import timedelta

from retbot.domain.errors import Refusal
from retbot.domain.vergoedingen import Tijdvak, overzicht
from retbot.handlers.arguments import past_day
from retbot.handlers.commands import EDITORS, Code, Command
from retbot.handlers.replies import team_rows
from retbot.handlers.replies import vergoedingen as say
from retbot.handlers.request import Request

_PERIOD = re.compile(r"^(?:van\s+)?(?P<first>.+?)\s+(?:tot en met|t/m|tot)\s+(?P<last>.+)$", re.IGNORECASE)


async def vergoeding(request: Request) -> None:
    """`vergoeding van 1 april tot 30 april`; without a period the month before this one."""
    convenant = request.team.convenant
    if not any(plicht.vergoeding for plicht in convenant.plichten):
        raise Refusal("convenant_kent_niet", commando="vergoeding", convenant=convenant.titel)
    tijdvak = _tijdvak(request)
    cases, people = await request.work.casussen(open_only=False), await request.work.deelnemers()
    posts = overzicht(convenant, cases, people, await request.work.teamfeiten(), tijdvak)
    await request.reply(
        say.vergoedingen,
        eerste=tijdvak.eerste,
        laatste=tijdvak.laatste,
        regels=[team_rows.vergoeding_row(post) for post in posts],
    )


def _tijdvak(request: Request) -> Tijdvak:
    if not request.rest:
        last = request.today.replace(day=1) - timedelta(days=1)
        return Tijdvak(last.replace(day=1), last)
    found = _PERIOD.match(request.rest)
    if not found:
        raise Refusal("vorm", vorm=COMMANDS[0].usage)
    kalender = request.team.kalender
    first, last = (past_day(found[name], request.now, kalender) for name in ("first", "last"))
    if last < first:
        raise Refusal("vorm", vorm=COMMANDS[0].usage)
    return Tijdvak(first, last)


COMMANDS = (
    Command(
        "vergoeding",
        "vergoeding [van 1 april tot 30 april]",
        "Wie in een tijdvak voor hoeveel tijd wordt vergoed; zonder tijdvak over de vorige maand.",
        "overzicht",
        EDITORS,
        vergoeding,
        Code.NONE,
        reads=True,
    ),
)
