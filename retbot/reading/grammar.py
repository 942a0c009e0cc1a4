"""The grammar of a command: its arguments, each of which reads its own words into a typed value."""

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Generic, NoReturn, TypeVar

from retbot.domain.casus.casus import Casus
from retbot.domain.casus.safe_text import IdentifierType, SafeText
from retbot.domain.convenant.convenant import Convenant
from retbot.domain.deelnemers.roles import Deelnemer
from retbot.domain.errors import Refusal
from retbot.domain.team import Team
from retbot.domain.tijd import local_day
from retbot.reading.choices import pick

T = TypeVar("T")
S = TypeVar("S", bound=StrEnum)
T_co = TypeVar("T_co", covariant=True)


class Missing(Exception):
    """A required argument is missing; the caller shows the form of the command."""


def _nothing_passes(_: str) -> NoReturn:
    raise Refusal("tekst_herkenbaar", soorten=[str(IdentifierType.ONBEKEND)])


@dataclass(frozen=True, slots=True)
class Situation:
    """What is needed to read words: the team, the present instant (aware), the case they are about, and the
    deelnemers."""

    team: Team
    now: datetime
    casus: Casus | None = None
    deelnemers: Sequence[Deelnemer] = ()
    safe: Callable[[str], SafeText] = _nothing_passes
    """The check for identifying details that free text must pass. Raises Refusal."""

    @property
    def today(self) -> date:
        return local_day(self.now)

    @property
    def convenant(self) -> Convenant:
        """The covenant of the case, or of the team when there is no case. Raises Refusal when its file is gone."""
        return self.team.convenant_of(self.casus) if self.casus else self.team.convenant


@dataclass(slots=True)
class WordsLeft:
    """The words after the command and the code that no argument has taken yet."""

    text: str

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Removes the first match and returns it."""
        found = pattern.search(self.text)
        if found:
            self.text = " ".join(f"{self.text[: found.start()]} {self.text[found.end() :]}".split())
        return found

    def take_word(self) -> str:
        """Removes and returns the first word; an empty string when there is none."""
        word, _, rest = self.text.partition(" ")
        self.text = rest.strip()
        return word

    def take_all(self) -> str:
        taken, self.text = self.text.strip(), ""
        return taken


def _must_be_there(_: Situation) -> NoReturn:
    raise Missing


@dataclass(frozen=True, slots=True)
class Argument(Generic[T_co]):
    """`find` takes its words and returns their value; when they are absent it takes nothing and returns None. It raises
    Refusal for words that belong to it but are not valid."""

    form: str
    """How it is written in the form of the command: `PARTIJ`, `op DATUM`."""
    find: Callable[[WordsLeft, Situation], T_co | None]
    without: Callable[[Situation], T_co] = _must_be_there
    """The value when it is absent. Raises Missing or Refusal when it is required."""
    example: str = ""
    """An example, with the placeholders of examples.py; empty when examples leave it out."""
    anywhere: bool = False
    """It has a word that identifies it in any position, so it is read before the others."""

    def take(self, words: WordsLeft, situation: Situation) -> T_co:
        found = self.find(words, situation)
        return self.without(situation) if found is None else found


def optional(argument: Argument[T]) -> Argument[T | None]:
    return Argument(f"[{argument.form}]", argument.find, lambda _: None, "", argument.anywhere)


def otherwise(argument: Argument[T], value: Callable[[Situation], T]) -> Argument[T]:
    """Makes the argument optional, with this value when it is absent."""
    return replace(argument, form=f"[{argument.form}]", without=value, example="")


def or_refuse(argument: Argument[T], refusal: Callable[[Situation], Refusal]) -> Argument[T]:
    """The argument is required, and this sentence is shown when it is absent."""

    def without(situation: Situation) -> T:
        raise refusal(situation)

    return replace(argument, without=without)


def word_of(words: type[S], example: str = "") -> Argument[S]:
    """One of these choices, at the beginning of the remaining words. A choice may consist of several words."""
    known = {str(one): one for one in words if one}

    def find(left: WordsLeft, _: Situation) -> S | None:
        begins = [word for word in known if f"{left.text.lower()} ".startswith(f"{word} ")]
        if not begins:
            return None
        longest = max(begins, key=len)
        left.text = left.text[len(longest) :].strip()
        return known[longest]

    return Argument("|".join(known), find, example=example)


def choice(form: str, options: Callable[[Situation], Sequence[str]], example: str = "") -> Argument[str]:
    """All remaining words, as one of the options: by its name, its number, or its beginning."""

    def find(words: WordsLeft, situation: Situation) -> str | None:
        return pick(options(situation), words.take_all()) if words.text else None

    return Argument(form, find, example=example)


def all_words(form: str, example: str = "") -> Argument[str]:
    """All remaining words, in lower case."""
    return Argument(form, lambda words, _: words.take_all().lower() or None, example=example)


def read(arguments: Sequence[Argument[object]], words: WordsLeft, situation: Situation) -> tuple[object, ...]:
    """The values in the order of the arguments. Words that none of them takes remain. Raises Refusal or Missing."""
    order = sorted(range(len(arguments)), key=lambda at: not arguments[at].anywhere)
    values = {at: arguments[at].take(words, situation) for at in order}
    return tuple(values[at] for at in range(len(arguments)))


def begins(arguments: Sequence[Argument[object]], words: WordsLeft, situation: Situation) -> bool:
    """Whether the first argument that is not `anywhere` is present. Also true when its words are not valid, because
    reading them then gives the refusal."""
    first, *others = arguments
    for other in others:
        with suppress(Refusal):
            if other.anywhere:
                other.find(words, situation)
    try:
        return first.find(words, situation) is not None
    except Refusal:
        return True
