"""How the domain says no."""

from collections.abc import Sequence
from datetime import date

Arg = str | int | bool | date | None | Sequence[str] | Sequence[int]
"""What a sentence may be filled in with: values from closed sets, never typed text."""


class Refusal(Exception):
    """What was asked cannot be done. `reason` is the name of a sentence in wording/replies/ and
    `args` fill it in."""

    def __init__(self, reason: str, **args: Arg) -> None:
        super().__init__(reason)
        self.reason = reason
        self.args_ = args
