"""What comes next in a case."""

from datetime import datetime
from enum import StrEnum

from retbot.domain.casus.casus import BesprekingState, Casus
from retbot.domain.casus.consent import form_may_be_shared
from retbot.domain.casus.recording import next_step as next_trede
from retbot.domain.casus.tables import tafel_of, without_solution
from retbot.domain.casus.triage import is_refused
from retbot.domain.convenant.convenant import Convenant, Trede


class NextStep(StrEnum):
    """What has to be recorded next. Each command declares which step it completes."""

    COMPLETE = "compleet"
    TRIAGE = "triage"
    PLAN = "geagendeerd"
    INVITE = "uitgenodigd"
    FORM = "formulier_gedeeld"
    PRE_MEETING = "voorgesprek"
    BESPREKING = "bespreking"
    ESCALATE = "escalatie"
    AFSPRAAK = "afspraak"
    DETERMINED = "advies_vastgesteld"
    SENT_ADVIES = "advies_verzonden"
    SOLUTION = "oplossing_verzonden"
    FOLLOWED_UP = "advies_opgevolgd"
    FOLLOW_UP_1 = "opvolging_1"
    FOLLOW_UP_2 = "opvolging_2"
    CLOSE = "afgesloten"


_SENT = {NextStep.SENT_ADVIES, NextStep.SOLUTION}
STEPS = frozenset(
    {
        NextStep.AFSPRAAK,
        NextStep.COMPLETE,
        NextStep.TRIAGE,
        NextStep.FORM,
        NextStep.PRE_MEETING,
        NextStep.DETERMINED,
        *_SENT,
    }
)
"""The steps that a table of a covenant file may ask for after its bespreking."""


def next_step(casus: Casus, convenant: Convenant, now: datetime | None = None) -> NextStep | None:
    """Only steps that the covenant has; None for a closed case. After the start of a planned bespreking its outcome is
    next, whatever was not done before it; without `now` it is taken as still to come."""
    if casus.gesloten:
        return None
    bespreking = casus.bespreking
    if bespreking is None:
        return _first(casus, convenant)
    if bespreking.state is BesprekingState.PLANNED:
        return NextStep.BESPREKING if now and bespreking.start <= now else _before(casus, convenant)
    return _after(casus, convenant)


def _first(casus: Casus, convenant: Convenant) -> NextStep:
    if is_refused(casus):
        return NextStep.CLOSE
    steps = (NextStep.COMPLETE, NextStep.TRIAGE)
    wanting = (s for s in steps if convenant.kent(s) and casus.feit(s) is None)
    return next(wanting, NextStep.PLAN)


def _before(casus: Casus, convenant: Convenant) -> NextStep:
    ronde = casus.ronde
    if casus.feit("uitgenodigd", ronde) is None:
        return NextStep.INVITE
    steps = (NextStep.FORM, NextStep.PRE_MEETING)
    wanting = (s for s in steps if convenant.kent(s) and not _is_prepared(s, casus, convenant))
    allowed = (s for s in wanting if s is not NextStep.FORM or form_may_be_shared(casus, convenant))
    return next(allowed, NextStep.BESPREKING)


def _is_prepared(stap: NextStep, casus: Casus, convenant: Convenant) -> bool:
    """Recorded by its own command, or as done by the id of its duty: that it is not needed is an outcome too."""
    duties = [plicht.id for plicht in convenant.plichten if plicht.vervuld == stap]
    said = any(casus.feit("gedaan", casus.ronde, id_) for id_ in duties)
    return said or casus.feit(stap, casus.ronde) is not None


def _after(casus: Casus, convenant: Convenant) -> NextStep:
    """First the steps that the table asks for, then the table that follows it, then the follow-up."""
    ronde = casus.ronde
    consensus, tafel = casus.feit("consensus", ronde), tafel_of(casus, convenant, ronde)
    if (consensus and consensus.value in {"vervolggesprek", "nee"}) or _is_discussed_again(casus, convenant):
        return NextStep.PLAN
    if without_solution(casus) and step_to_take(casus, convenant):
        return NextStep.ESCALATE
    steps = [NextStep(word) for word in tafel.stappen]
    sent = [s for s in steps if s in _SENT and casus.feit(s, ronde)]
    wanting = (s for s in steps if not sent and not _is_done(s, casus))
    if step := next(wanting, None):
        return step
    return NextStep.PLAN if tafel.daarna else _follow_up(casus, convenant)


def _is_discussed_again(casus: Casus, convenant: Convenant) -> bool:
    """Art. 2.5.5 of gooi-en-vechtstreek-2018: that was the outcome of a duty in this round."""
    weighed = (
        (plicht, casus.feit("gedaan", casus.ronde, plicht.id)) for plicht in convenant.plichten if plicht.opnieuw
    )
    return any(said is not None and said.value == plicht.opnieuw for plicht, said in weighed)


def step_to_take(casus: Casus, convenant: Convenant) -> Trede | None:
    """The next step of the covenant's first chain."""
    first = next(iter(convenant.namen_van_ketens), None)
    return next_trede(casus, convenant, first) if first else None


def _is_done(stap: NextStep, casus: Casus) -> bool:
    if stap is NextStep.AFSPRAAK:
        return bool(casus.partijen(casus.ronde))
    return casus.feit(stap, casus.ronde) is not None


def _follow_up(casus: Casus, convenant: Convenant) -> NextStep:
    if casus.feit("opvolging_2"):
        return NextStep.CLOSE
    if casus.feit("opvolging_1"):
        return NextStep.FOLLOW_UP_2
    if convenant.kent("advies_opgevolgd") and not _is_followed(casus):
        return NextStep.FOLLOWED_UP
    return NextStep.FOLLOW_UP_1 if convenant.kent("opvolging_1") else NextStep.CLOSE


def _is_followed(casus: Casus) -> bool:
    followed = {f.subject for f in casus.feiten_van("advies_opgevolgd", casus.ronde)}
    every = None in followed or all(p in followed for p in casus.partijen(casus.ronde))
    return every or not casus.open_afspraken()


def follow_up_choices(convenant: Convenant) -> tuple[str, ...]:
    """The questions of the follow-up, each answered with yes or no."""
    return next(
        (p.keuzes for p in convenant.plichten if p.vervuld == "opvolging_1" and p.keuzes), ("passend", "tijdig")
    )
