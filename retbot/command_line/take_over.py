"""`retbot import FILE`: takes over cases that were already running; `--template` makes an empty file to fill in."""

import argparse
import asyncio
import sys
from datetime import datetime
from pathlib import Path

from retbot import settings
from retbot.app.alone import InUse
from retbot.app.beside import App, SystemClock
from retbot.command_line.output import say, with_settings, wrong
from retbot.command_line.store import with_store
from retbot.covenants.convenant_files import ProfileError, load
from retbot.covenants.free_days import kalender
from retbot.domain.casus.casecode import Casecode
from retbot.domain.errors import Refusal
from retbot.handlers.aanmelding.overnemen import ReadFile, code_lines, read_file, take_over
from retbot.ports import AuditEntry, Processing
from retbot.reading.aanmelding.running_cases import empty_file
from retbot.reading.aanmelding.spreadsheet import SpreadsheetType
from retbot.reading.answers import YES
from retbot.settings import Settings
from retbot.storage import KeysExposed, KeysUnreadable, WrongSchema
from retbot.wording.replies import render
from retbot.wording.replies.aanmelding import overnemen as words
from retbot.wording.vocabulary import in_words_of

_RUNNING = "Retbot draait: stuur het bestand in uw privégesprek met hem, of stop hem eerst."


def act(arguments: argparse.Namespace) -> int:
    if arguments.template:
        return with_settings(arguments.settings, lambda chosen: _make_empty(chosen, arguments.template))
    return with_store(arguments.settings, lambda chosen: _take_over(chosen, arguments.file, yes=arguments.yes))


def _make_empty(chosen: Settings, path: Path) -> int:
    try:
        type_ = SpreadsheetType(path.suffix.lower().removeprefix("."))
    except ValueError:
        return wrong("Geef het bestand een naam op .xlsx of .csv.")
    if path.exists():
        return wrong(f"{path} bestaat al; er is niets overschreven.")
    try:
        convenant = load(chosen.team.convenant)
        path.write_bytes(empty_file(convenant, settings.team(chosen, convenant, kalender()).soorten, type_))
    except (ProfileError, OSError) as error:
        return wrong(str(error))
    return say(f"Leeg bestand gemaakt: {path}")


def _take_over(chosen: Settings, path: Path, *, yes: bool) -> int:
    try:
        return asyncio.run(_ask_and_take_over(chosen, path.read_bytes(), yes=yes))
    except Refusal as refusal:
        return wrong(_plain(chosen, render(refusal.reason, refusal.args_)))
    except InUse as error:
        return wrong(str(error), _RUNNING)
    except (WrongSchema, ProfileError, OSError) as error:
        return wrong(str(error))
    except (KeysExposed, KeysUnreadable):
        return wrong("De opslag is niet te gebruiken: zie `retbot check`.")


async def _ask_and_take_over(chosen: Settings, content: bytes, *, yes: bool) -> int:
    """What the file holds is shown first, and stored in one transaction after a yes."""
    async with App(chosen, SystemClock()).open() as app:
        async with app.storage.begin() as work:
            file = await read_file(content, work, app.team(), app.clock.now())
        say(_plain(chosen, words.ga_overnemen(casussen=file.lines, lijken=file.alike)))
        if not yes and not await asyncio.to_thread(_confirm):
            return wrong("Er is niets overgenomen.")
        async with app.storage.begin() as work:
            codes = await take_over(file, work, app.team(), app.clock.now())
            for code in codes:
                await work.audit.add(_entry(code, app.clock.now()))
    return say(*_result(chosen, file, codes))


def _confirm() -> bool:
    if not sys.stdin.isatty():
        wrong("Hier is geen terminal om het op te vragen: geef dan --yes.")
        return False
    return input("Doen? ja · nee: ").strip().lower() in YES


def _entry(code: Casecode, now: datetime) -> AuditEntry:
    return AuditEntry(now, "beheerder", "import", "gedaan", code, role="beheerder", processing=Processing.CASUS)


def _result(chosen: Settings, file: ReadFile, codes: list[Casecode]) -> list[str]:
    return [
        f"Overgenomen: {len(codes)}.",
        *(_plain(chosen, line) for line in code_lines(file, codes)),
        "Zet elke code op het formulier in uw beveiligde map.",
        "Retbot meldt de casussen in de kamer zodra hij draait.",
    ]


def _plain(chosen: Settings, text: str) -> str:
    return in_words_of(load(chosen.team.convenant), text).replace("**", "").replace("`", "")
