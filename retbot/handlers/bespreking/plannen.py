"""plan, verzet, annuleer."""

from dataclasses import replace
from datetime import date, datetime
from typing import TypedDict

from retbot.domain.casus import besprekingen
from retbot.domain.casus.casus import Bespreking, Casus
from retbot.domain.casus.tables import named_tafel, tafel_of
from retbot.domain.convenant.convenant import Tafel
from retbot.domain.errors import Refusal
from retbot.domain.tijd import local_day
from retbot.handlers.bespreking import tijdvakken
from retbot.handlers.bespreking.tijdvakken import SlotPlace
from retbot.handlers.bespreking.uitnodigen import propose, would_invite
from retbot.handlers.chat.command import EDITORS, Effect
from retbot.handlers.chat.declaration import Commands
from retbot.handlers.chat.questions import Answer
from retbot.handlers.chat.request import Request
from retbot.handlers.meeting import polls, recipients
from retbot.handlers.vastleggen import nagaan
from retbot.meetings import invitations
from retbot.ports import Question
from retbot.reading.answers import NO, YES
from retbot.reading.dates import mention
from retbot.reading.grammar import optional
from retbot.reading.moments import ANYWAY, PLACE, PlaceName, TypedMoment, moment
from retbot.reading.tables import TABLE
from retbot.wording.forms import Ending
from retbot.wording.replies.bespreking import plannen as say
from retbot.wording.replies.bespreking import tijdvakken as say_slots
from retbot.wording.replies.vastleggen.noteren import also_due

COMMANDS = Commands("bespreking")


class MomentWording(TypedDict):
    """The parts of the answers to plan and verzet about the moment and its consequences."""

    op: date
    van: str
    plek: str | None
    vrij: str | None
    gevolgen: list[str]
    brug: bool
    today: date


@COMMANDS.declare(
    "plan",
    TABLE,
    moment("[EENDAG] [14:00] [duur 45]", "{dag} 14:00"),
    optional(PLACE),
    ANYWAY,
    help="Zet een ~bespreking op de agenda; zonder dag stel ik het eerste vrije tijdvak van een overleg voor.",
    rights=EDITORS,
    effect=Effect.RECORD,
    ends=(Ending("geagendeerd", "{over} {dag} 14:00"),),
    asks={tijdvakken.QUESTION: ""},
)
async def plan(request: Request, tafel: Tafel, typed: TypedMoment, place: PlaceName | None, anyway: bool) -> None:
    """In a slot of an overleg or at a separate moment; without a day the bot proposes a slot."""
    casus = await request.casus()
    if typed.dag is None:
        besprekingen.must_be_unplanned(casus)
        await tijdvakken.propose(request, casus, typed.minuten, tafel)
        return
    where = await tijdvakken.choose(request, casus, typed, place, tafel)
    if not anyway:
        await tijdvakken.check_free(request, casus, where)
    await plan_at(request, casus, where, tafel)


async def plan_at(request: Request, casus: Casus, where: SlotPlace, tafel: Tafel, *, invites: bool = False) -> None:
    convenant = request.convenant(casus)
    minuten = where.minuten or tijdvakken.standard_minutes(convenant)
    new = Bespreking(0, where.start, minuten, invitations.new_uid(), plek=where.plek, overleg=where.overleg)
    casus = besprekingen.plan(casus, new, request.now, convenant, tafel)
    await request.keep(casus)
    named = tafel.heet or tafel.naam if len(convenant.tafels) > 1 else ""
    told = _moment_wording(request, casus)
    told["gevolgen"] += also_due(convenant, "geagendeerd", casus.code, casus)
    agenda, standing = _agenda(request, casus), sum(1 for _ in casus.rondes)
    act = None if invites else await would_invite(request)
    invited = act is not None or (invites and request.team.mailt)
    await request.answer(say.gepland, agenda=agenda, ronde=standing, tafel=named, nodigt_uit=invited, **told)
    if act:
        await propose(request, act)
    await nagaan.ask(request, casus, "planning")


@COMMANDS.declare(
    "verzet",
    moment("[EENDAG] [14:00] [duur 45]", "{dag} 14:00"),
    optional(PLACE),
    ANYWAY,
    help="Verzet de geplande ~bespreking; wie is uitgenodigd krijgt bericht. Alleen de plek mag ook (`plek NAAM`).",
    rights=EDITORS,
    effect=Effect.ACT,
    undone_by="verzet CODE {was}",
)
async def verzet(request: Request, typed: TypedMoment, place: PlaceName | None, anyway: bool) -> None:
    """To another slot or moment, another place, or another length; without any of these the bot proposes the next
    slot."""
    casus = await request.casus()
    before = besprekingen.must_be_planned(casus)
    tafel = tafel_of(casus, request.convenant(casus), casus.ronde)
    if typed.dag is None and (typed.minuten or place):
        typed = typed.at(before.start)
    if typed.dag is None:
        await tijdvakken.propose(request, casus, None, tafel, before)
        return
    if before.overleg:
        typed = replace(typed, minuten=typed.minuten or before.minuten)
    where = await tijdvakken.choose(request, casus, typed, place, tafel)
    if not anyway:
        await tijdvakken.check_free(request, casus, replace(where, minuten=where.minuten or before.minuten))
    await _move_to(request, casus, where)


async def _move_to(request: Request, casus: Casus, where: SlotPlace) -> None:
    before = besprekingen.must_be_planned(casus)
    convenant = request.convenant(casus)
    casus = besprekingen.move(casus, where.start, where.minuten, where.plek, request.now, convenant, where.overleg)
    await request.keep(casus)
    moved = besprekingen.must_be_planned(casus)
    sent = len(await recipients.tell_moved(request, casus, before))
    same_moment = (moved.start, moved.minuten) == (before.start, before.minuten)
    if sent and same_moment:
        request.confirm(
            say.ga_naar_andere_plek,
            op=_moment(moved, request.today),
            plek=request.team.plekken[moved.plek or ""],
            bericht=sent,
        )
    elif sent:
        request.confirm(
            say.ga_verzetten, was=_moment(before, request.today), bericht=sent, **_moment_wording(request, casus)
        )
    if same_moment:
        await request.answer(say.andere_plek, plek=request.team.plekken[moved.plek or ""], bericht=sent)
        return
    await request.answer(say.verzet, bericht=sent, **_moment_wording(request, casus))
    await polls.ask_anew(request, casus)


async def answer_tijdvak(request: Request, question: Question, text: str) -> None:
    """Whether to take the proposed slot. When it is no longer free, the question is not repeated."""
    if text.lower() not in YES | NO:
        raise Refusal("antwoord_onbegrepen", keuzes=["ja", "nee"])
    moves = bool(question.state["verzet"])
    if text.lower() in NO:
        await request.reply(say_slots.tijdvak_afgewezen, commando="verzet" if moves else "plan")
        return
    casus = await request.casus()
    uid, start, minuten = (question.state[name] for name in ("uid", "start", "minuten"))
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
        await plan_at(request, casus, where, named_tafel(str(question.state["tafel"]), request.convenant(casus)))


@COMMANDS.declare(
    "annuleer",
    help="Zegt de geplande ~bespreking af; wie is uitgenodigd krijgt bericht.",
    rights=EDITORS,
    effect=Effect.ACT,
    undone_by="plan CODE {was}",
)
async def annuleer(request: Request) -> None:
    casus = await request.casus()
    ronde = casus.ronde
    casus = besprekingen.cancel(casus)
    await request.keep(casus)
    cancelled = casus.in_ronde(ronde)
    messages = await recipients.update(request, casus, cancelled) if cancelled else []
    reached = sum(message.entry.reached for message in messages)
    if cancelled and messages:
        request.confirm(say.ga_annuleren, op=_moment(cancelled, request.today), bericht=reached)
    await request.answer(
        say.geannuleerd,
        bericht=reached,
        op=local_day(cancelled.start) if cancelled else request.today,
    )
    await polls.stop_asking(request, casus)


def _moment(bespreking: Bespreking, today: date) -> str:
    return say.moment(local_day(bespreking.start), say.span(bespreking.start, bespreking.minuten), today)


def _moment_wording(request: Request, casus: Casus) -> MomentWording:
    current = besprekingen.must_be_planned(casus)
    day = local_day(current.start)
    team = request.team
    return {
        "op": day,
        "van": say.span(current.start, current.minuten),
        "plek": team.plekken.get(current.plek or ""),
        "vrij": mention(day, team.kalender),
        "gevolgen": say.consequences(team.termijnen(casus), current.ronde, day, request.today, team.kalender),
        "brug": not team.kalender.knows_bridge_days(day.year),
        "today": request.today,
    }


def _agenda(request: Request, casus: Casus) -> str:
    """Whether the case was put on the agenda in time, `ja` or `nee`; empty when the covenant has no such term."""
    term = next((t for t in request.team.termijnen(casus) if t.plicht.vervuld == "geagendeerd"), None)
    if term is None or term.voldaan_op is None or sum(1 for _ in casus.rondes) > 1:
        return ""
    return "ja" if term.voldaan_op <= term.day else "nee"


QUESTIONS: dict[str, Answer] = {tijdvakken.QUESTION: answer_tijdvak}
