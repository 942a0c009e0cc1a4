"""Mails that are made to cost time are set aside like any other that cannot be read."""

from time import process_time

import pytest

from retbot.mail.replies import read
from retbot.ports.incoming_mail import Decision
from tests.hang import fails_when_it_hangs
from tests.unit.mail.reply_mails import GUEST, HEAD, UID, ics, mail, multipart, part

ZONE = (
    "BEGIN:VTIMEZONE\r\nTZID:{}\r\nBEGIN:STANDARD\r\nDTSTART:19701025T030000\r\nTZOFFSETFROM:+0200\r\n"
    "TZOFFSETTO:+0100\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
)
EVENT = f"BEGIN:VEVENT\r\nUID:{UID}\r\nDTSTART;TZID=7:20261210T130000\r\nEND:VEVENT\r\n"
REPORT = (
    f'{HEAD}Content-Type: multipart/report; report-type=delivery-status; boundary="grens"\r\n\r\n'
    "--grens\r\nContent-Type: message/delivery-status\r\n\r\nAction:\r\n{}\r\n\r\n--grens--\r\n"
)


@pytest.mark.parametrize(
    "raw",
    [
        mail(part(b" " * 999_998 + b"!")),
        mail(part("BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\n" + "".join(map(ZONE.format, range(300))) + EVENT * 1000)),
        REPORT.format(" " * 1_000_000).encode(),
    ],
    ids=["blanks", "zones and meetings", "a field without a value"],
)
def test_no_mail_takes_time_that_grows_with_the_square_of_its_size(raw: bytes) -> None:
    with fails_when_it_hangs():
        assert read(raw).decision in {Decision.SET_ASIDE, Decision.BOUNCE}


BOUNDARIES = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n" for n in range(55)).encode()


@pytest.mark.parametrize(
    "raw",
    [
        mail(b"", HEAD) + BOUNDARIES + b"--\r\n" * 4_700_000,
        mail(multipart("mixed", *[part(ics(*[f"ATTENDEE:mailto:g{n}@x.example" for n in range(3500)]))] * 150)),
        mail(multipart("mixed", *[part(b"A" * 14_000_000, "image/png", "base64")])),
    ],
    ids=["lines that may be boundaries", "attendees", "an attachment"],
)
def test_a_large_mail_costs_no_more_than_a_small_one(raw: bytes) -> None:
    """Of the processor: 12.8, 11.1 and 0.4 seconds before the mail was bounded."""
    assert len(raw) > 15_000_000
    before = process_time()
    read(raw)
    assert process_time() - before < 2


@pytest.mark.parametrize("more", [0, 1, 4])
def test_an_answer_beside_large_attachments_is_read(more: int) -> None:
    image = part(b"\x89PNG" * 40_000, "image/png", "base64")
    text = part("<p>" + "tekst " * 20_000 + "</p>", "text/html", "quoted-printable")
    answer = part(ics(), encoding="base64")
    found = read(mail(multipart("mixed", *[image] * more, text, *[image] * more, answer)))
    assert (found.decision, found.uid, found.attendee) == (Decision.REPLY, UID, GUEST)
