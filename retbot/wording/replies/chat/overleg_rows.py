"""The lines about an overleg and its slots."""

from collections.abc import Iterable, Mapping

from retbot.domain.casus.casus import Bespreking
from retbot.domain.overleg.overleg import Overleg
from retbot.domain.tijd import local_day
from retbot.wording.dates import full_date
from retbot.wording.replies.bespreking.plannen import span


def overleg_rows(
    overleg: Overleg,
    slots: Iterable[tuple[Bespreking, tuple[str, str] | None]],
    vrij: int,
    komst: str,
    plekken: Mapping[str, str],
) -> list[str]:
    """Its moment, then a line for each taken slot with the code and who comes; people who may not know the code see
    `bezet`. `komst` says which fixed members come."""
    parts = [f"**{full_date(local_day(overleg.start))}, {span(overleg.start, overleg.minuten)}**"]
    if overleg.tafel:
        parts.append(overleg.tafel)
    if overleg.plek:
        parts.append(plekken.get(overleg.plek, overleg.plek))
    head = f"• Overleg {', '.join(parts)}: {_room(vrij, overleg.tijdvak)}"
    head = f"{head}; {komst}" if komst else head
    return [head, *(f"  – {span(b.start, b.minuten)} {_case(case)}" for b, case in slots)]


def _case(case: tuple[str, str] | None) -> str:
    if case is None:
        return "bezet"
    code, komst = case
    return f"**{code}**; {komst}" if komst else f"**{code}**"


def _room(vrij: int, tijdvak: int) -> str:
    if not vrij:
        return "vol"
    return f"nog {vrij} {'plaats' if vrij == 1 else 'plaatsen'} van {tijdvak} minuten"
