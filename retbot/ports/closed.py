"""What each text that leaves may be, stated where its field is.

A field of something that leaves is never a bare `str`: it has one of these types, `Casecode`, an enumeration, or
`SafeText`. tests/unit/ports/test_outgoing.py refuses any other, and holds what leaves to the form stated here."""

from dataclasses import dataclass
from typing import Annotated


@dataclass(frozen=True, slots=True)
class Closed:
    """`source` says from where the values come, `form` is the regular expression that each matches whole."""

    source: str
    form: str


_LINE = r"[^\n\r\x00-\x1f\x7f]+"
_LINES = r"[^\r\x00-\x08\x0b-\x1f\x7f]+"
_LOCALPART = r"[^\s:]+"

Key = Annotated[str, Closed("made of a kind, ids and dates", _LINE)]
Kind = Annotated[str, Closed("the name of a sentence, a notice or a mail", r"[a-z][a-z_0-9]*")]
RoomId = Annotated[str, Closed("the homeserver", r"![^\s]+")]
EventId = Annotated[str, Closed("the homeserver", r"\$[^\s]+")]
MatrixId = Annotated[str, Closed("the settings and the list of deelnemers", rf"@{_LOCALPART}:[^\s]+")]
Ringing = Annotated[str, Closed("a right, or a Matrix id", rf"[a-z]+|@{_LOCALPART}:[^\s]+")]
Owner = Annotated[
    str, Closed("a number on the list, a role or a partij of the covenant, beheerder, an address left", _LINE)
]
Emoji = Annotated[str, Closed("what the bot offers to react with", r"[✅⏰]")]
Address = Annotated[str, Closed("the vault", r"[^\s@]+@[^\s@]+")]
Label = Annotated[str, Closed("a role, a sector or a partij of the covenant, never a person's name", _LINE)]
Title = Annotated[str, Closed("a subject of ours, with a code at most", _LINE)]
Sentence = Annotated[str, Closed("a sentence of ours, filled in from closed sets and SafeText", _LINES)]
MaybeSentence = Annotated[str, Closed("the same, or nothing", rf"(?:{_LINES})?")]
Place = Annotated[str, Closed("a place of the settings", _LINE)]
Uid = Annotated[str, Closed("random, and the domain of the bot", r"[\w.-]+@[\w.-]+")]
Token = Annotated[str, Closed("random", r"[\w-]+")]
OptionId = Annotated[str, Closed("random", r"[\w-]+")]
FileName = Annotated[str, Closed("named by the bot, with a code or a half year", r"[a-z]+(?:-[\w-]+)?\.(?:txt|csv)")]
MimeType = Annotated[str, Closed("of the files that the bot makes", r"text/(?:plain|csv)")]
Content = Annotated[bytes, Closed("made from the store, whose free text is SafeText", "")]
