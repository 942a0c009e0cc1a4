"""`retbot keys rotate`: new encryption keys for the addresses, also while the bot runs."""

import argparse
import asyncio

from retbot.app.alone import alone_or_beside
from retbot.app.beside import SystemClock
from retbot.command_line.output import say, wrong
from retbot.command_line.store import with_store
from retbot.ports import AuditEntry, Processing
from retbot.settings import Settings
from retbot.storage import KeysExposed, KeysUnreadable, SqlStorage, Vault, WrongSchema, make_engine
from retbot.storage.rotation import Rotation, rotate


def act(arguments: argparse.Namespace) -> int:
    return with_store(arguments.settings, _rotate)


def _rotate(chosen: Settings) -> int:
    if not chosen.key_file.exists():
        return wrong(f"Er zijn nog geen sleutels in {chosen.key_file}.")
    try:
        done = asyncio.run(_keep(chosen))
    except WrongSchema as error:
        return wrong(str(error))
    except (KeysExposed, KeysUnreadable, OSError):
        return wrong("De opslag is niet te gebruiken: zie `retbot check`.")
    lost = f" {done.lost_addresses} waren al niet te lezen, want de sleutel is weg." if done.lost_addresses else ""
    return say(f"Nieuwe sleutels: {done.keys}. Opnieuw versleutelde adressen: {done.addresses}.{lost}")


async def _keep(chosen: Settings) -> Rotation:
    engine = make_engine(chosen.database)
    try:
        async with alone_or_beside(chosen, engine):
            vault = Vault(chosen.key_file)
            done = await rotate(engine, vault)
            async with SqlStorage(engine, vault).begin() as work:
                await work.audit.add(_entry())
        return done
    finally:
        await engine.dispose()


def _entry() -> AuditEntry:
    now = SystemClock().now()
    return AuditEntry(now, "beheerder", "keys rotate", "gedaan", role="beheerder", processing=Processing.BEHEER)
