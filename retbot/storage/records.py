"""The small tables: received events, facts of the team, notes."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, insert, select

from retbot.domain.casus.casus import Feit
from retbot.storage.database.base import StorePart, made_of, row_of
from retbot.storage.database.engine import insert_into
from retbot.storage.database.tables import inbox, note, teamfeit


class SqlEvents(StorePart):
    async def first_time(self, event_id: str, now: datetime) -> bool:
        new = insert_into(self._connection, inbox).values(event_id=event_id, seen_at=now)
        return bool((await self._connection.execute(new.on_conflict_do_nothing())).rowcount)

    async def forget(self, before: datetime) -> None:
        await self._connection.execute(delete(inbox).where(inbox.c.seen_at < before))


class SqlTeamFeiten(StorePart):
    async def all(self) -> list[Feit]:
        rows = (await self._connection.execute(select(teamfeit).order_by(teamfeit.c.id))).mappings()
        return [made_of(Feit, row) for row in rows]

    async def add(self, feit: Feit) -> None:
        if feit not in await self.all():
            await self._connection.execute(insert(teamfeit).values(**row_of(feit)))

    async def remove(self, feit: Feit) -> None:
        same = [teamfeit.c[name] == value for name, value in row_of(feit).items()]
        await self._connection.execute(delete(teamfeit).where(*same))


class SqlNotes(StorePart):
    async def get(self, name: str) -> str | None:
        return await self._connection.scalar(select(note.c.value).where(note.c.name == name))

    async def set(self, name: str, value: str | None) -> None:
        await self._connection.execute(delete(note).where(note.c.name == name))
        if value is not None:
            await self._connection.execute(insert(note).values(name=name, value=value))

    async def starting_with(self, prefix: str) -> Mapping[str, str]:
        rows = await self._connection.execute(select(note).where(note.c.name.startswith(prefix, autoescape=True)))
        return {row.name: row.value for row in rows}
