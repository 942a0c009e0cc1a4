"""The questions after a bespreking, and the way back from each to the one before it."""

from datetime import date

from retbot.domain.casus import besprekingen
from retbot.domain.casus.casus import Casus
from retbot.domain.casus.consent import VERSLAG_ANSWER
from retbot.domain.casus.tables import tafel_of
from retbot.domain.convenant.convenant import Convenant, Keuze, Plicht, Regel
from retbot.domain.errors import Arg
from retbot.handlers.chat.questions import Back, day_of
from retbot.handlers.chat.request import Request
from retbot.ports import Question
from retbot.wording.replies.bespreking import gehouden as say

TYPES = ("aanwezig", "consensus", "verslag", "voorwaarde", "tijd")


async def ask_present(request: Request, casus: Casus, day: date) -> None:
    await request.ask("aanwezig", {"op": day}, say.vraag_aanwezig, zetels=seats(request, casus))


async def ask_outcome(request: Request, casus: Casus, day: date, present: list[str], *, known: bool = False) -> bool:
    """In the words of the table or of the covenant; says only who were there, and False, where neither asks it or the
    answer is known."""
    convenant = request.convenant(casus)
    missing = besprekingen.missing(casus, present, convenant)
    if not known and (asks := question_of(casus, convenant)):
        asked = say.vraag_consensus
        await request.ask(
            "consensus", {"op": day}, asked, aanwezig=present, op=day, today=request.today, zonder=missing, vraag=asks
        )
        return True
    await request.answer(say.aanwezig_vastgelegd, aanwezig=present, op=day, today=request.today, zonder=missing)
    return False


def question_of(casus: Casus, convenant: Convenant) -> str:
    """About the outcome of the bespreking of the present round; empty when none is asked."""
    return tafel_of(casus, convenant, casus.ronde).uitkomst or convenant.uitkomst


async def ask_verslag(request: Request, day: date, verslag: Regel) -> None:
    await request.ask(VERSLAG_ANSWER, {"op": day}, say.vraag_verslag, artikel=verslag.artikel)


async def ask_condition(request: Request, day: date, condition: Keuze) -> None:
    state: dict[str, Arg] = {"op": day, "naam": condition.naam}
    await request.ask("voorwaarde", state, say.vraag_voorwaarde, tekst=condition.tekst, vraag=condition.vraag or "")


async def ask_spent(request: Request, day: date, plicht: Plicht, seat: str) -> None:
    await request.ask("tijd", {"op": day, "naam": seat}, say.vraag_tijd, wie=seat, artikel=plicht.artikel)


async def back(request: Request, question: Question) -> bool:
    """The answer before it can be given again; what was recorded stays until then. A question that was asked by itself
    has none before it."""
    casus, day = await request.casus(), day_of(question)
    if question.type == "aanwezig" or question.state.get("los"):
        return False
    if question.type == "consensus" and question.zin == say.vraag_consensus.name:
        await ask_present(request, casus, day)
    elif question.type in {"consensus", VERSLAG_ANSWER}:
        await _to_outcome(request, casus, day)
    else:
        await _to_condition_before(request, casus, question)
    return True


async def _to_condition_before(request: Request, casus: Casus, question: Question) -> None:
    """The last of the conditions that are asked before this one; before them comes the verslag. From whose condition it
    is, to the condition."""
    convenant, day = request.convenant(casus), day_of(question)
    conditions = besprekingen.conditions_asked(casus, convenant)
    names = [condition.naam for condition in conditions]
    name, verslag = str(question.state["naam"]), convenant.regels.get("verslag_delen")
    of_seats = "zetels" in question.state
    before = conditions[: names.index(name) + of_seats] if question.type == "voorwaarde" else conditions
    if before:
        await ask_condition(request, day, before[-1])
    elif verslag:
        await ask_verslag(request, day, verslag)
    else:
        await _to_outcome(request, casus, day)


async def _to_outcome(request: Request, casus: Casus, day: date) -> None:
    if question_of(casus, request.convenant(casus)):
        await ask_outcome(request, casus, day, present_at(casus))
    else:
        await ask_present(request, casus, day)


def present_at(casus: Casus) -> list[str]:
    """Who was at the bespreking of the present round; empty when that is not recorded."""
    present = casus.feit("aanwezig", casus.ronde)
    return (present.value or "").split(",") if present else []


def seats(request: Request, casus: Casus) -> list[str]:
    return besprekingen.at_the_table(casus, request.convenant(casus))


STEPS_BACK: dict[str, Back] = dict.fromkeys(TYPES, back)
