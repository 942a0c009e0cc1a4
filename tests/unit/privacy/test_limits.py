"""What docs/handleiding.md says that the gate does not see, it does not see: else the manual is to be mended."""

from pathlib import Path

import pytest

from tests.gate import GATE

MANUAL = (Path(__file__).parents[3] / "docs" / "handleiding.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text",
    [
        "Vlinder komt morgen",
        "leerplicht en De Boemerang",
        "het gezin dat vorige maand uit het huisje in het bos gehaald is",
    ],
)
def test_each_limit_of_the_manual_is_one(text: str) -> None:
    assert f"`{text}`" in MANUAL
    assert not GATE.kinds(text)
