"""Arguments for a type of consent."""

from retbot.domain.casus.consent import DEELNAME, FORM, MONITOR, asked_apart
from retbot.domain.errors import Refusal
from retbot.reading.grammar import Argument, Situation, WordsLeft, otherwise

_WITHDRAWN = (FORM, MONITOR, "verslag", "mail", DEELNAME)


def _consent(words: WordsLeft, situation: Situation) -> str | None:
    what = words.text.partition(" ")[0].lower()
    return words.take_word().lower() if what in asked_apart(situation.convenant) else None


def _withdrawal(words: WordsLeft, _: Situation) -> str | None:
    if not words.text:
        return None
    what = words.take_word().lower()
    if what not in _WITHDRAWN:
        raise Refusal("intrekken_vorm", wat=list(_WITHDRAWN))
    return what


GIVEN = otherwise(Argument("TOESTEMMING", _consent), lambda _: FORM)
"""A consent about which the covenant has its own question; by default the consent for the form."""
WITHDRAWN = Argument("|".join(_WITHDRAWN), _withdrawal)
