"""Readings of the gate as `retbot scan` gives them: line by line, and never the text."""

from collections.abc import Iterable, Iterator

from retbot.domain.casus.safe_text import IdentifierType
from retbot.ports import Gate
from retbot.wording.dates import join


def scan(lines: Iterable[str], gate: Gate) -> Iterator[dict[str, object]]:
    """One `{"line", "refused", "kinds"}` per line, in order and counting from 1."""
    for number, line in enumerate(lines, start=1):
        kinds = gate.kinds(line)
        yield {"line": number, "refused": bool(kinds), "kinds": [str(identifier) for identifier in kinds]}


def in_words(number: int, kinds: Iterable[IdentifierType]) -> str:
    named = [f"{identifier}" for identifier in kinds]
    return f"Regel {number}: geweigerd, {join(named)}." if named else f"Regel {number}: kan erdoor."
