"""Who gets another address: cancelled where he was, invited where he is, once each."""

from datetime import date, timedelta

import pytest

from retbot.domain.deelnemers.roles import Deelnemer
from retbot.ports import Mail, MailFate
from tests.clock import at
from tests.mails import words
from tests.unit.scheduling.stage import CODE, EXPERT, Stage, stage

OLD, NEW = "oud@school.example", "nieuw@school.example"
EXPERTS = "deelnemer1@partij.example"
START = at("2026-05-07 14:00")


@pytest.fixture
async def s() -> Stage:
    """School and an expert are invited."""
    s = stage("2026-04-22 12:00")
    s.storage.memory.notes["laatste_ochtend"] = "2026-04-22"
    await s.people(EXPERT, Deelnemer(5, "voorzitter"), mail=[1, 5])
    await s.open(date(2026, 4, 22))
    await s.address("school", OLD)
    await s.plan(START)
    await s.invite("school", "deelnemer:1")
    await s.now()
    return s


def told(s: Stage, address: str) -> list[tuple[str, int]]:
    """METHOD and SEQUENCE of all that was mailed there."""
    invitations = [mail.invitation for mail in s.mailbox.sent if mail.to == address]
    return [(one.method, one.sequence) for one in invitations if one]


def last(s: Stage, address: str) -> Mail:
    return [mail for mail in s.mailbox.sent if mail.to == address][-1]


async def test_the_old_address_gets_a_cancel_and_the_new_one_a_request_once_each(s: Stage) -> None:
    await s.readdress("school", NEW)
    await s.now()
    assert await s.readdress("school", NEW.upper()) == []
    await s.tell()
    await s.now()
    assert told(s, OLD) == [("REQUEST", 0), ("CANCEL", 1)]
    assert told(s, NEW) == [("REQUEST", 1)]
    assert told(s, EXPERTS) == [("REQUEST", 0)]


async def test_the_cancel_is_of_this_guest_alone_and_from_the_same_organizer(s: Stage) -> None:
    await s.readdress("school", NEW)
    await s.now()
    request, cancel = (mail.invitation for mail in s.mailbox.sent if mail.to == OLD)
    anew = last(s, NEW).invitation
    assert request
    assert cancel
    assert anew
    assert (cancel.uid, cancel.whole, cancel.recipient.address) == (request.uid, False, OLD)
    assert cancel.token == request.token != anew.token
    assert last(s, OLD).subject == f"Niet meer op dit adres: Bespreking {CODE}: do 7 mei, 14:00"
    assert "Deze uitnodiging geldt niet meer op dit mailadres." in last(s, OLD).text
    assert NEW not in words(last(s, OLD))


async def test_the_old_address_is_kept_until_it_was_told_and_no_longer(s: Stage) -> None:
    s.mailbox.down = True
    await s.readdress("school", NEW)
    await s.now()
    (old,) = s.storage.memory.left_addresses.values()
    assert old.address == OLD
    s.mailbox.down = False
    await s.step(s.clock.now() + timedelta(minutes=1))
    assert told(s, OLD)[-1] == ("CANCEL", 1)
    (old,) = s.storage.memory.left_addresses.values()
    assert old.address is None


async def test_an_old_address_that_takes_nothing_holds_up_nobody_and_is_not_told_of(s: Stage) -> None:
    s.mailbox.fates[OLD] = MailFate.DELAYED
    await s.readdress("school", NEW)
    await s.now()
    assert told(s, NEW) == [("REQUEST", 1)]
    s.mailbox.fates[OLD] = MailFate.REFUSED
    await s.step(s.clock.now() + timedelta(minutes=1))
    assert s.texts("kon niet worden bezorgd") == []
    assert all(one.address is None for one in s.storage.memory.left_addresses.values())


async def test_who_was_not_told_yet_is_only_invited_where_he_is(s: Stage) -> None:
    s.mailbox.sent.clear()
    await s.address("lokale toegang", OLD)
    await s.invite("lokale toegang")
    await s.readdress("lokale toegang", NEW)
    await s.now()
    assert told(s, OLD) == []
    assert told(s, NEW) == [("REQUEST", 1)]


async def test_who_is_back_at_his_old_address_before_it_was_told_gets_no_cancel(s: Stage) -> None:
    s.mailbox.down = True
    await s.readdress("school", NEW)
    await s.readdress("school", OLD)
    s.mailbox.down = False
    await s.step(s.clock.now() + timedelta(minutes=1))
    assert told(s, OLD) == [("REQUEST", 0), ("REQUEST", 2)]
    assert told(s, NEW) == []


async def test_who_is_back_and_then_not_expected_any_more_hears_that_there(s: Stage) -> None:
    s.mailbox.down = True
    await s.readdress("school", NEW)
    await s.readdress("school", OLD)
    await s.uninvite("school")
    s.mailbox.down = False
    await s.step(s.clock.now() + timedelta(minutes=1))
    assert told(s, OLD) == [("REQUEST", 0), ("CANCEL", 3)]
    assert told(s, NEW) == []


async def test_a_cancellation_that_still_waits_goes_where_the_invitation_went(s: Stage) -> None:
    s.mailbox.down = True
    await s.uninvite("school")
    await s.now()
    await s.readdress("school", NEW)
    s.mailbox.down = False
    await s.step(s.clock.now() + timedelta(minutes=1))
    assert told(s, OLD) == [("REQUEST", 0), ("CANCEL", 2)]
    assert told(s, NEW) == []


async def test_without_an_address_he_stays_expected_and_a_later_one_is_invited(s: Stage) -> None:
    assert len(await s.readdress("school", None)) == 1
    await s.move(START + timedelta(days=1))
    await s.tell()
    await s.now()
    assert told(s, OLD) == [("REQUEST", 0), ("CANCEL", 1)]
    await s.readdress("school", NEW)
    await s.now()
    assert told(s, NEW) == [("REQUEST", 3)]


async def test_an_address_of_the_team_moves_in_every_case_and_one_of_a_case_in_no_other(s: Stage) -> None:
    await s.readdress("deelnemer:1", NEW, None)
    await s.now()
    assert told(s, EXPERTS) == [("REQUEST", 0), ("CANCEL", 1)]
    assert told(s, NEW) == [("REQUEST", 1)]
    assert told(s, OLD) == [("REQUEST", 0)]


async def test_what_is_past_is_left_alone(s: Stage) -> None:
    s.clock.instant = START + timedelta(hours=2)
    assert await s.readdress("school", NEW) == []
    assert told(s, NEW) == []
