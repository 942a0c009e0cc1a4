"""Addresses that are set from the command line."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from retbot.covenants.convenant_files import load
from retbot.domain.casus.casecode import Casecode
from retbot.domain.deelnemers.roles import Deelnemer
from retbot.matrix.client.files import lock
from tests.command_line.conftest import Command
from tests.command_line.store import opened
from tests.contract.storage_stage import CODE, NOW, casus

ADDRESS = "j.jansen@ambiq.nl"


@pytest.fixture(autouse=True)
def a_team(beside: Path) -> None:
    """With one deelnemer and one case."""

    async def keep() -> None:
        async with opened(beside / "state") as storage, storage.begin() as work:
            await work.people.save(Deelnemer(3, "expert", "LVB"))
            await work.cases.save(replace(casus(), versie=load("overijssel-2022").versie), [], [], NOW)

    asyncio.run(keep())


def kept(beside: Path, owner: str, code: Casecode | None = None) -> str | None:
    async def look() -> str | None:
        async with opened(beside / "state") as storage, storage.begin() as work:
            return await work.addresses.get(owner, code)

    return asyncio.run(look())


def test_an_address_of_a_deelnemer_is_kept_and_shown_masked(beside: Path, retbot: Command) -> None:
    told = retbot("contact", "set", "3", typed=f"{ADDRESS}\n")
    assert told == (0, "Bewaard voor deelnemer:3: j…@…nl\n", "")
    assert kept(beside, "deelnemer:3") == ADDRESS


def test_an_address_within_a_case_belongs_to_that_case(beside: Path, retbot: Command) -> None:
    told = retbot("contact", "set", "lokale toegang", "--case", "ret7kh4t3", typed=ADDRESS)
    assert told == (0, f"Bewaard voor lokale toegang in {CODE}: j…@…nl\n", "")
    assert kept(beside, "lokale toegang", CODE) == ADDRESS


@pytest.mark.parametrize(
    ("words", "typed", "said"),
    [
        (["3"], "jansen@ambiq", "Dat is geen mailadres"),
        (["3"], "", "Dat is geen mailadres"),
        (["4"], ADDRESS, "Er is geen deelnemer 4; er zijn: 3."),
        (["school"], ADDRESS, "Er is geen deelnemer school"),
        (["school", "--case", "RET-7KH-4T4"], ADDRESS, "typefout"),
        (["school", "--case", "casus 1"], ADDRESS, "geen code van een casus"),
        (["school", "--case", "RET-222-222"], ADDRESS, "geen open casus RET-222-222"),
        (["buurman", "--case", CODE], ADDRESS, "heeft die rol of partij niet"),
        (["school hoofd", "--case", CODE], ADDRESS, "heeft die rol of partij niet"),
        (["expert", "--case", CODE], ADDRESS, "één adres voor elke casus"),
    ],
)
def test_what_is_not_clear_is_refused(words: list[str], typed: str, said: str, beside: Path, retbot: Command) -> None:
    told = retbot("contact", "set", *words, typed=typed)
    assert (told.status, told.out) == (2, "")
    assert said in told.err
    assert "jansen" not in told.err
    assert kept(beside, "deelnemer:3") is None


def test_beside_the_running_bot_nothing_is_kept(beside: Path, retbot: Command) -> None:
    with lock(beside / "state" / "lock", wait=False):
        told = retbot("contact", "set", "3", typed=ADDRESS)
    assert told.status == 2
    assert "Retbot draait" in told.err


def test_without_its_keys_the_store_takes_no_address(beside: Path, retbot: Command) -> None:
    retbot("contact", "set", "3", typed=ADDRESS)
    retbot("contact", "set", "school", "--case", CODE, typed=ADDRESS)
    (beside / "state" / "keys" / "addresses.json").unlink()
    told = retbot("contact", "set", "3", typed=ADDRESS)
    assert (told.status, told.err) == (2, "retbot: De opslag is niet te gebruiken: zie `retbot check`.\n")
