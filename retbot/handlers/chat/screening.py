"""What may not stand in a command: the gate, after everything that is no free text was taken out."""

import re
from collections.abc import Iterable

from retbot.domain.casus.gdpr_requests import KENMERK
from retbot.domain.casus.safe_text import IdentifierType
from retbot.domain.team import Team
from retbot.ports import Gate
from retbot.reading.arguments import identifying, without_structure

_MATRIX_ID = re.compile(r"(?<!\S)@\S+")
_YEAR_OF_DATE = re.compile(r"(\b\d{1,2}(?:e|ste)?\s+[a-z]{3,9}\.?)\s+(?:19|20)\d\d\b", re.IGNORECASE)
_NOT_IN_A_COMMAND = frozenset((IdentifierType.WOORD, IdentifierType.PLAATS, IdentifierType.ACCOUNT))
"""A command mistyped, a place that is no gemeente, a name with a line under it: the command says what is wrong."""
_REFERENCE = re.compile(rf"\bkenmerk\s+{KENMERK}(?=\s|$)", re.IGNORECASE)
"""Of a decision of the municipality: checked for its form by the command itself."""


def kinds_in(text: str, team: Team, gate: Gate, allowed: Iterable[str] = ()) -> list[str]:
    """`text` is a whole command. A fact may be of years ago, so its year tells nothing; a number behind a rol is a
    choice. Dates, codes, lists of numbers and Matrix ids are no free text."""
    free = _YEAR_OF_DATE.sub(r"\1", _MATRIX_ID.sub(" ", without_structure(text)))
    free = _REFERENCE.sub(" ", free)
    free = _choices(team).sub(r"\1", free).replace("_", " ").replace("=", ": ")
    found = gate.kinds(free, frozenset((*team_words(team), *allowed)))
    return list(
        dict.fromkeys(
            (*identifying(text), *(str(identifier) for identifier in found if identifier not in _NOT_IN_A_COMMAND))
        )
    )


def team_words(team: Team) -> frozenset[str]:
    """What this team chooses from; a partij may be called by its first word."""
    convenant = team.convenant
    named = (*convenant.partijen, *convenant.gemeenten, *convenant.rollen, *convenant.sectoren)
    first_words = (partij.split()[0] for partij in convenant.partijen if partij.find(" ") > 3)
    chosen = (*convenant.namen_van_ketens, *team.soorten, *team.plekken, *team.plekken.values())
    return frozenset((*named, *first_words, *chosen))


def _choices(team: Team) -> re.Pattern[str]:
    rollen = "|".join(re.escape(rol) for rol in team.convenant.rollen)
    return re.compile(rf"\b({rollen})\s+\d{{1,2}}\s*$", re.IGNORECASE)
