"""Who takes part, and what they may do."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from retbot.domain.deelnemers.absence import DatePeriod


class Right(StrEnum):
    """The rights of a person, from the settings (voorzitter, secretaris, beheerder) or from the list of deelnemers."""

    VOORZITTER = "voorzitter"
    SECRETARIS = "secretaris"
    BEHEERDER = "beheerder"
    EXPERT = "expert"
    DEELNEMER = "deelnemer"


@dataclass(frozen=True, slots=True)
class Deelnemer:
    """Somebody who takes part, without a name. `nummer` identifies them in lists. `partij` and `sector` say whom they
    represent. `matrix_id` is set only for members of the room. The mail address is in the vault."""

    nummer: int
    rol: str
    sector: str | None = None
    partij: str | None = None
    matrix_id: str | None = field(default=None, repr=False)
    vog: date | None = None
    vervangt: int | None = None
    """The number of the deelnemer for whom they stand in; a stand-in has no seat of their own."""
    ander_ret: bool = False
    """Belongs to another RET."""
    sinds: date | None = None
    """Since when they take part; None when that is not known."""
    afwezig: tuple[DatePeriod, ...] = field(default=(), repr=False)

    def is_absent(self, day: date) -> bool:
        return any(day in periode for periode in self.afwezig)

    @property
    def label(self) -> str:
        """`expert LVB (Ambiq)`, or only the role; for a member of another RET it says so."""
        name = f"{self.rol} {self.sector}" if self.sector else self.rol
        whence = ", ".join(part for part in (self.partij, "van een ander RET" if self.ander_ret else None) if part)
        return f"{name} ({whence})" if whence else name


@dataclass(frozen=True, slots=True)
class TeamPerson:
    """Who is writing in the room, and with which rights."""

    matrix_id: str = field(repr=False)
    rights: frozenset[Right]
    deelnemer: Deelnemer | None = None

    @property
    def spoken_name(self) -> str:
        """How the bot refers to this person in messages to others."""
        leads = next((right for right in (Right.VOORZITTER, Right.SECRETARIS) if right in self.rights), None)
        return f"de {leads}" if leads else self.deelnemer.label if self.deelnemer else "een ander"

    @property
    def id(self) -> str:
        """How the audit identifies the person: the rights, and the number on the list of deelnemers."""
        number = f"#{self.deelnemer.nummer}" if self.deelnemer else ""
        return "+".join(sorted(self.rights)) + number
