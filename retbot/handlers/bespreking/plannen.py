"""plan, verzet, annuleer."""

from datetime import date, datetime
from typing import TypedDict

from retbot.domain.casus import besprekingen
from retbot.domain.casus.casus import Bespreking, Casus
from retbot.domain.casus.tables import named_tafel, tafel_of, take_tafel
from retbot.domain.convenant.convenant import Convenant, Tafel
from retbot.domain.errors import Refusal
from retbot.domain.tijd import local_day
from retbot.handlers.bespreking import tijdvakken
from retbot.handlers.bespreking.gehouden import STANDARD
from retbot.handlers.bespreking.tijdvakken import SlotPlace
from retbot.handlers.chat.command import EDITORS, Code, Command
from retbot.handlers.chat.questions import NO, YES, Answer
from retbot.handlers.chat.request import Request
from retbot.handlers.meeting import polls, recipients
from retbot.handlers.meeting.typed_moment import take_moment
from retbot.handlers.vastleggen import nagaan
from retbot.meetings import invitations
from retbot.ports import Question
from retbot.reading.dates import mention
from retbot.wording.replies.bespreking import plannen as say
from retbot.wording.replies.bespreking import tijdvakken as say_slots


class MomentWording(TypedDict):
    """What the answers to plan and verzet say of the moment, and what follows from it."""

    op: date
    van: str
    plek: str | None
    vrij: str | None
    gevolgen: list[str]
    brug: bool


async def plan(request: Request) -> None:
    """In a slot of an overleg, or at a moment of its own; without a day a slot is proposed."""
    casus = await request.casus()
    tafel, request.rest = take_tafel(request.rest, casus, request.convenant(casus))
    moment = take_moment(request)
    if moment.dag is None:
        besprekingen.must_be_unplanned(casus)
        await tijdvakken.propose(request, casus, moment.minuten, tafel)
        return
    await plan_at(request, casus, await tijdvakken.choose(request, casus, moment, tafel), tafel)


async def plan_at(request: Request, casus: Casus, where: SlotPlace, tafel: Tafel, *, invites: bool = False) -> None:
    convenant = request.convenant(casus)
    minuten = where.minuten or standard_minutes(convenant)
    new = Bespreking(0, where.start, minuten, invitations.new_uid(), plek=where.plek, overleg=where.overleg)
    casus = besprekingen.plan(casus, new, request.now, convenant, tafel)
    await request.keep(casus)
    named = tafel.naam if len(convenant.tafels) > 1 else ""
    told = _told(request, casus)
    agenda, standing = _agenda(request, casus), sum(1 for _ in casus.rondes)
    await request.answer(
        say.gepland, agenda=agenda, ronde=standing, tafel=named, nodigt_uit=invites and request.team.mailt, **told
    )
    await nagaan.ask(request, casus, "planning")


def standard_minutes(convenant: Convenant) -> int:
    """How long a bespreking takes when nobody says so."""
    return besprekingen.longest(convenant) or STANDARD


async def verzet(request: Request) -> None:
    """To another slot or moment, another place (`verzet CODE plek video`), or another length; without any of these the
    next slot is proposed."""
    casus = await request.casus()
    before = besprekingen.planned(casus)
    tafel = tafel_of(casus, request.convenant(casus), casus.ronde)
    moment = take_moment(request)
    if moment.dag is None and (moment.minuten or moment.plek):
        moment = moment.at(before.start)
    if moment.dag is None:
        await tijdvakken.propose(request, casus, None, tafel, before)
        return
    await _move_to(request, casus, await tijdvakken.choose(request, casus, moment, tafel))


async def _move_to(request: Request, casus: Casus, where: SlotPlace) -> None:
    before = besprekingen.planned(casus)
    convenant = request.convenant(casus)
    casus = besprekingen.move(casus, where.start, where.minuten, where.plek, request.now, convenant, where.overleg)
    await request.keep(casus)
    moved = besprekingen.planned(casus)
    sent = len(await recipients.tell_moved(request, casus, before))
    if (moved.start, moved.minuten) == (before.start, before.minuten):
        await request.answer(say.andere_plek, plek=request.team.plekken[moved.plek or ""], bericht=sent)
        return
    await request.answer(say.verzet, bericht=sent, **_told(request, casus))
    await polls.ask_anew(request, casus)


async def answer_tijdvak(request: Request, vraag: Question, text: str) -> None:
    """Whether the slot that was proposed is it. One that is gone is not asked about again."""
    if text.lower() not in YES | NO:
        raise Refusal("antwoord_onbegrepen", keuzes=["ja", "nee"])
    moves = bool(vraag.stand["verzet"])
    if text.lower() in NO:
        await request.answer(say_slots.tijdvak_afgewezen, commando="verzet" if moves else "plan")
        return
    casus = await request.casus()
    uid, start, minuten = (vraag.stand[name] for name in ("uid", "start", "minuten"))
    if not isinstance(start, datetime):
        raise TypeError("this question holds an instant")
    try:
        where = await tijdvakken.still_free(request, casus, str(uid), start, int(str(minuten)))
    except Refusal as gone:
        await request.refuse(gone)
        return
    if moves:
        await _move_to(request, casus, where)
    else:
        await plan_at(request, casus, where, named_tafel(str(vraag.stand["tafel"]), request.convenant(casus)))


async def annuleer(request: Request) -> None:
    casus = await request.casus()
    ronde = casus.ronde
    casus = besprekingen.cancel(casus)
    await request.keep(casus)
    cancelled = casus.in_ronde(ronde)
    messages = await recipients.update(request, casus, cancelled) if cancelled else []
    await request.answer(
        say.geannuleerd,
        bericht=sum(message.told.reached for message in messages),
        op=local_day(cancelled.start) if cancelled else request.today,
    )
    await polls.stop_asking(request, casus)


def _told(request: Request, casus: Casus) -> MomentWording:
    current = besprekingen.planned(casus)
    day = local_day(current.start)
    team = request.team
    return {
        "op": day,
        "van": say.span(current.start, current.minuten),
        "plek": team.plekken.get(current.plek or ""),
        "vrij": mention(day, team.kalender),
        "gevolgen": say.consequences(team.termijnen(casus), current.ronde, request.today, team.kalender),
        "brug": day.year > team.kalender.bridge_days_until,
    }


def _agenda(request: Request, casus: Casus) -> str:
    """Whether the case came on the agenda in time, `ja` or `nee`; nothing when the covenant has no such term."""
    term = next((t for t in request.team.termijnen(casus) if t.plicht.vervuld == "geagendeerd"), None)
    if term is None or term.voldaan_op is None or sum(1 for _ in casus.rondes) > 1:
        return ""
    return "ja" if term.voldaan_op <= term.day else "nee"


QUESTIONS: dict[str, Answer] = {tijdvakken.QUESTION: answer_tijdvak}

COMMANDS = (
    Command(
        "plan",
        "plan CODE [do 7 mei] [14:00] [duur 45] [plek NAAM]",
        "Zet een bespreking op de agenda; zonder dag stel ik het eerste vrije tijdvak van een overleg voor.",
        "bespreking",
        EDITORS,
        plan,
    ),
    Command(
        "verzet",
        "verzet CODE [do 21 mei] [14:00] [duur 45] [plek NAAM]",
        "Verzet de geplande bespreking; wie is uitgenodigd krijgt bericht. Alleen de plek: `verzet CODE plek NAAM`.",
        "bespreking",
        EDITORS,
        verzet,
        Code.WRITTEN,
    ),
    Command(
        "annuleer",
        "annuleer CODE",
        "Zegt de geplande bespreking af; wie is uitgenodigd krijgt bericht.",
        "bespreking",
        EDITORS,
        annuleer,
        Code.WRITTEN,
    ),
)
