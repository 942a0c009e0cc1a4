"""The names in the package: verbs for functions and nouns for modules and classes, so no lone participle."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parents[3] / "retbot"
IRREGULAR = (
    "been begun bitten blown born bought bound broken brought built chosen done drawn driven drunk eaten "
    "fallen felt forgotten found frozen given gone got grown had heard held hidden hung kept known laid "
    "led left lent lit lost made meant met paid ridden risen rung said seen sent shaken shown shut sold "
    "spelt spent spoken stolen stood struck stuck sung sunk swum taken taught thought thrown told torn "
    "understood woken won worn wound written"
)
"""Participles that do not end in -ed. Those that are verbs too are not among them: come, cut, hurt, put, read, run,
set, split, spread."""
NO_PARTICIPLES = frozenset({"embed", "exceed", "feed", "goed", "need", "proceed", "seed", "shed", "speed", "unknown"})
"""What looks like one: verbs, nouns, a key of the covenant files, an adjective."""
EXCEPT = {
    (
        "ports/storage/audit.py",
        "removed",
    ): "a column of the audit, whose rows are hashed with the names of their columns",
    ("ports/vitals.py", "started"): "a key of what /health and `retbot status --json` answer",
    ("ports/vitals.py", "stuck"): "the same",
    ("ports/vitals.py", "worked"): "the same",
}


def is_participle(name: str) -> bool:
    word = name.strip("_")
    if "_" in word or re.search(r"[a-z][A-Z]", word):
        return False
    word = word.lower()
    stem = re.sub(r"^(?:mis|over|re|un|with)(?=.{3})", "", word)
    return word not in NO_PARTICIPLES and (word.endswith("ed") or bool({word, stem} & set(IRREGULAR.split())))


def names(tree: ast.Module) -> Iterator[str]:
    """Of functions, classes and public attributes; of a flag a participle says just what is so (`required: bool`)."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield name
            case ast.ClassDef(name=name, body=body):
                yield name
                yield from (field for one in body if (field := _field(one)))
            case ast.AnnAssign(target=ast.Attribute(value=ast.Name(id="self"), attr=name), annotation=type_):
                yield from [name] if not _is_flag(type_) and not name.startswith("_") else []
            case ast.Assign(targets=[ast.Attribute(value=ast.Name(id="self"), attr=name)], value=value):
                yield from [name] if not _is_truth(value) and not name.startswith("_") else []


def _field(node: ast.stmt) -> str | None:
    match node:
        case ast.AnnAssign(target=ast.Name(id=name), annotation=type_) if not _is_flag(type_) and name[0].islower():
            return name
    return None


def _is_flag(type_: ast.expr) -> bool:
    return isinstance(type_, ast.Name) and type_.id == "bool"


def _is_truth(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and isinstance(value.value, bool)


SOURCES = {
    path.relative_to(PACKAGE).as_posix(): path.read_text(encoding="utf-8")
    for path in PACKAGE.rglob("*.py")
    if "versions" not in path.parts
}


def test_what_a_participle_is() -> None:
    told = ["told", "_kept", "Heard", "counted", "undone", "Unwatched", "withheld", "overtaken"]
    assert [name for name in told if not is_participle(name)] == []
    plain = ["tell", "told_to", "must_be_kept", "TooNested", "is_open", "read", "run", "seed", "unknown"]
    assert [name for name in plain if is_participle(name)] == []


def test_no_module_is_a_lone_participle() -> None:
    parts = {part for place in SOURCES for part in place.removesuffix(".py").split("/")}
    assert {part for part in parts if is_participle(part)} == set()


def test_no_function_class_or_attribute_is_a_lone_participle() -> None:
    words = "|".join(["[a-z]+ed", *IRREGULAR.split()])
    may_be = re.compile(rf"(?im)(?:def |class |self\.|^    )_*(?:mis|over|re|un|with)?(?:{words})_*\b")
    found = {
        (place, name)
        for place, text in SOURCES.items()
        if may_be.search(text)
        for name in names(ast.parse(text))
        if is_participle(name)
    }
    assert found == EXCEPT.keys()
