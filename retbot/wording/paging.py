"""Splits a list into pages: short enough to read at once, and small enough for one event."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from retbot.wording.dates import more

LINES = 20
"""Of a list in one message, because people do not read more on a phone."""
PAGE = 6_000
"""Bytes of a page. A homeserver refuses events over 65,536 bytes. An event is about three times the size of its text,
which it contains as plain and as formatted text, encrypted and in base64."""
MESSAGE = 12_000
"""Bytes of all lists in a message together."""


@dataclass(frozen=True, slots=True)
class Page:
    """`before` and `after` count the entries on earlier and later pages."""

    number: int
    lines: tuple[str, ...]
    before: int
    after: int


@dataclass(slots=True)
class Pages:
    """Fills the pages in order, until page `number` is full."""

    number: int = 1
    most: int = LINES
    _at: int = 1
    _before: int = 0
    _lines: list[str] = field(default_factory=list)
    _taken: int = 0
    _bytes: int = 0

    def put(self, entry: str) -> bool:
        """Returns False when the page is full. The entry, which may have several lines, then belongs on the next
        page."""
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
        """The last existing page when `number` is too high. `total` is the number of entries."""
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
    """As many items as fit into `room` bytes, then how many are left out."""
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
    """How many bytes each list may have when they share `room` bytes: what short lists do not need goes to the long
    ones."""
    sizes = sorted(sum(map(_size, items)) for items in lists)
    left = room
    for place, size in enumerate(sizes):
        share = left // (len(sizes) - place)
        if size > share:
            return share
        left -= size
    return room


def clip(text: str, room: int) -> str:
    """Cuts off a text that is too long, in bytes."""
    if _size(text) <= room:
        return text
    return text.encode()[: room - 4].decode(errors="ignore") + "…"


def _size(text: str) -> int:
    return len(text.encode()) + 1
