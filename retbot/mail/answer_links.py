"""The mail behind the links in an invitation (Ja, Nee, Misschien) and in a poll (each moment): what it says, and how
it is read."""

import re
from email.message import Message

from retbot.mail import mime_read
from retbot.ports.incoming_mail import Decision, Reading, Why

ANSWER_WORDS = {"ja": "ACCEPTED", "nee": "DECLINED", "misschien": "TENTATIVE"}
"""Each with its PARTSTAT (RFC 5545, 3.2.12)."""
_LINE = re.compile(rf"Overleg:\s*({'|'.join(ANSWER_WORDS)})\s+\(?([0-9a-f]{{20}})\)?", re.IGNORECASE)
_MOMENT = re.compile(r"Moment:\s*(\d{1,2}|geen)\s+\(?([0-9a-f]{20})\)?", re.IGNORECASE)
_ANSWERED = re.compile(r"^(?:re|antw|aw|fw|fwd)\s*:\s*", re.IGNORECASE)
_LOOKED_INTO = 2_000


def answer_line(word: str, token: str) -> str:
    """Subject and body of the mail."""
    return f"Overleg: {word} {token}"


def moment_line(word: str, token: str) -> str:
    """The same for a moment of a poll: its number, or `geen`."""
    return f"Moment: {word} {token}"


def read(message: Message, sender: str | None) -> Reading | None:
    """None for any other mail. People may change the subject or the body, so one of them is enough; text below the
    first line, such as a signature, is not looked at."""
    subject = _ANSWERED.sub("", mime_read.subject(message).strip())
    texts = (subject, _first_line(message))
    matches = (line.fullmatch(text) for text in texts for line in (_LINE, _MOMENT))
    found = {(one[1].lower(), one[2].lower()) for one in matches if one}
    if not found:
        return None
    tokens = tuple(sorted({token for _, token in found}))
    if len(found) > 1:
        return Reading(Decision.SET_ASIDE, Why.CONTRADICTION, tokens=tokens)
    [(word, _)] = found
    if word not in ANSWER_WORDS:
        choice = word.lstrip("0") or "0"
        return Reading(Decision.VOTE, Why.ANSWER, attendee=sender, tokens=tokens, by_link=True, choice=choice)
    partstat = ANSWER_WORDS[word]
    return Reading(Decision.REPLY, Why.ANSWER, attendee=sender, partstat=partstat, tokens=tokens, by_link=True)


def _first_line(message: Message) -> str:
    text = mime_read.plain_text(message, _LOOKED_INTO)
    return next((line.strip() for line in text.splitlines() if line.strip()), "")
