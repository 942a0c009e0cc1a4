"""Reads a mail in the bot's own mailbox: any bytes in, one decision out."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime

from retbot.mail import answer_links, authentication, calendar_answers, calendar_objects, mime_read, reports
from retbot.mail.calendar_objects import CalendarObject
from retbot.ports.incoming_mail import Decision, Reading, Why

_TOKEN = re.compile(r"(?<![0-9a-f])[0-9a-f]{20}(?![0-9a-f])")
_MOST_TOKENS = 10
"""Each token is looked up, and a mail may contain thousands."""
_RECIPIENTS = (
    "To",
    "Cc",
    "Delivered-To",
    "X-Original-To",
    "Original-Recipient",
    "Envelope-To",
    "X-Envelope-To",
    "X-Forwarded-To",
    "Apparently-To",
)
_MEETING_IN_TNEF = (b"IPM.Schedule.Meeting.Resp", b"IPM.Microsoft Schedule.MtgResp")
_MEANT = {Decision.REPLY, Decision.COUNTER, Decision.REFRESH, Decision.VOTE, Decision.SET_ASIDE}


def read(raw: bytes, authserv_id: str | None = None, forwarders: Collection[str] = ()) -> Reading:
    """Never raises. `authserv_id`: the server whose Authentication-Results are believed (RFC 8601). `forwarders`: see
    sender_verdict."""
    try:
        return _read(mime_read.parse(raw), authserv_id, forwarders)
    except mime_read.MailTooLarge:
        why = Why.TOO_LARGE
    except (mime_read.TooNested, RecursionError):
        why = Why.TOO_NESTED
    except Exception:
        # Whatever a mail does to the libraries, the next mail must be handled.
        why = Why.UNREADABLE
    return Reading(Decision.SET_ASIDE, why, tokens=_tokens_of_head(raw))


def _tokens_of_head(raw: bytes) -> tuple[str, ...]:
    """Of the recipients of a mail that cannot be parsed."""
    head = raw[: mime_read.LONGEST_HEADER].decode("ascii", errors="replace").partition("\r\n\r\n")[0]
    found = (line for line in head.splitlines() if line.partition(":")[0].title() in _RECIPIENTS)
    return tuple(dict.fromkeys(token for line in found for token in _TOKEN.findall(line)))[:_MOST_TOKENS]


def _read(message: Message, authserv_id: str | None, forwarders: Collection[str]) -> Reading:
    sender = mime_read.sender(message)
    if reports.is_bounce(message):
        found = _bounce(message)
    elif reports.is_receipt(message):
        found = Reading(Decision.IGNORE, Why.RECEIPT)
    else:
        found = _answer(message, sender)
        if found.decision not in _MEANT and reports.is_auto_reply(message):
            found = replace(found, decision=Decision.AUTO_REPLY, why=Why.OUT_OF_OFFICE)
    tokens = (*found.tokens, *_tokens(mime_read.addresses_in(message, *_RECIPIENTS)))
    return replace(
        found,
        sender=sender,
        tokens=tuple(dict.fromkeys(tokens))[:_MOST_TOKENS],
        sender_verdict=authentication.sender_verdict(message, authserv_id, sender, forwarders),
    )


def _answer(message: Message, sender: str | None) -> Reading:
    parts = [part for part in mime_read.own_parts(message) if mime_read.is_calendar(part)]
    if not parts:
        by_link = answer_links.read(message, sender)
        return replace(by_link, stamp=_sent_at(message)) if by_link else _without_calendar(message)
    senders = [sender] if sender else []
    readings = [reading for part in parts for reading in _of_part(part, senders)]
    found = _one_of(readings)
    if found.stamp is None and found.decision in _MEANT:
        found = replace(found, stamp=_sent_at(message))
    return replace(found, remark=found.remark or _wrote_to_exchange(message, parts))


def _of_part(part: Message, senders: Sequence[str]) -> Iterable[Reading]:
    content = mime_read.content(part)
    method = (mime_read.param(part, "method") or "").upper() or None
    objects = calendar_objects.parse(content, mime_read.param(part, "charset"))
    if not objects:
        broken = method in calendar_answers.ANSWERS
        yield Reading(*((Decision.SET_ASIDE, Why.BROKEN) if broken else (Decision.IGNORE, Why.NO_CALENDAR)), method)
    for one in objects:
        reading = calendar_answers.read(one, method, senders)
        yield replace(reading, tokens=tuple(_tokens(calendar_answers.organizers(one))))


def _one_of(readings: Sequence[Reading]) -> Reading:
    """The answer on which the copies in the mail agree. A complete answer outweighs a damaged copy."""
    answers = [one for one in readings if one.decision in {Decision.REPLY, Decision.COUNTER}]
    first = next(iter(answers), None)
    if first is None:
        meant = [one for one in readings if one.decision is Decision.SET_ASIDE]
        return next(iter([*meant, *readings]))
    if any(_core(one) != _core(first) for one in answers[1:]):
        same_uid = first.uid if all(one.uid == first.uid for one in answers) else None
        return Reading(Decision.SET_ASIDE, Why.CONTRADICTION, first.method, same_uid)
    return replace(first, remark=any(one.remark for one in answers))


def _core(one: Reading) -> tuple[object, ...]:
    return one.decision, one.uid, one.attendee, one.partstat, one.sequence, one.start, one.end


def _without_calendar(message: Message) -> Reading:
    if any(_is_tnef_answer(part) for part in mime_read.own_parts(message)):
        return Reading(Decision.SET_ASIDE, Why.TNEF)
    inner = [part for mail in mime_read.attached_mails(message) for part in mime_read.own_parts(mail)]
    forwarded = any(mime_read.is_calendar(part) for part in inner)
    return Reading(Decision.IGNORE, Why.FORWARDED if forwarded else Why.NO_CALENDAR)


def _is_tnef_answer(part: Message) -> bool:
    """winmail.dat: Outlook's own format, which only Exchange can read."""
    named = part.get_content_type() in {"application/ms-tnef", "application/vnd.ms-tnef"}
    if not named and mime_read.filename(part) != "winmail.dat":
        return False
    held = mime_read.content(part)
    return any(mark in held for mark in _MEETING_IN_TNEF)


def _bounce(message: Message) -> Reading:
    """Includes what the bounce returns of the original mail: its UID, and the token in its ORGANIZER."""
    if not reports.has_failed(message):
        return Reading(Decision.IGNORE, Why.RECEIPT)
    inner = [*mime_read.attached_mails(message), message]
    parts = [part for mail in inner for part in mime_read.own_parts(mail) if mime_read.is_calendar(part)]
    objects: list[CalendarObject] = []
    for part in parts:
        objects += calendar_objects.parse(mime_read.content(part), mime_read.param(part, "charset"))
    uids = {calendar_answers.read(one, None, ()).uid for one in objects} - {None}
    reached = reports.not_reached(message)
    return Reading(
        Decision.BOUNCE,
        Why.NOT_DELIVERED,
        uid=uids.pop() if len(uids) == 1 else None,
        attendee=reached[0] if len(reached) == 1 else None,
        tokens=tuple(_tokens([one for found in objects for one in calendar_answers.organizers(found)])),
    )


def _tokens(addresses: Iterable[str]) -> list[str]:
    return [found for one in addresses for found in _TOKEN.findall(one.rpartition("@")[0])]


def _sent_at(message: Message) -> datetime | None:
    try:
        found = parsedate_to_datetime(mime_read.header(message, "Date"))
    except (ValueError, TypeError, OverflowError):
        return None
    return found.astimezone(UTC) if found.tzinfo else None


def _wrote_to_exchange(message: Message, parts: Sequence[Message]) -> bool:
    """Whether somebody wrote a comment: Exchange puts it in the text of the mail, which is blank without one. Other
    programs put their own text there."""
    if not any(b"PRODID:Microsoft Exchange" in mime_read.content(part) for part in parts):
        return False
    plain = [part for part in mime_read.own_parts(message) if part.get_content_type() == "text/plain"]
    return any(mime_read.content(part).strip() for part in plain)
