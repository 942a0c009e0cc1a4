"""What stands still in the process, told from what is only away."""

from datetime import timedelta

from retbot.app.health import Health
from retbot.ports.vitals import Backlog, Vital
from tests.clock import SetClock, at

MINUTE = timedelta(minutes=1)


class Bot:
    """Its parts do what they should each minute, except the ones named."""

    def __init__(self) -> None:
        self.clock = SetClock(at("2026-04-20 10:00"))
        self.health = Health(self.clock)

    def minutes(self, count: int, *, without: tuple[Vital, ...] = (), backlog: Backlog | None = None) -> None:
        for _ in range(count):
            self.clock.instant += MINUTE
            for vital in {Vital.HOMESERVER, Vital.WAKER}.difference(without):
                self.health.works(vital)
            self.health.saw(backlog or Backlog())


def test_a_bot_that_works_stands_still_nowhere() -> None:
    bot = Bot()
    bot.minutes(60)
    assert bot.health.standstill() == ()


def test_a_sync_that_does_not_end_and_a_waker_that_does_not_run_are_a_standstill() -> None:
    for vital in (Vital.HOMESERVER, Vital.WAKER):
        bot = Bot()
        bot.minutes(3, without=(vital,))
        assert bot.health.standstill() == ()
        bot.minutes(1, without=(vital,))
        assert bot.health.standstill() == (vital,)
        bot.minutes(1)
        assert bot.health.standstill() == ()


def test_a_homeserver_that_is_away_is_no_standstill_but_a_waker_that_fails_is() -> None:
    bot = Bot()
    bot.minutes(1)
    for _ in range(60):
        bot.minutes(1, without=(Vital.HOMESERVER, Vital.WAKER))
        bot.health.fails(Vital.HOMESERVER)
        bot.health.fails(Vital.WAKER)
    assert bot.health.standstill() == (Vital.WAKER,)
    assert bot.health.pulse().failing.keys() == {Vital.HOMESERVER, Vital.WAKER}


def test_an_outbox_that_is_long_but_moves_is_no_standstill() -> None:
    bot = Bot()
    for number in range(30):
        bot.minutes(1, backlog=Backlog(30 - number, 0, bot.clock.instant, (number, 0)))
    assert bot.health.standstill() == ()
    bot.minutes(5, backlog=Backlog(1, 0, bot.clock.instant, (30, 0)))
    assert bot.health.standstill() == (Vital.OUTBOX,)
    bot.minutes(1)
    assert bot.health.standstill() == ()


def test_a_part_fails_since_its_first_failure_until_it_works() -> None:
    bot = Bot()
    bot.health.fails(Vital.SMTP)
    first = bot.clock.instant
    bot.minutes(5)
    bot.health.fails(Vital.SMTP)
    assert bot.health.pulse().failing == {Vital.SMTP: first}
    bot.health.works(Vital.SMTP)
    assert bot.health.pulse().failing == {}
    assert bot.health.tried_since(Vital.SMTP, MINUTE)
    bot.minutes(2)
    assert not bot.health.tried_since(Vital.SMTP, MINUTE)
