"""Questions and answers about the advies."""

from collections.abc import Sequence
from datetime import date

from retbot.wording.citing import cited_article
from retbot.wording.dates import join, long_date
from retbot.wording.replies.chat.general import NOTHING
from retbot.wording.sentences import sentence

_THE = {"advies": "het ~advies", "oplossing": "de oplossing"}
"""What is sent."""
_SENT = {"advies": "~Advies", "oplossing": "Oplossing"}


@sentence("vraag_checklist")
def vraag_checklist(
    elementen: Sequence[str], artikel: str, afspraken: int, wat: str = "advies", zonder_oplossing: bool = False
) -> str:
    """`zonder_oplossing`: the bespreking found none, so the question is whether one came after it."""
    agreed = {0: "Er zijn nog geen afspraken vastgelegd.", 1: "Er ligt 1 afspraak vast."}
    found = "Bij de ~bespreking is geen oplossing gevonden. Kwam er daarna toch een? " if zonder_oplossing else ""
    asked = f"{found}Staat dit allemaal in {_THE.get(wat, wat)} ({cited_article(artikel)})?"
    told = agreed.get(afspraken, f"Er liggen {afspraken} afspraken vast.")
    return "\n".join([asked, *(f"• {element}" for element in elementen), f"{told} ja · nee"])


@sentence("advies_nog_niet")
def advies_nog_niet(wat: str = "advies") -> str:
    return f"Vul {_THE.get(wat, wat)} eerst aan en typ daarna weer `!ret {wat} verzonden CODE`. {NOTHING}"


@sentence("advies_is_verzonden")
def advies_is_verzonden(
    op: date, today: date, verslag: str, gevolgen: Sequence[str], stap: str, wat: str = "advies"
) -> str:
    when = "" if op == today else f" op {long_date(op, today)}"
    lines = [f"{_SENT.get(wat, wat)} verzonden{when}.{_sharing(verslag)}", *(f"• {line}" for line in gevolgen)]
    return "\n".join([*lines, stap] if stap else lines)


def _sharing(verslag: str) -> str:
    if verslag == "nee":
        return " Het verslag wordt niet gedeeld: alleen ~advies en afspraken."
    if verslag.startswith("behalve "):
        return f" Het verslag gaat niet naar: {join(verslag.removeprefix('behalve ').split(','))}."
    return ""
