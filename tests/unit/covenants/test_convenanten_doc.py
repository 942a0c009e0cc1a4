"""docs/convenanten.md has each row of the covenants, is up to date, and names no test or module that is not there."""

import ast
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from retbot.covenants import convenant_files
from tests import evidence
from tests.unit.covenants.convenanten_doc import COMMAND, ONLY_DATA, PAGE, ROOT, modules_of, modules_of_code, page, rows


@cache
def functions_of(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), f"make it anew: {COMMAND}"


@pytest.mark.parametrize("name", convenant_files.names())
def test_every_id_has_one_row_with_all_three(name: str) -> None:
    convenant = convenant_files.load(name)
    found = rows(convenant)
    assert Counter(row.id for row in found) == Counter(convenant.ids())
    assert {row.id: row.artikel for row in found} == {id_: convenant.artikel(id_) for id_ in convenant.ids()}
    assert all(row.artikel and row.where and row.shown for row in found)


@pytest.mark.parametrize("name", convenant_files.names())
def test_every_test_that_is_named_exists(name: str) -> None:
    named = {test for row in rows(convenant_files.load(name)) for test in row.tests}
    for test in named:
        path, _, function = test.partition("::")
        assert function in functions_of(ROOT / path), test


@pytest.mark.parametrize("name", convenant_files.names())
def test_a_dated_term_that_is_on_is_shown_by_its_timeline(name: str) -> None:
    dated = {p.id for p in convenant_files.load(name).plichten if p.heeft_datum and p.actief}
    assert [row.id for row in rows(convenant_files.load(name)) if row.id in dated and row.shown == ONLY_DATA] == []


def test_a_condition_names_the_modules_that_look_at_it() -> None:
    regels = convenant_files.load("overijssel-2022").regels
    assert "retbot/domain/casus/besprekingen.py" in modules_of(regels["quorum"])
    assert "retbot/domain/casus/aanmelding.py" in modules_of(regels["weg"])
    assert "retbot/domain/casus/consent.py" in modules_of(regels["anoniem"])


def test_no_condition_is_looked_at_that_no_covenant_has() -> None:
    known = {code for name in convenant_files.names() for code in convenant_files.load(name).regels}
    assert set(modules_of_code()) <= known


def test_a_condition_without_code_claims_no_test() -> None:
    """A test that merely names the id shows nothing, as long as no module looks at the condition."""
    for name in convenant_files.names():
        convenant = convenant_files.load(name)
        without = {regel.id for regel in convenant.regels.values() if not modules_of(regel)}
        assert [row.id for row in rows(convenant) if row.id in without and row.tests] == []


@pytest.mark.parametrize("name", convenant_files.names())
def test_every_row_that_somebody_meets_has_a_story_of_its_covenant(name: str) -> None:
    known = evidence.named()[name]
    assert [id_ for id_ in evidence.to_show(convenant_files.load(name)) if id_ not in known] == []
