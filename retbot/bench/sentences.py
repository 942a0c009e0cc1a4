"""How well the check for identifying details does on sets of invented sentences: recall, false refusals, time,
memory."""

import resource
import statistics
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from retbot.ports import Gate

SETS = Path(__file__).parents[2] / "tests" / "sentences"
"""Exists in a clone of the project only, not in an installed bot."""


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    identifier: str
    refuse: bool


@dataclass(frozen=True, slots=True)
class Score:
    """Of `total` sentences of a kind, `right` were refused or accepted as they should be."""

    identifier: str
    refuse: bool
    right: int
    total: int


@dataclass(frozen=True, slots=True)
class GateFigures:
    scores: Sequence[Score]
    ms: float
    """The median for one sentence, after loading."""
    load_s: float
    mib: float
    """What loading and one run added to the memory of the process."""

    @property
    def recall(self) -> float:
        return _share(self.scores, refuse=True)

    @property
    def false_refusals(self) -> float:
        return 1 - _share(self.scores, refuse=False)


def sentences(folder: Path = SETS) -> list[Sentence]:
    """Every set of the folder. Raises FileNotFoundError when there is none."""
    found: list[Sentence] = []
    for file in sorted(folder.glob("*.txt")):
        heading = ("allow", "")
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.startswith("# "):
                what, _, identifier = line[2:].partition(" ")
                heading = (what, identifier)
            elif line:
                found.append(Sentence(line, heading[1], heading[0] == "refuse"))
    if not found:
        raise FileNotFoundError(f"no sentences in {folder}")
    return found


def scores(sentences: Iterable[Sentence], gate: Gate) -> list[Score]:
    counted: dict[tuple[str, bool], list[bool]] = {}
    for one in sentences:
        counted.setdefault((one.identifier, one.refuse), []).append(bool(gate.kinds(one.text)) == one.refuse)
    return [Score(identifier, refuse, sum(right), len(right)) for (identifier, refuse), right in counted.items()]


def measure(gate: Gate, found: Sequence[Sentence]) -> GateFigures:
    """Must run in a process that has not used the check before."""
    before = _mib()
    start = time.perf_counter()
    gate.kinds("een zin om te laden")
    loaded = time.perf_counter() - start
    counted = scores(found, gate)
    return GateFigures(counted, _median_ms(gate, found), loaded, _mib() - before)


def in_words(figures: GateFigures) -> str:
    rows = [
        f"{s.identifier:20} {'refused' if s.refuse else 'let through'} {s.right} of {s.total}" for s in figures.scores
    ]
    return "\n".join(
        [
            *rows,
            f"recall {figures.recall:.3f} (aim 0.97), false refusals {figures.false_refusals:.3f} (aim 0.02)",
            f"{figures.ms:.2f} ms a sentence (aim 1), load {figures.load_s:.2f} s, {figures.mib:.0f} MiB (aim 15)",
        ]
    )


def as_dict(figures: GateFigures) -> dict[str, object]:
    kinds = [
        {"kind": s.identifier, "expected": "refused" if s.refuse else "passed", "right": s.right, "total": s.total}
        for s in figures.scores
    ]
    return {
        "recall": round(figures.recall, 4),
        "false_refusals": round(figures.false_refusals, 4),
        "ms": round(figures.ms, 3),
        "load_s": round(figures.load_s, 2),
        "mib": round(figures.mib, 1),
        "kinds": kinds,
    }


def _median_ms(gate: Gate, found: Iterable[Sentence]) -> float:
    times = []
    for one in found:
        start = time.perf_counter()
        gate.kinds(one.text)
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def _mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)


def _share(scores: Iterable[Score], *, refuse: bool) -> float:
    of_one_side = [score for score in scores if score.refuse is refuse]
    return sum(score.right for score in of_one_side) / sum(score.total for score in of_one_side)
