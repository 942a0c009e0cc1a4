"""From a message to the command it means, and what it says when there is none."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

from retbot.domain.casus.casecode import Casecode
from retbot.domain.errors import Refusal
from retbot.domain.privacy.access import names_of
from retbot.handlers.chat.command import Code, Command
from retbot.handlers.chat.leftover import must_be_used_up
from retbot.handlers.chat.request import Request
from retbot.reading.arguments import may_be_day, take_code


@dataclass(frozen=True, slots=True)
class Router:
    commands: Sequence[Command]

    def find(self, text: str) -> tuple[Command, str] | None:
        """The command with the longest name that `text` starts with, word by word, and what follows it."""
        words = text.split()
        for size in range(min(3, len(words)), 0, -1):
            name = " ".join(words[:size]).lower()
            found = next((c for c in self.commands if c.name == name), None)
            if found:
                return found, " ".join(words[size:])
        return None

    def nearest(self, text: str) -> Command | None:
        """The command that was probably meant: of those that begin with its first word the nearest, else of all that
        have no consequence."""
        words = text.lower().split()
        begins = {c.name: c for c in self.commands if c.name.split()[0] in words[:1]}
        harmless = {c.name: c for c in self.commands if c.code is not Code.WRITTEN}
        names = begins or harmless
        for size in (2, 1):
            close = difflib.get_close_matches(" ".join(words[:size]), names, n=1, cutoff=0.4 if begins else 0.7)
            if close:
                return names[close[0]]
        return next(iter(begins.values()), None)

    async def run(self, request: Request, text: str) -> Command:
        """Runs the command that `text` is. Raises Refusal, also when it was run and left words over."""
        found = self.find(text)
        if found is None:
            meant = self.nearest(text)
            raise Refusal(
                "onbekend",
                bedoeld=meant.name if meant else None,
                vorm=meant.form(request.team.convenant) if meant else None,
            )
        command, rest = found
        convenant = request.team.convenant
        if not request.may(*command.rights):
            raise Refusal("niet_bevoegd", commando=command.name, wie=sorted(names_of(command.rights, convenant)))
        if not command.is_known(convenant):
            raise Refusal("convenant_kent_niet", commando=command.name, convenant=convenant.titel)
        if command.direct_only and not request.message.direct:
            raise Refusal("alleen_prive", commando=command.name)
        typed = take_code(rest) if command.code is not Code.NONE else None
        request.rest = typed.rest if typed else rest
        request.processing = command.verwerking
        await self._about(request, command, typed.code if typed else None)
        request.form = command.form(convenant)
        words = request.rest
        try:
            await command.run(request)
        except Refusal as refusal:
            if refusal.reason == "datum_gevraagd" and "[op DATUM]" in request.form and not may_be_day(words):
                request.rest = words
                must_be_used_up(request, self.commands)
            raise
        must_be_used_up(request, self.commands)
        return command

    async def _about(self, request: Request, command: Command, written: Casecode | None) -> None:
        if command.code is Code.NONE:
            return
        if written:
            request.code, request.written = written, True
        elif place := request.message.thread or request.message.answers:
            request.code = await request.work.casus_of_thread(place)
        if command.code is Code.WRITTEN and not written:
            raise Refusal("code_uitschrijven", vorm=command.form(request.team.convenant))
        if command.code is not Code.OPTIONAL and request.code is None:
            raise Refusal("code_ontbreekt_vorm", vorm=command.form(request.team.convenant))
