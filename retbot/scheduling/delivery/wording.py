"""Turns a post for a room into the message to send: its text from the state at this moment, its thread, its
mentions."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from retbot.domain.casus.casecode import Casecode, codes_in
from retbot.domain.errors import Arg
from retbot.ports import Attachment, Outgoing, OutgoingPoll, OutgoingPollEnd, PostRow, PostState, SendFailed
from retbot.scheduling.delivery.example_moment import with_moment
from retbot.scheduling.delivery.messages import ringing, with_code
from retbot.scheduling.notices import NOTICES
from retbot.scheduling.occasion import Occasion, Speech, with_outcome
from retbot.wording import terms
from retbot.wording.vocabulary import in_words_of

Replies = Callable[[str, Mapping[str, Arg], Casecode | None], str]
"""Gives the text of the sentence with that name, which answers a command; raises KeyError for an unknown name."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A post with its room, and with its text when it is a message."""

    row: PostRow
    room_id: str
    outgoing: Outgoing | OutgoingPoll | OutgoingPollEnd | Attachment | None = None
    reactions: tuple[str, ...] = ()
    becomes_root: bool = False
    expires: timedelta | None = None


class UnknownSentence(Exception):
    """There is no sentence with this name."""


async def prepare(turn: Occasion, room_id: str, replies: Replies) -> Ready | None:
    """None when the message is no longer true, or a newer one has said it already. Raises SendFailed,
    UnknownSentence."""
    said = None if await _was_said_since(turn) else await _say(turn, replies)
    if said is None:
        return None
    thread, becomes_root = await _thread(turn)
    await _note_mentions(turn, said)
    return Ready(
        turn.row,
        room_id,
        _outgoing(turn, said, room_id, thread),
        said.reactions,
        becomes_root=becomes_root,
        expires=said.file.expires if said.file else None,
    )


async def _say(turn: Occasion, replies: Replies) -> Speech | None:
    post = turn.post
    if notice := NOTICES.get(post.sentence):
        said = await notice.words(turn)
    else:
        try:
            said = Speech(replies(post.sentence, await with_outcome(turn), post.code))
        except KeyError:
            raise UnknownSentence from None
    if said is None:
        return None
    return replace(said, text=in_words_of(await turn.covenant_to_speak(), await with_moment(said.text, turn)))


async def _was_said_since(turn: Occasion) -> bool:
    """Of several reminders about the same thing that waited together, only the first is sent: all would have the same
    text."""
    post = turn.post
    if post.code is None or "moment" not in post.args:
        return False
    rows = await turn.work.outbox.posts(code=post.code, sentence=post.sentence, state=PostState.SENT)
    return any(
        row.sent_at and row.sent_at >= turn.row.first_due and _subject(row) == _subject(turn.row) for row in rows
    )


def _subject(row: PostRow) -> tuple[object, ...]:
    post = row.post
    args = sorted((name, str(value)) for name, value in post.args.items() if name != "moment")
    return post.channel, post.about, *args


def _outgoing(
    turn: Occasion, said: Speech, room_id: str, thread: str | None
) -> Outgoing | OutgoingPoll | OutgoingPollEnd | Attachment:
    rings = ringing(turn.post, turn.team) if said.rings is None else said.rings
    if said.file:
        return Attachment(room_id, said.file.name, said.file.content, said.file.mime_type, thread)
    text = with_code(terms.lines(said.text, _late(turn)), turn.post, rings)
    if said.ends:
        return OutgoingPollEnd(room_id, said.ends, text)
    if said.options:
        return OutgoingPoll(room_id, text, said.options, said.most, thread)
    return Outgoing(room_id, text, thread, rings, turn.post.target)


def _late(turn: Occasion) -> str | None:
    """None also for a message that mentions the delay itself, in its text or by a `moment` argument."""
    post, moment = turn.post, turn.row.first_due
    notice = NOTICES.get(post.sentence)
    if (notice and notice.says_how_late) or "moment" in post.args:
        return None
    is_asked = post.is_answer and notice is None
    excuse = terms.answered_late(moment, turn.now) if is_asked else terms.unreachable(moment, turn.team, turn.now)
    return f"(dit bericht {excuse})" if excuse else None


async def _note_mentions(turn: Occasion, said: Speech) -> None:
    """A message in the main timeline may name several cases; it is deleted with the first of these cases."""
    text = said.file.content.decode(errors="replace") if said.file else said.text
    others = codes_in(text) - {turn.post.code}
    if others:
        await turn.work.outbox.mentions(turn.row.id, others)


async def _thread(turn: Occasion) -> tuple[str | None, bool]:
    """The root of the thread for the message, and whether the message becomes a root itself, which also happens when
    the intended root was never sent. Raises SendFailed while it waits for its root."""
    post = turn.post
    if not post.in_case or post.code is None:
        return post.thread, post.opens_thread
    root = await turn.work.cases.thread(post.code)
    if root is None:
        others = await turn.work.outbox.posts(code=post.code, state=PostState.OPEN)
        if any(row.post.opens_thread for row in others):
            raise SendFailed
    return root, root is None
