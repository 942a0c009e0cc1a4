"""`retbot audit verify`: whether a row of the audit log was changed, removed or inserted."""

import argparse
import asyncio
import json
import re
import sys
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from retbot.command_line.output import OK, WRONG, say, with_settings, wrong
from retbot.settings import Settings
from retbot.storage import WrongSchema, make_engine
from retbot.storage.audit.chain import ChainVerdict
from retbot.storage.audit.verify import Kept, NoAudit, verify_copy, verify_store
from retbot.storage.database.engine import sqlite_path

_HEAD = re.compile(r"(\d+):([0-9a-f]{16,64})", re.IGNORECASE)


def act(arguments: argparse.Namespace) -> int:
    given = arguments.head or _ask(as_json=arguments.json)
    found = _HEAD.fullmatch(re.sub(r"\s", "", given)) if given else None
    if given and not found:
        return wrong(
            "--head is het nummer van de regel, een dubbele punt en minstens 16 tekens van het controlegetal, zoals de "
            "beheerder het kreeg."
        )
    kept = (int(found[1]), found[2]) if found else None
    if arguments.database:
        return _answer(arguments.database, kept, as_json=arguments.json)
    return with_settings(arguments.settings, lambda chosen: _of_settings(chosen, kept, as_json=arguments.json))


def _ask(*, as_json: bool) -> str:
    """On a terminal the kept head is asked for: without it a chain that was computed anew looks whole."""
    if as_json or not sys.stdin.isatty():
        return ""
    return input("Het controlegetal uit uw privégesprek met retbot (RIJ:GETAL; leeg als u er geen hebt): ").strip()


def _of_settings(chosen: Settings, kept: Kept | None, *, as_json: bool) -> int:
    if chosen.database.get_backend_name() == "sqlite":
        return _answer(sqlite_path(chosen.database), kept, as_json=as_json)
    try:
        return _say(asyncio.run(_on_server(chosen, kept)), has_head=kept is not None, as_json=as_json)
    except WrongSchema as error:
        return wrong(str(error))
    except (SQLAlchemyError, OSError, ImportError) as error:
        return wrong(f"De database is niet te lezen ({type(error).__name__}).")


def _answer(path: Path, kept: Kept | None, *, as_json: bool) -> int:
    try:
        return _say(verify_copy(path, kept), has_head=kept is not None, as_json=as_json)
    except WrongSchema as error:
        return wrong(str(error))
    except NoAudit:
        return wrong(f"{path} is geen database van retbot met een logboek dat deze versie kent.")


async def _on_server(chosen: Settings, kept: Kept | None) -> ChainVerdict:
    engine = make_engine(chosen.database)
    try:
        async with engine.connect() as connection:
            return await verify_store(connection, kept)
    finally:
        await engine.dispose()


def _say(verdict: ChainVerdict, *, has_head: bool, as_json: bool) -> int:
    head = f"{verdict.last.id}:{verdict.last.head.hex()}" if verdict.last else None
    if as_json:
        found = {"rows": verdict.rows, "purged": verdict.purged_rows, "head": head, "faults": list(verdict.faults)}
        sys.stdout.write(json.dumps(found) + "\n")
    elif verdict.faults:
        wrong(*(f"{fault}." for fault in verdict.faults))
    else:
        say(f"Het logboek is heel: {verdict.rows} regels, {verdict.purged_rows} gewist. Controlegetal {head or 'geen'}")
        if head and not has_head:
            say("Dat het niet is herschreven blijkt hier niet uit: geef --head met het getal dat de beheerder kreeg.")
    return WRONG if verdict.faults else OK
