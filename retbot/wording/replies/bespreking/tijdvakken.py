"""Answers about the slot of a case in an overleg."""

from collections.abc import Iterable, Sequence
from datetime import date

from retbot.domain.calendar.working_days import Calendar
from retbot.domain.termijnen.casustermijnen import Termijn
from retbot.wording.citing import cite, moving_days
from retbot.wording.dates import full_date, join, long_date, short_date
from retbot.wording.replies.chat.general import NOTHING
from retbot.wording.sentences import sentence


@sentence("tijdvak_voorstel")
def tijdvak_voorstel(
    op: date,
    van: str,
    overleg: str,
    plek: str | None,
    haalt: Sequence[str],
    mist: Sequence[str],
    eerder: Sequence[str],
    ander: str,
    commando: str,
) -> str:
    """`mist` holds the terms that this slot would miss; `eerder` lines about the earlier overleggen that were skipped;
    `ander` the day of another suitable overleg, as a person types it."""
    at = f", {plek}" if plek else ""
    where = f"**{full_date(op)}, {van}** (overleg {overleg}{at})"
    if mist:
        lines = [f"Geen vrij tijdvak haalt alle termijnen. Het dichtst in de buurt komt {where}.", "Dat haalt niet:"]
        lines += [f"• {line}" for line in mist]
    else:
        lines = [f"Voorstel: {where}.", *(["Dat haalt:"] if haalt else []), *(f"• {line}" for line in haalt)]
        lines += eerder
    other = f" Een ander overleg: `!ret {commando} CODE {ander}`" if ander else ""
    if mist:
        return "\n".join(
            [*lines, "Toch zo vastleggen? ja · nee. Een datum buiten het overleg zoeken: `!ret prik CODE`"]
        )
    return "\n".join([*lines, f"Zo vastleggen? ja · nee.{other}"])


@sentence("geen_tijdvak")
def geen_tijdvak(overleg: bool, commando: str) -> str:
    """`overleg`: some are planned, but all are full."""
    first = "In geen enkel overleg is nog een tijdvak vrij" if overleg else "Er is nog geen overleg gepland"
    return (
        f"{first}. Een datum zoeken → `!ret prik CODE` · een overleg plannen → `!ret overleg EENDAG 13:00-15:00` · "
        f"zelf een moment kiezen → `!ret {commando} CODE EENDAG 14:00`"
    )


@sentence("tijdvak_afgewezen")
def tijdvak_afgewezen(commando: str) -> str:
    return (
        f"Goed, er is niets vastgelegd. Een ander overleg → `!ret {commando} CODE EENDAG` · een eigen moment → "
        f"`!ret {commando} CODE EENDAG 14:00` · een datum zoeken → `!ret prik CODE`"
    )


@sentence("overleg_vol")
def overleg_vol(op: date) -> str:
    return (
        f"Het overleg van {full_date(op)} is vol, of heeft geen gat van die lengte meer. Ik zoek het eerste vrije "
        f"tijdvak: `!ret plan CODE`, zonder datum. {NOTHING}"
    )


@sentence("tijdvak_bezet")
def tijdvak_bezet(op: date, vrij: Sequence[str]) -> str:
    return (
        f"Dat tijdvak op {full_date(op)} is al bezet. Vrij zijn: {join(list(vrij))}. "
        f"Zonder tijd neem ik het eerste: `!ret plan CODE {short_date(op)}`. {NOTHING}"
    )


@sentence("tijdvak_te_lang")
def tijdvak_te_lang(op: date, van: str, minuten: int) -> str:
    return (
        f"Het overleg van {full_date(op)} is {van}: daar past {minuten} minuten vanaf dat moment niet in. "
        f"Begin eerder, of kies `duur 30`. {NOTHING}"
    )


@sentence("tijdvak_weg")
def tijdvak_weg() -> str:
    return f"Dat tijdvak is er niet meer. Ik zoek een ander: `!ret plan CODE`. {NOTHING}"


@sentence("plek_van_overleg")
def plek_van_overleg(op: date, plek: str) -> str:
    return (
        f"Op dat moment is er overleg, en dat heeft één plek. Het hele overleg verplaatsen: "
        f"`!ret overleg verzet {short_date(op)} plek {plek}`. {NOTHING}"
    )


def termen(termijnen: Iterable[Termijn], kalender: Calendar) -> list[str]:
    """`de deelnemers uitnodigen, uiterlijk do 30 april (art. 8.5)`"""
    return [_term(termijn, kalender) for termijn in termijnen]


def _term(termijn: Termijn, kalender: Calendar) -> str:
    why = moving_days(termijn, kalender)
    source = f"{cite(termijn.plicht)}; {why}" if why else cite(termijn.plicht)
    return f"{termijn.plicht.wat}, uiterlijk {short_date(termijn.day)} ({source})"


def valt_af(op: date, mist: Sequence[str]) -> str:
    return f"Het overleg van {long_date(op)} haalt niet: {'; '.join(mist)}."
