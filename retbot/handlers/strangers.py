"""What does not count, and who is told: one sentence where it is safe, saying why and how to mend it."""

from dataclasses import replace
from datetime import datetime, timedelta

from retbot.domain.deelnemers.roles import Right
from retbot.domain.team import Team
from retbot.domain.tijd import local_day
from retbot.handlers.chat import examples
from retbot.ports import Channel, Doubt, Message, Post, RoomFault, Sign, UnitOfWork
from retbot.reading.arguments import is_command
from retbot.wording.replies.chat import strangers as say
from retbot.wording.sentences import NamedSentence

_QUIET = timedelta(hours=1)
_SENTENCES: dict[Doubt, NamedSentence[[]]] = {
    Doubt.SENT_IN_THE_CLEAR: say.onversleuteld_gestuurd,
    Doubt.DEVICE_NOT_SIGNED: say.apparaat_niet_geverifieerd,
    Doubt.IDENTITY_CHANGED: say.identiteit_veranderd,
}
"""Strangers get no answer, and in a room without encryption the bot says nothing."""
_ROOM: dict[str, NamedSentence[[]]] = {
    "join_rule": say.kamer_open,
    "history": say.kamer_geschiedenis,
    "guests": say.kamer_gasten,
    "power": say.kamer_rechten,
}


async def doubt(message: Message, work: UnitOfWork, now: datetime) -> None:
    """Answers in the room, which is encrypted: to what was said to the bot, and to what it cannot read."""
    if message.doubt is Doubt.UNDECRYPTABLE:
        await _unreadable(message, work, now)
    elif _is_for_bot(message):
        await refuse(message, work, now)


async def refuse(message: Message | Sign, work: UnitOfWork, now: datetime) -> None:
    """Says why what was meant for the bot counts for nothing."""
    if message.doubt in _SENTENCES:
        await work.put(_answer(message, _SENTENCES[message.doubt], _key(message, now)), now)


def _is_for_bot(message: Message) -> bool:
    return message.direct or is_command(message.body)


def _key(message: Message | Sign, now: datetime) -> str:
    """A changed identity is told once a day: it makes every message of this person count for nothing."""
    changed = message.doubt is Doubt.IDENTITY_CHANGED
    about = f"{message.sender}:{local_day(now)}" if changed else message.event_id
    return f"twijfel:{message.doubt}:{about}"


async def _unreadable(message: Message, work: UnitOfWork, now: datetime) -> None:
    """When keys are missing whole rows of messages are unreadable: at most one answer an hour to each person."""
    name = f"onleesbaar:{message.sender}"
    told = await work.note(name)
    if told and now - datetime.fromisoformat(told) < _QUIET:
        return
    await work.set_note(name, now.isoformat())
    post = _answer(message, say.nog_onleesbaar, f"twijfel:{message.doubt}:{message.event_id}")
    await work.put(replace(post, args={"wie": message.sender}), now)


def _answer(message: Message | Sign, sentence: NamedSentence[...], key: str) -> Post:
    return Post(key, Channel.ROOM, sentence.name, room_id=message.room_id, thread=message.thread, is_answer=True)


async def tell_of_guesses(who: str, work: UnitOfWork, team: Team, now: datetime) -> None:
    """Once an hour at most: so long nothing more is told to this person."""
    for post in _to_beheerder(who, team, f"codes:{who}:{now.isoformat()}", say.veel_codes.name, {"wie": who}):
        await work.put(post, now)


async def tell(fault: RoomFault, work: UnitOfWork, team: Team, now: datetime) -> None:
    """Once a day at most, by its key: who brings the fault remembers what was told and mended."""
    for post in _posts(fault, team, f"kamer:{fault.type}:{fault.room_id}:{fault.user_id or ''}:{local_day(now)}"):
        await work.put(post, now)


def _posts(fault: RoomFault, team: Team, key: str) -> list[Post]:
    if fault.type in _ROOM:
        return [Post(key, Channel.ROOM, _ROOM[fault.type].name, room_id=fault.room_id)]
    if fault.type == "not_encrypted":
        return _to_beheerder(fault.user_id, team, key, say.kamer_onversleuteld.name, {})
    who = {"wie": fault.user_id or ""}
    if fault.type == "stranger":
        sentence = say.vreemde_in_kamer.name
        convenant = team.convenant
        args = who | {"leidt": convenant.voorzitter, "rol": examples.deelnemer(convenant)}
        return [Post(key, Channel.ROOM, sentence, args)]
    sentence = (say.sleutel_veranderd if fault.type == "identity_changed" else say.sleutel_vastgezet).name
    return _to_beheerder(fault.user_id, team, key, sentence, who)


def _to_beheerder(besides: str | None, team: Team, key: str, sentence: str, args: dict[str, str]) -> list[Post]:
    """Each in the direct room, `besides` whom it is about: whose own identity changed cannot read there. When nobody
    else is left, the voorzitter hears it in the team's room."""
    people = [person for person in team.with_right(Right.BEHEERDER) if person != besides]
    if not people:
        return [Post(key, Channel.ROOM, sentence, args)]
    return [Post(f"{key}:{person}", Channel.ROOM, sentence, args, direct=person) for person in people]
