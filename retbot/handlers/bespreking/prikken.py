"""prik, prik wijzig, prik kies and prik stop: the datumprikker of a case."""

import re
from datetime import UTC, datetime

from retbot.domain.casus import besprekingen
from retbot.domain.casus.casus import Bespreking, Casus
from retbot.domain.casus.tables import next_tafel
from retbot.domain.convenant.convenant import Tafel
from retbot.domain.errors import Refusal
from retbot.domain.invitations.inviting import Guest, guests_of
from retbot.domain.planning import date_poll
from retbot.domain.planning.date_poll import bezet, candidates, check_moments, uiterste
from retbot.domain.planning.polls import GEEN, Option, Poll, PollType
from retbot.domain.planning.slots import SlotSearch
from retbot.domain.termijnen.reminders import next_morning
from retbot.domain.tijd import AMSTERDAM, local_day
from retbot.handlers.bespreking import plannen, uitnodigen
from retbot.handlers.bespreking.gehouden import STANDARD
from retbot.handlers.bespreking.tijdvakken import SlotPlace
from retbot.handlers.chat.command import EDITORS, Code, Command, Effect
from retbot.handlers.chat.request import Request
from retbot.handlers.meeting.polls import about, close_poll, new_id, open_poll
from retbot.handlers.meeting.typed_moment import take_plek
from retbot.reading.arguments import coming_moment
from retbot.wording.replies.bespreking import prikken as say

_BETWEEN = re.compile(r"\s*[,;]\s*|\s+(?:of|en)\s+")
_DUUR = re.compile(r"\bduur\s+(\d{1,3})(?:\s*min(?:uten)?)?\b", re.IGNORECASE)
_REMINDERS = 5
"""Working mornings on which who has not chosen is asked again."""


async def prik(request: Request) -> None:
    """`prik CODE` proposes moments, `prik CODE do 7 mei 14:00, vr 8 mei 10:00` takes these; while one runs it shows how
    it stands."""
    casus = await request.casus()
    running = await request.work.poll(casus.code, PollType.PRIKKER)
    if running and request.rest:
        raise Refusal("prikker_loopt")
    if running:
        await show(request, casus, running)
        return
    besprekingen.must_be_unplanned(casus)
    minuten = _take_minutes(request, casus)
    starts = _typed(request)
    await _open(request, casus, starts or await _proposed(request, casus, minuten), minuten)


async def wijzig(request: Request) -> None:
    """Other moments in place of these; what was chosen counts on for the moments that stay."""
    casus = await request.casus()
    before = await running_of(request, casus)
    minuten = _take_minutes(request, casus, before.minuten)
    starts = _typed(request)
    if not starts:
        raise Refusal("vorm", vorm=COMMANDS[1].usage)
    keuzes = await request.work.keuzes(before.id or 0)
    await close_poll(request, before)
    after = await _open(request, casus, starts, minuten)
    for owner, nummers in date_poll.kept(before, after, keuzes).items():
        await request.work.choose(after.id or 0, owner, nummers)


async def kies(request: Request) -> None:
    """Plans the bespreking on that moment and invites, as plan and uitnodigen do."""
    casus = await request.casus()
    running = await running_of(request, casus)
    plek = take_plek(request)
    number = request.take_rest()
    if not number.isdecimal():
        raise Refusal("vorm", vorm=COMMANDS[2].usage)
    chosen = date_poll.choosable(running, int(number[:4]), request.now)
    await close_poll(request, running)
    where = SlotPlace(chosen.start or request.now, running.minuten, plek)
    await plannen.plan_at(request, casus, where, next_tafel(casus, request.convenant(casus)), invites=True)
    try:
        async with request.work.savepoint():
            await uitnodigen.uitnodigen(request)
    except Refusal as refusal:
        await request.refuse(refusal)


async def stop(request: Request) -> None:
    casus = await request.casus()
    await close_poll(request, await running_of(request, casus))
    await request.answer(say.prikker_gestopt)


async def running_of(request: Request, casus: Casus) -> Poll:
    """Raises Refusal when no datumprikker runs."""
    running = await request.work.poll(casus.code, PollType.PRIKKER)
    if running is None:
        raise Refusal("geen_prikker")
    return running


async def asked(request: Request, casus: Casus) -> list[Guest]:
    """Whom the bespreking that is to be planned is about, as if it were planned already."""
    convenant = request.convenant(casus)
    trial = Bespreking(0, request.now, STANDARD, "")
    planned = besprekingen.planned_as(casus, trial, request.today, convenant, next_tafel(casus, convenant))
    return guests_of(planned, convenant, await request.work.deelnemers())


async def show(request: Request, casus: Casus, running: Poll) -> None:
    guests = await asked(request, casus)
    labels = {guest.owner: guest.label for guest in guests}
    keuzes = await request.work.keuzes(running.id or 0)
    await request.reply(
        say.prikker_stand,
        regels=say.moments(running, keuzes, labels, request.now, request.today),
        nog=[labels[owner] for owner in labels if owner not in keuzes],
        uiterste=_deadline(request, casus),
        beste=say.best(running, keuzes, request.now),
    )


async def _proposed(request: Request, casus: Casus, minuten: int) -> list[datetime]:
    work, team = request.work, request.team
    table = next_tafel(casus, request.convenant(casus))
    slot_search = SlotSearch(casus, request.convenant(casus), team.kalender, table, request.now, minuten)
    taken = bezet(await work.casussen(), await work.overleggen())
    found = candidates(slot_search, team.office_hours, await work.deelnemers(), taken)
    if not found:
        raise Refusal("geen_kandidaten")
    return [one.start for one in found]


async def _open(request: Request, casus: Casus, starts: list[datetime], minuten: int) -> Poll:
    made = await open_poll(request, _poll(request, casus, check_moments(starts, request.now), minuten))
    moment = request.now
    for _ in range(_REMINDERS):
        moment = next_morning(moment, request.team.kalender, request.team.morning)
        key = f"prik:{made.id}:{local_day(moment)}"
        await request.work.put(about("prik_herinnering", made, key), request.now, moment)
    guests = await asked(request, casus)
    listed = {f"deelnemer:{d.nummer}" for d in await request.work.deelnemers() if d.matrix_id}
    await request.answer(
        say.prikker_gestart,
        aantal=len(made.momenten),
        buiten=[guest.label for guest in guests if guest.owner not in listed],
        uiterste=_deadline(request, casus),
        mist=_missed(request, casus, made),
    )
    return made


def _poll(request: Request, casus: Casus, starts: list[datetime], minuten: int) -> Poll:
    moments = [Option(new_id(), number, start) for number, start in enumerate(starts, 1)]
    none = Option(new_id(), len(moments) + 1, value=GEEN)
    return Poll(casus.code, PollType.PRIKKER, 0, minuten, request.now, (*moments, none))


def _typed(request: Request) -> list[datetime]:
    """The moments that were written, in UTC. Raises Refusal for one that is not clear."""
    return [_moment(request, part) for part in _BETWEEN.split(request.take_rest()) if part]


def _moment(request: Request, text: str) -> datetime:
    day, start, _ = coming_moment(text, request.now, request.team.kalender)
    return datetime.combine(day, start, AMSTERDAM).astimezone(UTC)


def _take_minutes(request: Request, casus: Casus, otherwise: int | None = None) -> int:
    found = _DUUR.search(request.rest)
    request.rest = _DUUR.sub(" ", request.rest).strip()
    return int(found[1]) if found else otherwise or plannen.standard_minutes(request.convenant(casus))


def _deadline(request: Request, casus: Casus) -> str:
    """Until when it must be settled, as far as the covenant says so."""
    tafel: Tafel = next_tafel(casus, request.convenant(casus))
    term = uiterste(request.team.termijnen(casus), ("geagendeerd", tafel.event), request.today)
    return say.deadline(term, request.today, request.team.kalender) if term else ""


def _missed(request: Request, casus: Casus, made: Poll) -> list[str]:
    """The numbers of the moments that miss a term, with the term."""
    convenant = request.convenant(casus)
    slot_search = SlotSearch(
        casus, convenant, request.team.kalender, next_tafel(casus, convenant), request.now, made.minuten
    )
    judged = {
        o.nummer: slot_search.assess(date_poll.own_moment(o.start, made.minuten)) for o in made.momenten if o.start
    }
    return [say.misses(nummer, one.mist) for nummer, one in judged.items() if one.mist]


COMMANDS = (
    Command(
        "prik",
        "prik CODE [do 7 mei 14:00, vr 8 mei 10:00]",
        "Zet momenten als peiling in de draad, of stelt ze zelf voor; loopt er een, dan ziet u hoe zij staat.",
        "bespreking",
        EDITORS,
        prik,
    ),
    Command(
        "prik wijzig",
        "prik wijzig CODE do 7 mei 14:00, vr 8 mei 10:00",
        "Zet andere momenten in de peiling.",
        "bespreking",
        EDITORS,
        wijzig,
    ),
    Command(
        "prik kies",
        "prik kies CODE 2 [plek NAAM]",
        "Plant de bespreking op moment 2, sluit de peiling en mailt de uitnodigingen.",
        "bespreking",
        EDITORS,
        kies,
        Code.WRITTEN,
        effect=Effect.ACT,
    ),
    Command(
        "prik stop",
        "prik stop CODE",
        "Sluit de peiling zonder iets te plannen.",
        "bespreking",
        EDITORS,
        stop,
        Code.WRITTEN,
    ),
)
