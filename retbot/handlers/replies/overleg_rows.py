"""The lines about an overleg and its slots."""

from collections.abc import Iterable, Mapping

from retbot.domain.casus import Bespreking
from retbot.domain.overleg import Overleg
from retbot.handlers.replies.plannen import span
from retbot.taal import full_date, local_day


def overleg_rows(
    overleg: Overleg, slots: Iterable[tuple[Bespreking, str | None]], vrij: int, plekken: Mapping[str, str]
) -> list[str]:
    """Its moment, then a line for each slot that is taken; without a code who may not know it sees `bezet`."""
    parts = [f"**{full_date(local_day(overleg.start))}, {span(overleg.start, overleg.minuten)}**"]
    if overleg.tafel:
        parts.append(overleg.tafel)
    if overleg.plek:
        parts.append(plekken.get(overleg.plek, overleg.plek))
    head = f"• Overleg {', '.join(parts)}: {_room(vrij, overleg.tijdvak)}"
    return [head, *(f"  – {span(b.start, b.minuten)} {f'**{code}**' if code else 'bezet'}" for b, code in slots)]


def _room(vrij: int, tijdvak: int) -> str:
    if not vrij:
        return "vol"
    return f"nog {vrij} {'plaats' if vrij == 1 else 'plaatsen'} van {tijdvak} minuten"
