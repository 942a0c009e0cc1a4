"""Only the gate makes SafeText; the store reads back what it was given."""

import ast
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column
from sqlalchemy.dialects import sqlite

from retbot.domain.casus.safe_text import SafeText
from retbot.storage.database.columns import Safe
from retbot.storage.database.tables import metadata

MAKERS = {"privacy/gate.py", "storage/database/columns.py"}
PACKAGE = Path(__file__).parents[3] / "retbot"


def makes_safe_text(module: Path) -> bool:
    text = module.read_text()
    tree = ast.parse(text if "SafeText" in text else "")
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return any(getattr(called, "id", getattr(called, "attr", None)) == "SafeText" for called in calls)


def test_nothing_but_the_gate_and_the_column_makes_safe_text() -> None:
    assert {str(m.relative_to(PACKAGE)) for m in PACKAGE.rglob("*.py") if makes_safe_text(m)} == MAKERS


def test_a_column_of_safe_text_takes_no_other_text() -> None:
    dialect = sqlite.dialect()
    assert Safe().process_bind_param(SafeText("wachtlijst"), dialect) == "wachtlijst"
    with pytest.raises(TypeError):
        Safe().process_bind_param("wachtlijst", dialect)  # type: ignore[arg-type]


def test_the_only_column_of_free_text_is_that_of_the_gate() -> None:
    safe = {
        (table.name, column.name) for table in metadata.sorted_tables for column in table.columns if is_safe(column)
    }
    told = {("datalek", name) for name in ("feiten", "gevolgen_tekst", "maatregelen_tekst")}
    assert safe == {("afspraak", "omschrijving"), *told}


def is_safe(column: Column[Any]) -> bool:
    return isinstance(column.type, Safe)
