"""The message of a poll in a room, its end, and the reminder for people who have not answered."""

from datetime import timedelta

from retbot.domain.casus import besprekingen
from retbot.domain.casus.casus import Bespreking, BesprekingState, Casus
from retbot.domain.casus.tables import next_tafel
from retbot.domain.invitations.inviting import Guest, guests_of
from retbot.domain.planning.date_poll import uiterste
from retbot.domain.planning.polls import Option, Poll, PollType, duration, without_answer
from retbot.domain.tijd import local, local_day
from retbot.ports import OutgoingOption
from retbot.scheduling.occasion import Occasion, Speech, notice
from retbot.wording import forms, terms
from retbot.wording.citing import cite
from retbot.wording.dates import clock_time, long_date

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
    opened = await turn.work.post_of_key(f"peiling:{found.id}") if found else None
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
            f"{forms.example_day(turn.team, turn.today)} 14:00`"
        )
    guests = {guest.owner: guest for guest in await _guests_to_ask(turn, casus)}
    wanting = without_answer(guests, await turn.work.keuzes(found.id or 0))
    if not wanting:
        return None
    people = await turn.work.deelnemers()
    ids = {f"deelnemer:{d.nummer}": d.matrix_id for d in people if d.matrix_id}
    outside = [guests[owner].label for owner in wanting if owner not in ids]
    by_hand = (
        f"Niet in de kamer: {terms.some(outside)} → `!ret prik voor {casus.code} {outside[-1]} 1 3`"
        if outside
        else None
    )
    inside = [guests[owner].label for owner in wanting if owner in ids]
    text = terms.lines(
        f"Nog niet gekozen in de peiling: {terms.some(inside)}." if inside else None, by_hand, _deadline(turn, casus)
    )
    return Speech(text, rings=tuple(ids[owner] for owner in wanting if ids.get(owner)))


def _option(one: Option, found: Poll, turn: Occasion) -> str:
    if one.start is None or one.value:
        return _CHOICES[one.value or ""]
    until = one.start + duration(found)
    span = f"{clock_time(local(one.start).time())}–{clock_time(local(until).time())}"
    return f"{one.nummer}. {long_date(local_day(one.start), turn.today)}, {span}"


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
    """The guests of the bespreking that is being planned."""
    convenant = turn.convenant(casus)
    trial = Bespreking(0, turn.now, 0, "")
    planned = besprekingen.planned_as(casus, trial, turn.today, convenant, next_tafel(casus, convenant))
    return guests_of(planned, convenant, await turn.work.deelnemers())


async def _about(turn: Occasion) -> tuple[Poll | None, Casus | None]:
    return await turn.work.poll_with_id(turn.number("peiling")), await turn.casus()
