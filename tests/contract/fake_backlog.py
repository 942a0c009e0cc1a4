"""The backlog of a storage in memory."""

from datetime import datetime

from retbot.ports import Channel, PostState
from retbot.ports.vitals import Backlog
from tests.contract.storage_memory import Memory, rank


class FakeBacklog:
    memory: Memory

    async def backlog(self, now: datetime) -> Backlog:
        waiting = [row for row in self.memory.outbox.values() if row.state is PostState.OPEN and row.first_due <= now]
        rooms = [row for row in self.memory.due_posts(now) if row.post.channel is not Channel.MAIL]
        head = min(rooms, key=lambda row: (rank(row.post), row.id), default=None)
        mail = sum(row.post.channel is Channel.MAIL for row in waiting)
        ends = list(self.memory.ends.values())
        return Backlog(
            len(waiting) - mail,
            mail,
            min((row.first_due for row in waiting), default=None),
            (head.id, head.attempts) if head else None,
            len(ends),
            sum(end < now for end in ends),
        )
