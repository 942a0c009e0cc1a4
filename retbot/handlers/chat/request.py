"""A typed message that is meant as a command or an answer: what it needs to be read, and questions back."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import ParamSpec

from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.question_ends import ANSWERED, GUIDED
from retbot.domain.casus.safe_text import IdentifierType, SafeText
from retbot.domain.errors import Arg, Refusal
from retbot.handlers.chat import open_questions
from retbot.handlers.chat.exchange import Confirmation, Exchange, Turn, must_be_args
from retbot.handlers.chat.memory import Doing, Doings
from retbot.handlers.chat.screening import team_words
from retbot.ports import Channel, Gate, Message, Post, Question
from retbot.reading.grammar import Situation
from retbot.wording.replies.chat import general as say
from retbot.wording.replies.chat.compound import Sentence
from retbot.wording.sentences import NamedSentence

HERE_FOR = timedelta(minutes=10)
"""How long the main line takes the answer to a question of a task that began there."""
SEEN = "👍"
WORDS = "poort:woorden"
"""The note with the words that the beheerder has allowed."""
P = ParamSpec("P")


class ConfirmationNeeded(Exception):
    """An act that the person must confirm first. `sentence` says what will be done, in which case or in none."""

    def __init__(self, casus: Casecode | None, sentence: Sentence) -> None:
        super().__init__(sentence[0])
        self.casus = casus
        self.sentence = sentence


@dataclass(slots=True)
class Request(Exchange):
    message: Message
    gate: Gate | None = None
    """The check for identifying details; without one every free text is refused."""
    began_in_main_line: bool = False
    """The guided task goes on in a thread, but its answers still count in the main line for a while."""
    doings: Doings = field(default_factory=Doings)
    """What people did in the last hour, for `ongedaan`."""

    def about_case(self, code: Casecode | None) -> "Request":
        """The same request about this case, which then also appears in the audit log and in a refusal."""
        self._turn.code = code
        return replace(self, code=code)

    def as_attempt(self) -> "Request":
        """The same request, of which nothing is remembered."""
        return replace(self, _turn=Turn())

    def about_question(self, question: Question) -> "Request":
        """The same request about the case of the question; when the place does not show the case, the answer begins
        with its code."""
        self._turn.names_case = question.code is not None
        return self.about_case(question.code)

    async def in_one_place(self) -> "Request":
        """The same request at the one place of a guided task. What begins in the main line goes on in the thread of its
        case or else in a new one under the message, and the main line is told so once."""
        thread = await self.work.cases.thread(self.code) if self.code else self.message.event_id
        if thread is None or not self.is_in_main_line:
            return self
        await self.reply(say.verder_in_draad, casus=self.code or "", minuten=HERE_FOR // timedelta(minutes=1))
        return self._going_on_in(thread)

    async def where_it_goes_on(self, question: Question) -> "Request":
        """The same request at the place of the guided task of this question, when it is answered in the main line. The
        answer gets a mark where the settings allow reactions, because nothing else is said there."""
        if not self.is_in_main_line or question.type not in GUIDED:
            return self
        thread = await self.work.cases.thread(question.code) if question.code else question.thread
        if thread is None:
            return self
        if self.team.places_reactions:
            message = self.message
            mark = Post(f"gezien:{message.event_id}", Channel.REACTION, "reactie", {"emoji": SEEN}, question.code)
            await self.work.outbox.put(replace(mark, room_id=message.room_id, target=message.event_id), self.now)
        return self._going_on_in(thread)

    async def case_here(self) -> Casecode | None:
        """The case of the thread that contains the message, also of the one in which it was registered."""
        thread = self.message.thread
        found = await self.work.cases.of_thread(thread) if thread else None
        noted = await self.work.notes.get(f"aanmelding:draad:{thread}") if thread and not found else None
        return Casecode(noted.split()[0]) if noted else found

    @property
    def is_in_main_line(self) -> bool:
        return not self.message.direct and self.message.thread is None

    def _going_on_in(self, thread: str) -> "Request":
        return replace(self, message=replace(self.message, thread=thread), began_in_main_line=True)

    def confirmed_by(self, confirmed: Confirmation) -> "Request":
        self._turn.confirmation = confirmed
        return self

    def confirms_only(self, sentence: Sentence) -> None:
        """The symbols were the answer to a question that said just this."""
        if given := self._turn.confirmation:
            self._turn.confirmation = replace(given, sentence=given.sentence or sentence)

    @property
    def is_confirmed(self) -> bool:
        return self._turn.confirmation is not None

    def confirm(self, sentence: NamedSentence[P], *args: P.args, **kwargs: P.kwargs) -> None:
        """Raises ConfirmationNeeded until the person has confirmed exactly what the sentence says; the changes so far
        are then undone. What follows in the same case is confirmed with it."""
        if args:
            raise TypeError("sentences are filled in by name")
        said, given = (sentence.name, must_be_args(kwargs)), self._turn.confirmation
        if given is None or given.code != self.code or given.sentence not in (None, said):
            raise ConfirmationNeeded(self.code, said)
        self._turn.confirmation = replace(given, sentence=None)
        self._turn.has_acted = True

    def last_doing(self) -> Doing | None:
        """What this person did last within the hour; in the case, if there is one."""
        return self.doings.last(self.person.matrix_id, self.code, self.now)

    def takes_back(self, doing: Doing) -> None:
        self._turn.takes_back = doing

    def did(self, command: str, undone_by: str) -> None:
        """Notes what was done in this turn, for `remember`. `undone_by` is empty when it can be taken back."""
        turn = self._turn
        after = next(iter(turn.cases_after.values()), None)
        if turn.takes_back or not (after or turn.team_feiten or undone_by):
            return
        code = after.code if after else turn.code
        before, facts = turn.cases_before[after.code] if after else None, tuple(turn.team_feiten)
        turn.doing = Doing(self.now, command, undone_by, code, before, after, facts, turn.has_acted)

    def remember(self) -> None:
        """After what was done is stored."""
        if self._turn.takes_back:
            self.doings.drop(self.person.matrix_id, self._turn.takes_back)
        if self._turn.doing:
            self.doings.keep(self.person.matrix_id, self._turn.doing)

    @property
    def has_acted(self) -> bool:
        return self._turn.has_acted

    async def situation(self) -> Situation:
        """What is needed to read the words of this command. Raises Refusal for a case that does not exist or that this
        person may not see."""
        casus = await self.casus() if self.code else None
        return Situation(self.team, self.now, casus, await self.people(), await self._gate())

    def kinds(self, text: str, allowed: Collection[str] = ()) -> Sequence[IdentifierType]:
        """The kinds of identifying details in free text."""
        return (
            self.gate.kinds(text, frozenset((*team_words(self.team), *allowed)))
            if self.gate
            else (IdentifierType.ONBEKEND,)
        )

    async def safe(self, text: str) -> SafeText:
        """Raises Refusal for identifying details."""
        return (await self._gate())(text)

    async def _gate(self) -> Callable[[str], SafeText]:
        """Returns the check for free text, which raises Refusal."""
        allowed = frozenset((*team_words(self.team), *await self.allowed_words()))

        def safe(text: str) -> SafeText:
            if self.gate is None:
                raise Refusal("tekst_herkenbaar", soorten=[str(IdentifierType.ONBEKEND)])
            return self.gate.check(text, allowed)

        return safe

    async def allowed_words(self) -> tuple[str, ...]:
        """The words that the beheerder has allowed for this team."""
        return tuple(word for word in (await self.work.notes.get(WORDS) or "").split("\n") if word)

    async def allow_words(self, words: Sequence[str]) -> None:
        await self.work.notes.set(WORDS, "\n".join(sorted(words)) or None)

    async def redact(self) -> str:
        """Asks for the message itself to be deleted. Returns the key of that post: a sentence that gets it as
        `verwijdering` is told the result, see scheduling/occasion.py."""
        typed = self._turn.confirmation.command if self._turn.confirmation else self.message.event_id
        key = f"verwijder:{typed}"
        where = self.message.room_id, typed
        post = Post(key, Channel.REDACTION, "bericht", room_id=where[0], target=where[1], is_answer=True)
        await self.work.outbox.put(post, self.now)
        return key

    async def ask(
        self, type_: str, state: dict[str, Arg], sentence: NamedSentence[P], *args: P.args, **kwargs: P.kwargs
    ) -> None:
        """Sends the question, and remembers that this person's next answer belongs to it."""
        await self.expect(type_, state, sentence, *args, **kwargs)
        await self.reply(sentence, *args, **kwargs)

    async def expect(
        self, type_: str, state: dict[str, Arg], sentence: NamedSentence[P], *args: P.args, **kwargs: P.kwargs
    ) -> None:
        """Remembers the question, whose text is sent separately; this person's unanswered questions from an earlier
        moment of the case are closed."""
        if args:
            raise TypeError("sentences are filled in by name")
        for earlier in await self.work.questions.of_person(self.person.matrix_id):
            if earlier.type in {"nagaan", ANSWERED} and earlier.code == self.code:
                await self.work.questions.close(earlier)
        message, zin = self.message, sentence.name
        in_main = self.began_in_main_line and self.code is not None
        question = Question(
            self.person.matrix_id,
            type_,
            message.room_id,
            None if in_main else message.thread,
            self.code,
            state,
            zin=zin,
            gesteld=self.now,
            args=must_be_args(kwargs),
        )
        await open_questions.ask(self.work, question, self.team, self.now)
