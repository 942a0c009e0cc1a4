"""What a vote in one of the bot's polls does.

Only the ids of the options, which are encrypted, show which poll a vote is for.
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
from retbot.handlers.chat.exchange import Exchange, person_of
from retbot.ports import PollEnded, Sign, UnitOfWork, Vote
from retbot.wording.replies.bespreking import prikken as say


async def on_vote(vote: Vote, work: UnitOfWork, team: Team, now: datetime) -> None:
    """A vote without an option of the bot belongs to somebody else's poll, or to none, and is ignored."""
    poll = await work.polls.of_option(vote.options[0]) if vote.options else None
    if poll is None:
        return
    thread = await work.cases.thread(poll.code)
    sign = Sign(vote.event_id, vote.room_id, vote.sender, thread, vote.doubt)
    if sign.doubt:
        await strangers.refuse(sign, work, now)
        return
    person = await person_of(vote.sender, work, team)
    await _take(Exchange(person, sign, work, team, now, poll.code), poll, vote)


async def _take(exchange: Exchange, poll: Poll, vote: Vote) -> None:
    casus = await exchange.work.cases.get(poll.code)
    chosen = poll.valid_choice(vote.options, exchange.now)
    if casus is None or chosen is None or await exchange.visibility(casus) is Visibility.NOTHING_OF_IT:
        return
    guests = await _guests(exchange, casus, poll)
    owner = owner_of(exchange.person, guests, exchange.convenant(casus))
    if poll.gesloten or owner is None:
        await exchange.note(say.stem_te_laat if poll.gesloten else say.stem_van_ander)
        return
    if poll.soort is PollType.PRIKKER:
        await prikkeuzes.take(exchange, casus, poll, owner, [optie.nummer for optie in chosen])
    else:
        await komst.vote(exchange, casus, owner, chosen[0])
    await exchange.audit("peiling")


async def _guests(exchange: Exchange, casus: Casus, poll: Poll) -> list[Guest]:
    if poll.soort is PollType.PRIKKER:
        return await guests_to_ask(exchange, casus)
    return guests_of(casus, exchange.convenant(casus), await exchange.work.people.all())


async def on_poll_ended(on_poll_ended: PollEnded, work: UnitOfWork, team: Team, now: datetime) -> None:
    """The event does not prove which poll is meant, because relations are not encrypted. So the poll stays open, and
    the person who tried to end it is told how to do so."""
    row = await work.outbox.of_event(on_poll_ended.poll)
    if row is None or row.post.sentence != "peiling" or row.post.code is None:
        return
    thread = await work.cases.thread(row.post.code)
    sign = Sign(on_poll_ended.event_id, on_poll_ended.room_id, on_poll_ended.sender, thread)
    person = await person_of(on_poll_ended.sender, work, team)
    await Exchange(person, sign, work, team, now, row.post.code).note(say.peiling_alleen_in_app)
