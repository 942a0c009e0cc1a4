"""The shape of the package: rooms by subject, none too full, and one name for one class."""

import ast
from collections import Counter
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
    trees = [
        ast.parse(path.read_text(encoding="utf-8")) for path in PACKAGE.rglob("*.py") if "versions" not in path.parts
    ]
    names = Counter(node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef))
    assert [name for name, times in names.items() if times > 1 and not name.startswith("_")] == []
