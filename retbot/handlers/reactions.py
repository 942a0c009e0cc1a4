"""What a reaction to one of the bot's messages does: ✅ ends a term that needs no facts, ⏰ reminds again later.

Reactions are not encrypted, so the bot says in words what they did, and removing the reaction undoes it.
"""

import json
from collections.abc import AsyncIterator, Mapping
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
from retbot.domain.termijnen.reminders import at_morning, next_morning, stands_in_digest
from retbot.domain.termijnen.ticking import needs_no_facts
from retbot.domain.tijd import local_day
from retbot.handlers.chat.command import EDITORS
from retbot.handlers.chat.exchange import Exchange, person_of
from retbot.ports import Post, Reaction, Sign, UnitOfWork, Withdrawal
from retbot.wording import forms
from retbot.wording.replies.chat import reactions as say
from retbot.wording.replies.chat.rows import what

DONE = {"✅", "✔"}
LATER = {"⏰"}
_VARIANTS = dict.fromkeys([0xFE0F, *range(0x1F3FB, 0x1F400)])
"""What a client may add to an emoji: the way it is drawn, and a skin tone."""
_PROPOSAL = "opschalen"
_DIGEST = "overzicht"
_MOST = 5
"""How many commands an answer to a reaction names."""


async def on_reaction(reaction: Reaction, work: UnitOfWork, team: Team, now: datetime) -> None:
    emoji = reaction.emoji.translate(_VARIANTS)
    row = await work.outbox.of_event(reaction.target) if emoji in DONE | LATER else None
    if row is None:
        return
    exchange = await _exchange(reaction, row.post.code, work, team, now)
    if not exchange.person.rights - {Right.BEHEERDER}:
        return
    try:
        await (_later if emoji in LATER else _mark_done)(exchange, row.post)
    except Refusal as refusal:
        await exchange.refuse(refusal)


async def on_withdrawal(withdrawn: Withdrawal, work: UnitOfWork, team: Team, now: datetime) -> None:
    """Undoes what the reaction did, if nothing has changed it since."""
    noted = await work.notes.get(_name(withdrawn.target))
    effect = json.loads(noted) if noted else None
    if effect is None or effect["van"] != withdrawn.sender:
        return
    exchange = await _exchange(withdrawn, Casecode(effect["code"]), work, team, now)
    await work.notes.set(_name(withdrawn.target), None)
    try:
        await _undo(exchange, _feit(effect), effect["wat"])
    except Refusal as refusal:
        await exchange.refuse(refusal)


async def _exchange(
    event: Reaction | Withdrawal, code: Casecode | None, work: UnitOfWork, team: Team, now: datetime
) -> Exchange:
    """Answers go to the thread of the case, with keys derived from the reaction, so that each is sent once."""
    thread = await work.cases.thread(code) if code else None
    sign = Sign(event.event_id, event.room_id, event.sender, thread)
    return Exchange(await person_of(event.sender, work, team), sign, work, team, now, code)


async def _mark_done(exchange: Exchange, post: Post) -> None:
    if post.sentence == _PROPOSAL:
        await exchange.note(say.reactie_is_geen_besluit)
    elif post.sentence == _DIGEST:
        await _mark_one_of_digest(exchange, post)
    elif found := await _term(exchange, post):
        await _mark_term(exchange, *found)


async def _mark_one_of_digest(exchange: Exchange, post: Post) -> None:
    """A ✅ is for one task. When the digest names more of this person's, the bot asks which."""
    found = [(casus, termijn) async for casus, termijn in _own_of_digest(exchange, post)]
    if len(found) == 1:
        casus, termijn = found[0]
        sign = replace(exchange.message, thread=await exchange.work.cases.thread(casus.code))
        await _mark_term(replace(exchange, message=sign, code=casus.code), casus, termijn)
    elif found:
        typed = [f"`!ret {forms.ending_of(termijn, casus.code)}`" for casus, termijn in found]
        await exchange.reply(say.reactie_welke, aantal=len(found), vormen=typed[:_MOST])


async def _own_of_digest(exchange: Exchange, post: Post) -> AsyncIterator[tuple[Casus, Termijn]]:
    """What that digest names, can be ticked off, and is this person's to do."""
    team, since = exchange.team, date.fromisoformat(str(post.args["sinds"]))
    morning = at_morning(date.fromisoformat(str(post.args["dag"])), team.morning)
    for casus in await exchange.work.cases.find():
        for termijn in team.termijnen(casus):
            listed = needs_no_facts(termijn.plicht) and stands_in_digest(termijn, team.kalender, since, morning)
            if listed and await _is_theirs(exchange, casus, termijn):
                yield casus, termijn


async def _mark_term(exchange: Exchange, casus: Casus, termijn: Termijn) -> None:
    if not await _is_theirs(exchange, casus, termijn):
        raise Refusal("niet_uw_termijn", wie=whose(termijn, casus))
    if termijn.staat is TermijnState.FULFILLED and termijn.voldaan_op:
        said, day = what(termijn, casus), termijn.voldaan_op
        await exchange.note(say.reactie_al_gedaan, wat=said, op=day, today=exchange.today)
    elif not needs_no_facts(termijn.plicht):
        await exchange.note(say.reactie_te_weinig, wat=what(termijn, casus), vorm=forms.ending_of(termijn, casus.code))
    else:
        await _tick(exchange, casus, termijn)


async def _is_theirs(exchange: Exchange, casus: Casus, termijn: Termijn) -> bool:
    """People without a part in a case own none of its terms, whatever their role."""
    sees = await exchange.visibility(casus) is not Visibility.NOTHING_OF_IT
    return sees and is_own(termijn, exchange.person, exchange.convenant(casus), casus)


async def _tick(exchange: Exchange, casus: Casus, termijn: Termijn) -> None:
    changed, feit = completion.complete(casus, termijn, exchange.convenant(casus), exchange.today)
    said = what(termijn, casus)
    await exchange.keep(changed)
    await exchange.work.notes.set(_name(exchange.message.event_id), _effect(exchange, casus.code, feit, said))
    await exchange.note(
        say.reactie_genoteerd,
        wat=said,
        wie=_giver(exchange, termijn, casus),
        artikel=termijn.plicht.artikel,
        herstel=say.undo_of(feit, casus.code),
    )
    await exchange.audit("afgevinkt")


async def _undo(exchange: Exchange, feit: Feit, said: str) -> None:
    casus = await exchange.work.cases.get(exchange.code) if exchange.code else None
    undone = completion.take_back(casus, feit, exchange.today) if casus else None
    if undone:
        await exchange.keep(undone)
        await exchange.note(say.reactie_teruggenomen, wat=said)
        await exchange.audit("afgevinkt", "teruggenomen")


async def _later(exchange: Exchange, post: Post) -> None:
    """The voorzitter and the secretaris may postpone any term, others only their own."""
    moment = next_morning(exchange.now, exchange.team.kalender, exchange.team.morning)
    found = await _term(exchange, post)
    if found is None:
        await _again(exchange, post, moment)
        return
    casus, termijn = found
    if not exchange.may(*EDITORS) and not await _is_theirs(exchange, casus, termijn):
        raise Refusal("niet_uw_termijn", wie=whose(termijn, casus))
    if termijn.staat is TermijnState.OPEN:
        await exchange.work.reminders.postpone(casus.code, termijn.key, moment)
        await exchange.note(say.reactie_later, op=local_day(moment))


async def _again(exchange: Exchange, post: Post, moment: datetime) -> None:
    """A message that is about no term of a case has no reminder to postpone, so the message itself is sent again."""
    of_team = post.code is None and post.about is not None
    if exchange.may(*EDITORS) and (of_team or post.sentence == _PROPOSAL):
        args = {**post.args, "moment": moment.isoformat()}
        again = replace(post, key=f"{post.key}:{local_day(moment)}", args=args)
        await exchange.work.outbox.put(again, exchange.now, due=moment)
        await (exchange.note if post.code else exchange.reply)(say.reactie_later, op=local_day(moment))


async def _term(exchange: Exchange, post: Post) -> tuple[Casus, Termijn] | None:
    """None when the message is about no term of a case, or about one that no longer exists."""
    casus = await exchange.work.cases.get(post.code) if post.code else None
    if casus is None:
        return None
    return next(((casus, t) for t in exchange.team.termijnen(casus) if t.key == post.about), None)


def _giver(exchange: Exchange, termijn: Termijn, casus: Casus) -> str:
    """The role that owes the term, or the person's partij."""
    owing = [role for role in termijn.plicht.wie if role in roles(exchange.person, exchange.convenant(casus))]
    deelnemer = exchange.person.deelnemer
    return f"de {owing[0]}" if owing else deelnemer.label if deelnemer else whose(termijn, casus)


def _name(event_id: str) -> str:
    return f"reactie:{event_id}"


def _effect(exchange: Exchange, code: Casecode, feit: Feit, said: str) -> str:
    effect = {"event": feit.event, "op": feit.day.isoformat(), "ronde": feit.ronde, "over": feit.subject}
    return json.dumps(effect | {"code": code, "van": exchange.person.matrix_id, "wat": said})


def _feit(effect: Mapping[str, str | int]) -> Feit:
    subject = effect["over"]
    day = date.fromisoformat(str(effect["op"]))
    return Feit(str(effect["event"]), day, int(effect["ronde"]), None if subject is None else str(subject))
