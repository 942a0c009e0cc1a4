"""A packed list knows the words it was made of, with their weights, and no other."""

import runpy
from pathlib import Path

from retbot.privacy.packed_lists import open_list, pack

WEIGHTS = {"bezwaar": 44, "overleg": 51, "é": 1, "zzz": 255}


def test_each_word_has_its_weight_and_any_other_none(tmp_path: Path) -> None:
    (tmp_path / "words.bin").write_bytes(pack(WEIGHTS))
    found = open_list(tmp_path / "words.bin")

    assert {word: found.weight(word) for word in WEIGHTS} == WEIGHTS
    assert found.weight("bezaar") == 0
    assert "overleg" in found
    assert "overle" not in found


def test_the_tool_that_makes_the_lists_fits_the_package() -> None:
    tool = runpy.run_path(str(Path(__file__).parents[3] / "tools" / "word_lists.py"), run_name="tool")
    assert tool["weighed"]({"jeugd", "qqq"}, {"jeugd": 4.5}, {"qqq": 31}) == {"jeugd": 46, "qqq": 31}
