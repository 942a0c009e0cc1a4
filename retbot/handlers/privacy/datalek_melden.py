"""Recording a report of a datalek, whichever command says it: the register is the only place that knows."""

from datetime import date, datetime

from retbot.domain.convenant.convenant import Plicht
from retbot.domain.errors import Refusal
from retbot.domain.privacy.datalekken import (
    AP,
    KEUZES,
    REGISTER,
    TE_LAAT,
    Datalek,
    limits,
    must_report,
    with_choices,
    with_report,
    without_report,
)
from retbot.handlers.chat.questions import Answer
from retbot.handlers.chat.request import Request
from retbot.ports import Processing, Question
from retbot.reading.choices import pick
from retbot.wording.replies.privacy import datalek as say

LATE = "datalek_laat"


async def find(request: Request, nummer: int) -> Datalek:
    """Raises Refusal."""
    known = await request.work.datalekken.all()
    found = next((one for one in known if one.nummer == nummer), None)
    if found is None:
        raise Refusal("datalek_onbekend", nummers=[one.nummer for one in known])
    return found


async def report(request: Request, one: Datalek, to: str, at: datetime) -> None:
    """A report after its term is called late; one to the Autoriteit must say why (AVG 33 lid 1). Raises Refusal."""
    changed = with_report(one, to, at)
    limit = limits(request.team.convenant).get(to)
    due = one.ontdekt + limit if limit else None
    late = due if due and at > due else None
    await keep(request, changed, gemeld=to, at=at, verstreken=late)
    if late and to == AP and changed.te_laat is None:
        await request.ask(
            LATE, {"nummer": one.nummer}, say.vraag_te_laat, nummer=one.nummer, keuzes=list(KEUZES[TE_LAAT])
        )


async def decline(request: Request, one: Datalek, to: str) -> None:
    """Raises Refusal when it was reported there."""
    await keep(request, without_report(one, to))


async def by_duty(request: Request, plicht: Plicht, value: str | None, day: date) -> int:
    """A duty that asks for a report was recorded as done: of the oldest datalek for which it is open, whose number is
    returned. Raises Refusal when there is none, and for an earlier day, because the hour counts."""
    request.belongs_to(Processing.DATALEK)
    to, known = must_report(plicht), await request.work.datalekken.all()
    known = [one for one in known if not one.ingetrokken]
    one = next((one for one in known if not one.is_settled(to)), None)
    if to == REGISTER:
        return await _register_filled_in(request, one, known)
    if one is None:
        raise _again(known, to)
    if value is not None and value == plicht.niet_nodig:
        await decline(request, one, to)
    elif day != request.today:
        raise Refusal("uur_van_melding", nummer=one.nummer, aan=to)
    else:
        await report(request, one, to, request.now)
    return one.nummer


async def _register_filled_in(request: Request, incomplete: Datalek | None, known: list[Datalek]) -> int:
    if incomplete or not known:
        nummer, velden = (incomplete.nummer, incomplete.ontbreekt) if incomplete else (0, [])
        raise Refusal("register_onvolledig", nummer=nummer, velden=velden)
    await keep(request, known[-1])
    return known[-1].nummer


def _again(known: list[Datalek], to: str) -> Refusal:
    if not known:
        return Refusal("datalek_onbekend", nummers=[])
    return Refusal("al_gemeld", aan=to, op=known[-1].report_to(to), nummer=known[-1].nummer)


async def answer_late(request: Request, question: Question, text: str) -> None:
    one = await find(request, int(str(question.state["nummer"])))
    await keep(request, with_choices(one, {TE_LAAT: pick(KEUZES[TE_LAAT], text)}))


async def keep(
    request: Request,
    changed: Datalek,
    gemeld: str = "",
    at: datetime | None = None,
    verstreken: datetime | None = None,
) -> None:
    """`verstreken` is when a report had to be made that was made later."""
    await request.work.datalekken.save(changed)
    await request.reply(
        say.datalek_bijgewerkt,
        nummer=changed.nummer,
        velden=changed.ontbreekt,
        nog=[to for to in limits(request.team.convenant) if not changed.is_settled(to)],
        gemeld=gemeld,
        op=at,
        verstreken=verstreken,
    )


QUESTIONS: dict[str, Answer] = {LATE: answer_late}
