"""prik, prik wijzig, prik kies and prik stop: the datumprikker of a case."""

from dataclasses import replace
from datetime import datetime

from retbot.domain.casus import besprekingen
from retbot.domain.casus.casus import Casus
from retbot.domain.casus.tables import next_tafel
from retbot.domain.convenant.convenant import Tafel
from retbot.domain.errors import Refusal
from retbot.domain.invitations.inviting import Guest
from retbot.domain.planning import date_poll
from retbot.domain.planning.date_poll import bezet, candidates, check_moments, uiterste
from retbot.domain.planning.polls import GEEN, Option, Poll, PollType
from retbot.domain.planning.slots import SlotSearch
from retbot.domain.termijnen.reminders import next_morning
from retbot.domain.tijd import local_day
from retbot.handlers.bespreking import plannen, tijdvakken, uitnodigen
from retbot.handlers.bespreking.tijdvakken import SlotPlace
from retbot.handlers.chat.command import EDITORS, Effect
from retbot.handlers.chat.declaration import Commands
from retbot.handlers.chat.exchange import Exchange
from retbot.handlers.chat.request import Request
from retbot.handlers.meeting.polls import about, close_poll, new_id, open_poll
from retbot.reading.date_polls import MOMENTS, NUMBER
from retbot.reading.grammar import optional
from retbot.reading.moments import ANYWAY, DURATION, PLACE, PlaceName
from retbot.wording.replies.bespreking import prikken as say

_REMINDERS = 5
"""On this many working mornings, people who have not chosen are reminded."""


COMMANDS = Commands("bespreking")


@COMMANDS.declare(
    "prik",
    optional(MOMENTS),
    replace(optional(DURATION), form=""),
    help="Zet momenten als peiling in de draad, of stelt ze zelf voor; loopt er een, dan ziet u de stand.",
    rights=EDITORS,
    effect=Effect.RECORD,
    undone_by="prik stop CODE",
)
async def prik(request: Request, starts: list[datetime] | None, minuten: int | None) -> None:
    casus = await request.casus()
    running = await request.work.polls.latest(casus.code, PollType.PRIKKER)
    if running and (starts or minuten):
        raise Refusal("prikker_loopt")
    if running:
        await show(request, casus, running)
        return
    besprekingen.must_be_unplanned(casus)
    minuten = minuten or tijdvakken.standard_minutes(request.convenant(casus))
    await _open(request, casus, starts or await _proposals(request, casus, minuten), minuten)


@COMMANDS.declare(
    "prik wijzig",
    MOMENTS,
    replace(optional(DURATION), form=""),
    help="Zet andere momenten in de peiling.",
    rights=EDITORS,
    effect=Effect.RECORD,
    undone_by="prik wijzig CODE {dag} 14:00 of {dag} 16:00",
)
async def wijzig(request: Request, starts: list[datetime], minuten: int | None) -> None:
    """Choices for moments that stay remain valid."""
    casus = await request.casus()
    before = await running_of(request, casus)
    keuzes = await request.work.polls.choices(before.id or 0)
    await close_poll(request, before)
    after = await _open(request, casus, starts, minuten or before.minuten)
    for owner, nummers in date_poll.carry_over(before, after, keuzes).items():
        await request.work.polls.choose(after.id or 0, owner, nummers)


@COMMANDS.declare(
    "prik kies",
    NUMBER,
    optional(PLACE),
    ANYWAY,
    help="Plant de ~bespreking op moment 2, sluit de peiling en mailt de uitnodigingen.",
    rights=EDITORS,
    effect=Effect.ACT,
    undone_by="annuleer CODE",
)
async def kies(request: Request, number: int, place: PlaceName | None, anyway: bool) -> None:
    """Plans the bespreking at that moment and sends invitations, like plan and uitnodigen."""
    casus = await request.casus()
    running = await running_of(request, casus)
    chosen = date_poll.choosable(running, number, request.now)
    where = SlotPlace(chosen.start or request.now, running.minuten, place)
    if not anyway:
        await tijdvakken.check_free(request, casus, where)
    await close_poll(request, running)
    await plannen.plan_at(request, casus, where, next_tafel(casus, request.convenant(casus)), invites=True)
    try:
        async with request.work.savepoint():
            await uitnodigen.invite_everybody(request)
    except Refusal as refusal:
        await request.refuse(refusal)


@COMMANDS.declare(
    "prik stop",
    help="Sluit de peiling zonder iets te plannen.",
    rights=EDITORS,
    effect=Effect.RECORD,
    undone_by="prik CODE",
)
async def stop(request: Request) -> None:
    casus = await request.casus()
    await close_poll(request, await running_of(request, casus))
    await request.answer(say.prikker_gestopt)


async def running_of(request: Request, casus: Casus) -> Poll:
    """Raises Refusal when no datumprikker runs."""
    running = await request.work.polls.latest(casus.code, PollType.PRIKKER)
    if running is None:
        raise Refusal("geen_prikker")
    return running


async def guests_to_ask(exchange: Exchange, casus: Casus) -> list[Guest]:
    people = await exchange.work.people.all()
    return date_poll.guests_to_ask(casus, exchange.convenant(casus), people, exchange.now)


async def guests_outside(exchange: Exchange, casus: Casus) -> list[Guest]:
    """Who of them is not in the room, where the poll is."""
    inside = {f"deelnemer:{d.nummer}" for d in await exchange.work.people.all() if d.matrix_id}
    return [guest for guest in await guests_to_ask(exchange, casus) if guest.owner not in inside]


async def show(request: Request, casus: Casus, running: Poll) -> None:
    guests = await guests_to_ask(request, casus)
    labels = {guest.owner: guest.label for guest in guests}
    keuzes = await request.work.polls.choices(running.id or 0)
    await request.reply(
        say.prikker_stand,
        regels=say.moments(running, keuzes, labels, request.now, request.today),
        nog=[labels[owner] for owner in labels if owner not in keuzes],
        uiterste=_deadline(request, casus),
        beste=say.best(running, keuzes, request.now),
    )


async def _proposals(request: Request, casus: Casus, minuten: int) -> list[datetime]:
    work, team = request.work, request.team
    table = next_tafel(casus, request.convenant(casus))
    slot_search = SlotSearch(casus, request.convenant(casus), team.kalender, table, request.now, minuten)
    taken = bezet(await work.cases.find(), await work.overleggen.all())
    found = candidates(slot_search, team.office_hours, await work.people.all(), taken)
    if not found:
        raise Refusal("geen_kandidaten")
    return [one.start for one in found]


async def _open(request: Request, casus: Casus, starts: list[datetime], minuten: int) -> Poll:
    made = await open_poll(request, _poll(request, casus, check_moments(starts, request.now), minuten))
    moment = request.now
    for _ in range(_REMINDERS):
        moment = next_morning(moment, request.team.kalender, request.team.morning)
        key = f"prik:{made.id}:{local_day(moment)}"
        await request.work.outbox.put(about("prik_herinnering", made, key), request.now, moment)
    await request.answer(
        say.prikker_gestart,
        aantal=len(made.momenten),
        buiten=[guest.label for guest in await guests_outside(request, casus)],
        mailt=request.team.mailt and request.team.reads_mail,
        uiterste=_deadline(request, casus),
        mist=_moments_too_late(request, casus, made),
    )
    return made


def _poll(request: Request, casus: Casus, starts: list[datetime], minuten: int) -> Poll:
    moments = [Option(new_id(), number, start) for number, start in enumerate(starts, 1)]
    none = Option(new_id(), len(moments) + 1, value=GEEN)
    return Poll(casus.code, PollType.PRIKKER, 0, minuten, request.now, (*moments, none))


def _deadline(request: Request, casus: Casus) -> str:
    """The last day to choose a moment, when the covenant has one."""
    tafel: Tafel = next_tafel(casus, request.convenant(casus))
    term = uiterste(request.team.termijnen(casus), ("geagendeerd", tafel.event), request.today)
    return say.deadline(term, request.today, request.team.kalender) if term else ""


def _moments_too_late(request: Request, casus: Casus, made: Poll) -> list[str]:
    """The numbers of the moments that miss a term, with the term."""
    convenant = request.convenant(casus)
    slot_search = SlotSearch(
        casus, convenant, request.team.kalender, next_tafel(casus, convenant), request.now, made.minuten
    )
    judged = {
        o.nummer: slot_search.assess(date_poll.own_moment(o.start, made.minuten)) for o in made.momenten if o.start
    }
    return [say.misses(nummer, one.mist) for nummer, one in judged.items() if one.mist]
