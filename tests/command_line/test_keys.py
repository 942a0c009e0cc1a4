"""`retbot keys rotate`."""

import asyncio
from pathlib import Path

from retbot.domain.deelnemers.roles import Deelnemer
from tests.command_line.conftest import Command
from tests.command_line.store import opened


def test_the_keys_are_made_anew_and_that_is_in_the_audit(retbot: Command, beside: Path) -> None:
    async def keep() -> None:
        async with opened(beside / "state") as storage, storage.begin() as work:
            await work.people.save(Deelnemer(3, "expert", "LVB"))
            await work.addresses.set("deelnemer:3", "j@ambiq.test")

    async def look() -> tuple[str | None, object]:
        async with opened(beside / "state") as storage, storage.begin() as work:
            return await work.addresses.get("deelnemer:3"), await work.audit.head()

    async def nothing() -> None:
        async with opened(beside / "state"):
            pass

    asyncio.run(nothing())
    assert "Er zijn nog geen sleutels" in retbot("keys", "rotate").err
    asyncio.run(keep())
    before = (beside / "state" / "keys" / "addresses.json").read_text()
    assert retbot("keys", "rotate").out == "Nieuwe sleutels: 1. Opnieuw versleutelde adressen: 1.\n"
    assert (beside / "state" / "keys" / "addresses.json").read_text() != before
    address, head = asyncio.run(look())
    assert address == "j@ambiq.test"
    assert head is not None
