"""New keys for the vault while the bot runs: first beside the old ones, then everything is sealed anew."""

from dataclasses import dataclass

from sqlalchemy import select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from retbot.domain.casecode import Casecode
from retbot.storage.tables import adres
from retbot.storage.vault import Vault


@dataclass(frozen=True, slots=True)
class Rotated:
    """`lost`: their key was gone before, so nobody can read them."""

    keys: int
    addresses: int
    lost: int


async def rotate(engine: AsyncEngine, vault: Vault) -> Rotated:
    """What is broken off halfway goes on the next time; until then both keys open what they sealed."""
    keys = vault.begin_rotation()
    async with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            await connection.execute(text("LOCK TABLE adres IN EXCLUSIVE MODE"))
        sealed, lost = await _seal_anew(connection, vault)
    vault.end_rotation()
    return Rotated(keys, sealed, lost)


async def _seal_anew(connection: AsyncConnection, vault: Vault) -> tuple[int, int]:
    """Who writes meanwhile waits: what was sealed before is seen here, what is sealed later has the new key."""
    rows = (await connection.execute(select(adres.c.id, adres.c.owner, adres.c.code, adres.c.ciphertext))).all()
    lost = 0
    for id_, owner, code, ciphertext in rows:
        case = Casecode(code) if code else None
        address = vault.open(ciphertext, owner, case)
        if address is None:
            lost += 1
            continue
        anew = vault.seal(address, owner, case)
        await connection.execute(update(adres).where(adres.c.id == id_).values(ciphertext=anew))
    return len(rows) - lost, lost
