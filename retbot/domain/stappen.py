"""What comes next in a case."""

from enum import StrEnum

from retbot.domain.casus import Casus, Stand


class Stap(StrEnum):
    """The command that would move the case on."""

    COMPLEET = "compleet"
    PLAN = "plan"
    UITNODIGEN = "uitnodigen"
    FORMULIER = "formulier gedeeld"
    VOORGESPREK = "voorgesprek gehouden"
    BESPREKING = "bespreking gehouden"
    AFSPRAAK = "afspraak"
    VASTGESTELD = "advies vastgesteld"
    VERZONDEN = "advies verzonden"
    OPGEVOLGD = "opgevolgd"
    OPVOLGING_1 = "opvolging 1"
    OPVOLGING_2 = "opvolging 2"
    SLUIT = "sluit"


def next_stap(casus: Casus) -> Stap | None:
    """None for a closed case."""
    if casus.gesloten:
        return None
    bespreking = casus.bespreking
    if bespreking is None:
        return Stap.PLAN if casus.feit("compleet") else Stap.COMPLEET
    if bespreking.stand is Stand.GEPLAND:
        return _before(casus)
    return _after(casus)


def _before(casus: Casus) -> Stap:
    ronde = casus.ronde
    if casus.feit("uitgenodigd", ronde) is None:
        return Stap.UITNODIGEN
    if casus.aanmelding.formulier == "ja" and casus.feit("formulier_gedeeld", ronde) is None:
        return Stap.FORMULIER
    return Stap.VOORGESPREK if casus.feit("voorgesprek", ronde) is None else Stap.BESPREKING


def _after(casus: Casus) -> Stap:
    ronde = casus.ronde
    consensus = casus.feit("consensus", ronde)
    if consensus and consensus.keuze == "vervolggesprek":
        return Stap.PLAN
    if casus.feit("advies_verzonden", ronde) is None:
        if not casus.partijen(ronde):
            return Stap.AFSPRAAK
        return Stap.VERZONDEN if casus.feit("advies_vastgesteld", ronde) else Stap.VASTGESTELD
    if casus.feit("opvolging_2"):
        return Stap.SLUIT
    if casus.feit("opvolging_1"):
        return Stap.OPVOLGING_2
    followed = {f.over for f in casus.feiten_van("advies_opgevolgd", ronde)}
    done = None in followed or all(p in followed for p in casus.partijen(ronde))
    return Stap.OPVOLGING_1 if done or not casus.open_afspraken() else Stap.OPGEVOLGD
