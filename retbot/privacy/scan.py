"""The results of `retbot scan`: for each line, without its text."""

from collections.abc import Iterable, Iterator

from retbot.domain.casus.safe_text import IdentifierType
from retbot.ports import Gate
from retbot.wording.dates import join


def scan(lines: Iterable[str], gate: Gate) -> Iterator[dict[str, object]]:
    """One `{"line", "refused", "kinds", "typing_error"}` per line, in order and counted from 1. `typing_error` is true
    when only a typing error keeps the line from passing."""
    for number, line in enumerate(lines, start=1):
        kinds = gate.kinds(line)
        named = [str(identifier) for identifier in kinds]
        yield {"line": number, "refused": bool(kinds), "kinds": named, "typing_error": is_typing_error(line, gate)}


def is_typing_error(line: str, gate: Gate) -> bool:
    return gate.correction(line) is not None


def in_words(number: int, kinds: Iterable[IdentifierType], *, typing_error: bool = False) -> str:
    if typing_error:
        return f"Regel {number}: een tikfout, zo te zien; zonder die fout kan de tekst erdoor."
    named = [f"{identifier}" for identifier in kinds]
    return f"Regel {number}: geweigerd, {join(named)}." if named else f"Regel {number}: kan erdoor."
