"""A case: the answers at the aanmelding, and what has happened since."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.safe_text import SafeText
from retbot.domain.errors import Refusal

LEEFTIJDEN = ("0-11", "12-15", "16-17", "18-21", "22-23", "24+")
ANTWOORDEN = ("ja", "nee", "niet gevraagd")
REDENEN_SLUITEN = ("opgelost", "ingetrokken", "hoort niet bij het RET", "overgedragen", "afgeschaald", "anders")
LOOKED_INTO = "nagegaan"
"""The fact that a question of the covenant file was answered: its subject is the id of the condition, its value the
answer."""
MISLUKT, ALTERNATIVE = "mislukt", "alternatief"
"""The facts that an afspraak failed, and that an alternative was found for it; `subject` is its number. The value of an
alternative is the number of the afspraak that replaces it, or what was decided instead."""
REDENEN_AFWIJKEN = ("spoed", "op verzoek van de gemeente", "landelijk advies", "eerder in behandeling", "anders")


@dataclass(frozen=True, slots=True)
class Aanmelding:
    """Only choices from lists. `formulier` and `monitor` are the two consents: ja, nee or niet gevraagd."""

    ontvangen: date
    route: str
    met_toegang: bool
    besproken: bool
    leeftijd: str
    gemeente: str
    gronden: tuple[str, ...]
    lokaal: bool
    formulier: str
    monitor: str
    vervolg_op: Casecode | None = None
    afgeweken_van: tuple[str, ...] = ()
    """Ids of the rules that the voorzitter overruled, with `reden` from REDENEN_AFWIJKEN."""
    reden: str | None = None
    vastgelegd: date | None = field(default=None, compare=False)
    """The day of entry; None when that is the day of receipt."""


@dataclass(frozen=True, slots=True)
class Feit:
    """Something that happened on a day (Europe/Amsterdam). `ronde` is the number of its bespreking, 0 for the case as a
    whole. `subject` is what it is about: a partij, or the id of a plicht, step or condition."""

    event: str
    day: date
    ronde: int = 0
    subject: str | None = None
    value: str | None = None
    vastgelegd: date | None = field(default=None, compare=False)
    """The day of entry; None when that is the day itself."""

    @property
    def key(self) -> tuple[str, int, str | None]:
        return self.event, self.ronde, self.subject


class BesprekingState(StrEnum):
    PLANNED = "gepland"
    HELD = "gehouden"
    CANCELLED = "geannuleerd"


@dataclass(frozen=True, slots=True)
class Bespreking:
    """`uid` is the UID of its calendar entry (RFC 5545). `sequence` counts the changes of the plan, so that messages
    about an earlier plan are dropped. It is not the SEQUENCE of the invitations: see domain/invitations/meeting.py.
    `overleg` is the uid of the team's overleg that has its slot; None when it has a date of its own."""

    ronde: int
    start: datetime
    minuten: int
    uid: str
    sequence: int = 0
    state: BesprekingState = BesprekingState.PLANNED
    plek: str | None = None
    overleg: str | None = None


@dataclass(frozen=True, slots=True)
class Afspraak:
    nummer: int
    ronde: int
    partij: str
    datum: date
    soort: str
    klaar: date | None = None
    omschrijving: SafeText | None = None
    vastgelegd: date | None = None
    """The day of entry; None when it was entered by the first release."""


@dataclass(frozen=True, slots=True)
class Casus:
    code: Casecode
    convenant: str
    versie: str
    aanmelding: Aanmelding
    feiten: tuple[Feit, ...] = ()
    besprekingen: tuple[Bespreking, ...] = ()
    afspraken: tuple[Afspraak, ...] = ()

    @property
    def gesloten(self) -> date | None:
        feit = self.feit("afgesloten")
        return feit.day if feit else None

    @property
    def leeftijd(self) -> str:
        """The age band according to the latest check."""
        looked = (f.value for f in reversed(self.feiten) if f.event == "leeftijd" and f.value)
        return next(looked, self.aanmelding.leeftijd)

    @property
    def ronde(self) -> int:
        """The number of the latest bespreking that is not cancelled; 0 when there is none."""
        return max((b.ronde for b in self.besprekingen if b.state is not BesprekingState.CANCELLED), default=0)

    @property
    def bespreking(self) -> Bespreking | None:
        return self.in_ronde(self.ronde)

    def in_ronde(self, ronde: int) -> Bespreking | None:
        return next((b for b in self.besprekingen if b.ronde == ronde), None)

    @property
    def rondes(self) -> Iterator[Bespreking]:
        return (b for b in self.besprekingen if b.state is not BesprekingState.CANCELLED)

    @property
    def last_held(self) -> int:
        """The round of the last bespreking that was held; 0 when there is none."""
        return max((b.ronde for b in self.besprekingen if b.state is BesprekingState.HELD), default=0)

    def feit(self, event: str, ronde: int | None = None, subject: str | None = None) -> Feit | None:
        """The latest fact that matches; `ronde` None matches any round."""
        found = (
            f for f in reversed(self.feiten) if f.event == event and f.subject == subject and ronde in {None, f.ronde}
        )
        return next(found, None)

    def feiten_van(self, event: str, ronde: int | None = None) -> list[Feit]:
        return [f for f in self.feiten if f.event == event and ronde in {None, f.ronde}]

    def with_feit(self, feit: Feit) -> "Casus":
        """Replaces the fact about the same subject in the same round."""
        others = tuple(f for f in self.feiten if f.key != feit.key)
        return replace(self, feiten=(*others, feit))

    def without_feit(self, feit: Feit) -> "Casus":
        return replace(self, feiten=tuple(f for f in self.feiten if f.key != feit.key))

    def with_bespreking(self, bespreking: Bespreking) -> "Casus":
        others = tuple(b for b in self.besprekingen if b.ronde != bespreking.ronde)
        return replace(self, besprekingen=(*others, bespreking))

    def with_afspraak(self, afspraak: Afspraak) -> "Casus":
        others = tuple(a for a in self.afspraken if a.nummer != afspraak.nummer)
        return replace(self, afspraken=tuple(sorted((*others, afspraak), key=lambda a: a.nummer)))

    def afspraak(self, nummer: int) -> Afspraak:
        found = next((a for a in self.afspraken if a.nummer == nummer), None)
        if found is None:
            raise Refusal("afspraak_onbekend", nummer=nummer, aantal=len(self.afspraken))
        return found

    def open_afspraken(self, where: Callable[[Afspraak], bool] = lambda _: True) -> list[Afspraak]:
        """Neither done nor replaced by an alternative."""
        return [a for a in self.afspraken if a.klaar is None and not self.replacement(a) and where(a)]

    def failure(self, afspraak: Afspraak) -> Feit | None:
        """The fact that it will not be kept."""
        return self.feit(MISLUKT, afspraak.ronde, str(afspraak.nummer))

    def replacement(self, afspraak: Afspraak) -> Feit | None:
        """The fact that an alternative was found after it failed."""
        return self.feit(ALTERNATIVE, afspraak.ronde, str(afspraak.nummer))

    def partijen(self, ronde: int) -> list[str]:
        """Who has an afspraak in this round, in the order in which they were made."""
        return list(dict.fromkeys(a.partij for a in self.afspraken if a.ronde == ronde))

    def must_be_open(self) -> "Casus":
        if self.gesloten:
            raise Refusal("casus_gesloten", op=self.gesloten)
        return self
