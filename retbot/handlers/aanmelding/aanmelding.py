"""aanmelding: registers a case in one line, or with one question at a time in a thread; can be stopped and resumed."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import replace

from retbot.domain.casus import casecode
from retbot.domain.casus.aanmelding import check, is_not_ours, must_be_reason
from retbot.domain.casus.casus import REDENEN_AFWIJKEN, Aanmelding, Casus
from retbot.domain.casus.consent_rules import holder_at, known_consents
from retbot.domain.casus.consenting import to_be_confirmed
from retbot.domain.casus.covenant_questions import with_answer
from retbot.domain.convenant.convenant import Convenant
from retbot.domain.deelnemers.roles import Right
from retbot.domain.errors import Refusal
from retbot.handlers.aanmelding.announcement import announce
from retbot.handlers.chat.command import EDITORS, Code, Effect
from retbot.handlers.chat.declaration import Commands
from retbot.handlers.chat.questions import Answer, Back
from retbot.handlers.chat.request import Request
from retbot.handlers.meeting.consent_said import ask_to_confirm
from retbot.ports import Question
from retbot.reading.aanmelding.fields import Veld, aanmelding_of, answers_in, asked_as, next_veld, velden
from retbot.reading.aanmelding.one_line import GIVEN, NEVERTHELESS
from retbot.wording.replies.aanmelding import aanmelding as say

_REFUSED = "aanmelding:geweigerd"
_KEPT_SINCE = "bewaard"
_GIVEN_AGAIN = "opnieuw"
"""In a question: its last answer stopped the aanmelding, so it is asked once more."""
_STOP = {"stop", "stoppen", "annuleer", "later"}
Stand = dict[str, str]


COMMANDS = Commands("aanmelding")


@COMMANDS.declare(
    "aanmelding",
    GIVEN,
    form="aanmelding {aanmelding}",
    help="Registreert een nieuwe casus; zonder meer erachter vraag ik het een voor een.",
    rights=EDITORS,
    effect=Effect.RECORD,
    code=Code.NONE,
)
async def aanmelding(request: Request, given: Mapping[str, str]) -> None:
    """Starts again from the beginning, except in the thread of the questions. An unfinished aanmelding is kept for
    `verder`."""
    await _begin(request, {}, given)


@COMMANDS.declare(
    "aanmelding",
    GIVEN,
    begins="verder",
    form="aanmelding verder",
    help="Gaat verder met een aanmelding die is blijven liggen.",
    rights=EDITORS,
    effect=Effect.RECORD,
    code=Code.NONE,
    asks={"aanmelding": ""},
)
async def verder(request: Request, given: Mapping[str, str]) -> None:
    asked = await _own_questions(request)
    await _begin(request, _answers(asked[-1]) if asked else await _draft(request), given)


async def _begin(request: Request, state: Stand, given: Mapping[str, str]) -> None:
    state = {**await _taken_up(request, state), **given}
    if given and "ontvangen" not in state:
        state["ontvangen"] = request.today.isoformat()
    await _go_on(request, state)


async def _taken_up(request: Request, state: Stand) -> Stand:
    """Adds the earlier answers in this thread; the answers in another thread are stored for `verder`."""
    state = dict(state)
    for question in await _own_questions(request):
        answers = _answers(question)
        if question.thread == request.message.thread:
            state |= answers
        elif answers:
            await request.work.notes.set(_draft_name(request), _with_day(request, answers))
        await request.work.questions.close(question)
    return state


async def _own_questions(request: Request) -> list[Question]:
    return [one for one in await request.work.questions.of_person(request.person.matrix_id) if one.type == "aanmelding"]


def _answers(question: Question) -> Stand:
    return {name: str(value) for name, value in question.state.items() if name != _GIVEN_AGAIN}


async def answer(request: Request, question: Question, text: str) -> None:
    state = _answers(question)
    if text.lower() in _STOP:
        if state:
            await request.work.notes.set(_draft_name(request), _with_day(request, state))
        await request.reply(say.aanmelding_gestopt, bewaard=bool(state))
        return
    veld = next_veld(state, request.team.convenant)
    if veld is None:
        raise Refusal("onbekend", bedoeld="aanmelding", vorm="aanmelding")
    state[veld.name] = veld.read(text, await request.situation())
    refusal = _early_refusal(request, state)
    if refusal:
        await _refuse(request, state, refusal)
        return
    if next_veld(state, request.team.convenant):
        await request.reply(say.veld_genoteerd, naam=veld.name, waarde=state[veld.name])
    await _go_on(request, state)


async def back(request: Request, question: Question) -> bool:
    """To the answer before, which is forgotten."""
    state = _answers(question)
    if not state:
        return False
    if _GIVEN_AGAIN not in question.state:
        state.popitem()
    await _go_on(request, state)
    return True


async def _go_on(request: Request, state: Stand) -> None:
    veld = next_veld(state, request.team.convenant)
    if veld:
        await _ask(request, state, veld)
        return
    try:
        await _register(request, aanmelding_of(state), answers_in(state, request.team.convenant))
    except Refusal as refusal:
        await request.work.notes.set(_REFUSED, _with_day(request, state))
        await _refuse(request, state, refusal)


def _early_refusal(request: Request, state: Stand) -> Refusal | None:
    """Why an aanmelding with these answers cannot be registered, whatever the others will be; None while it can, and
    where somebody may overrule it, who then needs all answers."""
    convenant = request.team.convenant
    if "via" not in state or convenant.afwijken or next_veld(state, convenant) is None:
        return None
    new = aanmelding_of({"ontvangen": request.today.isoformat(), "leeftijd": "", "gemeente": "", **state})
    answers = answers_in(state, convenant)
    for _ in convenant.regels:
        try:
            check(new, convenant, answers)
        except Refusal as refusal:
            rule = str(refusal.args_.get("regel", ""))
            if all(veld.name in state for veld in _fields_of(rule, state, convenant)):
                return refusal
            new = replace(new, afgeweken_van=(*new.afgeweken_van, rule))
        else:
            break
    return None


def _fields_of(rule: str, state: Stand, convenant: Convenant) -> list[Veld]:
    """The questions on whose answers this condition depends."""
    asked = (veld for veld in velden(convenant) if veld.is_asked(convenant, state))
    return [v for v in asked if (regel := convenant.regels.get(v.regel or "")) and regel.id == rule]


async def _refuse(request: Request, state: Stand, refusal: Refusal) -> None:
    """Keeps the other answers: the one that stops the aanmelding may be a slip, and can be given again."""
    await request.audit("aanmelding", refusal.reason)
    fields = _fields_of(str(refusal.args_.get("regel", "")), state, request.team.convenant)
    given = [veld for veld in fields if veld.name in state]
    if not given:
        await request.refuse(refusal)
        return
    kept = {name: value for name, value in state.items() if name != given[-1].name}
    await request.work.notes.set(_draft_name(request), _with_day(request, kept))
    guided = request.message.thread is not None or request.message.direct
    if guided:
        await _ask(request, kept, given[-1], refused=True)
    await request.refuse(refusal)
    await request.answer(say.aanmelding_bewaard, hier=guided)


async def _ask(request: Request, state: Stand, veld: Veld, *, refused: bool = False) -> None:
    """In a thread of its own under the command, or in the direct room. After an answer that was `refused` the same
    question is open again, but not said again."""
    request = await request.in_one_place()
    convenant = request.team.convenant
    regel = convenant.regels.get(veld.regel or "")
    fields = [one for one in velden(convenant) if one.name in state or one.is_asked(convenant, state)]
    whose = holder_at(state.get("leeftijd", ""), convenant) if veld.is_consent else None
    ask = request.expect if refused else request.ask
    await ask(
        "aanmelding",
        {**state, _GIVEN_AGAIN: "ja"} if refused else dict(state),
        say.vraag_veld,
        naam=veld.name,
        keuzes=list(veld.choices(convenant)),
        artikel=regel.artikel if regel else "",
        vraag=asked_as(veld, regel),
        wie=list(whose.who) if whose else [],
        volgens=whose.artikel if whose else "",
        nummer=1 + sum(one.name in state for one in fields),
        totaal=len(fields),
    )


@COMMANDS.declare(
    "aanmelding",
    NEVERTHELESS,
    help=f"Registreert toch wat het laatst geweigerd is, met een reden: {', '.join(REDENEN_AFWIJKEN)}.",
    rights=frozenset({Right.VOORZITTER}),
    effect=Effect.RECORD,
    code=Code.NONE,
)
async def overrule(request: Request, reden: str) -> None:
    """The voorzitter may overrule the conditions for the aanmelding that was refused last."""
    state = await _load_state(request, _REFUSED)
    if state is None:
        raise Refusal("niets_geweigerd")
    convenant = request.team.convenant
    new, antwoorden = replace(aanmelding_of(state), reden=must_be_reason(reden)), answers_in(state, convenant)
    while True:
        try:
            check(new, convenant, antwoorden)
            break
        except Refusal as refusal:
            rule = str(refusal.args_["regel"])
            if any(regel.id == rule and is_not_ours(regel) for regel in convenant.regels.values()):
                raise
            new = replace(new, afgeweken_van=(*new.afgeweken_van, rule))
    await _register(request, new, antwoorden)


async def _register(request: Request, new: Aanmelding, antwoorden: Mapping[str, str]) -> None:
    convenant = request.team.convenant
    check(new, convenant, antwoorden)
    code = casecode.draw(secrets.choice, await request.work.cases.codes())
    casus = Casus(code, convenant.naam, convenant.versie, replace(new, vastgelegd=request.today))
    for regel in (one for one in convenant.regels.values() if one.id in antwoorden):
        casus, _ = with_answer(casus, regel, antwoorden[regel.id], new.ontvangen)
    request = request.about_case(code)
    said = to_be_confirmed(casus, convenant, known_consents(convenant), new.ontvangen)
    await request.keep(said)
    await request.work.notes.set(_REFUSED, None)
    await request.work.notes.set(_draft_name(request), None)
    await announce(request, casus)
    await ask_to_confirm(request, said)


async def _draft(request: Request) -> Stand:
    draft = await _load_state(request, _draft_name(request))
    if draft is None:
        raise Refusal("geen_concept")
    return draft


def _with_day(request: Request, state: Stand) -> str:
    """With the day on which it was stored, from which its retention time counts."""
    return json.dumps({_KEPT_SINCE: request.today.isoformat(), **state})


async def _load_state(request: Request, name: str) -> Stand | None:
    found = await request.work.notes.get(name)
    if found is None:
        return None
    state: Stand = json.loads(found)
    state.pop(_KEPT_SINCE, None)
    return state


def _draft_name(request: Request) -> str:
    return f"aanmelding:{request.person.matrix_id}"


QUESTIONS: dict[str, Answer] = {"aanmelding": answer}
STEPS_BACK: dict[str, Back] = {"aanmelding": back}
