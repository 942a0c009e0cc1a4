"""What happens to each closed case: when it is deleted, and what it is waiting for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum, auto

from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.casus import Casus
from retbot.domain.errors import Refusal
from retbot.domain.keeping_terms import deleted_on, erasure_term, still_to_come
from retbot.domain.team import Team
from retbot.domain.termijnen.casustermijnen import Termijn
from retbot.domain.tijd import local_day
from retbot.ports import Channel, PostRow, PostState, UnitOfWork
from retbot.scheduling import clock_jump


class Waits(Enum):
    TERM = auto()
    NOTICE = auto()
    """The term has ended, but not the two weeks after the announcement in the room."""
    MAIL = auto()
    """Its day has come, but mail about it has not been sent: perhaps one that removes a meeting from people's
    calendars."""
    CLOCK = auto()
    """Its day has come according to a clock that jumped ahead recently."""
    COVENANT = auto()
    """Its term is unknown: the covenant version of the case is no longer in the settings."""
    NOTHING = auto()
    """Its covenant has no term for deletion."""


@dataclass(frozen=True, slots=True)
class Fate:
    """`last_day` is the last day of its term, `day` the day of its deletion, known once the term has ended. It is
    deleted now when it waits for nothing."""

    code: Casecode
    waits: Waits | None
    decided: bool = False
    """Decided by the municipality, regardless of the term."""
    announced: bool = False
    last_day: date | None = None
    day: date | None = None

    @property
    def has_come(self) -> bool:
        """Whether its day has come; mail may still have to be sent first."""
        return self.waits in {None, Waits.MAIL}

    @property
    def is_overdue(self) -> bool:
        """Whether it should have been deleted, or nobody can tell when."""
        return self.waits in {Waits.NOTICE, Waits.MAIL, Waits.CLOCK, Waits.COVENANT}


async def candidates(work: UnitOfWork) -> list[Casecode]:
    """All closed cases, and those that the municipality decided to delete."""
    closed = await work.cases.closed_codes()
    return [*closed, *(code for code in await work.gdpr.to_be_wiped() if code not in set(closed))]


async def fates(
    work: UnitOfWork, team: Team, codes: Sequence[Casecode], now: datetime, *, force: bool = False
) -> list[Fate]:
    """With `force`, a case whose term has ended waits for nothing else."""
    decided, jumped = set(await work.gdpr.to_be_wiped()), await clock_jump.waits_until(work, now) is not None
    found = []
    for code in codes:
        if casus := await work.cases.get(code):
            fate = Fate(code, None, decided=True) if code in decided else await _by_term(work, team, casus, now)
            if jumped and fate.waits is None and not fate.decided:
                fate = replace(fate, waits=Waits.CLOCK)
            found.append(_force(fate) if force else await _after_mail(work, casus, fate, now))
    return found


async def _by_term(work: UnitOfWork, team: Team, casus: Casus, now: datetime) -> Fate:
    try:
        termijn = erasure_term(casus, team)
    except Refusal:
        return Fate(casus.code, Waits.COVENANT)
    if termijn is None:
        return Fate(casus.code, Waits.NOTHING)
    today = local_day(now)
    if today < termijn.day:
        return Fate(casus.code, Waits.TERM, last_day=termijn.day)
    told = await _told_on(work, casus, termijn)
    day = deleted_on(casus, termijn.day, told)
    waits = Waits.NOTICE if today < day else None
    return Fate(casus.code, waits, announced=told is not None, last_day=termijn.day, day=day)


async def _told_on(work: UnitOfWork, casus: Casus, termijn: Termijn) -> date | None:
    row = await announcement(work, casus, termijn)
    return local_day(row.sent_at) if row and row.sent_at else None


async def announcement(work: UnitOfWork, casus: Casus, termijn: Termijn) -> PostRow | None:
    """The announcement of this term that was or will be sent; one that could not be sent does not count."""
    rows = await work.outbox.posts(code=casus.code, sentence="verwijdering")
    alive = (row for row in rows if row.state in {PostState.OPEN, PostState.SENT})
    return next((row for row in alive if row.post.args["dag"] == termijn.day), None)


async def _after_mail(work: UnitOfWork, casus: Casus, fate: Fate, now: datetime) -> Fate:
    if fate.waits is None and (still_to_come(casus, now) or await mail_waits(work, casus.code)):
        return replace(fate, waits=Waits.MAIL)
    return fate


async def mail_waits(work: UnitOfWork, code: Casecode) -> bool:
    rows = await work.outbox.posts(code=code)
    return any(row.post.channel is Channel.MAIL and row.state is PostState.OPEN for row in rows)


def _force(fate: Fate) -> Fate:
    return replace(fate, waits=None) if fate.waits in {Waits.NOTICE, Waits.MAIL, Waits.CLOCK} else fate
