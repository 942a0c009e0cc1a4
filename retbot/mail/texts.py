"""Makes text and addresses safe for a line in a mail or a calendar."""

import re

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})+")
_LONGEST = 254
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_BLANKS = re.compile(r"\s+")
LINK = r"https?://[^\s<>\"'`]*[^\s<>\"'`.,;:!?()\[\]]"
"""A link, without the punctuation of the sentence that it stands in."""


def address(text: str) -> str:
    """Returns the address unchanged. Raises ValueError, without the address, for anything but an ASCII addr-spec
    without quotes or comments, so that it cannot inject other headers."""
    if len(text) > _LONGEST or not _ADDRESS.fullmatch(text):
        raise ValueError("not a mail address")
    return text


def same_address(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def line(text: str) -> str:
    """One line: control characters and line breaks become spaces."""
    return _BLANKS.sub(" ", _CONTROL.sub(" ", text)).strip()


def lines(text: str) -> str:
    """Line breaks are kept as newlines; other control characters become spaces."""
    return _CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))


def link(text: str) -> str | None:
    """The first link in the text."""
    found = re.search(LINK, text)
    return found[0] if found else None
