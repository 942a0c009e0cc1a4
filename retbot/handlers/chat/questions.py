"""Answers to questions of the bot: an answer belongs to the newest open question at the place where it is typed."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from retbot.domain.casus.casecode import symbols_of
from retbot.domain.casus.question_ends import ANSWERED, OFFERED
from retbot.domain.errors import Refusal
from retbot.handlers.chat import open_questions
from retbot.handlers.chat.exchange import Confirmation
from retbot.handlers.chat.request import HERE_FOR, Request
from retbot.handlers.chat.which_question import ask_here, asked_elsewhere, is_certain
from retbot.ports import Question
from retbot.reading.answers import HELP, STOP, is_plain, is_short, not_shown, only_numbers
from retbot.reading.arguments import TypedText, take_code
from retbot.wording import forms
from retbot.wording.replies import render
from retbot.wording.replies.chat import general as say

_NO_ANSWER = frozenset({"antwoord_onbegrepen", "nummer_niet_bij_vraag"})
_NUMBERS_ARE_ITS_OWN = frozenset({OFFERED, "tijd"})
"""Not the numbers of choices: these questions say themselves how to answer."""
_STOPS_ITSELF = frozenset({"aanmelding"})
"""These keep the earlier answers when they are stopped."""
_REMEMBERED = timedelta(days=7)
"""Who answers a question within a week after it was asked hears that it is no longer open."""
Answer = Callable[[Request, Question, str], Awaitable[None]]
"""Handles the typed answer to the question, which is then closed; may ask the next question, or the same one again.
Raises Refusal, which leaves the question open. domain/casus/question_ends.py says what else ends a question."""


@dataclass(frozen=True, slots=True)
class AnswerTaker:
    kinds: Mapping[str, Answer]

    async def take(self, request: Request, text: str, *, addressed: bool) -> bool:
        """Whether `text` was an answer. `addressed`: it was typed to the bot (`!ret ja`), so an unclear answer is
        refused; otherwise people may be talking with each other, and the bot says nothing."""
        typed = _typed_text(text, addressed=addressed)
        if not typed or not _looks_like_answer(typed.rest, addressed=addressed):
            return False
        question = await _meant_question(request, typed)
        if question is None:
            return is_plain(typed.rest) and await self._without_question(request, typed, addressed=addressed)
        if is_plain(typed.rest) and not await is_certain(request, question, written=typed.code is not None):
            await ask_here(request, question)
            return True
        if not addressed and request.is_in_main_line:
            return await self._take_if_it_fits(request, question, typed.rest)
        try:
            await self._take(request, question, typed.rest)
        except Refusal as refusal:
            if refusal.reason in _NO_ANSWER and not addressed and not _is_try(request, typed.rest):
                return False
            raise
        return True

    async def _without_question(self, request: Request, typed: TypedText, *, addressed: bool) -> bool:
        """Raises Refusal when it was typed to the bot and nothing was asked."""
        here = [] if request.is_in_main_line else await _asked_here(request, await _own_questions(request))
        old = [one for one in here if open_questions.is_too_old(one, request.team, request.now)]
        if old and typed.code is None and request.now - old[-1].gesteld < _REMEMBERED:
            await request.about_case(old[-1].code).reply(say.vraag_verlopen, weer=asked_anew(old[-1]))
            return True
        return addressed and await asked_elsewhere(request, typed.code)

    async def _take_if_it_fits(self, request: Request, question: Question, text: str) -> bool:
        """In the main line people talk with each other, so what is no answer to this question is left alone."""
        try:
            async with request.work.savepoint():
                await self._take(request, question, text)
        except Refusal as refusal:
            if refusal.reason in _NO_ANSWER or not is_plain(text):
                return False
            raise
        return True

    async def _take(self, request: Request, question: Question, text: str) -> None:
        """Raises Refusal."""
        request = await request.about_question(question).where_it_goes_on(question)
        await self._take_answer(request, question, text)
        await request.audit(f"antwoord {question.type}")

    async def take_confirmed(self, request: Request, symbols: str) -> bool:
        """Takes a yes with these symbols as the answer to the newest question about the case that they belong to, at
        whatever place it was asked. Raises Refusal when there is none."""
        asked = await request.work.questions(request.person.matrix_id)
        fits = [v for v in asked if v.code and symbols_of(v.code) == symbols and v.type != ANSWERED]
        question = await open_questions.newest(request.work, fits, request.team, request.now)
        if question is None:
            raise Refusal("niets_te_bevestigen", tekens=symbols)
        if not await is_certain(request, question, written=True):
            await ask_here(request, question)
            return True
        confirmed = Confirmation(question.code, None, request.message.event_id)
        await self._take(request.confirmed_by(confirmed), question, "ja")
        return True

    async def _take_answer(self, request: Request, question: Question, text: str) -> None:
        """Handles the answer, a request to repeat the question, or the wish not to answer now."""
        if text.lower() in HELP:
            await explain(request, question)
        elif _is_stop(question, text):
            await request.work.close_question(question)
            await request.reply(say.vraag_blijft_liggen, weer=asked_anew(question))
        else:
            _numbers_must_be_shown(question, text)
            answered = await open_questions.same(request.work, question)
            await self.kinds[question.type](request, question, text)
            by, given = request.person, text.lower() if is_plain(text) else ""
            for one in answered:
                await open_questions.end(request.work, one, request.team, request.now, by, given)


async def _meant_question(request: Request, typed: TypedText) -> Question | None:
    """The newest question asked here; with a code, the newest one about that case. A question that somebody else has
    answered is considered only when the text is clearly an answer."""
    asked = await _own_questions(request)
    if not is_plain(typed.rest):
        asked = [v for v in asked if v.type != ANSWERED]
    fits = [v for v in asked if v.code == typed.code] if typed.code else await _asked_here(request, asked)
    return await open_questions.newest(request.work, fits, request.team, request.now)


async def _own_questions(request: Request) -> list[Question]:
    return await request.work.questions(request.person.matrix_id)


async def _asked_here(request: Request, asked: Sequence[Question]) -> list[Question]:
    """At this place of the room. A question about a case also belongs to the thread of that case. The main line takes
    answers for a while only, to what was asked because of a message there; a question about no case has its own thread
    under that message."""
    message = request.message
    code = await request.work.casus_of_thread(message.thread) if message.thread else None

    def is_here(question: Question) -> bool:
        if question.code is not None and question.code == code:
            return True
        if question.room_id != message.room_id:
            return False
        began_here = question.thread is None or question.code is None
        recent = request.now - question.gesteld <= HERE_FOR
        return began_here and recent if request.is_in_main_line else question.thread == message.thread

    return [question for question in asked if is_here(question)]


async def explain(request: Request, question: Question) -> None:
    """Repeats the question with its choices, and says how to skip it; it stays open."""
    await request.reply(say.dit_vraag_ik)
    if question.zin:
        await request.say_again(question.zin, question.args)
    await request.reply(say.zo_antwoordt_u, terug=question.type in _STOPS_ITSELF)


def _numbers_must_be_shown(question: Question, text: str) -> None:
    """A number must be one of those shown in the question, or the question says itself how to answer. Raises
    Refusal."""
    if not question.zin or question.type in _NUMBERS_ARE_ITS_OWN:
        return
    if question.type in _STOPS_ITSELF and not only_numbers(text):
        return
    asked = render(question.zin, question.args, question.code)
    if not_shown(text, asked):
        raise Refusal("nummer_niet_bij_vraag", vraag=asked)


def _is_stop(question: Question, text: str) -> bool:
    """False when that word is one of the choices (art. 6.1 of gooi-en-vechtstreek-2018)."""
    choices = question.args.get("keuzes")
    chosen = isinstance(choices, Sequence) and text.lower() in choices
    return text.lower() in STOP and not chosen and question.type not in _STOPS_ITSELF


def asked_anew(question: Question) -> str:
    """What to type to get the question again."""
    if "event" in question.state:
        return forms.ending(str(question.state["event"]), forms.Filling())
    return forms.asking(question.type, str(question.state.get("plicht", "")))


def _typed_text(text: str, *, addressed: bool) -> TypedText | None:
    """None when people talk with each other and the text contains something like a code. Raises Refusal."""
    try:
        return take_code(text)
    except Refusal:
        if addressed:
            raise
        return None


def _looks_like_answer(text: str, *, addressed: bool) -> bool:
    """An answer is short; a longer sentence in the room is part of a conversation."""
    return bool(text) and (addressed or len(text.split()) <= 12)


def _is_try(request: Request, text: str) -> bool:
    """A failed answer: clearly meant as one, or any short text in the thread of a question."""
    return is_plain(text) or (request.message.thread is not None and is_short(text))


def day_of(question: Question) -> date:
    """The day of the fact that the question is about."""
    day = question.state["op"]
    if not isinstance(day, date):
        raise TypeError("this question holds a day")
    return day


def words_of(question: Question, name: str) -> list[str]:
    """A list stored with the question."""
    found = question.state[name]
    return [str(one) for one in found] if isinstance(found, Sequence) else []
