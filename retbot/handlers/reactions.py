"""What a reaction to one of the bot's messages does: ✅ ends a term that needs no facts, ⏰ reminds again later.

Reactions travel in the clear: what they do is said in words, and taking the reaction back undoes it.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.casus import Casus, Feit
from retbot.domain.deelnemers.roles import Right
from retbot.domain.errors import Refusal
from retbot.domain.privacy.access import is_own, roles, whose
from retbot.domain.privacy.visibility import Visibility
from retbot.domain.team import Team
from retbot.domain.termijnen import completion
from retbot.domain.termijnen.casustermijnen import Termijn, TermijnState
from retbot.domain.termijnen.reminders import next_morning
from retbot.domain.termijnen.ticking import needs_no_facts
from retbot.domain.tijd import local_day
from retbot.handlers.chat.command import EDITORS
from retbot.handlers.chat.request import Request, person_of
from retbot.ports import Message, Post, Reaction, UnitOfWork, Withdrawal
from retbot.wording import forms
from retbot.wording.replies.chat import reactions as say
from retbot.wording.replies.chat.rows import what

DONE = {"✅", "👍", "✔"}
LATER = {"⏰"}
_VARIANTS = re.compile("[\ufe0f\U0001f3fb-\U0001f3ff]")
_PROPOSAL = "opschalen"
_REPEATED = {_PROPOSAL, "afloop"}


async def on_reaction(reaction: Reaction, work: UnitOfWork, team: Team, now: datetime) -> None:
    emoji = _VARIANTS.sub("", reaction.emoji)
    row = await work.post_of_event(reaction.target) if emoji in DONE | LATER else None
    if row is None:
        return
    request = await _request(reaction, row.post.code, work, team, now)
    if not request.person.rights - {Right.BEHEERDER}:
        return
    try:
        await (_later if emoji in LATER else _mark_done)(request, row.post)
    except Refusal as refusal:
        await request.refuse(refusal)


async def on_withdrawal(withdrawn: Withdrawal, work: UnitOfWork, team: Team, now: datetime) -> None:
    """Undoes what the reaction did, and only when it is still so."""
    noted = await work.note(_name(withdrawn.target))
    effect = json.loads(noted) if noted else None
    if effect is None or effect["van"] != withdrawn.sender:
        return
    request = await _request(withdrawn, Casecode(effect["code"]), work, team, now)
    await work.set_note(_name(withdrawn.target), None)
    try:
        await _undo(request, _feit(effect), effect["wat"])
    except Refusal as refusal:
        await request.refuse(refusal)


async def _request(
    sign: Reaction | Withdrawal, code: Casecode | None, work: UnitOfWork, team: Team, now: datetime
) -> Request:
    """Answers stand in the thread of the case, by keys of the reaction's own: each is said once."""
    thread = await work.thread(code) if code else None
    message = Message(sign.event_id, sign.room_id, sign.sender, "", now, thread)
    return Request(await person_of(sign.sender, work, team), message, work, team, now, code=code)


async def _mark_done(request: Request, post: Post) -> None:
    if post.sentence == _PROPOSAL:
        await request.note(say.reactie_is_geen_besluit)
        return
    found = await _term(request, post)
    if found is None:
        return
    casus, termijn = found
    if not await _is_theirs(request, casus, termijn):
        raise Refusal("niet_uw_termijn", wie=whose(termijn, casus))
    if termijn.staat is TermijnState.FULFILLED and termijn.voldaan_op:
        await request.note(say.reactie_al_gedaan, wat=what(termijn, casus), op=termijn.voldaan_op, today=request.today)
    elif not needs_no_facts(termijn.plicht):
        await request.note(say.reactie_te_weinig, wat=what(termijn, casus), vorm=forms.ending_of(termijn, casus.code))
    else:
        await _tick(request, casus, termijn)


async def _is_theirs(request: Request, casus: Casus, termijn: Termijn) -> bool:
    """Of a case in which somebody has no part nothing is his, whatever his role."""
    sees = await request.visibility(casus) is not Visibility.NOTHING_OF_IT
    return sees and is_own(termijn, request.person, request.convenant(casus), casus)


async def _tick(request: Request, casus: Casus, termijn: Termijn) -> None:
    changed, feit = completion.complete(casus, termijn, request.convenant(casus), request.today)
    said = what(termijn, casus)
    await request.keep(changed)
    await request.work.set_note(_name(request.message.event_id), _effect(request, casus.code, feit, said))
    await request.note(
        say.reactie_genoteerd,
        wat=said,
        wie=_giver(request, termijn, casus),
        artikel=termijn.plicht.artikel,
        herstel=say.undo_of(feit, casus.code),
    )
    await request.audit("afgevinkt")


async def _undo(request: Request, feit: Feit, said: str) -> None:
    casus = await request.work.casus(request.code) if request.code else None
    undone = completion.take_back(casus, feit, request.today) if casus else None
    if undone:
        await request.keep(undone)
        await request.note(say.reactie_teruggenomen, wat=said)
        await request.audit("afgevinkt", "teruggenomen")


async def _later(request: Request, post: Post) -> None:
    """For the voorzitter and the secretaris any term, for others their own."""
    moment = next_morning(request.now, request.team.kalender, request.team.morning)
    found = await _term(request, post)
    if found is None:
        await _again(request, post, moment)
        return
    casus, termijn = found
    if not request.may(*EDITORS) and not await _is_theirs(request, casus, termijn):
        raise Refusal("niet_uw_termijn", wie=whose(termijn, casus))
    if termijn.staat is TermijnState.OPEN:
        await request.work.postpone(casus.code, termijn.key, moment)
        await request.note(say.reactie_later, op=local_day(moment))


async def _again(request: Request, post: Post, moment: datetime) -> None:
    """What is about no term of a case has no row to postpone: the message itself comes again."""
    of_team = post.code is None and post.about is not None
    if request.may(*EDITORS) and (of_team or post.sentence in _REPEATED):
        args = {**post.args, "moment": moment.isoformat()}
        again = replace(post, key=f"{post.key}:{local_day(moment)}", args=args)
        await request.work.put(again, request.now, due=moment)
        await (request.note if post.code else request.reply)(say.reactie_later, op=local_day(moment))


async def _term(request: Request, post: Post) -> tuple[Casus, Termijn] | None:
    """None when the message is about no term of a case, or about one that is no more."""
    casus = await request.work.casus(post.code) if post.code else None
    if casus is None:
        return None
    return next(((casus, t) for t in request.team.termijnen(casus) if t.key == post.about), None)


def _giver(request: Request, termijn: Termijn, casus: Casus) -> str:
    """As what he gave it: the role that owes the term, or his partij."""
    owing = [role for role in termijn.plicht.wie if role in roles(request.person, request.convenant(casus))]
    deelnemer = request.person.deelnemer
    return f"de {owing[0]}" if owing else deelnemer.label if deelnemer else whose(termijn, casus)


def _name(event_id: str) -> str:
    return f"reactie:{event_id}"


def _effect(request: Request, code: Casecode, feit: Feit, said: str) -> str:
    effect = {"event": feit.event, "op": feit.day.isoformat(), "ronde": feit.ronde, "over": feit.subject}
    return json.dumps(effect | {"code": code, "van": request.person.matrix_id, "wat": said})


def _feit(effect: Mapping[str, str | int]) -> Feit:
    subject = effect["over"]
    day = date.fromisoformat(str(effect["op"]))
    return Feit(str(effect["event"]), day, int(effect["ronde"]), None if subject is None else str(subject))
