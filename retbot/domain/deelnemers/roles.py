"""Who takes part, and what each may do."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from retbot.domain.deelnemers.absence import DatePeriod


class Right(StrEnum):
    """What the settings (voorzitter, secretaris, beheerder) and the list of deelnemers give a person."""

    VOORZITTER = "voorzitter"
    SECRETARIS = "secretaris"
    BEHEERDER = "beheerder"
    EXPERT = "expert"
    DEELNEMER = "deelnemer"


@dataclass(frozen=True, slots=True)
class Deelnemer:
    """Somebody who takes part, without a name. `nummer` is how the bot calls him in lists; `partij` and `sector` say
    for whom; `matrix_id` only for who is in the room. The address for mail lies in the vault."""

    nummer: int
    rol: str
    sector: str | None = None
    partij: str | None = None
    matrix_id: str | None = field(default=None, repr=False)
    vog: date | None = None
    vervangt: int | None = None
    """The number of the one for whom he stands in: he has no seat of his own."""
    ander_ret: bool = False
    """He belongs to another RET."""
    afwezig: tuple[DatePeriod, ...] = field(default=(), repr=False)

    def is_absent(self, day: date) -> bool:
        return any(day in periode for periode in self.afwezig)

    @property
    def label(self) -> str:
        """`expert LVB (Ambiq)`, or the role alone; of who comes from elsewhere also that."""
        name = f"{self.rol} {self.sector}" if self.sector else self.rol
        whence = ", ".join(part for part in (self.partij, "van een ander RET" if self.ander_ret else None) if part)
        return f"{name} ({whence})" if whence else name


@dataclass(frozen=True, slots=True)
class TeamPerson:
    """Who speaks in the room, and with what rights."""

    matrix_id: str = field(repr=False)
    rights: frozenset[Right]
    deelnemer: Deelnemer | None = None

    @property
    def spoken_name(self) -> str:
        """How the bot speaks of him to others."""
        leads = next((right for right in (Right.VOORZITTER, Right.SECRETARIS) if right in self.rights), None)
        return f"de {leads}" if leads else self.deelnemer.label if self.deelnemer else "een ander"

    @property
    def id(self) -> str:
        """How the audit names the person: the rights, and the number on the list of deelnemers."""
        number = f"#{self.deelnemer.nummer}" if self.deelnemer else ""
        return "+".join(sorted(self.rights)) + number
