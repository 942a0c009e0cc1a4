"""`retbot reply FILE.eml`: how the bot reads a mail, without acting on it and without a word of its text."""

import argparse
import hashlib
import json
import sys
from datetime import datetime
from pathlib import Path

from retbot.command_line.saying import say, wrong
from retbot.mail.mime_parts import LARGEST
from retbot.mail.replies import read
from retbot.ports.replies import Decision, Reading, Why

_WHY = {
    Why.ANSWER: "An answer to an invitation. It counts when it comes with the token of who was invited.",
    Why.OTHER_TIME: "A proposal of another time. It counts when it comes with the token of who was invited.",
    Why.NOT_DELIVERED: "A report that a mail was not delivered; nobody answered.",
    Why.OUT_OF_OFFICE: "An automatic answer, such as of somebody who is away; nobody answered.",
    Why.NO_CALENDAR: "It holds no calendar object: a mail to read, not an answer to an invitation.",
    Why.RECEIPT: "A report that a mail arrived, waits or was opened; nobody answered.",
    Why.OTHER_METHOD: "A calendar object of another method: only REPLY and COUNTER answer an invitation.",
    Why.NO_METHOD: "A calendar object without a method: something to look at, not an answer.",
    Why.FORWARDED: "The calendar object lies within a mail that was forwarded: it is not the answer of who sent this.",
    Why.NO_MEETING: "It is not about a meeting (VEVENT).",
    Why.NOT_ANSWERED: "It names the attendee without an answer (PARTSTAT).",
    Why.DELEGATED: "The attendee passes the invitation on to somebody else: a person must decide.",
    Why.SERIES: "It is about one date of a series (RECURRENCE-ID); each of our meetings stands by itself.",
    Why.NO_UID: "It does not say which meeting it is about (UID).",
    Why.NO_ATTENDEE: "It does not say who answers (ATTENDEE).",
    Why.SEVERAL_ATTENDEES: "It names several attendees, and does not say which of them answers.",
    Why.SEVERAL_MEETINGS: "It is about several meetings at once.",
    Why.CONTRADICTION: "Its calendar objects contradict one another.",
    Why.BROKEN: "Its calendar object is broken off or unreadable.",
    Why.TNEF: "It is in the form that only Exchange reads (winmail.dat).",
    Why.TOO_LARGE: "It is larger than any answer.",
    Why.TOO_NESTED: "Its structure is of a kind that only costs time.",
    Why.UNREADABLE: "It cannot be read as a mail.",
}


def act(arguments: argparse.Namespace) -> int:
    try:
        raw = _octets(arguments.file)
    except OSError as error:
        return wrong(f"The mail cannot be read: {error.strerror or 'no such file'}.")
    reading = read(raw)
    if arguments.json:
        return say(json.dumps(as_json(reading), ensure_ascii=False))
    return say(*_in_words(reading))


def as_json(reading: Reading) -> dict[str, object]:
    """`attendee` is the SHA-256 of the address in lower case, in hexadecimal; instants are RFC 3339 in UTC."""
    proposed = {"start": _instant(reading.start), "end": _instant(reading.end)}
    return {
        "method": reading.method,
        "uid": reading.uid,
        "attendee": _hash(reading.attendee),
        "partstat": reading.partstat,
        "decision": str(reading.decision),
        "why": _WHY[reading.why],
        "sequence": reading.sequence,
        "stamp": _instant(reading.stamp),
        "proposed": proposed if reading.decision is Decision.COUNTER else None,
        "remark": reading.remark,
    }


def _in_words(reading: Reading) -> list[str]:
    told = as_json(reading)
    rows = [f"{name}: {told[name]}" for name in ("method", "uid", "attendee", "partstat") if told[name]]
    return [f"{reading.decision}: {_WHY[reading.why]}", *rows]


def _octets(name: str) -> bytes:
    """No more than are needed to see that it is too large."""
    if name == "-":
        return sys.stdin.buffer.read(LARGEST + 1)
    with Path(name).open("rb") as file:
        return file.read(LARGEST + 1)


def _hash(address: str | None) -> str | None:
    return hashlib.sha256(address.encode()).hexdigest() if address else None


def _instant(moment: datetime | None) -> str | None:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None
