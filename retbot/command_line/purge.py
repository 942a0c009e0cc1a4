"""`retbot purge`: deletes the cases whose term is over, as the bot does each day; `--dry-run` says what would go."""

import argparse
import asyncio
from collections.abc import Awaitable, Callable, Collection

from retbot.app import App, SystemClock
from retbot.command_line.saying import say, with_settings, wrong
from retbot.domain.bewaren import wistermijn
from retbot.domain.casus import Casus
from retbot.domain.errors import Refusal
from retbot.domain.team import Team
from retbot.matrix.files import InUse, locked
from retbot.ports import UnitOfWork
from retbot.profiles import ProfileError
from retbot.scheduling.keeping import Keeper, due
from retbot.settings import Settings
from retbot.storage import KeysExposed, KeysUnreadable, NewerSchema

_RUNNING = "The bot is running and deletes by itself what is due: stop it first, or use --dry-run."

Act = Callable[[App], Awaitable[list[str]]]


def act(arguments: argparse.Namespace) -> int:
    return with_settings(arguments.settings, _look if arguments.dry_run else _purge)


def _look(chosen: Settings) -> int:
    return _with_store(chosen, _would_go)


def _purge(chosen: Settings) -> int:
    try:
        with locked(chosen.state.directory / "lock", wait=False):
            return _with_store(chosen, _carried_out)
    except InUse:
        return wrong(_RUNNING)


def _with_store(chosen: Settings, act: Act) -> int:
    async def run() -> list[str]:
        async with App(chosen, SystemClock()).opened() as app:
            return await act(app)

    try:
        return say(*asyncio.run(run()))
    except (KeysExposed, KeysUnreadable, NewerSchema, ProfileError, OSError):
        return wrong("The store cannot be used: see `retbot check`.")


async def _would_go(app: App) -> list[str]:
    async with app.storage.begin() as work:
        now = {casus.code for casus in await due(work, app.team(), app.clock.now())}
        closed = [casus for casus in await work.casussen(open_only=False) if casus.gesloten]
        lines = [f"{_when(casus, app.team(), now)}: {await _rows(work, casus)}" for casus in closed]
    return lines or ["No case is closed: nothing is due."]


def _when(casus: Casus, team: Team, due_now: Collection[str]) -> str:
    if casus.code in due_now:
        return f"{casus.code} goes now"
    try:
        termijn = wistermijn(casus, team)
    except Refusal:
        return f"{casus.code} stays: its covenant is not in the settings"
    if termijn is None:
        return f"{casus.code} stays: its covenant has no such term"
    return f"{casus.code} goes from {termijn.day} on, two weeks after the room was told"


async def _rows(work: UnitOfWork, casus: Casus) -> str:
    found = await work.traces(casus.code)
    return f"{sum(found.values())} rows ({', '.join(f'{name} {count}' for name, count in found.items())})"


async def _carried_out(app: App) -> list[str]:
    async with app.storage.begin() as work:
        before = len(await work.codes())
    await Keeper(app.storage, app.clock, app.team).run()
    async with app.storage.begin() as work:
        gone = before - len(await work.codes())
    return [f"{gone} deleted. What the bot said about them is redacted when it runs again."]
