"""The rules of data/regels.txt: each finds its own example."""

import pytest

from retbot.privacy.rules import Rule, rules


@pytest.mark.parametrize("rule", [rule for found in rules().values() for rule in found], ids=lambda rule: rule.example)
def test_a_rule_finds_its_example(rule: Rule) -> None:
    assert rule.shape.search(rule.example)
