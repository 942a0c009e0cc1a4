"""advies verzonden: only when everything that the covenant asks of the advies is in it."""

from datetime import date

from retbot.domain.casus import Casus, Feit
from retbot.domain.errors import Refusal
from retbot.domain.vastleggen import check_day, missing_from_advies, record
from retbot.handlers.commands import EDITORS, Code, Command
from retbot.handlers.questions import NO, YES, Answer, day_of
from retbot.handlers.replies import advies as say
from retbot.handlers.replies import noteren
from retbot.handlers.request import Request
from retbot.ports import Vraag


async def verzonden(request: Request) -> None:
    casus = await request.casus()
    day = request.only_day()
    check_day(casus, day, request.today)
    await _go_on(request, record(casus, _sent(casus, day), request.today), day)


async def answer_checklist(request: Request, vraag: Vraag, text: str) -> None:
    """`ja` for all of it; otherwise the elements that are still missing stay to be done."""
    casus = await request.casus()
    day = day_of(vraag)
    word = text.lower()
    if word in YES:
        for element in missing_from_advies(casus, request.convenant(casus)):
            casus = record(casus, Feit("checklist", day, casus.ronde, element, "ja"), request.today)
        await request.work.close_question(vraag)
        await _go_on(request, record(casus, _sent(casus, day), request.today), day)
    elif word in NO:
        await request.work.close_question(vraag)
        await request.answer(say.advies_nog_niet)
    else:
        raise Refusal("antwoord_onbegrepen", keuzes=["ja", "nee"])


async def _go_on(request: Request, casus: Casus, day: date) -> None:
    convenant = request.convenant(casus)
    missing = set(missing_from_advies(casus, convenant))
    if missing:
        await request.ask("checklist", {"op": day})
        elements = [element.tekst for element in convenant.checklist if element.naam in missing]
        regel = convenant.regels.get("checklist")
        await request.answer(
            say.vraag_checklist,
            elementen=elements,
            artikel=regel.artikel if regel else "",
            afspraken=len([a for a in casus.afspraken if a.ronde == casus.ronde]),
        )
        return
    await request.keep(casus)
    await _told(request, casus, day)


async def _told(request: Request, casus: Casus, day: date) -> None:
    team = request.team
    verslag = casus.feit("verslag", casus.ronde)
    await request.answer(
        say.advies_is_verzonden,
        op=day,
        today=request.today,
        verslag=verslag.keuze or "" if verslag else "",
        gevolgen=noteren.started_by(team.termijnen(casus), "advies_verzonden", request.today, team.kalender),
        stap=noteren.step_of(casus, team.termijnen(casus)),
    )


def _sent(casus: Casus, day: date) -> Feit:
    return Feit("advies_verzonden", day, casus.ronde)


QUESTIONS: dict[str, Answer] = {"checklist": answer_checklist}

COMMANDS = (
    Command(
        "advies verzonden",
        "advies verzonden CODE [op DATUM]",
        "Het advies is verzonden; ik vraag of alles erin staat.",
        "advies",
        EDITORS,
        verzonden,
        Code.WRITTEN,
    ),
)
