"""The three mails of `retbot try-invitation`."""

from datetime import UTC, datetime, timedelta

import pytest

from retbot.mail.try_invitation import try_invitation
from retbot.ports import Mail, MailFate
from tests.clock import SetClock
from tests.contract.fake_mailbox import FakeMailbox

ADDRESS = "proef@prive.example"


class Pause:
    """Waits for nobody: sets the clock a minute on, and counts."""

    def __init__(self, clock: SetClock) -> None:
        self.times = 0
        self._clock = clock

    async def __call__(self) -> None:
        self.times += 1
        self._clock.instant += timedelta(minutes=1)


async def tried(clock: SetClock) -> list[Mail]:
    mailbox = FakeMailbox(clock)
    await try_invitation(mailbox, ADDRESS, clock, Pause(clock))
    return mailbox.sent


async def test_an_invitation_a_move_and_a_cancellation_are_one_meeting() -> None:
    sent = [(mail, mail.invitation) for mail in await tried(SetClock())]
    assert [invitation and (invitation.method, invitation.sequence) for _, invitation in sent] == [
        ("REQUEST", 0),
        ("REQUEST", 1),
        ("CANCEL", 2),
    ]
    assert len({invitation.uid for _, invitation in sent if invitation}) == 1
    assert len({mail.thread for mail, _ in sent}) == 1
    assert len({mail.key for mail, _ in sent}) == 3
    assert {mail.to for mail, _ in sent} == {ADDRESS}


async def test_each_mail_says_what_to_look_for_and_when() -> None:
    first, second, third = [mail.text for mail in await tried(SetClock(datetime(2026, 4, 20, 8, 30, tzinfo=UTC)))]
    assert "Dit is een proefuitnodiging van retbot" in first
    assert "maandag 27 april, 14:00–15:00" in first
    assert "verzet naar dinsdag 28 april, 15:30–16:30" in second
    assert "dinsdag 28 april, 15:30–16:30 niet doorgaat" in third


@pytest.mark.parametrize(
    ("now", "start"),
    [
        (datetime(2026, 3, 20, 9, tzinfo=UTC), datetime(2026, 3, 27, 13, tzinfo=UTC)),
        (datetime(2026, 3, 24, 9, tzinfo=UTC), datetime(2026, 3, 31, 12, tzinfo=UTC)),
        (datetime(2026, 3, 20, 23, 30, tzinfo=UTC), datetime(2026, 3, 28, 13, tzinfo=UTC)),
    ],
)
async def test_the_meeting_is_at_two_in_amsterdam_summer_and_winter(now: datetime, start: datetime) -> None:
    invitation = (await tried(SetClock(now)))[0].invitation
    assert invitation
    assert invitation.start == start


async def test_the_stamps_rise_with_the_pauses() -> None:
    clock = SetClock()
    pause, mailbox = Pause(clock), FakeMailbox(clock)
    assert await try_invitation(mailbox, ADDRESS, clock, pause) == [MailFate.SENT] * 3
    stamps = [mail.invitation.stamp for mail in mailbox.sent if mail.invitation]
    assert stamps == sorted(set(stamps))
    assert pause.times == 2


async def test_it_stops_at_the_first_mail_that_does_not_go() -> None:
    clock = SetClock()
    mailbox = FakeMailbox(clock)
    mailbox.fates[ADDRESS] = MailFate.REFUSED
    assert await try_invitation(mailbox, ADDRESS, clock, Pause(clock)) == [MailFate.REFUSED]


async def test_two_tries_are_two_meetings() -> None:
    first, second = (await tried(SetClock()))[0], (await tried(SetClock()))[0]
    assert first.invitation
    assert second.invitation
    assert first.invitation.uid != second.invitation.uid
