"""Who of those expected at a bespreking or an overleg has not said that he comes, and what follows from that."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from retbot.domain.antwoorden import Antwoord, Partstat
from retbot.domain.bespreken import quorum_of
from retbot.domain.casus import Casus
from retbot.domain.convenant import Convenant
from retbot.domain.ontbreken import missing_from
from retbot.domain.rollen import Deelnemer
from retbot.domain.tijdlijn import einde
from retbot.domain.uitnodigen import DEELNEMER, Genodigde
from retbot.domain.vervangen import seated, stand_in
from retbot.domain.werkdagen import Kalender
from retbot.taal import local_day


class Reden(StrEnum):
    """Why somebody counts as missing; the weightiest first."""

    NEE = "nee"
    ANDERS = "anders"
    """He proposed another time."""
    MISSCHIEN = "misschien"
    STIL = "stil"
    """Invited, and no answer."""
    NIET_GEVRAAGD = "niet gevraagd"
    """He got no invitation and did not answer."""


_REDENEN = {
    Partstat.DECLINED: Reden.NEE,
    Partstat.COUNTER: Reden.ANDERS,
    Partstat.TENTATIVE: Reden.MISSCHIEN,
    None: Reden.STIL,
}


@dataclass(frozen=True, slots=True)
class Gemis:
    guest: Genodigde
    reden: Reden
    vervanger: Deelnemer | None = None
    """Who stands on the list as his stand-in and is there on that day."""


@dataclass(frozen=True, slots=True)
class VogVerloopt:
    guest: Genodigde
    op: date
    artikel: str


@dataclass(frozen=True, slots=True)
class Quorum:
    """Nobody of `wie` said that he comes; `zeker` when each of them said that he does not."""

    artikel: str
    wie: tuple[str, ...]
    zeker: bool


@dataclass(frozen=True, slots=True)
class Opkomststand:
    """How it stands with one meeting."""

    gasten: tuple[Genodigde, ...]
    gemist: tuple[Gemis, ...]
    vog: tuple[VogVerloopt, ...] = ()
    quorum: Quorum | None = None

    @property
    def ja(self) -> int:
        return len(self.gasten) - len(self.gemist)

    @property
    def gevraagd(self) -> int:
        """How many of `gasten` were invited or answered."""
        return len(self.gasten) - sum(one.reden is Reden.NIET_GEVRAAGD for one in self.gemist)

    @property
    def compleet(self) -> bool:
        return not (self.gemist or self.vog or self.quorum)


def afgezegde_rollen(
    convenant: Convenant, deelnemers: Iterable[Deelnemer], day: date, antwoorden: Iterable[Antwoord]
) -> list[str]:
    """The fixed roles of which nobody will be at the overleg of that day: each declined, or is away without anybody to
    stand in."""
    no = {one.owner for one in antwoorden if one.partstat is Partstat.DECLINED}
    seats = [d for d in seated(deelnemers, day) if d.rol in convenant.vast]
    there = {d.rol for d in seats if f"{DEELNEMER}{d.nummer}" not in no and not d.is_afwezig(day)}
    return [rol for rol in convenant.vast if rol in {d.rol for d in seats} - there]


@dataclass(frozen=True, slots=True)
class Teller:
    """Counts for a meeting on one day."""

    convenant: Convenant
    kalender: Kalender
    deelnemers: Sequence[Deelnemer]
    day: date

    def stand(
        self,
        gasten: Sequence[Genodigde],
        antwoorden: Iterable[Antwoord],
        uitgenodigd: Iterable[str],
        casus: Casus | None = None,
    ) -> Opkomststand:
        """`uitgenodigd` are the owners who got an invitation; `casus` is whose bespreking it is."""
        said, asked = {one.owner: one.partstat for one in antwoorden}, set(uitgenodigd)
        missing = [
            self._gemis(guest, said.get(guest.owner), asked=guest.owner in asked)
            for guest in gasten
            if said.get(guest.owner) is not Partstat.ACCEPTED
        ]
        missing.sort(key=lambda one: list(Reden).index(one.reden))
        quorum = self._quorum(casus, missing, said) if casus else None
        return Opkomststand(tuple(gasten), tuple(missing), tuple(self._vog(gasten)), quorum)

    def _gemis(self, guest: Genodigde, said: Partstat | None, *, asked: bool) -> Gemis:
        reden = _REDENEN[said] if said or asked else Reden.NIET_GEVRAAGD
        person = self._person(guest)
        return Gemis(guest, reden, stand_in(person, self.deelnemers, self.day) if person else None)

    def _person(self, guest: Genodigde) -> Deelnemer | None:
        return next((d for d in self.deelnemers if f"{DEELNEMER}{d.nummer}" == guest.owner), None)

    def _vog(self, gasten: Iterable[Genodigde]) -> Iterator[VogVerloopt]:
        """Whose VOG will be too old on the day (art. 11.3 of overijssel-2022)."""
        duties = [p for p in self.convenant.plichten if p.actief and p.termijn.event == "vog" and p.heeft_datum]
        for guest in gasten:
            person = self._person(guest)
            for plicht in duties:
                if person and person.vog and person.rol in plicht.wie:
                    due = einde(plicht, person.vog, self.convenant, self.kalender).due
                    ends = local_day(due) if isinstance(due, datetime) else due
                    if ends < self.day:
                        yield VogVerloopt(guest, ends, plicht.artikel)

    def _quorum(self, casus: Casus, missing: Iterable[Gemis], said: dict[str, Partstat]) -> Quorum | None:
        coming = [owner for owner, partstat in said.items() if partstat is Partstat.ACCEPTED]
        away = {one.guest.owner for one in missing if one.reden is Reden.NEE} | set(missing_from(casus))
        wie = quorum_of(casus, self.convenant)
        if not wie or set(wie) & set(coming):
            return None
        return Quorum(self.convenant.regels["quorum"].artikel, wie, zeker=set(wie) <= away)
