"""The store, used in one transaction at a time."""

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
    """Our own disk or database failed. The transaction had no effect; it may be tried again."""


class StoreDamaged(StoreFailed):
    """A file of ours is no longer a valid database: trying again does not help."""


class UnknownCase(Exception):
    """A code was used that belongs to no case at the end of the transaction. The whole transaction is undone."""


class KeysLost(Exception):
    """The store has addresses, but the file with their keys is missing: restore it, or give up the addresses."""


Args: TypeAlias = Annotated[Mapping[str, Arg], ClosedSet("values that the domain knows, and SafeText", r"[^\x00]*")]
"""Arguments of a post. tests/journeys/test_typed.py types unusual words everywhere, and checks that no post contains
them."""


class Channel(StrEnum):
    ROOM = "room"
    REACTION = "reaction"
    REDACTION = "redaction"
    PIN = "pin"
    MAIL = "mail"


class PostState(StrEnum):
    OPEN = "open"
    SENT = "sent"
    DROPPED = "dropped"
    """It was no longer true when it was to be sent."""
    REFUSED = "refused"
    """Permanently refused by the receiving server."""


@dataclass(frozen=True, slots=True)
class Post:
    """A message to send, as `sentence` and `args` from closed sets, never as text; the text is made when it is sent.

    `key` is deterministic; a second Post with the same key changes nothing. For a room: `thread` is an event id;
    `in_case` means the thread of the case `code`; with neither it goes to the main timeline of `room_id`, where None
    means the team's room. `direct` is the Matrix id of the other person in a direct room. `to` is the recipient of a
    mail: `deelnemer:3`, a role within the case, or a former address (LeftAddress.to). `about` is the key of a term (or
    `uitnodiging`), to which a reaction or the result of the mail refers. `code` is a case in the store; the code of any
    other case is one of the `args`.
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
    """Somebody is waiting for it, so it is sent before messages on the bot's own initiative."""
    rings: tuple[Ringing, ...] = ()
    """Rights (voorzitter, secretaris, beheerder) or Matrix ids to notify."""
    target: EventId | None = None
    """The event to react to, to redact, to pin, or that the message replaces by editing it."""
    to: Owner | None = None


@dataclass(frozen=True, slots=True)
class PostRow:
    """A Post in the outbox. Instants are aware, in UTC."""

    id: int
    post: Post
    made_at: datetime
    due: datetime
    first_due: datetime
    """When it was to be sent first; `due` changes with every retry."""
    attempts: int
    state: PostState
    attempted_at: datetime | None = None
    sent_at: datetime | None = None
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the bot to one person. `state` holds the answers so far, from closed sets. `zin` and `args` are the
    sentence that asked it, to repeat the question."""

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
    """The state on which the answer depends, when the question was asked (domain/casus/question_ends.py)."""
    zin: str = ""
    args: Mapping[str, Arg] = field(default_factory=dict)


class UnitOfWork(Rsvps, LeftAddresses, Overleggen, AuditLog, StoredPolls, Ledger, Absences, Purge, Backlogs, Protocol):
    """Everything in one transaction, which is committed when the context ends without an exception.

    Every `code` must belong to a case at the end of the transaction, otherwise UnknownCase is raised; only the audit
    log accepts any code.
    """

    async def first_time(self, event_id: str, now: datetime) -> bool:
        """Remembers the event; False when it was remembered before."""

    async def forget_events(self, before: datetime) -> None:
        """Forgets the events from before that instant."""

    def savepoint(self) -> AbstractAsyncContextManager[None]:
        """Undoes what was done inside when an exception leaves it; the transaction continues."""

    # cases
    async def casus(self, code: Casecode) -> Casus | None: ...
    async def casussen(self, *, open_only: bool = True) -> list[Casus]:
        """Sorted by the day of their aanmelding, then by code."""

    async def codes(self, *, open_only: bool = False) -> set[Casecode]: ...
    async def closed_codes(self) -> list[Casecode]:
        """In the order of `casussen`."""

    async def save(
        self, casus: Casus, termijnen: Sequence[Termijn], reminders: Sequence[Reminder], now: datetime
    ) -> None:
        """Stores the case and replaces its derived rows. A reminder in the past stays only if it was there before. A
        reminder that was sent is not sent again, even if it disappears and returns."""

    async def thread(self, code: Casecode) -> str | None: ...
    async def set_thread(self, code: Casecode, event_id: str | None) -> None:
        """For a stored case; None until a new root is sent. `save` does not change the thread."""

    async def casus_of_thread(self, event_id: str) -> Casecode | None: ...

    # reminders
    async def due_reminders(self, now: datetime, limit: int) -> list[tuple[Casecode, Reminder]]:
        """Not sent yet, oldest first; includes postponed ones whose new moment has come."""

    async def mark_reminded(self, code: Casecode, key: str, now: datetime) -> None:
        """Two cases may have a reminder with the same key."""

    async def postpone(self, code: Casecode, termijn: str, moment: datetime) -> None:
        """Adds a reminder of this term at `moment`, with reason LATE or BEFOREHAND depending on the time. It is sent
        only while the term is open; the derived reminders do not change."""

    async def next_moment(self) -> datetime | None:
        """The earliest instant at which a reminder or a post is due. A post behind one that waits for a retry is due at
        the time of that retry."""

    # duties of the team, not of a case
    async def team_feiten(self) -> list[Feit]: ...
    async def add_team_feit(self, feit: Feit) -> None:
        """Never replaces another fact; an identical one is stored once."""

    async def remove_team_feit(self, feit: Feit) -> None: ...

    # who takes part
    async def deelnemers(self) -> list[Deelnemer]: ...
    async def save_deelnemer(self, deelnemer: Deelnemer) -> None:
        """Adds or replaces the one with this number."""

    async def remove_deelnemer(self, nummer: int) -> None:
        """Also deletes their address, invitations, answers and choices in polls."""

    # addresses, encrypted at rest
    async def address(self, owner: str, code: Casecode | None = None) -> str | None:
        """For `deelnemer:3`, or for a role in the case `code`; None also when the key is lost."""

    async def set_address(self, owner: str, address: str | None, code: Casecode | None = None) -> None:
        """Raises KeysLost."""

    async def forget_addresses(self, code: Casecode) -> None:
        """The addresses of everybody in this case. Their key is destroyed after the commit, so that they cannot be read
        from a backup either."""

    async def owners(self, code: Casecode | None = None) -> list[str]:
        """The owners of an address, in this case or in the team."""

    async def closed_with_addresses(self) -> list[Casecode]:
        """The closed cases that still have an address."""

    # questions
    async def questions(self, person: str) -> list[Question]:
        """The open questions to this person, oldest first."""

    async def questions_in(self, room_id: str, thread: str | None) -> list[Question]:
        """Questions to anybody in that thread of the room (None: the main timeline), oldest first."""

    async def questions_about(self, code: Casecode | None) -> list[Question]:
        """Questions to anybody about this case, oldest first; None means those without a case."""

    async def ask(self, question: Question) -> Question:
        """Adds a question, or replaces the one with its id. Only one question per person, type and case can be open: an
        earlier one is deleted. Returns it with its id."""

    async def close_question(self, question: Question) -> None:
        """Deletes the question with its id."""

    # outbox
    async def put(self, post: Post, now: datetime, due: datetime | None = None) -> None: ...
    async def due_posts(self, now: datetime, limit: int, *, mail: bool = False) -> list[PostRow]:
        """Open and due posts, for mail or for the rooms. In the rooms answers and their redactions come first, then
        messages on the bot's own initiative, then reactions; within these groups, and for mail, in the order in which
        they were put.

        The order within a lane is kept: behind a post that waits for a retry, later posts wait too. A lane is a channel
        together with a direct room, with one timeline of a room (main, a thread, a case), or with a recipient of mail
        within a case; answers have their own lanes. Posts for the thread of a case also wait for the post that opens
        it. A post for a later moment blocks nothing until it was tried. When one post fails, the sender must itself
        skip the rest of the lane.
        """

    async def attempting(self, id_: int, now: datetime) -> None:
        """Counts the attempt."""

    async def settle(self, id_: int, state: PostState, now: datetime, event_id: str | None = None) -> None:
        """Sets `sent_at` to `now` for SENT only; an event id that is known stays. An answer that was sent loses its
        arguments, which are not needed again."""

    async def retry(self, id_: int, at: datetime, attempts: int | None = None) -> None:
        """Keeps it open, due again at that instant. `attempts` restores the count, after an attempt that certainly did
        not arrive."""

    async def new_envelope(self, ids: Sequence[int]) -> str:
        """A fresh random token for the mail in which these posts are sent, stored with them."""

    async def posts_of_envelopes(self, tokens: Sequence[str]) -> list[PostRow]:
        """The posts in the mails with these tokens; upper and lower case are ignored, because mail may change them."""

    async def mark_bounced(self, ids: Sequence[int], now: datetime) -> None:
        """The mail with these posts was not delivered after all."""

    async def owners_not_reached(self, uid: str) -> frozenset[str]:
        """The owners whose last invitation for this meeting was refused or came back."""

    async def post_of_event(self, event_id: str) -> PostRow | None: ...
    async def post_of_key(self, key: str) -> PostRow | None: ...
    async def posts_with_key(self, begin: str) -> list[PostRow]:
        """The posts whose key starts with `begin`, which ends in a colon; in the order in which they were put."""

    async def posts(
        self, *, code: Casecode | None = None, sentence: str | None = None, state: PostState | None = None
    ) -> list[PostRow]:
        """In the order in which they were put; an argument that is not given matches everything."""

    # notes, each under its own name
    async def note(self, name: str) -> str | None: ...
    async def set_note(self, name: str, value: str | None) -> None: ...


class Storage(Protocol):
    def begin(self) -> AbstractAsyncContextManager[UnitOfWork]:
        """One transaction at a time: others wait. Nesting them in one task raises RuntimeError, because it would wait
        forever."""

    async def leave_nothing_behind(self) -> None:
        """After a purge: removes deleted data from the pages of the database and from the files next to it."""

    def expire_copies(self, before: datetime) -> None:
        """Deletes the copies from before an upgrade that were made before that instant."""
