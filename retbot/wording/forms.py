"""What to type to get something done, as the commands declare it: what ends a step, and what asks a question anew."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from retbot.domain.calendar.working_days import DAY
from retbot.domain.casus.next_step import follow_up_choices
from retbot.domain.convenant.convenant import Convenant
from retbot.domain.team import Team
from retbot.domain.termijnen.casustermijnen import Termijn
from retbot.wording.dates import short_date

KEPT = "afspraak nagekomen"
"""What ends the term of one afspraak."""
HOLES = ("{dag}", "{over}", "{plicht}", "{vragen}", "{partij}")


@dataclass(frozen=True, slots=True)
class Ending:
    """`event`, as the covenant calls it, is recorded by the command with these `words` behind the code, which may have
    HOLES."""

    event: str
    words: str = ""


@dataclass(slots=True)
class _Declarations:
    """`CODE` stands where the code does."""

    ends: dict[str, str] = field(default_factory=dict)
    asks: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


_declarations = _Declarations()


def declare(ends: Mapping[str, str], asks: Mapping[str, str], names: Mapping[str, str]) -> None:
    """Told once, by the table of commands: event → form; kind of question → form; event → name of its command."""
    _declarations.ends, _declarations.asks, _declarations.names = dict(ends), dict(asks), dict(names)


@dataclass(frozen=True, slots=True)
class Filling:
    """What is known when a form is said. `CODE` and `EENDAG` are filled in when the sentence is sent."""

    code: str = "CODE"
    day: str = "EENDAG"
    subject: str = ""
    """Whom or what it is about: a partij, the number of an afspraak, a table."""
    plicht: str = ""
    choices: Sequence[str] = ()
    """What is asked with yes or no."""
    partij: str = ""

    def fill(self, form: str) -> str:
        values = (self.day, self.subject, self.plicht, answer_form(self.choices), self.partij)
        for hole, value in zip(HOLES, values, strict=True):
            form = form.replace(hole, value)
        return " ".join(form.replace("CODE", self.code).split())


def ending(event: str, filling: Filling) -> str:
    """What records the event when typed behind `!ret`; empty when no command does."""
    return filling.fill(_must_be_declared(_declarations.ends).get(event, ""))


def ending_of(termijn: Termijn, code: str, day: str = "EENDAG") -> str:
    """What ends the term when typed behind `!ret`; empty when no command does. Without a code for one of the team."""
    plicht = termijn.plicht
    event = KEPT if plicht.per == "afspraak" else "gedaan" if plicht.termijn.herhaald else plicht.vervuld or ""
    return ending(event, Filling(code, day, termijn.subject or "", plicht.id, plicht.keuzes))


def step(event: str, convenant: Convenant, code: str = "CODE", day: str = "EENDAG", subject: str = "") -> str:
    """What makes the next step of a case when typed behind `!ret`."""
    return ending(event, Filling(code, day, subject, "", follow_up_choices(convenant), convenant.voorbeeld))


def asking(sentence: str, plicht: str = "") -> str:
    """What asks a question of this kind anew; empty when no command does."""
    return Filling(plicht=plicht).fill(_must_be_declared(_declarations.asks).get(sentence, ""))


def name_of(event: str) -> str:
    """How whoever recorded it calls the event."""
    return _must_be_declared(_declarations.names).get(event, event.replace("_", " "))


def names() -> dict[str, str]:
    """How an event is called by its own command → the event."""
    return {name: event for event, name in _must_be_declared(_declarations.names).items()}


def answer_form(keuzes: Sequence[str]) -> str:
    """`passend=ja tijdig=ja`"""
    return " ".join(f"{name}=ja" for name in keuzes)


def example_day(team: Team, today: date) -> str:
    """A day that could be meant: two weeks on, as a person types it."""
    return short_date(team.kalender.on_or_after(today + 14 * DAY))


def _must_be_declared(declared: dict[str, str]) -> dict[str, str]:
    if not declared:
        raise LookupError("no command is declared: retbot.handlers.table declares them")
    return declared
