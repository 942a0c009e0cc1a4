"""Commands about an existing store: they never make one, and refuse a database file with a second name (a hard
link)."""

from collections.abc import Callable
from pathlib import Path

from retbot.app.alone import LINKED
from retbot.command_line.output import with_settings, wrong
from retbot.settings import Settings
from retbot.storage.database.engine import is_linked, sqlite_path


def with_store(path: Path, act: Callable[[Settings], int]) -> int:
    """Returns the result of `act`, which is not called when the settings are wrong or there is no usable store."""

    def act_on_it(chosen: Settings) -> int:
        fault = fault_of(chosen)
        return wrong(fault) if fault else act(chosen)

    return with_settings(path, act_on_it)


def fault_of(chosen: Settings) -> str | None:
    """Why the database cannot be used, as far as the file alone shows."""
    if chosen.database.get_backend_name() != "sqlite":
        return None
    database = sqlite_path(chosen.database)
    if not database.exists():
        return f"Er is geen database in {database}. Klopt state.directory? Retbot maakt hem bij de eerste start."
    return LINKED if is_linked(database) else None
