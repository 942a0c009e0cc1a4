"""`retbot reply FILE.eml`: shows how the bot reads a mail, without acting on it or printing its text; with `--settings`
also whether the team's own store would accept it."""

import argparse
import hashlib
import json
import sys
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from retbot.command_line.output import WRONG, say, with_settings, wrong
from retbot.handlers.mail.rsvp_by_mail import MailOutcome
from retbot.mail.mime_read import LARGEST
from retbot.mail.replies import read
from retbot.ports.incoming_mail import Decision, Reading, Why
from retbot.settings import Settings

_WHY = {
    Why.ANSWER: "An answer to an invitation. It counts with the token of who was invited and a sender that fits.",
    Why.OTHER_TIME: "A proposal of another time. It counts with the token of who was invited and a sender that fits.",
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


_WAITS = "It changes nothing until the secretaris accepts it:"
_EFFECTS = {
    MailOutcome.TAKEN: "It counts: this guest was invited, and the answer is new.",
    MailOutcome.QUIET: "Nothing happens, nobody has to know: a copy, an automatic answer, a meeting that has passed.",
    MailOutcome.FORWARDED: f"{_WAITS} it comes from somebody to whom the invitation was forwarded.",
    MailOutcome.FORGED: f"{_WAITS} the own mail server says that it is forged, or what it says cannot be read.",
    MailOutcome.UNPROVEN: f"{_WAITS} nothing shows that it is this guest's.",
    MailOutcome.STALE: "It changes nothing: a later answer was taken in before. It is told.",
    MailOutcome.UNKNOWN: "It changes nothing: nobody was invited so. It is told.",
    MailOutcome.LEFT: f"{_WAITS} the guest is not reached at that address any more.",
    MailOutcome.UNREAD: "It changes nothing: it is set aside. It is told.",
    MailOutcome.LETTER: "It changes nothing: a mail to read that came to the bot. It is told.",
    MailOutcome.BOUNCED: "The invitation did not arrive. It is told with whom it was for.",
}


def act(arguments: argparse.Namespace) -> int:
    if arguments.settings is None:
        return _show(arguments, read)
    return with_settings(arguments.settings, lambda chosen: _judge(arguments, chosen))


def _judge(arguments: argparse.Namespace, chosen: Settings) -> int:
    from retbot.command_line.dry_run import outcome_of  # noqa: PLC0415 - without a store this command is quick

    imap = chosen.mail.imap if chosen.mail else None
    return _show(
        arguments,
        lambda raw: read(raw, *((imap.authserv_id, imap.forwarders) if imap else ())),
        partial(outcome_of, chosen),
    )


def _show(
    arguments: argparse.Namespace,
    read: Callable[[bytes], Reading],
    judge: Callable[[Reading], MailOutcome | None] | None = None,
) -> int:
    try:
        reading = read(_octets(arguments.file))
    except OSError as error:
        return wrong(f"The mail cannot be read: {error.strerror or 'no such file'}.")
    told, words = as_json(reading), _in_words(reading)
    if judge:
        effect = judge(reading)
        if effect is None:
            return WRONG
        told["effect"] = str(effect)
        words.append(f"effect: {effect}. {_EFFECTS[effect]}")
    return say(json.dumps(told, ensure_ascii=False)) if arguments.json else say(*words)


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
    """Reads just enough to see whether the file is too large."""
    if name == "-":
        return sys.stdin.buffer.read(LARGEST + 1)
    with Path(name).open("rb") as file:
        return file.read(LARGEST + 1)


def _hash(address: str | None) -> str | None:
    return hashlib.sha256(address.encode()).hexdigest() if address else None


def _instant(moment: datetime | None) -> str | None:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None
