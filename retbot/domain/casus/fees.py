"""Who is paid for how much time: a fixed number of hours or the time at the table, depending on the covenant."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from retbot.domain.casus.casus import Bespreking, BesprekingState, Casus, Feit
from retbot.domain.convenant.convenant import Convenant, Plicht
from retbot.domain.convenant.sections import Vergoeding
from retbot.domain.deelnemers.roles import Deelnemer


@dataclass(frozen=True, slots=True)
class FeePeriod:
    """Both the first and the last day count."""

    eerste: date
    laatste: date

    @property
    def dagen(self) -> int:
        return (self.laatste - self.eerste).days + 1

    def __contains__(self, day: date) -> bool:
        return self.eerste <= day <= self.laatste


@dataclass(frozen=True, slots=True)
class FeeItem:
    """What one participant is paid for. For fixed hours `besprekingen` is 0 and `gemeenten` is empty. `tarief` is in
    eurocent per hour; None when none is recorded."""

    plicht: Plicht
    who: str
    minuten: int
    besprekingen: int = 0
    gemeenten: Counter[str] = field(default_factory=Counter)
    tarief: int | None = None


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
            if vergoeding.minuten:
                found += list(_fixed_fees(plicht, vergoeding, deelnemers, tijdvak))
            else:
                found += list(_at_the_table(plicht, vergoeding, cases, deelnemers, tijdvak, convenant, tarief))
    return found


def tarief_of(convenant: Convenant, team_feiten: Iterable[Feit], day: date) -> int | None:
    """In eurocent per hour: the last one recorded on or before that day (art. 2.5 of westfriesland-2023)."""
    duties = {plicht.id for plicht in convenant.plichten if plicht.bedrag}
    known = [f for f in team_feiten if f.event == "gedaan" and f.subject in duties and f.value and f.day <= day]
    latest = max(known, key=lambda f: f.day, default=None)
    return int(latest.value) if latest and latest.value else None


def _fixed_fees(
    plicht: Plicht, vergoeding: Vergoeding, deelnemers: Iterable[Deelnemer], tijdvak: FeePeriod
) -> Iterator[FeeItem]:
    """A fixed number of minutes per number of days, whether they attended or not."""
    for one in deelnemers:
        if one.rol == vergoeding.voor and one.sector not in vergoeding.zonder:
            yield FeeItem(plicht, one.label, vergoeding.minuten * tijdvak.dagen // vergoeding.dagen)


def _at_the_table(
    plicht: Plicht,
    vergoeding: Vergoeding,
    cases: Iterable[Casus],
    deelnemers: Sequence[Deelnemer],
    tijdvak: FeePeriod,
    convenant: Convenant,
    tarief: int | None,
) -> Iterator[FeeItem]:
    minutes: Counter[str] = Counter()
    held: Counter[str] = Counter()
    gemeenten: dict[str, Counter[str]] = {}
    for casus in cases:
        for bespreking in _besprekingen_in(casus, tijdvak):
            for seat in _paid_seats(vergoeding, casus, bespreking, convenant):
                minutes[seat] += bespreking.minuten
                held[seat] += 1
                gemeenten.setdefault(seat, Counter())[casus.aanmelding.gemeente] += 1
    for seat in minutes:
        who = _label(seat, vergoeding, deelnemers)
        yield FeeItem(plicht, who, minutes[seat], held[seat], gemeenten[seat], tarief)


def _besprekingen_in(casus: Casus, tijdvak: FeePeriod) -> Iterator[Bespreking]:
    for bespreking in casus.besprekingen:
        feit = casus.feit("bespreking", bespreking.ronde)
        if bespreking.state is BesprekingState.HELD and feit and feit.day in tijdvak:
            yield bespreking


def _paid_seats(vergoeding: Vergoeding, casus: Casus, bespreking: Bespreking, convenant: Convenant) -> Iterator[str]:
    """The seats of the role that were taken. Where only outsiders are paid, seats of people who take part in the case
    are left out."""
    rol = convenant.rollen[vergoeding.voor]
    seats = set(convenant.sectoren) if rol.per_sector else {rol.naam}
    feit = casus.feit("aanwezig", bespreking.ronde)
    for seat in (feit.value or "").split(",") if feit else []:
        involved = vergoeding.buiten and seat in casus.partijen(bespreking.ronde)
        if seat in seats and seat not in vergoeding.zonder and not involved:
            yield seat


def _label(seat: str, vergoeding: Vergoeding, deelnemers: Iterable[Deelnemer]) -> str:
    """The label of the person on the list who holds the seat; else the seat itself."""
    holders = [d.label for d in deelnemers if d.rol == vergoeding.voor and seat in {d.sector, d.rol}]
    return holders[0] if len(holders) == 1 else seat if seat == vergoeding.voor else f"{vergoeding.voor} {seat}"
