"""overleg uitnodigen, overleg verzet, overleg afgelasten: inviting the team, and changes with their effect on the
cases."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TypedDict

from retbot.domain.casus.besprekingen import longest
from retbot.domain.casus.casus import Bespreking, Casus
from retbot.domain.errors import Refusal
from retbot.domain.invitations.inviting import group_labels
from retbot.domain.invitations.meeting import MeetingMessage, News
from retbot.domain.overleg import overleg as rules
from retbot.domain.overleg.overleg import Overleg, Slot, coming, occupancy, verschoven
from retbot.domain.planning.clashes import check_free, planned_times, time_of
from retbot.domain.planning.replacing import replace_slot
from retbot.domain.planning.slots import SlotAssessment
from retbot.domain.tijd import local, local_day
from retbot.handlers.bespreking.tijdvakken import misses, slot_search_of
from retbot.handlers.chat.command import EDITORS, Code, Effect
from retbot.handlers.chat.declaration import Commands
from retbot.handlers.chat.request import Request
from retbot.handlers.meeting import polls, recipients
from retbot.meetings import invitations
from retbot.ports import Channel, Post
from retbot.reading.dates import mention
from retbot.reading.grammar import optional
from retbot.reading.moments import ANYWAY, PLACE, PlaceName
from retbot.reading.overleggen import NAMED, TO, WHICH, NewMoment, OverlegNamed
from retbot.wording.dates import short_date
from retbot.wording.replies.bespreking.plannen import span
from retbot.wording.replies.overleg import overleg as say

COMMANDS = Commands("overleg")


class MoveWording(TypedDict):
    """What the answer to overleg verzet says, and the question before it."""

    was: date
    op: date
    van: str
    plek: str | None
    vrij: str | None
    bericht: int
    casussen: list[str]


@COMMANDS.declare(
    "overleg uitnodigen",
    optional(NAMED),
    help="Nodigt de vaste leden uit voor de overleggen die komen, of voor dat van één dag.",
    rights=EDITORS,
    effect=Effect.ACT,
    undone_by="overleg afgelasten {dag}",
    code=Code.NONE,
)
async def uitnodigen(request: Request, named: OverlegNamed | None) -> None:
    if not request.team.mailt:
        raise Refusal("geen_mail_ingesteld")
    overleggen = await request.work.overleggen.all()
    ahead = request.team.invite_ahead
    found = [named.among(overleggen, request.now)] if named else _still_to_come(overleggen, request.now)[:ahead]
    if not found:
        raise Refusal("geen_overleg")
    members = await recipients.members(request, found[0])
    known = set(await request.work.addresses.owners())
    if not any(guest.owner in known for guest in members):
        raise Refusal("overleg_niemand_met_adres")
    if named is None:
        await invitations.begin_series(request.work)
    messages = [message for overleg in found for message in await recipients.invite_team(request, overleg)]
    invited = group_labels([g.label for g in members if g.owner in known], request.team.convenant.rollen)
    new = sum(message.news in {News.INVITED, News.AGAIN} for message in messages)
    if messages:
        request.confirm(say.ga_uitnodigen_voor_overleg, overleggen=len(found), wie=invited, nieuw=new)
    await request.reply(
        say.overleg_uitgenodigd,
        overleggen=len(found),
        wie=invited,
        nieuw=new,
        zonder_adres=[f"{g.label}, nummer {g.owner.partition(':')[2]}" for g in members if g.owner not in known],
        vooruit=None if named else ahead,
    )


@COMMANDS.declare(
    "overleg verzet",
    WHICH,
    optional(PLACE),
    ANYWAY,
    optional(TO),
    form="overleg verzet EENDAG naar EENDAG 14:00-16:00 [plek NAAM]",
    help="Verzet een overleg, met zijn casussen; wie is uitgenodigd krijgt bericht.",
    rights=EDITORS,
    effect=Effect.ACT,
    undone_by="overleg verzet {dag} naar {dag} 13:00-15:00",
    code=Code.NONE,
)
async def verzet(
    request: Request, named: OverlegNamed, place: PlaceName | None, anyway: bool, to: NewMoment | None
) -> None:
    """Its cases move together with it."""
    overleg = named.among(await request.work.overleggen.all(), request.now)
    start = to.of(overleg) if to else overleg.start
    moved = rules.move(overleg, start, to.minuten if to else None, place)
    rules.check(moved, await request.work.overleggen.all(), request.now, longest(request.team.convenant))
    casussen = await request.work.cases.find()
    slots = occupancy(overleg, casussen)
    if not anyway:
        check_free(time_of(moved), planned_times(casussen, []))
    await request.work.overleggen.save(moved)
    messages = await recipients.tell_team(request, moved)
    for casus in verschoven(overleg, moved, slots):
        await request.keep(casus)
        bespreking = casus.bespreking
        messages += await recipients.update(request, casus, bespreking) if bespreking else []
        await _tell_case(request, casus, f"verschoven:{moved.uid}:{moved.sequence}:{casus.code}", "tijdvak_verschoven")
        await polls.ask_anew(request, casus)
    day = local_day(moved.start)
    told: MoveWording = {
        "was": local_day(overleg.start),
        "op": day,
        "van": span(moved.start, moved.minuten),
        "plek": request.team.plekken.get(moved.plek or ""),
        "vrij": mention(day, request.team.kalender),
        "bericht": len(messages),
        "casussen": [await _after(request, casus, moved) for _, casus in slots],
    }
    if messages:
        request.confirm(say.ga_overleg_verzetten, **told)
    await request.reply(say.overleg_verzet, **told)


async def _after(request: Request, before: Casus, moved: Overleg) -> str:
    """The new slot of a case, and the terms that it now misses."""
    casus = await request.work.cases.get(before.code)
    slot = casus.bespreking if casus else None
    if casus is None or slot is None:
        raise LookupError(before.code)
    slot_search = await slot_search_of(request, casus)
    judged = slot_search.assess(Slot(moved, slot.start, slot.minuten))
    return say.mee(casus.code, span(slot.start, slot.minuten), misses(judged, request))


@COMMANDS.declare(
    "overleg afgelasten",
    WHICH,
    help="Zegt een overleg af; voor elke casus erin stel ik een ander tijdvak voor.",
    rights=EDITORS,
    effect=Effect.ACT,
    undone_by="overleg {dag} 13:00-15:00",
    code=Code.NONE,
)
async def afgelasten(request: Request, named: OverlegNamed) -> None:
    """Proposes another slot for each of its cases, but decides nothing."""
    overleg = named.among(await request.work.overleggen.all(), request.now)
    casussen = await request.work.cases.find()
    slots = occupancy(overleg, casussen)
    cancelled = rules.cancel(overleg)
    await request.work.overleggen.save(cancelled)
    messages = await recipients.tell_team(request, cancelled)
    day, van, reached = local_day(overleg.start), span(overleg.start, overleg.minuten), _count_reached(messages)
    if messages:
        codes = [casus.code for _, casus in slots]
        request.confirm(say.ga_overleg_afgelasten, op=day, van=van, bericht=reached, casussen=codes)
    await request.reply(
        say.overleg_afgelast,
        op=day,
        van=van,
        bericht=reached,
        casussen=await _proposals(request, slots, casussen),
    )
    for bespreking, casus in slots:
        await _tell_case(request, casus, f"afgelast:{bespreking.uid}:{bespreking.sequence}", "casus_zonder_overleg")


async def _proposals(
    request: Request, slots: Sequence[tuple[Bespreking, Casus]], casussen: Sequence[Casus]
) -> list[str]:
    """A line for each case: the first free slot within its terms, and what to type."""
    slot_searches = [await slot_search_of(request, casus) for _, casus in slots]
    found = replace_slot(slot_searches, await request.work.overleggen.all(), casussen)
    return [_proposal(request, casus, found[casus.code]) for _, casus in slots]


def _proposal(request: Request, casus: Casus, found: SlotAssessment | None) -> str:
    if found is None:
        return say.nergens(casus.code)
    slot = found.tijdvak
    typed = f"{short_date(found.dag)} {local(slot.start):%H:%M}"
    return say.elders(casus.code, found.dag, span(slot.start, slot.minuten), typed, misses(found, request))


async def _tell_case(request: Request, casus: Casus, key: str, sentence: str) -> None:
    """In the thread of the case; the text is made when it is sent."""
    post = Post(key, Channel.ROOM, sentence, {"ronde": casus.ronde}, casus.code, in_case=True)
    await request.put(post)


def _still_to_come(overleggen: Sequence[Overleg], now: datetime) -> list[Overleg]:
    return [one for one in coming(overleggen, now) if one.start > now]


def _count_reached(messages: Sequence[MeetingMessage]) -> int:
    return sum(message.entry.reached for message in messages)
