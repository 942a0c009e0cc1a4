"""Checks a command for identifying details, after everything that is not free text was removed."""

from collections.abc import Iterable

from retbot.domain.casus.safe_text import IdentifierType
from retbot.domain.team import Team
from retbot.ports import Gate
from retbot.reading.arguments import identifying
from retbot.reading.free_text import free_text

_NOT_IN_A_COMMAND = frozenset((IdentifierType.WOORD, IdentifierType.PLAATS, IdentifierType.ACCOUNT))
"""A mistyped command, a place that is no gemeente, a name with an underscore: for these the command itself says what is
wrong."""


def kinds_in(text: str, team: Team, gate: Gate, allowed: Iterable[str] = ()) -> list[str]:
    """`text` is a whole command."""
    found = gate.kinds(free_text(text, team.convenant.rollen), frozenset((*team_words(team), *allowed)))
    return list(
        dict.fromkeys(
            (*identifying(text), *(str(identifier) for identifier in found if identifier not in _NOT_IN_A_COMMAND))
        )
    )


def team_words(team: Team) -> frozenset[str]:
    """The words from which this team chooses; a partij may also be called by its first word."""
    convenant = team.convenant
    named = (*convenant.partijen, *convenant.gemeenten, *convenant.rollen, *convenant.sectoren)
    first_words = (partij.split()[0] for partij in convenant.partijen if partij.find(" ") > 3)
    chosen = (*convenant.namen_van_ketens, *team.soorten, *team.plekken, *team.plekken.values())
    return frozenset((*named, *first_words, *chosen))
