"""prik kan, prik voor and prik mail: choices in the datumprikker by command, one's own and those of people outside the
room, and asking these by mail."""

from collections.abc import Iterable
from dataclasses import replace

from retbot.domain.casus.casus import Casus
from retbot.domain.casus.consent import mail_allowed, must_allow_case
from retbot.domain.errors import Refusal
from retbot.domain.invitations.inviting import Guest, owner_of
from retbot.domain.planning.polls import Poll, without_answer
from retbot.handlers.bespreking.prikken import guests_outside, guests_to_ask, running_of
from retbot.handlers.chat.command import EDITORS, READERS, Effect
from retbot.handlers.chat.declaration import Commands
from retbot.handlers.chat.exchange import Exchange
from retbot.handlers.chat.request import Request
from retbot.ports import Channel, Post
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


@COMMANDS.declare(
    "prik mail",
    help="Mailt de momenten aan wie niet in de kamer zit en nog niet koos; kiezen gaat met een klik.",
    rights=EDITORS,
    effect=Effect.ACT,
    undone_by="prik stop CODE",
)
async def mail(request: Request) -> None:
    casus = await request.casus()
    running = await running_of(request, casus)
    if not (request.team.mailt and request.team.reads_mail):
        raise Refusal("momenten_niet_te_mailen")
    if not running.open_moments(request.now):
        raise Refusal("momenten_voorbij")
    must_allow_case(casus, request.convenant(casus))
    chosen = await request.work.polls.choices(running.id or 0)
    asked = [one for one in await guests_outside(request, casus) if one.owner not in chosen]
    known = {*await request.work.addresses.owners(), *await request.work.addresses.owners(casus.code)}
    unknown = [one for one in asked if one.owner not in known]
    private = [one for one in asked if one.prive and not mail_allowed(casus, one.owner)]
    to_mail = [one for one in asked if one not in (*unknown, *private)]
    no_address, not_allowed = _labels(one for one in unknown if not one.prive), _labels(private)
    if not to_mail:
        raise Refusal("niemand_om_te_mailen", zonder_adres=no_address, prive=not_allowed)
    request.confirm(say.ga_momenten_mailen, wie=_labels(to_mail))
    for guest in to_mail:
        await request.work.polls.ask_by_mail(running.id or 0, guest.owner)
        key = f"momenten:{running.id}:{guest.owner}:{request.message.event_id}"
        post = Post(key, Channel.MAIL, "momenten", {"peiling": running.id or 0}, casus.code, to=guest.owner)
        await request.work.outbox.put(post, request.now)
    await request.answer(say.momenten_gemaild, wie=_labels(to_mail), zonder_adres=no_address, prive=not_allowed)


def _labels(guests: Iterable[Guest]) -> list[str]:
    return [guest.label for guest in guests]


async def take(exchange: Exchange, casus: Casus, running: Poll, owner: str, chosen: list[int]) -> None:
    """Stores the choice; when it was the last missing one, says so in the thread."""
    guests = [guest.owner for guest in await guests_to_ask(exchange, casus)]
    before = without_answer(guests, await exchange.work.polls.choices(running.id or 0))
    await exchange.work.polls.choose(running.id or 0, owner, chosen)
    if before == [owner]:
        await announce(exchange, casus, running)


async def announce(exchange: Exchange, casus: Casus, running: Poll) -> None:
    labels = {guest.owner: guest.label for guest in await guests_to_ask(exchange, casus)}
    keuzes = await exchange.work.polls.choices(running.id or 0)
    regels = say.moments(running, keuzes, labels, exchange.now, exchange.today)
    await exchange.note(say.iedereen_koos, regels=regels, beste=say.best(running, keuzes, exchange.now))


def _moments(running: Poll, chosen: list[int]) -> list[int]:
    return [optie.nummer for optie in running.momenten if optie.nummer in chosen]
