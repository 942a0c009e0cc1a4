"""Reads an aanmelding in one line: the fields given by name, and the voorzitter's permission to register a refused
case."""

import re
from collections.abc import Mapping

from retbot.domain.casus import casecode
from retbot.domain.errors import Refusal
from retbot.reading.aanmelding.fields import VELDEN, velden
from retbot.reading.arguments import pair_up
from retbot.reading.grammar import Argument, Situation, WordsLeft, otherwise

_PAIR = re.compile(r"(\w+)\s*=\s*(.*?)(?=\s+\w+\s*=|$)")
_TOCH = re.compile(r"^toch\s*=\s*(?P<reden>[^=]*)$", re.IGNORECASE)
_EARLIER = "vervolg"
"""The code of an earlier case; the bot does not ask for it."""


def _read_pairs(words: WordsLeft, situation: Situation) -> Mapping[str, str] | None:
    """Every `naam=waarde`, as the value to store. Raises Refusal for a name that is no question."""
    found = _PAIR.findall(words.text)
    if not found:
        return None
    words.text = _PAIR.sub("", words.text).strip()
    known = {veld.name: veld for veld in (*VELDEN, *velden(situation.convenant))}
    given = pair_up(found, known)
    if wrong := [name for name in given if name not in known and name != _EARLIER]:
        asked = [veld.name for veld in velden(situation.convenant)]
        raise Refusal("veld_onbekend", aantal=len(wrong), velden=[*asked, _EARLIER])
    return {
        name: str(casecode.read(value)) if name == _EARLIER else known[name].read(value, situation)
        for name, value in given.items()
    }


def _reden(words: WordsLeft, _: Situation) -> str | None:
    found = words.take(_TOCH)
    return found["reden"].strip().lower() if found else None


def _nothing(_: Situation) -> Mapping[str, str]:
    return {}


GIVEN = otherwise(Argument("{aanmelding}", _read_pairs), _nothing)
NEVERTHELESS = Argument("toch=REDEN", _reden)
