"""gedaan: a duty is done, by its id; of a case, of the team, or of one deelnemer."""

import re
from dataclasses import replace
from datetime import date

from retbot.domain.casus.casus import Feit
from retbot.domain.casus.consent import must_allow_monitor
from retbot.domain.casus.recording import record
from retbot.domain.convenant.convenant import Plicht
from retbot.domain.errors import Arg, Refusal
from retbot.domain.privacy.access import roles
from retbot.domain.termijnen import teamtermijnen
from retbot.domain.termijnen.casustermijnen import TermijnState
from retbot.domain.termijnen.completion import is_markable
from retbot.domain.termijnen.teamtermijnen import is_of_team
from retbot.handlers.chat.command import EDITORS, READERS, Code, Command
from retbot.handlers.chat.questions import Answer, day_of
from retbot.handlers.chat.request import Request
from retbot.ports import Question
from retbot.reading.choices import pick
from retbot.wording.forms import Ending
from retbot.wording.replies.vastleggen import noteren as say

_EURO = re.compile(r"(?:€\s*|eur(?:o)?\s+)?(\d{1,4})(?:[,.](\d{1,2}))?(?:\s*euro)?", re.IGNORECASE)
_UITKOMST = "uitkomst"


async def gedaan(request: Request) -> None:
    """Marks a duty done by its id: of a case, of the team, or of one deelnemer (the date of his VOG)."""
    day = request.take_day()
    name, _, request.rest = request.rest.partition(" ")
    plicht = next((p for p in request.team.convenant.plichten if p.id.upper() == name.upper()), None)
    if plicht is None or not is_markable(plicht):
        raise Refusal("plicht_onbekend", ids=[p.id for p in request.team.convenant.plichten if is_markable(p)])
    if plicht.vervuld == "vog":
        await _new_vog(request, plicht, request.take_rest(), day)
        return
    if plicht.bedrag:
        await _mark(request, plicht, day, str(_cents(request.take_rest(), plicht)))
        return
    value = pick(plicht.uitkomsten, request.take_rest()) if plicht.uitkomsten and request.rest else None
    if plicht.uitkomsten and value is None:
        state: dict[str, Arg] = {"op": day, "plicht": plicht.id}
        keuzes = list(plicht.uitkomsten)
        await request.ask(_UITKOMST, state, say.vraag_uitkomst, wat=plicht.wat, artikel=plicht.artikel, keuzes=keuzes)
        return
    await _mark(request, plicht, day, value)


async def answer_uitkomst(request: Request, question: Question, text: str) -> None:
    plicht = request.team.convenant.plicht(str(question.state["plicht"]))
    if plicht is None:
        raise Refusal("plicht_onbekend", ids=[p.id for p in request.team.convenant.plichten if is_markable(p)])
    value = pick(plicht.uitkomsten, text)
    await _mark(request, plicht, day_of(question), value)


async def _mark(request: Request, plicht: Plicht, day: date, value: str | None) -> None:
    if is_of_team(plicht, of_case=request.code is not None):
        await _team_duty(request, plicht, day, value)
    else:
        await _case_duty(request, plicht, day, value)


def _cents(text: str, plicht: Plicht) -> int:
    """`131,20` or `€ 131,20` as eurocent. Raises Refusal."""
    found = _EURO.fullmatch(text.strip())
    if not found:
        raise Refusal("bedrag_ontbreekt", plicht=plicht.id)
    return int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0"))


async def _case_duty(request: Request, plicht: Plicht, day: date, value: str | None) -> None:
    casus = await request.casus()
    must_allow_monitor(plicht, casus, request.convenant(casus))
    _must_concern(request, plicht)
    terms = [t for t in request.team.termijnen(casus) if t.plicht.id == plicht.id]
    term = next((t for t in terms if t.staat is TermijnState.OPEN), terms[0] if terms else None)
    if term is None and plicht.voorwaarde:
        raise Refusal("niet_aan_de_orde", plicht=plicht.id, artikel=plicht.artikel)
    feit = Feit("gedaan", day, term.ronde if term else casus.ronde, plicht.id, value)
    casus = record(casus, feit, request.today, is_right=plicht.termijn.event == "verzoek")
    await request.keep(casus)
    await request.answer(
        say.plicht_gedaan, wat=plicht.wat, artikel=plicht.artikel, op=day, today=request.today, keuze=value or ""
    )


async def _new_vog(request: Request, plicht: Plicht, rest: str, day: date) -> None:
    _must_edit(request, plicht)
    found = next((d for d in await request.work.deelnemers() if rest == str(d.nummer)), None)
    if found is None:
        raise Refusal("vorm", vorm=f"gedaan {plicht.id} NUMMER op DATUM")
    _must_be_past(request, day)
    await request.work.save_deelnemer(replace(found, vog=day))
    request.code = None
    await request.reply(say.nieuwe_vog, wie=found.label, op=day, artikel=plicht.artikel)


async def _team_duty(request: Request, plicht: Plicht, day: date, value: str | None) -> None:
    """What was started by something that happened belongs to the earliest that is open."""
    if not roles(request.person, request.team.convenant) & set(plicht.wie):
        _must_edit(request, plicht)
    _must_be_past(request, day)
    team, work = request.team, request.work
    facts, people = await work.team_feiten(), await work.deelnemers()
    teamtermijnen.must_be_extendable(plicht, value, team.convenant, facts)
    terms = teamtermijnen.teamtermijnen(team.convenant, facts, people, team.kalender, request.today)
    started = next((t for t in terms if t.plicht.id == plicht.id and plicht.heeft_datum), None)
    done = teamtermijnen.feit_of_term(started, day) if started else Feit("gedaan", day, subject=plicht.id)
    await request.keep_teamfeit(replace(done, value=value))
    request.code = None
    await request.reply(
        say.plicht_gedaan,
        wat=plicht.wat,
        artikel=plicht.artikel,
        op=day,
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
    """Editors note for everybody; another only what is his."""
    if not request.may(*EDITORS) and not roles(request.person, request.team.convenant) & set(plicht.wie):
        raise Refusal("niet_uw_termijn", wie=plicht.wie_tekst)


QUESTIONS: dict[str, Answer] = {_UITKOMST: answer_uitkomst}


COMMANDS = (
    Command(
        "gedaan",
        "gedaan CODE {plicht} [op DATUM]",
        "Een plicht is gedaan; ook van het team zelf: `gedaan {teamplicht}`.",
        "opvolging",
        READERS,
        gedaan,
        Code.OPTIONAL,
        ends=(
            Ending("gedaan", "{plicht}"),
            Ending("verslag_gemaakt", "{plicht}"),
            Ending("vog", "{plicht} {over} op {dag}"),
        ),
        asks={_UITKOMST: "{plicht}"},
    ),
)
