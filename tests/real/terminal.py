"""A terminal on which a command asks its questions, and a person who types the answers."""

import asyncio
import os
import pty
import re
import select
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from tests.paths import REPOSITORY

PATIENCE = 120.0
PROMPT = "> "


@dataclass(frozen=True)
class Conversation:
    shown: str
    status: int
    typed: int
    """How many answers."""
    seconds: float


async def converse(
    words: Sequence[str], answers: Sequence[tuple[str, str]], environment: Mapping[str, str] | None = None
) -> Conversation:
    """Runs `retbot` with these words. Each answer is typed at the next prompt, which must follow a question that
    contains the words before the answer."""
    return await asyncio.to_thread(_converse, words, answers, environment or {})


def _converse(words: Sequence[str], answers: Sequence[tuple[str, str]], environment: Mapping[str, str]) -> Conversation:
    begun = monotonic()
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(REPOSITORY)
        retbot = str(Path(sys.prefix) / "bin" / "python")
        # A wide terminal, so that a sentence is on one line.
        changed = {"COLUMNS": "500", "PYTHONPATH": str(REPOSITORY), **environment}
        os.execve(retbot, [retbot, "-m", "retbot", *words], os.environ | changed)
    shown, since = "", 0
    for question, answer in answers:
        while not (shown[since:].endswith(PROMPT) and question in shown[since:]):
            piece = _read(terminal, begun)
            assert piece, f"{question!r} was not asked:\n{shown}"
            shown += piece
        since = len(shown)
        os.write(terminal, f"{answer}\n".encode())
    while piece := _read(terminal, begun):
        shown += piece
    _, status = os.waitpid(pid, 0)
    os.close(terminal)
    return Conversation(_left(shown), os.waitstatus_to_exitcode(status), len(answers), monotonic() - begun)


def _read(terminal: int, begun: float) -> str:
    """What is shown next; empty when the command has ended."""
    ready, _, _ = select.select([terminal], [], [], max(0.0, begun + PATIENCE - monotonic()))
    assert ready, "the command neither asks nor ends"
    try:
        return os.read(terminal, 65536).decode("utf-8", "replace")
    except OSError:
        return ""


def _left(shown: str) -> str:
    """What stays on the terminal: without what was wiped again, and without colours."""
    kept = re.sub(r"[^\n]*\n\x1b\[1A\x1b\[2K", "", re.sub(r"\r|\x1b\[\?25[lh]", "", shown))
    lines = [line.rpartition("\x1b[2K")[2] for line in kept.split("\n")]
    return re.sub(r"\x1b\[[?0-9;]*[A-Za-z]", "", "\n".join(lines))
