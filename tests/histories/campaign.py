"""`make campaign`: many more histories than the tests have time for, on every core.

`python -m tests.histories.campaign --histories 20000 --seed 1`; a seed gives the same histories again.
"""

import argparse
import secrets
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from os import cpu_count
from traceback import format_exc

from tests.histories.run import run

BATCH = 500
"""Histories of one seed: as many as one process does in a minute or less."""


def main() -> int:
    options = _options()
    began = time.monotonic()
    seeds = [options.seed + number for number in range(max(1, options.histories // BATCH))]
    print(f"{len(seeds) * BATCH} histories, seeds {seeds[0]} to {seeds[-1]}, {options.workers} processes", flush=True)
    counts: Counter[str] = Counter()
    with ProcessPoolExecutor(options.workers) as pool:
        for number, (found, failure) in zip(seeds, pool.map(_batch, seeds), strict=True):
            counts.update(found)
            if failure:
                counts["failures"] += 1
                print(f"seed {number} fails:\n{failure}", flush=True)
            elif (number - options.seed) % 10 == 9:
                print(f"  {counts['histories']} histories, {time.monotonic() - began:.0f} s", flush=True)
    told = ", ".join(f"{counts[name]} {name}" for name in ("histories", "mails", "deliveries", "failures"))
    print(f"{told}; seed {options.seed}; {time.monotonic() - began:.0f} s")
    return 1 if counts["failures"] else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make campaign", description="Histories of meetings, delivered in any order.")
    parser.add_argument("--histories", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(1_000_000))
    parser.add_argument("--workers", type=int, default=cpu_count() or 1)
    return parser.parse_args()


def _batch(number: int) -> tuple[Counter[str], str | None]:
    """What was counted; how the shortest failing history goes, if there is one."""
    try:
        return run(BATCH, number), None
    except AssertionError:
        return Counter(), format_exc()


if __name__ == "__main__":
    sys.exit(main())
