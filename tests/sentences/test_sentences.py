"""The gate on the sets of invented sentences; a sentence that it gets wrong stays in the set and is counted."""

import pytest

from retbot.bench.sentences import Sentence, scores, sentences
from retbot.privacy import gate

SHIPPED = gate.shipped_gate(lambda: 2026)
ALL = sentences()


def share(found: list[Sentence]) -> float:
    counted = scores(found, SHIPPED)
    return sum(score.right for score in counted) / sum(score.total for score in counted)


def test_there_are_hundreds_of_sentences_of_both_sides() -> None:
    assert len([s for s in ALL if s.refuse]) > 400
    assert len([s for s in ALL if not s.refuse]) > 400


def test_what_identifies_is_refused() -> None:
    assert share([s for s in ALL if s.refuse]) >= 0.985


def test_what_the_work_needs_is_let_through() -> None:
    assert share([s for s in ALL if not s.refuse]) >= 0.985


@pytest.mark.parametrize("kind", sorted({s.identifier for s in ALL if s.refuse}))
def test_no_kind_is_left_behind(kind: str) -> None:
    assert share([s for s in ALL if s.refuse and s.identifier == kind]) >= 0.9
