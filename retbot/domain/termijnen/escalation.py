"""When the next step up the chain of the covenant is offered, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from retbot.domain.calendar.working_days import Calendar
from retbot.domain.casus.casus import Afspraak, Casus, Feit
from retbot.domain.casus.recording import next_step, step_mark
from retbot.domain.convenant.convenant import Convenant, Trede
from retbot.domain.termijnen.casustermijnen import Termijn
from retbot.domain.tijd import local_day

MISLUKT = "mislukt"
"""The event that an afspraak failed: about its number."""
RUST = 5
"""Working days that a step gets to have its effect before the next one is offered; our own habit."""


def as_typed(trede: Trede, convenant: Convenant, dag: str = "DATUM") -> str:
    """What follows `escaleer CODE`: the chain, unless it is the first, and the step where somebody else than who leads
    the team decides on it."""
    chain = "" if trede.keten == convenant.ketens[0].keten else f" {trede.keten}"
    return chain if trede.woord == convenant.voorzitter else f"{chain} stap {trede.stap} op {dag}"


@dataclass(frozen=True, slots=True)
class EscalationProposal:
    """`open` are the missed terms; `stap` is the fact of the step before, `geen_oplossing` the day of the bespreking
    that found none, `mislukt` are the afspraken that failed without an alternative."""

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
    """What can be offered now, of one chain or of the first that has anything; None when nothing was missed, no step
    is left, or the last one still has its time."""
    missed = [t for t in termijnen if t.plicht.gemist and t.is_late(now) and not t.overgenomen]
    offers = (
        _of_chain(naam, casus, convenant, missed, kalender, now) for naam in _open_chains(casus, convenant, missed)
    )
    return next((o for o in offers if o and keten in {None, o.trede.keten}), None)


def _open_chains(casus: Casus, convenant: Convenant, missed: Sequence[Termijn]) -> list[str]:
    """The chains that something missed, failed or not found opens."""
    if casus.gesloten:
        return []
    found = [chain_of(t, casus, convenant) for t in missed]
    found += [chain_of_afspraak(one.nummer, casus, convenant) for one in failed_afspraken(casus, convenant)]
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
        tuple(
            a.nummer
            for a in failed_afspraken(casus, convenant)
            if chain_of_afspraak(a.nummer, casus, convenant) == keten
        ),
    )


def failed_afspraken(casus: Casus, convenant: Convenant) -> list[Afspraak]:
    """Art. 7 of model-2024: afspraken of this round that failed, as long as no alternative that is carried was found
    and they are not done after all."""
    plicht = next((p for p in convenant.plichten if p.termijn.event == MISLUKT and p.actief), None)
    if plicht is None or casus.feit("gedaan", casus.ronde, plicht.id):
        return []
    numbers = {f.subject for f in casus.feiten_van(MISLUKT, casus.ronde)}
    return casus.open_afspraken(lambda one: str(one.nummer) in numbers)


def chain_of_afspraak(nummer: int, casus: Casus, convenant: Convenant) -> str:
    """Of the role that made it, else of the duty to keep it, else the first."""
    rol = convenant.rollen.get(casus.afspraak(nummer).partij)
    kept = next((p.gemist for p in convenant.plichten if p.per == "afspraak" and p.gemist), None)
    return (rol.keten if rol else None) or kept or next((t.keten for t in convenant.ketens), "")


def chain_of(termijn: Termijn, casus: Casus, convenant: Convenant) -> str:
    """The chain that a missed term opens: of the role that has to act, else of the duty."""
    own = (
        casus.afspraak(int(termijn.subject)).partij
        if termijn.plicht.per == "afspraak" and termijn.subject
        else termijn.subject
    )
    rol = convenant.rollen.get(own or "")
    return (rol.keten if rol else None) or termijn.plicht.gemist or ""


def last_step(casus: Casus, keten: str | None = None, convenant: Convenant | None = None) -> Feit | None:
    """The latest step up in this round; of one chain, when it is named."""
    facts = casus.feiten_van("escalatie", casus.ronde)
    if convenant and keten:
        marks = {step_mark(t, convenant) for t in convenant.keten(keten)}
        facts = [f for f in facts if f.subject in marks]
    return max(facts, key=lambda f: (f.day, f.subject or ""), default=None)


def without_solution(casus: Casus) -> Feit | None:
    """Art. 13.2 of overijssel-2022: no solution was found at the bespreking."""
    feit = casus.feit("consensus", casus.ronde)
    return feit if feit and feit.value == "geen oplossing" and not _goes_on(casus) else None


def _goes_on(casus: Casus) -> bool:
    return casus.feit("advies_verzonden", casus.ronde) is not None
