"""Builds MIME messages as bytes (RFC 2045, 2046, 5322). The email package is used only to fold and encode: its message
objects parse every header again, which took most of the time of a mail."""

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from email.headerregistry import Address, HeaderRegistry
from email.policy import SMTP
from email.quoprimime import body_encode

_LINE = 76
"""RFC 2045, 6.7 and 6.8. The default of 78 is too long for quoted-printable."""
_POLICY = SMTP.clone(max_line_length=_LINE)
_CRLF = "\r\n"
_registry = HeaderRegistry()


@dataclass(frozen=True, slots=True)
class MimePart:
    """`headers` and `body` consist of complete lines, with their line ends."""

    headers: str
    body: str

    def __bytes__(self) -> bytes:
        return f"{self.headers}{_CRLF}{self.body}".encode("ascii")


def header(name: str, value: str | Address) -> str:
    """The folded and encoded line. Raises ValueError for a line break in it."""
    return str(_registry(name, value).fold(policy=_POLICY))


def text(subtype: str, content: str) -> MimePart:
    """A text part in UTF-8, quoted-printable."""
    octets = "\n".join(content.splitlines()).encode().decode("latin-1") + "\n"
    encoded = body_encode(octets, maxlinelen=_LINE)
    return _leaf(f'text/{subtype}; charset="utf-8"', "quoted-printable", encoded)


def octets(content_type: str, content: bytes, disposition: str | None = None) -> MimePart:
    """A part in base64. Without `disposition` there is no Content-Disposition header."""
    leaf = _leaf(content_type, "base64", base64.encodebytes(content).decode("ascii"))
    return MimePart(f"{leaf.headers}Content-Disposition: {disposition}{_CRLF}", leaf.body) if disposition else leaf


def multipart(subtype: str, parts: Iterable[MimePart], boundary: str) -> MimePart:
    """The boundary must begin with `=_`, which cannot occur in quoted-printable or base64 text (RFC 2045, 6.7)."""
    line = f"--=_{boundary}"
    inner = "".join(f"{line}{_CRLF}{part.headers}{_CRLF}{part.body}{_CRLF}" for part in parts)
    return MimePart(
        f'Content-Type: multipart/{subtype};{_CRLF} boundary="=_{boundary}"{_CRLF}', f"{inner}{line}--{_CRLF}"
    )


def _leaf(content_type: str, encoding: str, encoded: str) -> MimePart:
    headers = f"Content-Type: {content_type}{_CRLF}Content-Transfer-Encoding: {encoding}{_CRLF}"
    return MimePart(headers, _CRLF.join(encoded.splitlines()) + _CRLF)
