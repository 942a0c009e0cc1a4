"""Where to find the files that come with retbot."""

from pathlib import Path

_PACKAGE = Path(__file__).parents[1]


def config_dir() -> Path:
    """The covenants and the example settings: next to the package in a clone, inside it when installed."""
    inside = _PACKAGE / "config"
    return inside if inside.is_dir() else _PACKAGE.parent / "config"
