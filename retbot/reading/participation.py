"""Arguments for the capacity in which a role takes part in a bespreking, and in which part of it."""

import re

from retbot.domain.casus.seats import capacities, must_be_named
from retbot.domain.errors import Refusal
from retbot.reading.choices import pick
from retbot.reading.grammar import Argument, Missing, Situation, WordsLeft, optional, or_refuse

_PART = re.compile(r"\b(?:van )?(\d{1,2})[:.](\d{2}) ?(?:-|tot) ?(\d{1,2})[:.](\d{2})$", re.IGNORECASE)


def _role(words: WordsLeft, situation: Situation) -> str | None:
    longest_first = sorted(situation.convenant.rollen, key=len, reverse=True)
    found = next((name for name in longest_first if f"{words.text} ".startswith(f"{name} ")), None)
    if found:
        words.text = words.text[len(found) :].strip()
    return found


def _unknown_role(situation: Situation) -> Refusal:
    return Refusal("rol_onbekend", rollen=list(situation.convenant.rollen))


def _capacity(words: WordsLeft, situation: Situation) -> str:
    return pick(capacities(must_be_named(situation.convenant)), words.take_all())


def _part(words: WordsLeft, _: Situation) -> str | None:
    found = words.take(_PART)
    if not found:
        return None
    hours = [int(found[n]) for n in (1, 2, 3, 4)]
    if not (hours[0:2] < hours[2:4] and hours[2] < 24 and max(hours[1], hours[3]) < 60):
        raise Missing
    return "{:02}:{:02}-{:02}:{:02}".format(*hours)


ROLE = or_refuse(Argument("ROL", _role), _unknown_role)
CAPACITY = Argument("HOEDANIGHEID", _capacity)
"""All remaining words: one of the capacities of the covenant."""
PART = optional(Argument("14:00-14:30", _part, anywhere=True))
"""The part of the bespreking, at the end, always written as `14:00-14:30`."""
