"""No statement that runs at a heartbeat, or when somebody says something, reads a table that grows from end to end."""

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, cast

import pytest
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncConnection

from retbot.handlers.chat.command import Code
from retbot.handlers.chat.questions import AnswerTaker
from retbot.handlers.chat.router import Router
from retbot.handlers.intake import Intake
from retbot.handlers.table import commands, questions
from retbot.ports import Message, PollEnded, Reaction, Vote, Withdrawal
from tests.clock import SetClock, at
from tests.contract.fake_room import TEAM_ROOM
from tests.contract.fake_storage import FakeStorage
from tests.contract.storage_stage import SqlStage, sql_stage
from tests.gate import GATE
from tests.unit.scheduling.stage import ACCARE, CODE, EXPERT, MANAGER, SANNE, VERA, Stage

TYPED = (
    "aanmelding via=toegang besproken=ja leeftijd=12-15 gemeente=Enschede gronden=complex lokaal=ja formulier=ja",
    f"plan {CODE} 30 april 14:00",
    f"uitnodigen {CODE}",
    "ja 4T3",
    f"prik {CODE} 6 mei 14:00 of 7 mei 14:00",
    f"kom {CODE}",
    f"afspraak {CODE} Accare intake 22 mei",
    f"betrokken {CODE} school zorg",
    "overleg 6 mei 13:00-15:00",
    "afwezig van 4 mei tot 15 mei",
    "iets wat niemand tegen de bot zegt",
)
"""Beside every command by its name and a code: what these leave is read by the rest."""
EVERY_CASE = {"cijfers", "knelpunten", "knelpunt behandeld", "vergoeding", "export monitor"}
"""Commands that count over every case there ever was, some times a year."""
SMALL = {
    "deelnemer": "the people of one team",
    "afwezigheid": "their days off; kept for a month",
    "overleg": "one a week or less; kept for 400 days",
    "teamfeit": "some duties of the team, a few a year",
    "besluit": "a decision of the municipality about a case; it goes with the case",
    "datalek": "a few a year at most",
    "teller": "one row a half year for each thing that is counted",
    "oud_adres": "who got another address, while the case is there",
    "audit_chain": "its last row alone, read by its key from the end",
    "antwoordadres": "its last two hundred rows, read by their key from the end",
}
STILL_TO_COME = {"ix_outbox_due", "ix_herinnering_due", "ix_casus_open"}
"""Indices that hold only what is open: read in order, they grow with the work at hand."""


_SCAN = re.compile(r"SCAN (?P<table>\w+?)(?:_\d+)?(?: USING (?:COVERING )?INDEX (?P<index>\w+))?$")


class Said:
    """Somebody in the room of a team whose store is a real one."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        router, answers = Router(commands()), AnswerTaker(questions())
        self.intake = Intake(stage.storage, lambda: stage.team, router, answers, stage.clock, lambda: None, GATE)
        self._count = 0

    def event(self) -> str:
        self._count += 1
        return f"$said{self._count}"

    async def say(self, body: str, who: str = SANNE, thread: str | None = None) -> None:
        now = self.stage.clock.now()
        await self.intake.take(Message(self.event(), TEAM_ROOM, who, f"!ret {body}", now, thread))


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqlStage]:
    async with sql_stage(tmp_path) as stage:
        yield stage


def listen(store: SqlStage) -> dict[str, Any]:
    """Each statement once, with the values of one time that it ran."""
    asked: dict[str, Any] = {}
    event.listen(store.engine.sync_engine, "before_cursor_execute", lambda *args: asked.setdefault(args[2], args[3]))
    return asked


async def everything_said(stage: Stage) -> None:
    said = Said(stage)
    for command in commands():
        if command.name not in EVERY_CASE:
            await said.say(command.name if command.code is Code.NONE else f"{command.name} {CODE}")
    for body in TYPED:
        await said.say(body)
        await heartbeat(stage)
    target = stage.room.sent[-1].event_id
    await said.intake.take(Reaction("$r", TEAM_ROOM, VERA, target, "✅"))
    await said.intake.take(Reaction("$l", TEAM_ROOM, VERA, target, "⏰"))
    await said.intake.take(Withdrawal("$w", TEAM_ROOM, VERA, "$r"))
    await said.intake.take(Vote("$v", TEAM_ROOM, VERA, ("x",), stage.clock.now()))
    await said.intake.take(PollEnded("$p", TEAM_ROOM, VERA, target))


async def heartbeat(stage: Stage) -> None:
    await stage.waker.run_rooms()
    await stage.waker.run_mail()
    await stage.waker.next_instant()


async def scans(connection: AsyncConnection, asked: dict[str, Any]) -> dict[str, str]:
    """The tables that are read from end to end, each with a statement that does."""
    found: dict[str, str] = {}
    for statement, values in asked.items():
        if statement.startswith(("SELECT", "UPDATE", "DELETE", "INSERT", "WITH")):
            rows = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
            steps = [_SCAN.match(row["detail"]) for row in rows.mappings()]
            found |= {step["table"]: statement for step in steps if step and step["index"] not in STILL_TO_COME}
    return found


async def test_no_heartbeat_and_no_command_reads_a_table_that_grows_from_end_to_end(store: SqlStage) -> None:
    stage = Stage(clock=SetClock(at("2026-04-20 10:00")), storage=cast("FakeStorage", store.storage))
    await stage.people(EXPERT, ACCARE, MANAGER, mail=(2, 3))
    await stage.open(at("2026-04-20 10:00").date())
    await stage.address("school", "zorg@school.example")
    stage.clock.instant = at("2026-04-22 8:30")
    await stage.now()
    asked = listen(store)
    await heartbeat(stage)
    await everything_said(stage)
    async with store.engine.connect() as connection:
        found = await scans(connection, dict(asked))
    assert {table: statement for table, statement in found.items() if table not in SMALL} == {}


async def test_a_scan_is_seen(store: SqlStage) -> None:
    async with store.engine.connect() as connection:
        whole = "SELECT id FROM outbox WHERE kind = ?"
        assert await scans(connection, {whole: ("antwoord",)}) == {"outbox": whole}
        assert await scans(connection, {"SELECT id FROM outbox WHERE state = 'open' AND rank = ?": (0,)}) == {}
