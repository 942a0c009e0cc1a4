"""What the AVG asks of every team, and a covenant file leaves out: how long is kept, a datalek, a request of a
betrokkene."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from retbot.covenants.free_days import kalender
from retbot.covenants.play.witness import TEAM_FACTS, Witness
from retbot.domain.calendar.duration import Duration
from retbot.domain.convenant.convenant import Convenant, Plicht, Source
from retbot.domain.convenant.timeline import einde, last_instant
from retbot.domain.privacy.datalekken import AP, BETROKKENEN, duty_to_report, must_report
from retbot.domain.termijnen.casustermijnen import Termijn, instant_of

_TEMPLATE = "neem die over uit het sjabloon (`retbot profile new`)"
_MONTH, _HOURS = Duration.parse("1 m"), Duration.parse("72 h")


def gaps_in_law(convenant: Convenant, seen: Witness) -> Iterator[str]:
    yield from _retention(convenant, seen)
    yield from _of_law(
        "AVG-33",
        "het melden van een datalek bij de Autoriteit Persoonsgegevens",
        _to_authority(seen),
        _HOURS,
        convenant,
    )
    if duty_to_report(convenant, BETROKKENEN) is None:
        yield f"[convenant]: het inlichten van betrokkenen over een datalek ontbreekt: plicht AVG-34; {_TEMPLATE}"
    requests = [one for one in seen.team if one.plicht.termijn.event == "verzoek"]
    yield from _of_law("AVG-12", "het beantwoorden van een verzoek van een betrokkene", requests, _MONTH, convenant)


def _retention(convenant: Convenant, seen: Witness) -> Iterator[str]:
    duties = [plicht for plicht in convenant.plichten if plicht.actief and plicht.vervuld == "verwijderd"]
    if not duties:
        yield (
            '[convenant]: geen plicht heeft `vervuld = "verwijderd"`, dus een casus blijft voor altijd staan (AVG 5 '
            "lid 1 onder e); noemt het convenant geen bewaartermijn, kies er dan een en zeg het bij `keuze_team`"
        )
    for plicht in duties:
        if plicht.id in seen.early:
            yield (
                f"{plicht.id}: de bewaartermijn begint bij `{plicht.termijn.event}`, als de casus nog loopt, en "
                "verwijdert wat nog nodig is; tel de termijn vanaf `afgesloten`"
            )


def _to_authority(seen: Witness) -> list[Termijn]:
    return [one for one in seen.team if must_report(one.plicht) == AP]


def _of_law(id_: str, what: str, terms: list[Termijn], most: Duration, convenant: Convenant) -> Iterator[str]:
    """One of these terms must be of the law, and end in time."""
    if not terms:
        yield f"[convenant]: {what} ontbreekt: plicht {id_}; {_TEMPLATE}"
        return
    lawful = [one for one in terms if one.plicht.bron is Source.WET]
    if not lawful:
        yield f'{terms[0].plicht.id}: dit vraagt de wet, en een team kan er niet van afwijken; zet erbij `bron = "wet"`'
        return
    first = min(lawful, key=lambda one: last_instant(one.due))
    if last_instant(first.due) > _latest(first.plicht, most, convenant):
        yield f"{first.plicht.id}: de wet geeft hiervoor hoogstens `{most}`; dit duurt langer"


def _latest(plicht: Plicht, most: Duration, convenant: Convenant) -> datetime:
    by_law = replace(plicht, termijn=replace(plicht.termijn, duur=most))
    [start] = [feit for feit in TEAM_FACTS if feit.event == plicht.termijn.event]
    return last_instant(einde(by_law, instant_of(start), convenant, kalender()).due)
