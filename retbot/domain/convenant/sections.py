"""The smaller parts of a covenant: roles, steps of a chain, who may ask, choices, tables."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rol:
    naam: str
    in_kamer: bool = False
    """Whether its holder can be a member of the room."""
    prive: bool = False
    """Whether its holder is a private person, who gets no mail unless switched on for the case."""
    nooit_mail: bool = False
    """Whether its holder is never mailed, switched on or not."""
    valt_terug_op: str | None = None
    """The role that acts for it: a vacant post, or a team as a whole."""
    meervoud: str | None = None
    """What several holders together are called."""
    per_sector: bool = False
    """Whether each sector has its own holder, with a seat of its own at the table."""
    keten: str | None = None
    """The chain of escalation for what this role does not do, in place of that of the duty."""


@dataclass(frozen=True, slots=True)
class Trede:
    """One step of a chain of escalation. `woord` is the role whose decision it is."""

    keten: str
    stap: int
    id: str
    artikel: str
    woord: str
    naar: str
    wat: str


@dataclass(frozen=True, slots=True)
class Aanmeldweg:
    """One kind of reporter (who may ask): `met_toegang` when only together with the toegang;
    `alleen_advies` holds the way to go when this one may not ask itself."""

    naam: str
    wie: str
    met_toegang: bool = False
    na_contact: str | None = None
    """The role to speak to beforehand."""
    verwijs: str | None = None
    prive_als: str | None = None
    """The role under which a private person who reports takes part in the case: he is private in that role too."""
    nooit_mail: bool = False


@dataclass(frozen=True, slots=True)
class Vergoeding:
    """Who is paid for his time: `minuten` in every so many `dagen` whether he was there or not, or without them for
    the time at the table. `voor` is the role, `zonder` the sectors that are left out; with `buiten` nobody is paid in a
    case in which he has an afspraak himself."""

    voor: str
    minuten: int = 0
    dagen: int = 7
    zonder: tuple[str, ...] = ()
    buiten: bool = False


@dataclass(frozen=True, slots=True)
class Keuze:
    """`vraag` is how a condition is asked for; with `afwezig` it is not: it holds when one of these was not there."""

    naam: str
    tekst: str
    vraag: str | None = None
    afwezig: tuple[str, ...] = ()
    na: str | None = None
    """The code of a rule: an element of the checklist that is asked only when that rule was answered otherwise than
    with the first of its choices."""


@dataclass(frozen=True, slots=True)
class Tafel:
    """One kind of bespreking. `event` is what its terms call it; `rollen` sit there, else those of the covenant;
    `stappen` follow on it, in their order; `daarna` is the table at which the case is discussed next."""

    naam: str
    event: str = "bespreking"
    rollen: tuple[str, ...] = ()
    stappen: tuple[str, ...] = ("afspraak", "advies_vastgesteld", "advies_verzonden")
    daarna: str | None = None
    formulier: str | None = None
