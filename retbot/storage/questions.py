"""The open questions, per person."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, insert, select

from retbot.domain.casus.casecode import Casecode
from retbot.ports import Question
from retbot.storage.database.base import StorePart, made_of, row_of
from retbot.storage.database.tables import question


class SqlQuestions(StorePart):
    async def of_person(self, person: str) -> list[Question]:
        return await self._find(question.c.person == person)

    async def in_place(self, room_id: str, thread: str | None) -> list[Question]:
        return await self._find(and_(question.c.room_id == room_id, question.c.thread.is_not_distinct_from(thread)))

    async def about(self, code: Casecode | None) -> list[Question]:
        return await self._find(question.c.code == code)

    async def _find(self, where: ColumnElement[bool]) -> list[Question]:
        wanted = select(question).where(where).order_by(question.c.id)
        return [made_of(Question, row) for row in (await self._connection.execute(wanted)).mappings()]

    async def ask(self, question_: Question) -> Question:
        same = and_(
            question.c.person == question_.person,
            question.c.type == question_.type,
            question.c.code.is_not_distinct_from(question_.code),
        )
        await self._connection.execute(delete(question).where(same))
        if question_.id is not None:
            await self.close(question_)
        row = {name: value for name, value in row_of(question_).items() if name != "id" or value is not None}
        done = await self._connection.execute(insert(question).values(**row))
        return replace(question_, id=done.inserted_primary_key.id if done.inserted_primary_key else None)

    async def forget(self, before: datetime) -> None:
        old = question.c.gesteld < before
        await self._connection.execute(delete(question).where(question.c.code.is_(None), old))

    async def close(self, question_: Question) -> None:
        await self._connection.execute(delete(question).where(question.c.id == question_.id))
