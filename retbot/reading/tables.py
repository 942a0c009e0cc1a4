"""Arguments for a table of the covenant."""

from retbot.domain.casus.tables import next_tafel, take_tafel
from retbot.domain.convenant.convenant import Tafel
from retbot.reading.grammar import Argument, Missing, Situation, WordsLeft


def _table(words: WordsLeft, situation: Situation) -> Tafel | None:
    if situation.casus is None:
        return None
    before = words.text
    tafel, words.text = take_tafel(before, situation.casus, situation.convenant)
    return tafel if words.text != before else None


def _next(situation: Situation) -> Tafel:
    if situation.casus is None:
        raise Missing
    return next_tafel(situation.casus, situation.convenant)


TABLE = Argument("", _table, _next)
"""At the beginning; by default the next table in order. Left out of the form, because most covenants have one table."""
