"""The store, as one transaction at a time."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from retbot.domain.casecode import Casecode
from retbot.domain.casus import Casus, Feit
from retbot.domain.casustermijnen import Termijn
from retbot.domain.errors import Arg
from retbot.domain.herinneren import Herinnering
from retbot.domain.rollen import Deelnemer


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
    """Something to say, by its `kind` and `args` from closed sets, never as text: it is rendered when sent.

    `key` is deterministic; a second Post with the same key changes nothing. In the room: `thread` is an event id, or
    with `in_case` the thread of the case `code`; without either the main line of `room_id`, which None means the
    team's room. `direct` is the Matrix id of whom it goes to in a direct room. `to` names the recipient of a mail:
    `deelnemer:3`, or a role within the case. `about` is the key of a term (or `uitnodiging`), which a reaction to the
    message or the fate of the mail is about.
    """

    key: str
    channel: Channel
    kind: str
    args: Mapping[str, Arg] = field(default_factory=dict)
    code: Casecode | None = None
    about: str | None = None
    room_id: str | None = None
    thread: str | None = None
    in_case: bool = False
    opens_thread: bool = False
    """The message becomes the root of the thread of its case."""
    direct: str | None = None
    rings: tuple[str, ...] = ()
    """Rights (voorzitter, secretaris, beheerder) or Matrix ids that it mentions."""
    target: str | None = None
    """The event to react to or to redact."""
    to: str | None = None


@dataclass(frozen=True, slots=True)
class PostRow:
    """A Post in the outbox. Instants are aware, in UTC."""

    id: int
    post: Post
    made_at: datetime
    due: datetime
    attempts: int
    state: PostState
    attempted_at: datetime | None = None
    sent_at: datetime | None = None
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class Vraag:
    """A question of the bot to one person; `stand` is what he answered so far, from closed sets."""

    person: str
    kind: str
    room_id: str
    thread: str | None
    code: Casecode | None = None
    stand: Mapping[str, Arg] = field(default_factory=dict)
    id: int | None = None


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """`who` is Persoon.id or `retbot`; `what` the command or the act; no values."""

    at: datetime
    who: str
    what: str
    outcome: str
    code: Casecode | None = None
    event_id: str | None = None


class UnitOfWork(Protocol):
    """Everything within one transaction; leaving the context without an exception commits it."""

    async def first_time(self, event_id: str, now: datetime) -> bool:
        """Remembers the event; False when it was taken in before."""

    def savepoint(self) -> AbstractAsyncContextManager[None]:
        """What was done inside is undone when an exception leaves it; the transaction goes on."""

    # cases
    async def casus(self, code: Casecode) -> Casus | None: ...
    async def casussen(self, *, open_only: bool = True) -> list[Casus]:
        """Sorted by the day of their aanmelding, then by code."""

    async def codes(self) -> set[Casecode]: ...
    async def save(
        self, casus: Casus, termijnen: Sequence[Termijn], herinneringen: Sequence[Herinnering], now: datetime
    ) -> None:
        """The case with its derived rows in place of the earlier ones. A reminder whose moment is past stays only if
        it was there before; one that was given once is not given again."""

    async def thread(self, code: Casecode) -> str | None: ...
    async def set_thread(self, code: Casecode, event_id: str) -> None: ...
    async def casus_of_thread(self, event_id: str) -> Casecode | None: ...

    # reminders
    async def due_herinneringen(self, now: datetime, limit: int) -> list[tuple[Casecode, Herinnering]]:
        """Not given yet, oldest first; also the postponed ones whose new moment has come."""

    async def given(self, key: str, now: datetime) -> None: ...
    async def postpone(self, code: Casecode, termijn: str, moment: datetime) -> None:
        """Another reminder of this term at `moment`, of the occasion TE_LAAT or VOORAF as it then is."""

    async def next_moment(self) -> datetime | None:
        """The earliest instant at which a reminder or a post of the outbox is due."""

    # duties of the team rather than a case
    async def teamfeiten(self) -> list[Feit]: ...
    async def add_teamfeit(self, feit: Feit) -> None: ...

    # who takes part
    async def deelnemers(self) -> list[Deelnemer]: ...
    async def save_deelnemer(self, deelnemer: Deelnemer) -> None:
        """Adds or replaces the one with this number."""

    async def remove_deelnemer(self, nummer: int) -> None:
        """His address goes too."""

    # addresses, encrypted at rest
    async def address(self, owner: str, code: Casecode | None = None) -> str | None:
        """Of `deelnemer:3`, or of a role within the case `code`."""

    async def set_address(self, owner: str, address: str | None, code: Casecode | None = None) -> None: ...
    async def owners(self, code: Casecode | None = None) -> list[str]:
        """Who has an address, in this case or in the team."""

    # questions
    async def questions(self, person: str) -> list[Vraag]:
        """The open questions to this person, oldest first."""

    async def ask(self, vraag: Vraag) -> Vraag:
        """Adds a question, or replaces the one with its id; one open question per person, kind and case."""

    async def close_question(self, vraag: Vraag) -> None: ...

    # outbox
    async def put(self, post: Post, now: datetime, due: datetime | None = None) -> None: ...
    async def due_posts(self, now: datetime, limit: int) -> list[PostRow]:
        """Open and due, oldest first; of each room, recipient or channel nothing overtakes what waits before it."""

    async def attempting(self, id_: int, now: datetime) -> None: ...
    async def settle(self, id_: int, state: PostState, now: datetime, event_id: str | None = None) -> None: ...
    async def retry(self, id_: int, at: datetime) -> None: ...
    async def post_of_event(self, event_id: str) -> PostRow | None: ...
    async def post_of_key(self, key: str) -> PostRow | None: ...
    async def posts(self, *, code: Casecode | None = None, kind: str | None = None) -> list[PostRow]: ...

    # small things, each under its own name
    async def note(self, name: str) -> str | None: ...
    async def set_note(self, name: str, value: str | None) -> None: ...

    async def audit(self, entry: AuditEntry) -> None: ...


class Storage(Protocol):
    def begin(self) -> AbstractAsyncContextManager[UnitOfWork]:
        """A transaction of its own; writers wait for one another."""
