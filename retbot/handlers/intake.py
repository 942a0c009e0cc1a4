"""How the bot handles events from the rooms: each one once, in one transaction."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import structlog

from retbot.domain.errors import AskBack, Refusal
from retbot.domain.team import Team
from retbot.handlers import reactions, strangers, votes
from retbot.handlers.chat.command import EDITORS, Code, Command, Effect
from retbot.handlers.chat.confirmations import Confirmations, as_confirmed
from retbot.handlers.chat.exchange import person_of
from retbot.handlers.chat.hearing import FILE_MEANS, clean_text, said_to_bot
from retbot.handlers.chat.limits import Limits, Pace
from retbot.handlers.chat.memory import Corrections, Doings
from retbot.handlers.chat.questions import AnswerTaker
from retbot.handlers.chat.request import ConfirmationNeeded, Request
from retbot.handlers.chat.router import Router
from retbot.handlers.chat.screening import kinds_in
from retbot.handlers.chat.suggestions import with_known_codes
from retbot.handlers.chat.which_question import is_any_open
from retbot.handlers.several_lines import SeveralLines
from retbot.logs import where
from retbot.ports import (
    LONGEST,
    Clock,
    Doubt,
    Gate,
    Message,
    PollEnded,
    Reaction,
    RoomEvent,
    RoomFault,
    SentEvent,
    Storage,
    StoreFailed,
    UnitOfWork,
    Vote,
    Withdrawal,
)
from retbot.reading.answers import HELP, is_short
from retbot.reading.arguments import command_text, is_command, take_code
from retbot.reading.confirmations import confirmed_symbols
from retbot.reading.free_text import with_small_keywords
from retbot.wording.replies.chat import general

log = structlog.get_logger()
_ASKS_FOR_PART = frozenset(("code_ontbreekt_vorm", "tijd_ontbreekt", "sluitreden_onbekend", "soort_onbekend"))
"""Refusals that ask for one part of a command; that part by itself is then enough."""
_BARE_HELP = frozenset(("help", "hulp"))
"""Answered also without `!ret` while no question is open, because nothing else can be meant."""


@dataclass(frozen=True, slots=True)
class Intake:
    """Implements ports.Inbound. `poke` is called after each commit, because there may be posts to send."""

    storage: Storage
    team: Callable[[], Team]
    router: Router
    answers: AnswerTaker
    clock: Clock
    poke: Callable[[], None]
    gate: Gate
    limits: Limits = field(default_factory=Limits)
    corrections: Corrections = field(default_factory=Corrections)
    confirmations: Confirmations = field(default_factory=Confirmations)
    doings: Doings = field(default_factory=Doings)

    async def take(self, event: RoomEvent) -> None:
        request = None
        async with self.storage.begin() as work:
            if isinstance(event, RoomFault):
                await strangers.tell(event, work, self.team(), self.clock.now())
            elif await work.events.first_time(_id(event), self.clock.now()):
                request = await self._take(event, work)
        self.poke()
        if request:
            request.remember()

    async def _take(self, event: SentEvent, work: UnitOfWork) -> Request | None:
        """The request that the event was, if it was one."""
        team, now = self.team(), self.clock.now()
        match event:
            case Message():
                return await self._message(event, work)
            case Reaction():
                await reactions.on_reaction(event, work, team, now)
            case Withdrawal():
                await reactions.on_withdrawal(event, work, team, now)
            case Vote():
                await votes.on_vote(event, work, team, now)
            case PollEnded():
                await votes.on_poll_ended(event, work, team, now)
        return None

    async def _message(self, message: Message, work: UnitOfWork) -> Request | None:
        if message.doubt:
            await strangers.doubt(message, work, self.clock.now())
            return None
        if message.file:
            if not message.direct:
                return None
            message = replace(message, body=FILE_MEANS)
        person = await person_of(message.sender, work, self.team())
        request = Request(person, message, work, self.team(), self.clock.now(), gate=self.gate, doings=self.doings)
        await self._listen(request)
        return request

    async def _listen(self, request: Request) -> None:
        message = request.message
        if len(message.body) > LONGEST:
            await self._too_long(request)
            return
        text = await said_to_bot(request, self.router)
        if message.replaces:
            if text is not None and not await self._identifying(request, text):
                await request.reply(general.bewerkt)
            return
        if text is None or not await self._too_fast(request):
            await self._carry_out(request, await with_known_codes(request, text) if text else text)

    async def _carry_out(self, request: Request, text: str | None) -> None:
        try:
            request, text = await self._resolve_yes(request, text)
            await self._act(request, text)
        except Refusal as refusal:
            await self._refuse(request, text, refusal)
        except ConfirmationNeeded as act:
            await self._ask_confirmation(request, text, act)
        except StoreFailed:
            raise  # nothing is recorded, because the whole event is tried again
        except Exception as error:
            if self._holds_what_must_go(text):
                await request.redact()
            await self._fail(request, error)

    async def _resolve_yes(self, request: Request, text: str | None) -> tuple[Request, str | None]:
        """What a yes stands for: the act that waits for it, or the command without its typing error; and what a
        missing part completes. Anything else is meant as it was typed. Raises Refusal for a yes without symbols."""
        message, said = request.message, clean_text(request.message, text)
        if act := self.confirmations.answer(message, said, request.now):
            return as_confirmed(request, act), act.text
        if meant := self.corrections.confirmation(message, said, request.now):
            return request, meant
        completed = self.corrections.with_part(message, said, request.now)
        return request, completed if completed and await self.router.reads_whole(request, completed) else text

    async def _ask_confirmation(self, request: Request, text: str | None, act: ConfirmationNeeded) -> None:
        self.corrections.forget(request.message.sender)
        if self._holds_what_must_go(text):
            await request.redact()
        await self.confirmations.ask(request, text, act)
        await request.audit("bevestiging", "gevraagd")

    async def _too_long(self, request: Request) -> None:
        """Nothing examines it. If it was typed to the bot it is deleted, because nobody knows what it contains."""
        if not (request.message.direct or is_command(request.message.body)) or await self._too_fast(request):
            return
        await request.reply(general.bericht_te_lang, hoogstens=LONGEST, verwijdering=await request.redact())
        await request.audit("te_lang", "geweigerd")

    async def _refuse(self, request: Request, text: str | None, refusal: Refusal) -> None:
        await self._count_guess(request, refusal)
        self.corrections.forget(request.message.sender)
        if isinstance(refusal, AskBack):
            self.corrections.keep(request.message, refusal.correct(clean_text(request.message, text)), request.now)
        if refusal.reason in _ASKS_FOR_PART and text:
            self.corrections.keep(request.message, text, request.now, lacks_part=True)
        if self._holds_what_must_go(text) or refusal.reason == "tekst_herkenbaar":
            refusal.args_["verwijdering"] = await request.redact()
        await request.refuse(refusal)
        await request.audit("geweigerd", refusal.reason)

    async def _act(self, request: Request, text: str | None) -> None:
        """All its changes are undone together when it is refused or fails."""
        async with request.work.savepoint(), request.turn():
            if self.corrections.is_declined(request.message, clean_text(request.message, text), request.now):
                self.corrections.forget(request.message.sender)
                await request.reply(general.laat_zo)
                return
            several = SeveralLines(self.router, self.answers, self._identifying)
            if await several.take(request, addressed=text is not None):
                self.confirmations.end(request.message)
                request.did("", "")
                return
            if text is None:
                said = clean_text(request.message, text)
                if await self.answers.take(request, said, addressed=False):
                    self.confirmations.end(request.message)
                    request.did("", "")
                elif said.lower() in _BARE_HELP and not await is_any_open(request):
                    await self.router.run(request, "help")
                return
            self.confirmations.end(request.message)
            self._check_guesses(request, text)
            if not confirmed_symbols(text or "") and await self._identifying(request, text):
                return
            if await self._take_answer(request, text or "help"):
                request.did("", "")
                return
            command = await self.router.run(request, text or "help")
            request.did(command.name, command.undone_by if _is_put_right_otherwise(request, command) else "")
            self.corrections.forget(request.message.sender)
            await request.audit(command.name, "ingezien" if command.reads else "gedaan")

    async def _too_fast(self, request: Request) -> bool:
        """The person is told once that commands are skipped, until one is accepted again."""
        pace = self.limits.pace(request.message.sender, request.now)
        if pace is Pace.TOO_FAST:
            await request.reply(general.te_snel)
            await request.audit("te_snel", "geweigerd")
        return pace is not Pace.FINE

    def _check_guesses(self, request: Request, text: str) -> None:
        """The answer is the same for a code that exists."""
        may_guess = request.may(*EDITORS) or self.limits.may_guess(request.message.sender, request.now)
        if not may_guess and take_code(text).code:
            raise Refusal("te_veel_codes")

    async def _count_guess(self, request: Request, refusal: Refusal) -> None:
        if refusal.reason != "casus_onbekend" or request.may(*EDITORS):
            return
        if self.limits.count_guess(request.message.sender, request.now):
            await strangers.tell_of_guesses(request.message.sender, request.work, request.team, request.now)

    async def _take_answer(self, request: Request, text: str) -> bool:
        """A mistyped command does not count as a failed answer. A call for help repeats the question, if any."""
        if symbols := confirmed_symbols(text):
            try:
                return await self.answers.take_confirmed(request, symbols)
            except Refusal as refusal:
                is_done = self.confirmations.is_done(request.message.sender, symbols, request.now)
                if refusal.reason == "niets_te_bevestigen" and is_done:
                    raise Refusal("al_bevestigd") from refusal
                raise
        if self.router.find(text) and text.lower() not in HELP:
            is_bare_word = " " not in text and command_text(request.message.body) is None
            return is_bare_word and await self.answers.take_word(request, text)
        try:
            return await self.answers.take(request, text, addressed=True)
        except Refusal as refusal:
            is_unclear = refusal.reason in {"antwoord_onbegrepen", "antwoord_past_niet"}
            is_talk = not is_short(text) and not request.message.direct
            if is_unclear and (self.router.nearest(text) or is_talk):
                return False
            raise

    async def _identifying(self, request: Request, text: str) -> bool:
        if not request.message.replaces and self._holds_what_must_go(text):
            return False
        found = self.router.find(text)
        forms = [one.usage for one in self.router.commands if found and one.name == found[0].name]
        small = with_small_keywords(text, forms)
        kinds = kinds_in(small, request.team, self.gate)
        if kinds and (words := await request.allowed_words()):
            kinds = kinds_in(small, request.team, self.gate, words)
        if kinds:
            form = found[0].form(request.team.convenant) if found else None
            await request.reply(general.herkenbaar, soorten=kinds, vorm=form, verwijdering=await request.redact())
            await request.audit("herkenbaar", "geweigerd")
        return bool(kinds)

    def _holds_what_must_go(self, text: str | None) -> bool:
        """A command with an address in it, at any place, whether or not it was carried out."""
        found = self.router.find(text) if text else None
        return found is not None and found[0].direct_only

    async def _fail(self, request: Request, error: Exception) -> None:
        reference = secrets.token_hex(3)
        log.error(
            "command_failed",
            ref=reference,
            event_id=request.message.event_id,
            error=type(error).__name__,
            where=where(error),
        )
        await request.reply(general.onverwacht, kenmerk=reference)


def _is_put_right_otherwise(request: Request, command: Command) -> bool:
    """What mailed nobody was a record, which can be taken back, unless more than the case was changed."""
    return request.has_acted or command.effect is Effect.RECORD or command.code is Code.NONE


def _id(event: SentEvent) -> str:
    """A message that could not be decrypted arrives again under the same id when its key has arrived."""
    unread = isinstance(event, Message) and event.doubt is Doubt.UNDECRYPTABLE
    return f"{event.event_id}:onleesbaar" if unread else event.event_id
