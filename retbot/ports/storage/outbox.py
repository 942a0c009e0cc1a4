"""Storage of the messages that wait to be sent."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Protocol, TypeAlias

from retbot.domain.casus.casecode import Casecode
from retbot.domain.errors import Arg
from retbot.ports.closed_sets import ClosedSet, EventId, Key, Kind, MatrixId, Owner, Ringing, RoomId

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


class Outbox(Protocol):
    """Posts, in lanes that keep their order."""

    async def put(self, post: Post, now: datetime, due: datetime | None = None) -> None: ...

    async def due(self, now: datetime, limit: int, *, mail: bool = False) -> list[PostRow]:
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

    async def of_envelopes(self, tokens: Sequence[str]) -> list[PostRow]:
        """The posts in the mails with these tokens; upper and lower case are ignored, because mail may change them."""

    async def mark_bounced(self, ids: Sequence[int], now: datetime) -> None:
        """The mail with these posts was not delivered after all."""

    async def owners_not_reached(self, uid: str) -> frozenset[str]:
        """The owners whose last invitation for this meeting was refused or came back."""

    async def of_event(self, event_id: str) -> PostRow | None: ...

    async def of_key(self, key: str) -> PostRow | None: ...

    async def with_key(self, begin: str) -> list[PostRow]:
        """The posts whose key starts with `begin`, which ends in a colon; in the order in which they were put."""

    async def posts(
        self, *, code: Casecode | None = None, sentence: str | None = None, state: PostState | None = None
    ) -> list[PostRow]:
        """In the order in which they were put; an argument that is not given matches everything."""

    async def mentions(self, id_: int, codes: Collection[Casecode]) -> None:
        """Records that the post with this id also names these cases, as far as the store knows them. The message is
        removed when one of them is purged."""

    async def forget(self, before: datetime, *, answers: bool) -> None:
        """Deletes finished posts without a case from before that instant: answers to commands, or all others except
        those that may be sent only once ever."""

    async def forget_redactions(self) -> bool:
        """Deletes the posts that redacted messages about deleted cases (keys with CLEARED), once the last of them was
        sent. Returns whether there were any."""

    async def forget_replaced(self) -> None:
        """Deletes the posts that redacted an old version of a kept message (keys with REPLACED) once they were sent,
        together with the posts of those versions."""
