"""What the bot does with what the rooms bring: each event once, in one transaction."""

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import structlog

from retbot.domain.errors import Refusal
from retbot.domain.rollen import Persoon, Recht
from retbot.domain.team import Team
from retbot.handlers import reactions, strangers
from retbot.handlers.arguments import cleaned, command_text, identifying
from retbot.handlers.questions import Answers
from retbot.handlers.replies import general
from retbot.handlers.request import Request
from retbot.handlers.router import Router
from retbot.logs import where
from retbot.ports import Clock, Message, Reaction, RoomFault, Storage, UnitOfWork, Withdrawn

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Intake:
    """Implements ports.Inbound. `poke` is called after each commit: there may be something to send."""

    storage: Storage
    team: Callable[[], Team]
    router: Router
    answers: Answers
    clock: Clock
    poke: Callable[[], None]

    async def message(self, message: Message) -> None:
        await self._once(message.event_id, lambda work: self._message(message, work))

    async def reaction(self, reaction: Reaction) -> None:
        await self._once(reaction.event_id, lambda work: reactions.given(reaction, work, self.team(), self.clock.now()))

    async def withdrawn(self, withdrawn: Withdrawn) -> None:
        await self._once(
            withdrawn.event_id, lambda work: reactions.withdrawn(withdrawn, work, self.team(), self.clock.now())
        )

    async def fault(self, fault: RoomFault) -> None:
        async with self.storage.begin() as work:
            await strangers.tell(fault, work, self.clock.now())
        self.poke()

    async def _once(self, event_id: str, act: Callable[[UnitOfWork], Awaitable[None]]) -> None:
        async with self.storage.begin() as work:
            if await work.first_time(event_id, self.clock.now()):
                await act(work)
        self.poke()

    async def _message(self, message: Message, work: UnitOfWork) -> None:
        if message.doubt:
            await strangers.doubt(message, work, self.clock.now())
            return
        request = Request(await self._person(message.sender, work), message, work, self.team(), self.clock.now())
        text = command_text(message.body)
        if message.replaces:
            if text is not None:
                await request.reply(general.bewerkt)
            return
        if text is None and message.direct:
            text = cleaned(message.body)
        try:
            await self._act(request, text)
        except Refusal as refusal:
            await request.refuse(refusal)
            await request.audit("geweigerd", refusal.reason)
        except Exception as error:
            await self._fail(request, error)

    async def _act(self, request: Request, text: str | None) -> None:
        """Everything that it changes is undone together when it is refused or fails."""
        async with request.work.savepoint():
            if text is None:
                await self.answers.take(request, cleaned(request.message.body), addressed=False)
            elif await self._identifying(request, text):
                return
            elif self.router.find(text) is None and await self.answers.take(request, text, addressed=True):
                return
            else:
                command = await self.router.run(request, text)
                if not command.reads:
                    await request.audit(command.name)

    async def _identifying(self, request: Request, text: str) -> bool:
        found = self.router.find(text)
        if request.message.direct and found and found[0].direct_only:
            return False
        kinds = identifying(text)
        if kinds:
            await request.redact()
            await request.reply(general.herkenbaar, soorten=kinds)
            await request.audit("herkenbaar", "geweigerd")
        return bool(kinds)

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

    async def _person(self, matrix_id: str, work: UnitOfWork) -> Persoon:
        deelnemer = next((d for d in await work.deelnemers() if d.matrix_id == matrix_id), None)
        rights = self.team().rechten.get(matrix_id, frozenset())
        if deelnemer:
            rights |= {Recht.EXPERT if deelnemer.rol == "expert" else Recht.DEELNEMER}
        return Persoon(matrix_id, frozenset(rights), deelnemer)
