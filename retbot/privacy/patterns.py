"""What is recognised by its shape: addresses, numbers, dates and ages."""

import re
from collections.abc import Iterator

from retbot.domain.safetext import Soort

_SHAPES = (
    (Soort.EMAIL, re.compile(r"[\w.+-]+\s*@\s*[\w-]+(?:\s*\.\s*[\w-]+)+")),
    (Soort.TELEFOON, re.compile(r"(?:\+|\b00)\d{1,3}(?:[\s().-]*\d){8,}|\b0(?:[\s().-]*\d){9}\b")),
    (Soort.NUMMER, re.compile(r"\d(?:[\s.-]?\d){7,}")),
)


def shapes(text: str) -> Iterator[Soort]:
    for soort, shape in _SHAPES:
        if shape.search(text):
            yield soort
