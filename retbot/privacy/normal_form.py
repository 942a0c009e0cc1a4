"""Text as a person reads it: without hidden characters and without what Matrix clients add."""

import html
import re
import unicodedata

_MARKS = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "`": "'", "´": "'"}
    | dict.fromkeys("–—‐‑‒―−", "-")
    | {"…": "...", "·": ".", "•": " ", "∙": "."}
)
_LOOKALIKES = str.maketrans("аеорсухіјАВЕКМНОРСТХІЈαοΑΒΕΖΗΙΚΜΝΟΡΤΥΧıɑ", "aeopcyxijABEKMHOPCTXIJaoABEZHIKMNOPTYXia")
_LATIN = re.compile(r"[A-Za-z]")
_PILL = re.compile(r"\[([^\[\]]*)\]\(https?://matrix\.to/[^)\s]*\)|https?://matrix\.to/\S+")
_INSIDE_A_WORD = re.compile(r"(?<=\w)[*~]{1,3}(?=\w)")
"""Markdown emphasis inside a word: `**Fat**ima`."""
_SURROGATE = re.compile(r"[\ud800-\udfff]")
"""Half of a surrogate pair: kept, so that the gate refuses the text as unreadable."""
_UNSEEN = frozenset(("Cf", "Cc", "Co", "Cn", "Mn", "Me"))
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
_LETTERS_IN_A_SHAPE = {start + n: chr(ord("A") + n) for start in (0x1F150, 0x1F170, 0x1F1E6) for n in range(26)}
"""Letters in a black circle or square, and the letters of flags."""


def normalise(text: str) -> str:
    """One line in NFKC: no invisible characters, straight quotes and dashes, Latin letters for Cyrillic and Greek ones
    that look the same, a space for signs such as emoji. The quoted message of a reply is removed; a mention is replaced
    by the name that it shows."""
    text = html.unescape(_PILL.sub(r"\1", _without_fallback(text)))
    if not text.isascii():
        text = _readable(text)
    text = _INSIDE_A_WORD.sub("", "".join(c for c in text if c.isprintable() or c.isspace() or _SURROGATE.match(c)))
    return " ".join(text.split())


def _readable(text: str) -> str:
    text = unicodedata.normalize("NFKC", text.translate(_LETTERS_IN_A_SHAPE)).translate(_MARKS)
    text = "".join(_as_seen(letter) for letter in text)
    return text.translate(_LOOKALIKES) if _LATIN.search(text) else text


def _as_seen(letter: str) -> str:
    if letter in _BLANK:
        return ""
    category = unicodedata.category(letter)
    if category in _UNSEEN and not letter.isspace():
        return ""
    return " " if category == "So" and letter not in "°\ufffd" else letter


def _without_fallback(text: str) -> str:
    """Clients put the quoted lines of a reply first, each after `> `, followed by an empty line."""
    if not text.startswith("> "):
        return text
    lines = text.splitlines()
    first = next((n for n, line in enumerate(lines) if not line.startswith(">")), None)
    return text[2:] if first is None else "\n".join(lines[first:])
