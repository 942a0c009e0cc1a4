"""What one team has chosen: its covenant, its days, its places, its office hours."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from retbot.domain.calendar.working_days import Calendar
from retbot.domain.casus.casus import Casus
from retbot.domain.convenant.convenant import Convenant
from retbot.domain.deelnemers.roles import Deelnemer, Right, TeamPerson
from retbot.domain.errors import Refusal
from retbot.domain.privacy.monitor import Uitvraag
from retbot.domain.privacy.visibility import Visibility, leads, visibility
from retbot.domain.termijnen.casustermijnen import Termijn, termijnen
from retbot.domain.termijnen.reminders import OfficeHours, Reminder, case_reminders
from retbot.domain.tijd import local


@dataclass(frozen=True, slots=True)
class Team:
    """`convenanten` holds each version under which a running case was brought in, by name and version."""

    convenant: Convenant
    kalender: Calendar
    rights: Mapping[str, frozenset[Right]]
    """Matrix id → the rights that the settings give."""
    vervangers: Mapping[Right, tuple[str, ...]] = field(default_factory=dict)
    """The stand-ins of the voorzitter and the secretaris, from the settings: Matrix ids."""
    vandaag: date | None = None
    afwezig: frozenset[str] = frozenset()
    """The Matrix ids from the settings of people who are away today."""
    convenanten: Mapping[tuple[str, str], Convenant] = field(default_factory=dict)
    morning: time = time(8, 30)
    evening: time = time(17, 30)
    plekken: Mapping[str, str] = field(default_factory=dict)
    """Short name → place or video link, from the settings. A bespreking can have no other place."""
    soorten: tuple[str, ...] = (
        "intake",
        "plaatsing",
        "behandeling",
        "onderzoek",
        "begeleiding",
        "overleg",
        "financiering",
    )
    """The types of afspraak."""
    mailt: bool = True
    """Whether the team has a mailbox from which to send mail."""
    reads_mail: bool = True
    """Whether the bot reads what guests answer by mail."""
    uitvraag: Uitvraag | None = None
    """The columns of the national monitor."""
    name: str = ""
    """What the settings call the team."""
    alarm_minutes: int = 0
    """How many minutes before a meeting the calendars of guests warn; 0 means that they do not."""
    invite_ahead: int = 3
    """To how many overleggen of a series the fixed members are invited at once; to the next whenever one is over."""
    telefoon: str | None = None
    """The telephone number for questions, as written in mails."""
    beheerder_mail: str | None = field(default=None, repr=False)
    """Where the beheerder is reached when the Matrix rooms cannot be used."""
    places_reactions: bool = False
    """Whether the bot puts the reactions to choose from under its own messages; they are not encrypted."""

    def name_in(self, convenant: Convenant) -> str:
        """The name of the team in a sentence after `het`."""
        return self.name or convenant.titel

    def knows(self, casus: Casus) -> bool:
        """Whether the covenant version under which the case was brought in is still there."""
        return (casus.convenant, casus.versie) in {(self.convenant.naam, self.convenant.versie), *self.convenanten}

    def convenant_of(self, casus: Casus) -> Convenant:
        """The covenant version under which the case was brought in."""
        if (casus.convenant, casus.versie) == (self.convenant.naam, self.convenant.versie):
            return self.convenant
        found = self.convenanten.get((casus.convenant, casus.versie))
        if found is None:
            raise Refusal("convenant_weg", convenant=casus.convenant, versie=casus.versie)
        return found

    def visibility(self, person: TeamPerson, casus: Casus, deelnemers: Collection[Deelnemer]) -> Visibility:
        """What this person sees of the case. When the covenant version is missing, only the voorzitter and the
        secretaris see anything."""
        try:
            convenant = self.convenant_of(casus)
        except Refusal:
            return Visibility.EVERYTHING if leads(person) else Visibility.NOTHING_OF_IT
        return visibility(person, casus, convenant, deelnemers, self.vandaag)

    def termijnen(self, casus: Casus) -> list[Termijn]:
        return termijnen(casus, self.convenant_of(casus), self.kalender)

    def reminders(self, casus: Casus) -> list[Reminder]:
        return case_reminders(casus, self.termijnen(casus), self.office_hours, self.convenant_of(casus))

    @property
    def office_hours(self) -> OfficeHours:
        return OfficeHours(self.kalender, self.morning, self.evening)

    @property
    def known_word(self) -> frozenset[str]:
        """The Matrix ids of everybody in the settings."""
        return frozenset(self.rights).union(*self.vervangers.values())

    def rights_of(self, matrix_id: str) -> set[Right]:
        """What this person may do today. A stand-in has a right only while nobody who has it otherwise is present."""
        own = set(self.rights.get(matrix_id, ()))
        return own | {right for right in self.vervangers if matrix_id in self.waarnemers(right)}

    def waarnemers(self, right: Right) -> list[str]:
        """The stand-ins who have this right today."""
        if set(self._holders(right)) - self.afwezig:
            return []
        return [one for one in self.vervangers.get(right, ()) if one not in self.afwezig]

    def with_right(self, right: Right) -> list[str]:
        """The Matrix ids of the people with this right who are present today."""
        holders = self._holders(right)
        there = [one for one in holders if one not in self.afwezig]
        return sorted({*there, *self.waarnemers(right)} or holders)

    def _holders(self, right: Right) -> list[str]:
        return [matrix_id for matrix_id, rights in self.rights.items() if right in rights]

    def in_office_hours(self, now: datetime) -> bool:
        moment = local(now)
        return self.kalender.is_working_day(moment.date()) and self.morning <= moment.time() <= self.evening
