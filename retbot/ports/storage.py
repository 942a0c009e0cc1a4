"""The store, as one transaction at a time."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Protocol, TypeAlias

from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.casus import Casus, Feit
from retbot.domain.deelnemers.roles import Deelnemer
from retbot.domain.errors import Arg
from retbot.domain.termijnen.casustermijnen import Termijn
from retbot.domain.termijnen.reminders import Reminder
from retbot.ports.absences import Absences
from retbot.ports.audit import AuditLog
from retbot.ports.closed_sets import ClosedSet, EventId, Key, Kind, MatrixId, Owner, Ringing, RoomId
from retbot.ports.ledger import Ledger
from retbot.ports.left_addresses import LeftAddresses
from retbot.ports.overleg import Overleggen
from retbot.ports.purge import Purge
from retbot.ports.rsvps import Rsvps
from retbot.ports.stored_polls import StoredPolls
from retbot.ports.vitals import Backlogs


class StoreFailed(OSError):
    """Our own disk or database could not do it now. Nothing of the transaction is done; it may be tried again."""


class StoreDamaged(StoreFailed):
    """A file of ours holds no database any more: trying again does not help."""


class UnknownCase(Exception):
    """A code was given that no case has at the end of the transaction, which is undone as a whole."""


class KeysLost(Exception):
    """The store holds addresses, but the file with their keys is gone: put it back, or let go of the addresses."""


Args: TypeAlias = Annotated[Mapping[str, Arg], ClosedSet("values that the domain knows, and SafeText", r"[^\x00]*")]
"""Of a post: tests/journeys/test_typed.py types a word of its own everywhere, and finds it in none."""


class Channel(StrEnum):
    ROOM = "room"
    REACTION = "reaction"
    REDACTION = "redaction"
    MAIL = "mail"


class PostState(StrEnum):
    OPEN = "open"
    SENT = "sent"
    DROPPED = "dropped"
    """What it would say was no longer true when its turn came."""
    REFUSED = "refused"
    """The other side refuses it for good."""


@dataclass(frozen=True, slots=True)
class Post:
    """Something to say, by its `sentence` and `args` from closed sets, never as text: it is rendered when sent.

    `key` is deterministic; a second Post with the same key changes nothing. In the room: `thread` is an event id, or
    with `in_case` the thread of the case `code`; without either the main line of `room_id`, which None means the
    team's room. `direct` is the Matrix id of whom it goes to in a direct room. `to` names the recipient of a mail:
    `deelnemer:3`, a role within the case, or an address that somebody left (OudAdres.to). `about` is the key of a term
    (or `uitnodiging`), which a reaction to the message or the fate of the mail is about. `code` is that of a case that
    the store knows; a code that it knows no longer, or not at all, is one of the `args`.
    """

    key: Key
    channel: Channel
    sentence: Kind
    args: Args = field(default_factory=dict)
    code: Casecode | None = None
    about: Key | None = None
    room_id: RoomId | None = None
    thread: EventId | None = None
    in_case: bool = False
    opens_thread: bool = False
    """The message becomes the root of the thread of its case."""
    direct: MatrixId | None = None
    is_answer: bool = False
    """A person waits for it: it goes before what is said unasked."""
    rings: tuple[Ringing, ...] = ()
    """Rights (voorzitter, secretaris, beheerder) or Matrix ids that it mentions."""
    target: EventId | None = None
    """The event to react to or to redact."""
    to: Owner | None = None


@dataclass(frozen=True, slots=True)
class PostRow:
    """A Post in the outbox. Instants are aware, in UTC."""

    id: int
    post: Post
    made_at: datetime
    due: datetime
    first_due: datetime
    """When it was to be said; `due` moves on with each further try."""
    attempts: int
    state: PostState
    attempted_at: datetime | None = None
    sent_at: datetime | None = None
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the bot to one person; `state` is what he answered so far, from closed sets. `zin` and `args` are
    the sentence that asked it, to be said again."""

    person: str
    type: str
    room_id: str
    thread: str | None
    code: Casecode | None = None
    state: Mapping[str, Arg] = field(default_factory=dict)
    id: int | None = None
    gesteld: datetime = field(kw_only=True)
    """When it was asked."""
    snapshot: str = ""
    """What it asks, and what was known of that when it was asked (domain/casus/question_ends.py)."""
    zin: str = ""
    args: Mapping[str, Arg] = field(default_factory=dict)


class UnitOfWork(Rsvps, LeftAddresses, Overleggen, AuditLog, StoredPolls, Ledger, Absences, Purge, Backlogs, Protocol):
    """Everything within one transaction; leaving the context without an exception commits it.

    A `code` is that of a case that is there when the transaction ends, else UnknownCase; only the audit takes any code.
    """

    async def first_time(self, event_id: str, now: datetime) -> bool:
        """Remembers the event; False when it was taken in before."""

    async def forget_events(self, before: datetime) -> None:
        """Those that `first_time` remembers from before that instant."""

    def savepoint(self) -> AbstractAsyncContextManager[None]:
        """What was done inside is undone when an exception leaves it; the transaction goes on."""

    # cases
    async def casus(self, code: Casecode) -> Casus | None: ...
    async def casussen(self, *, open_only: bool = True) -> list[Casus]:
        """Sorted by the day of their aanmelding, then by code."""

    async def codes(self) -> set[Casecode]: ...
    async def closed_codes(self) -> list[Casecode]:
        """In the order of `casussen`."""

    async def save(
        self, casus: Casus, termijnen: Sequence[Termijn], reminders: Sequence[Reminder], now: datetime
    ) -> None:
        """The case with its derived rows in place of the earlier ones. A reminder whose moment is past stays only if
        it was there before; one that was given once is not given again, even when it went and came back."""

    async def thread(self, code: Casecode) -> str | None: ...
    async def set_thread(self, code: Casecode, event_id: str) -> None:
        """Of a case that was saved; `save` leaves it as it is."""

    async def casus_of_thread(self, event_id: str) -> Casecode | None: ...

    # reminders
    async def due_reminders(self, now: datetime, limit: int) -> list[tuple[Casecode, Reminder]]:
        """Not given yet, oldest first; also the postponed ones whose new moment has come."""

    async def mark_reminded(self, code: Casecode, key: str, now: datetime) -> None:
        """Two cases may have a reminder with the same key."""

    async def postpone(self, code: Casecode, termijn: str, moment: datetime) -> None:
        """Another reminder of this term at `moment`, of the occasion TE_LAAT or VOORAF as it then is. It is given only
        while the term is open; the derived reminders stay as they are."""

    async def next_moment(self) -> datetime | None:
        """The earliest instant at which a reminder or a post of the outbox is due; what waits behind a post that is
        tried again later counts from then."""

    # duties of the team rather than a case
    async def team_feiten(self) -> list[Feit]: ...
    async def add_team_feit(self, feit: Feit) -> None:
        """Nothing replaces another; the very same one twice is kept once."""

    async def remove_team_feit(self, feit: Feit) -> None: ...

    # who takes part
    async def deelnemers(self) -> list[Deelnemer]: ...
    async def save_deelnemer(self, deelnemer: Deelnemer) -> None:
        """Adds or replaces the one with this number."""

    async def remove_deelnemer(self, nummer: int) -> None:
        """His address, his invitations, his answers and his choices in polls go too."""

    # addresses, encrypted at rest
    async def address(self, owner: str, code: Casecode | None = None) -> str | None:
        """Of `deelnemer:3`, or of a role within the case `code`; None as well when its key is lost."""

    async def set_address(self, owner: str, address: str | None, code: Casecode | None = None) -> None:
        """Raises KeysLost."""

    async def forget_addresses(self, code: Casecode) -> None:
        """Of everybody in this case; their key is destroyed once this is committed, so that no backup holds them."""

    async def owners(self, code: Casecode | None = None) -> list[str]:
        """Who has an address, in this case or in the team."""

    async def closed_with_addresses(self) -> list[Casecode]:
        """The closed cases in which somebody still has one."""

    # questions
    async def questions(self, person: str) -> list[Question]:
        """The open questions to this person, oldest first."""

    async def questions_in(self, room_id: str, thread: str | None) -> list[Question]:
        """Asked in that line of the room, to whomever, oldest first."""

    async def questions_about(self, code: Casecode | None) -> list[Question]:
        """To whomever, oldest first; those about no case without a code."""

    async def ask(self, question: Question) -> Question:
        """Adds a question, or replaces the one with its id; one open question per person, type and case: an earlier
        one gives way. Returns it with its id."""

    async def close_question(self, question: Question) -> None:
        """The one with its id."""

    # outbox
    async def put(self, post: Post, now: datetime, due: datetime | None = None) -> None: ...
    async def due_posts(self, now: datetime, limit: int, *, mail: bool = False) -> list[PostRow]:
        """Open and due, by mail or in the rooms. In the rooms answers and what they have redacted come first, then what
        is said unasked, reactions last; within these, and by mail, in the order in which they were put.

        Nothing overtakes within its lane: behind a post that waits for another try (`retry`), everything put later
        waits too. A lane is a channel with a direct room, with a line of a room (main, a thread, a case), or with a
        recipient of mail within a case; answers have lanes of their own there. What belongs in the thread of a case
        also waits for the post that opens it. A post put for a later moment holds nothing up before it has had its
        turn. Who sends these in order must himself leave the rest of a lane alone when one fails.
        """

    async def attempting(self, id_: int, now: datetime) -> None:
        """Counts the attempt."""

    async def settle(self, id_: int, state: PostState, now: datetime, event_id: str | None = None) -> None:
        """`sent_at` becomes `now` for SENT only; an event id that is known stays."""

    async def retry(self, id_: int, at: datetime, attempts: int | None = None) -> None:
        """Still open, due again at that instant. `attempts` is the count to go back to after an attempt that surely did
        not arrive."""

    async def post_of_event(self, event_id: str) -> PostRow | None: ...
    async def post_of_key(self, key: str) -> PostRow | None: ...
    async def posts(
        self, *, code: Casecode | None = None, sentence: str | None = None, state: PostState | None = None
    ) -> list[PostRow]:
        """What is not given is any; in the order in which they were put."""

    # small things, each under its own name
    async def note(self, name: str) -> str | None: ...
    async def set_note(self, name: str, value: str | None) -> None: ...


class Storage(Protocol):
    def begin(self) -> AbstractAsyncContextManager[UnitOfWork]:
        """A transaction of its own; they wait for one another. One within another of the same task is an error
        (RuntimeError): it would wait for ever."""

    async def leave_nothing_behind(self) -> None:
        """After a purge: what was deleted is in no page of the database any more, nor in the files beside it."""

    def expire_copies(self, before: datetime) -> None:
        """Away with the copies of the database from before a new version that were made before that instant."""
