"""What comes next in a case."""

from enum import StrEnum

from retbot.domain.casus import Casus, Stand
from retbot.domain.convenant import Convenant
from retbot.domain.tafels import tafel_of
from retbot.domain.toestemming import is_anonymous


class Stap(StrEnum):
    """The command that would move the case on."""

    COMPLEET = "compleet"
    TRIAGE = "triage"
    PLAN = "plan"
    UITNODIGEN = "uitnodigen"
    FORMULIER = "formulier gedeeld"
    VOORGESPREK = "voorgesprek gehouden"
    BESPREKING = "bespreking gehouden"
    AFSPRAAK = "afspraak"
    VASTGESTELD = "advies vastgesteld"
    VERZONDEN = "advies verzonden"
    OPLOSSING = "oplossing verzonden"
    OPGEVOLGD = "opgevolgd"
    OPVOLGING_1 = "opvolging 1"
    OPVOLGING_2 = "opvolging 2"
    SLUIT = "sluit"

    @classmethod
    def of(cls, word: str) -> "Stap":
        """By the name that a covenant file has for it."""
        return _NAMED[word]


EVENT = {
    Stap.COMPLEET: "compleet",
    Stap.TRIAGE: "triage",
    Stap.FORMULIER: "formulier_gedeeld",
    Stap.VOORGESPREK: "voorgesprek",
    Stap.VASTGESTELD: "advies_vastgesteld",
    Stap.VERZONDEN: "advies_verzonden",
    Stap.OPLOSSING: "oplossing_verzonden",
}
"""What is recorded when the step is done."""
_SENT = {Stap.VERZONDEN, Stap.OPLOSSING}
_NAMED = {"afspraak": Stap.AFSPRAAK} | {event: stap for stap, event in EVENT.items()}
STAPPEN = frozenset(_NAMED)
"""What a table of a covenant file may ask after it."""


def next_stap(casus: Casus, convenant: Convenant) -> Stap | None:
    """Only what the covenant knows; None for a closed case."""
    if casus.gesloten:
        return None
    bespreking = casus.bespreking
    if bespreking is None:
        return _first(casus, convenant)
    if bespreking.stand is Stand.GEPLAND:
        return _before(casus, convenant)
    return _after(casus, convenant)


def _first(casus: Casus, convenant: Convenant) -> Stap:
    steps = (Stap.COMPLEET, Stap.TRIAGE)
    wanting = (s for s in steps if convenant.kent(EVENT[s]) and casus.feit(EVENT[s]) is None)
    return next(wanting, Stap.PLAN)


def _before(casus: Casus, convenant: Convenant) -> Stap:
    ronde = casus.ronde
    if casus.feit("uitgenodigd", ronde) is None:
        return Stap.UITNODIGEN
    steps = (Stap.FORMULIER, Stap.VOORGESPREK)
    wanting = (s for s in steps if convenant.kent(EVENT[s]) and casus.feit(EVENT[s], ronde) is None)
    allowed = (s for s in wanting if s is not Stap.FORMULIER or not is_anonymous(casus, convenant))
    return next(allowed, Stap.BESPREKING)


def _after(casus: Casus, convenant: Convenant) -> Stap:
    """First what the table asks, then the table that follows on it, then the follow-up."""
    ronde = casus.ronde
    consensus, tafel = casus.feit("consensus", ronde), tafel_of(casus, convenant, ronde)
    if consensus and consensus.keuze == "vervolggesprek":
        return Stap.PLAN
    steps = [Stap.of(word) for word in tafel.stappen]
    sent = [s for s in steps if s in _SENT and casus.feit(EVENT[s], ronde)]
    wanting = (s for s in steps if not sent and not _is_done(s, casus))
    if step := next(wanting, None):
        return step
    return Stap.PLAN if tafel.daarna else _follow_up(casus, convenant)


def _is_done(stap: Stap, casus: Casus) -> bool:
    if stap is Stap.AFSPRAAK:
        return bool(casus.partijen(casus.ronde))
    return casus.feit(EVENT[stap], casus.ronde) is not None


def _follow_up(casus: Casus, convenant: Convenant) -> Stap:
    if casus.feit("opvolging_2"):
        return Stap.SLUIT
    if casus.feit("opvolging_1"):
        return Stap.OPVOLGING_2
    if convenant.kent("advies_opgevolgd") and not _is_followed(casus):
        return Stap.OPGEVOLGD
    return Stap.OPVOLGING_1 if convenant.kent("opvolging_1") else Stap.SLUIT


def _is_followed(casus: Casus) -> bool:
    followed = {f.over for f in casus.feiten_van("advies_opgevolgd", casus.ronde)}
    every = None in followed or all(p in followed for p in casus.partijen(casus.ronde))
    return every or not casus.open_afspraken()


def follow_up_choices(convenant: Convenant) -> tuple[str, ...]:
    """What is asked at the follow-up, each with yes or no."""
    return next(
        (p.keuzes for p in convenant.plichten if p.vervuld == "opvolging_1" and p.keuzes), ("passend", "tijdig")
    )
