"""Messages before and after a bespreking."""

from collections.abc import Iterable
from datetime import timedelta

from retbot.domain.casus.casus import Bespreking, BesprekingState, Casus
from retbot.domain.casus.consent import is_anonymous
from retbot.domain.invitations.inviting import Guest, group_labels, guests_of
from retbot.domain.invitations.meeting import GuestStanding
from retbot.domain.overleg.overleg import Overleg
from retbot.domain.termijnen.casustermijnen import TermijnState
from retbot.domain.tijd import local, local_day
from retbot.scheduling.notices import attendance
from retbot.scheduling.notices.terms import late_note
from retbot.scheduling.occasion import Occasion, Speech, notice
from retbot.wording import terms
from retbot.wording.citing import cite, cited_article
from retbot.wording.dates import clock_time


@notice("bespreking_nabij")
async def bespreking_nabij(turn: Occasion) -> Speech | None:
    """Within 24 hours: who is invited, who is missing, and what is still to be done before it. For an overleg there is
    one message for all."""
    casus = await turn.open_casus()
    planned = _planned_bespreking(casus, turn) if casus else None
    if casus is None or planned is None or planned.overleg or planned.start <= turn.now:
        return None
    when = f"{terms.full_day(local_day(planned.start), turn.today)}, {span(planned)}"
    place = turn.team.plekken.get(planned.plek or "")
    told = f"De ~bespreking over **{casus.code}** is **{when}**{', ' + place if place else ''}."
    return Speech(
        terms.lines(
            told,
            await _guest_line(casus, planned, turn),
            *await attendance.of_bespreking(casus, turn),
            anonymous(casus, turn),
            before(casus, turn),
            late_note(turn),
        )
    )


def span(planned: Bespreking | Overleg) -> str:
    """`14:00–15:00`"""
    end = planned.start + timedelta(minutes=planned.minuten)
    return f"{clock_time(local(planned.start).time())}–{clock_time(local(end).time())}"


def _planned_bespreking(casus: Casus, turn: Occasion) -> Bespreking | None:
    """The bespreking of the post, while its planned time is still the same."""
    found = casus.in_ronde(turn.number("ronde"))
    same = found and found.state is BesprekingState.PLANNED and found.sequence == turn.number("sequence")
    return found if same else None


async def _guest_line(casus: Casus, planned: Bespreking, turn: Occasion) -> str:
    guests = guests_of(casus, turn.convenant(casus), await turn.work.people.all())
    return await invited_guests(planned.uid, guests, turn) or "Er is nog niemand per mail uitgenodigd."


async def invited_guests(uid: str, guests: Iterable[Guest], turn: Occasion) -> str | None:
    """Who of them was invited to this meeting and who was not; None when nobody was."""
    told = await turn.work.ledger.of_meeting(uid)
    sent = {one.owner for one in told if one.standing is GuestStanding.INVITED and one.reached}
    rollen = turn.convenant().rollen
    reached = group_labels([g.label for g in guests if g.owner in sent], rollen)
    others = group_labels([g.label for g in guests if g.owner not in sent], rollen)
    if not reached:
        return None
    first = f"Uitgenodigd: {terms.some(reached)}."
    are = "is" if len(others) == 1 else "zijn"
    return f"{first} Nog niet uitgenodigd {are} {terms.some(others)}." if others else first


def anonymous(casus: Casus, turn: Occasion) -> str | None:
    convenant = turn.convenant(casus)
    if not is_anonymous(casus, convenant):
        return None
    return f"De casus wordt anoniem besproken ({cited_article(convenant.regels['anoniem'].artikel)})."


def before(casus: Casus, turn: Occasion) -> str | None:
    todo = [
        f"{t.plicht.wat} ({cite(t.plicht)})"
        for t in turn.team.termijnen(casus)
        if t.staat is TermijnState.OPEN and t.plicht.termijn.event == "bespreking"
    ]
    return f"Vooraf nog open: {'; '.join(todo)}." if todo else None
