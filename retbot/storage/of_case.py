"""Which rows of each table are about a case: to show, count or delete them."""

from sqlalchemy import Column, ColumnElement, Table, cast, or_, select
from sqlalchemy.types import String

from retbot.domain.casus.casecode import Casecode
from retbot.storage.database.tables import bespreking, note, outbox, question
from retbot.storage.meetings.overleggen import overleg
from retbot.storage.meetings.polls import optie, poll, poll_choice, poll_voter
from retbot.storage.outbox import vermelding


def about(table: Table, code: Casecode) -> ColumnElement[bool] | None:
    """The rows that are deleted with the case; None when no row of the table can be about a case."""
    if table is outbox:
        return tells_of(code)
    if table is note:
        return or_(names(note.c.name, code), names(note.c.value, code))
    if table is question:
        return or_(question.c.code == code, names(question.c.state, code))
    if table in {optie, poll_choice, poll_voter}:
        return table.c.peiling.in_(select(poll.c.id).where(poll.c.code == code))
    return table.c.code == code if "code" in table.c else None


def touching(table: Table, code: Casecode) -> ColumnElement[bool] | None:
    """The rows of `about`, plus the overleggen in which the case has a slot; those stay when the case is deleted."""
    if table is overleg:
        return overleg.c.uid.in_(select(bespreking.c.overleg).where(bespreking.c.code == code))
    return about(table, code)


def tells_of(code: Casecode) -> ColumnElement[bool]:
    """The posts that are about the case, have it among their arguments, or named it in their text."""
    named = select(vermelding.c.post).where(vermelding.c.code == code)
    return or_(outbox.c.code == code, outbox.c.id.in_(named), names(outbox.c.args, code), names(outbox.c.key, code))


def names(column: Column[object] | Column[str], code: Casecode) -> ColumnElement[bool]:
    return cast(column, String).contains(code)
