"""Text as a person reads it: without what hides in it, and without what Matrix clients add."""

import re
import unicodedata

_MARKS = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "`": "'", "´": "'"}
    | dict.fromkeys("–—‐‑‒―−", "-")
    | {"…": "...", "·": ".", "•": " ", "∙": "."}
)
_LOOKALIKES = str.maketrans("аеорсухіјАВЕКМНОРСТХІЈαοΑΒΕΖΗΙΚΜΝΟΡΤΥΧıɑ", "aeopcyxijABEKMHOPCTXIJaoABEZHIKMNOPTYXia")
_LATIN = re.compile(r"[A-Za-z]")
_PILL = re.compile(r"\[([^\]]*)\]\(https?://matrix\.to/[^)]*\)|https?://matrix\.to/\S+")


def normalised(text: str) -> str:
    """One line: NFKC, no invisible characters, straight quotes and dashes, Cyrillic and Greek letters that look Latin
    as Latin, no quoted message that this one answers; a mention keeps its shown name, for that is what is read."""
    text = _PILL.sub(r"\1", _without_fallback(text))
    text = unicodedata.normalize("NFKC", text).translate(_MARKS)
    text = "".join(c for c in text if unicodedata.category(c) not in {"Cf", "Cc"} or c.isspace())
    if _LATIN.search(text):
        text = text.translate(_LOOKALIKES)
    return " ".join(text.split())


def _without_fallback(text: str) -> str:
    """Clients put the lines they answer before it, each behind `> `, up to an empty line."""
    if not text.startswith("> "):
        return text
    lines = text.splitlines()
    first = next((n for n, line in enumerate(lines) if not line.startswith(">")), len(lines))
    return "\n".join(lines[first:])
