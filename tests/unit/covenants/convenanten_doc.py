"""Writes docs/convenanten.md: of each row of the covenants its article, where it lives, and the tests that show it.

`python -m tests.unit.covenants.convenanten_doc` after a change of a covenant file or of a condition."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from retbot.covenants import convenant_files
from retbot.domain.convenant.convenant import Convenant, Plicht, Regel, TermijnType, Trede
from tests import evidence
from tests.paths import REPOSITORY

ROOT = REPOSITORY
PAGE = ROOT / "docs" / "convenanten.md"
COMMAND = "python -m tests.unit.covenants.convenanten_doc"
BY_HAND = "tests/unit/golden/test_by_hand.py::test_a_timeline_is_the_one_worked_out_by_hand"
OFF = "tests/unit/domain/convenant/test_timeline.py::test_an_inactive_duty_is_not_told"
QUESTIONS = "retbot/domain/casus/covenant_questions.py"
"""Asks what the file words as a question."""
ONLY_DATA = "alleen als gegevens"
HEAD = f"""# De convenanten, regel voor regel

Elke regel van de vijf convenanten: het artikel, waar hij staat, en de verhalen die hem laten zien, in de kamer of in de
mail van een team met dat convenant. Wat een verhaal laat zien, is bij het spelen opgeschreven
(`{evidence.COMMAND}`); laat het verhaal dat later niet meer zien, dan is dat een fout.
*De datum*: de termijn is nagerekend met een kalender op papier.

Deze ids staan niet in de eerste lijst van plichten, zij zijn later in de teksten gevonden:
OV-4.1, OV-6.7, OV-8.14, OV-8.18e, OV-16g, OV-16p en OV-18.3; GV-0 en GV-2.5.6f; WF-1.5, WF-2.1 en WF-2.6i; MO-4.1,
MO-6.4, MO-9.1m, MO-12.4g, MO-12.4k, MO-14.3 en MO-23.3.
"""
_ID = re.compile(r"\b(?:OV|GV|IJ|WF|MO|AVG)-[\w.]*\w")
_CODE = ("domain", "handlers", "reading", "scheduling")


class Row(NamedTuple):
    id: str
    artikel: str
    where: str
    tests: tuple[str, ...]

    @property
    def shown(self) -> str:
        told = ("de datum: " * (test == BY_HAND) + f"`{test}`" for test in self.tests)
        return "<br>".join(told) or ONLY_DATA


def page() -> str:
    blocks = [_block(convenant_files.load(name)) for name in convenant_files.names()]
    return "\n".join([HEAD, *blocks])


def rows(convenant: Convenant) -> list[Row]:
    """One for each id."""
    found: dict[str, Row] = {}
    shown = evidence.named().get(convenant.naam, {})
    of_file: tuple[Plicht | Regel | Trede, ...]
    of_file = (*convenant.plichten, *convenant.regels.values(), *convenant.ketens)
    for row in of_file:
        where, by_kind = _place(row)
        stories = (test.partition("[")[0] for test in shown.get(row.id, ()))
        found.setdefault(row.id, Row(row.id, row.artikel, where, tuple(dict.fromkeys([*by_kind, *stories]))))
    return [found[id_] for id_ in convenant.ids()]


def _block(convenant: Convenant) -> str:
    of_this = rows(convenant)
    shown = sum(bool(row.tests) for row in of_this)
    file = f"`config/convenanten/{convenant.naam}.toml`"
    title = f"## {convenant.titel}\n\n{file}: {len(of_this)} regels, {shown} met een test.\n"
    head = "| id | artikel | waar | test |\n| --- | --- | --- | --- |"
    lines = [f"| {row.id} | {row.artikel} | {row.where} | {row.shown} |" for row in of_this]
    return "\n".join([title, head, *lines, ""])


def _place(row: Plicht | Regel | Trede) -> tuple[str, tuple[str, ...]]:
    """Where it lives, and the tests that show all of its kind."""
    if isinstance(row, Trede):
        return f"`[[trede]]` {row.keten}, stap {row.stap}", ()
    if isinstance(row, Regel):
        return _place_of_condition(row), ()
    if not row.actief:
        return "`[[plicht]]`, staat uit", (OFF,)
    where = f"`[[plicht]]` {_term(row)}" + (f", als {row.voorwaarde}" if row.voorwaarde else "")
    return where, (BY_HAND,) if row.heeft_datum else ()


def _place_of_condition(regel: Regel) -> str:
    modules = modules_of(regel)
    where = ", ".join(f"`{module}`" for module in modules)
    return f"`[[regel]]` {regel.code}" + (f"; {where}" if modules else "")


def _term(plicht: Plicht) -> str:
    vorm = plicht.termijn
    if vorm.duur and vorm.soort is not TermijnType.ELKE:
        return f"{'elke ' if vorm.herhaald else ''}{vorm.duur} {vorm.soort} {vorm.event}"
    return " ".join(str(part) for part in (vorm.soort, vorm.duur, vorm.datum, vorm.event) if part)


@cache
def _code() -> list[tuple[Path, ast.Module]]:
    """The modules that may look at a condition."""
    paths = sorted(path for layer in _CODE for path in (ROOT / "retbot" / layer).rglob("*.py"))
    texts = [(path, path.read_text(encoding="utf-8")) for path in paths]
    return [(path, ast.parse(text)) for path, text in texts if "regel" in text or "_CONDITIONS" in text]


@cache
def modules_of_code() -> dict[str, tuple[str, ...]]:
    """Where each condition is looked at: the modules that ask the covenant for it by its code."""
    found: dict[str, list[str]] = {}
    for path, tree in _code():
        for code in _codes_asked_for(tree):
            found.setdefault(code, []).append(path.relative_to(ROOT).as_posix())
    return {code: tuple(dict.fromkeys(modules)) for code, modules in found.items()}


def modules_of(regel: Regel) -> tuple[str, ...]:
    read = (module for option in regel.opties for module in modules_of_options().get(option, ()))
    modules = (*([QUESTIONS] if regel.vraag else []), *modules_of_code().get(regel.code, ()), *read)
    return tuple(dict.fromkeys(modules))


def _codes_asked_for(tree: ast.Module) -> Iterator[str]:
    """`regels.get("c")`, `regels["c"]`, `"c" in … regels`, and the keys of `_CONDITIONS`."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=asked, attr="get"), args=[ast.Constant(value=str(code)), *_]):
                yield from [code] if _is_rules(asked) else []
            case ast.Subscript(value=asked, slice=ast.Constant(value=str(code))):
                yield from [code] if _is_rules(asked) else []
            case ast.Compare(left=ast.Constant(value=str(code)), comparators=[asked]):
                yield from [code] if _is_rules(asked) else []
            case ast.AnnAssign(target=ast.Name(id="_CONDITIONS"), value=ast.Dict(keys=keys)):
                yield from (key.value for key in keys if isinstance(key, ast.Constant) and isinstance(key.value, str))


@cache
def modules_of_options() -> dict[str, tuple[str, ...]]:
    """Where an option is looked at of whichever condition has it."""
    found: dict[str, list[str]] = {}
    for path, tree in _code():
        for option in (one for node in ast.walk(tree) if _goes_through_rules(node) for one in _options_in(node)):
            found.setdefault(option, []).append(path.relative_to(ROOT).as_posix())
    return {option: tuple(dict.fromkeys(modules)) for option, modules in found.items()}


def _goes_through_rules(node: ast.AST) -> bool:
    if not isinstance(node, ast.FunctionDef):
        return False
    calls = (one for one in ast.walk(node) if isinstance(one, ast.Attribute) and one.attr == "values")
    return any(_is_rules(call.value) for call in calls)


def _options_in(function: ast.AST) -> Iterator[str]:
    """`regel.opties.get("o")` and `_list_option(regel, "o")`"""
    for node in ast.walk(function):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Attribute(attr="opties")), args=[ast.Constant(value=str(one)), *_]
            ):
                yield one
            case ast.Call(func=ast.Name(id="_list_option"), args=[_, ast.Constant(value=str(one))]):
                yield one


def _is_rules(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "regels"


@cache
def named_in_journeys() -> dict[str, tuple[str, ...]]:
    """The journeys that name an id outside their docstring: they say in the room what the row is about."""
    found: dict[str, list[str]] = {}
    for path in sorted((ROOT / "tests" / "journeys").glob("test_*.py")):
        for id_, test in _names(ast.parse(path.read_text(encoding="utf-8"))):
            found.setdefault(id_, []).append(f"{path.relative_to(ROOT).as_posix()}::{test}")
    return {id_: tuple(dict.fromkeys(tests)) for id_, tests in found.items()}


def _names(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for test in tree.body:
        if isinstance(test, ast.FunctionDef | ast.AsyncFunctionDef) and test.name.startswith("test_"):
            docstring = test.body[0].value if isinstance(test.body[0], ast.Expr) else None
            texts = (n for n in ast.walk(test) if isinstance(n, ast.Constant) and n is not docstring)
            yield from ((id_, test.name) for text in texts for id_ in _ID.findall(str(text.value)))


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
