"""Free text that passed the gate: the only text that store, mail and calendar take."""

from dataclasses import dataclass
from enum import StrEnum

MAX_LENGTH = 280
"""Characters; whoever needs more writes it in the dossier of the team."""


class IdentifierType(StrEnum):
    """What the gate found that may not stand in a text; the value is how it is called in Dutch."""

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
    """The detector failed or is not there: refused, because nobody looked."""


@dataclass(frozen=True, slots=True)
class SafeText:
    """One line that passed the gate. Only retbot/privacy makes one, and the store reads back what it was given
    (tests/unit/ports/test_safe_text_everywhere.py holds both). Raises ValueError for no line of 1 to 280 characters."""

    text: str

    def __post_init__(self) -> None:
        if not self.text or len(self.text) > MAX_LENGTH or not self.text.isprintable():
            raise ValueError("no line of 1 to 280 printable characters")

    def __str__(self) -> str:
        return self.text
