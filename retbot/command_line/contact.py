"""`retbot contact set OWNER`: stores an address, which is read from standard input and never from the command line."""

import argparse
import asyncio
import sys

from retbot.app.alone import InUse, alone
from retbot.app.beside import SystemClock
from retbot.command_line.output import OK, say, wrong
from retbot.command_line.store import with_store
from retbot.covenants.convenant_files import ProfileError, load
from retbot.domain.casus import casecode
from retbot.domain.casus.casecode import Casecode
from retbot.domain.deelnemers.deelnemerslijst import take_owner
from retbot.domain.deelnemers.mail_address import is_address, mask
from retbot.domain.errors import Refusal
from retbot.meetings import invitations
from retbot.ports import AuditEntry, KeysLost, Processing, UnitOfWork
from retbot.settings import Settings
from retbot.storage import KeysExposed, KeysUnreadable, SqlStorage, Vault, WrongSchema, make_engine, migrate

_RUNNING = "Retbot draait: geef het adres in uw privégesprek met hem, of stop hem eerst."
_STORE = "De opslag is niet te gebruiken: zie `retbot check`."


class NoSuchOwner(Exception):
    """No deelnemer has this number, or no guest of this case has this role; the text says which."""


def act(arguments: argparse.Namespace) -> int:
    return with_store(arguments.settings, lambda chosen: _set(chosen, arguments.owner, arguments.case))


def _set(chosen: Settings, owner: str, case: str | None) -> int:
    if sys.stdin.isatty():
        sys.stderr.write("Adres: ")
    address = sys.stdin.readline().strip()
    if not is_address(address):
        return wrong("Dat is geen mailadres. Schrijf naam@domein.nl, zonder iets eromheen.")
    try:
        whose = asyncio.run(_keep(chosen, owner, case, address))
    except InUse as error:
        return wrong(str(error), _RUNNING)
    except NoSuchOwner as error:
        return wrong(str(error))
    except WrongSchema as error:
        return wrong(str(error))
    except (KeysExposed, KeysUnreadable, KeysLost, ProfileError, OSError):
        return wrong(_STORE)
    say(f"Bewaard voor {whose}: {mask(address)}")
    return OK


async def _keep(chosen: Settings, owner: str, case: str | None, address: str) -> str:
    # The bot keeps the encryption keys of the addresses in memory: keys written while it runs would be lost.
    async with alone(chosen):
        return await _set_alone(chosen, owner, case, address)


async def _set_alone(chosen: Settings, owner: str, case: str | None, address: str) -> str:
    engine, copies = make_engine(chosen.database), chosen.state.directory / "backup"
    try:
        await migrate(engine, copies)
        storage = SqlStorage(engine, Vault(chosen.key_file), copies)
        await storage.recover(SystemClock().now())
        async with storage.begin() as work:
            name, code = await (_in_case(work, chosen, owner, case) if case else _in_team(work, owner))
            await invitations.readdress(work, name, address, code, SystemClock().now())
            await work.audit.add(_entry(code))
    finally:
        await engine.dispose()
    return f"{name} in {code}" if code else name


def _entry(code: Casecode | None) -> AuditEntry:
    now = SystemClock().now()
    return AuditEntry(now, "beheerder", "contact set", "gedaan", code, role="beheerder", processing=Processing.BEHEER)


async def _in_team(work: UnitOfWork, owner: str) -> tuple[str, None]:
    numbers = {str(d.nummer) for d in await work.people.all()}
    if owner not in numbers:
        raise NoSuchOwner(f"Er is geen deelnemer {owner}; er zijn: {', '.join(sorted(numbers)) or 'geen'}.")
    return f"deelnemer:{owner}", None


async def _in_case(work: UnitOfWork, chosen: Settings, owner: str, case: str) -> tuple[str, Casecode]:
    try:
        code = casecode.read(case)
        casus = await work.cases.get(code)
        if casus is None or casus.gesloten:
            raise NoSuchOwner(f"Er is geen open casus {code}.")
        names = (chosen.team.convenant, *chosen.team.eerdere_convenanten)
        convenant = next(one for one in map(load, names) if (one.naam, one.versie) == (casus.convenant, casus.versie))
        name, rest = take_owner(owner, convenant)
    except Refusal as refusal:
        raise NoSuchOwner(_SAID.get(refusal.reason, "Het convenant heeft die rol of partij niet.")) from None
    except StopIteration:
        raise NoSuchOwner("Het convenant van deze casus staat niet in de instellingen.") from None
    if rest:
        raise NoSuchOwner("Het convenant heeft die rol of partij niet.")
    return name, code


_SAID = {
    "code_onleesbaar": "Dat is geen code van een casus.",
    "code_tikfout": "Er zit een typefout in de code van de casus.",
    "rol_van_team": "Deze rol heeft één adres voor elke casus: geef het nummer van de deelnemer.",
}
