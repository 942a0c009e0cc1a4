"""The datumprikker: which moments to propose to the guests of a case, and what they choose."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from retbot.domain.casus import besprekingen
from retbot.domain.casus.casus import Bespreking, Casus
from retbot.domain.casus.tables import next_tafel
from retbot.domain.convenant.convenant import Convenant
from retbot.domain.deelnemers.roles import Deelnemer
from retbot.domain.deelnemers.substitutes import seat_holders
from retbot.domain.errors import Refusal
from retbot.domain.invitations.inviting import Guest, guests_of
from retbot.domain.overleg.overleg import Overleg, Slot
from retbot.domain.planning.polls import Option, Poll
from retbot.domain.planning.slots import SlotAssessment, SlotSearch
from retbot.domain.termijnen.casustermijnen import Termijn, TermijnState
from retbot.domain.termijnen.reminders import OfficeHours
from retbot.domain.tijd import AMSTERDAM, local_day

MOST = 12
"""Moments in one poll. Chat programs show at most 20 options."""
PROPOSED = 6
_AHEAD = 20
"""How many working days ahead to look."""
_HOURS = (time(10), time(14))


@dataclass(frozen=True, slots=True)
class Candidate:
    """`away` are the labels of the members who are away then without a stand-in."""

    oordeel: SlotAssessment
    away: tuple[str, ...]
    ronde: int
    """0 for the first moment on its day."""

    @property
    def start(self) -> datetime:
        return self.oordeel.tijdvak.start

    @property
    def rank(self) -> tuple[int, int, int, datetime]:
        return len(self.oordeel.mist), len(self.away), self.ronde, self.start


def candidates(
    slot_search: SlotSearch,
    uren: OfficeHours,
    deelnemers: Sequence[Deelnemer],
    bezet: Iterable[tuple[datetime, datetime]],
) -> list[Candidate]:
    """The best moments to propose, in order of time: in office hours on working days when the team has no other
    meeting. Moments that meet every term are preferred, then those with most members present."""
    taken = list(bezet)
    found = [one for day in _days(slot_search, uren) for one in _of_day(day, slot_search, uren, deelnemers, taken)]
    best = sorted(found, key=lambda one: one.rank)[:PROPOSED]
    meets = [one for one in best if not one.oordeel.mist]
    return sorted(meets or best, key=lambda one: one.start)


def _days(slot_search: SlotSearch, uren: OfficeHours) -> Iterator[date]:
    """From the next working day on, because people cannot come on the day on which they are asked."""
    today = local_day(slot_search.now)
    return (uren.kalender.shift(today, count) for count in range(1, _AHEAD + 1))


def _of_day(
    day: date,
    slot_search: SlotSearch,
    uren: OfficeHours,
    deelnemers: Sequence[Deelnemer],
    taken: Sequence[tuple[datetime, datetime]],
) -> Iterator[Candidate]:
    away = tuple(
        d.label for d in seat_holders(deelnemers, day) if d.rol in slot_search.convenant.vast and d.is_absent(day)
    )
    minutes = timedelta(minutes=slot_search.minuten or 0)
    hours = _HOURS if day.toordinal() % 2 else _HOURS[::-1]
    starts = (datetime.combine(day, hour, AMSTERDAM).astimezone(UTC) for hour in hours)
    free = (s for s in starts if _in_office(s, minutes, uren) and not _clashes(s, s + minutes, taken))
    for ronde, start in enumerate(free):
        yield Candidate(slot_search.assess(own_moment(start, slot_search.minuten or 0)), away, ronde)


def own_moment(start: datetime, minuten: int) -> Slot:
    """A moment that is not part of an overleg, as a slot."""
    return Slot(Overleg("", start, minuten), start, minuten)


def _in_office(start: datetime, minutes: timedelta, uren: OfficeHours) -> bool:
    begins, ends = start.astimezone(AMSTERDAM), (start + minutes).astimezone(AMSTERDAM)
    return uren.morning <= begins.time() and ends <= datetime.combine(begins.date(), uren.evening, AMSTERDAM)


def _clashes(start: datetime, end: datetime, taken: Iterable[tuple[datetime, datetime]]) -> bool:
    return any(start < other_end and other_start < end for other_start, other_end in taken)


def bezet(casussen: Iterable[Casus], overleggen: Iterable[Overleg]) -> list[tuple[datetime, datetime]]:
    """The times at which the team already has a meeting."""
    meetings: list[Bespreking | Overleg] = [b for casus in casussen for b in casus.rondes]
    meetings += [overleg for overleg in overleggen if overleg.staat]
    return [(one.start, one.start + timedelta(minutes=one.minuten)) for one in meetings]


def uiterste(termen: Iterable[Termijn], events: Sequence[str], today: date) -> Termijn | None:
    """The open term that ends first, of those that planning or holding the bespreking fulfils."""
    mine = (t for t in termen if t.staat is TermijnState.OPEN and t.plicht.vervuld in events and t.day >= today)
    return min(mine, key=lambda t: t.day, default=None)


def check_moments(starts: Sequence[datetime], now: datetime) -> list[datetime]:
    """In order of time, without duplicates. Raises Refusal."""
    if any(start <= now for start in starts):
        raise Refusal("in_het_verleden")
    found = sorted(set(starts))
    if not 1 <= len(found) <= MOST:
        raise Refusal("te_veel_momenten", meest=MOST)
    return found


def guests_to_ask(casus: Casus, convenant: Convenant, deelnemers: Iterable[Deelnemer], now: datetime) -> list[Guest]:
    """The guests of the bespreking that is to be planned, as if it were planned already."""
    trial = Bespreking(0, now, 0, "")
    planned = besprekingen.planned_as(casus, trial, local_day(now), convenant, next_tafel(casus, convenant))
    return guests_of(planned, convenant, deelnemers)


def choosable(poll: Poll, nummer: int, now: datetime) -> Option:
    """The moment with this number. Raises Refusal when it does not exist or is in the past."""
    optie = poll.optie(nummer)
    if optie is None or optie.start is None:
        raise Refusal("moment_onbekend", nummers=[one.nummer for one in poll.open_moments(now)])
    if optie.start <= now:
        raise Refusal("in_het_verleden")
    return optie


def carry_over(earlier: Poll, later: Poll, keuzes: Mapping[str, Sequence[int]]) -> dict[str, list[int]]:
    """The choices that remain valid: those for moments that are in both polls."""
    numbers = {
        one.nummer: optie.nummer for one in earlier.momenten for optie in later.momenten if one.start == optie.start
    }
    found = {who: [numbers[number] for number in chosen if number in numbers] for who, chosen in keuzes.items()}
    return {who: chosen for who, chosen in found.items() if chosen}
