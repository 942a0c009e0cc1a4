"""The same knelpunt in several cases makes the stuurgroep review the agreements (art. 9.5 of model-2024)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from retbot.domain.casus.casus import Casus, Feit
from retbot.domain.casus.recording import record
from retbot.domain.convenant.convenant import Convenant, Keuze, Regel
from retbot.domain.errors import Refusal

KNELPUNT = "knelpunt"
"""In a case: the named knelpunt (`subject`) is in the way of a solution. For the team: the stuurgroep has looked at it,
after which the count of cases starts at zero again."""


@dataclass(frozen=True, slots=True)
class KnelpuntState:
    """`casussen` is the number of cases with this knelpunt since the stuurgroep last looked at it."""

    knelpunt: Keuze
    casussen: int
    nodig: int

    @property
    def on_agenda_of_stuurgroep(self) -> bool:
        return self.casussen >= self.nodig


def rule(convenant: Convenant) -> Regel:
    """Raises Refusal when the covenant has no such rule."""
    regel = convenant.regels.get("knelpunt")
    if regel is None:
        raise Refusal("convenant_kent_niet", commando=KNELPUNT, convenant=convenant.titel)
    return regel


def record_knelpunt(casus: Casus, naam: str, day: date, today: date) -> Casus:
    return record(casus, Feit(KNELPUNT, day, 0, naam), today)


def state_of(
    knelpunt: Keuze, cases: Iterable[Casus], team_feiten: Sequence[Feit], convenant: Convenant
) -> KnelpuntState:
    needed = rule(convenant).opties.get("casussen")
    looked_at = max(
        (f.day for f in team_feiten if f.event == KNELPUNT and f.subject == knelpunt.naam), default=date.min
    )
    met_in = [f for casus in cases if (f := casus.feit(KNELPUNT, subject=knelpunt.naam)) and f.day > looked_at]
    return KnelpuntState(knelpunt, len(met_in), needed if isinstance(needed, int) else 1)


def states(cases: Sequence[Casus], team_feiten: Sequence[Feit], convenant: Convenant) -> list[KnelpuntState]:
    """The most frequent first."""
    found = [state_of(knelpunt, cases, team_feiten, convenant) for knelpunt in convenant.knelpunten]
    return sorted(found, key=lambda one: -one.casussen)
