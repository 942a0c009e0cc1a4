"""Free text that was checked for identifying details: the only text that store, mail and calendar accept."""

from dataclasses import dataclass
from enum import StrEnum

MAX_LENGTH = 280
"""Characters; longer text belongs in the team's own dossier."""


class IdentifierType(StrEnum):
    """What the check found that is not allowed in a text; the value is its Dutch name."""

    NAAM = "naam"
    WOORD = "onbekend woord, misschien een naam"
    INITIALEN = "initialen"
    ADRES = "adres"
    POSTCODE = "postcode"
    TELEFOON = "telefoonnummer"
    EMAIL = "e-mailadres"
    NUMMER = "lang nummer"
    CLIENTNUMMER = "cliëntnummer"
    IBAN = "rekeningnummer"
    DATUM = "geboortedatum"
    LEEFTIJD = "leeftijd"
    SCHOOL = "school"
    INSTELLING = "instelling"
    ACCOUNT = "accountnaam"
    PLAATS = "plaats"
    COMBINATIE = "herkenbare combinatie"
    ONBEKEND = "iets dat ik niet kon nagaan"
    """The detector failed or is missing. The text is refused, because nothing checked it."""


@dataclass(frozen=True, slots=True)
class SafeText:
    """One line that passed the check. Only retbot/privacy creates one, and the store reads back what it stored
    (enforced by tests/unit/ports/test_safe_text_everywhere.py). Raises ValueError for anything but one line of 1 to 280
    characters."""

    text: str

    def __post_init__(self) -> None:
        if not self.text or len(self.text) > MAX_LENGTH or not self.text.isprintable():
            raise ValueError("no line of 1 to 280 printable characters")

    def __str__(self) -> str:
        return self.text
