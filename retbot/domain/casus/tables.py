"""At which table of the covenant a case is discussed, who sits there, and what follows."""

from collections.abc import Iterable

from retbot.domain.casus.casus import LOOKED_INTO, BesprekingState, Casus, Feit
from retbot.domain.convenant.convenant import Convenant, Tafel
from retbot.domain.errors import Refusal

ONLY = Tafel("bespreking")
"""The table of a covenant that has only one kind of bespreking."""


def tafel_of(casus: Casus, convenant: Convenant, ronde: int) -> Tafel:
    """The table that was chosen when this bespreking was planned."""
    feit = casus.feit("geagendeerd", ronde)
    return _tafel_by_name(feit.value if feit else None, convenant) or _first(convenant)


def next_tafel(casus: Casus, convenant: Convenant) -> Tafel:
    """The table to plan when none is named: the one that the triage chose, or the one that follows the previous
    table."""
    held = _last_held(casus)
    if held:
        last = tafel_of(casus, convenant, held)
        return last if _goes_on(casus, held) else _tafel_by_name(last.daarna, convenant) or last
    triage = casus.feit("triage")
    named = triage.value if triage else table_of_form(casus, convenant)
    return _tafel_by_name(named, convenant) or _first(convenant)


def table_of_form(casus: Casus, convenant: Convenant) -> str:
    """The table whose form was used at the aanmelding (art. 1.6 of westfriesland-2023); empty when no form was used."""
    regel = convenant.regels.get("tafels")
    used = casus.feit(LOOKED_INTO, 0, regel.id) if regel else None
    return next((t.naam for t in convenant.tafels if used and t.formulier == used.value), "")


def take_tafel(text: str, casus: Casus, convenant: Convenant) -> tuple[Tafel, str]:
    """The table that `text` starts with, and the rest of the text; without a name, the table whose turn it is. Raises
    Refusal when a table before it may not be skipped."""
    for tafel in convenant.tafels:
        if f"{text.lower()} ".startswith(f"{tafel.naam.lower()} "):
            check_order(tafel, casus, convenant)
            return tafel, text[len(tafel.naam) :].strip()
    return next_tafel(casus, convenant), text


def rollen_of(tafel: Tafel, convenant: Convenant) -> tuple[str, ...]:
    return tafel.rollen or convenant.tafel


def seats_of(rollen: Iterable[str], convenant: Convenant) -> list[str]:
    leads = {convenant.voorzitter, convenant.secretaris}
    roles = [convenant.rollen[naam] for naam in rollen if naam not in leads]
    groups = (list(convenant.sectoren) if rol.per_sector else [rol.naam] for rol in roles)
    return list(dict.fromkeys(seat for group in groups for seat in group))


def is_at(event: str | None, tafel: Tafel) -> bool:
    """Whether `event`, a word of the covenant file, means that a bespreking at this table is held."""
    return event in {"bespreking", tafel.event}


def is_a_table(event: str | None, convenant: Convenant) -> bool:
    return event == "bespreking" or any(tafel.event == event for tafel in convenant.tafels)


def check_order(tafel: Tafel, casus: Casus, convenant: Convenant) -> None:
    """Art. 8 of model-2024: the adviestafel may be skipped when the verklarende analyse is complete. Raises Refusal."""
    before = next((t for t in convenant.tafels if t.daarna == tafel.naam), None)
    regel = convenant.regels.get("adviestafel_overslaan")
    if before is None or regel is None or _was_held(before, casus, convenant):
        return
    if casus.feit(str(regel.opties.get("nodig"))) is None:
        raise Refusal("tafel_overslaan", tafel=before.naam, artikel=regel.artikel, nodig=str(regel.opties.get("nodig")))


def _was_held(tafel: Tafel, casus: Casus, convenant: Convenant) -> bool:
    held = (b.ronde for b in casus.besprekingen if b.state is BesprekingState.HELD)
    return any(tafel_of(casus, convenant, ronde) == tafel for ronde in held)


def _last_held(casus: Casus) -> int:
    return max((b.ronde for b in casus.besprekingen if b.state is BesprekingState.HELD), default=0)


def _goes_on(casus: Casus, ronde: int) -> bool:
    feit = casus.feit("consensus", ronde)
    return feit is not None and feit.value in {"vervolggesprek", "nee"}


def without_solution(casus: Casus, ronde: int | None = None) -> Feit | None:
    """Art. 13.2 of overijssel-2022: no solution was found at the bespreking of this round, by default the present one,
    and no advies was sent since."""
    found = nothing_found(casus, ronde)
    return found if found and casus.feit("advies_verzonden", found.ronde) is None else None


def is_solved(casus: Casus) -> bool:
    """Whether the outcome of the bespreking of this round was what the covenant hopes for."""
    found = casus.feit("consensus", casus.ronde)
    return found is not None and found.value == "ja"


def nothing_found(casus: Casus, ronde: int | None = None) -> Feit | None:
    """The same, whatever was sent since."""
    found = casus.feit("consensus", casus.ronde if ronde is None else ronde)
    return found if found and found.value == "geen oplossing" else None


def named_tafel(naam: str, convenant: Convenant) -> Tafel:
    return _tafel_by_name(naam, convenant) or _first(convenant)


def _tafel_by_name(naam: str | None, convenant: Convenant) -> Tafel | None:
    return next((t for t in convenant.tafels if t.naam == naam), None)


def _first(convenant: Convenant) -> Tafel:
    return convenant.tafels[0] if convenant.tafels else ONLY
