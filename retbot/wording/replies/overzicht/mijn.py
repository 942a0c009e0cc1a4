"""What the person who asks has to do."""

from collections.abc import Sequence

from retbot.wording.replies.chat.rows import footnotes
from retbot.wording.sentences import sentence


@sentence("mijn")
def mijn(regels: Sequence[str]) -> str:
    if not regels:
        return "Voor u staat er niets open."
    return "\n".join(["**Wat u nog moet doen**", *(f"• {regel}" for regel in regels), *footnotes(regels)])


def line(term: str, command: str) -> str:
    return f"{term} → `!ret {command}`" if command else term


def nothing_open() -> str:
    return "er staat niets voor u open; wat er komt → `!ret agenda`"


def first_deelnemer() -> str:
    return "zet de deelnemers op de lijst → `!ret help deelnemer toevoegen`"


def first_overleg() -> str:
    return "plan de overleggen → `!ret overleg elke twee weken op donderdag 13:00-15:00 vanaf EENDAG`"


def first_case() -> str:
    return "neem een aanmelding op → `!ret aanmelding`; ik vraag de rest"
