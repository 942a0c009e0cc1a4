"""When the next step in the covenant's chain of escalation is proposed, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from retbot.domain.calendar.working_days import Calendar
from retbot.domain.casus.casus import Casus, Feit
from retbot.domain.casus.recording import failed_afspraken, next_step, step_mark
from retbot.domain.casus.tables import without_solution
from retbot.domain.convenant.convenant import Convenant, Trede
from retbot.domain.termijnen.casustermijnen import Termijn
from retbot.domain.tijd import local_day

RUST = 5
"""Working days that a step gets to have an effect before the next one is proposed; our own choice."""


def as_typed(trede: Trede, convenant: Convenant, dag: str = "DATUM") -> str:
    """What to type after `escaleer CODE`: the chain when it is not the first one, and the step with its day when
    somebody other than the voorzitter decides on it."""
    chain = "" if trede.keten == convenant.ketens[0].keten else f" {trede.keten}"
    return chain if trede.woord == convenant.voorzitter else f"{chain} stap {trede.stap} op {dag}"


@dataclass(frozen=True, slots=True)
class EscalationProposal:
    """`open` are the missed terms, `stap` is the fact of the previous step, `geen_oplossing` the day of the bespreking
    without a solution, `mislukt` the failed afspraken that have no alternative."""

    trede: Trede
    open: tuple[Termijn, ...]
    stap: Feit | None = None
    geen_oplossing: date | None = None
    mislukt: tuple[int, ...] = ()


def voorstel(
    casus: Casus,
    convenant: Convenant,
    termijnen: Sequence[Termijn],
    kalender: Calendar,
    now: datetime,
    keten: str | None = None,
) -> EscalationProposal | None:
    """The step to propose now, in chain `keten` or else in the first chain that has one. None when nothing was missed,
    no step is left, or the last step still has time to take effect."""
    missed = [t for t in termijnen if t.plicht.gemist and t.is_late(now)]
    offers = (
        _of_chain(naam, casus, convenant, missed, kalender, now) for naam in _open_chains(casus, convenant, missed)
    )
    return next((o for o in offers if o and keten in {None, o.trede.keten}), None)


def _open_chains(casus: Casus, convenant: Convenant, missed: Sequence[Termijn]) -> list[str]:
    """The chains to use because of a missed term, a failed afspraak or a bespreking without a solution."""
    if casus.gesloten:
        return []
    found = [chain_of(t, casus, convenant) for t in missed]
    found += [chain_of_afspraak(one.nummer, casus, convenant) for one in failed_afspraken(casus)]
    if not found and without_solution(casus):
        found = [trede.keten for trede in convenant.ketens[:1]]
    return list(dict.fromkeys(found))


def _of_chain(
    keten: str, casus: Casus, convenant: Convenant, missed: Sequence[Termijn], kalender: Calendar, now: datetime
) -> EscalationProposal | None:
    trede, step = next_step(casus, convenant, keten), last_step(casus, keten, convenant)
    if trede is None or (step and local_day(now) < kalender.shift(step.day, RUST)):
        return None
    nothing_found = without_solution(casus)
    return EscalationProposal(
        trede,
        tuple(t for t in missed if chain_of(t, casus, convenant) == keten),
        step,
        nothing_found.day if nothing_found else None,
        tuple(a.nummer for a in failed_afspraken(casus) if chain_of_afspraak(a.nummer, casus, convenant) == keten),
    )


def chain_of_afspraak(nummer: int, casus: Casus, convenant: Convenant) -> str:
    """The chain of the role that made the afspraak, else of the duty to carry it out, else the first chain."""
    rol = convenant.rollen.get(casus.afspraak(nummer).partij)
    kept = next((p.gemist for p in convenant.plichten if p.per == "afspraak" and p.gemist), None)
    return (rol.keten if rol else None) or kept or next((t.keten for t in convenant.ketens), "")


def chain_of(termijn: Termijn, casus: Casus, convenant: Convenant) -> str:
    """The chain for a missed term: of the role that has to act, else of the duty."""
    own = (
        casus.afspraak(int(termijn.subject)).partij
        if termijn.plicht.per == "afspraak" and termijn.subject
        else termijn.subject
    )
    rol = convenant.rollen.get(own or "")
    return (rol.keten if rol else None) or termijn.plicht.gemist or ""


def last_step(casus: Casus, keten: str | None = None, convenant: Convenant | None = None) -> Feit | None:
    """The latest step in this round, in one chain when it is given."""
    facts = casus.feiten_van("escalatie", casus.ronde)
    if convenant and keten:
        marks = {step_mark(t, convenant) for t in convenant.keten(keten)}
        facts = [f for f in facts if f.subject in marks]
    return max(facts, key=lambda f: (f.day, f.subject or ""), default=None)
