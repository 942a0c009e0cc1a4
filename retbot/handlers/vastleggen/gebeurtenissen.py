"""triage and noteer: record an event that the covenant knows, of a case or of the team."""

from datetime import date

from retbot.domain.casus.casus import BesprekingState, Casus, Feit
from retbot.domain.casus.recording import record
from retbot.domain.casus.tables import table_of_form, tafel_of
from retbot.domain.casus.triage import DISAGREED, GEEN_OVEREENSTEMMING, decides, must_be_allowed, outcomes
from retbot.domain.convenant.convenant import Convenant
from retbot.domain.errors import Refusal
from retbot.domain.termijnen.teamtermijnen import TEAM_EVENTS, feit_of_event, feit_of_period, teamtermijnen
from retbot.handlers.chat.command import EDITORS, Code, Effect
from retbot.handlers.chat.declaration import Commands
from retbot.handlers.chat.questions import Answer, day_of
from retbot.handlers.chat.request import Request
from retbot.handlers.vastleggen import nagaan
from retbot.handlers.vastleggen.noteren import keep_and_answer
from retbot.ports import Question
from retbot.reading.choices import pick
from retbot.reading.grammar import choice, optional
from retbot.reading.moments import DAY, ONLY_DAY
from retbot.reading.vastleggen.gebeurtenissen import OCCURRENCE, Occurrence
from retbot.wording.forms import Ending
from retbot.wording.replies.vastleggen import gebeurtenissen as say
from retbot.wording.replies.vastleggen.noteren import also_due, started_by

COMMANDS = Commands("opvolging")
_NOTED_HERE = ("acceptatie", "verklarende_analyse", "vraag", "evaluatie_gevraagd", "ondertekening")


@COMMANDS.declare(
    "triage",
    optional(choice("UITKOMST", lambda situation: outcomes(situation.convenant))),
    DAY,
    help="De triage is gedaan; zonder uitkomst vraag ik wat eruit kwam.",
    rights=EDITORS,
    effect=Effect.RECORD,
    subject="aanmelding",
    event="triage",
    asks={"triage": ""},
)
async def triage(request: Request, outcome: str | None, day: date) -> None:
    casus = (await request.casus()).must_be_open()
    if outcome:
        await _record_triage(request, casus, outcome, day)
        return
    convenant = request.convenant(casus)
    regel = convenant.regels.get("tafels")
    await request.ask(
        "triage",
        {"op": day},
        say.vraag_triage,
        keuzes=outcomes(convenant),
        formulier=table_of_form(casus, convenant),
        overige=str(regel.opties.get("overige", "")) if regel else "",
        artikel=regel.artikel if regel else "",
    )


async def answer_triage(request: Request, question: Question, text: str) -> None:
    casus = await request.casus()
    value = pick(outcomes(request.convenant(casus)), text)
    await _record_triage(request, casus, value, day_of(question))


async def _record_triage(request: Request, casus: Casus, value: str, day: date) -> None:
    """Without agreement the covenant says who decides; until then triage is not done."""
    convenant = request.convenant(casus)
    if value == GEEN_OVEREENSTEMMING:
        plicht = decides(convenant)
        await request.keep(record(casus, Feit(DISAGREED, day), request.today))
        await request.answer(say.triage_verschil, wie=plicht.bij_verschil or "", artikel=plicht.artikel)
        return
    must_be_allowed(value, casus, convenant)
    casus = record(casus, Feit("triage", day, value=value), request.today)
    await keep_and_answer(request, casus, "triage", day, value, _planned_elsewhere(casus, value, convenant))
    await nagaan.ask(request, casus, "triage")


def _planned_elsewhere(casus: Casus, value: str, convenant: Convenant) -> list[str]:
    """One line when another table than the one of the triage is planned."""
    planned, table = casus.bespreking, tafel_of(casus, convenant, casus.ronde)
    chosen = next((one for one in convenant.tafels if one.naam == value), None)
    if chosen is None or chosen == table or planned is None or planned.state is not BesprekingState.PLANNED:
        return []
    return [say.other_table_planned(table, casus.code)]


@COMMANDS.declare(
    "noteer",
    OCCURRENCE,
    ONLY_DAY,
    help="Legt vast dat iets gebeurd is dat het ~convenant kent; ook van het team zelf, dan zonder code.",
    rights=EDITORS,
    effect=Effect.RECORD,
    code=Code.OPTIONAL,
    ends=(
        Ending("uitnodiging_aanvaard", "aanvaard"),
        *(Ending(event, event.replace("_", " ")) for event in _NOTED_HERE),
    ),
)
async def noteer(request: Request, occurrence: Occurrence, day: date) -> None:
    event = occurrence.event
    if request.code is None and event in TEAM_EVENTS:
        await _of_team(request, event, day)
        return
    casus = await request.casus()
    ronde = casus.ronde if event == "uitnodiging_aanvaard" else 0
    casus = record(casus, Feit(event, day, ronde, occurrence.who), request.today)
    await keep_and_answer(request, casus, event, day)
    await nagaan.ask(request, casus, event)


async def _of_team(request: Request, event: str, day: date) -> None:
    """An event that fulfils a duty of the team, or starts one."""
    if day > request.today:
        raise Refusal("in_de_toekomst")
    team, work = request.team, request.work
    facts = await work.team_feiten.all()
    new = feit_of_event(event, day, facts)
    await request.keep_teamfeit(new)
    for plicht in team.convenant.plichten:
        if plicht.actief and plicht.vervuld == event:
            await request.keep_teamfeit(feit_of_period(plicht, team.convenant, day))
    terms = teamtermijnen(team.convenant, [*facts, new], [], team.kalender, request.today)
    await request.reply(
        say.team_genoteerd,
        event=event,
        op=day,
        today=request.today,
        gevolgen=[
            *started_by([t for t in terms if t.ronde == new.ronde], event, request.today, team.kalender),
            *also_due(team.convenant, event, ""),
        ],
    )


QUESTIONS: dict[str, Answer] = {"triage": answer_triage}
