"""A MIME message as octets (RFC 2045, 2046, 5322). The email package folds and encodes what needs it; its tree of parts
parses every header anew, which took most of the time of a mail."""

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from email.headerregistry import Address, HeaderRegistry
from email.policy import SMTP
from email.quoprimime import body_encode

_LINE = 76
"""RFC 2045, 6.7 and 6.8: the policy's own 78 is too long for quoted-printable."""
_POLICY = SMTP.clone(max_line_length=_LINE)
_CRLF = "\r\n"
_registry = HeaderRegistry()


@dataclass(frozen=True, slots=True)
class MimePart:
    """`headers` are whole lines, with their ends; so is `body`."""

    headers: str
    body: str

    def __bytes__(self) -> bytes:
        return f"{self.headers}{_CRLF}{self.body}".encode("ascii")


def header(name: str, value: str | Address) -> str:
    """The line, folded and encoded. Raises ValueError for a line break within it."""
    return str(_registry(name, value).fold(policy=_POLICY))


def text(subtype: str, content: str) -> MimePart:
    """In UTF-8, quoted-printable."""
    octets = "\n".join(content.splitlines()).encode().decode("latin-1") + "\n"
    encoded = body_encode(octets, maxlinelen=_LINE)
    return _leaf(f'text/{subtype}; charset="utf-8"', "quoted-printable", encoded)


def octets(content_type: str, content: bytes, disposition: str | None = None) -> MimePart:
    """In base64; without a disposition there is no such header."""
    leaf = _leaf(content_type, "base64", base64.encodebytes(content).decode("ascii"))
    return MimePart(f"{leaf.headers}Content-Disposition: {disposition}{_CRLF}", leaf.body) if disposition else leaf


def multipart(subtype: str, parts: Iterable[MimePart], boundary: str) -> MimePart:
    """The boundary begins with `=_`, which stands in no quoted-printable or base64 text (RFC 2045, 6.7)."""
    line = f"--=_{boundary}"
    inner = "".join(f"{line}{_CRLF}{part.headers}{_CRLF}{part.body}{_CRLF}" for part in parts)
    return MimePart(
        f'Content-Type: multipart/{subtype};{_CRLF} boundary="=_{boundary}"{_CRLF}', f"{inner}{line}--{_CRLF}"
    )


def _leaf(content_type: str, encoding: str, encoded: str) -> MimePart:
    headers = f"Content-Type: {content_type}{_CRLF}Content-Transfer-Encoding: {encoding}{_CRLF}"
    return MimePart(headers, _CRLF.join(encoded.splitlines()) + _CRLF)
