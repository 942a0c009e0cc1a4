"""Makes the HTML and the plain text of a mail: paragraphs, bullets, bold, code, a card and buttons to answer with."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import groupby

from retbot.mail.texts import LINK
from retbot.ports import CardRow

_BULLET = re.compile(r"\s*[-•*] +")
_MARKS = re.compile(rf"\*\*(?P<bold>.+?)\*\*|`(?P<code>[^`]+)`|(?P<link>{LINK})")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_CODE = re.compile(r"`([^`]+)`")
_FONT = "font-family: 'Segoe UI', Arial, sans-serif; font-size: 15px; line-height: 1.5"
_PAGE = f"margin: 0; padding: 16px; background-color: #ffffff; color: #1f2328; {_FONT}"
# Outlook for Windows draws tables only, reads no <style> and ignores max-width: it gets the width attribute.
_WIDE = 'role="presentation" width="600" cellpadding="0" cellspacing="0" border="0"'
_NARROW = 'role="presentation" cellpadding="0" cellspacing="0" border="0"'
NO_BUTTONS = "Ziet u daar geen knoppen? Klik hier op uw antwoord, en verstuur de mail zoals hij is."
PICK_MOMENTS = (
    "Klik op een moment waarop u kunt, en verstuur de mail zoals hij is. Kunt u vaker? Doe dat dan voor elk moment."
)
_CARD = "width: 100%; max-width: 600px; border-collapse: collapse; border: 1px solid #c9d1d9"
_NAME = f"padding: 8px 12px; vertical-align: top; width: 90px; color: #57606a; {_FONT}"
# Without it a long link makes the card wider than a telephone.
_BREAK = "word-break: break-word; overflow-wrap: anywhere"
_VALUE = f"padding: 8px 12px; vertical-align: top; color: #1f2328; {_BREAK}; {_FONT}"
_BUTTON = f"display: inline-block; padding: 8px 18px; color: #ffffff; text-decoration: none; font-weight: bold; {_FONT}"
# Outlook's apps mark what they recolour with data-ogsc instead of following prefers-color-scheme.
_DARK = """@media (prefers-color-scheme: dark) {
.page { background-color: #161b22 !important; color: #e6edf3 !important; }
.card, .value { border-color: #444c56 !important; color: #e6edf3 !important; }
.name { color: #9aa4af !important; }
a.link { color: #79b8ff !important; }
}
[data-ogsc] .value { color: #e6edf3 !important; }
[data-ogsc] .name { color: #9aa4af !important; }
[data-ogsc] a.link { color: #79b8ff !important; }"""
_HEAD = f"""<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<style>
{_DARK}
</style>
</head>"""


@dataclass(frozen=True, slots=True)
class LetterBody:
    """What somebody reads: `text`, the rows of the card, the links to answer with (word and address), `closing`.
    `hint` stands above the links."""

    text: str
    card: Sequence[CardRow] = ()
    links: Sequence[tuple[str, str]] = field(default=(), repr=False)
    closing: str = ""
    hint: str = NO_BUTTONS


def page(letter: LetterBody) -> str:
    parts = [*_paragraphs(letter.text), *_card(letter), *_paragraphs(letter.closing)]
    body = "\n".join(parts)
    return (
        f'<!DOCTYPE html>\n<html lang="nl">\n{_HEAD}\n<body class="page" style="{_PAGE}">\n{body}\n</body>\n</html>\n'
    )


def plain(letter: LetterBody) -> str:
    """The same text without markup, for mail programs without HTML."""
    card = [row_text(row) for row in letter.card]
    card += [letter.hint, *(f"{word}: {link}" for word, link in letter.links)] if letter.links else []
    parts = [letter.text.strip(), "\n".join(card), letter.closing.strip()]
    return _without_marks("\n\n".join(part for part in parts if part)) + "\n"


def row_text(row: CardRow) -> str:
    """`Wanneer: was maandag 11 mei → wordt dinsdag 12 mei`"""
    return f"{row.label}: {f'was {row.was} → wordt ' if row.was else ''}{row.value}"


def _without_marks(text: str) -> str:
    return _CODE.sub(r"\1", _BOLD.sub(r"\1", text)).strip()


def _paragraphs(text: str) -> list[str]:
    parts = re.split(r"\n\s*\n", text.strip()) if text.strip() else []
    return [block for part in parts for block in _blocks(part.splitlines())]


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


def _card(letter: LetterBody) -> Iterator[str]:
    if not letter.card:
        return
    rows = [_row(row) for row in letter.card]
    if letter.links:
        hint = f'<tr><td colspan="2" class="value" style="{_VALUE}">{letter.hint}</td></tr>'
        rows += [hint, f'<tr><td colspan="2" style="padding: 4px 12px 12px">{_buttons(letter)}</td></tr>']
    yield f'<table {_WIDE} class="card" style="{_CARD}">\n' + "\n".join(rows) + "\n</table>"


def _row(row: CardRow) -> str:
    value = _inline(row.value)
    if row.was:
        value = f"<s>was {_inline(row.was)}</s><br>\n→ wordt <strong>{value}</strong>"
    return (
        f'<tr><td class="name" style="{_NAME}">{escape(row.label)}:</td>\n'
        f'<td class="value" style="{_VALUE}">{value}</td></tr>'
    )


def _buttons(letter: LetterBody) -> str:
    """Beside each other; moments are too long for that, so they stand below each other."""
    cells = (
        '<td bgcolor="#0b5394" style="background-color: #0b5394; border-radius: 4px">'
        f'<a href="{escape(link)}" style="{_BUTTON}">{escape(word)}</a></td>'
        for word, link in letter.links
    )
    if letter.hint == PICK_MOMENTS:
        between = '</tr>\n<tr><td height="8" style="height: 8px"></td></tr>\n<tr>'
    else:
        between = '\n<td width="8" style="width: 8px"></td>\n'
    return f"<table {_NARROW}><tr>\n{between.join(cells)}\n</tr></table>"


def _inline(line: str) -> str:
    """Bold, code and links; everything else is escaped."""
    found, at = [], 0
    text = line.strip()
    for one in _MARKS.finditer(text):
        found += [escape(text[at : one.start()]), _mark(one)]
        at = one.end()
    return "".join([*found, escape(text[at:])])


def _mark(one: re.Match[str]) -> str:
    if one["bold"]:
        return f"<strong>{_inline(one['bold'])}</strong>"
    if one["code"]:
        return f"<code>{escape(one['code'])}</code>"
    link = escape(one["link"])
    return f'<a class="link" href="{link}" style="color: #0b5394">{link}</a>'
