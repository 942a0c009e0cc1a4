"""Turns the bot's simple Markdown into what Matrix sends, and what people's clients send into plain text."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import dropwhile, groupby
from typing import Any
from urllib.parse import quote, unquote

from markdown_it import MarkdownIt

PILL = "https://matrix.to/#/"
_LONGEST = 10_000
"""The maximum size, in characters, of a text with its HTML in which mentions are searched: each mention is searched in
all of it."""
VARIATION_SELECTOR = "\ufe0f"
_FALLBACK = re.compile(r"^> <@[^>]+> ")
_BULLET = re.compile(r"^\s*[•-] +")
_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
_CODE = re.compile(r"`([^`]+)`")
_INLINE = MarkdownIt("zero", {"html": False}).enable(["emphasis", "backticks", "escape"])


@dataclass(frozen=True, slots=True)
class FormattedText:
    body: str
    html: str | None
    """None when it would add nothing to the body."""


def format_text(text: str, rings: Iterable[str] = ()) -> FormattedText:
    """Each line is converted separately: as one Markdown text, a date could become a numbered list that swallows the
    next lines."""
    lines = [_BULLET.sub("• ", line) for line in text.splitlines()]
    plain = _CODE.sub(r"\1", _BOLD.sub(r"\1", "\n".join(lines)))
    rendered = "".join(_block(bulleted, list(block)) for bulleted, block in groupby(lines, _is_bullet))
    rendered = _with_pills(rendered, rings)
    return FormattedText(
        plain, None if rendered == html.escape(plain, quote=False).replace('"', "&quot;") else rendered
    )


def in_thread(root: str) -> dict[str, Any]:
    """The relation for a message in the thread; clients without threads show it as a reply to the root."""
    return {"rel_type": "m.thread", "event_id": root, "is_falling_back": True, "m.in_reply_to": {"event_id": root}}


def _with_pills(rendered: str, rings: Iterable[str]) -> str:
    names = {html.escape(user_id): user_id for user_id in rings}
    if not names:
        return rendered
    pattern = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.sub(pattern, lambda found: _pill(found[0], names[found[0]]), rendered)


def _pill(name: str, user_id: str) -> str:
    return f'<a href="{PILL}{quote(user_id, safe="@:")}">{name}</a>'


def _is_bullet(line: str) -> bool:
    return line.startswith("• ")


def _block(bulleted: bool, lines: list[str]) -> str:
    rendered = [_INLINE.renderInline(line.removeprefix("• ")) for line in lines]
    if bulleted:
        return "<ul>" + "".join(f"<li>{line}</li>" for line in rendered) + "</ul>"
    return "<br>\n".join(rendered)  # the newline, because the summary of a thread drops the tag


def plain_emoji(emoji: str) -> str:
    """Without the variation selector, which only some clients send: ✔️ and ✔ are the same answer."""
    return emoji.replace(VARIATION_SELECTOR, "")


def spoken_text(content: dict[str, Any], own_id: str) -> str:
    """The text of m.text content without the quotation of a reply, and with each mention as its Matrix id. A mention
    of the bot with which the text begins is `!ret`, others of the bot are removed."""
    body = str(content.get("body", ""))
    if _FALLBACK.match(body):
        body = _without_quotation(body)
    marked = content.get("formatted_body")
    for name, user_id in _pills(marked) if isinstance(marked, str) and len(body) + len(marked) <= _LONGEST else ():
        begins = user_id == own_id and body.lstrip().startswith(name)
        body = _mention(body, name, "" if user_id == own_id else user_id).strip()
        body = f"!ret {body}" if begins and not body.startswith("!") else body
    return body.strip()


def _without_quotation(body: str) -> str:
    return "\n".join(dropwhile(lambda line: line.startswith("> "), body.split("\n")))


def _mention(body: str, name: str, instead: str) -> str:
    pattern = re.escape(name) + ("[:,]?" if not instead else "")
    return re.sub(pattern, lambda _: instead, body, count=1) if name else body


class _Pills(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.mentions: list[tuple[str, str]] = []
        self._quoting = 0
        self._user: str | None = None
        self._name = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        target = unquote(dict(attrs).get("href") or "").removeprefix(PILL).split("?")[0]
        if tag == "mx-reply":
            self._quoting += 1
        if tag == "a" and target.startswith("@") and not self._quoting:
            self._user, self._name = target, ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "mx-reply":
            self._quoting -= 1
        if tag == "a" and self._user:
            self.mentions.append((self._name, self._user))
            self._user = None

    def handle_data(self, data: str) -> None:
        self._name += data


def _pills(marked: str) -> list[tuple[str, str]]:
    """For each mentioned person: the name shown and the Matrix id."""
    parser = _Pills()
    parser.feed(marked)
    parser.close()
    return parser.mentions
