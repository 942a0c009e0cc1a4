"""How terms, days and articles are worded in messages that the bot sends on its own initiative."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from retbot.domain.calendar.working_days import DAY, Calendar
from retbot.domain.casus.casus import Afspraak, Casus
from retbot.domain.convenant.convenant import Convenant, TermijnType
from retbot.domain.team import Team
from retbot.domain.termijnen.casustermijnen import Termijn
from retbot.domain.tijd import local, local_day
from retbot.wording import forms
from retbot.wording.citing import cite, moving_days
from retbot.wording.dates import clock_time, join, long_date, weekday
from retbot.wording.paging import first_page, fit

_UNREACHABLE = timedelta(hours=1)
_ROOM = 1_500
"""In bytes, for the names in one sentence."""


def sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def stop(text: str) -> str:
    """Adds a full stop unless there is one."""
    return text if text.endswith(("?", ".")) else f"{text}."


def name_all(names: Sequence[str], convenant: Convenant) -> str:
    """`de voorzitter en Accare`: roles with their article, parties without."""
    return join([f"de {name}" if name in convenant.rollen else name for name in names])


def near_day(day: date, today: date) -> str:
    """`vandaag`, `morgen`, `gisteren`, otherwise `donderdag 7 mei`."""
    names = {today: "vandaag", today + DAY: "morgen", today - DAY: "gisteren"}
    return names.get(day) or long_date(day, today)


def full_day(day: date, today: date) -> str:
    """`morgen, donderdag 7 mei`"""
    near = near_day(day, today)
    return near if near == long_date(day, today) else f"{near}, {long_date(day)}"


def due_day(termijn: Termijn, today: date) -> str:
    """With the time when the term is in hours."""
    if isinstance(termijn.due, datetime):
        return f"{full_day(termijn.day, today)} om {clock_time(local(termijn.due).time())}"
    return full_day(termijn.day, today)


def next_day(today: date, kalender: Calendar) -> str:
    """The next working day: `morgen`, otherwise the name of the weekday."""
    day = kalender.shift(today, 1)
    return "morgen" if day == today + DAY else weekday(day)


def source(termijn: Termijn, kalender: Calendar) -> str:
    """`art. 8.16: 5 werkdagen; Hemelvaartsdag en 15 mei tellen niet mee`"""
    why = reasons(termijn, kalender)
    sign = ";" if termijn.plicht.keuze_team else ":"
    return f"{cite(termijn.plicht)}{sign} {'; '.join(why)}" if why else cite(termijn.plicht)


def reasons(termijn: Termijn, kalender: Calendar) -> list[str]:
    """Why the term ends on that day: its length, and what moved its end."""
    plicht, found = termijn.plicht, []
    if plicht.keuze_team:
        found.append("de termijn is een eigen afspraak van het team")
    elif plicht.termijn.duur:
        before = " vóór de ~bespreking" if plicht.termijn.soort is TermijnType.VOOR else ""
        found.append(f"{plicht.termijn.duur.in_words}{before}")
    return [*found, moving_days(termijn, kalender)] if termijn.moved_by else found


def how_late(day: date, today: date, kalender: Calendar) -> str:
    """`1 werkdag te laat`; just `te laat` when only free days lie between."""
    count = kalender.count(day, today)
    return f"{count} werkdag{'' if count == 1 else 'en'} te laat" if count else "te laat"


def command(termijn: Termijn, casus: Casus | None, team: Team, today: date) -> str | None:
    """The command that ends the term: `!ret terugkoppeling RET-7KH-4T3 Accare`."""
    typed = forms.ending_of(termijn, casus.code if casus else "", forms.example_day(team, today, casus))
    return f"`!ret {typed}`" if typed else None


def afspraak(one: Afspraak, today: date) -> str:
    """`afspraak 2, Accare, intake (was vrijdag 22 mei)`"""
    when = long_date(one.datum, today)
    return f"afspraak {one.nummer}, {one.partij}, {one.soort} ({'was ' if one.datum < today else ''}{when})"


def count_yes(yes: int, asked: int) -> str:
    """`3 van 7 ja`"""
    if not asked:
        return "nog niemand is uitgenodigd"
    if yes:
        return f"{yes} van {asked} ja"
    return "de genodigde zei nog geen ja" if asked == 1 else f"nog geen ja van de {asked} genodigden"


def unreachable(moment: datetime, team: Team, now: datetime) -> str | None:
    """The apology for a message that comes more than an hour of office time after its `moment`; None when it is in
    time."""
    return excuse(moment, now) if team.office_hours.time_between(moment, now) > _UNREACHABLE else None


def answered_late(asked: datetime, now: datetime) -> str | None:
    """The apology for a late answer, which people expect at any hour; None when it is in time."""
    return excuse(asked, now) if now - asked > _UNREACHABLE else None


def excuse(planned: datetime, now: datetime) -> str:
    when = day_and_time(planned, now)
    return f"had {'' if when.startswith(('vandaag', 'gisteren')) else 'op '}{when} moeten komen; ik was niet bereikbaar"


def day_and_time(instant: datetime, now: datetime) -> str:
    """`gisteren om 14:05`"""
    return f"{near_day(local_day(instant), local_day(now))} om {clock_time(local(instant).time())}"


def some(names: Sequence[str]) -> str:
    """All names, or as many as fit and how many more there are."""
    return join(fit(names, _ROOM))


def some_lines(listed: Sequence[str], command: str) -> list[str]:
    """One page of the lines; `command` shows the rest."""
    page = first_page(listed)
    return [*page.lines, *([f"• en {page.after} meer: `!ret {command}`"] if page.after else [])]


def lines(*parts: str | None) -> str:
    return "\n".join(part for part in parts if part)


def dot_separated(parts: Sequence[str | None]) -> str:
    return " · ".join(part for part in parts if part)
