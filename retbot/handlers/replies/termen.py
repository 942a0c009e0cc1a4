"""How a term is worded: its article, and why it ends when it does."""

from retbot.domain.casustermijnen import Termijn
from retbot.domain.convenant import Bron, Plicht
from retbot.domain.werkdagen import Kalender
from retbot.taal import MONTHS, join


def article(plicht: Plicht) -> str:
    """`art. 8.5`; for the law `AVG 33`; for the team's own addition that it is one."""
    if plicht.bron is Bron.WET:
        return plicht.artikel
    if plicht.bron is Bron.TEAM:
        return "eigen afspraak van het team"
    return f"art. {plicht.artikel}"


def moved(termijn: Termijn, kalender: Kalender) -> str:
    """`Hemelvaartsdag en 15 mei tellen niet mee`, or nothing."""
    names = [
        f"{day.day} {MONTHS[day.month - 1]}" if kalender.free[day].startswith("gelijkgesteld") else kalender.free[day]
        for day in termijn.moved_by
    ]
    if not names:
        return ""
    return f"{join(names)} {'telt' if len(names) == 1 else 'tellen'} niet mee"
