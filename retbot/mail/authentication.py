"""What the team's own mail server found out about the sender of a mail (RFC 8601)."""

import re
from email.message import Message

from retbot.mail.mime_parts import headers
from retbot.ports.replies import Verified

_COMMENT = re.compile(r"\([^()]*\)")
_RESULT = re.compile(r"^\s*([a-z0-9-]+)\s*=\s*([a-z]+)(.*)$", re.IGNORECASE | re.DOTALL)
_OF = {"dkim": ("header.d", "header.i"), "spf": ("smtp.mailfrom",)}


def verified(message: Message, authserv_id: str | None, sender: str | None) -> Verified:
    """By the topmost header that bears this id: what stands below it may have come with the mail. DMARC decides; where
    the domain has none, a DKIM signature or an SPF result of the sender's own domain does."""
    found = next((text for text in headers(message, "Authentication-Results") if _by(text) == _low(authserv_id)), None)
    if found is None or not authserv_id or sender is None:
        return Verified.UNKNOWN
    domain = sender.rpartition("@")[2]
    passed = Verified.UNKNOWN
    for method, result, rest in _results(found):
        if method == "dmarc" and result in {"pass", "fail"}:
            return _dmarc(result, rest, domain)
        if result == "pass" and any(_aligned(rest, name, domain) for name in _OF.get(method, ())):
            passed = Verified.PASSED
    return passed


def _low(authserv_id: str | None) -> str | None:
    return authserv_id.strip().lower() if authserv_id else None


def _by(text: str) -> str:
    """The id, without the version that may follow it."""
    words = _COMMENT.sub(" ", text).partition(";")[0].split()
    return words[0].lower() if words else ""


def _results(text: str) -> list[tuple[str, str, str]]:
    pieces = _COMMENT.sub(" ", text).split(";")[1:]
    found = (_RESULT.match(piece) for piece in pieces)
    return [(one[1].lower(), one[2].lower(), one[3]) for one in found if one]


def _dmarc(result: str, rest: str, domain: str) -> Verified:
    if result == "fail":
        return Verified.FAILED
    of = _property(rest, "header.from")
    return Verified.PASSED if of in {None, domain} else Verified.UNKNOWN


def _aligned(rest: str, name: str, domain: str) -> bool:
    value = _property(rest, name)
    of = value.rpartition("@")[2] if value else ""
    return bool(of) and (domain == of or domain.endswith(f".{of}"))


def _property(rest: str, name: str) -> str | None:
    found = re.search(rf"(?:^|\s){re.escape(name)}\s*=\s*\"?([^\s;\"]+)", rest, re.IGNORECASE)
    return found[1].lower() if found else None
