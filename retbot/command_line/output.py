"""The output of the commands: answers on standard output, faults on standard error."""

import sys
from collections.abc import Callable
from pathlib import Path

from retbot import logs
from retbot.settings import Settings, SettingsError, load

OK, AGAIN, WRONG = 0, 1, 2
"""AGAIN tells a service manager to restart the bot; after WRONG a person must correct something."""


def say(*lines: str) -> int:
    sys.stdout.writelines(f"{line}\n" for line in lines)
    sys.stdout.flush()
    return OK


def wrong(*sentences: str) -> int:
    sys.stderr.writelines(f"retbot: {sentence}\n" for sentence in sentences)
    return WRONG


def with_settings(path: Path, act: Callable[[Settings], int]) -> int:
    """Returns the result of `act`, which is not called when the settings are wrong."""
    logs.configure(quiet=True)
    try:
        chosen = load(path)
    except SettingsError as error:
        return wrong(*error.faults)
    return act(chosen)
