"""`retbot profile check`: all faults in a covenant file, and what playing it shows, with their lines where known."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from retbot.covenants import convenant_files
from retbot.covenants.lines import BLANK, blanks, line_of, tables
from retbot.covenants.play import findings

_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)")


@dataclass(frozen=True, slots=True)
class Fault:
    sentence: str
    lines: tuple[int, ...] = ()

    def __str__(self) -> str:
        where = f"regel {self.lines[0]}: " if self.lines else ""
        also = f" (ook op regel {', '.join(map(str, self.lines[1:]))})" if self.lines[1:] else ""
        return f"{where}{self.sentence}{also}"


def report(text: str) -> list[Fault]:
    """In the order of the file; faults without a line come first."""
    found = [Fault(sentence, (line,)) for line, sentence in blanks(text)]
    try:
        convenant_files.read(text)
    except convenant_files.ProfileError as error:
        found += [_with_line(fault, text) for fault in error.faults if BLANK not in fault]
    return sorted(found, key=lambda fault: fault.lines[:1])


def replay(text: str, also: Iterable[str] = ()) -> list[Fault]:
    """What playing a file without faults shows, and what else was found in it, in the order of the file."""
    found = [*findings(convenant_files.read(text)), *also]
    return sorted((_with_line(one, text) for one in found), key=lambda fault: fault.lines[:1])


def as_json(faults: Sequence[Fault]) -> str:
    found = [{"regels": fault.lines, "zin": fault.sentence} for fault in faults]
    return json.dumps({"in_orde": not faults, "fouten": found}, ensure_ascii=False, indent=2)


def _with_line(fault: str, text: str) -> Fault:
    if at := _AT_LINE.search(fault):
        return Fault(_AT_LINE.sub("", fault), (int(at[1]),))
    return Fault(fault, line_of(fault, tables(text)))
