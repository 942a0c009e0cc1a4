"""A Storage in memory; test_storage.py runs the same tests on the real one."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.casus import Casus, Feit
from retbot.domain.deelnemers.absence import periods
from retbot.domain.deelnemers.roles import Deelnemer
from retbot.domain.overleg.overleg import Overleg
from retbot.domain.termijnen.casustermijnen import Termijn
from retbot.domain.termijnen.reminders import Reminder, ReminderReason
from retbot.ports import AuditEntry, Channel, Post, PostRow, PostState, Question, UnitOfWork, UnknownCase
from tests.contract.fake_absences import FakeAbsences
from tests.contract.fake_answers import FakeAnswers
from tests.contract.fake_backlog import FakeBacklog
from tests.contract.fake_keeping import FakeKeeping
from tests.contract.fake_oude_adressen import FakeOudeAdressen
from tests.contract.fake_peilingen import FakePeilingen
from tests.contract.fake_told import FakeLedger
from tests.contract.storage_memory import Memory, StoredReminder, kept_args, rank


class FakeStorage:
    """`audits` and `memory` show what is committed."""

    def __init__(self) -> None:
        self.memory = Memory()
        self._lock = asyncio.Lock()
        self._owner: asyncio.Task[object] | None = None

    @property
    def audits(self) -> list[AuditEntry]:
        return self.memory.audits

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[UnitOfWork]:
        if self._owner is not None and self._owner is asyncio.current_task():
            raise RuntimeError("a transaction within a transaction")
        async with self._lock:
            self._owner = asyncio.current_task()
            try:
                work = FakeUnitOfWork(self.memory.copy())
                yield work
                work.memory.check()
                self.memory = work.memory
            finally:
                self._owner = None

    async def leave_nothing_behind(self) -> None:
        """Nothing to do: a dictionary leaves no traces."""

    def expire_copies(self, before: datetime) -> None:
        """Nothing to do: there are no copies."""


class FakeUnitOfWork(FakeAnswers, FakeOudeAdressen, FakePeilingen, FakeLedger, FakeAbsences, FakeKeeping, FakeBacklog):
    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    async def first_time(self, event_id: str, now: datetime) -> bool:
        known = event_id in self.memory.seen
        self.memory.seen.setdefault(event_id, now)
        return not known

    async def forget_events(self, before: datetime) -> None:
        self.memory.seen = {event: at for event, at in self.memory.seen.items() if at >= before}

    @asynccontextmanager
    async def savepoint(self) -> AsyncIterator[None]:
        earlier = self.memory.copy()
        try:
            yield
        except BaseException:
            self.memory = earlier
            raise

    # cases
    async def casus(self, code: Casecode) -> Casus | None:
        return self.memory.cases.get(code)

    async def casussen(self, *, open_only: bool = True) -> list[Casus]:
        found = [c for c in self.memory.cases.values() if not (open_only and c.gesloten)]
        return sorted(found, key=lambda c: (c.aanmelding.ontvangen, c.code))

    async def codes(self, *, open_only: bool = False) -> set[Casecode]:
        return {code for code, casus in self.memory.cases.items() if not open_only or casus.gesloten is None}

    async def closed_codes(self) -> list[Casecode]:
        return [casus.code for casus in await self.casussen(open_only=False) if casus.gesloten]

    async def save(
        self, casus: Casus, termijnen: Sequence[Termijn], reminders: Sequence[Reminder], now: datetime
    ) -> None:
        self.memory.cases[casus.code] = casus
        self.memory.merge(casus.code, termijnen, reminders, now)

    async def thread(self, code: Casecode) -> str | None:
        return self.memory.threads.get(code)

    async def set_thread(self, code: Casecode, event_id: str | None) -> None:
        if code not in self.memory.cases:
            raise UnknownCase(code)
        self.memory.threads[code] = event_id

    async def casus_of_thread(self, event_id: str) -> Casecode | None:
        return next((code for code, root in self.memory.threads.items() if root == event_id), None)

    # reminders
    async def due_reminders(self, now: datetime, limit: int) -> list[tuple[Casecode, Reminder]]:
        due = [r for r in self.memory.waiting_reminders() if r.moment <= now]
        due.sort(key=lambda r: (r.moment, r.code, r.key))
        return [(r.code, self._reminder(r, now)) for r in due[:limit]]

    def _reminder(self, reminder: StoredReminder, now: datetime) -> Reminder:
        occasion = reminder.aanleiding
        if occasion is None:
            late = self.memory.ends[reminder.code, reminder.termijn] < now
            occasion = ReminderReason.LATE if late else ReminderReason.BEFOREHAND
        return Reminder(reminder.key, reminder.moment, reminder.termijn, occasion)

    async def mark_reminded(self, code: Casecode, key: str, now: datetime) -> None:
        if reminder := self.memory.reminders.get((code, key)):
            self.memory.reminders[code, key] = replace(reminder, given_at=now)

    async def postpone(self, code: Casecode, termijn: str, moment: datetime) -> None:
        instant = moment.astimezone(UTC)
        key = f"{termijn}:uitstel:{instant:%Y-%m-%dT%H:%M:%S}"
        self.memory.reminders.setdefault((code, key), StoredReminder(code, key, instant, termijn, None))

    async def next_moment(self) -> datetime | None:
        moments = [r.moment for r in self.memory.waiting_reminders()]
        return min([*moments, *self.memory.turns()], default=None)

    # duties of the team
    async def team_feiten(self) -> list[Feit]:
        return list(self.memory.team_feiten)

    async def add_team_feit(self, feit: Feit) -> None:
        if feit not in self.memory.team_feiten:
            self.memory.team_feiten.append(feit)

    async def remove_team_feit(self, feit: Feit) -> None:
        self.memory.team_feiten = [one for one in self.memory.team_feiten if one != feit]

    # the overleggen of the team
    async def overleggen(self) -> list[Overleg]:
        return sorted(self.memory.overleggen.values(), key=lambda o: (o.start, o.uid))

    async def save_overleg(self, overleg: Overleg) -> None:
        self.memory.overleggen[overleg.uid] = overleg

    async def forget_overleggen(self, before: datetime) -> None:
        self.memory.overleggen = {uid: one for uid, one in self.memory.overleggen.items() if one.start >= before}

    async def forget_guests(self, before: datetime) -> None:
        memory = self.memory
        kept = {uid for uid, one in memory.overleggen.items() if one.start >= before}
        memory.invitations = {k: one for k, one in memory.invitations.items() if one.code or k[0] in kept}
        memory.told = {k: one for k, one in memory.told.items() if one.code or k[0] in kept}
        memory.antwoorden = {k: one for k, one in memory.antwoorden.items() if one.code or k[0] in kept}
        memory.offered = {k: one for k, one in memory.offered.items() if one.code or k[0] in kept}
        memory.left_addresses = {i: one for i, one in memory.left_addresses.items() if one.code or one.uid in kept}
        waiting = {one.uid for one in memory.offered.values()}
        memory.senders = {key: one for key, one in memory.senders.items() if key[2] in waiting}

    # deelnemers
    async def deelnemers(self) -> list[Deelnemer]:
        away = await self.absences()
        listed = sorted(self.memory.deelnemers.items())
        return [replace(one, afwezig=periods(away, nummer, one.matrix_id)) for nummer, one in listed]

    async def save_deelnemer(self, deelnemer: Deelnemer) -> None:
        self.memory.deelnemers[deelnemer.nummer] = deelnemer

    async def remove_deelnemer(self, nummer: int) -> None:
        self.memory.deelnemers.pop(nummer, None)
        self.memory.drop_addresses(lambda owner, _: owner == f"deelnemer:{nummer}")
        old = self.memory.left_addresses
        self.memory.left_addresses = {i: o for i, o in old.items() if o.owner != f"deelnemer:{nummer}"}
        self.forget_guest(f"deelnemer:{nummer}")
        self.forget_choices(f"deelnemer:{nummer}")
        self.forget_absences(f"deelnemer:{nummer}")

    # addresses
    async def address(self, owner: str, code: Casecode | None = None) -> str | None:
        return self.memory.addresses.get((owner, code))

    async def set_address(self, owner: str, address: str | None, code: Casecode | None = None) -> None:
        self.memory.addresses.pop((owner, code), None)
        self.memory.forget_others(lambda other, case: (other, case) == (owner, code))
        if address is not None:
            self.memory.addresses[owner, code] = address

    async def forget_addresses(self, code: Casecode) -> None:
        self.memory.drop_addresses(lambda _, case: case == code)
        self.forget_old(lambda old: old.code == code)

    async def owners(self, code: Casecode | None = None) -> list[str]:
        return sorted(owner for owner, case in self.memory.addresses if case == code)

    async def closed_with_addresses(self) -> list[Casecode]:
        found = {code for _, code in self.memory.addresses if code and self.memory.cases[code].gesloten}
        return sorted(found)

    # questions
    async def questions(self, person: str) -> list[Question]:
        found = [(id_, v) for id_, v in self.memory.questions.items() if v.person == person]
        return [question for _, question in sorted(found)]

    async def questions_in(self, room_id: str, thread: str | None) -> list[Question]:
        asked = sorted(self.memory.questions.items())
        return [question for _, question in asked if (question.room_id, question.thread) == (room_id, thread)]

    async def questions_about(self, code: Casecode | None) -> list[Question]:
        return [question for _, question in sorted(self.memory.questions.items()) if question.code == code]

    async def ask(self, question: Question) -> Question:
        about = question.person, question.type, question.code
        for id_, other in list(self.memory.questions.items()):
            if id_ == question.id or (other.person, other.type, other.code) == about:
                del self.memory.questions[id_]
        asked = replace(
            question,
            id=question.id or self.memory.new_id(),
            state=kept_args(question.state),
            args=kept_args(question.args),
        )
        assert asked.id
        self.memory.questions[asked.id] = asked
        return asked

    async def close_question(self, question: Question) -> None:
        self.memory.questions.pop(question.id or 0, None)

    # outbox
    async def put(self, post: Post, now: datetime, due: datetime | None = None) -> None:
        if await self.post_of_key(post.key) is None:
            id_ = self.memory.new_id()
            kept = replace(post, args=kept_args(post.args))
            self.memory.outbox[id_] = PostRow(id_, kept, now, due or now, due or now, 0, PostState.OPEN)

    async def due_posts(self, now: datetime, limit: int, *, mail: bool = False) -> list[PostRow]:
        due = [row for row in self.memory.due_posts(now) if (row.post.channel is Channel.MAIL) is mail]
        return sorted(due, key=lambda row: (rank(row.post), row.id))[:limit]

    async def attempting(self, id_: int, now: datetime) -> None:
        row = self.memory.outbox[id_]
        self.memory.outbox[id_] = replace(row, attempts=row.attempts + 1, attempted_at=now)

    async def settle(self, id_: int, state: PostState, now: datetime, event_id: str | None = None) -> None:
        row = self.memory.outbox[id_]
        sent_at = now if state is PostState.SENT else row.sent_at
        if state is PostState.SENT and row.post.is_answer:
            row = replace(row, post=replace(row.post, args={}))
        self.memory.outbox[id_] = replace(row, state=state, sent_at=sent_at, event_id=event_id or row.event_id)

    async def retry(self, id_: int, at: datetime, attempts: int | None = None) -> None:
        row = self.memory.outbox[id_]
        self.memory.outbox[id_] = replace(row, due=at, attempts=row.attempts if attempts is None else attempts)
        self.memory.retried.add(id_)

    async def new_envelope(self, ids: Sequence[int]) -> str:
        token = sha256(f"envelope {self.memory.new_id()}".encode()).hexdigest()[:20]
        self.memory.envelopes |= dict.fromkeys(ids, token)
        return token

    async def posts_of_envelopes(self, tokens: Sequence[str]) -> list[PostRow]:
        wanted = {token.lower() for token in tokens}
        return [row for id_, row in self.memory.outbox.items() if self.memory.envelopes.get(id_) in wanted]

    async def mark_bounced(self, ids: Sequence[int], now: datetime) -> None:
        self.memory.bounced |= set(ids)

    async def owners_not_reached(self, uid: str) -> frozenset[str]:
        rows = [row for row in self.memory.outbox.values() if row.post.key.startswith(f"uitnodiging:{uid}:")]
        tried = {row.post.to or "": row for row in rows if row.state in {PostState.SENT, PostState.REFUSED}}
        failed = {row.id for row in rows if row.state is PostState.REFUSED} | self.memory.bounced
        return frozenset(to for to, row in tried.items() if row.id in failed)

    async def post_of_event(self, event_id: str) -> PostRow | None:
        return next((row for row in self.memory.outbox.values() if row.event_id == event_id), None)

    async def posts_with_key(self, begin: str) -> list[PostRow]:
        return [row for row in self.memory.outbox.values() if row.post.key.startswith(begin)]

    async def post_of_key(self, key: str) -> PostRow | None:
        return next((row for row in self.memory.outbox.values() if row.post.key == key), None)

    async def posts(
        self, *, code: Casecode | None = None, sentence: str | None = None, state: PostState | None = None
    ) -> list[PostRow]:
        rows = [r for r in self.memory.outbox.values() if state in {None, r.state}]
        return [r for r in rows if code in {None, r.post.code} and sentence in {None, r.post.sentence}]

    # small things
    async def note(self, name: str) -> str | None:
        return self.memory.notes.get(name)

    async def set_note(self, name: str, value: str | None) -> None:
        self.memory.notes.pop(name, None)
        if value is not None:
            self.memory.notes[name] = value
