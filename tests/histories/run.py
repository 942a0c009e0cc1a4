"""Runs histories and returns the counts."""

import random
from collections import Counter

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import get_state_machine_test

from tests.histories.machine import COUNTS, Histories

STEPS = 12
"""The most steps in one history."""


def run(histories: int, number: int, *, shrink: bool = True) -> Counter[str]:
    """Runs at least this many histories, determined by `number`. Raises AssertionError with a failing history, with
    `shrink` the shortest one. Returns how many histories, mails and deliveries there were."""
    COUNTS.clear()
    phases = [Phase.generate, Phase.shrink] if shrink else [Phase.generate]
    chosen = settings(
        max_examples=histories,
        stateful_step_count=STEPS,
        phases=phases,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    random.seed(number)
    seed(number)(get_state_machine_test(Histories, settings=chosen))()
    return Counter(COUNTS)
