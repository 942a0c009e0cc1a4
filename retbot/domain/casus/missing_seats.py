"""Who will be missing of those who always sit at a table, and why. Departing from the covenant like this is
recorded."""

from collections.abc import Collection
from datetime import date

from retbot.domain.casus.casus import Casus, Feit
from retbot.domain.casus.covenant_questions import feit_of_answer
from retbot.domain.casus.tables import seats_of
from retbot.domain.convenant.convenant import Convenant, Regel

MISSING = "ontbreekt"
"""The fact that somebody will not be at the bespreking of a round: `subject` is the seat, `value` the reason."""
NIEMAND = "niemand"
_CHILD = "0-11"


def names_missing(regel: Regel) -> bool:
    """Whether the question of this rule asks who will be missing."""
    return bool(regel.redenen)


def expected_seats(regel: Regel, casus: Casus, convenant: Convenant) -> list[str]:
    """The seats that the rule names; the jeugdige only from the age of 12 (art. 8.8 of overijssel-2022 and
    model-2024)."""
    grown = regel.opties.get("vanaf_12")
    left_out = grown if casus.leeftijd == _CHILD and isinstance(grown, list) else []
    return [seat for seat in seats_of(regel.rollen, convenant) if seat not in left_out]


def with_missing(casus: Casus, regel: Regel, who: Collection[str], reden: str | None, day: date) -> Casus:
    """Replaces what was recorded earlier for this round."""
    earlier = [feit for feit in casus.feiten_van(MISSING, casus.ronde) if feit.subject not in who]
    for feit in earlier:
        casus = casus.without_feit(feit)
    for seat in who:
        casus = casus.with_feit(Feit(MISSING, day, casus.ronde, seat, reden))
    return casus.with_feit(feit_of_answer(regel.id, casus.ronde, ",".join(who) or NIEMAND, day))


def missing_from(casus: Casus) -> dict[str, str]:
    """Seat → reason, for the present round."""
    return {f.subject: f.value or "" for f in casus.feiten_van(MISSING, casus.ronde) if f.subject}
