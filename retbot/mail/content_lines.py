"""The content lines of a calendar object (RFC 5545, 3.1); accepts the deviations of common mail programs."""

import binascii
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from icalendar.parser import Contentline

LONGEST = 8_000
"""Characters. A longer line is not parsed: it is no address and no date."""
_MOST = 20_000
_FOLD = re.compile(rb"(?:\r\n|\n|\r)[ \t]")
_FOLD_TEXT = re.compile(r"(?:\r\n|\n|\r)[ \t]")
_QUOTED_PRINTABLE = re.compile(rb"PARTSTAT=3D|VCALENDAR=0D", re.IGNORECASE)
_NAME = re.compile(r"(?!mailto:)[A-Za-z0-9-]+(?=[;:])", re.IGNORECASE)
_ADDRESS_FIRST = re.compile(r'\s*"?(?:mailto:|[^\s:;]+@)', re.IGNORECASE)
_BASE64 = re.compile(rb"[A-Za-z0-9+/\s]++={0,2}\s*+")
_PARAMETER = re.compile(r';\s*([A-Za-z0-9-]+)\s*=\s*("[^"]*"|[^;:"]*)(?=[;:])')
_MAILTO = re.compile(r':\s*"?(mailto:[^\s;:,"<>]+)"?\s*$', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ContentLine:
    """`name` and the names of parameters are in capitals; values are unchanged."""

    name: str
    value: str = field(repr=False)
    params: dict[str, str] = field(default_factory=dict, repr=False)


def lines(content: bytes, charset: str | None) -> Iterator[ContentLine]:
    """Leaves out lines that cannot be parsed."""
    for number, text in enumerate(_unfold(_text(_decode(content), charset))):
        if number > _MOST:
            return
        found = _line(text)
        if found:
            yield found


def _decode(content: bytes) -> bytes:
    """Decodes a transfer encoding that is missing from the header of the part."""
    if b"BEGIN:VCALENDAR" not in content.upper() and _BASE64.fullmatch(content):
        try:
            decoded = binascii.a2b_base64(content)
        except binascii.Error:
            return content
        return decoded if b"BEGIN:VCALENDAR" in decoded.upper() else content
    return quopri.decodestring(content) if _QUOTED_PRINTABLE.search(content) else content


def _text(content: bytes, charset: str | None) -> str:
    """UTF-8 whenever it is valid, else the declared charset, because many declarations are wrong. Line folds are
    removed first, because they may split a character."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _FOLD_TEXT.sub("", content.decode("utf-16", errors="replace"))
    if b"\0" in content[:200]:
        wide = "utf-16-be" if content[:1] == b"\0" else "utf-16-le"
        return _FOLD_TEXT.sub("", content.decode(wide, errors="replace"))
    unfolded = _FOLD.sub(b"", content)
    for name in ("utf-8-sig", charset or ""):
        try:
            return unfolded.decode(name)
        except (UnicodeDecodeError, LookupError, ValueError):
            continue
    return unfolded.decode("windows-1252", errors="replace")


def _unfold(text: str) -> Iterator[str]:
    """One unfolded line each. A line that does not begin with a name is joined to the previous one: the space of its
    fold was lost."""
    held: list[str] = []
    for piece in re.split(r"\r\n|\n|\r", text.replace("\0", "").replace("\ufeff", "")):
        if held and piece.strip() and not _NAME.match(piece.strip()):
            held.append(piece)
        elif piece.strip():
            yield "".join(held)
            held = [piece.strip()]
    yield "".join(held)


def _line(text: str) -> ContentLine | None:
    found = _NAME.match(text)
    if not found or len(text) > LONGEST:
        return None
    name = found[0].upper()
    try:
        _, params, value = Contentline(text).parts()  # type: ignore[no-untyped-call]
    except ValueError:
        return _salvage(name, text[found.end() :])
    known = {key.upper(): _joined_values(held) for key, held in params.items()}
    line = ContentLine(name, str(value), known)
    if name in {"ATTENDEE", "ORGANIZER"} and not _ADDRESS_FIRST.match(line.value):
        return _salvage(name, text[found.end() :]) or line
    return line


def _joined_values(held: object) -> str:
    return ",".join(str(one) for one in held) if isinstance(held, list) else str(held)


def _salvage(name: str, rest: str) -> ContentLine | None:
    """For a line with unexpected quotes in a person's name: the address at the end, and the parameters that are
    clear."""
    mailto = _MAILTO.search(rest)
    if mailto is None:
        head, _, value = rest.rpartition(":")
        return ContentLine(name, value.strip(), {}) if not head else None
    params = {key.upper(): value.strip('"') for key, value in _PARAMETER.findall(rest[: mailto.start() + 1])}
    return ContentLine(name, mailto[1], params)
