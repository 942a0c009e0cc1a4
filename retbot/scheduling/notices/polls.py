"""The message of a poll in a room, its end, and the reminder for people who have not answered."""

from datetime import timedelta

from retbot.domain.casus.casus import BesprekingState, Casus
from retbot.domain.casus.tables import next_tafel
from retbot.domain.invitations.inviting import DEELNEMER, Guest
from retbot.domain.planning.date_poll import guests_to_ask, uiterste
from retbot.domain.planning.polls import Option, Poll, PollType, duration, without_answer
from retbot.domain.tijd import local, local_day
from retbot.ports import OutgoingOption
from retbot.scheduling.notices.rsvps import NOTHING
from retbot.scheduling.occasion import Occasion, Speech, notice
from retbot.scheduling.parties import roster
from retbot.wording import forms, terms
from retbot.wording.citing import cite
from retbot.wording.dates import clock_time, long_date

_WHY_NOT = {
    "doorgestuurd": "Die kwam van een ander adres.",
    "onbewezen": "Ik kan niet nagaan of die van {wie} komt.",
    "vervalst": "Volgens de mailserver is de afzender niet echt.",
}
"""Why a choice by mail does not count (Origin)."""
_CHOICES = {"ja": "ja, ik kom", "nee": "nee, ik kom niet", "misschien": "misschien", "geen": "geen van deze momenten"}


@notice("peiling", at_any_hour=True)
async def poll(turn: Occasion) -> Speech | None:
    """The question with its options; None when the poll was closed before it could be sent."""
    found, casus = await _about(turn)
    if found is None or casus is None or found.gesloten:
        return None
    options = tuple(OutgoingOption(one.id, _option(one, found, turn)) for one in found.opties)
    question = f"{casus.code}: welke momenten kunt u?"
    if found.soort is PollType.KOMST:
        planned = casus.in_ronde(found.ronde)
        if planned is None or planned.state is not BesprekingState.PLANNED or planned.start != found.opties[0].start:
            return None
        day = long_date(local_day(planned.start), turn.today)
        question = f"{casus.code}: komt u {day} om {clock_time(local(planned.start).time())}?"
    return Speech(question, rings=(), options=options, most=found.most)


@notice("peiling_einde", at_any_hour=True)
async def peiling_einde(turn: Occasion) -> Speech | None:
    """None when the poll itself was never sent."""
    found, _ = await _about(turn)
    opened = await turn.work.outbox.of_key(f"peiling:{found.id}") if found else None
    if opened is None or opened.event_id is None:
        return None
    return Speech("De peiling is gesloten.", rings=(), ends=opened.event_id)


@notice("prik_herinnering")
async def prik_herinnering(turn: Occasion) -> Speech | None:
    """Who has not chosen yet; None when everybody has, or when a moment was chosen."""
    found, casus = await _about(turn)
    if found is None or casus is None or found.gesloten or casus.gesloten or _is_planned(casus):
        return None
    if not found.open_moments(turn.now):
        return Speech(
            f"Alle momenten van de peiling zijn voorbij. → `!ret prik wijzig {casus.code} "
            f"{forms.example_day(turn.team, turn.today, casus)} 14:00`"
        )
    guests = {guest.owner: guest for guest in await _guests_to_ask(turn, casus)}
    wanting = without_answer(guests, await turn.work.polls.choices(found.id or 0))
    if not wanting:
        return None
    people = await turn.work.people.all()
    ids = {f"deelnemer:{d.nummer}": d.matrix_id for d in people if d.matrix_id}
    outside = [guests[owner].label for owner in wanting if owner not in ids]
    by_hand = (
        f"Niet in de kamer: {terms.some(outside)} → {_how_to_ask(turn, casus)}`!ret prik voor {casus.code} "
        f"{outside[-1]} 1 3`"
        if outside
        else None
    )
    inside = [guests[owner].label for owner in wanting if owner in ids]
    text = terms.lines(
        f"Nog niet gekozen in de peiling: {terms.some(inside)}." if inside else None, by_hand, _deadline(turn, casus)
    )
    return Speech(text, rings=tuple(ids[owner] for owner in wanting if ids.get(owner)))


@notice("stem_per_mail", at_any_hour=True)
async def stem_per_mail(turn: Occasion) -> Speech | None:
    """A choice by mail that did not count."""
    found, casus = await _about(turn)
    if found is None or casus is None:
        return None
    owner, why = turn.text("owner"), _WHY_NOT.get(turn.text("gevolg"))
    who = (await roster(turn.work, turn.team)).label(owner)
    if why is None:
        return Speech(
            f"{terms.sentence(who)} koos per mail een moment, maar dat moment is voorbij of de peiling is gesloten. "
            f"{NOTHING}",
            rings=(),
        )
    before = (await turn.work.polls.choices(found.id or 0)).get(owner, ())
    numbers = found.with_moment(before, turn.text("keuze"), turn.now)
    if found.gesloten or numbers is None:
        return None
    meant = [one for number in numbers if (one := found.optie(number)) and str(number) == turn.text("keuze")]
    chosen = _option(meant[0], found, turn) if meant else _CHOICES["geen"]
    typed = " ".join(str(number) for number in numbers) if meant else "geen"
    whose = f"#{owner.removeprefix(DEELNEMER)}" if owner.startswith(DEELNEMER) else owner
    return Speech(
        f"Voor {who} kwam per mail deze keuze binnen: **{chosen}**.\n{why.format(wie=who)} {NOTHING} "
        f"Klopt dit? → `!ret prik voor {casus.code} {whose} {typed}`"
    )


def _option(one: Option, found: Poll, turn: Occasion) -> str:
    if one.start is None or one.value:
        return _CHOICES[one.value or ""]
    until = one.start + duration(found)
    span = f"{clock_time(local(one.start).time())}–{clock_time(local(until).time())}"
    return f"{one.nummer}. {long_date(local_day(one.start), turn.today)}, {span}"


def _how_to_ask(turn: Occasion, casus: Casus) -> str:
    return f"`!ret prik mail {casus.code}`, of " if turn.team.mailt and turn.team.reads_mail else ""


def _deadline(turn: Occasion, casus: Casus) -> str | None:
    convenant = turn.convenant(casus)
    events = ("geagendeerd", next_tafel(casus, convenant).event)
    term = uiterste(turn.team.termijnen(casus), events, turn.today)
    if term is None:
        return None
    near = "Let op: dat" if term.day - turn.today <= timedelta(days=1) else "Dat"
    return f"{near} moet uiterlijk {terms.near_day(term.day, turn.today)} vastliggen ({cite(term.plicht)})."


def _is_planned(casus: Casus) -> bool:
    return casus.bespreking is not None and casus.bespreking.state is BesprekingState.PLANNED


async def _guests_to_ask(turn: Occasion, casus: Casus) -> list[Guest]:
    return guests_to_ask(casus, turn.convenant(casus), await turn.work.people.all(), turn.now)


async def _about(turn: Occasion) -> tuple[Poll | None, Casus | None]:
    return await turn.work.polls.get(turn.number("peiling")), await turn.casus()
