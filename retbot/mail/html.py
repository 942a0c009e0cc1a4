"""Makes the HTML of a mail from its text: paragraphs, bullets, bold and code; everything else is escaped."""

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby

_BULLET = re.compile(r"\s*[-•*] +")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_CODE = re.compile(r"`([^`]+)`")
_STYLE = "font-family: sans-serif; font-size: 15px; line-height: 1.5; color: #222222"


def page(text: str) -> str:
    blocks = (block for part in re.split(r"\n\s*\n", text.strip()) for block in _blocks(part.splitlines()))
    return (
        '<!DOCTYPE html>\n<html lang="nl">\n<head><meta charset="utf-8"></head>\n'
        f'<body style="{_STYLE}">\n' + "\n".join(blocks) + "\n</body>\n</html>\n"
    )


def plain(text: str) -> str:
    """The same text without markup, for mail programs without HTML."""
    return _CODE.sub(r"\1", _BOLD.sub(r"\1", text)).strip() + "\n"


def _blocks(lines: list[str]) -> Iterator[str]:
    for bullets, group in groupby(lines, key=lambda line: bool(_BULLET.match(line))):
        if bullets:
            yield (
                "<ul>\n"
                + "\n".join(f"<li>{_inline(_BULLET.sub('', line, count=1))}</li>" for line in group)
                + "\n</ul>"
            )
        else:
            yield "<p>" + "<br>\n".join(_inline(line) for line in group) + "</p>"


def _inline(line: str) -> str:
    return _CODE.sub(r"<code>\1</code>", _BOLD.sub(r"<strong>\1</strong>", escape(line.strip())))
