"""What the team's own mail server found out about the sender of a mail (RFC 8601)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import Message

from retbot.domain.invitations.trust import SenderVerdict
from retbot.mail.mime_read import LONGEST_HEADER
from retbot.mail.organisations import registrable

_COMMENTED = re.compile(r'"(?:[^"\\]|\\.)*"|\\.|[^"\\()]+|.', re.DOTALL)
_PIECE = re.compile(r'(?:"(?:[^"\\]|\\.)*"|[^";])+', re.DOTALL)
_PROPERTY = re.compile(r'(?:^|\s)([\w.-]+)\s*=\s*((?:"(?:[^"\\]|\\.)*"|[^\s"])+)')
_RESULT = re.compile(r"^\s*([a-z0-9-]+)\s*(?:/\s*\d+\s*)?=\s*(\S+)(.*)$", re.IGNORECASE | re.DOTALL)
_MOST = 10
"""Headers of one server in one mail: each one that it passed through on the way may have added some."""
_NOT_PUBLISHED = {"none", "bestguesspass"}
_OF = {"dkim": ("header.d", "header.i"), "spf": ("smtp.mailfrom",)}


class _Unreadable(Exception):
    """Parts of the header come from whoever sent the mail: where they make it say anything, it says nothing."""


@dataclass(frozen=True, slots=True)
class _Result:
    method: str
    value: str
    rest: str


def sender_verdict(message: Message, authserv_id: str | None, sender: str | None) -> SenderVerdict:
    """By the headers that bear this id. Only the topmost can vouch, and only with the id written as it is known: any
    other may have come with the mail; but each of them can say that the sender is forged. DMARC decides; where the
    domain has none, a DKIM signature or an SPF result of the sender's own domain does."""
    own_id = (authserv_id or "").strip().lower().rstrip(".")
    texts = [str(value) for value in message.get_all("Authentication-Results") or []]
    own = [text for text in texts if own_id and _is_by(text, own_id)]
    if not own or sender is None:
        return SenderVerdict.UNKNOWN
    if len(own) > _MOST:
        return SenderVerdict.FAILED
    verdicts = [_verdict(text, sender.rpartition("@")[2]) for text in own]
    if SenderVerdict.FAILED in verdicts:
        return SenderVerdict.FAILED
    return verdicts[0] if _by(own[0]) == own_id else SenderVerdict.UNKNOWN


def _verdict(text: str, domain: str) -> SenderVerdict:
    """Of what cannot be read nobody knows whether it says that the sender is forged."""
    try:
        return _verdict_of(_results(text), domain)
    except _Unreadable:
        return SenderVerdict.FAILED


def _is_by(text: str, own_id: str) -> bool:
    """However the id is written."""
    try:
        return _by(_without_comments(text)).replace("\\", "").strip('"').rstrip(".") == own_id
    except _Unreadable:
        return own_id in text[:LONGEST_HEADER].partition(";")[0].lower()


def _by(text: str) -> str:
    """The id, without the version that may follow it."""
    words = re.sub(r"^\s*\([^()]*\)", " ", text[:LONGEST_HEADER]).partition(";")[0].split()
    return words[0].lower() if words else ""


def _results(text: str) -> list[_Result]:
    """Raises _Unreadable, also when a verdict of DMARC may stand where no result is read."""
    pieces = _PIECE.findall(_without_comments(text))[1:]
    found = [(piece, _RESULT.match(piece)) for piece in pieces]
    if any(_hides_dmarc(one[2], one[3]) if one else "dmarc" in piece.lower() for piece, one in found):
        raise _Unreadable
    return [_Result(one[1].lower(), one[2].strip('"').lower(), one[3]) for _, one in found if one]


def _hides_dmarc(value: str, rest: str) -> bool:
    """Whether a result of another method goes on with one of DMARC that is no pass, as without the semicolon."""
    found = {value for name, value in _PROPERTY.findall(rest.lower()) if name == "dmarc"}
    return bool(found - {"pass"}) or "dmarc" in value.lower()


def _without_comments(text: str) -> str:
    """Comments may lie within one another; a bracket in a quoted word is none. Raises _Unreadable."""
    if len(text) >= LONGEST_HEADER:
        raise _Unreadable
    depth, kept = 0, []
    for piece in _COMMENTED.findall(text):
        if piece == '"' or (piece == ")" and not depth):
            raise _Unreadable
        depth += (piece == "(") - (piece == ")")
        kept.append(" " if depth or piece == ")" else piece)
    if depth:
        raise _Unreadable
    return "".join(kept)


def _verdict_of(results: Sequence[_Result], domain: str) -> SenderVerdict:
    by_dmarc = {_dmarc(one, domain) for one in results if one.method == "dmarc"}
    if SenderVerdict.FAILED in by_dmarc or len(by_dmarc) > 1:
        return SenderVerdict.FAILED
    if by_dmarc == {SenderVerdict.PASSED} or any(_is_aligned(one, domain) for one in results):
        return SenderVerdict.PASSED
    return SenderVerdict.UNKNOWN


def _dmarc(result: _Result, domain: str) -> SenderVerdict:
    """A verdict about another domain than that of the sender was reached by reading From in another way; a word that is
    not known may be one for failure."""
    about = _property(result.rest, "header.from")
    if about is not None and about.rpartition("@")[2] != domain:
        return SenderVerdict.FAILED
    if result.value in _NOT_PUBLISHED:
        return SenderVerdict.UNKNOWN
    return SenderVerdict.PASSED if result.value == "pass" else SenderVerdict.FAILED


def _is_aligned(result: _Result, domain: str) -> bool:
    names = _OF.get(result.method, ()) if result.value == "pass" else ()
    return any(_is_of(_property(result.rest, name), domain) for name in names)


def _is_of(value: str | None, domain: str) -> bool:
    """The domain itself, or one above it that somebody has registered."""
    of = value.rpartition("@")[2] if value else ""
    return bool(of) and (domain == of or (domain.endswith(f".{of}") and registrable(of) is not None))


def _property(rest: str, name: str) -> str | None:
    """Without its quotes; None where it is not there, empty where it is there twice."""
    found = {value.strip('"').lower() for one, value in _PROPERTY.findall(rest) if one.lower() == name}
    return next(iter(found), None) if len(found) < 2 else ""
