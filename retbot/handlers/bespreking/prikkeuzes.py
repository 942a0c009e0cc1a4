"""prik kan and prik voor: choices in the datumprikker by command, one's own and those of people outside the room."""

from dataclasses import replace

from retbot.domain.casus.casus import Casus
from retbot.domain.errors import Refusal
from retbot.domain.invitations.inviting import owner_of
from retbot.domain.planning.polls import Poll, without_answer
from retbot.handlers.bespreking.prikken import guests_to_ask, running_of
from retbot.handlers.chat.command import EDITORS, READERS, Effect
from retbot.handlers.chat.declaration import Commands
from retbot.handlers.chat.exchange import Exchange
from retbot.handlers.chat.request import Request
from retbot.reading.date_polls import CHOICE, PollChoice
from retbot.reading.guests import GUEST, GuestName
from retbot.wording.replies.bespreking import prikken as say

COMMANDS = Commands("bespreking")


@COMMANDS.declare(
    "prik kan",
    CHOICE,
    help="Uw keuze in de datumprikker, ook als uw app er maar één toelaat; `geen` als geen moment kan.",
    rights=READERS,
    effect=Effect.RECORD,
    undone_by="prik kan CODE geen",
)
async def kan(request: Request, choice: PollChoice) -> None:
    casus = await request.casus()
    running = await running_of(request, casus)
    chosen = choice.of(running, request.now)
    owner = owner_of(request.person, await guests_to_ask(request, casus), request.convenant(casus))
    if owner is None:
        raise Refusal("stem_van_ander")
    await take(request, casus, running, owner, chosen)
    await request.answer(say.keuze_genoteerd, wie="", nummers=_moments(running, chosen))


@COMMANDS.declare(
    "prik voor",
    replace(GUEST, form="{rol}", without=lambda _: GuestName("")),
    CHOICE,
    help="De keuze van wie niet in de kamer zit, zoals u die van hem hoorde.",
    rights=EDITORS,
    effect=Effect.RECORD,
    undone_by="prik voor CODE {rol} geen",
)
async def voor(request: Request, who: GuestName, choice: PollChoice) -> None:
    casus = await request.casus()
    running = await running_of(request, casus)
    chosen = choice.of(running, request.now)
    guest = who.among(await guests_to_ask(request, casus))
    await take(request, casus, running, guest.owner, chosen)
    await request.answer(say.keuze_genoteerd, wie=guest.label, nummers=_moments(running, chosen))


async def take(exchange: Exchange, casus: Casus, running: Poll, owner: str, chosen: list[int]) -> None:
    """Stores the choice; when it was the last missing one, says so in the thread."""
    guests = [guest.owner for guest in await guests_to_ask(exchange, casus)]
    before = without_answer(guests, await exchange.work.keuzes(running.id or 0))
    await exchange.work.choose(running.id or 0, owner, chosen)
    if before == [owner]:
        await announce(exchange, casus, running)


async def announce(exchange: Exchange, casus: Casus, running: Poll) -> None:
    labels = {guest.owner: guest.label for guest in await guests_to_ask(exchange, casus)}
    keuzes = await exchange.work.keuzes(running.id or 0)
    regels = say.moments(running, keuzes, labels, exchange.now, exchange.today)
    await exchange.note(say.iedereen_koos, regels=regels, beste=say.best(running, keuzes, exchange.now))


def _moments(running: Poll, chosen: list[int]) -> list[int]:
    return [optie.nummer for optie in running.momenten if optie.nummer in chosen]
