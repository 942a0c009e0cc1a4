"""sluit and herstel: closing a case, and correcting recorded facts."""

from datetime import date, timedelta

from retbot.domain.casus.casus import REDENEN_SLUITEN, Casus
from retbot.domain.casus.covenant_questions import feit_of_answer, questions_at
from retbot.domain.casus.recording import close, correct
from retbot.domain.convenant.convenant import Convenant
from retbot.domain.errors import Arg, Refusal
from retbot.domain.keeping_terms import NOTICE, deleted_on, erasure_term
from retbot.domain.termijnen.casustermijnen import TermijnState
from retbot.domain.termijnen.duties_without_date import answers_to_follow, duties_without_date
from retbot.domain.tijd import local_day
from retbot.handlers.chat.command import EDITORS, Effect
from retbot.handlers.chat.declaration import Commands
from retbot.handlers.chat.questions import Answer, day_of
from retbot.handlers.chat.request import Request
from retbot.handlers.meeting import polls, recipients
from retbot.handlers.opvolging.mending import keep_mended, tell_what_follows
from retbot.ports import Question
from retbot.reading.answers import NO, YES
from retbot.reading.moments import DAY
from retbot.reading.opvolging.feiten import MENDING, Mending
from retbot.reading.opvolging.sluiten import REDEN
from retbot.wording.citing import cite, cited_article
from retbot.wording.dates import short_date
from retbot.wording.forms import Ending
from retbot.wording.replies.opvolging import sluiten as say

_WHEN_REACHED = frozenset({"opgelost", "afgeschaald"})
"""The reasons that say that the goals were reached."""
_LONG_AGO = timedelta(days=60)
"""Closing on a day further back than this must be confirmed: a wrong year would delete the case a year too early."""


COMMANDS = Commands("opvolging")


@COMMANDS.declare(
    "sluit",
    REDEN,
    DAY,
    form="sluit CODE opgelost [op DATUM]",
    help=f"Sluit de casus, met een reden: {', '.join(REDENEN_SLUITEN)}.",
    rights=EDITORS,
    effect=Effect.ACT,
    undone_by="herstel CODE afgesloten weg",
    ends=(Ending("afgesloten", "opgelost"),),
    asks={"opgelost": "opgelost", "sluitdag": "REDEN"},
)
async def sluit(request: Request, reden: str, day: date) -> None:
    casus = await request.casus()
    closed = close(casus, reden, day, request.today)
    if reden in _WHEN_REACHED:
        still = _still_open(request, casus, day)
        state: dict[str, Arg] = {"op": day, "reden": reden}
        regel = next(iter(questions_at("afsluiten", request.convenant(casus))), None)
        await request.ask(
            "opgelost",
            state,
            say.vraag_opgelost,
            open_termijnen=still,
            vraag=(regel.vraag if regel else None) or request.convenant(closed).sluitvraag,
            artikel=regel.artikel if regel else "",
            **_dates(request, closed),
        )
    elif dates := _dates(request, closed):
        await request.ask("sluitdag", {"op": day, "reden": reden}, say.vraag_sluitdag, **dates)
    else:
        await _close_case(request, closed)


def _dates(request: Request, closed: Casus) -> dict[str, date]:
    """When it was closed and when it will be deleted, for a case closed long ago; empty for any other."""
    day, gone = closed.gesloten, _gone_on(request, closed)
    if day is None or (request.today - day <= _LONG_AGO and (gone is None or gone > request.today + NOTICE)):
        return {}
    return {"op": day} | ({"verwijderd": gone} if gone else {})


def _gone_on(request: Request, closed: Casus) -> date | None:
    term = erasure_term(closed, request.team)
    return deleted_on(closed, term.day, request.today) if term else None


async def answer_opgelost(request: Request, question: Question, text: str) -> None:
    """Closing asks whether there is a solution, because the team stays responsible until there is."""
    await _take_confirmation(request, text, str(question.state.get("reden", "opgelost")), day_of(question))


async def answer_sluitdag(request: Request, question: Question, text: str) -> None:
    await _take_confirmation(request, text, str(question.state["reden"]), day_of(question))


async def _take_confirmation(request: Request, text: str, reden: str, day: date) -> None:
    word = text.lower()
    if word not in YES | NO:
        raise Refusal("antwoord_onbegrepen", keuzes=["ja", "nee"])
    if word in NO:
        await request.reply(say.blijft_open)
        return
    casus = await request.casus()
    for regel in questions_at("afsluiten", request.convenant(casus)) if reden in _WHEN_REACHED else ():
        casus = casus.with_feit(feit_of_answer(regel.id, casus.ronde, regel.goed[0] if regel.goed else word, day))
    await _close_case(request, close(casus, reden, day, request.today))


async def _close_case(request: Request, casus: Casus) -> None:
    before = casus.bespreking
    await polls.close_all(request, casus)
    casus, messages = await recipients.call_off(request, casus)
    await request.keep(casus)
    feit = casus.feit("afgesloten")
    reden, gone = feit.value or "" if feit else "", _gone_on(request, casus)
    off = local_day(before.start) if before and casus.bespreking != before else None
    reached = sum(message.entry.reached for message in messages)
    day = casus.gesloten or request.today
    request.confirm(
        say.ga_sluiten, reden=reden, op=day, today=request.today, verwijderd=gone, afgezegd=off, bericht=reached
    )
    term = erasure_term(casus, request.team)
    await request.answer(
        say.gesloten,
        reden=reden,
        verwijderd=gone,
        artikel=cite(term.plicht) if term else "",
        afgezegd=off,
        bericht=reached,
    )


@COMMANDS.declare(
    "herstel",
    MENDING,
    form="herstel CODE {feit} gisteren",
    help="Verbetert de dag van een feit, of haalt het weg: `herstel CODE {feit} weg`.",
    rights=EDITORS,
    effect=Effect.ACT,
    subject="algemeen",
)
async def herstel(request: Request, mending: Mending) -> None:
    casus, feit = await request.casus(), mending.feit
    before = request.team.termijnen(casus)

    def confirm(becomes: str) -> None:
        request.confirm(
            say.ga_herstellen,
            event=feit.event,
            over=feit.subject,
            op=mending.day,
            today=request.today,
            anoniem=becomes,
            heropent=feit.event == "afgesloten",
        )

    mended = await keep_mended(request, casus, correct(casus, feit, mending.day, request.today), confirm)
    await request.answer(
        say.hersteld,
        event=feit.event,
        over=feit.subject,
        op=mending.day,
        today=request.today,
        verschoven=say.what_moved(before, request.team.termijnen(mended.casus)),
    )
    await tell_what_follows(request, mended)


def _still_open(request: Request, casus: Casus, day: date) -> list[str]:
    """Open terms, what has no date of its own, and afspraken that failed."""
    convenant = request.convenant(casus)
    return [*_open_terms(request, casus), *_open_duties(casus, convenant, day)]


def _open_duties(casus: Casus, convenant: Convenant, day: date) -> list[str]:
    """What was not done, and what an answer left to do."""
    owed = [f"{duty.plicht.wat} ({cite(duty.plicht)})" for duty in duties_without_date(casus, convenant, day)]
    left = answers_to_follow(casus, convenant)
    return owed + [f"{regel.opties['anders']} ({cited_article(regel.artikel)})" for regel in left]


def _open_terms(request: Request, casus: Casus) -> list[str]:
    return [
        f"{t.plicht.wat} ({short_date(t.day)})"
        for t in request.team.termijnen(casus)
        if t.staat is TermijnState.OPEN and not t.voor_event
    ]


QUESTIONS: dict[str, Answer] = {"opgelost": answer_opgelost, "sluitdag": answer_sluitdag}
