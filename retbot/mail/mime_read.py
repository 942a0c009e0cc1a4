"""The parts of any received mail, within limits that keep a hostile one cheap to read."""

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import HeaderParseError, InvalidHeaderDefect
from email.header import decode_header, make_header
from email.message import Message
from email.policy import compat32

LARGEST = 25_000_000
"""Bytes; about the maximum that mail servers accept."""
LARGEST_CALENDAR = 1_000_000
_WHOLE = 64_000
"""Bytes of a mail that is parsed as it is, and of the longest attachment in a larger one."""
_MOST = 256_000
"""Bytes that are parsed of a larger mail: room for a long text in HTML before the calendar."""
_LINE = re.compile(rb"[^\n]{0,8000}\n?")
_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_SHORTEST_BASE64 = 60
_PARTS = 200
LONGEST_HEADER = 8_000
_HEADERS = 200
"""How many headers of one name are read."""
_STRUCTURE = re.compile(rb"boundary\s*\*?\d*\*?=|message/rfc822", re.IGNORECASE)
_CONTENT_HEADER = re.compile(rb"^content-[a-z-]+:[^\r\n]*(?:\r?\n?[ \t][^\r\n]*)*", re.IGNORECASE | re.MULTILINE)
_DEEPEST = 60
_ADDRESS = re.compile(r"[^\s<>()\[\],;:\"@]{1,64}@[^\s<>()\[\],;:\"@]{1,255}")
_PLAIN_ADDRESS = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,9}"
_PLAIN_NAME = r'(?:"(?:[^"\\<>\x00-\x1f]|\\["\\])*"|[^"\\<>()\[\],;:\x00-\x1f]*)'
_FROM = re.compile(rf"(?P<bare>{_PLAIN_ADDRESS})|(?P<name>{_PLAIN_NAME})\s?<(?P<angled>{_PLAIN_ADDRESS})>")
_LONGEST_FROM = 1_000
_END = rb"(?:\r?\n|\Z)"
_HEAD = re.compile(
    rb"(?:From (?![ \t]*:)[^\r\n]*" + _END + rb")?"
    rb"(?:[!-9;-~]+:[^\r\n]*+" + _END + rb"(?:[ \t]+[^\s][^\r\n]*+" + _END + rb")*+)*+" + _END
)
"""A header block that every program parses in the same way; it may begin with an mbox line."""
_CALENDAR_TYPES = {
    "text/calendar",
    "application/ics",
    "application/calendar",
    "application/x-ical",
    "application/icalendar",
    "text/ics",
    "text/x-vcalendar",
}
_CALENDAR_FILE = (".ics", ".ical", ".icalendar", ".vcs")


class MailTooLarge(Exception):
    """Larger than any answer."""


class TooNested(Exception):
    """A structure that only costs time."""


def parse(raw: bytes) -> Message:
    """Raises MailTooLarge, TooNested, and any error of the email package."""
    if len(raw) > LARGEST:
        raise MailTooLarge
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raw = raw.decode("utf-16", errors="replace").encode("utf-8", errors="replace")
    raw = _cut_to_size(raw.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n"))
    # The library compares each line with every boundary, and reads a header again for each of its parameters.
    if len(_STRUCTURE.findall(raw)) > _DEEPEST:
        raise TooNested
    if any(len(found[0]) > LONGEST_HEADER for found in _CONTENT_HEADER.finditer(raw)):
        raise TooNested
    message = message_from_bytes(raw, policy=compat32)
    if not _HEAD.match(raw):
        message.defects.append(InvalidHeaderDefect())
    return message


def _cut_to_size(raw: bytes) -> bytes:
    """A mail without long attachments, and of what is left the beginning: the time to parse it grows with its lines
    and parts. An answer of a mail program is a few thousand bytes."""
    if len(raw) <= _WHOLE:
        return raw
    kept: list[bytes] = []
    size = run = 0
    first_of_run = 0
    for found in _LINE.finditer(raw):
        line = found[0]
        if len(line) > _SHORTEST_BASE64 and not line.rstrip(b"=\r\n").translate(None, _BASE64):
            first_of_run = first_of_run if run else len(kept)
            run += len(line)
            if run > _WHOLE:
                size -= sum(map(len, kept[first_of_run:]))
                del kept[first_of_run:]
                continue
        else:
            run = 0
        kept.append(line)
        size += len(line)
        if size > _MOST:
            break
    return b"".join(kept)


def own_parts(message: Message) -> Iterator[Message]:
    """The leaf parts of the mail itself, without those of attached mails, which come from somebody else."""
    waiting, seen = [message], 0
    while waiting and seen < _PARTS:
        part = waiting.pop(0)
        seen += 1
        if part.is_multipart() and part.get_content_maintype() != "message":
            waiting = inner_messages(part) + waiting
        else:
            yield part


def inner_messages(part: Message) -> list[Message]:
    """The messages directly inside the part."""
    payload = part.get_payload() if part.is_multipart() else []
    return [one for one in payload if isinstance(one, Message)]


def attached_mails(message: Message) -> Iterator[Message]:
    for part in own_parts(message):
        if part.get_content_type() in {"message/rfc822", "message/global"}:
            yield from inner_messages(part)


def is_calendar(part: Message) -> bool:
    if part.get_content_maintype() in {"multipart", "message"}:
        return False
    return part.get_content_type() in _CALENDAR_TYPES or (filename(part).endswith(_CALENDAR_FILE))


def filename(part: Message) -> str:
    try:
        return (part.get_filename() or "").strip().strip('"').lower()
    except (ValueError, TypeError, LookupError):
        return ""


def content(part: Message) -> bytes:
    """The decoded content, at most LARGEST_CALENDAR bytes."""
    payload = part.get_payload(decode=True)
    return payload[:LARGEST_CALENDAR] if isinstance(payload, bytes) else b""


def param(part: Message, name: str) -> str | None:
    """A parameter of Content-Type; None also when it is not text."""
    try:
        found = part.get_param(name)
    except (ValueError, TypeError, LookupError):
        return None
    text = found[2] if isinstance(found, tuple) else found
    return text.strip().strip("\"'").strip() or None if isinstance(text, str) else None


def header(message: Message, name: str) -> str:
    return next(iter(headers(message, name)), "")


def headers(message: Message, name: str) -> list[str]:
    """Each header as one line, cut off at a length that no genuine one has."""
    return [" ".join(str(value)[:LONGEST_HEADER].split()) for value in (message.get_all(name) or [])[:_HEADERS]]


def addresses_in(message: Message, *names: str) -> list[str]:
    """All addresses in these headers, in lower case."""
    return [one.lower() for name in names for text in headers(message, name) for one in _ADDRESS.findall(text)]


def sender(message: Message) -> str | None:
    """The address in From, in lower case. None unless all programs would read the same address: only simple forms are
    accepted, without any other address in the header."""
    texts = message.get_all("From") or []
    malformed = any(isinstance(one, InvalidHeaderDefect) for one in message.defects)
    if malformed or len(texts) != 1 or len(str(texts[0])) > _LONGEST_FROM:
        return None
    found = _FROM.fullmatch(header(message, "From"))
    if found is None:
        return None
    address = (found["bare"] or found["angled"]).lower()
    name = found["name"] or ""
    named = [one.strip("'").lower() for one in _ADDRESS.findall(name)]
    return address if named == [address] * name.count("@") else None


def subject(message: Message) -> str:
    """Decoded (RFC 2047)."""
    text = header(message, "Subject")
    try:
        return str(make_header(decode_header(text)))
    except (ValueError, LookupError, HeaderParseError):
        return text


def plain_text(message: Message, limit: int) -> str:
    """The beginning of the first text/plain part of the mail itself; `limit` is in bytes."""
    part = next((part for part in own_parts(message) if part.get_content_type() == "text/plain"), None)
    return content(part)[:limit].decode("utf-8", errors="replace") if part else ""
