"""`retbot check`: everything that is wrong, a sentence on each line; exit 2 if anything is."""

import argparse
import asyncio

from retbot import logs
from retbot.check import findings
from retbot.check.dns import Findings
from retbot.command_line.output import WRONG, say
from retbot.settings import SettingsError, load


def act(arguments: argparse.Namespace) -> int:
    logs.configure(quiet=True)
    try:
        found = asyncio.run(findings(load(arguments.settings)))
    except SettingsError as error:
        found = Findings(error.faults)
    say(*(found.faults or ["Everything is in order."]), *(f"Note: {remark}" for remark in found.remarks))
    return WRONG if found.faults else 0
