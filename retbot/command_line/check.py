"""`retbot check`: whether the bot runs and what is wrong, one sentence a line; exit status 2 when anything is wrong."""

import argparse
import asyncio
from datetime import UTC, datetime

from retbot import logs
from retbot.app import heartbeat
from retbot.check import findings
from retbot.check.progress import working
from retbot.command_line.output import WRONG, say
from retbot.command_line.status import sentence
from retbot.settings import SettingsError, load
from retbot.wording.replies.overzicht.doctor import verdict


def act(arguments: argparse.Namespace) -> int:
    logs.configure(silent=True)
    try:
        chosen = load(arguments.settings)
    except SettingsError as error:
        say(*error.faults, verdict(len(error.faults)))
        return WRONG
    say(sentence(heartbeat.read(chosen.state.directory), datetime.now(UTC)))
    with working("Ik kijk alles na; een proefmail mag anderhalve minuut doen over zijn weg"):
        found = asyncio.run(findings(chosen))
    say(*found.faults, *(f"Let op: {remark}" for remark in found.remarks), verdict(len(found.faults)))
    return WRONG if found.faults else 0
