"""Histories of two meetings: guests are added and removed, meetings move, mails are late, lost track of or
duplicated."""

import asyncio
import random
from collections import Counter
from collections.abc import Coroutine, Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any, TypeVar

import hypothesis.strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from retbot.domain.invitations.guest_list import GuestList
from tests.histories.attendee import Agenda, Letter, Scheduling
from tests.histories.history import (
    ADDRESSES,
    CASE,
    FIRST,
    MAILBOXES,
    PLACE_NAMES,
    PLACES,
    SECOND,
    TEAM,
    UIDS,
    History,
    Server,
)

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
"""What happens to the mails of a step."""


def _one_of(names: Iterable[str], pick: int) -> str | None:
    found = sorted(names)
    return found[pick % len(found)] if found else None


class Histories(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.world = History()
        self.chance = random.Random(0)

    def run(self, doing: Coroutine[Any, Any, T]) -> T:
        return self.loop.run_until_complete(doing)

    @initialize(seed=st.integers(0, 2**32), who=crowds)
    def begin(self, seed: int, who: list[str]) -> None:
        self.chance = random.Random(seed)
        self.run(self.world.begin())
        self.invite(CASE, who, None, Server.UP)

    @rule(which=meetings, who=crowds, lijst=st.none() | st.sampled_from(GuestList), server=servers)
    def invite(self, which: str, who: list[str], lijst: GuestList | None, server: Server) -> None:
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

    @rule(owner=owners, to=st.sampled_from((ADDRESSES, SECOND, SECOND, None)), server=servers)
    def change_address(self, owner: str, to: dict[str, str] | None, server: Server) -> None:
        self.run(self.world.readdress(owner, to[owner] if to else None))
        self.run(self.world.post(server))

    @rule(server=servers)
    def change_text(self, server: Server) -> None:
        if not self.world.expected[CASE].off:
            self.run(self.world.say_again())
            self.run(self.world.post(server))

    @rule(which=meetings, sure=st.sampled_from((True, False, False)), server=servers)
    def cancel(self, which: str, sure: bool, server: Server) -> None:
        if sure:
            self.run(self.world.cancel(which))
            self.run(self.world.post(server))

    @rule(which=meetings, owner=owners, yes=st.booleans())
    def answer(self, which: str, owner: str, yes: bool) -> None:
        """Answers what the mails so far left in the calendar; this changes nothing for other guests."""
        agenda = Agenda(self.world.reached_at[owner] or "")
        for letter in self._letters(agenda.owner):
            agenda.take_in(letter.scheduling)
        self.run(self.world.answer(which, owner, agenda.entry(UIDS[which]), yes=yes))

    @rule(seconds=st.sampled_from((1, 3600)))
    def wait(self, seconds: int) -> None:
        self.world.clock.instant += timedelta(seconds=seconds)

    def teardown(self) -> None:
        try:
            self.run(self.world.settle())
            COUNTS.update(histories=1, mails=len(self.world.wire.letters))
            for address in MAILBOXES:
                mine = self._letters(address)
                self._news_only(address, mine)
                for _ in range(ORDERS if mine else 1):
                    self._holds_the_right_meetings(address, self._delivered(mine))
        finally:
            self.loop.close()

    def _letters(self, address: str) -> list[Letter]:
        return [letter for letter in self.world.wire.letters if letter.to == address]

    def _delivered(self, letters: list[Letter]) -> list[Letter]:
        """Each at least once, in any order."""
        again = self.chance.choices(letters, k=self.chance.randint(0, 3)) if letters else []
        delivered = [*letters, *again]
        self.chance.shuffle(delivered)
        COUNTS["deliveries"] += len(delivered)
        return delivered

    def _holds_the_right_meetings(self, address: str, delivered: Iterable[Letter]) -> None:
        exact, simple = Agenda(address), Agenda(address, stamps=False)
        for letter in delivered:
            exact.take_in(letter.scheduling)
            simple.take_in(letter.scheduling)
        for which, uid in UIDS.items():
            for agenda in (exact, simple):
                self._is_right(address, which, agenda.entry(uid))
            if entry := exact.entry(uid):
                self._tells_who_comes_and_how(address, which, entry)

    def _is_right(self, address: str, which: str, entry: Scheduling | None) -> None:
        wanted, owner = self.world.expected[which], MAILBOXES[address]
        is_here = owner in wanted.guests and self.world.reached_at[owner] == address
        assert (entry is not None) == is_here, (address, which)
        if entry:
            assert (entry.start, entry.length) == (wanted.start, timedelta(minutes=wanted.minuten))
            assert entry.place == PLACE_NAMES.get(wanted.plek or "")

    def _tells_who_comes_and_how(self, address: str, which: str, entry: Scheduling) -> None:
        """Of another guest it may be the previous address, or none if that guest had no address for a time."""
        wanted, owner = self.world.expected[which], MAILBOXES[address]
        sees, shown = wanted.sees(owner), {MAILBOXES[one] for one in entry.attendees}
        assert shown <= sees
        assert sees - shown <= self.world.once_unreached - {owner}
        assert len(entry.attendees) == len(shown)
        assert ("anoniem" in entry.text) == (wanted.anonymous and owner != "ouders")

    def _news_only(self, address: str, letters: list[Letter]) -> None:
        """Nobody gets an update without a change, and every CANCEL has a higher number than what came before it (RFC
        5546, 2.1.4). A change that was undone before its mail left is announced as it is now: a REQUEST that only
        confirms (3.2.2.2). What may not have arrived is announced again. A retried mail is the same, except for the
        other guests' addresses by then."""
        last: dict[str, Letter] = {}
        for letter in letters:
            new, before = letter.scheduling, last.get(letter.scheduling.uid)
            if before and letter.message_id == before.message_id:
                assert replace(new, attendees=before.scheduling.attendees) == before.scheduling
            elif before:
                old = before.scheduling
                assert new.version > old.version
                assert new.method == "REQUEST" or new.sequence > old.sequence
                assert new.content != old.content or not before.sure or self._undone_since(address, old, letter)
                self._is_named_rightly(letter.subject, old, new)
            last[letter.scheduling.uid] = letter

    def _undone_since(self, address: str, old: Scheduling, letter: Letter) -> bool:
        """Whether another change came in between, or the visible guests were changed through somebody who has no
        address."""
        new, owner = letter.scheduling, MAILBOXES[address]
        of_guest = (told for told in self.world.decided if (told.owner, told.uid) == (owner, new.uid))
        if any(old.version < told.version < new.version for told in of_guest):
            return True
        return letter.subject.startswith("Genodigden gewijzigd") and bool(self.world.once_unreached - {owner})

    def _is_named_rightly(self, subject: str, old: Scheduling, new: Scheduling) -> None:
        """A change of time or place must not be announced as something smaller."""
        if (old.method, new.method) == ("REQUEST", "REQUEST"):
            prefix, _, title = subject.partition(": ")
            lesser = {"Genodigden gewijzigd", "Gewijzigd"}
            if (old.start, old.length) != (new.start, new.length):
                assert prefix not in {*lesser, "Andere plek"}, title
            elif old.place != new.place:
                assert prefix not in lesser, title
