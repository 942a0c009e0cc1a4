"""Every calendar object that the bot can make, judged by ical.js and libical."""

from datetime import UTC, datetime, timedelta

import pytest

from retbot.domain.invitations.guest_list import GuestList
from retbot.domain.invitations.meeting import GuestStanding, News
from tests.histories.attendee import Letter
from tests.histories.history import CASE, FIRST, SECOND, TEAM, History, Server
from tests.real.ical_check import ical_check, libical_check

TWICE = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
"""02:30 of the night in which the clock goes back."""


@pytest.fixture
async def world() -> History:
    """In which everything happened to a bespreking and to an overleg."""
    world = History()
    await world.begin()
    for which in (CASE, TEAM):
        await world.invite(which, ["deelnemer:1", "school", "ouders"], None)
        await world.post(Server.UP)
        await world.invite(which, ["deelnemer:2"], GuestList.OWN_ADDRESS)
        await world.post(Server.UP)
        for change in ({"start": FIRST + timedelta(days=1)}, {"minuten": 45}, {"plek": "video"}, {"plek": None}):
            await world.change(which, **change)
            await world.post(Server.UP)
        await world.uninvite(which, "deelnemer:1")
        await world.post(Server.UP)
        await world.invite(which, ["deelnemer:1"], GuestList.IEDEREEN)
        await world.post(Server.UP)
        await world.readdress("deelnemer:1", SECOND["deelnemer:1"] if which == CASE else None)
        await world.post(Server.UP)
        if which == CASE:
            await world.say_again()
            await world.post(Server.UP)
        await world.change(which, start=TWICE)
        await world.post(Server.UP)
        await world.cancel(which)
        await world.post(Server.UP)
    return world


async def test_ical_js_and_libical_find_no_fault_in_any_of_them(world: History) -> None:
    letters = world.wire.letters
    assert {told.standing for told in world.decided} == set(GuestStanding)
    assert _kinds(world) >= set(News)
    for letter in letters:
        assert libical_check(letter.octets).faults == ()
    for letter in _one_of_each_shape(letters):
        report = ical_check(letter.octets)
        assert report.faults == ()
        scheduling = letter.scheduling
        assert (report.method, report.event.uid, report.event.sequence) == (
            scheduling.method,
            scheduling.uid,
            scheduling.sequence,
        )
        assert report.event.dtstart == scheduling.start
        assert {who.address for who in report.event.attendees} == {f"mailto:{who}" for who in scheduling.attendees}


def _kinds(world: History) -> set[News]:
    rows = world.storage.memory.outbox.values()
    return {News(str(row.post.args["news"])) for row in rows if "news" in row.post.args}


def _one_of_each_shape(letters: list[Letter]) -> list[Letter]:
    """By which properties it has and how many guests: reading each with Node.js would take a minute."""
    shapes = {
        (
            one.scheduling.method,
            one.scheduling.status,
            one.scheduling.place is None,
            len(one.scheduling.attendees),
            one.scheduling.start == TWICE,
            one.to,
        ): one
        for one in letters
    }
    return list(shapes.values())
