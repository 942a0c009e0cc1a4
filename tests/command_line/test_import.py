"""Running cases that are taken over from a spreadsheet on the command line."""

import asyncio
import re
from pathlib import Path

import pytest

from retbot.domain.casus.casus import Casus
from retbot.matrix.client.files import lock
from retbot.ports import PostState
from retbot.reading.aanmelding.spreadsheet import rows_of
from tests.command_line.conftest import Command
from tests.command_line.store import opened

HEAD = "nummer;ontvangen;via;besproken;leeftijd;gemeente;gronden;lokaal;compleet"
ROWS = (
    "4;2-2-2026;toegang;ja;12-15;Enschede;hoogspecialistisch;ja;3-2-2026",
    "9;3-2-2026;toegang;ja;16-17;Deventer;hoogspecialistisch;ja;",
)


@pytest.fixture(autouse=True)
def a_store(beside: Path) -> None:
    async def make() -> None:
        async with opened(beside / "state"):
            pass

    asyncio.run(make())


@pytest.fixture
def file(beside: Path) -> Path:
    path = beside / "casussen.csv"
    path.write_text("\n".join((HEAD, *ROWS)), encoding="utf-8")
    return path


def stored(beside: Path) -> list[Casus]:
    async def look() -> list[Casus]:
        async with opened(beside / "state") as storage, storage.begin() as work:
            return await work.cases.find()

    return asyncio.run(look())


def waiting(beside: Path) -> list[str]:
    """The cases that the bot will announce."""

    async def look() -> list[str]:
        async with opened(beside / "state") as storage, storage.begin() as work:
            return [
                str(row.post.code) for row in await work.outbox.posts(state=PostState.OPEN) if row.post.opens_thread
            ]

    return asyncio.run(look())


def test_the_file_is_said_in_words_and_each_row_gets_a_code(file: Path, beside: Path, retbot: Command) -> None:
    told = retbot("import", str(file), "--yes")
    assert told.status == 0, told.err
    assert "2 casussen overnemen uit dit bestand." in told.out
    assert "• nummer 4, Enschede, 12–15 jaar, aangemeld maandag 2 februari" in told.out
    given = dict(re.findall(r"nummer (\d), (RET-\w{3}-\w{3})", told.out))
    assert {str(one.code): one.aanmelding.gemeente for one in stored(beside)} == {
        given["4"]: "Enschede",
        given["9"]: "Deventer",
    }
    assert sorted(waiting(beside)) == sorted(given.values())


def test_without_a_yes_nothing_is_stored(file: Path, beside: Path, retbot: Command) -> None:
    told = retbot("import", str(file))
    assert told.status == 2
    assert "2 casussen overnemen" in told.out
    assert "--yes" in told.err
    assert stored(beside) == []


def test_a_wrong_cell_is_named_and_nothing_is_stored(file: Path, beside: Path, retbot: Command) -> None:
    file.write_text("\n".join((HEAD, ROWS[0], ROWS[1].replace("Deventer", "Fatima"))), encoding="utf-8")
    told = retbot("import", str(file), "--yes")
    assert (told.status, told.out) == (2, "")
    assert "rij 3, kolom gemeente" in told.err
    assert "Fatima" not in told.err
    assert stored(beside) == []


def test_beside_the_running_bot_nothing_is_taken_over(file: Path, beside: Path, retbot: Command) -> None:
    with lock(beside / "state" / "lock", wait=False):
        told = retbot("import", str(file), "--yes")
    assert told.status == 2
    assert "Retbot draait" in told.err
    assert stored(beside) == []


@pytest.mark.parametrize("name", ["leeg.xlsx", "leeg.csv"])
def test_an_empty_file_to_fill_in_is_made_once(name: str, beside: Path, retbot: Command) -> None:
    made = beside / name
    assert retbot("import", "--template", str(made)).status == 0
    assert rows_of(made.read_bytes())[0][:3] == ["nummer", "ontvangen", "via"]
    told = retbot("import", "--template", str(made))
    assert (told.status, "er is niets overschreven" in told.err) == (2, True)


def test_an_empty_file_is_made_as_excel_or_csv_only(beside: Path, retbot: Command) -> None:
    told = retbot("import", "--template", str(beside / "leeg.ods"))
    assert (told.status, told.err) == (2, "retbot: Geef het bestand een naam op .xlsx of .csv.\n")


def test_a_file_that_is_not_there_is_said_so(beside: Path, retbot: Command) -> None:
    told = retbot("import", str(beside / "niets.csv"))
    assert told.status == 2
    assert "niets.csv" in told.err
