"""Every Dutch sentence that the bot says of its own accord in a room: `@notice` in the modules of this folder registers
it by the name under which it waits in the outbox."""

from importlib import import_module
from pkgutil import iter_modules

from retbot.scheduling.occasion import NOTICES

__all__ = ["NOTICES"]

for _module in iter_modules(__path__, f"{__name__}."):
    import_module(_module.name)
