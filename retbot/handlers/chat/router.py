"""Finds the command that a message means, and the reply when there is none."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

from retbot.domain.casus.casecode import Casecode
from retbot.domain.deelnemers.roles import Right
from retbot.domain.errors import Refusal
from retbot.domain.privacy.access import names_of
from retbot.handlers.chat.command import Code, Command
from retbot.handlers.chat.request import Request
from retbot.reading.arguments import all_known, clean, take_code
from retbot.reading.grammar import Missing, Situation, WordsLeft, begins, read


@dataclass(frozen=True, slots=True)
class _AfterName:
    """The words after the name. `code` is the typed one, otherwise the case of the thread that contains the message."""

    words: str
    code: Casecode | None = None
    is_written: bool = False


@dataclass(frozen=True, slots=True)
class Router:
    commands: Sequence[Command]

    def find(self, text: str) -> tuple[Command, str] | None:
        """The command with the longest name that `text` starts with, word by word, and the words after it."""
        words = text.split()
        for size in range(min(3, len(words)), 0, -1):
            name = " ".join(words[:size]).lower().rstrip(",:;")
            found = next((c for c in self.commands if c.name == name), None)
            if found:
                return found, " ".join(words[size:])
        return None

    def nearest(self, text: str) -> Command | None:
        """The command that was probably meant: the nearest of those that begin with its first word, otherwise the
        nearest of all that change nothing."""
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
        """Runs the command in `text`. Raises Refusal."""
        found = self.find(text)
        if found is None:
            raise self._unknown(request, text)
        forms = [one for one in self.commands if one.name == found[0].name]
        _must_be_allowed(request, forms)
        takes_code = any(one.code is not Code.NONE for one in forms)
        typed = await _typed_after_name(request, found[1]) if takes_code else _AfterName(found[1])
        request = request.about_case(typed.code)
        command = await _meant_form(request, forms, typed)
        _must_be_allowed(request, [command], "" if command == forms[0] else command.full_name(request.team.convenant))
        _must_name_case(request, command, typed)
        request = await _leave_case(request, command)
        request.belongs_to(command.verwerking)
        await self._carry_out(request, command, WordsLeft(typed.words))
        return command

    def _unknown(self, request: Request, text: str) -> Refusal:
        meant = self.nearest(text)
        form = meant.form(request.team.convenant) if meant else None
        return Refusal("onbekend", bedoeld=meant.name if meant else None, vorm=form)

    async def _carry_out(self, request: Request, command: Command, words: WordsLeft) -> None:
        situation = await request.situation()
        try:
            _take_beginning(words, command.begins)
            values = read(command.arguments, words, situation)
        except Missing:
            convenant = situation.convenant
            raise Refusal("vorm", vorm=command.form(convenant), voorbeeld=command.example(convenant)) from None
        except Refusal as refusal:
            if refusal.reason == "datum_gevraagd":
                refusal.args_["vorm"] = command.form(situation.convenant)
            raise
        if words.text:
            raise self._too_much(words.text.lower(), request, command)
        await command.run(request, *values)

    def _too_much(self, left: str, request: Request, command: Command) -> Refusal:
        """For words that no argument took, because they must have had a meaning. Repeats only the bot's own words,
        never what was typed."""
        words = left.split()
        named = all_known(words, (f"{one.usage} {one.summary}" for one in self.commands))
        return Refusal(
            "te_veel",
            woorden=words if named else [],
            aantal=len(words),
            achteraan=clean(request.message.body).lower().endswith(left),
            vorm=command.form(request.team.convenant),
        )


def _take_beginning(words: WordsLeft, first: str) -> None:
    """Raises Missing when the text begins differently; that happens only to the first form of a name."""
    if first and not f"{words.text.lower()} ".startswith(f"{first} "):
        raise Missing
    words.text = words.text[len(first) :].strip()


async def _leave_case(request: Request, command: Command) -> Request:
    """A form without a code is not about the case in whose thread it was typed. Raises Refusal when that case does not
    exist or this person may not see it."""
    if command.code is Code.NONE and request.code:
        await request.casus()
        return request.about_case(None)
    return request


def _must_be_allowed(request: Request, forms: Sequence[Command], called: str = "") -> None:
    """Raises Refusal when the person may use none of these forms, or none exists under this covenant or at this
    place."""
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


async def _typed_after_name(request: Request, text: str) -> _AfterName:
    """Raises Refusal for a mistyped code."""
    typed = take_code(text)
    if typed.code:
        return _AfterName(typed.rest, typed.code, is_written=True)
    place = request.message.thread or request.message.answers
    return _AfterName(typed.rest, await request.work.casus_of_thread(place) if place else None)


async def _meant_form(request: Request, forms: Sequence[Command], typed: _AfterName) -> Command:
    """The form of a command that fits the typed words; otherwise the first form."""
    first, *others = forms
    if not others:
        return first
    try:
        situation = await request.situation()
    except Refusal:  # no such case, or not visible to this person: whether they may use the command is checked first
        situation = Situation(request.team, request.now)
    return next((one for one in others if _fits(typed, one, first, situation)), first)


def _fits(typed: _AfterName, command: Command, first: Command, situation: Situation) -> bool:
    """By its first words, by a code that the first form does not take, or by its first argument."""
    if command.begins:
        return f"{typed.words.lower()} ".startswith(f"{command.begins} ")
    if command.code is not Code.NONE and first.code is Code.NONE:
        return typed.is_written
    return begins(command.arguments, WordsLeft(typed.words), situation)


def _must_name_case(request: Request, command: Command, typed: _AfterName) -> None:
    """Raises Refusal."""
    form = command.form(request.team.convenant)
    if command.code is Code.NONE:
        return
    if command.code is Code.WRITTEN and not typed.is_written:
        raise Refusal("code_uitschrijven", vorm=form)
    if command.code is not Code.OPTIONAL and typed.code is None:
        raise Refusal("code_ontbreekt_vorm", vorm=form)
