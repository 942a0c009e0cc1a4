"""The rules of data/regels.txt: each finds its own example."""

from retbot.privacy.masks import with_places
from retbot.privacy.rules import GateRule, rules
from tests.every_row import every_row


@every_row([rule for found in rules().values() for rule in found])
def test_a_rule_finds_its_example(rule: GateRule) -> None:
    assert rule.finds(rule.example) or rule.finds(with_places(rule.example))
