"""The smaller parts of a covenant: roles, steps of a chain, who may bring in a case, choices, tables."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Woorden:
    """What the source calls the things that the bot talks about, each with its article. The sentences of the bot are
    written in the words that stand here."""

    bespreking: str = "de bespreking"
    besprekingen: str = "besprekingen"
    vervolggesprek: str = "het vervolggesprek"
    advies: str = "het advies"
    convenant: str = "het convenant"
    artikel: str = "art."
    """What stands before the number of a place in the source."""
    experts: str = "de experts"


@dataclass(frozen=True, slots=True)
class Rol:
    naam: str
    heet: str | None = None
    """How a sentence names its holder where that is not `de` and its name: `het contractmanagement`."""
    in_kamer: bool = False
    """Whether its holder can be a member of the room."""
    prive: bool = False
    """Whether its holder is a private person, who gets no mail unless that is switched on for the case."""
    nooit_mail: bool = False
    """Whether its holder never gets mail, not even when switched on for the case."""
    valt_terug_op: str | None = None
    """The role that acts in its place, for a vacant post or for a team as a whole."""
    meervoud: str | None = None
    """The plural, for several holders together."""
    per_sector: bool = False
    """Whether each sector has its own holder, with a seat of its own at the table."""
    keten: str | None = None
    """The chain of escalation when this role does not act; replaces the chain of the duty."""


@dataclass(frozen=True, slots=True)
class Trede:
    """One step of a chain of escalation. `woord` is the role that decides on it."""

    keten: str
    stap: int
    id: str
    artikel: str
    woord: str
    naar: str
    wat: str


@dataclass(frozen=True, slots=True)
class Aanmeldweg:
    """A route by which somebody may bring in a case. `met_toegang`: only together with the toegang. `verwijs` is set
    for those who may not bring in a case themselves, and says where they can go."""

    naam: str
    wie: str
    met_toegang: bool = False
    na_contact: str | None = None
    """The role that they must speak to first."""
    verwijs: str | None = None
    prive_als: str | None = None
    """For a private person who brings in a case: their role in that case, which is then private too."""
    nooit_mail: bool = False


@dataclass(frozen=True, slots=True)
class Vergoeding:
    """Who is paid for their time: `minuten` per `dagen` days, attended or not, for `maanden` at most; without `dagen`,
    under a duty per bespreking, `minuten` for each bespreking that they attended; with 0 minutes, the time at the
    table. With `werkelijk` the time really spent is asked after each bespreking. `voor` is the role, `zonder` the
    sectors that are left out. With `buiten`, nobody is paid in a case in which they have an afspraak themselves."""

    voor: str
    minuten: int = 0
    dagen: int = 0
    maanden: int = 0
    """0 for no end; otherwise counted from the day on which they began to take part."""
    werkelijk: bool = False
    zonder: tuple[str, ...] = ()
    buiten: bool = False


@dataclass(frozen=True, slots=True)
class Keuze:
    """A choice or condition. `vraag` is the question for a condition. A condition with `afwezig` is not asked: it holds
    when one of these roles was absent."""

    naam: str
    tekst: str
    vraag: str | None = None
    afwezig: tuple[str, ...] = ()
    na: str | None = None
    """The code of a rule. This element of the checklist is asked only when the answer to that rule was not its first
    choice."""


@dataclass(frozen=True, slots=True)
class Tafel:
    """One kind of bespreking. `event` is its name in the terms. `rollen` sit there; when empty, the roles of the
    covenant. `stappen` are the steps afterwards, in order. `daarna` is the table at which the case is discussed
    next."""

    naam: str
    event: str = "bespreking"
    rollen: tuple[str, ...] = ()
    stappen: tuple[str, ...] = ("afspraak", "advies_vastgesteld", "advies_verzonden")
    daarna: str | None = None
    formulier: str | None = None
    heet: str | None = None
    """What a sentence calls it where its name is no Dutch word: `MDA++-overleg`."""
    uitkomst: str | None = None
    """The question about its outcome, in place of the covenant's own."""
