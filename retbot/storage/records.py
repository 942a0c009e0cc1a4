"""The small tables: received events, facts of the team, notes."""

from datetime import datetime

from sqlalchemy import delete, insert, select

from retbot.domain.casus.casus import Feit
from retbot.storage.database.base import StorePart, made_of, row_of
from retbot.storage.database.engine import insert_into
from retbot.storage.database.tables import inbox, note, teamfeit


class Records(StorePart):
    async def first_time(self, event_id: str, now: datetime) -> bool:
        new = insert_into(self._connection, inbox).values(event_id=event_id, seen_at=now)
        return bool((await self._connection.execute(new.on_conflict_do_nothing())).rowcount)

    async def forget_events(self, before: datetime) -> None:
        await self._connection.execute(delete(inbox).where(inbox.c.seen_at < before))

    async def team_feiten(self) -> list[Feit]:
        rows = (await self._connection.execute(select(teamfeit).order_by(teamfeit.c.id))).mappings()
        return [made_of(Feit, row) for row in rows]

    async def add_team_feit(self, feit: Feit) -> None:
        if feit not in await self.team_feiten():
            await self._connection.execute(insert(teamfeit).values(**row_of(feit)))

    async def remove_team_feit(self, feit: Feit) -> None:
        same = [teamfeit.c[name] == value for name, value in row_of(feit).items()]
        await self._connection.execute(delete(teamfeit).where(*same))

    async def note(self, name: str) -> str | None:
        return await self._connection.scalar(select(note.c.value).where(note.c.name == name))

    async def set_note(self, name: str, value: str | None) -> None:
        await self._connection.execute(delete(note).where(note.c.name == name))
        if value is not None:
            await self._connection.execute(insert(note).values(name=name, value=value))
