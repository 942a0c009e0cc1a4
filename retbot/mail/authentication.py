"""What the team's own mail server found about the sender of a mail (RFC 8601)."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from email.message import Message

from retbot.domain.invitations.trust import SenderVerdict
from retbot.mail import mime_read
from retbot.mail.mime_read import LONGEST_HEADER
from retbot.mail.organisations import registrable

_COMMENTED = re.compile(r'"(?:[^"\\]|\\.)*"|\\.|[^"\\()]+|.', re.DOTALL)
_PIECE = re.compile(r'(?:"(?:[^"\\]|\\.)*"|[^";])+', re.DOTALL)
_PROPERTY = re.compile(r'(?:^|\s)([\w.-]+)\s*=\s*((?:"(?:[^"\\]|\\.)*"|[^\s"])+)')
_RESULT = re.compile(r"^\s*([a-z0-9-]+)\s*(?:/\s*\d+\s*)?=\s*(\S+)(.*)$", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"(?:^|;)\s*([a-z]+)\s*=\s*([^;\s]+)")
_MOST = 10
"""Headers with the id of one server in one mail: each of its machines that handled the mail may have added some."""
_NOT_PUBLISHED = {"none", "bestguesspass"}
_OF = {"dkim": ("header.d", "header.i"), "spf": ("smtp.mailfrom",)}


class _Unreadable(Exception):
    """The header cannot be read reliably. Parts of it are under the control of the sender, so then nothing in it is
    believed."""


@dataclass(frozen=True, slots=True)
class _Result:
    method: str
    value: str
    rest: str


def sender_verdict(
    message: Message, authserv_id: str | None, sender: str | None, forwarders: Collection[str] = ()
) -> SenderVerdict:
    """The verdict of the headers with this id. Only the topmost header can confirm the sender, and only when it has
    exactly this id: any other may have been in the mail already. But each of them can report a forged sender. DMARC
    decides; when the domain has no DMARC, a DKIM signature or SPF result for the sender's own domain does.
    `forwarders` are domains that pass mail on and say by ARC (RFC 8617) how they got it: their mail breaks DMARC, so a
    failure of theirs says nothing about the sender."""
    own_id = (authserv_id or "").strip().lower().rstrip(".")
    texts = [str(value) for value in message.get_all("Authentication-Results") or []]
    own = [text for text in texts if own_id and _is_by(text, own_id)]
    if not own or sender is None:
        return SenderVerdict.UNKNOWN
    if len(own) > _MOST:
        return SenderVerdict.FAILED
    verdicts = [_verdict(text, sender.rpartition("@")[2]) for text in own]
    if SenderVerdict.FAILED in verdicts:
        passed_on = len(own) == 1 and _by(own[0]) == own_id and _passes_arc(own[0])
        return SenderVerdict.UNKNOWN if passed_on and _sealer(message) in forwarders else SenderVerdict.FAILED
    return verdicts[0] if _by(own[0]) == own_id else SenderVerdict.UNKNOWN


def _passes_arc(text: str) -> bool:
    """Whether the own server found the chain whole, and nothing in the header is unclear."""
    try:
        found = [one.value for one in _results(text) if one.method == "arc"]
    except _Unreadable:
        return False
    return found == ["pass"]


def _sealer(message: Message) -> str | None:
    """The domain that sealed last; in a whole chain nobody after it changed the mail."""
    seals = [dict(_TAG.findall(text.lower())) for text in mime_read.headers(message, "ARC-Seal")]
    numbered = {int(seal["i"]): seal.get("d") for seal in seals if seal.get("i", "").isdigit()}
    return numbered[max(numbered)] if numbered and len(numbered) == len(seals) else None


def _verdict(text: str, domain: str) -> SenderVerdict:
    """An unreadable header counts as a failure, because it may report a forged sender."""
    try:
        return _verdict_of(_results(text), domain)
    except _Unreadable:
        return SenderVerdict.FAILED


def _is_by(text: str, own_id: str) -> bool:
    """Whether the header has this id, in any notation."""
    try:
        return _by(_without_comments(text)).replace("\\", "").strip('"').rstrip(".") == own_id
    except _Unreadable:
        return own_id in text[:LONGEST_HEADER].partition(";")[0].lower()


def _by(text: str) -> str:
    """The id without the version that may follow it."""
    words = re.sub(r"^\s*\([^()]*\)", " ", text[:LONGEST_HEADER]).partition(";")[0].split()
    return words[0].lower() if words else ""


def _results(text: str) -> list[_Result]:
    """Raises _Unreadable, also when a DMARC verdict may be hidden in text that is not parsed as a result."""
    pieces = _PIECE.findall(_without_comments(text))[1:]
    found = [(piece, _RESULT.match(piece)) for piece in pieces]
    if any(_hides_dmarc(one[2], one[3]) if one else "dmarc" in piece.lower() for piece, one in found):
        raise _Unreadable
    return [_Result(one[1].lower(), one[2].strip('"').lower(), one[3]) for _, one in found if one]


def _hides_dmarc(value: str, rest: str) -> bool:
    """Whether the result of another method also contains a DMARC result other than pass, as when a semicolon is
    missing."""
    found = {value for name, value in _PROPERTY.findall(rest.lower()) if name == "dmarc"}
    return bool(found - {"pass"}) or "dmarc" in value.lower()


def _without_comments(text: str) -> str:
    """Comments may be nested; a bracket within quotes is not a comment. Raises _Unreadable."""
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
    """A verdict about another domain than the sender's means that the server read From differently. An unknown value
    counts as a failure, because it may mean one."""
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
    """Whether `value` is the domain itself or a registered domain above it."""
    of = value.rpartition("@")[2] if value else ""
    return bool(of) and (domain == of or (domain.endswith(f".{of}") and registrable(of) is not None))


def _property(rest: str, name: str) -> str | None:
    """The value without quotes; None when the property is missing, empty when it occurs with different values."""
    found = {value.strip('"').lower() for one, value in _PROPERTY.findall(rest) if one.lower() == name}
    return next(iter(found), None) if len(found) < 2 else ""
