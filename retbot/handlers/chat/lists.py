"""Lists of which one page is shown: `termijnen 2` asks for the second one."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from retbot.domain.errors import Refusal
from retbot.wording.paging import LINES, Page, Pages
from retbot.wording.replies.chat import pages as say

T = TypeVar("T")


async def page(
    entries: Sequence[T], number: int, word: Callable[[T], Awaitable[str]], command: str, most: int = LINES
) -> Page:
    """The page with this number. Text is made only for the entries on it and before it. Raises Refusal when there is no
    such page."""
    pages = Pages(number, most)
    for entry in entries:
        if not pages.put(await word(entry)):
            break
    found = pages.page(len(entries))
    if found.number != number:
        raise Refusal("bladzijde_onbekend", nummer=number, laatste=found.number, commando=command)
    return found


async def page_of(lines: Sequence[str], number: int, command: str, most: int = LINES) -> Page:
    """The same for lines whose text exists already."""

    async def same(line: str) -> str:
        return line

    return await page(lines, number, same, command, most)


def with_rest(found: Page, command: str, bullet: str = "") -> list[str]:
    """The lines of the page, and how to see those before and after it."""
    before = [f"{bullet}{say.earlier(found.before, command, found.number - 1)}"] if found.before else []
    after = [f"{bullet}{say.later(found.after, command, found.number + 1)}"] if found.after else []
    return [*before, *found.lines, *after]
