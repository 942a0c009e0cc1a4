"""A figure of retbot, the same figure of the program it is compared with, and how both are shown."""

import json
import math
import os
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

OURS = "retbot"
_HEADINGS = ("", "n", "unit", OURS, "p95", "other", "p95", "ratio", "aim")


@dataclass(frozen=True, slots=True)
class Measurement:
    """`ours` and `other` hold one value per sample, in `unit`; less is better, except for a rate (`/s`). `other` was
    measured on `against`, in the same run. `aim` is the highest ratio of the medians that we aim for; None when there
    is no aim."""

    name: str
    unit: str
    ours: Sequence[float]
    other: Sequence[float]
    against: str
    aim: float | None = None

    @property
    def n(self) -> int:
        """How many samples each of the two has."""
        return min(len(self.ours), len(self.other))

    @property
    def ratio(self) -> float:
        return statistics.median(self.ours) / statistics.median(self.other)

    def as_dict(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "unit": self.unit,
            "n": self.n,
            "ours": _summary(self.ours),
            "other": _summary(self.other),
            "against": self.against,
            "ratio": round(self.ratio, 3),
            "aim": self.aim,
        }


def p95(samples: Sequence[float]) -> float:
    """The smallest sample that at least 95 in 100 do not exceed."""
    return sorted(samples)[math.ceil(0.95 * len(samples)) - 1]


@dataclass(frozen=True, slots=True)
class HostMachine:
    """The machine on which the figures were measured. A `load` close to or above `cpus` before the start makes them
    worthless."""

    cpus: int
    load: float

    @classmethod
    def now(cls) -> "HostMachine":
        return cls(os.cpu_count() or 1, round(os.getloadavg()[0], 2))


def as_json(
    measurements: Iterable[Measurement], machine: HostMachine, others: Mapping[str, object] | None = None
) -> str:
    """One object: `{"measurements": [{"name", "unit", "n", "ours", "other", "against", "ratio", "aim"}, …], "machine":
    {"cpus", "load"}}`, where `ours` and `other` are `{"median", "p95"}`, plus the entries of `others`."""
    whole = {**(others or {}), "measurements": [one.as_dict() for one in measurements], "machine": asdict(machine)}
    return json.dumps(whole, ensure_ascii=False, indent=1)


def as_table(measurements: Sequence[Measurement], machine: HostMachine) -> str:
    rows = [_HEADINGS, *(_row(one) for one in measurements)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADINGS))]
    lines = [
        "  ".join(
            cell.ljust(width) if column in {0, 2} else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
    against = ", ".join(dict.fromkeys(one.against for one in measurements))
    about = f"Medians, their ratio, and the aim for it. Other: {against}."
    return "\n".join([*lines, "", about, f"Load before the start: {machine.load:g} on {machine.cpus} processors."])


def _row(one: Measurement) -> tuple[str, ...]:
    values = [f"{value:.1f}" for samples in (one.ours, one.other) for value in _summary(samples).values()]
    aim = "" if one.aim is None else f"≤ {one.aim:g}"
    return one.name, str(one.n), one.unit, *values, f"{one.ratio:.2f}", aim


def _summary(samples: Sequence[float]) -> dict[str, float]:
    return {"median": round(statistics.median(samples), 2), "p95": round(p95(samples), 2)}
