"""A row in every table of the store, each cell of which is known again."""

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import Boolean, Column, Date, Integer, LargeBinary, String, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.safe_text import SafeText
from retbot.ports import PostState
from retbot.storage.database.columns import Args, Choice, Instant, Safe, Words
from retbot.storage.database.tables import metadata
from tests.contract.storage_stage import CODE, NOW

FIXED: dict[tuple[str, str], Any] = {
    **{(table, "uid"): "overleg uid" for table in ("uitnodiging", "oud_adres", "told", "antwoord", "offered_answer")},
    ("bespreking", "overleg"): "overleg uid",
    ("ander_adres", "uid"): None,
    ("audit", "removed"): None,
    ("audit_chain", "removed_by"): None,
    ("outbox", "state"): PostState.SENT,
    ("note", "name"): "reactie:$1",
    ("note", "value"): f'{{"code": "{CODE}", "van": "@sanne:ret.example", "op": "2026-04-20", "wat": "note value"}}',
    ("vraag", "kind"): "aanmelding",
    ("vraag", "stand"): {"ontvangen": "2026-04-20", "gemeente": "vraag stand"},
    ("casus", "convenant"): "overijssel-2022",
}

OF_NO_CASE = frozenset({"afwezigheid", "audit_chain", "datalek", "deelnemer", "inbox", "teamfeit", "teller"})


SAMPLES: dict[type[Any], Any] = {
    Instant: NOW,
    Date: date(2026, 4, 20),
    Boolean: True,
    Integer: 1,
    LargeBinary: b"x" * 16,
}
NAMED: dict[type[Any], Callable[[str], Any]] = {
    String: lambda name: name,
    Safe: SafeText,
    Words: lambda name: (name,),
    Args: lambda name: {"soort": name},
}


def sample(column: Column[Any], code: Casecode | None) -> Any:
    """Text is the name of the table and the column."""
    name, kind = (column.table.name, column.key), type(column.type)
    if column.name == "code":
        return code
    if name in FIXED:
        return FIXED[name]
    if isinstance(column.type, Choice):
        return list(column.type.choices)[-1]
    return SAMPLES[kind] if kind in SAMPLES else NAMED[kind](" ".join(name))


async def fill_every_table(connection: AsyncConnection, code: Casecode | None = CODE) -> None:
    """Of the case; or those of them that may be about none, about none."""
    for table in metadata.sorted_tables:
        of_case = table.name.startswith("peiling") or not table.c.get("code", Column(nullable=True)).nullable
        if code or not (of_case or table.name == "casus"):
            row = {column.key: sample(column, code) for column in table.c}
            await connection.execute(insert(table).values(**row))
