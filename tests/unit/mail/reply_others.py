"""Mails that are no answer, and proposals of another time."""

import random

from retbot.mail import mime_read
from retbot.ports.incoming_mail import Decision, Why
from tests.unit.mail.reply_mails import GUEST, HEAD, TEXT, UID, bounce, ics, mail, multipart, part
from tests.unit.mail.reply_samples import SIMPLE, guest


def of(body: str, kind: str = 'text/calendar; charset="utf-8"; method=REPLY') -> bytes:
    return mail(part(body, kind))


OTHERS = {
    "no calendar": (mail(TEXT), Decision.IGNORE, Why.NO_CALENDAR),
    "nothing at all": (b"", Decision.IGNORE, Why.NO_CALENDAR),
    "noise": (random.Random(4).randbytes(5000), Decision.IGNORE, Why.NO_CALENDAR),
    "a calendar in plain text": (mail(part(SIMPLE, "text/plain")), Decision.IGNORE, Why.NO_CALENDAR),
    "a calendar part with something else": (of("<html>?</html>"), Decision.SET_ASIDE, Why.BROKEN),
    "forwarded": (
        mail(multipart("mixed", TEXT, part(mail(part(SIMPLE)), "message/rfc822"))),
        Decision.IGNORE,
        Why.FORWARDED,
    ),
    "REQUEST": (of(ics(method="REQUEST"), "text/calendar; method=REQUEST"), Decision.IGNORE, Why.OTHER_METHOD),
    "REQUEST under the header REPLY": (of(ics(method="REQUEST")), Decision.IGNORE, Why.OTHER_METHOD),
    **{
        name: (of(ics(method=name)), Decision.IGNORE, Why.OTHER_METHOD)
        for name in ("CANCEL", "PUBLISH", "ADD", "DECLINECOUNTER")
    },
    "no method": (of(ics(method=None), "text/calendar"), Decision.IGNORE, Why.NO_METHOD),
    "a task": (of(ics(component="VTODO")), Decision.IGNORE, Why.NO_MEETING),
    "free and busy": (of(ics(component="VFREEBUSY")), Decision.IGNORE, Why.NO_MEETING),
    "one date of a series": (of(ics("RECURRENCE-ID:20261210T130000Z")), Decision.SET_ASIDE, Why.SERIES),
    "no UID": (of(ics(uid=None)), Decision.SET_ASIDE, Why.NO_UID),
    "no ATTENDEE": (of(ics(attendee="")), Decision.SET_ASIDE, Why.NO_ATTENDEE),
    "two ATTENDEEs without an address": (
        of(ics("ATTENDEE;PARTSTAT=DECLINED:invalid:nomail", attendee="ATTENDEE;PARTSTAT=ACCEPTED:invalid:nomail")),
        Decision.SET_ASIDE,
        Why.NO_ATTENDEE,
    ),
    "two ATTENDEEs": (
        of(ics("ATTENDEE;PARTSTAT=DECLINED:mailto:ander@jeugdzorg.example")),
        Decision.SET_ASIDE,
        Why.SEVERAL_ATTENDEES,
    ),
    "the same ATTENDEE with two answers": (
        of(ics(f"ATTENDEE;PARTSTAT=DECLINED:mailto:{GUEST}")),
        Decision.SET_ASIDE,
        Why.SEVERAL_ATTENDEES,
    ),
    "two meetings": (of(SIMPLE + SIMPLE.replace(UID, "ander@retbot")), Decision.SET_ASIDE, Why.CONTRADICTION),
    "two VEVENTs of two meetings": (
        of(
            SIMPLE.replace("END:VCALENDAR\r\n", "")
            + SIMPLE[SIMPLE.index("BEGIN:VEVENT") :].replace(UID, "ander@retbot")
        ),
        Decision.SET_ASIDE,
        Why.SEVERAL_MEETINGS,
    ),
    "copies that contradict": (
        mail(multipart("mixed", part(SIMPLE), part(SIMPLE.replace("ACCEPTED", "DECLINED"), "application/ics"))),
        Decision.SET_ASIDE,
        Why.CONTRADICTION,
    ),
    "PARTSTAT missing": (guest(f"ATTENDEE;CN=Femke:mailto:{GUEST}"), Decision.IGNORE, Why.NOT_ANSWERED),
    "NEEDS-ACTION": (guest(f"ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:{GUEST}"), Decision.IGNORE, Why.NOT_ANSWERED),
    "DELEGATED": (
        guest(f'ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:a@b.example":mailto:{GUEST}'),
        Decision.SET_ASIDE,
        Why.DELEGATED,
    ),
    "an answer that is none": (guest(f"ATTENDEE;PARTSTAT=X-ZEKER:mailto:{GUEST}"), Decision.IGNORE, Why.NOT_ANSWERED),
    "broken off": (of(SIMPLE[: SIMPLE.index("END:VEVENT")]), Decision.SET_ASIDE, Why.BROKEN),
    "broken off within the address": (of(SIMPLE[: SIMPLE.index("zorg.example")]), Decision.SET_ASIDE, Why.BROKEN),
    "winmail.dat": (
        mail(part(b"..IPM.Microsoft Schedule.MtgRespP..", "application/ms-tnef; name=winmail.dat", "base64")),
        Decision.SET_ASIDE,
        Why.TNEF,
    ),
    "away": (mail(TEXT, more={"Auto-Submitted": "auto-replied (vacation)"}), Decision.AUTO_REPLY, Why.OUT_OF_OFFICE),
    "away, as Exchange says it": (
        mail(TEXT, HEAD.replace("Antwoord", "Automatisch antwoord: RET-overleg"), {"X-Auto-Response-Suppress": "All"}),
        Decision.AUTO_REPLY,
        Why.OUT_OF_OFFICE,
    ),
    "away, of old": (mail(TEXT, more={"Precedence": "auto_reply"}), Decision.AUTO_REPLY, Why.OUT_OF_OFFICE),
    "away, with the invitation": (
        mail(multipart("mixed", TEXT, part(ics(method="REQUEST"))), more={"Auto-Submitted": "auto-replied"}),
        Decision.AUTO_REPLY,
        Why.OUT_OF_OFFICE,
    ),
    "opened": (
        mail(
            multipart(
                "report; report-type=disposition-notification",
                TEXT,
                part("Disposition: automatic-action; displayed", "message/disposition-notification"),
            )
        ),
        Decision.IGNORE,
        Why.RECEIPT,
    ),
    "delayed": (bounce("delayed"), Decision.IGNORE, Why.RECEIPT),
    "too large": (b"x" * (mime_read.LARGEST + 1), Decision.SET_ASIDE, Why.TOO_LARGE),
    "nested without end": (
        b"".join(b"Content-Type: multipart/mixed; boundary=g%d\r\n\r\n--g%d\r\n" % (n, n) for n in range(3000)),
        Decision.SET_ASIDE,
        Why.TOO_NESTED,
    ),
    "mails in mails without end": (b"Content-Type: message/rfc822\r\n\r\n" * 3000, Decision.SET_ASIDE, Why.TOO_NESTED),
    "a header that is worked on for ever": (
        b'Content-Type: text/calendar; a="' + b";" * 100_000 + b"\r\n\r\n",
        Decision.SET_ASIDE,
        Why.TOO_NESTED,
    ),
}

PROPOSED = ics(method="COUNTER").replace("ACCEPTED", "TENTATIVE")
IN_ITS_ZONE = (
    "BEGIN:VTIMEZONE\r\nTZID:Aangepast\r\nBEGIN:STANDARD\r\nDTSTART:16010101T030000\r\nTZOFFSETFROM:+0200\r\n"
    "TZOFFSETTO:+0100\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\nEND:STANDARD\r\nBEGIN:DAYLIGHT\r\n"
    "DTSTART:16010101T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\n"
    "END:DAYLIGHT\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT"
)


def moved(zone: str) -> str:
    at = PROPOSED.replace("DTSTART:20261210T130000Z", f"DTSTART;TZID={zone}:20261210T140000")
    return at.replace("DTEND:20261210T140000Z", f"DTEND;TZID={zone}:20261210T150000")
