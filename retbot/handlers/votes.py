"""What a vote in one of the bot's polls does.

Which poll a vote is for is told by the ids of its options alone: they stand in the ciphertext.
"""

from datetime import datetime

from retbot.domain.casus.casus import Casus
from retbot.domain.invitations.inviting import Guest, guests_of, owner_of
from retbot.domain.planning.polls import Poll, PollType
from retbot.domain.privacy.visibility import Visibility
from retbot.domain.team import Team
from retbot.handlers import strangers
from retbot.handlers.bespreking import komst, prikkeuzes
from retbot.handlers.bespreking.prikken import guests_to_ask
from retbot.handlers.chat.request import Request, person_of
from retbot.ports import Message, PollEnded, UnitOfWork, Vote
from retbot.wording.replies.bespreking import prikken as say


async def on_vote(vote: Vote, work: UnitOfWork, team: Team, now: datetime) -> None:
    """A vote that names no option of the bot is for a poll of somebody else, or none at all: it says nothing."""
    poll = await work.poll_of_option(vote.options[0]) if vote.options else None
    if poll is None:
        return
    thread = await work.thread(poll.code)
    message = Message(vote.event_id, vote.room_id, vote.sender, "", vote.sent_at, thread, doubt=vote.doubt)
    if vote.doubt:
        await strangers.refuse(message, work, now)
        return
    person = await person_of(vote.sender, work, team)
    await _take(Request(person, message, work, team, now, code=poll.code), poll, vote)


async def _take(request: Request, poll: Poll, vote: Vote) -> None:
    casus = await request.work.casus(poll.code)
    chosen = poll.valid_choice(vote.options, request.now)
    if casus is None or chosen is None or await request.visibility(casus) is Visibility.NOTHING_OF_IT:
        return
    guests = await _guests(request, casus, poll)
    owner = owner_of(request.person, guests, request.convenant(casus))
    if poll.gesloten or owner is None:
        await request.note(say.stem_te_laat if poll.gesloten else say.stem_van_ander)
        return
    if poll.soort is PollType.PRIKKER:
        await prikkeuzes.take(request, casus, poll, owner, [optie.nummer for optie in chosen])
    else:
        await komst.vote(request, casus, owner, chosen[0])
    await request.audit("peiling")


async def _guests(request: Request, casus: Casus, poll: Poll) -> list[Guest]:
    if poll.soort is PollType.PRIKKER:
        return await guests_to_ask(request, casus)
    return guests_of(casus, request.convenant(casus), await request.work.deelnemers())


async def on_poll_ended(on_poll_ended: PollEnded, work: UnitOfWork, team: Team, now: datetime) -> None:
    """Which poll is meant travels in the clear, so it goes on; whoever ended it hears how to do so."""
    row = await work.post_of_event(on_poll_ended.poll)
    if row is None or row.post.sentence != "peiling" or row.post.code is None:
        return
    message = Message(
        on_poll_ended.event_id, on_poll_ended.room_id, on_poll_ended.sender, "", now, await work.thread(row.post.code)
    )
    request = Request(await person_of(on_poll_ended.sender, work, team), message, work, team, now, code=row.post.code)
    await request.note(say.peiling_alleen_in_app)
