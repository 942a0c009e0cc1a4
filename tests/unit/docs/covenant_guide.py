"""Does what docs/convenant-schrijven.md says, step by step, in the current directory.

`python -m tests.unit.docs.covenant_guide` shows in it anew what retbot answers, after a change of an answer."""

import io
import re
import tempfile
from collections.abc import Iterator
from contextlib import chdir, redirect_stdout
from pathlib import Path
from typing import NamedTuple

from retbot.__main__ import main
from tests.paths import REPOSITORY

PAGE = REPOSITORY / "docs" / "convenant-schrijven.md"
FILE = Path("rietlanden.toml")
WRONG = "Dat is nog niet goed:"
"""Ends the paragraph before a command that fails."""
LEFT_OUT = "…"
_PART = re.compile(r"```(\w+)\n(.*?)```|Verander `([^`]+)` in `([^`]+)`", re.DOTALL)
_BELOW = re.compile(r"Zet\s+onder\s+de\s+regel\s+`([^`]+)`[^`]*\Z")
_PLACES = ("in het lege bestand:", "onderaan het bestand:", "bovenaan het bestand:")


class Run(NamedTuple):
    command: str
    status: int
    promised: int


def played(text: str) -> tuple[str, list[Run]]:
    """The page with what retbot answers, and the commands that it runs."""
    runs: list[Run] = []

    def act(part: re.Match[str]) -> str:
        kind, block, old, new = part.groups()
        before = text[: part.start()].rstrip()
        if kind == "toml":
            write(block, before)
        elif kind == "console":
            failing = 2 if before.endswith(WRONG) else 0
            return f"```console\n{''.join(answers(block, failing, runs))}```"
        elif old:
            FILE.write_text(in_place(FILE.read_text(encoding="utf-8"), old, new), encoding="utf-8")
        return part[0]

    return _PART.sub(act, text), runs


def write(block: str, before: str) -> None:
    """Where the sentence before the block says."""
    now = FILE.read_text(encoding="utf-8") if FILE.exists() else ""
    if below := _BELOW.search(before.rpartition("```")[2]):
        now = in_place(now, f"\n{below[1]}\n", f"\n{below[1]}\n{block}")
    else:
        place = next(place for place in _PLACES if " ".join(before.split()).endswith(place))
        assert (place == _PLACES[0]) == (not now)
        now = block + now if place == _PLACES[2] else f"{now}\n{block}".lstrip("\n")
    FILE.write_text(now, encoding="utf-8")


def in_place(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1, old
    return text.replace(old, new)


def answers(block: str, failing: int, runs: list[Run]) -> Iterator[str]:
    for shown in re.findall(r"(?m)^\$ .*\n(?:^(?!\$ ).*\n)*", block):
        line, _, said = shown.partition("\n")
        output = io.StringIO()
        with redirect_stdout(output):
            status = main(line.removeprefix("$ retbot ").split())
        runs.append(Run(line, status, failing))
        yield f"{line}\n{shortened(output.getvalue(), said)}"


def shortened(output: str, shown: str) -> str:
    """As much as the page shows, when it leaves out the rest."""
    lines = shown.splitlines()
    if LEFT_OUT not in lines:
        return output
    kept = output.splitlines()[: lines.index(LEFT_OUT)]
    return "\n".join([*kept, LEFT_OUT, ""])


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as directory, chdir(directory):
        made, _ = played(PAGE.read_text(encoding="utf-8"))
    PAGE.write_text(made, encoding="utf-8")
