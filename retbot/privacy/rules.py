"""The rules that use patterns, read from data/regels.txt: by stage, in the order in which the detector applies them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from retbot.domain.casus.safe_text import IdentifierType
from retbot.privacy import masks

_FILE = files("retbot.privacy") / "data" / "regels.txt"
_CAPITAL = re.compile(r"(?<!\\)[A-Z]|\(\?[a-z]*-")
_NAMED = re.compile(r"<([a-zA-Z][a-zA-Z0-9 ]*)>")


@dataclass(frozen=True, slots=True)
class GateRule:
    """`example` is a text that `shape` must find; tests/unit/privacy/test_rules.py checks this."""

    soort: IdentifierType
    example: str
    shape: re.Pattern[str]
    small: bool
    """Whether it searches the text in lower case, which is several times faster than ignoring case."""

    def finds(self, text: str) -> bool:
        return bool(self.shape.search(text.lower() if self.small else text))


@cache
def rules() -> Mapping[str, tuple[GateRule, ...]]:
    """By stage. Raises ValueError for a malformed file."""
    groups: dict[str, str] = {}
    found: dict[str, list[GateRule]] = {}
    heading = ""
    for line in _lines():
        if line.startswith("["):
            heading = line.strip("[]")
        elif heading:
            stage, rule = _rule(heading, line, groups)
            found.setdefault(stage, []).append(rule)
        else:
            name, _, words = line.partition(" = ")
            groups[name] = f"(?:{_fill(words, groups)})"
    return {stage: tuple(of_stage) for stage, of_stage in found.items()}


def found_in(text: str, stage: str) -> Iterator[IdentifierType]:
    """The types that the rules of a stage find, each once."""
    small = text.lower()
    for soort, of_kind in _by_kind(stage).items():
        if any(rule.shape.search(small if rule.small else text) for rule in of_kind):
            yield soort


def found_apart(text: str, stage: str) -> Iterator[IdentifierType]:
    """Like `found_in`, but text in which one type was found is not searched for the next."""
    for soort, of_kind in _by_kind(stage).items():
        without = text
        for rule in of_kind:
            if rule.finds(without):
                without = re.sub(rule.shape, "§", without.lower() if rule.small else without)
        if without != text:
            yield soort
        text = without


@cache
def _by_kind(stage: str) -> Mapping[IdentifierType, tuple[GateRule, ...]]:
    kinds: dict[IdentifierType, list[GateRule]] = {}
    for rule in rules()[stage]:
        kinds.setdefault(rule.soort, []).append(rule)
    return {soort: tuple(of_kind) for soort, of_kind in kinds.items()}


def _lines() -> Iterator[str]:
    text = "\n".join(line for line in _FILE.read_text(encoding="utf-8").splitlines() if line[:1] != "#")
    return (line for line in text.replace("\n ", "").splitlines() if line)


def _rule(heading: str, line: str, groups: Mapping[str, str]) -> tuple[str, GateRule]:
    stage, name, *capitals = heading.split()
    example, _, shape = line.rpartition(" ~ ")
    filled = _fill(shape, groups)
    small = not capitals and not _CAPITAL.search(filled)
    return stage, GateRule(
        IdentifierType[name], example, re.compile(filled, 0 if capitals or small else re.IGNORECASE), small
    )


def _fill(shape: str, groups: Mapping[str, str]) -> str:
    return _NAMED.sub(lambda found: groups[found[1]], shape).replace("¶", f"(?<={masks.BEFORE_PLACE})")
