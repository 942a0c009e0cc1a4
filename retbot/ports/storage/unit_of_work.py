"""The store, used in one transaction at a time."""

from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol

from retbot.ports.storage.addresses import Addresses, LeftAddresses
from retbot.ports.storage.audit import AuditLog
from retbot.ports.storage.cases import Cases, Reminders, TeamFeiten
from retbot.ports.storage.invitations import Ledger, MeetingInvitations, Rsvps
from retbot.ports.storage.meetings import Overleggen, StoredPolls
from retbot.ports.storage.outbox import Outbox
from retbot.ports.storage.people import People
from retbot.ports.storage.privacy import Datalekken, GdprDecisions, Purge
from retbot.ports.storage.questions import Questions
from retbot.ports.vitals import Backlog


class StoreFailed(OSError):
    """Our own disk or database failed. The transaction had no effect; it may be tried again."""


class StoreDamaged(StoreFailed):
    """A file of ours is no longer a valid database: trying again does not help."""


class UnknownCase(Exception):
    """A code was used that belongs to no case at the end of the transaction. The whole transaction is undone."""


class KeysLost(Exception):
    """The store has addresses, but the file with their keys is missing: restore it, or give up the addresses."""


class Notes(Protocol):
    """Short texts, each under its own name."""

    async def get(self, name: str) -> str | None: ...

    async def set(self, name: str, value: str | None) -> None: ...

    async def starting_with(self, prefix: str) -> Mapping[str, str]:
        """The notes whose name starts with `prefix`."""


class ReceivedEvents(Protocol):
    """The events of rooms that were taken in."""

    async def first_time(self, event_id: str, now: datetime) -> bool:
        """Remembers the event; False when it was remembered before."""

    async def forget(self, before: datetime) -> None:
        """Forgets the events from before that instant."""


class UnitOfWork(Protocol):
    """Everything in one transaction, which is committed when the context ends without an exception.

    Every `code` must belong to a case at the end of the transaction, otherwise UnknownCase is raised; only the audit
    log accepts any code.
    """

    cases: Cases
    reminders: Reminders
    team_feiten: TeamFeiten
    people: People
    addresses: Addresses
    left_addresses: LeftAddresses
    questions: Questions
    outbox: Outbox
    overleggen: Overleggen
    polls: StoredPolls
    invitations: MeetingInvitations
    ledger: Ledger
    rsvps: Rsvps
    gdpr: GdprDecisions
    datalekken: Datalekken
    purge: Purge
    audit: AuditLog
    events: ReceivedEvents
    notes: Notes

    def savepoint(self) -> AbstractAsyncContextManager[None]:
        """Undoes what was done inside when an exception leaves it; the transaction continues."""

    async def next_moment(self) -> datetime | None:
        """The earliest instant at which a reminder or a post is due. A post behind one that waits for a retry is due at
        the time of that retry."""

    async def backlog(self, now: datetime) -> Backlog: ...


class Storage(Protocol):
    def begin(self) -> AbstractAsyncContextManager[UnitOfWork]:
        """One transaction at a time: others wait. Nesting them in one task raises RuntimeError, because it would wait
        forever."""

    async def leave_nothing_behind(self) -> None:
        """After a purge: removes deleted data from the pages of the database and from the files next to it."""

    def expire_copies(self, before: datetime) -> None:
        """Deletes the copies from before an upgrade that were made before that instant."""
