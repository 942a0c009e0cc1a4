"""The possible values of each text that leaves the bot, declared in the type of its field.

A field of something that leaves is never a bare `str`: it has one of these types, `Casecode`, an enumeration, or
`SafeText`. tests/unit/ports/test_outgoing.py refuses any other type, and checks that outgoing values match the form
declared here.
"""

from dataclasses import dataclass
from typing import Annotated


@dataclass(frozen=True, slots=True)
class ClosedSet:
    """`source` says where the values come from; `form` is the regular expression that each must match as a whole."""

    source: str
    form: str


_LINE = r"[^\n\r\x00-\x1f\x7f]+"
_LINES = r"[^\r\x00-\x08\x0b-\x1f\x7f]+"
_LOCALPART = r"[^\s:]+"

Key = Annotated[str, ClosedSet("made of a kind, ids and dates", _LINE)]
Kind = Annotated[str, ClosedSet("the name of a sentence, a notice or a mail", r"[a-z][a-z_0-9]*")]
RoomId = Annotated[str, ClosedSet("the homeserver", r"![^\s]+")]
EventId = Annotated[str, ClosedSet("the homeserver", r"\$[^\s]+")]
MatrixId = Annotated[str, ClosedSet("the settings and the list of deelnemers", rf"@{_LOCALPART}:[^\s]+")]
Ringing = Annotated[str, ClosedSet("a right, or a Matrix id", rf"[a-z]+|@{_LOCALPART}:[^\s]+")]
Owner = Annotated[
    str, ClosedSet("a number on the list, a role or a partij of the covenant, beheerder, an address left", _LINE)
]
Emoji = Annotated[str, ClosedSet("what the bot offers to react with", r"[✅⏰]")]
Address = Annotated[str, ClosedSet("the vault", r"[^\s@]+@[^\s@]+")]
Label = Annotated[str, ClosedSet("a role, a sector or a partij of the covenant, never a person's name", _LINE)]
Title = Annotated[str, ClosedSet("a subject of ours, with a code at most", _LINE)]
Sentence = Annotated[str, ClosedSet("a sentence of ours, filled in from closed sets and SafeText", _LINES)]
MaybeSentence = Annotated[str, ClosedSet("the same, or nothing", rf"(?:{_LINES})?")]
Place = Annotated[str, ClosedSet("a place of the settings", _LINE)]
Uid = Annotated[str, ClosedSet("random, and the domain of the bot", r"[\w.-]+@[\w.-]+")]
Token = Annotated[str, ClosedSet("random", r"[\w-]+")]
MomentWord = Annotated[str, ClosedSet("the number of a moment in a poll, or that none suits", r"\d{1,2}|geen")]
OptionId = Annotated[str, ClosedSet("random", r"[\w-]+")]
FileName = Annotated[
    str, ClosedSet("named by the bot, with a code or a half year", r"[a-z]+(?:-[\w-]+)?\.(?:txt|csv|xlsx)")
]
MimeType = Annotated[str, ClosedSet("of the files that the bot makes", r"text/(?:plain|csv)|application/[a-z.-]+sheet")]
Content = Annotated[bytes, ClosedSet("made from the store, whose free text is SafeText", "")]
