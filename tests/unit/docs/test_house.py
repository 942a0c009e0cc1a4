"""The shape of the package: rooms by subject, none too full, and one name for one class."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parents[3] / "retbot"
FOLDERS = [
    PACKAGE,
    *(path for path in PACKAGE.rglob("*") if path.is_dir() and path.name not in {"versions", "__pycache__"}),
]


def modules(folder: Path) -> list[str]:
    return [path.stem for path in folder.glob("*.py") if path.stem != "__init__"]


def test_at_the_root_are_rooms_and_three_modules() -> None:
    assert set(modules(PACKAGE)) == {"__main__", "logs", "backoff"}
    assert len([path for path in PACKAGE.iterdir() if (path / "__init__.py").exists()]) <= 24


def test_no_room_holds_more_than_twenty_modules() -> None:
    assert {str(folder): len(modules(folder)) for folder in FOLDERS if len(modules(folder)) > 20} == {}


def test_no_two_classes_have_one_name() -> None:
    texts = [path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py") if "versions" not in path.parts]
    names = Counter(name for text in texts for name in re.findall(r"(?m)^ *class (\w+)[(:]", text))
    assert len(names) > 200
    assert [name for name, times in names.items() if times > 1 and not name.startswith("_")] == []


FALSE_FRIENDS = {"kind", "over", "op", "keuze", "stand", "weg", "wie", "recht", "vraag"}
"""Words that mean one thing in Dutch and another, or nothing, in English: `kind` is a child, `over` is about."""
OF_USERS = (
    "domain/convenant/",
    "wording/replies/",
    "scheduling/notices/",
    "handlers/bespreking/plannen.py",
    "handlers/overleg/wijzigen.py",
)
"""The keys of the covenant files are attributes there, and what fills in a sentence waits in the outbox by the name of
its parameter (MomentWording in plannen.py and MoveWording in wijzigen.py are such sets of them): these words belong to
the users."""


BOUND = re.compile(rf"\b_*(?:{'|'.join(sorted(FALSE_FRIENDS))})_*\s*(?:[^\w\s\"'`.]|in\b)")
"""What a text has where it gives such a name: only such a text is read as a program, which takes a while."""


def given_names(tree: ast.Module) -> Iterator[str]:
    """Of functions, parameters, attributes and variables."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.arg(arg=name):
                yield name
            case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
                yield name


def test_no_name_is_a_false_friend() -> None:
    found = {
        (place, name)
        for path in PACKAGE.rglob("*.py")
        if not (place := path.relative_to(PACKAGE).as_posix()).startswith(OF_USERS)
        if BOUND.search(text := path.read_text(encoding="utf-8"))
        for name in given_names(ast.parse(text))
        if name.strip("_") in FALSE_FRIENDS
    }
    assert found == set()


HANDLERS = {path.relative_to(PACKAGE).as_posix(): path for path in (PACKAGE / "handlers").rglob("*.py")}
OF_A_REQUEST = {"code", "message", "rest", "form"}


def assigned(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Variable and attribute of each `variable.attribute = …`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and isinstance(node.value, ast.Name):
            yield node.value.id, node.attr


def test_what_was_typed_is_read_in_reading() -> None:
    """A handler gets values, and no words to look into."""
    imports = re.compile(r"(?m)^\s*(?:import re\b|from re import)")
    assert len(HANDLERS) > 60
    assert [place for place, path in HANDLERS.items() if imports.search(path.read_text(encoding="utf-8"))] == []


def test_no_handler_rewrites_a_request() -> None:
    """One about another case is a new one: Request.about_case."""
    found = {
        (place, attribute)
        for place, path in HANDLERS.items()
        for variable, attribute in assigned(ast.parse(path.read_text(encoding="utf-8")))
        if variable in {"request", "self"} and attribute in OF_A_REQUEST
    }
    assert found == set()


def test_what_builds_the_bot_leaves_no_attribute_without_a_value() -> None:
    found = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in (PACKAGE / "app").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Attribute) and node.value is None
    ]
    assert found == []
