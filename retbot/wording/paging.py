"""A list as one message shows it: a page that a person can read at once, and that an event can carry."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from retbot.wording.dates import more

LINES = 20
"""Of a list in one message: more is not read on a phone."""
PAGE = 6_000
"""Bytes of a page. A homeserver refuses events over 65,536 bytes; an event is some three times as long as its text,
which stands in it plain and formatted, encrypted and in base64."""
MESSAGE = 12_000
"""Bytes of all the lists of a message."""


@dataclass(frozen=True, slots=True)
class Page:
    """`before` and `after` count what stands on the other pages."""

    number: int
    lines: tuple[str, ...]
    before: int
    after: int


@dataclass(slots=True)
class Pages:
    """Fills one page after the other, in the order given, until page `number` is full."""

    number: int = 1
    most: int = LINES
    _at: int = 1
    _before: int = 0
    _lines: list[str] = field(default_factory=list)
    _taken: int = 0
    _bytes: int = 0

    def put(self, entry: str) -> bool:
        """False when the page is full: the entry, which may be of several lines, stands on the next one."""
        entry = clip(entry, PAGE)
        lines, size = entry.count("\n") + 1, _size(entry)
        if self._lines and (self._taken + lines > self.most or self._bytes + size > PAGE):
            if self._at == self.number:
                return False
            self._turn()
        self._lines.append(entry)
        self._taken, self._bytes = self._taken + lines, self._bytes + size
        return True

    def page(self, total: int) -> Page:
        """The last one that there is, when `number` lies beyond it. `total` is the number of entries."""
        after = total - self._before - len(self._lines)
        return Page(self._at, tuple(self._lines), self._before, after)

    def _turn(self) -> None:
        self._at += 1
        self._before += len(self._lines)
        self._lines, self._taken, self._bytes = [], 0, 0


def first_page(entries: Sequence[str], most: int = LINES) -> Page:
    pages = Pages(most=most)
    for entry in entries:
        if not pages.put(entry):
            break
    return pages.page(len(entries))


def fit(items: Sequence[str], room: int) -> list[str]:
    """As many as fit into so many bytes, and then how many are left out."""
    kept: list[str] = []
    left = room
    for item in items:
        left -= _size(item)
        if left < 0:
            break
        kept.append(item)
    kept = kept or [clip(item, room) for item in items[:1]]
    return [*kept, more(len(items) - len(kept))] if len(kept) < len(items) else kept


def level(lists: Sequence[Sequence[str]], room: int) -> int:
    """How many bytes each may have when they share so many: what the short ones leave is for the long ones."""
    sizes = sorted(sum(map(_size, items)) for items in lists)
    left = room
    for place, size in enumerate(sizes):
        share = left // (len(sizes) - place)
        if size > share:
            return share
        left -= size
    return room


def clip(text: str, room: int) -> str:
    """The beginning of a text that is too long."""
    if _size(text) <= room:
        return text
    return text.encode()[: room - 4].decode(errors="ignore") + "…"


def _size(text: str) -> int:
    return len(text.encode()) + 1
