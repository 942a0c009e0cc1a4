"""What to type to get something done, as the commands declare it: which command ends a step, and which asks a question
again."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from retbot.domain.calendar.working_days import DAY
from retbot.domain.casus.casus import BesprekingState, Casus
from retbot.domain.casus.next_step import follow_up_choices
from retbot.domain.casus.tables import is_a_table
from retbot.domain.convenant.convenant import Convenant, Plicht
from retbot.domain.deelnemers.roles import Right
from retbot.domain.team import Team
from retbot.domain.termijnen.casustermijnen import Termijn, TermijnState
from retbot.domain.tijd import local_day
from retbot.wording.dates import short_date

KEPT = "afspraak nagekomen"
"""The event that ends the term of one afspraak."""
HOLES = ("{dag}", "{over}", "{plicht}", "{vragen}", "{partij}")


@dataclass(frozen=True, slots=True)
class Ending:
    """The command with these `words` after the code records `event`, the covenant's name for it. The words may contain
    HOLES."""

    event: str
    words: str = ""


@dataclass(slots=True)
class _Declarations:
    """`CODE` is a placeholder for the code of the case."""

    ends: dict[str, str] = field(default_factory=dict)
    asks: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    rights: dict[str, Collection[Right]] = field(default_factory=dict)


_declarations = _Declarations()


def declare(
    ends: Mapping[str, str], asks: Mapping[str, str], names: Mapping[str, str], rights: Mapping[str, Collection[Right]]
) -> None:
    """Called once, by the table of commands: event → form; kind of question → form; event → name of its command; event
    → who may record it."""
    _declarations.ends, _declarations.asks, _declarations.names = dict(ends), dict(asks), dict(names)
    _declarations.rights = dict(rights)


@dataclass(frozen=True, slots=True)
class Filling:
    """What is known when a form is shown. `CODE` and `EENDAG` are filled in when the sentence is sent."""

    code: str = "CODE"
    day: str = "EENDAG"
    subject: str = ""
    """Whom or what it is about: a partij, the number of an afspraak, a table."""
    plicht: str = ""
    choices: Sequence[str] = ()
    """The conditions that are answered with yes or no."""
    partij: str = ""

    def fill(self, form: str) -> str:
        values = (self.day, self.subject, self.plicht, answer_form(self.choices), self.partij)
        for hole, value in zip(HOLES, values, strict=True):
            form = form.replace(hole, value)
        return " ".join(form.replace("CODE", self.code).split())


def ending(event: str, filling: Filling) -> str:
    """What to type after `!ret` to record the event; empty when no command does."""
    return filling.fill(_must_be_declared(_declarations.ends).get(event, ""))


def ending_of(termijn: Termijn, code: str, day: str = "EENDAG") -> str:
    """What to type after `!ret` to end the term; empty when no command does. A term of the team has no code."""
    plicht = termijn.plicht
    return ending(_event_of(plicht), Filling(code, day, termijn.subject or "", plicht.id, plicht.keuzes))


def rights_to_end(termijn: Termijn) -> Collection[Right]:
    """Any of these is enough to type what ends the term."""
    return _declarations.rights.get(_event_of(termijn.plicht), ())


def _event_of(plicht: Plicht) -> str:
    return KEPT if plicht.per == "afspraak" else "gedaan" if plicht.termijn.herhaald else plicht.vervuld or ""


def step(event: str, convenant: Convenant, code: str = "CODE", day: str = "EENDAG", subject: str = "") -> str:
    """What to type after `!ret` to take the next step of a case."""
    return ending(event, Filling(code, day, subject, "", follow_up_choices(convenant), convenant.voorbeeld))


def asking(sentence: str, plicht: str = "") -> str:
    """What to type to get a question of this kind again; empty when no command asks it."""
    return Filling(plicht=plicht).fill(_must_be_declared(_declarations.asks).get(sentence, ""))


def name_of(event: str) -> str:
    """What people call the event in their commands."""
    return _must_be_declared(_declarations.names).get(event, event.replace("_", " "))


def names() -> dict[str, str]:
    """The name of each event in its own command → the event."""
    return {name: event for event, name in _must_be_declared(_declarations.names).items()}


def answer_form(keuzes: Sequence[str]) -> str:
    """`passend=ja tijdig=ja`"""
    return " ".join(f"{name}=ja" for name in keuzes)


def example_day(team: Team, today: date, casus: Casus | None = None) -> str:
    """A realistic example day, as a person types it: two weeks ahead, but in time for a term that only discussing the
    case ends, and never a day on which its bespreking was cancelled."""
    soon = team.kalender.on_or_after(today + 14 * DAY)
    if casus is None:
        return short_date(soon)
    convenant = team.convenant_of(casus)
    ends = [t.day for t in team.termijnen(casus) if _is_to_discuss(t, convenant) and today < t.day]
    day = min([soon, *ends])
    off = {local_day(one.start) for one in casus.besprekingen if one.state is BesprekingState.CANCELLED}
    while day in off:
        day = team.kalender.shift(day, 1)
    return short_date(day)


def _is_to_discuss(termijn: Termijn, convenant: Convenant) -> bool:
    return termijn.staat is TermijnState.OPEN and is_a_table(termijn.plicht.vervuld, convenant)


def _must_be_declared(declared: dict[str, str]) -> dict[str, str]:
    if not declared:
        raise LookupError("no command is declared: retbot.handlers.table declares them")
    return declared
