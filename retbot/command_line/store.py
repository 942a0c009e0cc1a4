"""Commands about a store that is there already: none is made, and one with two names is left alone."""

from collections.abc import Callable
from pathlib import Path

from retbot.app.alone import LINKED
from retbot.command_line.output import with_settings, wrong
from retbot.settings import Settings
from retbot.storage.database.engine import is_linked, sqlite_path


def with_store(path: Path, act: Callable[[Settings], int]) -> int:
    """What `act` returns; without it being called when the settings are wrong, or there is no store to act on."""

    def act_on_it(chosen: Settings) -> int:
        fault = fault_of(chosen)
        return wrong(fault) if fault else act(chosen)

    return with_settings(path, act_on_it)


def fault_of(chosen: Settings) -> str | None:
    """Why its database cannot be acted on, as far as that shows from outside."""
    if chosen.database.get_backend_name() != "sqlite":
        return None
    database = sqlite_path(chosen.database)
    if not database.exists():
        return f"There is no database at {database}: is state.directory right? The first start of the bot makes it."
    return LINKED if is_linked(database) else None
