"""New keys while the bot runs."""

import asyncio
import json
import shutil
from pathlib import Path

from retbot.storage import Vault
from retbot.storage.rotation import Rotation, rotate
from tests.contract.storage_stage import CODE, OTHER, SqlStage, casus, keep, sql_stage

OWNERS = (("deelnemer:3", None), ("school", CODE), ("ouders", CODE), ("school", OTHER))


async def test_a_running_bot_reads_and_writes_addresses_through_a_rotation(tmp_path: Path) -> None:
    async with sql_stage(tmp_path) as bot, sql_stage(tmp_path) as command:
        await keep(bot.storage, casus(), casus(OTHER))
        async with bot.storage.begin() as work:
            for owner, code in OWNERS:
                await work.addresses.set(owner, f"{owner}@ret.test", code)
        old = tmp_path / "old.json"
        shutil.copy(tmp_path / "keys.json", old)
        done, _ = await asyncio.gather(rotate(command.engine, Vault(tmp_path / "keys.json")), _busy(bot))
        assert done.keys == 3
        async with bot.storage.begin() as work:
            for owner, code in (*OWNERS, ("aanmelder", CODE)):
                assert await work.addresses.get(owner, code) == f"{owner}@ret.test"
    assert not _shared(old, tmp_path / "keys.json")


async def _busy(bot: SqlStage) -> None:
    """Gives addresses meanwhile."""
    for _ in range(5):
        async with bot.storage.begin() as work:
            await work.addresses.set("aanmelder", "aanmelder@ret.test", CODE)
        await asyncio.sleep(0)


def _shared(old: Path, new: Path) -> bool:
    keys = [set(json.loads(path.read_text())["keys"].values()) for path in (old, new)]
    return bool(keys[0] & keys[1])


async def test_an_address_whose_key_is_gone_stays_unread_and_is_counted(tmp_path: Path) -> None:
    async with sql_stage(tmp_path) as stage:
        await keep(stage.storage, casus(), casus(OTHER))
        async with stage.storage.begin() as work:
            await work.addresses.set("school", "a@ret.test", CODE)
            await work.addresses.set("school", "b@ret.test", OTHER)
        vault = Vault(tmp_path / "keys.json")
        vault.destroy(CODE)
        assert await rotate(stage.engine, vault) == Rotation(keys=1, addresses=1, lost_addresses=1)
