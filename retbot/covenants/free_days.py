"""The free days of the Netherlands, with their names."""

import tomllib
from datetime import date
from functools import cache

import holidays

from retbot.covenants.paths import config_dir
from retbot.domain.calendar.working_days import Calendar

YEARS = range(2015, 2061)
EVENT_YEARS = YEARS[1:-5]
"""Years in which a term may start, so that its end is within YEARS."""
NAMES = {
    "Nieuwjaarsdag": "Nieuwjaarsdag",
    "Goede vrijdag": "Goede Vrijdag",
    "Eerste paasdag": "Eerste Paasdag",
    "Tweede paasdag": "Tweede Paasdag",
    "Koningsdag": "Koningsdag",
    "Bevrijdingsdag": "Bevrijdingsdag",
    "Hemelvaartsdag": "Hemelvaartsdag",
    "Eerste pinksterdag": "Eerste Pinksterdag",
    "Tweede pinksterdag": "Tweede Pinksterdag",
    "Eerste kerstdag": "Eerste Kerstdag",
    "Tweede kerstdag": "Tweede Kerstdag",
}


@cache
def kalender() -> Calendar:
    """The days of art. 3 Awt; the bridge days that a royal decree makes free come from
    config/gelijkgestelde_dagen.toml."""
    known = holidays.country_holidays("NL", years=YEARS, categories=("public", "optional"), language="nl")
    free = {day: " en ".join(NAMES[one] for one in name.split("; ")) for day, name in known.items()}
    equated = tomllib.loads((config_dir() / "gelijkgestelde_dagen.toml").read_text(encoding="utf-8"))
    for entry in equated["dag"]:
        day: date = entry["datum"]
        free.setdefault(day, entry["naam"])
    return Calendar(free, int(equated["bekend_tot_en_met"]), int(equated["bekend_vanaf"]))
