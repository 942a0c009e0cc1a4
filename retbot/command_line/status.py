"""`retbot status`: whether the bot runs and how it is doing, read from its heartbeat file."""

import argparse
from datetime import UTC, datetime

from retbot.app import heartbeat
from retbot.command_line.output import WRONG, say, with_settings
from retbot.ports.vitals import Pulse
from retbot.settings import Settings
from retbot.wording.health import ago, faults, in_short


def act(arguments: argparse.Namespace) -> int:
    return with_settings(arguments.settings, lambda chosen: _status(chosen, as_json=arguments.json))


def _status(chosen: Settings, *, as_json: bool) -> int:
    now, pulse = datetime.now(UTC), heartbeat.read(chosen.state.directory)
    well = pulse is not None and heartbeat.is_fresh(pulse, now) and not faults(pulse)
    say(heartbeat.as_json(pulse) if as_json and pulse else sentence(pulse, now))
    return 0 if well else WRONG


def sentence(pulse: Pulse | None, now: datetime) -> str:
    if pulse is None:
        return "Retbot heeft hier nog niet gedraaid: er is geen hartslag in de map van state.directory."
    if not heartbeat.is_fresh(pulse, now):
        return f"Retbot draait niet, of staat stil: zijn laatste hartslag was {ago(pulse.at, now)}."
    return f"Retbot {pulse.version} draait: {in_short(pulse, now)}."
