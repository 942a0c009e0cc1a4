"""Codes of cases: `RET-`, five random symbols and a check symbol, written as RET-7KH-4T3."""

import re
from collections.abc import Callable, Collection
from typing import NewType

from retbot.domain.errors import Refusal

Casecode = NewType("Casecode", str)

ALPHABET = "23456789BCDFGHJKMPRTWXZ"
_SHAPE = re.compile(rf"RET[-– ]?([{ALPHABET}]{{3}})[-– ]?([{ALPHABET}]{{3}})", re.IGNORECASE | re.ASCII)
_WRITTEN = re.compile(rf"\bRET-[{ALPHABET}]{{3}}-[{ALPHABET}]{{3}}\b")


def check_symbol(symbols: str) -> str:
    """The sixth symbol: a weighted sum modulo 23, which catches one wrong symbol or two that are swapped."""
    return ALPHABET[sum((i + 2) * ALPHABET.index(s) for i, s in enumerate(symbols)) % len(ALPHABET)]


def draw(choice: Callable[[str], str], taken: Collection[Casecode] = ()) -> Casecode:
    """A code whose last three symbols are those of no code in `taken`, because an act is confirmed with them; `choice`
    picks one symbol of the alphabet, as `secrets.choice` does."""
    known = {symbols_of(code) for code in taken}
    while True:
        five = "".join(choice(ALPHABET) for _ in range(5))
        code = with_hyphens(five + check_symbol(five))
        if symbols_of(code) not in known:
            return code


def draw_symbols(choice: Callable[[str], str], taken: Collection[str]) -> str:
    """Three symbols, not in `taken`, to confirm an act that is about no case."""
    while True:
        three = "".join(choice(ALPHABET) for _ in range(3))
        if three not in taken:
            return three


def symbols_of(code: Casecode) -> str:
    """The last three symbols, with which a person confirms an act."""
    return code[-3:]


def with_hyphens(six: str) -> Casecode:
    return Casecode(f"RET-{six[:3]}-{six[3:]}")


def read(text: str) -> Casecode:
    """The code in its stored form; `text` may be in any case, with or without hyphens.

    Raises Refusal `code_onleesbaar` for another shape and `code_tikfout` when the check symbol is wrong.
    """
    found = _SHAPE.fullmatch(text.strip())
    if not found:
        raise Refusal("code_onleesbaar")
    six = (found[1] + found[2]).upper()
    if check_symbol(six[:5]) != six[5]:
        raise Refusal("code_tikfout")
    return with_hyphens(six)


def read_symbols(six: str) -> Casecode | None:
    """The code with these six symbols, in any case; None when they are no code."""
    try:
        return read(f"RET-{six}")
    except Refusal:
        return None


_ALIKE = frozenset(("B8", "8B", "2Z", "Z2", "6G", "G6", "7T", "T7", "CG", "GC", "3B", "B3"))
"""Pairs of symbols that are easily taken for each other."""


def resembles(six: str, code: Casecode) -> bool:
    """Whether the symbols are those of the code, with at most one that no code has or that is easily mistaken."""
    own = code.removeprefix("RET-").replace("-", "")
    wrong = [(typed, symbol) for typed, symbol in zip(six.upper(), own, strict=True) if typed != symbol]
    return all(typed not in ALPHABET or typed + symbol in _ALIKE for typed, symbol in wrong) and len(wrong) <= 1


def codes_in(text: str) -> set[Casecode]:
    """Every code in the text that is written as the bot writes it; the case itself may not exist."""
    return {Casecode(found) for found in _WRITTEN.findall(text)}
