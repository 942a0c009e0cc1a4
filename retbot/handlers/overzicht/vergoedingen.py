"""vergoeding: who is paid for how much time in a period, as the covenant says; the invoices are the team's."""

import re
from datetime import date, timedelta

from retbot.domain.casus.fees import FeePeriod, fee_overview
from retbot.domain.errors import Refusal
from retbot.handlers.chat.command import EDITORS, Code, Command
from retbot.handlers.chat.lists import page_of, take_page, with_rest
from retbot.handlers.chat.request import Request
from retbot.reading.arguments import coming_day, past_day
from retbot.wording.replies.chat import team_rows
from retbot.wording.replies.overzicht import vergoedingen as say

_PERIOD = re.compile(r"^(?:van\s+)?(?P<first>.+?)\s+(?:tot en met|t/m|tot)\s+(?P<last>.+)$", re.IGNORECASE)
_PAGE = re.compile(r"(?:^|(?<=\d{4})\s)(?P<number>\d{1,3})$")
"""Alone, or after a day with its year: else it may be part of that day."""
_AHEAD = timedelta(days=92)
"""How far the last day may lie ahead: a quarter that goes on; anything later was meant otherwise."""


async def vergoeding(request: Request) -> None:
    """`vergoeding van 1 april tot 30 april`; without a period the month before this one."""
    convenant = request.team.convenant
    if not any(plicht.vergoeding for plicht in convenant.plichten):
        raise Refusal("convenant_kent_niet", commando="vergoeding", convenant=convenant.titel)
    number = take_page(request, _PAGE)
    tijdvak = _tijdvak(request)
    command = f"vergoeding van {_typed(tijdvak.eerste)} tot {_typed(tijdvak.laatste)}"
    cases, people = await request.work.casussen(open_only=False), await request.work.deelnemers()
    posts = fee_overview(convenant, cases, people, await request.work.team_feiten(), tijdvak)
    found = await page_of([team_rows.vergoeding_row(post) for post in posts], number, command)
    await request.reply(
        say.vergoedingen, eerste=tijdvak.eerste, laatste=tijdvak.laatste, regels=with_rest(found, command)
    )


def _typed(day: date) -> str:
    return f"{day.day}-{day.month}-{day.year}"


def _tijdvak(request: Request) -> FeePeriod:
    if not request.rest:
        last = request.today.replace(day=1) - timedelta(days=1)
        return FeePeriod(last.replace(day=1), last)
    found = _PERIOD.match(request.take_rest())
    if not found:
        raise Refusal("vorm", vorm=COMMANDS[0].usage)
    kalender = request.team.kalender
    first = past_day(found["first"], request.now, kalender)
    return FeePeriod(first, _last(request, found["last"], first))


def _last(request: Request, text: str, first: date) -> date:
    """The last day may still have to come: `van 1 april tot 30 april`, typed in April. Raises Refusal."""
    kalender = request.team.kalender
    try:
        last = past_day(text, request.now, kalender)
    except Refusal as refusal:
        if refusal.reason != "jaar_gevraagd":
            raise
        last = coming_day(text, request.now, kalender)
    last = last if last >= first else coming_day(text, request.now, kalender)
    if last < first or last > request.today + _AHEAD:
        raise Refusal("vorm", vorm=COMMANDS[0].usage)
    return last


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
