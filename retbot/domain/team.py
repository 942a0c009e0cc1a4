"""What one team has chosen: its covenant, its days, its places, its office hours."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from retbot.domain.casus import Casus
from retbot.domain.casustermijnen import Termijn, termijnen
from retbot.domain.convenant import Convenant
from retbot.domain.errors import Refusal
from retbot.domain.herinneren import Herinnering, Kantooruren, casusherinneringen
from retbot.domain.monitor import Uitvraag
from retbot.domain.rollen import Deelnemer, Persoon, Recht
from retbot.domain.werkdagen import Kalender
from retbot.domain.zicht import Zicht, leads, zicht
from retbot.taal import local


@dataclass(frozen=True, slots=True)
class Team:
    """`convenanten` holds every version that a running case came in under, by name and version."""

    convenant: Convenant
    kalender: Kalender
    rechten: Mapping[str, frozenset[Recht]]
    """Matrix id → what the settings make of that person."""
    vervangers: Mapping[Recht, tuple[str, ...]] = field(default_factory=dict)
    """Who stands in for the voorzitter and the secretaris, from the settings: Matrix ids."""
    vandaag: date | None = None
    afwezig: frozenset[str] = frozenset()
    """The Matrix ids of whom the settings name and who is away today."""
    convenanten: Mapping[tuple[str, str], Convenant] = field(default_factory=dict)
    morning: time = time(8, 30)
    evening: time = time(17, 30)
    plekken: Mapping[str, str] = field(default_factory=dict)
    """Short name → place or video link, from the settings: the only places that a bespreking may have."""
    soorten: tuple[str, ...] = (
        "intake",
        "plaatsing",
        "behandeling",
        "onderzoek",
        "begeleiding",
        "overleg",
        "financiering",
    )
    """Kinds of afspraak."""
    mailt: bool = True
    """Whether there is a mailbox to mail from."""
    uitvraag: Uitvraag | None = None
    """The columns of the national monitor."""
    telefoon: str | None = None
    """Whom to call, as mails say it."""

    def convenant_of(self, casus: Casus) -> Convenant:
        """The version that the case came in under."""
        if (casus.convenant, casus.versie) == (self.convenant.naam, self.convenant.versie):
            return self.convenant
        found = self.convenanten.get((casus.convenant, casus.versie))
        if found is None:
            raise Refusal("convenant_weg", convenant=casus.convenant, versie=casus.versie)
        return found

    def zicht(self, persoon: Persoon, casus: Casus, deelnemers: Collection[Deelnemer]) -> Zicht:
        """What he sees of the case; of one whose covenant is gone only who leads sees anything."""
        try:
            convenant = self.convenant_of(casus)
        except Refusal:
            return Zicht.ALLES if leads(persoon) else Zicht.NIETS
        return zicht(persoon, casus, convenant, deelnemers, self.vandaag)

    def termijnen(self, casus: Casus) -> list[Termijn]:
        return termijnen(casus, self.convenant_of(casus), self.kalender)

    def herinneringen(self, casus: Casus) -> list[Herinnering]:
        return casusherinneringen(casus, self.termijnen(casus), self.kantooruren, self.convenant_of(casus))

    @property
    def kantooruren(self) -> Kantooruren:
        return Kantooruren(self.kalender, self.morning, self.evening)

    @property
    def bekend(self) -> frozenset[str]:
        """The Matrix ids of everybody whom the settings name."""
        return frozenset(self.rechten).union(*self.vervangers.values())

    def rechten_van(self, matrix_id: str) -> set[Recht]:
        """What this person may do today: also as a stand-in, and only as long as nobody is there who has the right by
        himself."""
        own = set(self.rechten.get(matrix_id, ()))
        return own | {recht for recht in self.vervangers if matrix_id in self.waarnemers(recht)}

    def waarnemers(self, recht: Recht) -> list[str]:
        """The stand-ins who have this right today."""
        if set(self._holders(recht)) - self.afwezig:
            return []
        return [one for one in self.vervangers.get(recht, ()) if one not in self.afwezig]

    def with_right(self, recht: Recht) -> list[str]:
        """The Matrix ids of who is to be reached about it: of those who have it, who is there today."""
        holders = self._holders(recht)
        there = [one for one in holders if one not in self.afwezig]
        return sorted({*there, *self.waarnemers(recht)} or holders)

    def _holders(self, recht: Recht) -> list[str]:
        return [matrix_id for matrix_id, rights in self.rechten.items() if recht in rights]

    def in_office_hours(self, now: datetime) -> bool:
        moment = local(now)
        return self.kalender.is_werkdag(moment.date()) and self.morning <= moment.time() <= self.evening
