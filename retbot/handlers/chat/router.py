"""Finds the command that a message means, and the reply when there is none."""

from collections.abc import Sequence
from dataclasses import dataclass

from retbot.domain.casus.casecode import Casecode
from retbot.domain.deelnemers.roles import Right
from retbot.domain.errors import AskBack, LikelyMeaning, Refusal
from retbot.domain.privacy.access import names_of
from retbot.handlers.chat import suggestions
from retbot.handlers.chat.command import Code, Command
from retbot.handlers.chat.request import Request
from retbot.handlers.chat.screening import team_words
from retbot.reading.answers import in_order, is_meant_as_command, is_talk, words_in
from retbot.reading.arguments import all_known, clean, is_past_day, take_code
from retbot.reading.grammar import Missing, Situation, WordsLeft, begins, read

_WITH_FORM = frozenset(("datum_gevraagd", "antwoord_onbegrepen"))
"""Refusals of one argument, to which the form of the command is added."""


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
        """The command that was probably meant."""
        return suggestions.find_nearest(text, self.commands)

    async def run(self, request: Request, text: str) -> Command:
        """Runs the command in `text`. Raises Refusal."""
        request, command, values = await self._read(request, text)
        await command.run(request, *values)
        return command

    async def reads_whole(self, request: Request, text: str) -> bool:
        """Whether all of `text` is a command that this person may type here."""
        if self.find(text) is None:
            return False
        try:
            await self._read(request.as_attempt(), text)
        except LikelyMeaning:
            return False
        except AskBack:
            return True
        except Refusal:
            return False
        return True

    async def as_command(self, request: Request, line: str) -> str | None:
        """The command that a line without `!ret` is, as a whole or with its words in another order, or that it was
        meant as: that one is refused like any other. None for talk."""
        if await self.reads_whole(request, line):
            return line
        usable = self._usable(request)
        body = request.message.body
        if not is_talk(body):
            for name in {one.name for one in usable}:
                other = in_order(line, name)
                if other and await self.reads_whole(request, other):
                    return other
        found = self.find(line)
        if found is None:
            return line if not is_talk(body) and suggestions.is_misspelt(line, usable) else None
        forms = [one for one in usable if one.name == found[0].name]
        known = words_in(one.usage for one in forms) | {word.lower() for word in team_words(request.team)}
        return line if forms and is_meant_as_command(body, found[1], known) else None

    def _usable(self, request: Request) -> list[Command]:
        convenant = request.team.convenant
        return [one for one in self.commands if request.may(*one.rights) and one.is_known(convenant)]

    async def _read(self, request: Request, text: str) -> tuple[Request, Command, tuple[object, ...]]:
        """The command with the values of its arguments, and the request about the case that it names. Raises
        Refusal."""
        found = self.find(text) or suggestions.by_other_words(text, self.commands)
        if found is None:
            raise suggestions.unknown(request, text, self.commands)
        forms = [one for one in self.commands if one.name == found[0].name]
        _must_be_allowed(request, forms)
        takes_code = any(one.code is not Code.NONE for one in forms)
        typed = await _typed_after_name(request, found[1]) if takes_code else _AfterName(found[1])
        request = request.about_case(typed.code)
        command = await _meant_form(request, forms, typed)
        _must_be_allowed(request, [command], "" if command == forms[0] else command.full_name(request.team.convenant))
        _must_name_case(request, command, typed)
        request = await _leave_case(request, command, typed)
        request.belongs_to(command.verwerking)
        return request, command, await self._values(request, command, WordsLeft(typed.words))

    async def _values(self, request: Request, command: Command, words: WordsLeft) -> tuple[object, ...]:
        situation = await request.situation()
        try:
            _take_beginning(words, command.begins)
            values = read(command.arguments, words, situation)
        except Missing:
            convenant = situation.convenant
            shown, others = command.form(convenant), self._other_forms(request, command)
            raise Refusal("vorm", vorm=shown, voorbeeld=command.example(convenant), anders=others) from None
        except Refusal as refusal:
            if refusal.reason in _WITH_FORM:
                refusal.args_["vorm"] = command.form(situation.convenant)
            raise
        if words.text:
            raise self._too_much(words.text.lower(), request, command)
        return values

    def _too_much(self, left: str, request: Request, command: Command) -> Refusal:
        """For words that no argument took, because they must have had a meaning. Repeats only the bot's own words,
        never what was typed."""
        words, convenant = left.split(), request.team.convenant
        form = command.form(convenant)
        if "op DATUM" in form and is_past_day(left, request.now, request.team.kalender):
            return LikelyMeaning("dag_met_op", {left: f"op {left}"}, vorm=form)
        named = all_known(words, (f"{one.usage} {one.summary}" for one in self.commands))
        return Refusal(
            "te_veel",
            woorden=words if named else [],
            aantal=len(words),
            achteraan=clean(request.message.body).lower().endswith(left),
            vorm=form,
            anders=self._other_forms(request, command),
        )

    def _other_forms(self, request: Request, command: Command) -> list[str]:
        """How else a command with this name may be typed by this person."""
        convenant = request.team.convenant
        named = (one for one in self.commands if one.name == command.name and one != command)
        return [one.form(convenant) for one in named if request.may(*one.rights) and one.is_known(convenant)]


def _take_beginning(words: WordsLeft, first: str) -> None:
    """Raises Missing when the text begins differently; that happens only to the first form of a name."""
    if first and not f"{words.text.lower()} ".startswith(f"{first} "):
        raise Missing
    words.text = words.text[len(first) :].strip()


async def _leave_case(request: Request, command: Command, typed: _AfterName) -> Request:
    """A form without a code is not about the case in whose thread it was typed, also for people who may not see it.
    Raises Refusal when a typed code is of no case that this person may see."""
    if command.code is not Code.NONE or request.code is None:
        return request
    if typed.is_written:
        await request.casus()
    return request.about_case(None)


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
    message = request.message
    if message.thread is None and message.answers:
        return _AfterName(typed.rest, await request.work.cases.of_thread(message.answers))
    return _AfterName(typed.rest, await request.case_here())


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
    if command.code is not Code.OPTIONAL and typed.code is None:
        raise Refusal("code_ontbreekt_vorm", vorm=form)
