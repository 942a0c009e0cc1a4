"""Who is asked to the table of the present round beside those who always sit there, and as what."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from retbot.domain.casus import Casus, Feit
from retbot.domain.citeren import cited_article
from retbot.domain.convenant import Convenant, Regel
from retbot.domain.errors import Refusal
from retbot.domain.nagaan import NAGEGAAN
from retbot.domain.ontbreken import missing_from
from retbot.domain.tafels import rollen_of, tafel_of

HOEDANIGHEID = "hoedanigheid"
"""The fact that a role takes part as something, in a part of the bespreking: `informant 14:00-14:30`."""
_NOBODY = frozenset({"nee", "niemand"})


@dataclass(frozen=True, slots=True)
class Deelname:
    """`deel` is the part of the bespreking, as `14:00-14:30`; empty for all of it."""

    hoedanigheid: str
    deel: str = ""


def rollen_aan_tafel(casus: Casus, convenant: Convenant) -> list[str]:
    """The roles of the table, and those that an answer or a word of the secretaris asked to it."""
    table = rollen_of(tafel_of(casus, convenant, casus.ronde), convenant)
    return list(dict.fromkeys([*table, *_asked(casus, convenant)]))


def komt_niet(casus: Casus, rol: str, sector: str | None = None) -> bool:
    """Whether it is recorded that this seat will be empty."""
    return bool({rol, sector} & set(missing_from(casus)))


def deelname(casus: Casus, rol: str) -> Deelname | None:
    feit = casus.feit(HOEDANIGHEID, casus.ronde, rol)
    words = (feit.keuze or "").split() if feit else []
    return Deelname(words[0], "".join(words[1:])) if words else None


def must_be_named(convenant: Convenant) -> Regel:
    """The rule by which each takes part as something (vuistregel 5 of model-2024). Raises Refusal."""
    regel = convenant.regels.get("nodige_partijen")
    if regel is None:
        raise Refusal("convenant_kent_niet", commando=HOEDANIGHEID, convenant=convenant.titel)
    return regel


def hoedanigheden(regel: Regel) -> list[str]:
    named = regel.opties.get("hoedanigheden")
    return [str(one) for one in named] if isinstance(named, list) else []


def with_deelname(casus: Casus, rol: str, deelname: Deelname, op: date) -> Casus:
    keuze = f"{deelname.hoedanigheid} {deelname.deel}".strip()
    return casus.must_be_open().with_feit(Feit(HOEDANIGHEID, op, casus.ronde, rol, keuze))


def invitations_say(casus: Casus, convenant: Convenant) -> list[str]:
    """What the answers so far make an invitation say, each with its article: who stands in (art. 8.21 of model-2024),
    what may not be shared (19.4)."""
    found = []
    for regel in convenant.regels.values():
        sentences, given = regel.opties.get("zegt"), _answer(casus, regel)
        if isinstance(sentences, dict) and given and sentences.get(given):
            found.append(f"{sentences[given]} ({cited_article(regel.artikel)}).")
    return found


def _asked(casus: Casus, convenant: Convenant) -> Iterator[str]:
    for regel in convenant.regels.values():
        rol, given = regel.opties.get("nodigt_uit"), _answer(casus, regel)
        if rol and given and given not in _NOBODY:
            yield str(rol)
    yield from (f.over for f in casus.feiten_van(HOEDANIGHEID, casus.ronde) if f.over)


def _answer(casus: Casus, regel: Regel) -> str | None:
    """Of the present round, else of the case as a whole."""
    feit = casus.feit(NAGEGAAN, casus.ronde, regel.id) or casus.feit(NAGEGAAN, 0, regel.id)
    return feit.keuze if feit else None
