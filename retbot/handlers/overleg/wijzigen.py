"""overleg uitnodigen, overleg verzet, overleg afgelasten: what changes for the team, and for the cases in it."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime

from retbot.domain.casus.besprekingen import longest
from retbot.domain.casus.casus import Bespreking, Casus
from retbot.domain.errors import Refusal
from retbot.domain.invitations.inviting import counted
from retbot.domain.invitations.meeting import MeetingMessage, News
from retbot.domain.overleg import overleg as rules
from retbot.domain.overleg.overleg import Overleg, Slot, coming, occupancy, verschoven
from retbot.domain.planning.replacing import replace_slot
from retbot.domain.planning.slots import SlotAssessment
from retbot.domain.tijd import AMSTERDAM, local, local_day
from retbot.handlers.bespreking.tijdvakken import misses, slot_search_of
from retbot.handlers.chat.command import EDITORS, Code, Command, Effect
from retbot.handlers.chat.request import Request
from retbot.handlers.meeting import polls, recipients
from retbot.handlers.meeting.typed_moment import take_plek
from retbot.ports import Channel, Post
from retbot.reading import dates
from retbot.reading.arguments import coming_moment
from retbot.reading.dates import mention
from retbot.reading.moments import minutes
from retbot.wording.dates import short_date
from retbot.wording.replies.bespreking.plannen import span
from retbot.wording.replies.overleg import overleg as say

_TO = re.compile(r"(?:^|\s+)naar\s+", re.IGNORECASE)
_VERZET = "overleg verzet do 7 mei naar vr 8 mei 13:00-15:00"


async def uitnodigen(request: Request) -> None:
    """The fixed members to every overleg to come, or to that of one day."""
    if not request.team.mailt:
        raise Refusal("geen_mail_ingesteld")
    found = [await named(request, request.take_rest())] if request.rest else await _coming(request)
    if not found:
        raise Refusal("geen_overleg")
    members = await recipients.members(request, found[0])
    known = set(await request.work.owners())
    if not any(guest.owner in known for guest in members):
        raise Refusal("overleg_niemand_met_adres")
    messages = [message for overleg in found for message in await recipients.invite_team(request, overleg)]
    await request.reply(
        say.overleg_uitgenodigd,
        overleggen=len(found),
        wie=counted([g.label for g in members if g.owner in known], request.team.convenant.rollen),
        nieuw=sum(message.news in {News.INVITED, News.AGAIN} for message in messages),
        zonder_adres=[f"{g.label}, nummer {g.owner.partition(':')[2]}" for g in members if g.owner not in known],
    )


async def afgelasten(request: Request) -> None:
    """It does not take place; for each of its cases another slot is proposed, and nothing decided."""
    overleg = await named(request, request.take_rest())
    casussen = await request.work.casussen()
    slots = occupancy(overleg, casussen)
    cancelled = rules.cancel(overleg)
    await request.work.save_overleg(cancelled)
    messages = await recipients.tell_team(request, cancelled)
    await request.reply(
        say.overleg_afgelast,
        op=local_day(overleg.start),
        van=span(overleg.start, overleg.minuten),
        bericht=_reached(messages),
        casussen=await _proposals(request, slots, casussen),
    )
    for bespreking, casus in slots:
        await _tell_case(request, casus, f"afgelast:{bespreking.uid}:{bespreking.sequence}", "casus_zonder_overleg")


async def _proposals(
    request: Request, slots: Sequence[tuple[Bespreking, Casus]], casussen: Sequence[Casus]
) -> list[str]:
    """A line for each case: the first free slot within its terms, and what to type."""
    slot_searches = [await slot_search_of(request, casus) for _, casus in slots]
    found = replace_slot(slot_searches, await request.work.overleggen(), casussen)
    return [_proposal(request, casus, found[casus.code]) for _, casus in slots]


def _proposal(request: Request, casus: Casus, found: SlotAssessment | None) -> str:
    if found is None:
        return say.nergens(casus.code)
    slot = found.tijdvak
    typed = f"{short_date(found.dag)} {local(slot.start):%H:%M}"
    return say.elders(casus.code, found.dag, span(slot.start, slot.minuten), typed, misses(found, request))


async def verzet(request: Request) -> None:
    """To another moment or place, and its cases along with it."""
    plek = take_plek(request)
    which, *to = _TO.split(request.take_rest(), maxsplit=1)
    overleg = await named(request, which)
    start, minuten = _moment(request, overleg, to[0]) if to else (overleg.start, None)
    moved = rules.move(overleg, start, minuten, plek)
    rules.check(moved, await request.work.overleggen(), request.now, longest(request.team.convenant))
    slots = occupancy(overleg, await request.work.casussen())
    await request.work.save_overleg(moved)
    messages = await recipients.tell_team(request, moved)
    for casus in verschoven(overleg, moved, slots):
        await request.keep(casus)
        bespreking = casus.bespreking
        messages += await recipients.update(request, casus, bespreking) if bespreking else []
        await _tell_case(request, casus, f"verschoven:{moved.uid}:{moved.sequence}:{casus.code}", "tijdvak_verschoven")
        await polls.ask_anew(request, casus)
    day = local_day(moved.start)
    await request.reply(
        say.overleg_verzet,
        was=local_day(overleg.start),
        op=day,
        van=span(moved.start, moved.minuten),
        plek=request.team.plekken.get(moved.plek or ""),
        vrij=mention(day, request.team.kalender),
        bericht=len(messages),
        casussen=[await _after(request, casus, moved) for _, casus in slots],
    )


async def _after(request: Request, before: Casus, moved: Overleg) -> str:
    """The new slot of a case, and the terms that it now misses."""
    casus = await request.work.casus(before.code)
    slot = casus.bespreking if casus else None
    if casus is None or slot is None:
        raise LookupError(before.code)
    slot_search = await slot_search_of(request, casus)
    judged = slot_search.assess(Slot(moved, slot.start, slot.minuten))
    return say.mee(casus.code, span(slot.start, slot.minuten), misses(judged, request))


async def _tell_case(request: Request, casus: Casus, key: str, sentence: str) -> None:
    """In its own thread, worded when it is sent."""
    post = Post(key, Channel.ROOM, sentence, {"ronde": casus.ronde}, casus.code, in_case=True)
    await request.put(post)


def _moment(request: Request, overleg: Overleg, text: str) -> tuple[datetime, int | None]:
    """A day, a day with times, or only times on the same day. Raises Refusal."""
    kalender = request.team.kalender
    read = dates.read(text, request.now, kalender)
    if isinstance(read, dates.Ask) and text[:1].isdigit() and ":" in text:
        day, begin, until = coming_moment(f"{short_date(local_day(overleg.start))} {text}", request.now, kalender)
    elif isinstance(read, dates.Ask):
        raise Refusal("datum_gevraagd", vraag=read.question)
    else:
        day, begin, until = read.day, read.time or local(overleg.start).time(), read.until
    start = datetime.combine(day, begin, AMSTERDAM).astimezone(UTC)
    return start, minutes(begin, until) if until else None


async def _coming(request: Request) -> list[Overleg]:
    return [o for o in coming(await request.work.overleggen(), request.now) if o.start > request.now]


async def named(request: Request, text: str) -> Overleg:
    """The overleg of a day, or of a day and a time. Raises Refusal."""
    if not text.strip():
        raise Refusal("welk_overleg_bedoelt_u")
    read = dates.read(text, request.now, request.team.kalender)
    if isinstance(read, dates.Ask):
        raise Refusal("datum_gevraagd", vraag=read.question)
    found = [o for o in rules.on_day(await request.work.overleggen(), read.day) if _begins(o, read)]
    if not found:
        raise Refusal("geen_overleg_op", op=read.day)
    if len(found) > 1:
        raise Refusal("welk_overleg", op=read.day)
    if found[0].start <= request.now:
        raise Refusal("overleg_bezig", op=read.day)
    return found[0]


def _begins(overleg: Overleg, read: dates.Moment) -> bool:
    return read.time is None or local(overleg.start).time() == read.time


def _reached(messages: Sequence[MeetingMessage]) -> int:
    return sum(message.told.reached for message in messages)


COMMANDS = (
    Command(
        "overleg uitnodigen",
        "overleg uitnodigen [DATUM]",
        "Nodigt de vaste leden uit voor elk overleg dat komt, of voor dat van één dag.",
        "overleg",
        EDITORS,
        uitnodigen,
        Code.NONE,
        effect=Effect.ACT,
    ),
    Command(
        "overleg verzet",
        f"{_VERZET} [plek NAAM]",
        "Verzet een overleg, met zijn casussen; wie is uitgenodigd krijgt bericht.",
        "overleg",
        EDITORS,
        verzet,
        Code.NONE,
        effect=Effect.ACT,
    ),
    Command(
        "overleg afgelasten",
        "overleg afgelasten DATUM",
        "Zegt een overleg af; voor elke casus erin stel ik een ander tijdvak voor.",
        "overleg",
        EDITORS,
        afgelasten,
        Code.NONE,
        effect=Effect.ACT,
    ),
)
