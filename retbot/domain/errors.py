"""How the domain refuses a request."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

Arg = str | int | bool | date | None | Sequence[str] | Sequence[int]
"""The values that fill in a sentence: from closed sets, never typed text."""


class Refusal(Exception):
    """The request cannot be carried out. `reason` is the name of a sentence in wording/replies/, which `args` fill
    in."""

    def __init__(self, reason: str, **args: Arg) -> None:
        super().__init__(reason)
        self.reason = reason
        self.args_ = args


class AskBack(Refusal):
    """Asks whether this is really meant: `ja` carries the command out after all."""

    def correct(self, text: str) -> str:
        """What to carry out after `ja`, where `text` was typed."""
        return f"{text} toch"


class UnclearAnswer(AskBack):
    """An answer that fits no choice of the question; `ja` gives the answer that was probably meant."""

    def __init__(self, nearest: str, answer: str, **args: Arg) -> None:
        super().__init__("antwoord_bedoeld", keuze=nearest, **args)
        self._answer = answer

    def correct(self, text: str) -> str:  # noqa: ARG002
        return self._answer


class Instead(AskBack):
    """It cannot be done, and `ja` carries out another command that helps."""

    def __init__(self, reason: str, command: str, **args: Arg) -> None:
        super().__init__(reason, **args)
        self._command = command

    def correct(self, text: str) -> str:  # noqa: ARG002
        return self._command


class LikelyMeaning(AskBack):
    """Words are not known, and each probably stands for another: `meant` gives that for each as it was typed."""

    def __init__(self, reason: str, meant: Mapping[str, str], **args: Arg) -> None:
        super().__init__(reason, **args)
        self._meant = meant

    def correct(self, text: str) -> str:
        """The text, which may hold more than what was read, with what was meant."""
        typed = "|".join(re.escape(word) for word in self._meant)
        return re.sub(rf"(?<!\w)(?:{typed})(?!\w)", lambda found: self._meant[found[0]], text)


class TypingError(LikelyMeaning):
    """Only typing errors keep a text back. The words meant are of the shipped lists, or of what the team may write."""

    def __init__(self, meant: Mapping[str, str]) -> None:
        super().__init__("tekst_tikfout", meant, bedoeld=list(meant.values()))
