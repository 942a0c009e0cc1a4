"""When the next step up the chain of the covenant is offered, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from retbot.domain.casus import Casus, Feit
from retbot.domain.casustermijnen import Termijn
from retbot.domain.convenant import Convenant, Trede
from retbot.domain.vastleggen import next_step, step_mark
from retbot.domain.werkdagen import Kalender
from retbot.taal import local_day

RUST = 5
"""Working days that a step gets to have its effect before the next one is offered; our own habit."""


@dataclass(frozen=True, slots=True)
class Voorstel:
    """`open` are the missed terms; `stap` is the fact of the step before, `geen_oplossing` the day of the bespreking
    that found none."""

    trede: Trede
    open: tuple[Termijn, ...]
    stap: Feit | None = None
    geen_oplossing: date | None = None


def voorstel(
    casus: Casus, convenant: Convenant, termijnen: Sequence[Termijn], kalender: Kalender, now: datetime
) -> Voorstel | None:
    """What can be offered now; None when nothing was missed, no step is left, or the last one still has its time."""
    missed = [t for t in termijnen if t.plicht.gemist and t.is_late(now) and not t.overgenomen]
    nothing_found = without_solution(casus)
    first = next(iter(convenant.ketens), None)
    ketens = dict.fromkeys(chain_of(t, casus, convenant) for t in missed)
    if first and nothing_found and not ketens:
        ketens = {first.keten: None}
    trede = next((t for keten in ketens if (t := next_step(casus, convenant, keten))), None)
    keten = trede.keten if trede else ""
    step = last_step(casus, keten, convenant)
    if casus.gesloten or trede is None or (step and local_day(now) < kalender.shift(step.op, RUST)):
        return None
    of_chain = tuple(t for t in missed if chain_of(t, casus, convenant) == keten)
    return Voorstel(trede, of_chain, step, nothing_found.op if nothing_found else None)


def chain_of(termijn: Termijn, casus: Casus, convenant: Convenant) -> str:
    """The chain that a missed term opens: of the role that has to act, else of the duty."""
    own = (
        casus.afspraak(int(termijn.over)).partij if termijn.plicht.per == "afspraak" and termijn.over else termijn.over
    )
    rol = convenant.rollen.get(own or "")
    return (rol.keten if rol else None) or termijn.plicht.gemist or ""


def last_step(casus: Casus, keten: str | None = None, convenant: Convenant | None = None) -> Feit | None:
    """The latest step up in this round; of one chain, when it is named."""
    facts = casus.feiten_van("escalatie", casus.ronde)
    if convenant and keten:
        marks = {step_mark(t, convenant) for t in convenant.keten(keten)}
        facts = [f for f in facts if f.over in marks]
    return max(facts, key=lambda f: (f.op, f.over or ""), default=None)


def without_solution(casus: Casus) -> Feit | None:
    """Art. 13.2 of overijssel-2022: no solution was found at the bespreking."""
    feit = casus.feit("consensus", casus.ronde)
    return feit if feit and feit.keuze == "geen oplossing" and not _goes_on(casus) else None


def _goes_on(casus: Casus) -> bool:
    return casus.feit("advies_verzonden", casus.ronde) is not None
