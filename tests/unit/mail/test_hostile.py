"""Mails that are made to cost time are set aside like any other that cannot be read."""

import pytest

from retbot.mail.replies import read
from retbot.ports.incoming_mail import Decision
from tests.hang import fails_when_it_hangs
from tests.unit.mail.reply_mails import HEAD, UID, mail, part

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
