"""What becomes of the questions that were open when a new version starts."""

from pathlib import Path

from sqlalchemy import text

from retbot.covenants import convenant_files
from retbot.covenants.free_days import kalender
from retbot.domain.team import Team
from retbot.handlers.chat import open_questions
from retbot.storage import SqlStorage, Vault, make_engine, migrate, sqlite_url
from tests.contract.storage_stage import NOW
from tests.storage.test_carry_over import until


async def test_an_aanmelding_that_was_being_asked_goes_on(tmp_path: Path) -> None:
    engine = make_engine(sqlite_url(tmp_path / "retbot.db"))
    await migrate(engine, tmp_path / "backup", until("0016", tmp_path))
    async with engine.begin() as connection:
        row = """('@s:ret.example', 'aanmelding', '!r', '{"via": "toegang"}', '{}')"""
        await connection.execute(text(f"INSERT INTO vraag (person, kind, room_id, stand, args) VALUES {row}"))
    await migrate(engine, tmp_path / "backup")
    team = Team(convenant_files.load("overijssel-2022"), kalender(), {})
    async with SqlStorage(engine, Vault(tmp_path / "keys.json")).begin() as work:
        [vraag] = await open_questions.open_ones(work, await work.questions("@s:ret.example"), team, NOW)
    await engine.dispose()
    assert vraag.stand == {"via": "toegang"}
