"""advies verzonden, oplossing verzonden: recorded only when it contains everything that the covenant requires."""

from datetime import date

from retbot.domain.casus.casus import Casus, Feit
from retbot.domain.casus.consent import consent
from retbot.domain.casus.consent_rules import ConsentType
from retbot.domain.casus.recording import check_day, missing_from_advies, record
from retbot.domain.casus.tables import nothing_found
from retbot.domain.errors import Refusal
from retbot.handlers.chat.command import EDITORS, Effect
from retbot.handlers.chat.declaration import Commands
from retbot.handlers.chat.questions import Answer, day_of, words_of
from retbot.handlers.chat.request import Request
from retbot.ports import Question
from retbot.reading.answers import NO, YES
from retbot.reading.moments import ONLY_DAY
from retbot.wording.replies.opvolging import advies as say
from retbot.wording.replies.vastleggen import noteren

_WORDS = {"advies_verzonden": "advies", "oplossing_verzonden": "oplossing"}

COMMANDS = Commands("advies")


@COMMANDS.declare(
    "advies verzonden",
    ONLY_DAY,
    help="Het ~advies is verzonden; ik vraag of alles erin staat.",
    rights=EDITORS,
    effect=Effect.RECORD,
    event="advies_verzonden",
)
async def verzonden(request: Request, day: date) -> None:
    await _sending(request, "advies_verzonden", day)


@COMMANDS.declare(
    "oplossing verzonden",
    ONLY_DAY,
    help="De oplossing is verzonden; ik vraag of alles erin staat.",
    rights=EDITORS,
    effect=Effect.RECORD,
    event="oplossing_verzonden",
)
async def oplossing(request: Request, day: date) -> None:
    await _sending(request, "oplossing_verzonden", day)


async def _sending(request: Request, event: str, day: date) -> None:
    casus = await request.casus()
    check_day(casus, day, request.today)
    await _go_on(request, record(casus, Feit(event, day, casus.ronde), request.today), day, event)


async def answer_checklist(request: Request, question: Question, text: str) -> None:
    """`ja` when nothing is missing; otherwise the missing elements, which must be added first."""
    casus = await request.casus()
    day, event = day_of(question), str(question.state["event"])
    word = text.lower()
    if word in YES:
        for element in words_of(question, "elementen"):
            casus = record(casus, Feit("checklist", day, casus.ronde, element, "ja"), request.today)
        await request.keep(casus)
        await _go_on(request, record(casus, Feit(event, day, casus.ronde), request.today), day, event)
    elif word in NO:
        await request.reply(say.advies_nog_niet, wat=_WORDS[event])
    else:
        raise Refusal("antwoord_onbegrepen", keuzes=["ja", "nee"])


async def _go_on(request: Request, casus: Casus, day: date, event: str) -> None:
    convenant = request.convenant(casus)
    missing = set(missing_from_advies(casus, convenant))
    if missing:
        elements = [element.tekst for element in convenant.checklist if element.naam in missing]
        regel = convenant.regels.get("checklist")
        await request.ask(
            "checklist",
            {"op": day, "event": event, "elementen": sorted(missing)},
            say.vraag_checklist,
            elementen=elements,
            artikel=regel.artikel if regel else "",
            wat=_WORDS[event],
            zonder_oplossing=nothing_found(casus) is not None,
            afspraken=len([a for a in casus.afspraken if a.ronde == casus.ronde]),
        )
        return
    await request.keep(casus)
    await _say_what_follows(request, casus, day, event)


async def _say_what_follows(request: Request, casus: Casus, day: date, event: str) -> None:
    team = request.team
    verslag = consent(ConsentType.VERSLAG, casus, request.convenant(casus), casus.ronde)
    await request.answer(
        say.advies_is_verzonden,
        op=day,
        today=request.today,
        verslag=verslag.value if verslag.allows else "nee" if verslag.event else "",
        gevolgen=[
            *noteren.started_by(team.termijnen(casus), event, request.today, team.kalender),
            *noteren.also_due(request.convenant(casus), event, casus.code, casus),
        ],
        stap=noteren.step_of(casus, team.termijnen(casus), request.convenant(casus), request.now),
        wat=_WORDS[event],
    )


QUESTIONS: dict[str, Answer] = {"checklist": answer_checklist}
