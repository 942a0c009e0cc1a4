"""prik kan and prik voor: choices in the datumprikker by a word, one's own and those of who is not in the room."""

import re

from retbot.domain.casus.casus import Casus
from retbot.domain.errors import Refusal
from retbot.domain.invitations.inviting import DEELNEMER, Guest, owner_of
from retbot.domain.planning.date_poll import choosable
from retbot.domain.planning.polls import GEEN, Poll, unanswered
from retbot.handlers.bespreking.prikken import asked, running_of
from retbot.handlers.chat.command import EDITORS, READERS, Command
from retbot.handlers.chat.request import Request
from retbot.wording.replies.bespreking import prikken as say

_CHOICE = re.compile(
    r"(?P<who>.*?)\s*(?P<chosen>(?:(?<!\S)\d{1,2}(?:\s*(?:,|en|\s)\s*|$))+|(?<!\S)geen)", re.IGNORECASE
)


async def kan(request: Request) -> None:
    """`prik kan CODE 1 3`, `prik kan CODE geen`: also where the app lets one choose only one answer"""
    casus = await request.casus()
    running = await running_of(request, casus)
    who, chosen = _choice(request, running, COMMANDS[0].form(request.team.convenant))
    if who:
        raise Refusal("vorm", vorm=COMMANDS[0].form(request.team.convenant))
    owner = owner_of(request.person, await asked(request, casus), request.convenant(casus))
    if owner is None:
        raise Refusal("stem_van_ander")
    await take(request, casus, running, owner, chosen)
    await request.answer(say.keuze_genoteerd, wie="", nummers=_moments(running, chosen))


async def voor(request: Request) -> None:
    """`prik voor CODE {rol} 1 3`, `prik voor CODE #4 geen`"""
    casus = await request.casus()
    running = await running_of(request, casus)
    who, chosen = _choice(request, running, COMMANDS[1].form(request.team.convenant))
    guest = named_guest(who, await asked(request, casus))
    await take(request, casus, running, guest.owner, chosen)
    await request.answer(say.keuze_genoteerd, wie=guest.label, nummers=_moments(running, chosen))


async def take(request: Request, casus: Casus, running: Poll, owner: str, chosen: list[int]) -> None:
    """Keeps the choice; says so in the thread when it was the last one."""
    guests = [guest.owner for guest in await asked(request, casus)]
    before = unanswered(guests, await request.work.keuzes(running.id or 0))
    await request.work.choose(running.id or 0, owner, chosen)
    if before == [owner]:
        await announce(request, casus, running)


async def announce(request: Request, casus: Casus, running: Poll) -> None:
    labels = {guest.owner: guest.label for guest in await asked(request, casus)}
    keuzes = await request.work.keuzes(running.id or 0)
    regels = say.moments(running, keuzes, labels, request.now, request.today)
    await request.note(say.iedereen_koos, regels=regels, beste=say.best(running, keuzes, request.now))


def _choice(request: Request, running: Poll, form: str) -> tuple[str, list[int]]:
    """Raises Refusal for a number that is no moment to come."""
    found = _CHOICE.fullmatch(request.take_rest())
    if found is None:
        raise Refusal("vorm", vorm=form)
    if found["chosen"].lower() == GEEN:
        none = running.with_choice(GEEN)
        return found["who"], [none.nummer] if none else []
    numbers = [int(number) for number in re.findall(r"\d+", found["chosen"])]
    return found["who"], [choosable(running, number, request.now).nummer for number in dict.fromkeys(numbers)]


def _moments(running: Poll, chosen: list[int]) -> list[int]:
    return [optie.nummer for optie in running.momenten if optie.nummer in chosen]


def named_guest(who: str, guests: list[Guest]) -> Guest:
    """By the number on the list or by what he is called. Raises Refusal."""
    number = who.lower().removeprefix("deelnemer").strip().lstrip("#")
    if number.isdecimal():
        found = [guest for guest in guests if guest.owner == f"{DEELNEMER}{int(number)}"]
    else:
        found = [guest for guest in guests if f"{guest.label} ".lower().startswith(f"{who.lower()} ")] if who else []
    if len(found) != 1:
        raise Refusal("wie_koos", wie=[guest.label for guest in found or guests])
    return found[0]


COMMANDS = (
    Command(
        "prik kan",
        "prik kan CODE 1 3",
        "Uw keuze in de datumprikker, ook als uw app er maar één toelaat; `geen` als geen moment kan.",
        "bespreking",
        READERS,
        kan,
    ),
    Command(
        "prik voor",
        "prik voor CODE {rol} 1 3",
        "De keuze van wie niet in de kamer zit, zoals u die van hem hoorde.",
        "bespreking",
        EDITORS,
        voor,
    ),
)
