"""Answers in all the forms in which they come in; each says the same."""

from tests.unit.mail.reply_mails import BOT, GUEST, HEAD, HTML, TEXT, exchange, gmail, ics, mail, multipart, part

SIMPLE = ics()
LONG_NAME = 'ATTENDEE;CN="Femke Jänsma (afdeling Jeugd- en gezinshulp)";PARTSTAT=ACCEPTED:mailto:' + GUEST


def folded(text: str, width: int, blank: bytes = b" ") -> bytes:
    """Each line cut after so many octets, wherever that is."""
    done = []
    for line in text.encode().split(b"\r\n"):
        pieces = [line[at : at + width] for at in range(0, len(line), width)] or [b""]
        done.append((b"\r\n" + blank).join(pieces))
    return b"\r\n".join(done)


def guest(attendee: str) -> bytes:
    return mail(part(ics(attendee=attendee)))


WELL_FORMED = {
    "the calendar alone": mail(part(SIMPLE)),
    "an ATTENDEE whose address is hidden": guest("ATTENDEE;PARTSTAT=ACCEPTED:invalid:nomail"),
    "Gmail": gmail(SIMPLE),
    "Exchange and Outlook": exchange(),
    "Outlook for Windows": mail(
        multipart(
            "alternative",
            TEXT,
            part(
                ics('DTSTART;TZID="W. Europe Standard Time":20261210T140000', "PRIORITY:5").replace(
                    "VERSION:2.0", "X-MS-OLK-FORCEINSPECTOROPEN:TRUE\r\nVERSION:2.0"
                )
            ),
        )
    ),
    "Outlook for Mac": mail(
        multipart(
            "alternative",
            TEXT,
            part(
                folded(
                    ics(
                        'DTSTART;TZID="Sarajevo, Skopje, Warsaw, Zagreb":20261210T140000',
                        attendee=LONG_NAME.replace("mailto", "MAILTO"),
                    ),
                    60,
                ),
                'text/calendar; charset="US-ASCII"; method="REPLY"',
            ),
        )
    ),
    "iOS": mail(
        multipart(
            "alternative",
            TEXT,
            part(SIMPLE, "text/calendar; name=meeting.ics; method=REPLY; charset=UTF-8", "quoted-printable"),
        )
    ),
    "Android": mail(
        multipart(
            "alternative",
            TEXT,
            part(folded(SIMPLE, 40, b"\t"), 'text/calendar; method=REPLY; name="invite.ics"', "base64"),
        )
    ),
    "Apple's server": mail(part(SIMPLE, "text/calendar")),
    "Thunderbird": mail(
        multipart(
            "mixed",
            part(ics("REQUEST-STATUS:2.0;Success"), "text/calendar; method=REPLY; charset=UTF-8"),
            boundary="thunder",
        )
    ),
    "Lotus Notes": mail(
        multipart(
            "related",
            multipart("alternative", HTML, TEXT, boundary="b"),
            part(SIMPLE, "text/calendar; method=REPLY; charset=ISO-8859-1", "quoted-printable"),
        )
    ),
    "Zimbra": mail(multipart("alternative", TEXT, part(ics("COMMENT:\\n")))),
    "KMail": mail(
        part(ics(attendee=f'ATTENDEE;CN="Femke";PARTSTAT=ACCEPTED;X-UID=25;\r\n ROLE=REQ-PARTICIPANT:mailto:{GUEST}'))
    ),
    "a resource that accepts by itself": mail(
        part(SIMPLE), more={"Auto-Submitted": "auto-replied", "Precedence": "bulk"}
    ),
    "signed": mail(
        multipart(
            "signed; micalg=sha-256",
            multipart("alternative", TEXT, part(SIMPLE), boundary="in"),
            part("x", "application/pkcs7-signature"),
        )
    ),
    "the file alone": mail(
        multipart("mixed", TEXT, part(SIMPLE, 'application/octet-stream; name="antwoord.ICS"', "base64"))
    ),
    "application/ics": mail(part(SIMPLE, "application/ics; name=invite.ics", "base64")),
    "the method in the header alone": mail(part(ics(method=None))),
    "the method in the body alone": mail(part(SIMPLE, "text/calendar; charset=utf-8")),
    "the method in the VEVENT": mail(part(ics("METHOD:REPLY", method=None), "text/calendar")),
    "no ORGANIZER": mail(part(ics(organizer=None))),
    "PARTSTAT in lower case": guest(f"ATTENDEE;PARTSTAT=accepted:mailto:{GUEST}"),
    "properties in lower case": guest(f"attendee;partstat=Accepted:Mailto:{GUEST}"),
    "an address in capitals": guest(f"ATTENDEE;PARTSTAT=ACCEPTED:MAILTO:{GUEST.upper()}"),
    "an address in angle brackets": guest(f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:<{GUEST}>"),
    "an address that is percent-encoded": guest("ATTENDEE;PARTSTAT=ACCEPTED:mailto:f%2Ejansma@jeugdzorg.example"),
    "an address without mailto": guest(f"ATTENDEE;PARTSTAT=ACCEPTED:{GUEST}"),
    "a UUID with EMAIL": guest(f"ATTENDEE;EMAIL={GUEST};PARTSTAT=ACCEPTED:urn:uuid:0b7a"),
    "a name with quotes within quotes": guest(
        f'ATTENDEE;CN="Femke "de Vries" Jansma";PARTSTAT=ACCEPTED:mailto:{GUEST}'
    ),
    "a name with a colon": guest(f"ATTENDEE;CN=Jansma: Femke;PARTSTAT=ACCEPTED:mailto:{GUEST}"),
    "a name with an open quote": guest(f'ATTENDEE;CN="Femke;PARTSTAT=ACCEPTED:mailto:{GUEST}'),
    "a parameter without a value": guest(f"ATTENDEE;X-LEEG;PARTSTAT=ACCEPTED:mailto:{GUEST}"),
    "a name that plays an answer": guest(
        f'ATTENDEE;CN="x;PARTSTAT=DECLINED:mailto:a@b.example";PARTSTAT=ACCEPTED:mailto:{GUEST}'
    ),
    "the same attendee twice": guest(
        f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:{GUEST}\r\nATTENDEE;PARTSTAT=ACCEPTED:MAILTO:{GUEST}"
    ),
    "folded in the middle of a character": mail(part(folded(ics(attendee=LONG_NAME), 13))),
    "a fold that lost its blank": mail(
        part(ics(attendee=f"ATTENDEE;PARTSTAT=ACCEPTED;CN=Femke Jansma:\r\nmailto:{GUEST}"))
    ),
    "bare LF": mail(part(SIMPLE.replace("\r\n", "\n"))),
    "bare CR": mail(part(SIMPLE.replace("\r\n", "\r"), encoding="base64")),
    "everything in bare LF": mail(part(SIMPLE)).replace(b"\r\n", b"\n"),
    "blank lines between": mail(part(SIMPLE.replace("\r\n", "\r\n\r\n"), encoding="base64")),
    "a BOM in the part": mail(part("\ufeff" + SIMPLE)),
    "a BOM before the mail": b"\xef\xbb\xbf" + mail(part(SIMPLE)),
    "UTF-16": mail(part(SIMPLE.encode("utf-16"), "text/calendar; charset=utf-16; method=REPLY", "base64")),
    "UTF-16 without a BOM": mail(part(SIMPLE.encode("utf-16-le"), "text/calendar; method=REPLY", "base64")),
    "a mail kept as UTF-16": mail(part(SIMPLE)).decode().encode("utf-16"),
    "a charset that breaks the library": mail(part("é" + SIMPLE, 'text/calendar; charset="a\0b"; method=REPLY')),
    "a charset that is none": mail(part(SIMPLE, "text/calendar; charset=x-onbekend; method=REPLY")),
    "Latin-1 under the label UTF-8": mail(part(ics(attendee=LONG_NAME).encode("latin-1"))),
    "a transfer encoding that is not named": mail(
        b"Content-Type: text/calendar; method=REPLY\r\n\r\n" + part(SIMPLE, encoding="base64").split(b"\r\n\r\n", 1)[1]
    ),
    "quoted-printable that is not named": mail(
        b"Content-Type: text/calendar; method=REPLY\r\n\r\n"
        + part(SIMPLE, encoding="quoted-printable").split(b"\r\n\r\n", 1)[1]
    ),
    "eight bits in the headers": mail(
        part(SIMPLE), head="Subject: Geaccepteerd: overleg één\r\nX-Naam: Zoë\r\n" + HEAD
    ),
    "a line that begins From": b"From jansma@jeugdzorg.example Tue Dec  1 10:11:12 2026\n" + mail(part(SIMPLE)),
    "no END:VCALENDAR": mail(part(SIMPLE.replace("END:VCALENDAR\r\n", ""))),
    "no END:VEVENT": mail(part(SIMPLE.replace("END:VEVENT\r\n", ""))),
    "no closing boundary": gmail(SIMPLE).removesuffix(b"--grens--\r\n"),
    "the organizer listed too": mail(part(ics(f"ATTENDEE;PARTSTAT=ACCEPTED;ROLE=CHAIR:mailto:{BOT}"))),
    "an alarm within": mail(
        part(ics("BEGIN:VALARM", "TRIGGER:-PT10M", "ATTENDEE:mailto:iemand@anders.example", "END:VALARM"))
    ),
    "a broken copy beside a whole one": mail(
        multipart("mixed", part(SIMPLE[:250]), part(SIMPLE, "application/ics", "base64"))
    ),
    "the invitation attached beside it": mail(
        multipart("mixed", part(SIMPLE), part(ics(method="REQUEST"), "application/ics", "base64"))
    ),
    "two VEVENTs that say the same": mail(
        part(SIMPLE.replace("END:VCALENDAR\r\n", "") + SIMPLE.partition("VERSION:2.0\r\nMETHOD:REPLY\r\n")[2])
    ),
    "the sequence as Outlook counts": mail(part(ics("X-MICROSOFT-CDO-APPT-SEQUENCE:2", sequence="SEQUENCE:0"))),
}
