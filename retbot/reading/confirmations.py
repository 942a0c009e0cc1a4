"""Reads `ja 4T3`: a yes with the last three symbols of the code of a case."""

import re

from retbot.domain.casus.casecode import ALPHABET
from retbot.reading.answers import YES

_YES = "|".join(sorted(YES, key=len, reverse=True))
_SYMBOLS = f"[{ALPHABET}]{{3}}"
_CONFIRMED = re.compile(rf"(?:{_YES}),? (?:RET[- ]?{_SYMBOLS}[- ]?)?(?P<symbols>{_SYMBOLS})", re.IGNORECASE)

_ASKED = re.compile(rf"^Doen\? `?ja (?P<symbols>{_SYMBOLS})", re.MULTILINE)


def confirmed_symbols(text: str) -> str | None:
    """The three symbols, in capitals; None when the text is something else. Of a whole code the last three count."""
    found = _CONFIRMED.fullmatch(text)
    return found["symbols"].upper() if found else None


def asked_for(said: str) -> str | None:
    """What somebody types who wants what the bot asks to have confirmed; None when it asks no such thing."""
    found = _ASKED.search(said)
    return f"ja {found['symbols']}" if found else None
