"""bespreking gehouden: who was there, consensus, sharing the verslag, conditions; one question at a time."""

from collections.abc import Sequence
from datetime import date

from retbot.domain.casus import besprekingen
from retbot.domain.casus.casus import Casus, Feit
from retbot.domain.casus.consent import VERSLAG_ANSWER
from retbot.domain.casus.fees import SPENT, next_spent
from retbot.domain.casus.recording import check_day, record
from retbot.domain.casus.tables import tafel_of
from retbot.domain.errors import Arg, AskBack, Refusal
from retbot.domain.running_case import bespreking_at_noon
from retbot.domain.termijnen.duty_holders import SECTOR
from retbot.domain.termijnen.escalation import as_typed
from retbot.domain.termijnen.following import volgende
from retbot.domain.tijd import local_day
from retbot.handlers.bespreking import after_meeting
from retbot.handlers.chat.command import EDITORS, Effect
from retbot.handlers.chat.declaration import Commands
from retbot.handlers.chat.questions import Answer, day_of
from retbot.handlers.chat.request import Request
from retbot.handlers.meeting import anonymity
from retbot.handlers.vastleggen import nagaan
from retbot.meetings import invitations
from retbot.ports import Question
from retbot.reading.answers import NO, YES
from retbot.reading.grammar import all_words, optional
from retbot.reading.moments import ANYWAY, PAST_DAY
from retbot.reading.periods import minutes_spent
from retbot.reading.seats import excluded_seats, named_seats, who_was_there
from retbot.wording.citing import cited_article
from retbot.wording.forms import Ending
from retbot.wording.replies.bespreking import gehouden as say
from retbot.wording.replies.vastleggen import noteren
from retbot.wording.replies.vastleggen import toestemming as say_consent

_NO_WORDS = {"tekst": "", "vraag": "", "leidt": ""}
COMMANDS = Commands("bespreking")


@COMMANDS.declare(
    "bespreking gehouden",
    ANYWAY,
    optional(all_words("1 2 3 4")),
    optional(PAST_DAY),
    help="De ~bespreking is gehouden; ik vraag wie er waren en wat eruit kwam.",
    rights=EDITORS,
    effect=Effect.RECORD,
    ends=(Ending("bespreking"),),
    asks=dict.fromkeys(after_meeting.TYPES, ""),
)
async def gehouden(request: Request, anyway: bool, present: str | None, typed: date | None) -> None:
    """Without a day it was held on the planned day, which must not be in the future. With a day it may also be a
    bespreking that was never planned here, as in a running case that is taken over. After it was held, the
    same puts right who was there."""
    casus = await request.casus()
    check_day(casus, typed or request.today, request.today)
    day = typed or _planned_day(request, casus)
    if typed:
        if not anyway:
            _check_first(casus, typed)
        held = bespreking_at_noon(day, invitations.new_uid())
        casus = besprekingen.already_held(casus, held, request.convenant(casus), request.today)
        await request.keep(casus)
    request = await request.in_one_place()
    if present:
        await _present(request, casus, day, present, known=casus.feit("consensus", casus.ronde) is not None)
    else:
        await after_meeting.ask_present(request, casus, day)


def _check_first(casus: Casus, day: date) -> None:
    """Raises AskBack when the last bespreking was held on another day: it is seldom a second one."""
    held = casus.feit("bespreking", casus.ronde)
    if held and held.day != day:
        raise AskBack("al_besproken", op=held.day, anders=day)


def _planned_day(request: Request, casus: Casus) -> date:
    held = casus.feit("bespreking", casus.ronde)
    if held:
        return held.day
    planned = local_day(besprekingen.must_be_planned(casus).start)
    if planned > request.today:
        raise Refusal("bespreking_komt_nog", op=planned)
    return planned


async def answer_aanwezig(request: Request, question: Question, text: str) -> None:
    await _present(request, await request.casus(), day_of(question), text)


async def _present(request: Request, casus: Casus, day: date, text: str, *, known: bool = False) -> None:
    """`known`: what came of it stands already, and is not asked again."""
    present, before = who_was_there(text, after_meeting.seats(request, casus)), casus
    try:
        casus = besprekingen.hold(besprekingen.as_planned(casus), day, present, request.convenant(casus), request.today)
    except Refusal as refusal:
        if refusal.reason != "quorum":
            raise
        await request.expect("aanwezig", {"op": day}, say.vraag_aanwezig, zetels=after_meeting.seats(request, casus))
        await request.refuse(refusal)
        return
    await request.keep(casus)
    await anonymity.tell_change(request, before, casus)
    if not await after_meeting.ask_outcome(request, casus, day, present, known=known):
        await _ask_next(request, casus, day)


async def answer_consensus(request: Request, question: Question, text: str) -> None:
    """When the covenant says what follows without consensus, the bot asks about that next."""
    word = text.lower()
    convenant = request.convenant(await request.casus())
    regel, leidt = convenant.regels.get("geen_consensus"), convenant.voorzitter
    if word in NO and regel:
        await request.ask(
            question.type, {"op": day_of(question)}, say.vraag_geen_consensus, artikel=regel.artikel, leidt=leidt
        )
        return
    without = {
        "vervolggesprek": "vervolggesprek",
        f"{leidt} beslist": "voorzitter",
        "geen oplossing": "geen oplossing",
        leidt: "voorzitter",
    }
    choices = without if regel else {}
    choice = "ja" if word in YES else "nee" if word in NO else choices.get(word, "")
    if not choice:
        raise Refusal("antwoord_onbegrepen", keuzes=["ja", "nee", *list(choices)[:3]])
    await _next(request, Feit("consensus", day_of(question), 0, value=choice))


async def answer_verslag(request: Request, question: Question, text: str) -> None:
    """`ja`, `nee`, or who does not get it: `ja behalve school`. `los`: asked again after the bespreking."""
    casus = await request.casus()
    word = text.lower()
    if word in YES | NO:
        choice = "ja" if word in YES else "nee"
    else:
        excluded = excluded_seats(text, after_meeting.seats(request, casus))
        choice = "behalve " + ",".join(excluded)
    if choice != "nee":
        request.confirm(say_consent.ga_verslag_delen, keuze=choice)
    if question.state.get("los"):
        shared = record(casus, Feit(VERSLAG_ANSWER, day_of(question), casus.ronde, value=choice), request.today)
        await request.keep(shared)
        await request.answer(say.antwoord_vastgelegd, event=VERSLAG_ANSWER, keuze=choice, **_NO_WORDS)
        return
    await _next(request, Feit(VERSLAG_ANSWER, day_of(question), 0, value=choice))


async def answer_voorwaarde(request: Request, question: Question, text: str) -> None:
    """Where the duty that it switches on is of persons: also of which seats it holds."""
    word, name = text.lower(), str(question.state["naam"])
    casus = await request.casus()
    seats = besprekingen.seats_of_condition(name, casus, request.convenant(casus))
    if "zetels" in question.state:
        await _condition_of(request, question, name, named_seats(text, seats, keuzes=["1", "1 2"]))
        return
    if word not in YES | NO:
        raise Refusal("antwoord_onbegrepen", keuzes=["ja", "nee"])
    if word in YES and len(seats) > 1:
        state: dict[str, Arg] = {"op": day_of(question), "naam": name, "zetels": seats}
        await request.ask("voorwaarde", state, say.vraag_zetels, zetels=seats)
        return
    await _next(request, Feit("voorwaarde", day_of(question), 0, name, "ja" if word in YES else "nee"))


async def _condition_of(request: Request, question: Question, name: str, seats: Sequence[str]) -> None:
    casus = await request.casus()
    await request.keep(casus.with_feit(Feit(SECTOR, day_of(question), casus.ronde, name, ",".join(seats))))
    await _next(request, Feit("voorwaarde", day_of(question), 0, name, "ja"))


async def answer_tijd(request: Request, question: Question, text: str) -> None:
    """How much time somebody really spent, for the overview of payments."""
    minutes = str(minutes_spent(text))
    await _next(request, Feit(SPENT, day_of(question), 0, str(question.state["naam"]), minutes))


async def _next(request: Request, feit: Feit) -> None:
    """Records the answer in the present round, confirms it and goes on."""
    casus = await request.casus()
    held = casus.feit("bespreking", casus.ronde)
    if held is None:
        raise Refusal("nog_niet", eerst="bespreking")
    casus = record(casus, Feit(feit.event, held.day, casus.ronde, feit.subject, feit.value), request.today)
    await request.keep(casus)
    words = _words(request, casus, feit)
    await request.answer(say.antwoord_vastgelegd, event=feit.event, keuze=feit.value or "", **words)
    await _ask_next(request, casus, held.day)


async def _ask_next(request: Request, casus: Casus, day: date) -> None:
    """The next open question about this bespreking; after the last one it says what comes next."""
    verslag = request.convenant(casus).regels.get("verslag_delen")
    if verslag and casus.feit(VERSLAG_ANSWER, casus.ronde) is None:
        await after_meeting.ask_verslag(request, day, verslag)
        return
    condition = besprekingen.next_condition(casus, request.convenant(casus))
    if condition:
        await after_meeting.ask_condition(request, day, condition)
        return
    spent = next_spent(casus, after_meeting.present_at(casus), request.convenant(casus))
    if spent:
        await after_meeting.ask_spent(request, day, *spent)
        return
    await _finish(request, casus)


def _words(request: Request, casus: Casus, feit: Feit) -> dict[str, str]:
    """The covenant's own words for the question."""
    convenant = request.convenant(casus)
    condition = next((one for one in convenant.voorwaarden if one.naam == feit.subject), None)
    tekst, question = (condition.tekst, condition.vraag or "") if condition else ("", "")
    if feit.event == "consensus" and feit.value in {"ja", "nee"}:
        question = after_meeting.question_of(casus, convenant)
    return {"tekst": tekst, "vraag": question, "leidt": convenant.voorzitter}


async def _finish(request: Request, casus: Casus) -> None:
    """Then asks the questions of the covenant file for this moment, one at a time."""
    team = request.team
    consensus = casus.feit("consensus", casus.ronde)
    convenant = request.convenant(casus)
    event = tafel_of(casus, convenant, casus.ronde).event
    step = next(iter(convenant.ketens), None)
    regel = convenant.regels.get("geen_consensus")
    await request.answer(
        say.bespreking_klaar,
        uitkomst=consensus.value or "" if consensus else "",
        artikel=regel.artikel if regel else "",
        opschalen=f"{step.wat} ({cited_article(step.artikel)})" if step else "",
        typen=as_typed(step, convenant) if step else "",
        gevolgen=[
            *noteren.started_by(team.termijnen(casus), event, request.today, team.kalender),
            *noteren.also_due(convenant, event, casus.code, casus),
            *noteren.proposal_line(volgende(casus, convenant, team.kalender), casus.code, request.today),
        ],
        stap=noteren.step_of(casus, team.termijnen(casus), convenant),
        leidt=convenant.voorzitter,
    )
    await nagaan.ask(request, casus, event)


QUESTIONS: dict[str, Answer] = dict(
    zip(
        after_meeting.TYPES,
        (answer_aanwezig, answer_consensus, answer_verslag, answer_voorwaarde, answer_tijd),
        strict=True,
    )
)
