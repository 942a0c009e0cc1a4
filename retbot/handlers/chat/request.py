"""What somebody typed, on its way to a command or a question: its words, and what may be asked in return."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import ParamSpec

from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.question_ends import ANSWERED
from retbot.domain.casus.safe_text import IdentifierType, SafeText
from retbot.domain.errors import Arg, Refusal
from retbot.handlers.chat import open_questions
from retbot.handlers.chat.exchange import Exchange, must_be_args
from retbot.handlers.chat.screening import team_words
from retbot.ports import Channel, Gate, Message, Post, Question
from retbot.reading.grammar import Situation
from retbot.wording.sentences import NamedSentence

WORDS = "poort:woorden"
"""Note of the words that the beheerder let through."""
P = ParamSpec("P")


@dataclass(slots=True)
class Request(Exchange):
    message: Message
    gate: Gate | None = None
    """What free text passes; nothing passes without one."""

    def about_case(self, code: Casecode | None) -> "Request":
        """The same about that case, which its audit and a refusal are then about too."""
        self._turn.code = code
        return replace(self, code=code)

    def about_question(self, question: Question) -> "Request":
        """The same about the case of the question; where that does not show, the answer begins with its code."""
        self._turn.names_case = True
        return self.about_case(question.code)

    def in_thread(self) -> "Request":
        """The same in a thread of its own, under the message, where it is in none."""
        message = self.message
        return replace(self, message=replace(message, thread=message.thread or message.event_id))

    async def situation(self) -> Situation:
        """What the words of this command are read by. Raises Refusal for a case that is not there or not yours."""
        casus = await self.casus() if self.code else None
        return Situation(self.team, self.now, casus, await self.people(), await self._gate())

    def kinds(self, text: str, allowed: Collection[str] = ()) -> Sequence[IdentifierType]:
        """What may not stand in free text."""
        return (
            self.gate.kinds(text, frozenset((*team_words(self.team), *allowed)))
            if self.gate
            else (IdentifierType.ONBEKEND,)
        )

    async def safe(self, text: str) -> SafeText:
        """Raises Refusal."""
        return (await self._gate())(text)

    async def _gate(self) -> Callable[[str], SafeText]:
        """What free text passes, or a Refusal is raised."""
        allowed = frozenset((*team_words(self.team), *await self.allowed_words()))

        def safe(text: str) -> SafeText:
            if self.gate is None:
                raise Refusal("tekst_herkenbaar", soorten=[str(IdentifierType.ONBEKEND)])
            return self.gate.check(text, allowed)

        return safe

    async def allowed_words(self) -> tuple[str, ...]:
        """What the beheerder let through for this team."""
        return tuple(word for word in (await self.work.note(WORDS) or "").split("\n") if word)

    async def allow_words(self, words: Sequence[str]) -> None:
        await self.work.set_note(WORDS, "\n".join(sorted(words)) or None)

    async def redact(self) -> str:
        """Asks for the message itself to be taken away. The key of the post: a sentence that has it as `verwijdering`
        is told what became of it, see scheduling/occasion.py."""
        key = f"verwijder:{self.message.event_id}"
        where = self.message.room_id, self.message.event_id
        post = Post(key, Channel.REDACTION, "bericht", room_id=where[0], target=where[1], is_answer=True)
        await self.work.put(post, self.now)
        return key

    async def ask(
        self, type_: str, state: dict[str, Arg], sentence: NamedSentence[P], *args: P.args, **kwargs: P.kwargs
    ) -> None:
        """Asks it with the sentence, and remembers that the next answer of this person is about this."""
        await self.expect(type_, state, sentence, *args, **kwargs)
        await self.answer(sentence, *args, **kwargs)

    async def expect(
        self, type_: str, state: dict[str, Arg], sentence: NamedSentence[P], *args: P.args, **kwargs: P.kwargs
    ) -> None:
        """Remembers the question, which is asked in other words; what he left unanswered at an earlier moment of this
        case is asked no more."""
        if args:
            raise TypeError("sentences are filled in by name")
        for earlier in await self.work.questions(self.person.matrix_id):
            if earlier.type in {"nagaan", ANSWERED} and earlier.code == self.code:
                await self.work.close_question(earlier)
        message, zin = self.message, sentence.name
        question = Question(
            self.person.matrix_id,
            type_,
            message.room_id,
            message.thread,
            self.code,
            state,
            zin=zin,
            gesteld=self.now,
            args=must_be_args(kwargs),
        )
        await open_questions.ask(self.work, question, self.team, self.now)
