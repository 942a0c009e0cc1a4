"""`retbot check`: everything that is wrong, a sentence on each line; exit 2 if anything is."""

import argparse
import asyncio

from retbot import logs
from retbot.check import faults
from retbot.command_line.saying import WRONG, say
from retbot.settings import SettingsError, load


def act(arguments: argparse.Namespace) -> int:
    logs.configure(quiet=True)
    try:
        found = asyncio.run(faults(load(arguments.settings)))
    except SettingsError as error:
        found = error.faults
    if not found:
        return say("Everything is in order.")
    say(*found)
    return WRONG
