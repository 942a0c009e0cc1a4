"""Messages that are not accepted, and who is told: where it is safe, one sentence with the reason and what to do."""

from dataclasses import replace
from datetime import datetime, timedelta

from retbot.domain.deelnemers.roles import Right
from retbot.domain.team import Team
from retbot.domain.tijd import local_day
from retbot.handlers.chat import examples
from retbot.ports import Channel, Doubt, Message, Post, PostState, RoomFault, Sign, UnitOfWork
from retbot.reading.arguments import is_command
from retbot.wording.replies.chat import strangers as say
from retbot.wording.replies.deelnemers import verhuizen as replaced
from retbot.wording.sentences import NamedSentence

_QUIET = timedelta(hours=1)
_SENTENCES: dict[Doubt, NamedSentence[[]]] = {
    Doubt.SENT_IN_THE_CLEAR: say.onversleuteld_gestuurd,
    Doubt.DEVICE_NOT_SIGNED: say.apparaat_niet_geverifieerd,
    Doubt.IDENTITY_CHANGED: say.identiteit_veranderd,
}
"""Strangers get no answer, and in an unencrypted room the bot says nothing."""
_ROOM: dict[str, NamedSentence[[]]] = {
    "join_rule": say.kamer_open,
    "history": say.kamer_geschiedenis,
    "guests": say.kamer_gasten,
    "power": say.kamer_rechten,
}
_OF_ROOM = frozenset({*_ROOM, "not_encrypted"})


async def doubt(message: Message, work: UnitOfWork, now: datetime) -> None:
    """Answers in the room, which is encrypted: to messages for the bot, and to messages that it cannot read."""
    if message.doubt is Doubt.UNDECRYPTABLE:
        await _unreadable(message, work, now)
    elif _is_for_bot(message):
        await refuse(message, work, now)


async def refuse(message: Message | Sign, work: UnitOfWork, now: datetime) -> None:
    """Says why something that was meant for the bot was not accepted."""
    if message.doubt in _SENTENCES:
        await work.outbox.put(_answer(message, _SENTENCES[message.doubt], _key(message, now)), now)


def _is_for_bot(message: Message) -> bool:
    return message.direct or is_command(message.body)


def _key(message: Message | Sign, now: datetime) -> str:
    """A changed identity is reported once a day, because it blocks every message of this person."""
    changed = message.doubt is Doubt.IDENTITY_CHANGED
    about = f"{message.sender}:{local_day(now)}" if changed else message.event_id
    return f"twijfel:{message.doubt}:{about}"


async def _unreadable(message: Message, work: UnitOfWork, now: datetime) -> None:
    """When keys are missing, many messages in a row are unreadable: at most one answer an hour to each person."""
    name = f"onleesbaar:{message.sender}"
    told = await work.notes.get(name)
    if told and now - datetime.fromisoformat(told) < _QUIET:
        return
    await work.notes.set(name, now.isoformat())
    post = _answer(message, say.nog_onleesbaar, f"twijfel:{message.doubt}:{message.event_id}")
    await work.outbox.put(replace(post, args={"wie": message.sender}), now)


def _answer(message: Message | Sign, sentence: NamedSentence[...], key: str) -> Post:
    return Post(key, Channel.ROOM, sentence.name, room_id=message.room_id, thread=message.thread, is_answer=True)


async def tell_of_guesses(who: str, work: UnitOfWork, team: Team, now: datetime) -> None:
    """At most once an hour; during that hour this person gets no other such message."""
    for post in _to_beheerder(who, team, f"codes:{who}:{now.isoformat()}", say.veel_codes.name, {"wie": who}):
        await work.outbox.put(post, now)


async def tell(fault: RoomFault, work: UnitOfWork, team: Team, now: datetime) -> None:
    """At most once a day, by its key; the caller remembers what was reported and corrected. A room whose fault came
    back after it was told is told again, because somebody had corrected it."""
    for post in _posts(fault, team, f"kamer:{fault.type}:{fault.room_id}:{fault.user_id or ''}:{local_day(now)}"):
        earlier = await work.outbox.of_key(post.key) if fault.type in _OF_ROOM else None
        returns = earlier is not None and earlier.state is not PostState.OPEN
        await work.outbox.put(replace(post, key=f"{post.key}:{now:%H%M%S}") if returns else post, now)


def _posts(fault: RoomFault, team: Team, key: str) -> list[Post]:
    if fault.type in _ROOM:
        return [Post(key, Channel.ROOM, _ROOM[fault.type].name, room_id=fault.room_id)]
    if fault.type == "not_encrypted":
        return _to_beheerder(fault.user_id, team, key, say.kamer_onversleuteld.name, {})
    if fault.type == "replaced":
        args = {"leidt": team.convenant.voorzitter}
        sentence, rings = replaced.kamer_vervangen.name, (Right.VOORZITTER,)
        return [Post(key, Channel.ROOM, sentence, args, room_id=fault.room_id, rings=rings)]
    who = {"wie": fault.user_id or ""}
    if fault.type == "verification":
        return _verification(fault, team, key, who)
    if fault.type == "stranger":
        sentence = say.vreemde_in_kamer.name
        convenant = team.convenant
        args = who | {"leidt": convenant.voorzitter, "rol": examples.deelnemer(convenant)}
        return [Post(key, Channel.ROOM, sentence, args)]
    sentence = (say.sleutel_veranderd if fault.type == "identity_changed" else say.sleutel_vastgezet).name
    return _to_beheerder(fault.user_id, team, key, sentence, who)


def _verification(fault: RoomFault, team: Team, key: str, who: dict[str, str]) -> list[Post]:
    """The emoji go to a beheerder who is not the one that verifies: shown in one and the same Element, they would prove
    nothing. A beheerder who verifies finds them on the terminal."""
    numbers = " ".join(map(str, fault.emoji))
    if fault.user_id in team.with_right(Right.BEHEERDER):
        return [Post(f"{key}:{numbers}", Channel.ROOM, say.vergelijk_op_terminal.name, who, direct=fault.user_id)]
    return _to_beheerder(fault.user_id, team, f"{key}:{numbers}", say.vergelijk_emoji.name, who | {"emoji": numbers})


def _to_beheerder(besides: str | None, team: Team, key: str, sentence: str, args: dict[str, str]) -> list[Post]:
    """Each in the direct room, except to `besides`, whom the message is about: a person whose own identity changed
    cannot read there. When nobody else is left, the voorzitter is told in the team's room."""
    people = [person for person in team.with_right(Right.BEHEERDER) if person != besides]
    if not people:
        return [Post(key, Channel.ROOM, sentence, args)]
    return [Post(f"{key}:{person}", Channel.ROOM, sentence, args, direct=person) for person in people]
