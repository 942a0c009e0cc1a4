"""Every Dutch message that the bot sends to a room on its own initiative. `@notice` in the modules of this folder
registers a message under the name that the outbox stores."""

from importlib import import_module
from pkgutil import iter_modules

from retbot.scheduling.occasion import NOTICES

__all__ = ["NOTICES"]

for _module in iter_modules(__path__, f"{__name__}."):
    import_module(_module.name)
