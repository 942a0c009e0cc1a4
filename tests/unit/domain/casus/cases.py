"""A case under any of the covenants, as far along as a test of the domain needs it."""

from datetime import date, datetime
from functools import cache

from retbot.covenants import convenant_files
from retbot.covenants.free_days import kalender
from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.casus import Aanmelding, Bespreking, BesprekingState, Casus, Feit
from retbot.domain.convenant.convenant import Convenant
from retbot.domain.termijnen.casustermijnen import Termijn, termijnen
from retbot.domain.tijd import AMSTERDAM

START = date(2026, 4, 20)
GOOI, IJSSELLAND = "gooi-en-vechtstreek-2018", "ijsselland-pilot-2018"
WESTFRIESLAND, MODEL, OVERIJSSEL = "westfriesland-2023", "model-2024", "overijssel-2022"


@cache
def convenant(name: str) -> Convenant:
    return convenant_files.load(name)


def casus(name: str, *feiten: Feit) -> Casus:
    intake = Aanmelding(
        ontvangen=START,
        route="toegang",
        met_toegang=True,
        besproken=True,
        leeftijd="12-15",
        gemeente="Alkmaar",
        gronden=(),
        lokaal=True,
        formulier="nee",
        monitor="nee",
    )
    return Casus(Casecode("RET-7KH-4T3"), name, "1", intake, feiten)


def planned(one: Casus, ronde: int, op: date, tafel: str | None = None) -> Casus:
    start = datetime(op.year, op.month, op.day, 14, tzinfo=AMSTERDAM)
    return one.with_bespreking(Bespreking(ronde, start, 60, f"{ronde}@x")).with_feit(
        Feit("geagendeerd", START, ronde, value=tafel)
    )


def held(one: Casus, ronde: int, op: date, tafel: str | None = None) -> Casus:
    with_it = planned(one, ronde, op, tafel)
    (meeting,) = (b for b in with_it.besprekingen if b.ronde == ronde)
    over = Bespreking(ronde, meeting.start, 60, meeting.uid, state=BesprekingState.HELD)
    return with_it.with_bespreking(over).with_feit(Feit("bespreking", op, ronde))


def terms(one: Casus) -> dict[str, Termijn]:
    return {t.key: t for t in termijnen(one, convenant(one.convenant), kalender())}
