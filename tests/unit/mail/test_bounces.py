"""Sixty forms of a mail that was not delivered."""

from retbot.mail.replies import read
from retbot.ports.incoming_mail import Decision, Why
from tests.every_row import every_row
from tests.unit.mail.bounces import ARRIVED, BOUNCES, STILL_TRYING
from tests.unit.mail.reply_mails import GUEST, TOKEN


def test_there_are_sixty() -> None:
    assert len(BOUNCES) >= 60


@every_row(BOUNCES)
def test_every_form_is_a_bounce_of_the_mail_whose_envelope_it_came_to(name: str) -> None:
    one = BOUNCES[name]
    found = read(one.raw)
    assert (found.decision, found.why) == (Decision.BOUNCE, Why.NOT_DELIVERED)
    assert TOKEN in found.tokens
    assert found.attendee == (GUEST if one.knows else None)


def test_a_report_of_a_delay_or_of_success_is_none() -> None:
    for one in (STILL_TRYING, ARRIVED):
        assert read(one.raw).decision is Decision.IGNORE
