"""The answer in a calendar object (RFC 5546, 3.2.3 and 3.2.7)."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from urllib.parse import unquote

from retbot.mail import moments
from retbot.mail.calendar_objects import CalendarObject
from retbot.mail.content_lines import ContentLine
from retbot.ports.incoming_mail import Decision, Reading, Why

ANSWERS = ("REPLY", "COUNTER")
_GIVEN = {"ACCEPTED", "DECLINED", "TENTATIVE"}
_ADDRESS = re.compile(r"[^\s<>()\[\],;:\"@]{1,64}@[^\s<>()\[\],;:\"@]{1,255}")
_LONGEST_UID = 1_000
_HIGHEST = 2**31 - 1
_SEQUENCES = ("SEQUENCE", "X-MICROSOFT-CDO-APPT-SEQUENCE")


def read(found: CalendarObject, header_method: str | None, senders: Sequence[str]) -> Reading:
    """`header_method` is used when the object has no method. `senders` are the addresses that sent the mail: they
    identify the author of a COUNTER that lists all guests."""
    method = found.method or header_method
    if method not in ANSWERS:
        uid = _uid(found.events[0]) if len(found.events) == 1 else None
        if method == "REFRESH" and uid:
            return Reading(Decision.REFRESH, Why.ASKED_AGAIN, method, uid)
        return Reading(Decision.IGNORE, Why.OTHER_METHOD if method else Why.NO_METHOD, method, uid)
    if not found.events:
        of_other = bool(found.others)
        decision = Decision.IGNORE if of_other else Decision.SET_ASIDE
        return Reading(decision, Why.NO_MEETING if of_other else Why.BROKEN, method)
    zones = moments.zones(found.zones)
    first, *rest = (_event(event, method, zones, senders, whole=found.whole) for event in found.events)
    if all(other == first for other in rest):
        return first
    same = all(other.uid == first.uid for other in rest)
    return Reading(
        Decision.SET_ASIDE, Why.SERIES if same else Why.SEVERAL_MEETINGS, method, first.uid if same else None
    )


def address(text: str) -> str | None:
    """The address in a calendar address, in lower case."""
    value = text.strip().strip('"<>').strip()
    if value[:7].lower() == "mailto:":
        value = unquote(value[7:]).partition("?")[0]
    found = _ADDRESS.fullmatch(value.strip().strip("<>"))
    return found[0].lower() if found else None


def organizers(found: CalendarObject) -> list[str]:
    """The addresses of the organizers to whom this object is an answer."""
    listed = (_address_of(line) for event in found.events for line in event if line.name == "ORGANIZER")
    return [one for one in listed if one]


def _event(
    event: list[ContentLine], method: str, zones: moments.Zones, senders: Sequence[str], *, whole: bool
) -> Reading:
    guests = _without_organizer(_guests(event), event, senders)
    if not guests or not _is_of_guest(guests, event, senders):
        guests = _of_sender(event, senders) or guests
    guest = _who(guests, method, senders)
    partstat = _partstat(guest) if guest else None
    decision, why = _decide(event, method, guests, partstat if guest else None, whole=whole)
    start, end = _proposed_span(event, zones) if method == "COUNTER" else (None, None)
    return Reading(
        decision,
        why,
        method,
        uid=_uid(event),
        attendee=_address_of(guest) if guest else None,
        partstat=partstat,
        sequence=max(_number(_first(event, name)) for name in _SEQUENCES),
        stamp=moments.instant(_first(event, "DTSTAMP"), zones),
        start=start,
        end=end,
        remark=_remark(event, guest),
        sent_by=address(guest.params.get("SENT-BY", "")) if guest else None,
    )


def _decide(
    event: list[ContentLine], method: str, guests: Sequence[ContentLine], partstat: str | None, *, whole: bool
) -> tuple[Decision, Why]:
    wrong = {
        Why.BROKEN: not whole,
        Why.NO_UID: _uid(event) is None,
        Why.SERIES: _first(event, "RECURRENCE-ID") is not None,
        Why.NO_ATTENDEE: not guests,
        Why.SEVERAL_ATTENDEES: partstat is None,
        Why.DELEGATED: partstat == "DELEGATED",
    }
    reason = next((why for why, is_so in wrong.items() if is_so), None)
    if reason:
        return Decision.SET_ASIDE, reason
    if method == "COUNTER":
        return Decision.COUNTER, Why.OTHER_TIME
    return (Decision.REPLY, Why.ANSWER) if partstat in _GIVEN else (Decision.IGNORE, Why.NOT_ANSWERED)


def _guests(event: list[ContentLine]) -> list[ContentLine]:
    """One line per address and answer, without duplicates."""
    found = {(_address_of(line), _partstat(line)): line for line in event if line.name == "ATTENDEE"}
    return [line for (address_, _), line in found.items() if address_]


def _of_sender(event: list[ContentLine], senders: Sequence[str]) -> list[ContentLine]:
    """When the only guest is listed without an address, which Exchange does to hide it (`invalid:nomail`), it is the
    sender of the mail. The token and From decide whether that sender may answer."""
    unnamed = {_partstat(line): line for line in event if line.name == "ATTENDEE" and not _address_of(line)}
    if len(unnamed) != 1 or len(senders) != 1:
        return []
    return [replace(line, value=f"mailto:{senders[0]}") for line in unnamed.values()]


def _is_of_guest(guests: Sequence[ContentLine], event: list[ContentLine], senders: Sequence[str]) -> bool:
    """Whether anybody but the organizer is listed with an address."""
    organizer = _first(event, "ORGANIZER")
    own = _address_of(organizer) if organizer else None
    return any(_address_of(line) != own or own in senders for line in guests)


def _without_organizer(
    guests: Sequence[ContentLine], event: list[ContentLine], senders: Sequence[str]
) -> list[ContentLine]:
    """Some programs list the organizer together with the guest who answers. The organizer's line is left out, unless
    the organizer sent the mail."""
    organizer = _first(event, "ORGANIZER")
    own = _address_of(organizer) if organizer else None
    others = [line for line in guests if _address_of(line) != own or own in senders]
    return others or list(guests)


def _who(guests: Sequence[ContentLine], method: str, senders: Sequence[str]) -> ContentLine | None:
    """A REPLY has one attendee; some programs list others who have not answered. A COUNTER may list all of them (RFC
    5546, 3.2.7): then the sender of the mail is meant."""
    if len(guests) == 1:
        return guests[0]
    answers = [line for line in guests if _partstat(line) != "NEEDS-ACTION"]
    if method == "REPLY" and len(answers) == 1:
        return answers[0]
    own = [line for line in guests if _address_of(line) in senders]
    return own[0] if method == "COUNTER" and len(own) == 1 else None


def _address_of(line: ContentLine) -> str | None:
    """The EMAIL parameter (RFC 7986) when the value is not an address: some servers identify people by a UUID."""
    return address(line.value) or address(line.params.get("EMAIL", ""))


def _partstat(line: ContentLine) -> str:
    return line.params.get("PARTSTAT", "").strip().upper()[:30] or "NEEDS-ACTION"


def _proposed_span(event: list[ContentLine], zones: moments.Zones) -> tuple[datetime | None, datetime | None]:
    start = moments.instant(_first(event, "DTSTART"), zones)
    end = moments.instant(_first(event, "DTEND"), zones) or moments.after(start, _first(event, "DURATION"))
    return (start, end) if start and end and end > start else (start, None)


def _remark(event: list[ContentLine], guest: ContentLine | None) -> bool:
    """Whether there is a COMMENT, or the comment that Exchange adds to the attendee. Its text is not read."""
    texts = [line.value for line in event if line.name == "COMMENT"]
    texts += [guest.params.get("X-RESPONSE-COMMENT", "")] if guest else []
    return any(text.replace("\\n", "").replace("\\N", "").strip() for text in texts)


def _uid(event: list[ContentLine]) -> str | None:
    line = _first(event, "UID")
    value = line.value.strip() if line else ""
    return value if value and len(value) <= _LONGEST_UID and value.isprintable() else None


def _number(line: ContentLine | None) -> int:
    value = line.value.strip() if line else ""
    return min(int(value), _HIGHEST) if value.isascii() and value.isdigit() and len(value) < 12 else 0


def _first(event: list[ContentLine], name: str) -> ContentLine | None:
    return next((line for line in event if line.name == name), None)
