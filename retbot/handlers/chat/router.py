"""From a message to the command it means, and what it says when there is none."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

from retbot.domain.casus.casecode import Casecode
from retbot.domain.deelnemers.roles import Right
from retbot.domain.errors import Refusal
from retbot.domain.privacy.access import names_of
from retbot.handlers.chat.command import Code, Command
from retbot.handlers.chat.leftover import must_be_used_up
from retbot.handlers.chat.request import Request
from retbot.reading.arguments import TypedText, may_be_day, take_code
from retbot.reading.grammar import Missing, Situation, WordsLeft, begins, read


@dataclass(frozen=True, slots=True)
class Router:
    commands: Sequence[Command]

    def find(self, text: str) -> tuple[Command, str] | None:
        """The command with the longest name that `text` starts with, word by word, and what follows it."""
        words = text.split()
        for size in range(min(3, len(words)), 0, -1):
            name = " ".join(words[:size]).lower().rstrip(",:;")
            found = next((c for c in self.commands if c.name == name), None)
            if found:
                return found, " ".join(words[size:])
        return None

    def nearest(self, text: str) -> Command | None:
        """The command that was probably meant: of those that begin with its first word the nearest, else of all that
        have no consequence."""
        words = text.lower().split()
        first_forms = {c.name: c for c in reversed(self.commands)}
        begins = {c.name: first_forms[c.name] for c in self.commands if c.name.split()[0] in words[:1]}
        harmless = {name: c for name, c in first_forms.items() if c.code is not Code.WRITTEN}
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
            raise self._unknown(request, text)
        forms = [one for one in self.commands if one.name == found[0].name]
        _must_be_allowed(request, forms)
        takes_code = any(one.code is not Code.NONE for one in forms)
        typed = take_code(found[1]) if takes_code else TypedText(None, found[1])
        code, written = await _about(request, typed.code) if takes_code else (None, False)
        request = request.about_case(code)
        request.rest, request.written = typed.rest, written
        command = await _meant_form(request, forms)
        _must_be_allowed(request, [command], "" if command == forms[0] else command.full_name(request.team.convenant))
        _must_name_case(request, command)
        request = await _leave_case(request, command)
        request.form = command.form(request.team.convenant)
        request.belongs_to(command.verwerking)
        await self._carry_out(request, command)
        return command

    def _unknown(self, request: Request, text: str) -> Refusal:
        meant = self.nearest(text)
        form = meant.form(request.team.convenant) if meant else None
        return Refusal("onbekend", bedoeld=meant.name if meant else None, vorm=form)

    async def _carry_out(self, request: Request, command: Command) -> None:
        if command.arguments is None:
            await self._with_its_words(request, command)
            return
        words, situation = WordsLeft(request.take_rest()), await request.situation()
        try:
            _take_beginning(words, command.begins)
            values = read(command.arguments, words, situation)
        except Missing:
            convenant = situation.convenant
            raise Refusal("vorm", vorm=command.form(convenant), voorbeeld=command.example(convenant)) from None
        request.rest = words.text
        must_be_used_up(request, self.commands)
        await command.run(request, *values)

    async def _with_its_words(self, request: Request, command: Command) -> None:
        """One that reads its words itself."""
        words = request.rest
        try:
            await command.run(request)
        except Refusal as refusal:
            if refusal.reason == "datum_gevraagd" and "[op DATUM]" in request.form and not may_be_day(words):
                request.rest = words
                must_be_used_up(request, self.commands)
            raise
        must_be_used_up(request, self.commands)


def _take_beginning(words: WordsLeft, first: str) -> None:
    """Raises Missing when they begin otherwise, which only the first form of a name can meet."""
    if first and not f"{words.text.lower()} ".startswith(f"{first} "):
        raise Missing
    words.text = words.text[len(first) :].strip()


async def _leave_case(request: Request, command: Command) -> Request:
    """A form without a code is not about the case in whose thread it was typed. Raises Refusal when that is not there
    or not theirs."""
    if command.code is Code.NONE and request.code:
        await request.casus()
        return request.about_case(None)
    return request


def _must_be_allowed(request: Request, forms: Sequence[Command], called: str = "") -> None:
    """Raises Refusal when whoever asks may use none of these, or none is there under this covenant, or here."""
    convenant = request.team.convenant
    name = called or forms[0].name
    allowed = [one for one in forms if request.may(*one.rights)]
    if not allowed:
        rights = frozenset[Right]().union(*(one.rights for one in forms))
        raise Refusal("niet_bevoegd", commando=name, wie=sorted(names_of(rights, convenant)))
    known = [one for one in allowed if one.is_known(convenant)]
    if not known:
        raise Refusal("convenant_kent_niet", commando=name, convenant=convenant.titel)
    if all(one.direct_only for one in known) and not request.message.direct:
        raise Refusal("alleen_prive", commando=name)


async def _about(request: Request, written: Casecode | None) -> tuple[Casecode | None, bool]:
    """The case, and whether its code was written out."""
    if written:
        return written, True
    place = request.message.thread or request.message.answers
    return (await request.work.casus_of_thread(place) if place else None), False


async def _meant_form(request: Request, forms: Sequence[Command]) -> Command:
    """Of the forms of a command the one that fits what was typed; else the first."""
    first, *others = forms
    if not others:
        return first
    try:
        situation = await request.situation()
    except Refusal:  # of a case that is not there or not theirs: first it counts whether they may
        situation = Situation(request.team, request.now)
    return next((one for one in others if _fits(request, one, first, situation)), first)


def _fits(request: Request, command: Command, first: Command, situation: Situation) -> bool:
    """By the words that it begins with, by a code that the first form does not take, or by its first argument."""
    if command.begins:
        return f"{request.rest.lower()} ".startswith(f"{command.begins} ")
    if command.code is not Code.NONE and first.code is Code.NONE:
        return request.written
    return begins(command.arguments or (), WordsLeft(request.rest), situation)


def _must_name_case(request: Request, command: Command) -> None:
    """Raises Refusal."""
    form = command.form(request.team.convenant)
    if command.code is Code.NONE:
        return
    if command.code is Code.WRITTEN and not request.written:
        raise Refusal("code_uitschrijven", vorm=form)
    if command.code is not Code.OPTIONAL and request.code is None:
        raise Refusal("code_ontbreekt_vorm", vorm=form)
