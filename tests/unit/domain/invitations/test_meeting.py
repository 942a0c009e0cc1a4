"""Who has to hear what about a meeting: RFC 5546, 2.1.4 and 3.2."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from retbot.domain.invitations.guest_list import GuestList
from retbot.domain.invitations.meeting import (
    ExpectedGuest,
    GuestStanding,
    LedgerEntry,
    Meeting,
    MeetingMessage,
    News,
    due,
)

NOW = datetime(2026, 4, 20, 8, 30, 0, 250000, tzinfo=UTC)
SECOND = timedelta(seconds=1)
MEETING = Meeting("een@retbot", NOW + timedelta(days=9), 60, "stadhuis")


def guests(**sees: str) -> list[ExpectedGuest]:
    """`a="b c"`: a is expected and sees b and c."""
    return [ExpectedGuest(owner, GuestList.IEDEREEN, tuple(others.split())) for owner, others in sees.items()]


def told(known: Iterable[LedgerEntry], messages: Iterable[MeetingMessage]) -> list[LedgerEntry]:
    ledger = {one.owner: one for one in known} | {message.entry.owner: message.entry for message in messages}
    return list(ledger.values())


def said(messages: Iterable[MeetingMessage]) -> dict[str, tuple[News, int]]:
    return {message.entry.owner: (message.news, message.entry.sequence) for message in messages}


FIRST = told([], due(MEETING, guests(a="b", b="a", c=""), [], NOW))


def test_a_first_invitation_has_sequence_0_and_a_stamp_in_whole_seconds() -> None:
    assert [(one.owner, one.sequence, one.since, one.standing) for one in FIRST] == [
        (owner, 0, 0, GuestStanding.INVITED) for owner in "abc"
    ]
    assert {one.stamp for one in FIRST} == {NOW.replace(microsecond=0)}


def test_nobody_hears_of_a_meeting_that_did_not_change() -> None:
    assert due(MEETING, guests(a="b", b="a", c=""), FIRST, NOW) == []


@pytest.mark.parametrize(
    ("changed", "news", "since"),
    [
        (replace(MEETING, start=NOW + timedelta(days=10)), News.MOVED, 1),
        (replace(MEETING, minuten=45), News.MOVED, 1),
        (replace(MEETING, plek="video"), News.PLACE, 0),
    ],
)
def test_another_time_or_place_is_told_to_everybody_with_a_higher_sequence(
    changed: Meeting, news: News, since: int
) -> None:
    messages = due(changed, guests(a="b", b="a", c=""), FIRST, NOW)
    assert said(messages) == {"a": (news, 1), "b": (news, 1), "c": (news, 1)}
    assert {message.entry.since for message in messages} == {since}
    assert due(changed, guests(a="b", b="a", c=""), told(FIRST, messages), NOW) == []


def test_one_who_is_uninvited_gets_a_cancel_and_who_sees_him_a_new_list() -> None:
    messages = due(MEETING, guests(a="", c=""), FIRST, NOW)
    assert said(messages) == {"a": (News.GUESTS, 0), "b": (News.OUT, 1)}
    (new_list,) = [message.entry for message in messages if message.entry.owner == "a"]
    assert new_list.stamp == FIRST[0].stamp + SECOND


def test_who_is_invited_again_gets_a_higher_sequence_than_his_cancel() -> None:
    out = told(FIRST, due(MEETING, guests(a="", c=""), FIRST, NOW))
    again = due(MEETING, guests(a="b", b="a", c=""), out, NOW)
    assert said(again) == {"a": (News.GUESTS, 0), "b": (News.AGAIN, 2)}
    assert [message.entry.since for message in again if message.entry.owner == "b"] == [2]


def test_one_more_gets_the_meeting_as_it_stands_and_only_who_sees_him_hears_of_it() -> None:
    moved = replace(MEETING, minuten=45)
    known = told(FIRST, due(moved, guests(a="b", b="a", c=""), FIRST, NOW))
    assert said(due(moved, guests(a="b d", b="a", c="", d="a"), known, NOW)) == {
        "a": (News.GUESTS, 1),
        "d": (News.INVITED, 1),
    }


def test_a_meeting_that_is_off_is_cancelled_for_who_is_still_invited() -> None:
    known = told(FIRST, due(MEETING, guests(a="", c=""), FIRST, NOW))
    off = due(replace(MEETING, off=True), guests(a="", c=""), known, NOW)
    assert said(off) == {"a": (News.OUT, 2), "c": (News.OUT, 2)}
    assert {message.entry.standing for message in off} == {GuestStanding.OFF}
    assert due(replace(MEETING, off=True), [], told(known, off), NOW) == []
