"""Holidays and other days with a name, computed for any year."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

Yearly = Callable[[int], date]

SUNDAY = 6


def easter(year: int) -> date:
    """Gregorian Easter Sunday (Butcher's algorithm)."""
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    to_sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, n: int) -> date | None:
    """The n-th such weekday of a month, counted from its end when `n` is negative."""
    first, after = date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)
    if n > 0:
        day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))
    else:
        day = after - timedelta(days=(after.weekday() - weekday - 1) % 7 + 1 + 7 * (-n - 1))
    return day if first <= day < after else None


def _from_easter(days: int) -> Yearly:
    return lambda year: easter(year) + timedelta(days=days)


def _on(day: int, month: int) -> Yearly:
    return lambda year: date(year, month, day)


def _nth(n: int, weekday: int, month: int) -> Yearly:
    return lambda year: nth_weekday(year, month, weekday, n) or date(year, month, 1)


def koningsdag(year: int) -> date:
    day = date(year, 4, 27)
    return day - timedelta(days=1) if day.weekday() == SUNDAY else day


_NAMES: Mapping[str, Yearly] = {
    "nieuwjaarsdag nieuwjaar": _on(1, 1),
    "driekoningen": _on(6, 1),
    "witte_donderdag": _from_easter(-3),
    "goede_vrijdag": _from_easter(-2),
    "1e_paasdag paaszondag": _from_easter(0),
    "2e_paasdag paasmaandag": _from_easter(1),
    "koningsdag": koningsdag,
    "dodenherdenking": _on(4, 5),
    "bevrijdingsdag": _on(5, 5),
    "moederdag": _nth(2, SUNDAY, 5),
    "hemelvaartsdag hemelvaartdag hemelvaart": _from_easter(39),
    "1e_pinksterdag pinksterzondag": _from_easter(49),
    "2e_pinksterdag pinkstermaandag": _from_easter(50),
    "vaderdag": _nth(3, SUNDAY, 6),
    "prinsjesdag": _nth(3, 1, 9),
    "sinterklaas sinterklaasavond pakjesavond": _on(5, 12),
    "1e_kerstdag": _on(25, 12),
    "2e_kerstdag": _on(26, 12),
    "oudejaarsdag oudjaarsdag oudejaar oudjaar": _on(31, 12),
}
NAMED: Mapping[str, Yearly] = {name.replace("_", " "): day for names, day in _NAMES.items() for name in names.split()}

LASTING: Mapping[str, tuple[Yearly, Yearly]] = {
    "pasen": (_from_easter(0), _from_easter(1)),
    "pinksteren": (_from_easter(49), _from_easter(50)),
    "kerst": (_on(25, 12), _on(26, 12)),
    "kerstmis": (_on(25, 12), _on(26, 12)),
    "de kerst": (_on(25, 12), _on(26, 12)),
}
"""Holidays of two days, whose name alone does not say which day."""
