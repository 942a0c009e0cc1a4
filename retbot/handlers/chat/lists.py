"""Lists of which one page is said: `termijnen 2` asks for the second one."""

import re
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from retbot.domain.errors import Refusal
from retbot.handlers.chat.request import Request
from retbot.wording.paging import LINES, Page, Pages
from retbot.wording.replies.chat import pages as say

_NUMBER = re.compile(r"(?:^|\s)(?P<number>\d{1,3})$")
T = TypeVar("T")


def take_page(request: Request, pattern: re.Pattern[str] = _NUMBER) -> int:
    """The number of a page at the end of `rest`, which loses it; 1 when there is none."""
    found = pattern.search(request.rest)
    if found is None:
        return 1
    request.rest = request.rest[: found.start()].strip()
    return int(found["number"])


async def page(
    entries: Sequence[T], number: int, word: Callable[[T], Awaitable[str]], command: str, most: int = LINES
) -> Page:
    """The page of that number. Only what stands on it, and before it, is put into words. Raises Refusal when there is
    no such page."""
    pages = Pages(number, most)
    for entry in entries:
        if not pages.put(await word(entry)):
            break
    found = pages.page(len(entries))
    if found.number != number:
        raise Refusal("bladzijde_onbekend", nummer=number, laatste=found.number, commando=command)
    return found


async def page_of(lines: Sequence[str], number: int, command: str, most: int = LINES) -> Page:
    """The same of lines that are in words already."""

    async def same(line: str) -> str:
        return line

    return await page(lines, number, same, command, most)


def with_rest(found: Page, command: str, bullet: str = "") -> list[str]:
    """The lines of the page, and how to see what stands before and after it."""
    before = [f"{bullet}{say.earlier(found.before, command, found.number - 1)}"] if found.before else []
    after = [f"{bullet}{say.later(found.after, command, found.number + 1)}"] if found.after else []
    return [*before, *found.lines, *after]
