"""`retbot trust @id`: shows a person's stored master key and the present one, to compare and accept."""

import argparse
import sys

from retbot.command_line.output import OK, say, with_settings, wrong
from retbot.matrix.trust.pins import Pins, fingerprint
from retbot.settings import Settings

_ASKED = "Does {user} read the new key aloud to you just so, by telephone or face to face? Type yes: "


def act(arguments: argparse.Namespace) -> int:
    return with_settings(arguments.settings, lambda chosen: _trust(chosen, arguments.user, sure=arguments.yes))


def _trust(chosen: Settings, user: str, *, sure: bool) -> int:
    """The running bot notices by itself that the key was accepted."""
    pins = Pins(chosen.state.directory / "pins.json", chosen.matrix.pins)
    pinned, offered = pins.pin_of(user), pins.offer_of(user)
    if pinned is None:
        return wrong(f"The bot has not met {user} yet: it keeps the master key that it sees first.")
    if offered is None:
        return say(f"{user} is known by this master key, and has shown no other:", f"  {fingerprint(pinned)}")
    say(f"{user} was known by:", f"  {fingerprint(pinned)}", "and now shows:", f"  {fingerprint(offered)}")
    if pins.is_expected(user):
        return wrong("The settings give the key of this person: change it in matrix.pins and start the bot again.")
    if not sure and not _is_confirmed(user):
        return wrong("Nothing was changed.")
    pins.confirm(user, offered)
    say(f"From now on {user} is known by the new key.")
    return OK


def _is_confirmed(user: str) -> bool:
    if not sys.stdin.isatty():
        wrong("Without a terminal to ask on, --yes is needed.")
        return False
    return input(_ASKED.format(user=user)).strip().lower() == "yes"
