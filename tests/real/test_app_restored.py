"""A backup from before a deletion is put back, and the whole bot is started on it beside the keys of today."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from retbot.domain.casus.casecode import Casecode
from retbot.storage import SqlStorage, Vault, make_engine, sqlite_url
from tests.real.app_stage import AppStage, app_stage
from tests.real.homeserver import Homeserver

ADDRESS = "zorg@school.example"


async def delete(stage: AppStage, code: str) -> None:
    """As the bot does on its day."""
    engine = make_engine(sqlite_url(stage.state / "retbot.db"))
    storage = SqlStorage(engine, Vault(stage.state / "keys" / "addresses.json"), stage.state / "backup")
    async with storage.begin() as work:
        await work.purge.case(Casecode(code), (), "bewaartermijn voorbij", datetime.now(UTC))
    await storage.leave_nothing_behind()
    await engine.dispose()


def back_up(stage: AppStage, backup: Path) -> None:
    with closing(sqlite3.connect(stage.state / "retbot.db")) as original, closing(sqlite3.connect(backup)) as copy:
        original.backup(copy)


def put_back(stage: AppStage, backup: Path) -> None:
    for path in stage.state.glob("retbot.db*"):
        path.unlink()
    backup.rename(stage.state / "retbot.db")
    (stage.state / "retbot.db").chmod(0o600)


def files_with(stage: AppStage, word: str) -> list[str]:
    return [path.name for path in stage.state.rglob("*") if path.is_file() and word.encode() in path.read_bytes()]


async def test_a_deleted_case_does_not_come_back_with_a_backup(homeserver: Homeserver, tmp_path: Path) -> None:
    backup = tmp_path / "backup.db"
    async with app_stage(homeserver, tmp_path) as stage:
        gone, _ = await stage.aanmelding()
        stays, _ = await stage.aanmelding()
        direct = await stage.direct(stage.secretaris)
        await stage.ask(stage.secretaris, f"adres {gone} school {ADDRESS}", room=direct)
        await stage.bot.kill()
        back_up(stage, backup)
        await delete(stage, gone)
        assert files_with(stage, gone) == []
        put_back(stage, backup)
        assert files_with(stage, gone) == ["retbot.db"]
        await stage.bot.start()
        overview = await stage.ask(stage.secretaris, "!ret status")
        assert files_with(stage, gone) == []
        asked = await stage.ask(stage.secretaris, f"!ret status {gone}")
        unknown = await stage.ask(stage.secretaris, "!ret status RET-222-222")
        await stage.bot.kill()

    assert stays in (overview.body or "")
    assert gone not in (overview.body or "")
    assert (asked.body or "").replace(gone, "") == (unknown.body or "").replace("RET-222-222", "")
    assert '"deleted_again"' in stage.bot.output.read_text()
