"""The mails that the bot sends. `@letter` in the modules of this folder registers a mail under the name that the outbox
stores; those in `reminders.POINTS` are combined into one mail per recipient."""

from importlib import import_module
from pkgutil import iter_modules

from retbot.scheduling.occasion import LETTERS

__all__ = ["LETTERS"]

for _module in iter_modules(__path__, f"{__name__}."):
    import_module(_module.name)
