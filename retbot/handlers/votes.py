"""What a vote in one of the bot's polls does.

Which poll a vote is for is told by the ids of its options alone: they stand in the ciphertext.
"""

from datetime import datetime

from retbot.domain.casus import Casus
from retbot.domain.peilingen import Peiling, Soort
from retbot.domain.team import Team
from retbot.domain.uitnodigen import Genodigde, genodigden, owner_of
from retbot.domain.zicht import Zicht
from retbot.handlers import komst, prikkeuzes, strangers
from retbot.handlers.prikken import asked
from retbot.handlers.replies import prikken as say
from retbot.handlers.request import Request, person_of
from retbot.ports import Message, PollEnded, UnitOfWork, Vote


async def given(vote: Vote, work: UnitOfWork, team: Team, now: datetime) -> None:
    """A vote that names no option of the bot is for a poll of somebody else, or none at all: it says nothing."""
    peiling = await work.peiling_of_option(vote.options[0]) if vote.options else None
    if peiling is None:
        return
    thread = await work.thread(peiling.code)
    message = Message(vote.event_id, vote.room_id, vote.sender, "", vote.sent_at, thread, doubt=vote.doubt)
    if vote.doubt:
        await strangers.refused(message, work, now)
        return
    person = await person_of(vote.sender, work, team)
    await _take(Request(person, message, work, team, now, code=peiling.code), peiling, vote)


async def _take(request: Request, peiling: Peiling, vote: Vote) -> None:
    casus = await request.work.casus(peiling.code)
    chosen = peiling.counted(vote.options, request.now)
    if casus is None or chosen is None or await request.zicht(casus) is Zicht.NIETS:
        return
    guests = await _guests(request, casus, peiling)
    owner = owner_of(request.person, guests, request.convenant(casus))
    if peiling.gesloten or owner is None:
        await request.note(say.stem_te_laat if peiling.gesloten else say.stem_van_ander)
        return
    if peiling.soort is Soort.PRIKKER:
        await prikkeuzes.take(request, casus, peiling, owner, [optie.nummer for optie in chosen])
    else:
        await komst.vote(request, casus, owner, chosen[0])
    await request.audit("peiling")


async def _guests(request: Request, casus: Casus, peiling: Peiling) -> list[Genodigde]:
    if peiling.soort is Soort.PRIKKER:
        return await asked(request, casus)
    return genodigden(casus, request.convenant(casus), await request.work.deelnemers())


async def ended(ended: PollEnded, work: UnitOfWork, team: Team, now: datetime) -> None:
    """Which poll is meant travels in the clear, so it goes on; whoever ended it hears how to do so."""
    row = await work.post_of_event(ended.poll)
    if row is None or row.post.kind != "peiling" or row.post.code is None:
        return
    message = Message(ended.event_id, ended.room_id, ended.sender, "", now, await work.thread(row.post.code))
    request = Request(await person_of(ended.sender, work, team), message, work, team, now, code=row.post.code)
    await request.note(say.peiling_alleen_in_app)
