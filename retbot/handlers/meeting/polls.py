"""Polls in the thread of a case: opening and closing them, and the one that asks who comes."""

import secrets

from retbot.domain.casus import besprekingen
from retbot.domain.casus.casus import Casus
from retbot.domain.invitations.inviting import guests_of
from retbot.domain.planning.polls import Option, Poll, PollType
from retbot.handlers.chat.request import Request
from retbot.ports import Channel, Post
from retbot.reading.guests import ANSWERS


def new_id() -> str:
    """128 random bits, so that the id of an option cannot be guessed and is never used twice."""
    return secrets.token_urlsafe(16)


def about(sentence: str, poll: Poll, key: str | None = None) -> Post:
    """In the thread of its case; the text is made when it is sent."""
    args = {"peiling": poll.id or 0}
    return Post(key or f"{sentence}:{poll.id}", Channel.ROOM, sentence, args, poll.code, in_case=True)


async def open_poll(request: Request, poll: Poll) -> Poll:
    made = await request.work.polls.add(poll)
    await request.put(about("peiling", made))
    return made


async def close_poll(request: Request, poll: Poll) -> None:
    await request.work.polls.close(poll.id or 0, request.now)
    await request.put(about("peiling_einde", poll))


async def ask_who_comes(request: Request, casus: Casus) -> None:
    """Once for each moment of the bespreking, if at least one of the guests is in the room to answer."""
    planned = besprekingen.must_be_planned(casus)
    before = await request.work.polls.latest(casus.code, PollType.KOMST)
    if before and before.opties[0].start == planned.start:
        return
    await stop_asking(request, casus)
    people = await request.work.people.all()
    in_room = {f"deelnemer:{d.nummer}" for d in people if d.matrix_id}
    if any(guest.owner in in_room for guest in guests_of(casus, request.convenant(casus), people)):
        options = tuple(Option(new_id(), number, planned.start, word) for number, word in enumerate(ANSWERS, 1))
        await open_poll(request, Poll(casus.code, PollType.KOMST, planned.ronde, planned.minuten, request.now, options))


async def ask_anew(request: Request, casus: Casus) -> None:
    """After the moment has changed: only when the question was asked before."""
    if await request.work.polls.latest(casus.code, PollType.KOMST):
        await ask_who_comes(request, casus)


async def close_all(request: Request, casus: Casus) -> None:
    """All kinds and rounds, because nothing is asked about a closed case."""
    for running in await request.work.polls.all_open():
        if running.code == casus.code:
            await close_poll(request, running)


async def stop_asking(request: Request, casus: Casus) -> None:
    if running := await request.work.polls.latest(casus.code, PollType.KOMST):
        await close_poll(request, running)
