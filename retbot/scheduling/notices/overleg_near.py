"""The message about an overleg within 24 hours: its cases with their times, who is invited, what is still to be
done."""

from retbot.domain.casus.casus import Bespreking, Casus
from retbot.domain.invitations.inviting import fixed_members, guests_of
from retbot.domain.overleg.overleg import occupancy
from retbot.domain.tijd import local_day
from retbot.scheduling.notices import attendance
from retbot.scheduling.notices.meetings import anonymous, before, invited_guests, span
from retbot.scheduling.notices.terms import late_note
from retbot.scheduling.occasion import Occasion, Speech, notice
from retbot.wording import terms
from retbot.wording.dates import short_date


@notice("overleg_nabij")
async def overleg_nabij(turn: Occasion) -> Speech | None:
    """None when it was moved, cancelled or has begun, and when it has no cases."""
    overleg = next((o for o in await turn.work.overleggen.all() if o.uid == turn.text("uid")), None)
    if overleg is None or not overleg.staat or overleg.start != turn.instant("start") or overleg.start <= turn.now:
        return None
    day = local_day(overleg.start)
    place = turn.team.plekken.get(overleg.plek or "")
    when = f"{terms.full_day(day, turn.today)}, {span(overleg)}"
    members = fixed_members(turn.convenant(), await turn.work.people.all(), day)
    cases = [await _case(turn, casus, slot) for slot, casus in occupancy(overleg, await turn.work.cases.find())]
    if not cases:
        return None
    return Speech(
        terms.lines(
            f"Het overleg is **{when}**{', ' + place if place else ''}.",
            await invited_guests(overleg.uid, members, turn)
            or f"Van de vaste leden is nog niemand uitgenodigd: `!ret overleg uitnodigen {short_date(day)}`.",
            *await attendance.of_overleg(overleg, turn),
            *terms.some_lines(cases, "overleggen"),
            late_note(turn),
        )
    )


async def _case(turn: Occasion, casus: Casus, slot: Bespreking) -> str:
    """`• 13:00–13:30 **RET-7KH-4T3**. Uitgenodigd: school. …`"""
    people = await turn.work.people.all()
    others = [guest for guest in guests_of(casus, turn.convenant(casus), people) if not guest.vast]
    told = await invited_guests(slot.uid, others, turn) or "Verder is nog niemand per mail uitgenodigd."
    parts = [told, anonymous(casus, turn), before(casus, turn)]
    return f"• {span(slot)} **{casus.code}**. {' '.join(part for part in parts if part)}"
