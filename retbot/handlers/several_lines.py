"""A message of several lines: answers to questions that follow each other, or addresses."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from retbot.domain.errors import Refusal
from retbot.handlers.chat.questions import AnswerTaker
from retbot.handlers.chat.request import ConfirmationNeeded, Request
from retbot.handlers.chat.router import Router
from retbot.handlers.chat.which_question import is_any_open
from retbot.reading.answers import is_short
from retbot.reading.arguments import is_command, lines_of

_ADDRESS = "adres"


@dataclass(frozen=True, slots=True)
class SeveralLines:
    """`identifies` answers a line that identifies somebody, and says whether it does."""

    router: Router
    answers: AnswerTaker
    identifies: Callable[[Request, str], Awaitable[bool]]

    async def take(self, request: Request, *, addressed: bool) -> bool:
        """Whether the message was taken: all of its lines, or none. Raises Refusal."""
        lines = lines_of(request.message.body)
        if len(lines) < 2 or is_command(request.message.body):
            return False
        if request.message.direct and all(line.split()[0].lower() == _ADDRESS for line in lines):
            return await self._addresses(request, lines)
        if not all(is_short(line) for line in lines) or not await is_any_open(request):
            return False
        return await self._answers(request, lines, addressed=addressed)

    async def _answers(self, request: Request, lines: Sequence[str], *, addressed: bool) -> bool:
        for number, line in enumerate(lines, 1):
            if addressed and await self.identifies(request, line):
                return True
            if not await self.answers.take(request, line, addressed=False):
                if number == 1:
                    return False
                raise Refusal("regel_past_niet", regel=number)
        return True

    async def _addresses(self, request: Request, lines: Sequence[str]) -> bool:
        for line in lines:
            if await self.identifies(request, line):
                return True
            try:
                await self.router.run(request, line)
            except ConfirmationNeeded:
                raise Refusal("regel_apart") from None
            await request.audit(_ADDRESS)
        return True
