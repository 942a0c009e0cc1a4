"""Whoever follows docs/convenant-schrijven.md gets what it shows."""

import re
from pathlib import Path

import pytest

from tests.unit.covenants.test_schema_file import complaints
from tests.unit.docs import covenant_guide as guide

TEXT = guide.PAGE.read_text(encoding="utf-8")
CONCEPTS = {"plicht", "termijn", "rol", "tafel", "gebeurtenis", "vraag", "herinnering", "voorwaarde", "bewaartermijn"}


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_each_command_answers_what_the_guide_shows() -> None:
    """Else: python -m tests.unit.docs.covenant_guide"""
    assert guide.played(TEXT)[0] == TEXT


def test_each_command_succeeds_or_fails_as_the_guide_says() -> None:
    runs = guide.played(TEXT)[1]
    assert len(runs) == TEXT.count("\n$ retbot ")
    assert [run for run in runs if run.status != run.promised] == []
    assert sum(run.promised == 2 for run in runs) == TEXT.count(guide.WRONG)


def test_an_editor_has_nothing_against_the_file_that_is_made() -> None:
    guide.played(TEXT)
    assert complaints(guide.FILE.read_text(encoding="utf-8")) == []


def test_each_step_is_looked_over_before_the_next_chapter() -> None:
    for chapter in re.split(r"(?m)^## ", TEXT)[1:]:
        if "```toml" in chapter:
            assert "$ retbot profile check" in chapter.rpartition("```toml")[2], chapter.partition("\n")[0]


def test_each_concept_is_explained() -> None:
    assert set(re.findall(r"\*\*(\w+)\*\*", TEXT)) >= CONCEPTS


def test_a_step_that_the_guide_puts_nowhere_is_no_step() -> None:
    with pytest.raises(StopIteration):
        guide.write('naam = "iets"\n', "Zet dit ergens neer:")
