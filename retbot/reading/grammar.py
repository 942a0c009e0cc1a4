"""How a command is written: its arguments, each of which reads its own words to a typed value."""

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
    """An argument that must be there is not: whoever reads the command says how it is written."""


def _nothing_passes(_: str) -> NoReturn:
    raise Refusal("tekst_herkenbaar", soorten=[str(IdentifierType.ONBEKEND)])


@dataclass(frozen=True, slots=True)
class Situation:
    """What words are read by: the team, the instant (aware), the case they are about, and who is on the list."""

    team: Team
    now: datetime
    casus: Casus | None = None
    deelnemers: Sequence[Deelnemer] = ()
    safe: Callable[[str], SafeText] = _nothing_passes
    """The gate that free text passes. Raises Refusal."""

    @property
    def today(self) -> date:
        return local_day(self.now)

    @property
    def convenant(self) -> Convenant:
        """That of the case, where there is one. Raises Refusal when its file is gone."""
        return self.team.convenant_of(self.casus) if self.casus else self.team.convenant


@dataclass(slots=True)
class WordsLeft:
    """What was typed after the command and the code, as far as no argument took it yet."""

    text: str

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What fits, which is cut out."""
        found = pattern.search(self.text)
        if found:
            self.text = " ".join(f"{self.text[: found.start()]} {self.text[found.end() :]}".split())
        return found

    def take_word(self) -> str:
        """The first word, or nothing."""
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
    """`find` takes its words and returns their value, or None, with nothing taken, when they are not there. It raises
    Refusal for words that are its own and cannot be meant."""

    form: str
    """How it stands in the form of the command: `PARTIJ`, `op DATUM`."""
    find: Callable[[WordsLeft, Situation], T_co | None]
    without: Callable[[Situation], T_co] = _must_be_there
    """What it is when it is not there. Raises Missing or Refusal where it must be."""
    example: str = ""
    """As it can be typed, with the holes of examples.py; empty for what an example leaves out."""
    anywhere: bool = False
    """Known by a word of its own, wherever it stands: it is read before the others."""

    def take(self, words: WordsLeft, situation: Situation) -> T_co:
        found = self.find(words, situation)
        return self.without(situation) if found is None else found


def optional(argument: Argument[T]) -> Argument[T | None]:
    return Argument(f"[{argument.form}]", argument.find, lambda _: None, "", argument.anywhere)


def otherwise(argument: Argument[T], value: Callable[[Situation], T]) -> Argument[T]:
    """May be left out, and has this value then."""
    return replace(argument, form=f"[{argument.form}]", without=value, example="")


def or_refuse(argument: Argument[T], refusal: Callable[[Situation], Refusal]) -> Argument[T]:
    """Must be there, and has a sentence of its own for when it is not."""

    def without(situation: Situation) -> T:
        raise refusal(situation)

    return replace(argument, without=without)


def word_of(words: type[S], example: str = "") -> Argument[S]:
    """One of these words, which may be several each, at the beginning of those that are left."""
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
    """All words that are left, as one of the options: by its name, its number, or its beginning."""

    def find(words: WordsLeft, situation: Situation) -> str | None:
        return pick(options(situation), words.take_all()) if words.text else None

    return Argument(form, find, example=example)


def all_words(form: str, example: str = "") -> Argument[str]:
    """All words that are left, in small letters."""
    return Argument(form, lambda words, _: words.take_all().lower() or None, example=example)


def read(arguments: Sequence[Argument[object]], words: WordsLeft, situation: Situation) -> tuple[object, ...]:
    """The values in the order of the arguments; what none of them took is left. Raises Refusal or Missing."""
    order = sorted(range(len(arguments)), key=lambda at: not arguments[at].anywhere)
    values = {at: arguments[at].take(words, situation) for at in order}
    return tuple(values[at] for at in range(len(arguments)))


def begins(arguments: Sequence[Argument[object]], words: WordsLeft, situation: Situation) -> bool:
    """Whether the first one is there, apart from those that are known by a word of their own; also when its words
    cannot be meant, which is refused when they are read."""
    first, *others = arguments
    for other in others:
        with suppress(Refusal):
            if other.anywhere:
                other.find(words, situation)
    try:
        return first.find(words, situation) is not None
    except Refusal:
        return True
