"""Who is paid for how much time: a fixed number of hours, the time at the table or the time really spent, depending on
the covenant."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from retbot.domain.calendar.duration import Duration, DurationUnit
from retbot.domain.casus.casus import Bespreking, BesprekingState, Casus, Feit
from retbot.domain.casus.seats import instead_of
from retbot.domain.convenant.convenant import Convenant, Plicht, TermijnType
from retbot.domain.convenant.sections import Vergoeding
from retbot.domain.deelnemers.roles import Deelnemer
from retbot.domain.deelnemers.substitutes import stand_in

SPENT = "besteed"
"""The fact of how many minutes a seat really spent on a bespreking: `subject` is the seat, `value` the minutes."""
_WEEK = 7


@dataclass(frozen=True, slots=True)
class FeePeriod:
    """Both the first and the last day count."""

    eerste: date
    laatste: date

    @property
    def days(self) -> list[date]:
        return [self.eerste + timedelta(days=count) for count in range((self.laatste - self.eerste).days + 1)]

    def __contains__(self, day: date) -> bool:
        return self.eerste <= day <= self.laatste


@dataclass(frozen=True, slots=True)
class Tariff:
    """In eurocent per hour. `day` is when it was recorded."""

    cents: int
    day: date


@dataclass(frozen=True, slots=True)
class FeeItem:
    """What one participant is paid for. For fixed hours `besprekingen` is 0 and `gemeenten` is empty. `geschat` is for
    how many besprekingen the time really spent is not known, so that the planned time counts. `tarief_plicht` is the
    duty to record a tariff, for those who are paid by it."""

    plicht: Plicht
    who: str
    minuten: int
    besprekingen: int = 0
    gemeenten: Counter[str] = field(default_factory=Counter)
    tarief: Tariff | None = None
    tarief_plicht: Plicht | None = None
    geschat: int = 0


def fee_overview(
    convenant: Convenant,
    cases: Sequence[Casus],
    deelnemers: Sequence[Deelnemer],
    team_feiten: Sequence[Feit],
    tijdvak: FeePeriod,
) -> list[FeeItem]:
    """In the order of the covenant file."""
    tarief = tarief_of(convenant, team_feiten, tijdvak.laatste)
    found = []
    for plicht in convenant.plichten:
        for vergoeding in plicht.vergoeding if plicht.actief else ():
            if is_per_period(plicht, vergoeding):
                found += list(_fixed_fees(plicht, vergoeding, deelnemers, tijdvak))
            else:
                found += list(_of_besprekingen(plicht, vergoeding, cases, deelnemers, tijdvak, convenant, tarief))
    return found


def is_per_period(plicht: Plicht, vergoeding: Vergoeding) -> bool:
    return bool(vergoeding.minuten) and (bool(vergoeding.dagen) or plicht.termijn.soort is TermijnType.PER_PERIODE)


def tarief_of(convenant: Convenant, team_feiten: Iterable[Feit], day: date) -> Tariff | None:
    """The tariff of the year (art. 2.5 of westfriesland-2023): the last one recorded on or before that day, else the
    first one after it: it was recorded late."""
    duties = {plicht.id for plicht in convenant.plichten if plicht.bedrag}
    known = [f for f in team_feiten if f.event == "gedaan" and f.subject in duties and f.value]
    in_time = max((f for f in known if f.day <= day), key=lambda f: f.day, default=None)
    found = in_time or min(known, key=lambda f: f.day, default=None)
    return Tariff(int(found.value), found.day) if found and found.value else None


def next_spent(casus: Casus, aanwezig: Collection[str], convenant: Convenant) -> tuple[Plicht, str] | None:
    """The first seat at the held bespreking whose time really spent must still be asked, and the duty that asks."""
    for plicht in convenant.plichten:
        for vergoeding in plicht.vergoeding if plicht.actief else ():
            seats = _seats_of(vergoeding, convenant) & set(aanwezig) if vergoeding.werkelijk else set()
            wanting = [seat for seat in aanwezig if seat in seats and casus.feit(SPENT, casus.ronde, seat) is None]
            if wanting:
                return plicht, wanting[0]
    return None


def _fixed_fees(
    plicht: Plicht, vergoeding: Vergoeding, deelnemers: Sequence[Deelnemer], tijdvak: FeePeriod
) -> Iterator[FeeItem]:
    """Each seat is paid once a day, whether its holder attended or not: while the holder is away, the stand-in is
    paid."""
    days: Counter[int] = Counter()
    for one in deelnemers:
        if one.rol == vergoeding.voor and one.sector not in vergoeding.zonder and one.vervangt is None:
            days.update(taker.nummer for day in tijdvak.days if (taker := _paid_on(day, one, deelnemers, vergoeding)))
    for one in (one for one in deelnemers if days[one.nummer]):
        per = vergoeding.dagen or _WEEK
        yield FeeItem(plicht, one.label, vergoeding.minuten * days[one.nummer] // per)


def _paid_on(day: date, one: Deelnemer, deelnemers: Sequence[Deelnemer], vergoeding: Vergoeding) -> Deelnemer | None:
    """Somebody of another RET is paid there."""
    taker = stand_in(one, deelnemers, day) if one.is_absent(day) else None
    paid = one if taker is None or taker.ander_ret else taker
    if paid.ander_ret or (paid.sinds and day < paid.sinds):
        return None
    end = Duration(vergoeding.maanden, DurationUnit.MONTH).from_day(one.sinds, 1) if one.sinds else None
    return None if vergoeding.maanden and end and day >= end else paid


def _of_besprekingen(
    plicht: Plicht,
    vergoeding: Vergoeding,
    cases: Iterable[Casus],
    deelnemers: Sequence[Deelnemer],
    tijdvak: FeePeriod,
    convenant: Convenant,
    tarief: Tariff | None,
) -> Iterator[FeeItem]:
    """By the label of who sat there."""
    minutes: Counter[str] = Counter()
    held: Counter[str] = Counter()
    unknown: Counter[str] = Counter()
    gemeenten: dict[str, Counter[str]] = {}
    for casus in cases:
        for bespreking, day in _besprekingen_in(casus, tijdvak):
            for seat in _paid_seats(vergoeding, casus, bespreking, convenant):
                who = _label(seat, vergoeding, deelnemers, day, instead_of(casus, bespreking.ronde))
                spent = casus.feit(SPENT, bespreking.ronde, seat)
                minutes[who] += int(spent.value or 0) if spent else vergoeding.minuten or bespreking.minuten
                unknown[who] += vergoeding.werkelijk and spent is None
                held[who] += 1
                gemeenten.setdefault(who, Counter())[casus.aanmelding.gemeente] += 1
    asks = next((p for p in convenant.plichten if p.bedrag and p.actief), None)
    for who in minutes:
        yield FeeItem(plicht, who, minutes[who], held[who], gemeenten[who], tarief, asks, unknown[who])


def _besprekingen_in(casus: Casus, tijdvak: FeePeriod) -> Iterator[tuple[Bespreking, date]]:
    for bespreking in casus.besprekingen:
        feit = casus.feit("bespreking", bespreking.ronde)
        if bespreking.state is BesprekingState.HELD and feit and feit.day in tijdvak:
            yield bespreking, feit.day


def _seats_of(vergoeding: Vergoeding, convenant: Convenant) -> set[str]:
    rol = convenant.rollen[vergoeding.voor]
    return set(convenant.sectoren) if rol.per_sector else {rol.naam}


def _paid_seats(vergoeding: Vergoeding, casus: Casus, bespreking: Bespreking, convenant: Convenant) -> Iterator[str]:
    """The seats of the role that were taken. Where only outsiders are paid, seats of people who take part in the case
    are left out."""
    seats, feit = _seats_of(vergoeding, convenant), casus.feit("aanwezig", bespreking.ronde)
    for seat in (feit.value or "").split(",") if feit else []:
        involved = vergoeding.buiten and seat in casus.partijen(bespreking.ronde)
        if seat in seats and seat not in vergoeding.zonder and not involved:
            yield seat


def _label(
    seat: str, vergoeding: Vergoeding, deelnemers: Sequence[Deelnemer], day: date, instead: dict[int, int]
) -> str:
    """The label of the person on the list who took the seat that day; else the seat itself."""
    holders = [d for d in deelnemers if d.rol == vergoeding.voor and seat in {d.sector, d.rol} and d.vervangt is None]
    if len(holders) != 1:
        return seat if seat == vergoeding.voor else f"{vergoeding.voor} {seat}"
    [one] = holders
    named = next((d for d in deelnemers if d.nummer == instead.get(one.nummer)), None)
    taker = named or (stand_in(one, deelnemers, day) if one.is_absent(day) else None)
    return (taker or one).label
