"""docs/beheer.md says what each event of the log means."""

import ast
import re
from collections.abc import Iterator

from tests.paths import REPOSITORY

BEHEER = (REPOSITORY / "docs" / "beheer.md").read_text(encoding="utf-8")
_LEVELS = {"info", "warning", "error", "critical"}
_PASS_ON = r"_note\('\w+', error\)|skip_malformed\(.*\)|self\._refuse\(row, '\w+'\)"
"""Functions that are given the name of the event that they log."""
_NAME = re.compile(r"[a-z]+(?:_[a-z]+)+|started|ready|stopped|joined|declined|crashed|standstill|library")


def events() -> set[str]:
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in (REPOSITORY / "retbot").rglob("*.py"))
    return {name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call) for name in named(node)}


def named(call: ast.Call) -> Iterator[str]:
    func = call.func
    logs = isinstance(func, ast.Attribute) and func.attr in _LEVELS and "log" in ast.unparse(func.value)
    passes = re.fullmatch(_PASS_ON, ast.unparse(call)) is not None
    given = call.args[:1] if logs else call.args if passes else []
    for one in given:
        for node in ast.walk(one):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and _NAME.fullmatch(node.value):
                yield node.value


def test_each_event_of_the_log_has_its_meaning_and_no_other_is_named() -> None:
    table = BEHEER.partition("| gebeurtenis | betekenis |")[2].partition("\n\n")[0]
    told = {name for row in table.splitlines()[2:] for name in re.findall(r"`([a-z_]+)`", row.split("|")[1])}
    assert len(events()) > 30
    assert told - {"ref"} == events() | {"library"}
