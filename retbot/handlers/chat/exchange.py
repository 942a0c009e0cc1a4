"""What a person said or did in a room, and how the bot answers."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import groupby
from typing import ParamSpec

from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.casus import Casus, Feit
from retbot.domain.convenant.convenant import Convenant
from retbot.domain.deelnemers.roles import Deelnemer, Right, TeamPerson
from retbot.domain.deelnemers.substitutes import seat_holders
from retbot.domain.errors import Arg, Refusal
from retbot.domain.privacy.visibility import Visibility
from retbot.domain.team import Team
from retbot.domain.tijd import local_day
from retbot.handlers.chat import open_questions
from retbot.handlers.chat.memory import Doing
from retbot.ports import AuditEntry, Channel, Message, Post, Processing, Sign, UnitOfWork
from retbot.wording.replies.chat.compound import Sentence, join_sentences
from retbot.wording.replies.chat.general import in_het_kort, over_casus
from retbot.wording.sentences import NamedSentence

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What the person confirmed with the symbols of the case, or with three that were drawn. `sentence` is the one
    that the bot asked it with; None when it was the question itself, or when it was confirmed earlier in this turn."""

    code: Casecode | None
    sentence: Sentence | None
    command: str
    """The event that holds the command."""


@dataclass(slots=True)
class Turn:
    """Shared by all exchanges that come from one message."""

    answers: int = 0
    posts: list[Post] | None = None
    """The sentences of this turn, which will become one message for each place."""
    code: Casecode | None = None
    """The case that the message turned out to be about, for the audit log and for a refusal."""
    names_case: bool = False
    """Whether answers outside the thread of the case begin with its code."""
    processing: Processing = Processing.CASUS
    """The processing that the audit log records."""
    confirmation: Confirmation | None = None
    has_acted: bool = False
    """Something was done that had to be confirmed."""
    cases_before: dict[Casecode, Casus | None] = field(default_factory=dict)
    """Each case that was saved in this turn, as it was before; None for a new one."""
    cases_after: dict[Casecode, Casus] = field(default_factory=dict)
    team_feiten: list[Feit] = field(default_factory=list)
    """The facts of the team that were added in this turn."""
    takes_back: Doing | None = None
    """What the person did earlier, and takes back in this turn."""
    doing: Doing | None = None
    """What this turn did, once it succeeded."""
    in_short: set[Casecode] = field(default_factory=set)
    """The cases of which the thread gets the first line of an answer."""


@dataclass(slots=True)
class Exchange:
    """`code` is the case that it is about."""

    person: TeamPerson
    message: Message | Sign
    work: UnitOfWork
    team: Team
    now: datetime
    code: Casecode | None = None
    about: str | None = None
    """Key of the term that the next answers are about, so that a reaction to them can mark it as done."""
    _turn: Turn = field(default_factory=Turn)
    _known: Casecode | None = field(default=None)
    """The case that was found in the store."""
    _people: list[Deelnemer] | None = field(default=None)
    """The list of deelnemers, once it was read."""

    @property
    def today(self) -> date:
        return local_day(self.now)

    async def casus(self) -> Casus:
        """The case that it is about. Raises the same Refusal for an unknown code as for a case that this person may not
        see."""
        if self.code is None:
            raise Refusal("code_ontbreekt")
        casus = await self.work.cases.get(self.code)
        if casus is None or await self.visibility(casus) is Visibility.NOTHING_OF_IT:
            raise Refusal("casus_onbekend")
        self._known = casus.code
        return casus

    async def visibility(self, casus: Casus) -> Visibility:
        """What the person who asks may see of the case."""
        return self.team.visibility(self.person, casus, await self.people())

    def convenant(self, casus: Casus) -> Convenant:
        return self.team.convenant_of(casus)

    async def people(self) -> list[Deelnemer]:
        """The list of deelnemers, read once."""
        if self._people is None:
            self._people = await self.work.people.all()
        return self._people

    def may(self, *rights: Right) -> bool:
        return bool(self.person.rights & set(rights))

    async def keep(self, casus: Casus) -> None:
        """Saves the case with the terms and reminders that follow from it, and closes questions whose answer is now
        known."""
        if casus.code not in self._turn.cases_before:
            self._turn.cases_before[casus.code] = await self.work.cases.get(casus.code)
        self._turn.cases_after[casus.code] = casus
        await self.work.cases.save(casus, self.team.termijnen(casus), self.team.reminders(casus), self.now)
        await open_questions.end_known(self.work, casus.code, self.team, self.now, self.person)

    async def keep_teamfeit(self, feit: Feit) -> None:
        """Saves a fact of the team."""
        if feit not in await self.work.team_feiten.all():
            self._turn.team_feiten.append(feit)
        await self.work.team_feiten.add(feit)
        await open_questions.end_known(self.work, None, self.team, self.now, self.person)

    async def answer(self, sentence: NamedSentence[P], *args: P.args, **kwargs: P.kwargs) -> None:
        """Says what changed at the place of the command. When the thread of its case is elsewhere, that gets the first
        line of it: one for each case and turn, for those who were not there."""
        await self.reply(sentence, *args, **kwargs)
        if self.code and self.code not in self._turn.in_short and await self._elsewhere(self.code):
            self._turn.in_short.add(self.code)
            await self._put(in_het_kort.name, args, {"zin": sentence.name, **kwargs}, in_case=True)

    async def reply(self, sentence: NamedSentence[P], *args: P.args, **kwargs: P.kwargs) -> None:
        """Sends the sentence only to the place of the command."""
        await self._put(sentence.name, args, kwargs, room_id=self.message.room_id, thread=self.message.thread)

    async def note(self, sentence: NamedSentence[P], *args: P.args, **kwargs: P.kwargs) -> None:
        """Sends the sentence to the thread of the case."""
        await self._put(sentence.name, args, kwargs, in_case=True)

    async def say_again(self, sentence: str, args: Mapping[str, Arg]) -> None:
        """Sends a sentence, given by its name, only to the place of the command."""
        await self._put(sentence, (), args, room_id=self.message.room_id, thread=self.message.thread)

    async def refuse(self, refusal: Refusal) -> None:
        await self.say_again(refusal.reason, refusal.args_)

    async def _put(
        self,
        sentence: str,
        args: tuple[object, ...],
        kwargs: Mapping[str, object],
        *,
        room_id: str | None = None,
        thread: str | None = None,
        in_case: bool = False,
    ) -> None:
        if args:
            raise TypeError("sentences are filled in by name")
        post = Post(
            key=f"antwoord:{self.message.event_id}:{self._turn.answers}",
            channel=Channel.ROOM,
            sentence=sentence,
            args=must_be_args(kwargs),
            code=await self._known_code(),
            about=self.about,
            room_id=room_id,
            thread=thread,
            in_case=in_case,
            is_answer=True,
        )
        self._turn.answers += 1
        if self._turn.posts is None:
            await self.work.outbox.put(post, self.now)
        else:
            self._turn.posts.append(post)

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Everything sent to one place within the block becomes one message; nothing is sent when it ends in an
        exception."""
        self._turn.posts, before = [], self._turn.answers
        try:
            yield
            await self._speak()
        except BaseException:
            self._turn.answers, self._turn.doing = before, None
            self._turn.in_short.clear()
            raise
        finally:
            self._turn.posts = None

    async def put(self, post: Post) -> None:
        """Puts anything but a sentence in the outbox, after the sentences so far."""
        await self._speak()
        await self.work.outbox.put(replace(post, is_answer=True), self.now)

    async def _speak(self) -> None:
        if self._turn.posts is None:
            return
        said, self._turn.posts = self._turn.posts, []
        for _, together in groupby(sorted(said, key=_place), key=_place):
            posts = list(together)
            sentence, args = join_sentences(
                [*await self._case_naming(posts[0]), *((post.sentence, post.args) for post in posts)]
            )
            await self.work.outbox.put(replace(posts[0], sentence=sentence, args=args), self.now)

    async def _case_naming(self, post: Post) -> list[tuple[str, dict[str, Arg]]]:
        """Adds the case of the answer, for people who cannot tell it from the place of the answer."""
        if not self._turn.names_case or post.in_case or post.code is None:
            return []
        if post.thread is not None and post.thread == await self.work.cases.thread(post.code):
            return []
        return [(over_casus.name, {"casus": post.code})]

    def belongs_to(self, processing: Processing) -> None:
        """For the audit log."""
        self._turn.processing = processing

    async def audit(self, what: str, outcome: str = "gedaan") -> None:
        deelnemer = self.person.deelnemer
        entry = AuditEntry(
            self.now,
            self.person.matrix_id,
            what,
            outcome,
            self._turn.code or self.code,
            self.message.event_id,
            role=self.person.id,
            on_behalf_of=(deelnemer.partij if deelnemer else None) or self.team.convenant.titel,
            processing=self._turn.processing,
        )
        await self.work.audit.add(entry)

    async def _known_code(self) -> Casecode | None:
        """None for an unknown code, because the store accepts no post about a case that it does not have; a wrong code
        then gets the same answer as any other."""
        code = self.code or self._turn.code
        return code if code and (code == self._known or await self.work.cases.get(code)) else None

    async def _elsewhere(self, code: Casecode) -> bool:
        thread = await self.work.cases.thread(code)
        return thread is None or thread != self.message.thread


async def person_of(matrix_id: str, work: UnitOfWork, team: Team) -> TeamPerson:
    """The person with this Matrix id, according to the settings and the list of deelnemers."""
    people = await work.people.all()
    deelnemer = next((d for d in people if d.matrix_id == matrix_id), None)
    rights = team.rights_of(matrix_id)
    if deelnemer:
        expert = deelnemer.rol in team.convenant.panel and _is_seated(deelnemer, people, team)
        rights.add(Right.EXPERT if expert else Right.DEELNEMER)
    return TeamPerson(matrix_id, frozenset(rights), deelnemer)


def _is_seated(deelnemer: Deelnemer, people: list[Deelnemer], team: Team) -> bool:
    """A substitute sees what an expert sees only while replacing one."""
    return deelnemer.nummer in {one.nummer for one in seat_holders(people, team.vandaag)}


def _place(post: Post) -> tuple[str, ...]:
    """The place of the message and its subject: posts that differ in this become separate messages. The deletion of a
    typed message is part of it, because its result is looked up for each sentence."""
    fate = str(post.args.get("verwijdering", ""))
    return str(post.in_case), post.room_id or "", post.thread or "", post.code or "", post.about or "", fate


def must_be_args(kwargs: Mapping[str, object]) -> dict[str, Arg]:
    """The arguments of a sentence. Raises TypeError for values that are not from a closed set."""
    wrong = [name for name, value in kwargs.items() if not _is_arg(value)]
    if wrong:
        raise TypeError(f"not a value from a closed set: {', '.join(wrong)}")
    return kwargs  # type: ignore[return-value]


def _is_arg(value: object) -> bool:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return all(isinstance(item, str | int) for item in value)
    return value is None or isinstance(value, str | int | date)
