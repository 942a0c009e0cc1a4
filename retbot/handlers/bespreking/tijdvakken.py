"""Where a bespreking takes place in time: normally in a slot of an overleg, otherwise at a separate moment."""

from dataclasses import dataclass
from datetime import datetime

from retbot.domain.casus.besprekingen import longest
from retbot.domain.casus.casus import Bespreking, Casus
from retbot.domain.casus.tables import tafel_of
from retbot.domain.convenant.convenant import Convenant, Tafel
from retbot.domain.errors import Arg, AskBack, Refusal
from retbot.domain.overleg import overleg as rules
from retbot.domain.overleg.overleg import Overleg, Slot, is_free, occupancy, on_day, vrij
from retbot.domain.planning import clashes
from retbot.domain.planning.attendance import declined_rollen
from retbot.domain.planning.clashes import PlannedTime, planned_times
from retbot.domain.planning.slots import SlotAssessment, SlotSearch, beste, first_free
from retbot.domain.running_case import STANDARD
from retbot.domain.tijd import local, local_day
from retbot.handlers.chat.request import Request
from retbot.reading.moments import PlaceName, TypedMoment
from retbot.wording.dates import clock_time, needs_year, short_date
from retbot.wording.replies.bespreking import tijdvakken as say
from retbot.wording.replies.bespreking.plannen import span

QUESTION = "tijdvak"


@dataclass(frozen=True, slots=True)
class SlotPlace:
    """`overleg` is the uid of the overleg that contains it; None for a separate moment. Without `minuten` it takes as
    long as the covenant allows, or as long as it did before."""

    start: datetime
    minuten: int | None = None
    plek: str | None = None
    overleg: str | None = None


def in_slot(tijdvak: Slot) -> SlotPlace:
    return SlotPlace(tijdvak.start, tijdvak.minuten, tijdvak.overleg.plek, tijdvak.overleg.uid)


def standard_minutes(convenant: Convenant) -> int:
    """The length of a bespreking when none is given."""
    return longest(convenant) or STANDARD


async def check_free(request: Request, casus: Casus, where: SlotPlace) -> None:
    """Raises AskBack when the team has another meeting then, or when the day is so far that its year may be a slip."""
    day = local_day(where.start)
    if needs_year(day, request.today) and where.start > request.now:
        raise AskBack("lang_duren", op=day)
    others = planned_times(await request.work.cases.find(), await request.work.overleggen.all())
    minuten = where.minuten or standard_minutes(request.convenant(casus))
    clashes.check_free(PlannedTime(where.start, minuten, where.plek, casus.code, where.overleg), others)


async def choose(
    request: Request, casus: Casus, moment: TypedMoment, place: PlaceName | None, tafel: Tafel
) -> SlotPlace:
    """What a typed moment means: a slot when it is within an overleg for this table. Raises Refusal."""
    if moment.dag is None:
        raise Refusal("moment_ontbreekt")
    overleggen = [o for o in on_day(await request.work.overleggen.all(), moment.dag) if o.tafel in {None, tafel.naam}]
    others = [c for c in await request.work.cases.find() if c.code != casus.code]
    if moment.begin is None:
        return in_slot(_first_on(request, overleggen, others, moment))
    start = moment.start
    inside = next((o for o in overleggen if o.start <= start < o.einde), None)
    if inside is None:
        return SlotPlace(start, moment.minuten, place)
    if place and place != inside.plek:
        raise Refusal("plek_van_overleg", op=moment.dag, plek=place)
    return in_slot(_exactly(inside, others, start, moment.minuten or inside.tijdvak))


def _first_on(request: Request, overleggen: list[Overleg], others: list[Casus], moment: TypedMoment) -> Slot:
    if not overleggen:
        raise Refusal("tijd_ontbreekt", op=moment.dag)
    slots = (first_free(o, others, moment.minuten or o.tijdvak, request.now) for o in overleggen)
    found = next((slot for slot in slots if slot), None)
    if found is None:
        raise Refusal("overleg_vol", op=moment.dag)
    return found


def _exactly(overleg: Overleg, others: list[Casus], start: datetime, minuten: int) -> Slot:
    day = local_day(overleg.start)
    if not overleg.holds(start, minuten):
        raise Refusal("tijdvak_te_lang", op=day, van=span(overleg.start, overleg.minuten), minuten=minuten)
    taken = [b for b, _ in occupancy(overleg, others)]
    if not is_free(overleg, taken, start, minuten):
        free = [clock_time(local(slot.start).time()) for slot in vrij(overleg, taken, minuten)]
        if not free:
            raise Refusal("overleg_vol", op=day)
        raise Refusal("tijdvak_bezet", op=day, vrij=free)
    return Slot(overleg, start, minuten)


async def propose(
    request: Request, casus: Casus, minuten: int | None, tafel: Tafel, now_at: Bespreking | None = None
) -> None:
    """Proposes the first free slot that meets every term, and asks whether to take it; `now_at` is the bespreking that
    is to be moved."""
    overleggen = await request.work.overleggen.all()
    slot_search = await _slot_search(request, casus, tafel, minuten or (now_at.minuten if now_at else None))
    elsewhere = [o for o in overleggen if now_at is None or o.uid != now_at.overleg]
    found = slot_search.assessments(elsewhere, await request.work.cases.find())
    best = beste(found)
    word = "verzet" if now_at else "plan"
    if best is None:
        await request.reply(say.geen_tijdvak, overleg=bool(rules.coming(elsewhere, request.now)), commando=word)
        return
    slot = best.tijdvak
    state: dict[str, Arg] = {"uid": slot.overleg.uid, "start": slot.start, "minuten": slot.minuten}
    await request.ask(
        QUESTION,
        state | {"tafel": tafel.naam, "verzet": now_at is not None},
        say.tijdvak_voorstel,
        op=best.dag,
        van=span(slot.start, slot.minuten),
        overleg=span(slot.overleg.start, slot.overleg.minuten),
        plek=request.team.plekken.get(slot.overleg.plek or ""),
        haalt=say.termen(best.haalt, request.team.kalender),
        mist=misses(best, request),
        eerder=[_passed_over(b, request) for b in found[: found.index(best)][-2:]],
        ander=next((short_date(b.dag) for b in found if b.past and b.dag != best.dag), ""),
        commando=word,
    )


async def slot_search_of(request: Request, casus: Casus) -> SlotSearch:
    """For a bespreking that is already planned and keeps its length and table."""
    convenant = request.convenant(casus)
    now_at = casus.bespreking
    tafel = tafel_of(casus, convenant, casus.ronde)
    return await _slot_search(request, casus, tafel, now_at.minuten if now_at else None)


async def _slot_search(request: Request, casus: Casus, tafel: Tafel, minuten: int | None) -> SlotSearch:
    convenant, people = request.convenant(casus), await request.work.people.all()
    afwezig = {
        one.uid: declined_rollen(convenant, people, local_day(one.start), await request.work.rsvps.of_meeting(one.uid))
        for one in rules.coming(await request.work.overleggen.all(), request.now)
    }
    return SlotSearch(casus, convenant, request.team.kalender, tafel, request.now, minuten, afwezig)


def misses(one: SlotAssessment, request: Request) -> list[str]:
    return [*say.termen(one.mist, request.team.kalender), *(f"de {rol} is er niet" for rol in one.afwezig)]


def _passed_over(one: SlotAssessment, request: Request) -> str:
    return say.valt_af(one.dag, misses(one, request))


async def still_free(request: Request, casus: Casus, uid: str, start: datetime, minuten: int) -> SlotPlace:
    """The proposed slot. Raises Refusal when it was taken or its overleg was moved in the meantime."""
    overleg = next((o for o in await request.work.overleggen.all() if o.uid == uid), None)
    if overleg is None or not overleg.staat or not overleg.holds(start, minuten) or start <= request.now:
        raise Refusal("tijdvak_weg")
    others = [c for c in await request.work.cases.find() if c.code != casus.code]
    return in_slot(_exactly(overleg, others, start, minuten))
