"""Arguments for requests of the people concerned: what they ask, the municipality's decision, and corrected answers."""

import re
from dataclasses import dataclass
from datetime import date

from retbot.domain.casus.gdpr_requests import SOORTEN, GdprRight, must_be_reference
from retbot.domain.errors import Refusal
from retbot.reading.arguments import past_day
from retbot.reading.grammar import Argument, Situation, WordsLeft, choice, or_refuse, otherwise

_DECISION = re.compile(r"^besluit\s+(?:op\s+)?(?P<dag>.+?)\s+kenmerk\s+(?P<kenmerk>\S+)$", re.IGNORECASE)
_ANOTHER = re.compile(r"\s[\w-]+\s*=.*")


@dataclass(frozen=True, slots=True)
class TypedDecision:
    day: date
    kenmerk: str


@dataclass(frozen=True, slots=True)
class TypedAnswer:
    """`name` is in lower case; `text` is None when no `=` follows it."""

    name: str = ""
    text: str | None = None


def decision(right: GdprRight) -> Argument[TypedDecision]:
    return or_refuse(
        Argument("besluit DATUM kenmerk Z/26/1234", _decision), lambda _: Refusal("besluit_vorm", recht=right)
    )


def _decision(words: WordsLeft, situation: Situation) -> TypedDecision | None:
    found = words.take(_DECISION)
    if not found:
        return None
    day = past_day(found["dag"], situation.now, situation.team.kalender)
    return TypedDecision(day, must_be_reference(found["kenmerk"]))


def _answer(words: WordsLeft, _: Situation) -> TypedAnswer | None:
    name, is_given, text = words.take_all().partition("=")
    if another := _ANOTHER.search(text):
        text, words.text = text[: another.start()], another[0].strip()
    return TypedAnswer(name.strip().lower(), text.strip() if is_given else None)


KIND = or_refuse(choice("inzage", lambda _: SOORTEN), lambda _: Refusal("welk_verzoek", soorten=list(SOORTEN)))
ANSWER = otherwise(Argument("VRAAG=ANTWOORD", _answer), lambda _: TypedAnswer())
"""One answer; words after it remain."""
