"""Histories of two meetings: guests come and go, the meetings move, mails are late, lost from sight and doubled."""

import asyncio
import random
from collections import Counter
from collections.abc import Coroutine, Iterable
from datetime import timedelta
from typing import Any, TypeVar

import hypothesis.strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from retbot.domain.gastenlijst import Gastenlijst
from tests.histories.attendee import Agenda, Letter, Scheduling
from tests.histories.world import ADDRESSES, CASE, FIRST, PLACE_NAMES, PLACES, TEAM, UIDS, Server, World

T = TypeVar("T")
ORDERS = 4
"""In how many orders the mails of one history are delivered."""
COUNTS: Counter[str] = Counter()
"""Over all histories of this process."""

meetings = st.sampled_from((CASE, CASE, TEAM))
owners = st.sampled_from(sorted(ADDRESSES))
crowds = st.lists(owners, min_size=1, max_size=len(ADDRESSES), unique=True)
picks = st.integers(0, len(ADDRESSES) - 1)
servers = st.sampled_from((Server.UP, Server.UP, Server.UP, Server.DOWN, Server.BREAKS, Server.LATER))
"""What becomes of the mails of a step."""


def _one_of(names: Iterable[str], pick: int) -> str | None:
    found = sorted(names)
    return found[pick % len(found)] if found else None


class Histories(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.world = World()
        self.chance = random.Random(0)

    def run(self, doing: Coroutine[Any, Any, T]) -> T:
        return self.loop.run_until_complete(doing)

    @initialize(seed=st.integers(0, 2**32), who=crowds)
    def begin(self, seed: int, who: list[str]) -> None:
        self.chance = random.Random(seed)
        self.run(self.world.begin())
        self.invite(CASE, who, None, Server.UP)

    @rule(which=meetings, who=crowds, lijst=st.none() | st.sampled_from(Gastenlijst), server=servers)
    def invite(self, which: str, who: list[str], lijst: Gastenlijst | None, server: Server) -> None:
        self.run(self.world.invite(which, who, lijst))
        self.run(self.world.post(server))

    @rule(which=meetings, pick=picks, server=servers)
    def uninvite(self, which: str, pick: int, server: Server) -> None:
        if owner := _one_of(self.world.expected[which].guests, pick):
            self.run(self.world.uninvite(which, owner))
            self.run(self.world.post(server))

    @rule(which=meetings, pick=picks, server=servers)
    def invite_again(self, which: str, pick: int, server: Server) -> None:
        if owner := _one_of(self.world.uninvited(which), pick):
            self.invite(which, [owner], None, server)

    @rule(which=meetings, days=st.integers(0, 2), minuten=st.sampled_from((45, 60)), server=servers)
    def change_time(self, which: str, days: int, minuten: int, server: Server) -> None:
        self.run(self.world.change(which, start=FIRST + timedelta(days=days), minuten=minuten))
        self.run(self.world.post(server))

    @rule(which=meetings, plek=st.sampled_from(PLACES), server=servers)
    def change_place(self, which: str, plek: str | None, server: Server) -> None:
        self.run(self.world.change(which, plek=plek))
        self.run(self.world.post(server))

    @rule(which=meetings, sure=st.sampled_from((True, False, False)), server=servers)
    def cancel(self, which: str, sure: bool, server: Server) -> None:
        if sure:
            self.run(self.world.cancel(which))
            self.run(self.world.post(server))

    @rule(which=meetings, owner=owners, yes=st.booleans())
    def answer(self, which: str, owner: str, yes: bool) -> None:
        """From the calendar as the mails so far left it: it changes nothing for anybody else."""
        agenda = Agenda(ADDRESSES[owner])
        for letter in self._letters(owner):
            agenda.take_in(letter.scheduling)
        self.run(self.world.answer(which, owner, agenda.entry(UIDS[which]), yes=yes))

    @rule(seconds=st.sampled_from((1, 3600)))
    def wait(self, seconds: int) -> None:
        self.world.clock.instant += timedelta(seconds=seconds)

    def teardown(self) -> None:
        try:
            self.run(self.world.settle())
            COUNTS.update(histories=1, mails=len(self.world.wire.letters))
            for owner in ADDRESSES:
                mine = self._letters(owner)
                self._news_only(owner, mine)
                for _ in range(ORDERS):
                    self._holds_the_right_meetings(owner, self._delivered(mine))
        finally:
            self.loop.close()

    def _letters(self, owner: str) -> list[Letter]:
        return [letter for letter in self.world.wire.letters if letter.to == ADDRESSES[owner]]

    def _delivered(self, letters: list[Letter]) -> list[Letter]:
        """Each at least once, in any order."""
        again = self.chance.choices(letters, k=self.chance.randint(0, 3)) if letters else []
        delivered = [*letters, *again]
        self.chance.shuffle(delivered)
        COUNTS["deliveries"] += len(delivered)
        return delivered

    def _holds_the_right_meetings(self, owner: str, delivered: Iterable[Letter]) -> None:
        exact, simple = Agenda(ADDRESSES[owner]), Agenda(ADDRESSES[owner], stamps=False)
        for letter in delivered:
            exact.take_in(letter.scheduling)
            simple.take_in(letter.scheduling)
        for which, uid in UIDS.items():
            for agenda in (exact, simple):
                self._is_right(owner, which, agenda.entry(uid))
            if entry := exact.entry(uid):
                assert entry.attendees == self.world.expected[which].sees(owner)

    def _is_right(self, owner: str, which: str, entry: Scheduling | None) -> None:
        wanted = self.world.expected[which]
        assert (entry is not None) == (owner in wanted.guests), (owner, which)
        if entry:
            assert (entry.start, entry.length) == (wanted.start, timedelta(minutes=wanted.minuten))
            assert entry.place == PLACE_NAMES.get(wanted.plek or "")

    def _news_only(self, owner: str, letters: list[Letter]) -> None:
        """Nobody gets an update without a change, and every CANCEL outranks what came before it (RFC 5546, 2.1.4). What
        was undone before its mail left is told as it is now: a REQUEST that only confirms (3.2.2.2)."""
        last: dict[str, Letter] = {}
        for letter in letters:
            new, before = letter.scheduling, last.get(letter.scheduling.uid)
            if before and letter.message_id == before.message_id:
                assert new == before.scheduling
            elif before:
                old = before.scheduling
                assert new.version > old.version
                assert new.method == "REQUEST" or new.sequence > old.sequence
                assert new.content != old.content or self._changed_between(owner, old, new)
            last[letter.scheduling.uid] = letter

    def _changed_between(self, owner: str, old: Scheduling, new: Scheduling) -> bool:
        of_guest = (told for told in self.world.decided if (told.owner, told.uid) == (owner, new.uid))
        return any(old.version < told.version < new.version for told in of_guest)
