"""What `retbot check` says of covenants, state directory, database and keys."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from retbot import check, settings
from retbot.check.store import store_faults
from retbot.covenants import convenant_files
from retbot.covenants.paths import config_dir
from retbot.domain.deelnemers.roles import Deelnemer
from retbot.ports import Channel, Post
from retbot.settings import Settings
from tests.command_line.store import opened
from tests.contract.storage_stage import NOW, casus
from tests.unit.settings.settings_samples import secrets_in, tables

OVERIJSSEL = config_dir() / "convenanten" / "overijssel-2022.toml"


@pytest.fixture
def chosen(tmp_path: Path) -> Settings:
    return settings.read(tables(), secrets_in(tmp_path))


async def faults(chosen: Settings) -> list[str]:
    return await store_faults(chosen, [convenant_files.load("overijssel-2022")])


async def fill(chosen: Settings) -> Path:
    """A store with one address; returns the state directory."""
    state = chosen.state.directory
    async with opened(state) as storage, storage.begin() as work:
        await work.people.save(Deelnemer(1, "expert"))
        await work.addresses.set("deelnemer:1", "a@ret.nl")
    return state


def change(state: Path, statement: str) -> None:
    with closing(sqlite3.connect(state / "retbot.db")) as database, database:
        database.execute(statement)


async def test_before_the_first_start_there_is_nothing_wrong_and_nothing_made(chosen: Settings) -> None:
    assert await faults(chosen) == []
    assert not chosen.state.directory.exists()


async def test_a_store_in_order_is_left_alone(chosen: Settings) -> None:
    await fill(chosen)
    assert await faults(chosen) == []


async def test_a_state_directory_that_is_a_file_is_told(chosen: Settings) -> None:
    path = chosen.state.directory
    path.write_text("")
    assert await faults(chosen) == [f"state.directory noemt {path}, maar {path} is geen map: kies een andere."]


async def test_what_others_may_read_or_change_is_told(chosen: Settings) -> None:
    state = await fill(chosen)
    state.chmod(0o777)
    (state / "keys" / "addresses.json").chmod(0o640)
    for number in range(6):
        (state / f"{number}").write_text("")
        (state / f"{number}").chmod(0o644)
    told = await faults(chosen)
    assert told[0] == f"Anderen mogen in de map van retbot schrijven; doe: chmod 700 {state}"
    assert told[1] == f"Anderen mogen een bestand van retbot lezen; doe: chmod 600 {state / '0'}"
    assert told[6:] == [
        f"Anderen mogen nog 2 bestanden lezen; doe: chmod -R go= {state}",
        f"Anderen mogen de sleutels van de mailadressen lezen; doe: chmod 600 {chosen.key_file}",
    ]


async def test_marks_of_what_was_deleted_that_are_damaged_are_told(chosen: Settings) -> None:
    await fill(chosen)
    marks = chosen.key_file.with_name("deleted.json")
    marks.write_text("{}")
    marks.chmod(0o600)
    assert await faults(chosen) == [
        f"Wat gewist is staat in {marks}, en dat is beschadigd: zet het terug uit zijn eigen back-up."
    ]


async def test_keys_that_are_damaged_or_gone_are_told(chosen: Settings) -> None:
    await fill(chosen)
    chosen.key_file.write_text("{}")
    assert await faults(chosen) == [
        (
            f"De sleutels van de mailadressen, {chosen.key_file}, zijn beschadigd: zet het bestand terug uit zijn "
            "eigen back-up."
        )
    ]
    chosen.key_file.unlink()
    assert await faults(chosen) == [
        f"De sleutels van de mailadressen, {chosen.key_file}, zijn weg: zet het bestand terug uit zijn eigen back-up."
    ]


async def test_a_newer_database_is_told(chosen: Settings) -> None:
    change(await fill(chosen), "UPDATE alembic_version SET version_num = 'v9999'")
    assert await faults(chosen) == [
        "De database is van een nieuwere versie van retbot: start die, of zet een back-up terug."
    ]


async def test_a_damaged_database_is_told(chosen: Settings) -> None:
    state = await fill(chosen)
    (state / "retbot.db").write_text("geen database" * 1000)
    assert await faults(chosen) == [
        (
            f"De database sqlite+aiosqlite:///{state}/retbot.db is beschadigd: stop retbot en zet de nieuwste "
            "back-up terug "
            "(docs/beheer.md)."
        )
    ]


async def test_cases_under_a_covenant_that_is_not_given_are_told(chosen: Settings) -> None:
    state = await fill(chosen)
    async with opened(state) as storage, storage.begin() as work:
        await work.cases.save(casus(), [], [], NOW)
    assert await faults(chosen) == [
        "Er lopen casussen onder overijssel-2022, versie 2022-1: noem dat bestand bij team.eerdere_convenanten."
    ]


async def test_what_waits_for_a_room_is_counted(chosen: Settings) -> None:
    state = await fill(chosen)
    async with opened(state) as storage, storage.begin() as work:
        for key in ("waits", "also", "new"):
            await work.outbox.put(Post(key, Channel.ROOM, "bewerkt", room_id="!r"), NOW)
        for row in (await work.outbox.due(NOW, 9))[:2]:
            await work.outbox.retry(row.id, NOW)
    assert await faults(chosen) == [
        "Langer dan een uur wachten 2 berichten: is retbot in zijn kamer, en mag hij er schrijven?"
    ]


# covenants


async def test_what_is_wrong_with_a_covenant_is_told_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "eigen.toml").write_text(OVERIJSSEL.read_text(encoding="utf-8").replace("art", "artt", 1), "utf-8")
    (tmp_path / "leeg.toml").write_text("")
    changed: dict[str, Any] = tables()
    changed["team"] |= {"convenant": "utrecht", "eerdere_convenanten": ["leeg.toml", "overijssel-2022", "eigen.toml"]}
    changed["matrix"]["homeserver"] = "http://127.0.0.1:9"
    told = (await check.findings(settings.read(changed, secrets_in(tmp_path)))).faults
    assert any(fault.startswith("Het convenant utrecht: er is geen convenant utrecht") for fault in told)
    assert any(fault.startswith(f"Het convenant {tmp_path / 'leeg.toml'}: ") for fault in told)
    twice = tmp_path / "eigen.toml"
    assert (
        f"Het convenant {twice}: naam en versie zijn die van een ander in de instellingen. Geef het een eigen `versie`."
        in told
    )
