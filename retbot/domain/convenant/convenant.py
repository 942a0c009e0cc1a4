"""What a covenant requires, as values: duties with their terms, roles, tables, chains of escalation, checklists."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from retbot.domain.calendar.duration import Duration
from retbot.domain.convenant.events import EVENTS, MOMENTEN, ONGEREGELD
from retbot.domain.convenant.sections import Aanmeldweg, Keuze, Rol, Tafel, Trede, Vergoeding, Woorden

__all__ = ["EVENTS", "MOMENTEN", "ONGEREGELD", "Aanmeldweg", "Keuze", "Rol", "Tafel", "Trede", "Vergoeding", "Woorden"]

CHILD = "0-11"
"""The age band of who sits at no table and has no talk beforehand."""


class TermijnType(StrEnum):
    """The types of term that REGELS.md lists at its beginning."""

    NA = "na"
    VOOR = "voor"
    VOOR_EVENT = "vóór"
    """Before an event, with no date of its own."""
    BIJ = "bij"
    ELKE = "elke"
    OP_DATUM = "op"
    OP_HET_WOORD = "op het woord"
    EIGEN_DATUM = "eigen datum"
    PER_BESPREKING = "per bespreking"
    PER_PERIODE = "per periode"
    ALTIJD = "altijd"
    GEEN = "geen"


@dataclass(frozen=True, slots=True)
class TermijnForm:
    """What `event` means depends on the type: it starts the term (na), ends it (voor, vóór), is the moment of the duty
    (bij), or is what a duty without a term follows (geen). `herhaald` is a term of a case that starts again each time
    it ends."""

    soort: TermijnType
    event: str | None = None
    duur: Duration | None = None
    datum: date | None = None
    herhaald: bool = False


class Source(StrEnum):
    CONVENANT = "convenant"
    WET = "wet"
    TEAM = "keuze_team"
    """Added by the team itself; the chat shows it as "eigen afspraak van het team"."""


@dataclass(frozen=True, slots=True)
class Plicht:
    """One duty. `wat` is what to do, as an infinitive: "de casus op de agenda zetten"."""

    id: str
    artikel: str
    wat: str
    wie: tuple[str, ...]
    termijn: TermijnForm
    vervuld: str | None = None
    """The event that fulfils it; `gedaan` when it is marked as done by its id."""
    aan: tuple[str, ...] = ()
    per: str | None = None
    """`partij`: each party fulfils it separately; `afspraak`: each afspraak does; `persoon`: each person whom it names
    does."""
    voorwaarde: str | None = None
    bron: Source = Source.CONVENANT
    lezing: str | None = None
    keuze_team: str | None = None
    vooraf: tuple[Duration, ...] = ()
    """How long before its end the reminders are sent."""
    gemist: str | None = None
    """The chain of escalation that a missed term opens."""
    gedekt_door: str | None = None
    """The covenant's own row that covers this one: then it is listed but has no reminders of its own."""
    anders_na: str | None = None
    """The event that starts the term until its own start event has happened."""
    bij_verschil: str | None = None
    """The role that decides when the people responsible disagree."""
    keuzes: tuple[str, ...] = ()
    """What is asked when it is done; each answered with yes or no."""
    uitkomsten: tuple[str, ...] = ()
    """Its possible outcomes: asked when it is reported as done, and stored."""
    vergoeding: tuple[Vergoeding, ...] = ()
    """Who is paid, for the overview that belongs to this duty."""
    bij_invoering: bool = False
    """Whether it is due when the bot is introduced and after each change of the covenant file, with reminders until
    done."""
    bedrag: bool = False
    """Whether recording an amount in euro fulfils it: the tariff of the year."""
    noemen_bij: tuple[str, ...] = ()
    """The events at which a permanent rule is repeated in the chat."""
    meldt: str | None = None
    """What it asks about a datalek: a report to `partijen`, `ap` or `betrokkenen`, or a complete `register`. The
    register of datalekken then says whether it was done."""
    niet_nodig: str | None = None
    """The outcome of such a duty that nobody had to be informed."""
    opnieuw: str | None = None
    """The outcome after which the case is discussed again."""
    na_trede: str | None = None
    """The step of a chain of escalation that it follows, when that is not any step."""
    over_advies: bool = False
    """It is about the advies, so it is not owed when the bespreking found no solution."""
    wat_tot_12: str | None = None
    """What it asks while the jeugdige is younger than twelve, where that is less."""
    na_uitkomst: tuple[str, ...] = ()
    """The duty that it follows, and the outcome of that one which asks for it."""
    voorstel: Duration | None = None
    """How long after a bespreking the next one is proposed, while this duty is open."""
    actief: bool = True

    def for_band(self, leeftijd: str) -> "Plicht":
        """As it reads for a jeugdige of this age."""
        return replace(self, wat=self.wat_tot_12) if self.wat_tot_12 and leeftijd == CHILD else self

    @property
    def wie_tekst(self) -> str:
        return " + ".join(self.wie)

    @property
    def heeft_datum(self) -> bool:
        return self.termijn.soort in {TermijnType.NA, TermijnType.VOOR}

    def start_among(self, events: Container[str]) -> str | None:
        """The event among these that starts or ends the term; None for a term without a date."""
        known = (event for event in (self.termijn.event, self.anders_na) if event in events)
        return next(known, None) if self.heeft_datum else None


@dataclass(frozen=True, slots=True)
class Regel:
    """A condition in tested code, switched on and cited by the covenant file, with its parameters. `door` is who is
    responsible for it, `rollen` who sits at the table that it is about. A rule with a `vraag` is asked at its `moment`
    and the answer is stored: one of `keuzes`. Where `goed` is given, any other answer stops the action."""

    code: str
    id: str
    artikel: str
    lezing: str | None = None
    keuze_team: str | None = None
    moment: str | None = None
    door: tuple[str, ...] = ()
    rollen: tuple[str, ...] = ()
    vraag: str | None = None
    keuzes: tuple[str, ...] = ("ja", "nee")
    goed: tuple[str, ...] = ()
    ook: tuple[str, ...] = ()
    """Further moments at which it is asked again."""
    redenen: tuple[str, ...] = ()
    """When given, the question is who of `rollen` will be missing, and each missing person needs one of these
    reasons."""
    houdt_tegen: bool = True
    """Whether an answer outside `goed` stops an aanmelding; if not, it is stored and reported."""
    opties: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Convenant:
    naam: str
    versie: str
    titel: str
    voorzitter: str
    """The role that leads the team."""
    secretaris: str
    rollen: Mapping[str, Rol]
    plichten: tuple[Plicht, ...]
    awt: bool = True
    """Our choice: the Algemene termijnenwet binds statutory terms only, and a covenant is not a statute."""
    terugrekening: str = "werkdag_ervoor"
    vooraf: tuple[Duration, ...] = ()
    """How long before its end a term is reminded of whose duty does not say it."""
    cadans_vanaf: date | None = None
    """The date from which recurring duties count their periods."""
    looptijd_einde: date | None = None
    """The last day on which the covenant runs; None when it has no end."""
    verlengingen: int = 0
    """How many times it may be extended, by a year each time."""
    ongeregeld: tuple[str, ...] = ()
    """What the source does not regulate; values of ONGEREGELD."""
    tafel: tuple[str, ...] = ()
    """Roles that always sit at the bespreking."""
    tafels: tuple[Tafel, ...] = ()
    """The kinds of bespreking; empty when there is only one."""
    vast: tuple[str, ...] = ()
    """The fixed members."""
    gastenlijst: str = "vast"
    """Which other guests are visible in the invitation of somebody who is not a fixed member, unless the secretaris
    chooses otherwise: see domain/invitations/guest_list.py."""
    gastenlijst_vast: str = "iedereen"
    """The same for a fixed member."""
    agendamelding_prive: bool = True
    """Whether the calendar of a private person warns before a meeting, as those of others may."""
    sectoren: tuple[str, ...] = ()
    ketens: tuple[Trede, ...] = ()
    checklist: tuple[Keuze, ...] = ()
    gronden: tuple[Keuze, ...] = ()
    wegen: tuple[Aanmeldweg, ...] = ()
    leeftijden: tuple[str, ...] = ()
    """The age bands to choose from; empty means all."""
    voorbeeld: str = "PARTIJ"
    """A party to use in examples."""
    voorwaarden: tuple[Keuze, ...] = ()
    """Conditions that switch on terms once recorded."""
    knelpunten: tuple[Keuze, ...] = ()
    """The possible obstacles to a solution."""
    gemeenten: tuple[str, ...] = ()
    partijen: tuple[str, ...] = ()
    regels: Mapping[str, Regel] = field(default_factory=dict)
    woorden: Woorden = field(default_factory=Woorden)
    uitkomst: str = ""
    """The question about the outcome of a bespreking, answered with yes or no; not asked when empty."""
    sluitvraag: str = "Is de casus afgerond?"
    """Asked before a case is closed as solved, where no rule asks something else."""
    afwijken: bool = False
    """Whether who leads is offered to register a case that does not meet a condition."""
    inhoud: str = ""
    """A digest of the whole covenant file."""

    @property
    def panel(self) -> frozenset[str]:
        """The fixed members apart from the voorzitter and the secretaris."""
        return frozenset(self.vast) - {self.voorzitter, self.secretaris}

    @property
    def inzien(self) -> frozenset[str]:
        """The roles whose fixed members see what is stored of every case; empty when no rule allows it."""
        named = self._option("inzien")
        return frozenset(str(role) for role in named) if isinstance(named, list) else frozenset()

    @property
    def een_casus_alles(self) -> bool:
        """Whether somebody involved in a case sees everything stored of it; if not, only what concerns them."""
        return self._option("een_casus") == "alles"

    def _option(self, name: str) -> object:
        regel = self.regels.get("inzage")
        return regel.opties.get(name) if regel else None

    @property
    def namen_van_ketens(self) -> list[str]:
        return list(dict.fromkeys(trede.keten for trede in self.ketens))

    def kent(self, event: str) -> bool:
        """Whether anything in the covenant starts with this event, is fulfilled by it or asks for it."""
        if event == "escalatie":
            return bool(self.ketens)
        duties = (p for p in self.plichten if p.actief)
        steps = (step for tafel in self.tafels or (Tafel("bespreking"),) for step in tafel.stappen)
        named = {word for p in duties for word in (p.termijn.event, p.vervuld, p.anders_na)}
        asked = {word for r in self.regels.values() for word in (r.moment, *r.ook, r.opties.get("nodig"))}
        return event in named.union(steps, asked)

    def bij(self, event: str) -> list[Plicht]:
        """The duties at the moment of an event, those that follow it without a term, and the rules to repeat then."""
        kinds = {TermijnType.BIJ, TermijnType.GEEN}
        due = [p for p in self.plichten if p.actief and p.termijn.event == event and p.termijn.soort in kinds]
        return due + [p for p in self.plichten if p.actief and event in p.noemen_bij]

    def plicht(self, id_: str) -> Plicht | None:
        return next((p for p in self.plichten if p.id == id_), None)

    def ids(self) -> list[str]:
        """The ids of every duty and rule, and of every step of a chain that is not also a duty."""
        own = [*(p.id for p in self.plichten), *(r.id for r in self.regels.values())]
        return own + [trede.id for trede in self.ketens if trede.id not in own]

    def artikel(self, id_: str) -> str | None:
        """Where this duty, rule or step stands in the source."""
        rows: tuple[Plicht | Regel | Trede, ...] = (*self.plichten, *self.regels.values(), *self.ketens)
        return next((row.artikel for row in rows if row.id == id_), None)

    def keten(self, naam: str) -> list[Trede]:
        return sorted((t for t in self.ketens if t.keten == naam), key=lambda t: t.stap)
