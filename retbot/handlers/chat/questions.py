"""Answers to questions of the bot: an answer belongs to the newest open question at the place where it is typed."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from retbot.domain.casus.casecode import symbols_of
from retbot.domain.casus.question_ends import ANSWERED, BY_SYMBOLS
from retbot.domain.errors import Refusal
from retbot.handlers.chat import open_questions
from retbot.handlers.chat.exchange import Confirmation
from retbot.handlers.chat.request import HERE_FOR, Request
from retbot.handlers.chat.unclear_answers import (
    NO_ANSWER,
    STOPS_ITSELF,
    choices_of,
    is_choice,
    numbers_must_be_shown,
    unclear,
)
from retbot.handlers.chat.which_question import ask_here, asked_elsewhere, is_certain
from retbot.ports import Question
from retbot.reading.answers import (
    BACK,
    HELP,
    STOP,
    as_said,
    asks_what_is_meant,
    is_meant_as_answer,
    is_plain,
    only_numbers,
)
from retbot.reading.arguments import TypedText, take_code
from retbot.wording import forms
from retbot.wording.replies.chat import open_questions as say

_REMEMBERED = timedelta(days=7)
"""Who answers a question within a week after it was asked hears that it is no longer open."""
Back = Callable[[Request, Question], Awaitable[bool]]
"""Asks the question before this one again; False when there is none."""
Answer = Callable[[Request, Question, str], Awaitable[None]]
"""Handles the typed answer to the question, which is then closed; may ask the next question, or the same one again.
Raises Refusal, which leaves the question open. domain/casus/question_ends.py says what else ends a question."""


@dataclass(frozen=True, slots=True)
class AnswerTaker:
    kinds: Mapping[str, Answer]
    back: Mapping[str, Back] = field(default_factory=dict)
    tries: set[int] = field(default_factory=set)
    """The ids of questions of which a failed answer was answered, in memory only."""

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
            if refusal.reason not in NO_ANSWER:
                raise
            if not addressed and not self._is_first_try(request, question, typed.rest, refusal):
                return False
            raise unclear(question, typed.rest, refusal) from refusal
        return True

    async def take_word(self, request: Request, word: str) -> bool:
        """A word that was typed without `!ret`, and that is also the name of a command: whether it answers the newest
        question of this place, like `vandaag`."""
        question = await _meant_question(request, TypedText(None, word))
        return question is not None and await self._take_if_it_fits(request, question, word)

    def _is_first_try(self, request: Request, question: Question, text: str, refusal: Refusal) -> bool:
        """In a thread people talk too: of each question one failed answer is answered, and only what looks like one. A
        bare number is hardly ever talk."""
        if only_numbers(text):
            return True
        meant = is_plain(text) or is_meant_as_answer(request.message.body, choices_of(question, refusal))
        if not meant or question.id in self.tries:
            return False
        self.tries.add(question.id or 0)
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
            if refusal.reason in NO_ANSWER or not is_plain(text):
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
        asked = await request.work.questions.of_person(request.person.matrix_id)
        fits = [v for v in asked if v.code and symbols_of(v.code) == symbols and v.type != ANSWERED]
        by_symbols = [v for v in fits if v.type in BY_SYMBOLS]
        question = await open_questions.newest(request.work, by_symbols, request.team, request.now)
        question = question or await open_questions.newest(request.work, fits, request.team, request.now)
        if question is None:
            raise Refusal("niets_te_bevestigen", tekens=symbols)
        if question.type not in BY_SYMBOLS and not await is_certain(request, question, written=True):
            await ask_here(request, question)
            return True
        confirmed = Confirmation(question.code, None, request.message.event_id)
        await self._take(request.confirmed_by(confirmed), question, "ja")
        return True

    async def _take_answer(self, request: Request, question: Question, text: str) -> None:
        """Handles the answer, a request to repeat the question, or the wish not to answer now."""
        if text.lower() in HELP or asks_what_is_meant(text):
            await explain(request, question, goes_back=question.type in self.back)
        elif text.lower() == BACK and not is_choice(question, BACK):
            await self._go_back(request, question)
        elif _is_stop(question, text):
            await request.work.questions.close(question)
            await request.reply(say.vraag_blijft_liggen, weer=asked_anew(question))
        else:
            text = as_said(text)
            numbers_must_be_shown(question, text)
            answered = await open_questions.same(request.work, question)
            await self.kinds[question.type](request, question, text)
            by, given = request.person, text.lower() if is_plain(text) else ""
            for one in answered:
                await open_questions.end(request.work, one, request.team, request.now, by, given)

    async def _go_back(self, request: Request, question: Question) -> None:
        """Asks the question before this one again. Raises Refusal when there is none."""
        await request.work.questions.close(question)
        back = self.back.get(question.type)
        if back is None or not await back(request, question):
            raise Refusal("geen_vorige_vraag")


async def _meant_question(request: Request, typed: TypedText) -> Question | None:
    """The newest question asked here; with a code, the newest one about that case. A question that somebody else has
    answered is considered only when the text is clearly an answer."""
    asked = await _own_questions(request)
    if not is_plain(typed.rest):
        asked = [v for v in asked if v.type != ANSWERED]
    fits = [v for v in asked if v.code == typed.code] if typed.code else await _asked_here(request, asked)
    return await open_questions.newest(request.work, fits, request.team, request.now)


async def _own_questions(request: Request) -> list[Question]:
    return await request.work.questions.of_person(request.person.matrix_id)


async def _asked_here(request: Request, asked: Sequence[Question]) -> list[Question]:
    """At this place of the room. A question about a case also belongs to the thread of that case. The main line takes
    answers for a while only, to what was asked because of a message there; a question about no case has its own thread
    under that message."""
    message = request.message
    code = await request.case_here()

    def is_here(question: Question) -> bool:
        if question.code is not None and question.code == code:
            return True
        if question.room_id != message.room_id:
            return False
        began_here = question.thread is None or question.code is None
        recent = request.now - question.gesteld <= HERE_FOR
        return began_here and recent if request.is_in_main_line else question.thread == message.thread

    return [question for question in asked if is_here(question)]


async def explain(request: Request, question: Question, *, goes_back: bool) -> None:
    """Repeats the question with its choices, and says how to skip it; it stays open."""
    await request.reply(say.dit_vraag_ik)
    if question.zin:
        await request.say_again(question.zin, question.args)
    await request.reply(say.zo_antwoordt_u, terug=goes_back)


def _is_stop(question: Question, text: str) -> bool:
    """False when that word is one of the choices (art. 6.1 of gooi-en-vechtstreek-2018)."""
    return text.lower() in STOP and not is_choice(question, text.lower()) and question.type not in STOPS_ITSELF


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
