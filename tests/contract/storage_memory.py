"""The data of a FakeStorage, and the rules that need more than a lookup."""

import copy
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.casus import Casus, Feit
from retbot.domain.casus.gdpr_requests import GdprDecision, GdprRight
from retbot.domain.convenant.timeline import last_instant
from retbot.domain.deelnemers.absence import Absence
from retbot.domain.deelnemers.roles import Deelnemer
from retbot.domain.errors import Arg
from retbot.domain.invitations.meeting import LedgerEntry
from retbot.domain.invitations.rsvps import Invitation, Rsvp
from retbot.domain.overleg.overleg import Overleg
from retbot.domain.planning.polls import Poll, PollVoter
from retbot.domain.privacy.counters import HalfYearCount
from retbot.domain.privacy.datalekken import Datalek
from retbot.domain.termijnen.casustermijnen import Termijn, TermijnState
from retbot.domain.termijnen.reminders import Reminder, ReminderReason
from retbot.ports import AuditEntry, Channel, Post, PostRow, PostState, Question, UnknownCase
from retbot.ports.storage.addresses import LeftAddress


@dataclass(frozen=True)
class StoredReminder:
    """`aanleiding` is None for a postponed one."""

    code: Casecode
    key: str
    moment: datetime
    termijn: str
    aanleiding: ReminderReason | None
    given_at: datetime | None = None


@dataclass
class Memory:
    seen: dict[str, datetime] = field(default_factory=dict)
    cases: dict[Casecode, Casus] = field(default_factory=dict)
    threads: dict[Casecode, str | None] = field(default_factory=dict)
    ends: dict[tuple[Casecode, str], datetime] = field(default_factory=dict)
    """Of the open terms."""
    reminders: dict[tuple[Casecode, str], StoredReminder] = field(default_factory=dict)
    team_feiten: list[Feit] = field(default_factory=list)
    overleggen: dict[str, Overleg] = field(default_factory=dict)
    deelnemers: dict[int, Deelnemer] = field(default_factory=dict)
    addresses: dict[tuple[str, Casecode | None], str] = field(default_factory=dict)
    invitations: dict[tuple[str, str], Invitation] = field(default_factory=dict)
    antwoorden: dict[tuple[str, str], Rsvp] = field(default_factory=dict)
    offered: dict[tuple[str, str], Rsvp] = field(default_factory=dict)
    told: dict[tuple[str, str], LedgerEntry] = field(default_factory=dict)
    organizers: dict[tuple[str, Casecode | None], tuple[str, bool]] = field(default_factory=dict)
    """The token in the address to answer to, and whether it is that of a private person."""
    senders: dict[tuple[str, Casecode | None, str], str] = field(default_factory=dict)
    """Of the answers that wait: by owner, case and meeting."""
    others: dict[tuple[str, Casecode | None], list[str]] = field(default_factory=dict)
    renewed: dict[str, int] = field(default_factory=dict)
    """How often the tokens in the links of a meeting were renewed."""
    left_addresses: dict[int, LeftAddress] = field(default_factory=dict)
    questions: dict[int, Question] = field(default_factory=dict)
    outbox: dict[int, PostRow] = field(default_factory=dict)
    retried: set[int] = field(default_factory=set)
    envelopes: dict[int, str] = field(default_factory=dict)
    bounced: set[int] = field(default_factory=set)
    notes: dict[str, str] = field(default_factory=dict)
    audits: list[AuditEntry] = field(default_factory=list)
    audited: int = 0
    absences: list[Absence] = field(default_factory=list)
    mentions: set[tuple[int, Casecode]] = field(default_factory=set)
    """Ids of posts, and the cases that they mention besides their own."""
    besluiten: dict[tuple[Casecode, GdprRight], GdprDecision] = field(default_factory=dict)
    datalekken: dict[int, Datalek] = field(default_factory=dict)
    tellers: Mapping[HalfYearCount, int] = field(default_factory=dict)
    polls: dict[int, Poll] = field(default_factory=dict)
    keuzes: dict[tuple[int, str], tuple[int, ...]] = field(default_factory=dict)
    voters: dict[tuple[int, str], PollVoter] = field(default_factory=dict)
    ids: int = 0

    def copy(self) -> "Memory":
        return Memory(**{name: _copy(value) for name, value in vars(self).items()})

    def restore(self, earlier: "Memory") -> None:
        vars(self).update(vars(earlier))

    def new_id(self) -> int:
        self.ids += 1
        return self.ids

    def token(self, uid: str, owner: str) -> str:
        """A different one for each address of a guest of a meeting, and the same in every run."""
        left = sum((old.uid, old.owner) == (uid, owner) for old in self.left_addresses.values())
        return self._token(f"{uid} {owner} {left} {self.renewed.get(uid, 0)}")

    def organizer(self, owner: str, code: Casecode | None, *, private: bool) -> str:
        address, key = self.addresses.get((owner, code)), (owner, code)
        same = (
            token
            for other, (token, theirs) in self.organizers.items()
            if address and not private and not theirs and self.addresses.get(other, "").lower() == address.lower()
        )
        if key not in self.organizers:
            self.ids += 1
            made = next(same, None) or self._token(f"{owner} {code} {self.ids}")
            self.organizers[key] = made, private
        return self.organizers[key][0]

    def _token(self, text: str) -> str:
        return sha256(text.encode()).hexdigest()[:20]

    def check(self) -> None:
        """Raises UnknownCase."""
        codes = {
            *(code for code, _ in self.reminders),
            *(code for _, code in self.addresses),
            *(one.code for one in self.invitations.values()),
            *(one.code for one in self.antwoorden.values()),
            *(one.code for one in self.offered.values()),
            *(one.code for one in self.told.values()),
            *(one.code for one in self.left_addresses.values()),
            *(question.code for question in self.questions.values()),
            *(row.post.code for row in self.outbox.values()),
            *(poll.code for poll in self.polls.values()),
        }
        if unknown := codes - {None} - set(self.cases):
            raise UnknownCase(sorted(str(code) for code in unknown)[0])

    def merge(self, code: Casecode, termijnen: Sequence[Termijn], reminders: Sequence[Reminder], now: datetime) -> None:
        self._drop(lambda r: r.code == code and r.aanleiding is None and self._lapsed(r, now))
        self.ends = {key: end for key, end in self.ends.items() if key[0] != code}
        self.ends |= {(code, t.key): last_instant(t.due) for t in termijnen if t.staat is TermijnState.OPEN}
        wanted = {h.key: h for h in reminders}
        self._drop(lambda r: r.code == code and r.aanleiding is not None and not r.given_at and r.key not in wanted)
        for h in wanted.values():
            known = self.reminders.get((code, h.key))
            if known or h.moment >= now:
                given_at = known.given_at if known else None
                self.reminders[code, h.key] = StoredReminder(code, h.key, h.moment, h.termijn, h.aanleiding, given_at)

    def _drop(self, unwanted: Callable[[StoredReminder], bool]) -> None:
        self.reminders = {key: r for key, r in self.reminders.items() if not unwanted(r)}

    def _lapsed(self, reminder: StoredReminder, now: datetime) -> bool:
        """Whether it was postponed to a moment at which its term was no longer open."""
        is_open = (reminder.code, reminder.termijn) in self.ends
        return not reminder.given_at and reminder.moment < now and not is_open

    def waiting_reminders(self) -> Iterator[StoredReminder]:
        for reminder in self.reminders.values():
            if not reminder.given_at and (reminder.aanleiding or (reminder.code, reminder.termijn) in self.ends):
                yield reminder

    def drop_addresses(self, unwanted: Callable[[str, Casecode | None], bool]) -> None:
        self.addresses = {key: value for key, value in self.addresses.items() if not unwanted(*key)}
        self.forget_others(unwanted)

    def forget_others(self, unwanted: Callable[[str, Casecode | None], bool]) -> None:
        self.senders = {key: one for key, one in self.senders.items() if not unwanted(key[0], key[1])}
        self.others = {key: one for key, one in self.others.items() if not unwanted(*key)}

    def forget_guest(self, owner: str) -> None:
        self.drop_addresses(lambda other, _: other == owner)
        self.left_addresses = {id_: one for id_, one in self.left_addresses.items() if one.owner != owner}
        self.invitations = {key: one for key, one in self.invitations.items() if key[1] != owner}
        self.antwoorden = {key: one for key, one in self.antwoorden.items() if key[1] != owner}
        self.offered = {key: one for key, one in self.offered.items() if key[1] != owner}
        self.organizers = {key: one for key, one in self.organizers.items() if key[0] != owner}
        self.keuzes = {key: chosen for key, chosen in self.keuzes.items() if key[1] != owner}
        self.voters = {key: one for key, one in self.voters.items() if key[1] != owner}
        self.absences = [one for one in self.absences if one.who != owner]

    def forget_left_addresses(self, unwanted: Callable[[LeftAddress], bool]) -> None:
        old = self.left_addresses
        self.left_addresses = {id_: replace(one, address=None) if unwanted(one) else one for id_, one in old.items()}

    def forget_case(self, code: Casecode) -> None:
        """Deletes what other parts store about it."""
        self.invitations = {key: one for key, one in self.invitations.items() if one.code != code}
        self.antwoorden = {key: one for key, one in self.antwoorden.items() if one.code != code}
        self.offered = {key: one for key, one in self.offered.items() if one.code != code}
        self.polls = {id_: one for id_, one in self.polls.items() if one.code != code}
        self.told = {key: one for key, one in self.told.items() if one.code != code}
        self.organizers = {key: one for key, one in self.organizers.items() if key[1] != code}
        self.forget_others(lambda _, case: case == code)
        self.left_addresses = {id_: one for id_, one in self.left_addresses.items() if one.code != code}
        self.besluiten = {key: one for key, one in self.besluiten.items() if key[0] != code}
        self.mentions = {pair for pair in self.mentions if pair[1] != code}

    def open_posts(self) -> list[PostRow]:
        return [row for row in self.outbox.values() if row.state is PostState.OPEN]

    def due_posts(self, now: datetime) -> list[PostRow]:
        waiting = self._waiting()
        return [row for row in self.open_posts() if row.due <= now and not _held_up(row, now, waiting)]

    def turns(self) -> list[datetime]:
        waiting = self._waiting()
        return [row.due for row in self.open_posts() if not _held_up(row, row.due, waiting)]

    def _waiting(self) -> list[PostRow]:
        """Waiting for another attempt."""
        return [row for row in self.open_posts() if row.id in self.retried]


def _copy(value: Any) -> Any:
    return value.copy() if isinstance(value, dict | list | set) else value


def kept_args(args: Mapping[str, Arg]) -> dict[str, Arg]:
    """A copy, with lists in place of other sequences."""
    return {name: copy.copy(arg) if not isinstance(arg, tuple) else list(arg) for name, arg in args.items()}


def rank(post: Post) -> int:
    """Order: answers and the redactions they ask for, then messages on the bot's own initiative, then reactions."""
    return 2 if post.channel is Channel.REACTION else 0 if post.is_answer else 1


def _held_up(row: PostRow, at: datetime, waiting: list[PostRow]) -> bool:
    """Whether an earlier post in its lane waits for another attempt after `at`."""
    return any(other.id < row.id and other.due > at and _same_lane(other.post, row.post) for other in waiting)


def _same_lane(first: Post, later: Post) -> bool:
    opens = first.opens_thread and later.in_case and first.code == later.code
    return opens or _lane(first) == _lane(later)


def _lane(post: Post) -> tuple[str | None, ...]:
    if post.channel is Channel.MAIL:
        return post.channel, post.to, post.code
    of_answers = "answer" if post.is_answer and post.channel is not Channel.REACTION else None
    if post.direct:
        return of_answers, post.channel, post.direct
    return of_answers, post.channel, post.room_id, post.code if post.in_case else post.thread
