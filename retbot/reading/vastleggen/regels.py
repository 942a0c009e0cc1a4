"""Arguments for a condition of the covenant that has a question of its own."""

from retbot.domain.convenant.convenant import Convenant, Regel
from retbot.domain.errors import Refusal
from retbot.reading.grammar import Argument, Situation, WordsLeft


def _questions(convenant: Convenant) -> list[Regel]:
    """Without those of the aanmelding, which are asked during the aanmelding."""
    return [regel for regel in convenant.regels.values() if regel.vraag and regel.moment != "aanmelding"]


def _regel(words: WordsLeft, situation: Situation) -> Regel | None:
    if not words.text:
        return None
    asked = _questions(situation.convenant)
    found = next((regel for regel in asked if regel.id.lower() == words.text.lower()), None)
    if found is None:
        raise Refusal("regel_onbekend", ids=[regel.id for regel in asked])
    words.take_all()
    return found


REGEL = Argument("REGEL", _regel)
"""By its id."""
