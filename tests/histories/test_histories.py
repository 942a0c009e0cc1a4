"""Once every mail was delivered, in any order and any number of times, each calendar contains the right meetings."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import pytest

from retbot.domain.invitations import meeting
from retbot.domain.invitations.meeting import ExpectedGuest, LedgerEntry, Meeting, News
from retbot.meetings import invitations as inviting
from retbot.ports import PostRow, UnitOfWork
from retbot.scheduling.notices.mails import invitations
from tests.histories.run import run

HISTORIES = 500
SEED = 5546
MUTANTS = 2_000
"""Histories within which a mistake must show up. It usually takes a few hundred; how many depends on the loaded
modules, from which hypothesis takes values."""


def test_each_calendar_holds_the_right_meeting_once_or_none() -> None:
    counts = run(HISTORIES, SEED, shrink=False)
    assert counts["histories"] >= HISTORIES
    assert counts["mails"] > 4 * HISTORIES


@pytest.mark.parametrize("news", [News.AGAIN, News.MOVED, News.PLACE, News.OUT])
def test_a_sequence_that_does_not_rise_is_found(news: News, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meeting, "_RAISES", meeting._RAISES - {news})
    with pytest.raises(AssertionError):
        run(MUTANTS, SEED, shrink=False)


def test_a_stamp_that_does_not_rise_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    class SameStamp(meeting._Numbers):
        def __init__(self, known: Iterable[LedgerEntry], *, raised: bool, now: datetime) -> None:
            super().__init__(known, raised=raised, now=now)
            self.stamp = now.replace(microsecond=0)

    monkeypatch.setattr(meeting, "_Numbers", SameStamp)
    with pytest.raises(AssertionError):
        run(MUTANTS, SEED, shrink=False)


def test_an_address_that_is_left_without_a_word_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    async def stays(_: UnitOfWork, told: LedgerEntry, __: datetime) -> LedgerEntry:
        return told

    monkeypatch.setattr(inviting, "_move", stays)
    with pytest.raises(AssertionError):
        run(MUTANTS, SEED, shrink=False)


def test_news_that_did_not_leave_and_is_forgotten_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def own(waiting: list[PostRow]) -> News:
        return News(str(waiting[-1].post.args["news"]))

    monkeypatch.setattr(invitations, "_news", own)
    with pytest.raises(AssertionError):
        run(MUTANTS, SEED, shrink=False)


@pytest.mark.parametrize("instead", [{None: News.GUESTS}, {News.GUESTS: None}, {News.PLACE: None}])
def test_a_message_too_many_or_too_few_is_found(instead: dict[Any, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    right = meeting._news

    def wrong(about: Meeting, guest: ExpectedGuest, told: LedgerEntry | None, reworded: bool) -> News | None:
        news = right(about, guest, told, reworded)
        return instead.get(news, news)

    monkeypatch.setattr(meeting, "_news", wrong)
    with pytest.raises(AssertionError):
        run(MUTANTS, SEED, shrink=False)
