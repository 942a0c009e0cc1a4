"""What the person who asks has to do."""

from collections.abc import Sequence

from retbot.wording.sentences import sentence


@sentence("mijn")
def mijn(regels: Sequence[str]) -> str:
    if not regels:
        return "Voor u staat er niets open."
    return "\n".join(["**Wat u nog moet doen**", *(f"• {regel}" for regel in regels)])


def line(term: str, command: str) -> str:
    return f"{term} → `!ret {command}`" if command else term
