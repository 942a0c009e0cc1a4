"""The reasons for closing a case."""

from retbot.domain.casus.casus import REDENEN_SLUITEN
from retbot.domain.errors import Refusal
from retbot.reading.grammar import Argument, Situation, WordsLeft, or_refuse


def _reden(words: WordsLeft, _: Situation) -> str | None:
    typed = f"{words.text} ".lower()
    reden = next((one for one in REDENEN_SLUITEN if typed.startswith(f"{one} ".lower())), None)
    if reden:
        words.text = words.text[len(reden) :].strip()
    return reden


def _which(_: Situation) -> Refusal:
    return Refusal("sluitreden_onbekend", redenen=list(REDENEN_SLUITEN))


REDEN = or_refuse(Argument("REDEN", _reden), _which)
