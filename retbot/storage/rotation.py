"""New keys for the vault while the bot runs: added next to the old ones, after which everything is encrypted again."""

from dataclasses import dataclass

from sqlalchemy import Table, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from retbot.domain.casus.casecode import Casecode
from retbot.domain.invitations.inviting import case_of_address
from retbot.storage.database.tables import adres
from retbot.storage.meetings.left_addresses import left_address
from retbot.storage.meetings.reply_addresses import other_address
from retbot.storage.vault.sealing import Vault


@dataclass(frozen=True, slots=True)
class Rotation:
    """`lost_addresses`: addresses that nobody can read, because their key was already missing."""

    keys: int
    addresses: int
    lost_addresses: int


async def rotate(engine: AsyncEngine, vault: Vault) -> Rotation:
    """When interrupted, the next run continues; until then both the old and the new keys can decrypt."""
    keys = vault.begin_rotation()
    async with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            await connection.execute(text("LOCK TABLE adres, oud_adres, ander_adres IN EXCLUSIVE MODE"))
        counts = [await _seal_anew(connection, vault, table) for table in (adres, left_address, other_address)]
    vault.end_rotation()
    return Rotation(keys, sum(sealed for sealed, _ in counts), sum(lost for _, lost in counts))


async def _seal_anew(connection: AsyncConnection, vault: Vault, table: Table) -> tuple[int, int]:
    """Other writers wait: what was encrypted before is handled here, and what is encrypted later uses the new key."""
    there = table.c.ciphertext.is_not(None)
    wanted = select(table.c.id, table.c.owner, table.c.code, table.c.ciphertext).where(there)
    rows = (await connection.execute(wanted)).all()
    lost = 0
    for id_, owner, code, ciphertext in rows:
        case = case_of_address(owner, Casecode(code) if code else None)
        address = vault.open(ciphertext, owner, case)
        if address is None:
            lost += 1
            continue
        anew = vault.seal(address, owner, case)
        await connection.execute(update(table).where(table.c.id == id_).values(ciphertext=anew))
    return len(rows) - lost, lost
