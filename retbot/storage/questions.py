"""The questions that are open, per person."""

from dataclasses import replace

from sqlalchemy import ColumnElement, and_, delete, insert, select

from retbot.domain.casecode import Casecode
from retbot.ports import Vraag
from retbot.storage.part import Part, made_of, row_of
from retbot.storage.tables import vraag


class Questions(Part):
    async def questions(self, person: str) -> list[Vraag]:
        return await self._found(vraag.c.person == person)

    async def questions_in(self, room_id: str, thread: str | None) -> list[Vraag]:
        return await self._found(and_(vraag.c.room_id == room_id, vraag.c.thread.is_not_distinct_from(thread)))

    async def questions_about(self, code: Casecode | None) -> list[Vraag]:
        return await self._found(vraag.c.code == code)

    async def _found(self, where: ColumnElement[bool]) -> list[Vraag]:
        wanted = select(vraag).where(where).order_by(vraag.c.id)
        return [made_of(Vraag, row) for row in (await self._connection.execute(wanted)).mappings()]

    async def ask(self, vraag_: Vraag) -> Vraag:
        same = and_(
            vraag.c.person == vraag_.person,
            vraag.c.kind == vraag_.kind,
            vraag.c.code.is_not_distinct_from(vraag_.code),
        )
        await self._connection.execute(delete(vraag).where(same))
        if vraag_.id is not None:
            await self.close_question(vraag_)
        row = {name: value for name, value in row_of(vraag_).items() if name != "id" or value is not None}
        done = await self._connection.execute(insert(vraag).values(**row))
        return replace(vraag_, id=done.inserted_primary_key.id if done.inserted_primary_key else None)

    async def close_question(self, vraag_: Vraag) -> None:
        await self._connection.execute(delete(vraag).where(vraag.c.id == vraag_.id))
