"""Everything that is stored has a time to go, which docs/privacy.md tells."""

import ast
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from retbot.domain.privacy.retention import NOTITIES, RetainedNote
from retbot.storage.database.tables import metadata
from tests.every_row import every_row
from tests.paths import REPOSITORY
from tests.unit.docs.retention_table import BEWARING, RetentionRow, in_days

PACKAGE = REPOSITORY / "retbot"
PRIVACY = (REPOSITORY / "docs" / "privacy.md").read_text(encoding="utf-8")


def rows() -> list[str]:
    return [f"| {one.wat} | {one.waarom} | {one.hoe_lang} | {one.wie} | {where(one)} |" for one in BEWARING]


def where(one: RetentionRow) -> str:
    return ", ".join(f"`{name}`" for name in one.tabellen) or one.elders


def note_rows() -> list[str]:
    return [f"| `{one.begin}…` | {one.wat} | {how_long(one)} |" for one in NOTITIES]


def how_long(one: RetainedNote) -> str:
    return in_days(one.na) if one.na else "zolang retbot draait"


def test_every_table_is_kept_for_a_time_that_is_stated_once() -> None:
    stated = list(chain.from_iterable(one.tabellen for one in BEWARING))
    assert sorted(stated) == sorted(metadata.tables)


def test_what_is_about_a_case_is_stated_to_go_with_it() -> None:
    of_case = {name for one in BEWARING if one.met_casus for name in one.tabellen}
    assert {name for name, table in metadata.tables.items() if "code" in table.c} <= of_case


def test_the_document_says_what_the_keeper_does() -> None:
    assert "\n".join(rows()) in PRIVACY
    assert "\n".join(note_rows()) in PRIVACY


def noted(module: Path) -> Iterator[str]:
    """How the name of each note begins that the module writes."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    for call in ast.walk(tree):
        match call:
            case ast.Call(func=ast.Attribute(ast.Attribute(attr="notes"), "set"), args=[_, ast.Constant(None)]):
                pass
            case ast.Call(func=ast.Attribute(ast.Attribute(attr="notes"), "set"), args=[name, _]):
                yield begin_of(name, tree, module)


def begin_of(name: ast.expr, tree: ast.Module, module: Path) -> str:
    match name:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=[ast.Constant(value=str(text)), *_]):
            return text
        case ast.Name(id=known) | ast.Call(func=ast.Name(id=known)):
            return begin_of(meant(known, tree), tree, module)
    raise AssertionError(f"{module.name}:{name.lineno}: a note whose name this test cannot read")


def meant(known: str, tree: ast.Module) -> ast.expr:
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if name == known:
                return value
            case ast.FunctionDef(name=name, body=[*_, ast.Return(value=ast.expr() as value)]) if name == known:
                return value
    raise AssertionError(f"{known}: not found where it is used")


WRITERS = [module for module in sorted(PACKAGE.rglob("*.py")) if re.search(r"\.notes\.set\(", module.read_text())]


@every_row(WRITERS)
def test_every_note_is_kept_for_a_time_that_is_stated(module: Path) -> None:
    unknown = [name for name in noted(module) if not any(name.startswith(one.begin) for one in NOTITIES)]
    assert unknown == []
