"""Turns due reminders into posts: by mail to people outside the room, and in the thread of the case what asks for a
decision or cannot wait. Everything else is in the digest of that morning."""

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import structlog

from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.casus import MISLUKT, Casus
from retbot.domain.convenant.convenant import Convenant
from retbot.domain.errors import Arg
from retbot.domain.privacy.access import responsible
from retbot.domain.team import Team
from retbot.domain.termijnen.casustermijnen import Termijn
from retbot.domain.termijnen.escalation import EscalationProposal, chain_of, chain_of_afspraak, voorstel
from retbot.domain.termijnen.reminders import Reminder, ReminderReason, in_hours, next_morning
from retbot.domain.tijd import local_day
from retbot.logs import where
from retbot.ports import Channel, Post, PostRow, UnitOfWork
from retbot.scheduling.parties import Roster, by_mail, roster

log = structlog.get_logger()

_WEEK = timedelta(days=7)


async def give_due(work: UnitOfWork, team: Team, now: datetime, limit: int) -> int:
    """Puts the posts of at most `limit` reminders; returns how many were due. When one fails it is logged and skipped;
    the digest still reports what is late."""
    rows = await work.reminders.due(now, limit)
    cases = _Cases(work, await roster(work, team)) if rows else None
    for code, reminder in rows:
        for post, due in await _posts(cases, code, reminder, now) if cases else []:
            await work.outbox.put(post, now, due)
        await work.reminders.mark_sent(code, reminder.key, now)
        await asyncio.sleep(0)
    return len(rows)


async def _posts(cases: "_Cases", code: Casecode, reminder: Reminder, now: datetime) -> list[tuple[Post, datetime]]:
    try:
        case = await cases.get(code)
        return list(_Giving(case, cases.people, reminder, now).posts()) if case else []
    except Exception as error:
        log.warning("reminder_failed", code=code, error=type(error).__name__, where=where(error))
        return []


def office_moment(team: Team, now: datetime) -> datetime:
    """Now, or the next working morning when the office is closed."""
    return now if team.in_office_hours(now) else next_morning(now, team.kalender, team.morning)


@dataclass(frozen=True, slots=True)
class _Case:
    """`owners` are the roles of the case that have an address; `proposals` the proposals to escalate until now."""

    casus: Casus
    termijnen: list[Termijn]
    owners: list[str]
    proposals: list[PostRow]


@dataclass(slots=True)
class _Cases:
    """Cases, each loaded once for all reminders of a transaction."""

    work: UnitOfWork
    people: Roster
    _known: dict[Casecode, _Case | None] = field(default_factory=dict)

    async def get(self, code: Casecode) -> _Case | None:
        if code not in self._known:
            casus = await self.work.cases.get(code)
            terms = self.people.team.termijnen(casus) if casus else []
            self._known[code] = await self._case(casus, terms) if casus else None
        return self._known[code]

    async def _case(self, casus: Casus, terms: list[Termijn]) -> _Case:
        said = await self.work.outbox.posts(code=casus.code, sentence="opschalen")
        return _Case(casus, terms, await self.work.addresses.owners(casus.code), said)


@dataclass(frozen=True, slots=True)
class _Giving:
    """The posts that one reminder of one case leads to."""

    case: _Case
    people: Roster
    reminder: Reminder
    now: datetime

    @property
    def casus(self) -> Casus:
        return self.case.casus

    def posts(self) -> Iterator[tuple[Post, datetime]]:
        """The posts, each with its due moment."""
        due = office_moment(self.people.team, self.now)
        if self.reminder.aanleiding is ReminderReason.BESPREKING:
            yield self._of_bespreking(), due
            return
        termijn = next((t for t in self.case.termijnen if t.key == self.reminder.termijn), None)
        if termijn and in_hours(termijn):
            due = self.now
        offer = self._offer(termijn, due)
        if offer and not self._is_repeat(offer):
            yield self._proposal(offer, due), due
        elif termijn and in_hours(termijn):
            yield self._of_term(termijn, due), due
        if termijn:
            yield from ((mail, due) for mail in self._mails(termijn, due))

    def _offer(self, termijn: Termijn | None, due: datetime) -> EscalationProposal | None:
        """The next step in its chain of escalation, when the reminder is about something missed."""
        if termijn and not (termijn.plicht.gemist and termijn.is_late(due)):
            return None
        team, convenant = self.people.team, self.people.team.convenant_of(self.casus)
        keten = self._chain(termijn, convenant)
        return voorstel(self.casus, convenant, self.case.termijnen, team.kalender, due, keten)

    def _chain(self, termijn: Termijn | None, convenant: Convenant) -> str | None:
        if termijn:
            return chain_of(termijn, self.casus, convenant)
        about, _, rest = self.reminder.termijn.partition(":")
        nummer = int(rest.partition(":")[2]) if about == MISLUKT else 0
        return chain_of_afspraak(nummer, self.casus, convenant) if nummer else None

    def _is_repeat(self, offer: EscalationProposal) -> bool:
        """Whether the same was proposed less than a week ago; then the digest repeats it. What somebody asked to hear
        again always rings."""
        if self.reminder.aanleiding is not ReminderReason.ESCALATION:
            return False
        step = {"keten": offer.trede.keten, "stap": offer.trede.stap}
        said = [row for row in self.case.proposals if step.items() <= row.post.args.items()]
        about = {row.post.args["termijn"] for row in said}
        return self.reminder.termijn in about and any(self.now - row.made_at < _WEEK for row in said)

    def _mails(self, termijn: Termijn, due: datetime) -> Iterator[Post]:
        for to in by_mail(self.people, self.case.owners, self.casus, responsible(termijn, self.casus)):
            yield replace(self._of_term(termijn, due, to), channel=Channel.MAIL, in_case=False, rings=(), to=to)

    def _of_bespreking(self) -> Post:
        ronde = int(self.reminder.termijn.partition(":")[2])
        (planned,) = (b for b in self.casus.besprekingen if b.ronde == ronde)
        args = {"ronde": planned.ronde, "sequence": planned.sequence}
        key = f"bespreking:{planned.uid}:{planned.sequence}"
        return self._post(key, "bespreking_nabij", args, rings=("voorzitter", "secretaris"))

    def _proposal(self, offer: EscalationProposal, due: datetime) -> Post:
        """One per chain of the case and morning."""
        about = offer.open[0].key if offer.open else None
        keten = offer.trede.keten
        key = f"opschalen:{self.casus.code}:{keten}:{local_day(due)}"
        args: dict[str, Arg] = {"keten": keten, "stap": offer.trede.stap, "termijn": self.reminder.termijn}
        return self._post(key, "opschalen", args, about=about, rings=("voorzitter",))

    def _of_term(self, termijn: Termijn, due: datetime, to: str = "kamer") -> Post:
        """One per term and day, whatever the number of reasons; reminders of a term in hours are sent at any hour."""
        key = f"herinnering:{self.casus.code}:{termijn.key}:{to}"
        if not in_hours(termijn):
            return self._post(f"{key}:{local_day(due)}", "herinnering", about=termijn.key)
        key = f"{key}:{self.reminder.moment.isoformat()}"
        return self._post(key, "herinnering", {"altijd": True}, about=termijn.key, rings=("voorzitter",))

    def _post(
        self,
        key: str,
        sentence: str,
        args: Mapping[str, Arg] | None = None,
        about: str | None = None,
        rings: tuple[str, ...] = (),
    ) -> Post:
        moment = {"moment": self.reminder.moment.isoformat()}
        return Post(
            key, Channel.ROOM, sentence, moment | dict(args or {}), self.casus.code, about, in_case=True, rings=rings
        )
