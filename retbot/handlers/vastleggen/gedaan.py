"""gedaan: marks a duty as done, by its id; of a case, of the team, or of one deelnemer."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from retbot.domain.casus.casus import MISLUKT, Afspraak, Casus, Feit
from retbot.domain.casus.consent import must_allow_monitor
from retbot.domain.casus.covenant_questions import condition_holds
from retbot.domain.casus.recording import failed_afspraken, find_alternative, must_be_that_day, record
from retbot.domain.convenant.convenant import Convenant, Plicht
from retbot.domain.convenant.timeline import einde, last_instant
from retbot.domain.deelnemers.roles import Deelnemer
from retbot.domain.errors import Arg, Refusal
from retbot.domain.privacy.access import names_of_seat, roles
from retbot.domain.privacy.datalekken import must_report
from retbot.domain.termijnen import teamtermijnen
from retbot.domain.termijnen.casustermijnen import Termijn, TermijnState
from retbot.domain.termijnen.duties_without_date import check_begun, since_of
from retbot.domain.termijnen.duty_holders import PERSON, mark_of
from retbot.domain.termijnen.teamtermijnen import is_of_team
from retbot.domain.tijd import local_day
from retbot.handlers.chat.command import EDITORS, READERS, Code, Effect
from retbot.handlers.chat.declaration import Commands
from retbot.handlers.chat.questions import Answer, day_of
from retbot.handlers.chat.request import Request
from retbot.handlers.privacy import datalek_melden
from retbot.ports import Question
from retbot.reading.choices import pick
from retbot.reading.moments import DAY, DAY_LONG_AGO
from retbot.reading.people import DEELNEMER
from retbot.reading.vastleggen.plichten import DUTY, NEW_VOG, TEAM_DUTY, DutyDone, unknown_duty
from retbot.wording.forms import Ending
from retbot.wording.replies.vastleggen import noteren as say

_UITKOMST = "uitkomst"


COMMANDS = Commands("opvolging")


def _asks_vog(convenant: Convenant) -> bool:
    return any(plicht.actief and plicht.vervuld == "vog" for plicht in convenant.plichten)


@COMMANDS.declare(
    "gedaan",
    DUTY,
    DAY,
    help="Een plicht is gedaan.",
    rights=READERS,
    effect=Effect.RECORD,
    code=Code.OPTIONAL,
    ends=(Ending("gedaan", "{plicht}"), Ending("verslag_gemaakt", "{plicht}")),
    asks={_UITKOMST: "{plicht}"},
)
async def gedaan(request: Request, done: DutyDone, day: date) -> None:
    await _ask_or_mark(request, done, day)


@COMMANDS.declare(
    "gedaan",
    TEAM_DUTY,
    DAY,
    help="Een plicht van het team zelf is gedaan.",
    rights=READERS,
    effect=Effect.RECORD,
    code=Code.NONE,
)
async def gedaan_door_team(request: Request, done: DutyDone, day: date) -> None:
    await _ask_or_mark(request, done, day)


@COMMANDS.declare(
    "gedaan",
    NEW_VOG,
    DEELNEMER,
    DAY_LONG_AGO,
    help="Een deelnemer heeft een nieuwe VOG, van die dag.",
    rights=READERS,
    effect=Effect.RECORD,
    undone_by="gedaan {vogplicht} NUMMER op DATUM",
    code=Code.NONE,
    knows=_asks_vog,
    ends=(Ending("vog", "{plicht} {over} op DATUM"),),
)
async def nieuwe_vog(request: Request, plicht: Plicht, deelnemer: Deelnemer, day: date) -> None:
    """Of anybody by who leads the team, and of oneself."""
    own = request.person.deelnemer
    if not request.may(*EDITORS) and (own is None or own.nummer != deelnemer.nummer):
        raise Refusal("niet_uw_termijn", wie=deelnemer.label)
    _must_be_past(request, day)
    await request.work.people.save(replace(deelnemer, vog=day))
    await request.reply(
        say.nieuwe_vog,
        wie=deelnemer.label,
        op=day,
        artikel=plicht.artikel,
        tot=_valid_until(request, plicht, day),
    )


def _valid_until(request: Request, plicht: Plicht, day: date) -> date | None:
    """Until when a VOG of that day counted, when that is over."""
    if not plicht.heeft_datum:
        return None
    end = local_day(last_instant(einde(plicht, day, request.team.convenant, request.team.kalender).due))
    return end if end < request.today else None


async def _ask_or_mark(request: Request, done: DutyDone, day: date) -> None:
    """Asks for the outcome when the duty has one that was not typed."""
    plicht = done.plicht
    if not plicht.uitkomsten or done.value:
        await _mark(request, done, day)
        return
    state: dict[str, Arg] = {"op": day, "plicht": plicht.id}
    keuzes = list(plicht.uitkomsten)
    await request.ask(_UITKOMST, state, say.vraag_uitkomst, wat=plicht.wat, artikel=plicht.artikel, keuzes=keuzes)


async def answer_uitkomst(request: Request, question: Question, text: str) -> None:
    plicht = request.team.convenant.plicht(str(question.state["plicht"]))
    if plicht is None:
        raise unknown_duty(request.team.convenant)
    value = pick(plicht.uitkomsten, text)
    await _mark(request, DutyDone(plicht, value), day_of(question))


async def _mark(request: Request, done: DutyDone, day: date) -> None:
    if must_report(done.plicht) or is_of_team(done.plicht, of_case=request.code is not None):
        await _team_duty(request, done.plicht, day, done.value)
    else:
        await _case_duty(request, done, day)


async def _case_duty(request: Request, done: DutyDone, day: date) -> None:
    plicht, value = done.plicht, done.value
    casus = await request.casus()
    convenant = request.convenant(casus)
    must_allow_monitor(plicht, casus, convenant)
    _must_concern(request, plicht)
    terms = [t for t in request.team.termijnen(casus) if t.plicht.id == plicht.id]
    seat = _seat_of(request, done, terms)
    term = next((t for t in terms if t.staat is TermijnState.OPEN), terms[0] if terms else None)
    if term is None and not condition_holds(plicht.voorwaarde, casus, casus.last_held):
        raise Refusal("niet_aan_de_orde", plicht=plicht.id, artikel=plicht.artikel)
    check_begun(plicht, casus, convenant)
    nummer = 0
    if plicht.termijn.event == MISLUKT:
        nummer = _first_failed(casus, plicht).nummer
        casus = find_alternative(casus, casus.afspraak(nummer), value or "", day, request.today)
    since = since_of(plicht, casus, convenant)
    ronde = term.ronde if term else since[1] if since else casus.ronde
    feit = Feit("gedaan", day, ronde, mark_of(plicht, seat), value)
    standing = casus.feit(*feit.key)
    if standing and term and term.staat is not TermijnState.OPEN:
        must_be_that_day(standing, day)
    casus = record(casus, feit, request.today, is_right=plicht.termijn.event == "verzoek")
    await request.keep(casus)
    await request.answer(
        say.plicht_gedaan,
        wat=plicht.wat,
        artikel=plicht.artikel,
        op=day,
        today=request.today,
        keuze=value or seat or "",
        afspraak=nummer,
        gevolgen=say.asked_by_outcome(plicht, casus, convenant),
        stap=say.step_of(casus, request.team.termijnen(casus), convenant) if plicht.uitkomsten else "",
    )


def _first_failed(casus: Casus, plicht: Plicht) -> Afspraak:
    """The oldest afspraak that still needs an alternative. Raises Refusal."""
    found = next(iter(failed_afspraken(casus)), None)
    if found is None:
        raise Refusal("niets_mislukt", plicht=plicht.id, artikel=plicht.artikel)
    return found


def _seat_of(request: Request, done: DutyDone, terms: Sequence[Termijn]) -> str | None:
    """Of a duty that each person has by themselves: whose is done. Somebody who does not lead the case says so only of
    themselves; who leads it and names nobody, of all. Raises Refusal."""
    bound = [t.subject for t in terms if t.subject]
    if done.plicht.per != PERSON or not bound:
        return None
    deelnemer = request.person.deelnemer
    named = names_of_seat(deelnemer, request.team.convenant) if deelnemer else set()
    own = bound if request.may(*EDITORS) else [seat for seat in bound if seat in named]
    if not own or done.seat not in {None, *own}:
        raise Refusal("niet_uw_termijn", wie=" + ".join(bound))
    return done.seat if done.seat or request.may(*EDITORS) else own[0]


async def _team_duty(request: Request, plicht: Plicht, day: date, value: str | None) -> None:
    """When the duty was started by an event, the earliest open one is marked as done."""
    if not roles(request.person, request.team.convenant) & set(plicht.wie):
        _must_edit(request, plicht)
    _must_be_past(request, day)
    if must_report(plicht):
        nummer = await datalek_melden.by_duty(request, plicht, value, day)
        await _keep_done(request, plicht, Feit("gedaan", day, nummer, plicht.id, value))
        return
    team, work = request.team, request.work
    facts, people = await work.team_feiten.all(), await work.people.all()
    teamtermijnen.must_be_extendable(plicht, value, team.convenant, facts)
    terms = teamtermijnen.teamtermijnen(team.convenant, facts, people, team.kalender, request.today)
    counted = plicht.heeft_datum or plicht.termijn.event == "looptijd_einde"
    started = next((t for t in terms if t.plicht.id == plicht.id and counted), None)
    teamtermijnen.must_be_due(plicht, started, day, facts)
    asked = teamtermijnen.first_asked(plicht, facts)
    of_request = Feit("gedaan", day, asked.ronde if asked else 0, plicht.id)
    done = teamtermijnen.feit_of_term(started, day) if started else of_request
    teamtermijnen.must_change_something(plicht, done, facts, team.convenant)
    await _keep_done(request, plicht, replace(done, value=value))


async def _keep_done(request: Request, plicht: Plicht, done: Feit) -> None:
    value = done.value
    await request.keep_teamfeit(done)
    await request.reply(
        say.plicht_gedaan,
        wat=plicht.wat,
        artikel=plicht.artikel,
        op=done.day,
        today=request.today,
        keuze=f"€ {int(value) // 100},{int(value) % 100:02} per uur" if plicht.bedrag and value else value or "",
    )


def _must_edit(request: Request, plicht: Plicht) -> None:
    if not request.may(*EDITORS):
        raise Refusal("niet_uw_termijn", wie=plicht.wie_tekst)


def _must_be_past(request: Request, day: date) -> None:
    if day > request.today:
        raise Refusal("in_de_toekomst")


def _must_concern(request: Request, plicht: Plicht) -> None:
    """People who lead the case record for everybody, others only what concerns themselves."""
    if not request.may(*EDITORS) and not roles(request.person, request.team.convenant) & set(plicht.wie):
        raise Refusal("niet_uw_termijn", wie=plicht.wie_tekst)


QUESTIONS: dict[str, Answer] = {_UITKOMST: answer_uitkomst}
