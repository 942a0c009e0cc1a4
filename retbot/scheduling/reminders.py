"""From reminders that are due to posts: in the thread of the case, and by mail to who is not in the room."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from retbot.domain.casecode import Casecode
from retbot.domain.casus import Casus
from retbot.domain.casustermijnen import Termijn
from retbot.domain.errors import Arg
from retbot.domain.herinneren import Aanleiding, Herinnering, in_hours, next_morning
from retbot.domain.opschalen import Voorstel, voorstel
from retbot.domain.team import Team
from retbot.logs import where
from retbot.ports import Channel, Post, UnitOfWork
from retbot.scheduling.parties import Roster, by_mail, responsible, roster
from retbot.taal import local_day

log = structlog.get_logger()


async def give_due(work: UnitOfWork, team: Team, now: datetime, limit: int) -> int:
    """Puts the posts of at most `limit` reminders; returns how many were due. One that fails is logged and let go:
    the digest still tells what is late."""
    due = await work.due_herinneringen(now, limit)
    people = await roster(work, team) if due else None
    for code, herinnering in due:
        if people:
            await _give(work, people, code, herinnering, now)
        await asyncio.sleep(0)
    return len(due)


async def _give(work: UnitOfWork, people: Roster, code: Casecode, herinnering: Herinnering, now: datetime) -> None:
    try:
        async with work.savepoint():
            casus = await work.casus(code)
            if casus:
                await _Giving(work, people, casus, herinnering, now).put()
    except Exception as error:
        log.warning("reminder_failed", code=code, error=type(error).__name__, where=where(error))
    await work.given(code, herinnering.key, now)


def office_moment(team: Team, now: datetime) -> datetime:
    """Now, or the next working morning when the office is closed."""
    return now if team.in_office_hours(now) else next_morning(now, team.kalender, team.morning)


@dataclass(frozen=True, slots=True)
class _Giving:
    """One reminder of one case."""

    work: UnitOfWork
    people: Roster
    casus: Casus
    herinnering: Herinnering
    now: datetime

    async def put(self) -> None:
        due = office_moment(self.people.team, self.now)
        if self.herinnering.aanleiding in {Aanleiding.BESPREKING, Aanleiding.AFLOOP}:
            await self._of_bespreking(due)
            return
        termijnen = self.people.team.termijnen(self.casus)
        termijn = next((t for t in termijnen if t.key == self.herinnering.termijn), None)
        if termijn and in_hours(termijn):
            due = self.now
        offer = None
        if termijn is None or (termijn.plicht.gemist and termijn.is_late(due)):
            convenant = self.people.team.convenant_of(self.casus)
            offer = voorstel(self.casus, convenant, termijnen, self.people.team.kalender, due)
        if offer:
            await self._propose(offer, due)
        elif termijn:
            await self._put(self._of_term(termijn, due), due)
        if termijn:
            await self._mail(termijn, due)

    async def _of_bespreking(self, due: datetime) -> None:
        planned = self.casus.in_ronde(int(self.herinnering.termijn.partition(":")[2]))
        if planned is None:
            return
        args = {"ronde": planned.ronde, "sequence": planned.sequence}
        if self.herinnering.aanleiding is Aanleiding.BESPREKING:
            key = f"bespreking:{planned.uid}:{planned.sequence}"
            await self._put(self._post(key, "bespreking_nabij", args, rings=("voorzitter", "secretaris")), due)
        else:
            await self._put(self._post(f"afloop:{planned.uid}:{local_day(due)}", "afloop", args), due)

    async def _propose(self, offer: Voorstel, due: datetime) -> None:
        """One for the whole case in a morning."""
        about = offer.open[0].key if offer.open else None
        key = f"opschalen:{self.casus.code}:{local_day(due)}"
        await self._put(self._post(key, "opschalen", about=about, rings=("voorzitter",)), due)

    async def _mail(self, termijn: Termijn, due: datetime) -> None:
        for to in await by_mail(self.people, self.work, self.casus, responsible(termijn, self.casus)):
            post = self._of_term(termijn, due, to)
            await self._put(replace(post, channel=Channel.MAIL, in_case=False, rings=(), to=to), due)

    def _of_term(self, termijn: Termijn, due: datetime, to: str = "kamer") -> Post:
        """One about a term in a day, whichever occasions coincide; the clock of a term in hours rings at any hour."""
        key = f"herinnering:{self.casus.code}:{termijn.key}:{to}"
        if not in_hours(termijn):
            return self._post(f"{key}:{local_day(due)}", "herinnering", about=termijn.key)
        key = f"{key}:{self.herinnering.moment.isoformat()}"
        return self._post(key, "herinnering", {"altijd": True}, about=termijn.key, rings=("voorzitter",))

    def _post(
        self,
        key: str,
        kind: str,
        args: Mapping[str, Arg] | None = None,
        about: str | None = None,
        rings: tuple[str, ...] = (),
    ) -> Post:
        moment = {"moment": self.herinnering.moment.isoformat()}
        return Post(
            key, Channel.ROOM, kind, moment | dict(args or {}), self.casus.code, about, in_case=True, rings=rings
        )

    async def _put(self, post: Post, due: datetime) -> None:
        await self.work.put(post, self.now, due)
