"""Reads which seats of a table are meant, by number or by name."""

import re
from collections.abc import Sequence

from retbot.domain.errors import Refusal

_EVERYBODY = re.compile(r"iedereen(?:\s+(?:behalve|zonder)\s+(?P<out>.+))?", re.IGNORECASE)
_BUT = re.compile(r"^(?:ja,? )?(?:behalve|niet met|zonder|niet)\s+", re.IGNORECASE)
_PRESENT = ("iedereen", "iedereen behalve 9", "4 5 7 8")


def who_was_there(text: str, seats: list[str]) -> list[str]:
    """From `4 5 7 8`, names, `iedereen` or `iedereen behalve school`. Raises Refusal."""
    found = _EVERYBODY.fullmatch(text.strip())
    if found:
        out = named_seats(found["out"], seats) if found["out"] else []
        return [seat for seat in seats if seat not in out]
    return named_seats(text, seats)


def named_seats(text: str, seats: list[str], keuzes: Sequence[str] = _PRESENT) -> list[str]:
    """The seats that `text` gives by number or by name, in the order of the table. Raises Refusal, which shows
    `keuzes`."""
    lowered = {seat.lower(): seat for seat in seats}
    numbered = {str(number): seat for number, seat in enumerate(seats, 1)}
    rest = f" {text.lower().replace(',', ' ').replace(' en ', ' ')} "
    named = []
    for name in sorted(lowered, key=len, reverse=True):
        if f" {name} " in rest:
            named.append(lowered[name])
            rest = rest.replace(f" {name} ", "  ")
    words = rest.split()
    if any(word not in numbered for word in words) or not (named or words):
        raise Refusal("antwoord_onbegrepen", keuzes=list(keuzes))
    chosen = {*named, *(numbered[word] for word in words)}
    return [seat for seat in seats if seat in chosen]


def excluded_seats(text: str, seats: list[str]) -> list[str]:
    """From `ja behalve school`, `niet met 3`. Raises Refusal."""
    return named_seats(_BUT.sub("", text), seats, keuzes=["ja", "nee", f"behalve {seats[-1]}"])
