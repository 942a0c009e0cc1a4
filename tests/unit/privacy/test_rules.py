"""The rules of data/regels.txt: each finds its own example."""

import pytest

from retbot.privacy.masks import with_places
from retbot.privacy.rules import GateRule, rules


@pytest.mark.parametrize("rule", [rule for found in rules().values() for rule in found], ids=lambda rule: rule.example)
def test_a_rule_finds_its_example(rule: GateRule) -> None:
    assert rule.finds(rule.example) or rule.finds(with_places(rule.example))
