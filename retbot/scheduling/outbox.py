"""What the two senders share: taking turns, waiting after a failure."""

from collections.abc import Callable, Hashable
from datetime import datetime, timedelta

from retbot.domain.herinneren import next_morning
from retbot.domain.team import Team
from retbot.ports import Channel, Post, PostRow, UnitOfWork

FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(minutes=10)
PATIENCE = 3
"""How often a post that cannot be worded is tried; after that it no longer stands in the way of the rest."""
BATCH = 50
_MOST = 16


def next_try(attempts: int, now: datetime, random: Callable[[], float]) -> datetime:
    """5 s after the first attempt, twice as long after each further one, at most 10 min; a quarter more or less."""
    wait = min(FIRST_WAIT * (1 << min(attempts, 10)), LONGEST_WAIT)
    return now + wait * (0.75 + random() / 2)


async def due_rows(work: UnitOfWork, now: datetime, *, mail: bool) -> list[PostRow]:
    """The first of what is due by mail, or in the rooms; it looks on when the other kind fills the queue."""
    limit, taken = BATCH, 0
    rows: list[PostRow] = []
    while not rows and limit <= BATCH * _MOST:
        found = await work.due_posts(now, limit)
        rows = [row for row in found if (row.post.channel is Channel.MAIL) is mail]
        if len(found) == taken:
            break
        taken, limit = len(found), limit * 4
    return rows[:BATCH]


def lane(post: Post) -> Hashable:
    """Within which nothing overtakes; see UnitOfWork.due_posts."""
    if post.channel is Channel.MAIL:
        return post.channel, post.to, post.code
    if post.direct:
        return post.channel, post.direct
    return post.channel, post.room_id, post.code if post.in_case else post.thread


def office_opens(team: Team, now: datetime) -> datetime | None:
    """When the next working morning starts; None in office hours."""
    return None if team.in_office_hours(now) else next_morning(now, team.kalender, team.morning)
