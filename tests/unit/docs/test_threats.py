"""Each threat that docs/privacy.md names has an answer and a test that is there."""

import re

from tests.every_row import every_row
from tests.paths import REPOSITORY

PAGE = (REPOSITORY / "docs" / "privacy.md").read_text(encoding="utf-8")
ROWS = [row.split("|")[1:-1] for row in PAGE.partition("## Bedreigingen")[2].splitlines() if "`tests/" in row]


@every_row(ROWS)
def test_a_threat_has_an_answer_and_a_test(cells: list[str]) -> None:
    threat, answer, tests = (cell.strip() for cell in cells)

    assert threat
    assert answer
    for named in re.findall(r"`([^`]+)`", tests):
        path, _, name = named.partition("::")
        text = (REPOSITORY / path).read_text(encoding="utf-8")
        assert not name or re.search(rf"^(async )?def {name}\(", text, re.MULTILINE), named


def test_no_threat_is_without_a_test() -> None:
    table = PAGE.partition("| bedreiging |")[2].partition("\n\n")[0]
    assert len([line for line in table.splitlines()[2:] if line]) == len(ROWS) > 20
