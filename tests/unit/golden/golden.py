"""What a timeline worked out by hand is written in."""

from typing import NamedTuple


class TermijnEnd(NamedTuple):
    ids: str
    due: str
    moved_by: str = ""


class Golden(NamedTuple):
    name: str
    events: str
    ends: tuple[TermijnEnd, ...]
