"""Ages and birth dates of one person, as opposed to age bands, terms and dates of meetings."""

import re
from collections.abc import Iterator

from retbot.domain.casus.safe_text import IdentifierType
from retbot.privacy.masks import FULL_DATES
from retbot.privacy.rules import found_in

_NUMBER = re.compile(
    r"\d|jarig|derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende|elfde|twaalfde|half\b|halve"
    r"|\b(?:één|twee|drie|vier|vijf|zes|zeven|acht|negen)\b|tien\b|elf\b|twaalf\b|tig\b",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(
    r"\b(?:per|sinds|ingang van|datum:?|vergadering van|overleg van|vastgesteld|ondertekend|notitie|besluit|beschikking"
    r"|machtiging|convenant|verslag|brief|rapport|advies|wet|regeling|uitspraak|vonnis|plan|overeenkomst|versie|contract"
    r"|afspraken|nota|notulen)\b[^.;]{0,25}$|\b(?:t/m|tot|tot en met)\s*$",
    re.IGNORECASE,
)


def ages(text: str) -> Iterator[IdentifierType]:
    """For a text from which dates, times, articles, amounts and age bands were removed."""
    if _NUMBER.search(text):
        yield from found_in(text, "leeftijd")


def births(text: str, year: int) -> Iterator[IdentifierType]:
    """For a text that still has its dates; `year` is this year. A full date from the year before last or earlier counts
    as a birth date, unless it is the date of a document."""
    yield from found_in(text, "geboorte")
    for found in FULL_DATES.finditer(text):
        written = found["year"] or found["iso"] or found["worded"]
        if int(written) <= year - 2 and not _DOCUMENT.search(text[: found.start()]):
            yield IdentifierType.DATUM
            return
