"""Mail addresses: which ones are accepted, and how much of them may be shown."""

import re

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})+")
_LONGEST = 254
"""Characters; RFC 5321, 4.5.3.1.3."""


def is_address(text: str) -> bool:
    """An ASCII addr-spec (RFC 5322, 3.4.1) without quotes or comments, with a domain of at least two labels."""
    return len(text) <= _LONGEST and _ADDRESS.fullmatch(text) is not None


def must_be_address(text: str) -> str:
    """Raises ValueError, without the address in its message."""
    if not is_address(text):
        raise ValueError("moet een mailadres zijn, zoals ret@gemeente.nl")
    return text


def mask(address: str) -> str:
    """`j…@…nl`: enough to notice a mistake, too little to send mail to."""
    return f"{address[0]}…@…{address.rpartition('.')[2]}"
