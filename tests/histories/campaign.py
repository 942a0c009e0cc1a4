"""`make campaign`: many more histories than the tests have time for, on every core.

`python -m tests.histories.campaign --histories 20000 --seed 1`; a seed gives the same histories again.
"""

import argparse
import secrets
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, as_completed
from os import cpu_count
from traceback import format_exc

from tests.histories.run import run

BATCH = 250
"""Histories per seed: what one process does in about ten seconds."""


def main() -> int:
    options = _options()
    began = time.monotonic()
    seeds = range(options.seed, options.seed + max(1, options.histories // BATCH))
    print(f"{len(seeds) * BATCH} histories, seeds {seeds[0]} to {seeds[-1]}, {options.workers} processes", flush=True)
    counts: Counter[str] = Counter()
    with ProcessPoolExecutor(options.workers) as pool:
        batches = {pool.submit(_batch, seed): seed for seed in seeds}
        for done in as_completed(batches):
            found, failure = done.result()
            counts.update(found)
            if failure:
                counts["failures"] += 1
                print(f"seed {batches[done]} fails:\n{failure}", flush=True)
            print(f"  {_told(counts)}; {time.monotonic() - began:.0f} s", flush=True)
    print(f"{_told(counts)}; seed {options.seed}; {time.monotonic() - began:.0f} s")
    return 1 if counts["failures"] else 0


def _told(counts: Counter[str]) -> str:
    return ", ".join(f"{counts[name]} {name}" for name in ("histories", "mails", "deliveries", "failures"))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make campaign", description="Histories of meetings, delivered in any order.")
    parser.add_argument("--histories", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(1_000_000))
    parser.add_argument("--workers", type=int, default=cpu_count() or 1)
    return parser.parse_args()


def _batch(seed: int) -> tuple[Counter[str], str | None]:
    """The counts, and a description of the shortest failing history, if there is one."""
    try:
        return run(BATCH, seed), None
    except AssertionError:
        return Counter(), format_exc()


if __name__ == "__main__":
    sys.exit(main())
