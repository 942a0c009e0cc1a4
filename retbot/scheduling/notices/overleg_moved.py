"""Messages in the thread of a case when the overleg with its slot is moved or cancelled."""

from retbot.domain.casus.casus import Casus
from retbot.domain.casus.tables import tafel_of
from retbot.domain.overleg.overleg import Overleg, cancelled_for
from retbot.domain.planning.slots import SlotAssessment, SlotSearch, beste
from retbot.domain.tijd import local, local_day
from retbot.scheduling.notices.meetings import span
from retbot.scheduling.notices.terms import late_note
from retbot.scheduling.occasion import Occasion, Speech, notice
from retbot.wording import terms
from retbot.wording.citing import cite
from retbot.wording.dates import clock_time, full_date, short_date


@notice("casus_zonder_overleg", at_any_hour=True)
async def casus_zonder_overleg(turn: Occasion) -> Speech | None:
    """While the case has its slot in a cancelled overleg: where it could be discussed instead."""
    casus = await turn.open_casus()
    off = cancelled_for(casus, await turn.work.overleggen.all()) if casus else None
    if casus is None or off is None:
        return None
    return Speech(terms.lines(await homeless(turn, casus, off), late_note(turn)))


async def homeless(turn: Occasion, casus: Casus, off: Overleg) -> str:
    first = (
        f"Het overleg van {full_date(local_day(off.start))} gaat niet door. De ~bespreking over **{casus.code}** is "
        "nog niet verplaatst, en de genodigden weten nog van niets."
    )
    found = await _best(turn, casus)
    return f"{first}\n{_where(casus, found)} Niet bespreken: `!ret annuleer {casus.code}`"


@notice("tijdvak_verschoven", at_any_hour=True)
async def tijdvak_verschoven(turn: Occasion) -> Speech | None:
    """The overleg was moved, and the slot of the case with it."""
    casus = await turn.open_casus()
    planned = casus.in_ronde(turn.number("ronde")) if casus else None
    if casus is None or planned is None or planned.overleg is None or planned != casus.bespreking:
        return None
    place = turn.team.plekken.get(planned.plek or "")
    when = f"{full_date(local_day(planned.start))}, {span(planned)}"
    return Speech(
        f"Het overleg is verzet; de ~bespreking over **{casus.code}** is nu **{when}**{', ' + place if place else ''}. "
        "Wie was uitgenodigd krijgt bericht."
    )


async def _best(turn: Occasion, casus: Casus) -> SlotAssessment | None:
    convenant, planned = turn.convenant(casus), casus.bespreking
    tafel = tafel_of(casus, convenant, casus.ronde)
    minuten = planned.minuten if planned else None
    slot_search = SlotSearch(casus, convenant, turn.team.kalender, tafel, turn.now, minuten)
    return beste(slot_search.assessments(await turn.work.overleggen.all(), await turn.work.cases.find()))


def _where(casus: Casus, found: SlotAssessment | None) -> str:
    if found is None:
        return f"In geen ander overleg is een tijdvak vrij. Zoek een datum: `!ret prik {casus.code}`."
    start = local(found.tijdvak.start)
    typed = f"`!ret verzet {casus.code} {short_date(found.dag)} {clock_time(start.time())}`"
    when = f"**{full_date(found.dag)}, {clock_time(start.time())}**"
    if found.past:
        return f"Eerste vrije tijdvak binnen de termijnen: {when} → {typed}."
    missed = "; ".join(f"{t.plicht.wat}, uiterlijk {short_date(t.day)} ({cite(t.plicht)})" for t in found.mist)
    return (
        f"Binnen de termijnen is niets vrij. Het dichtst in de buurt komt {when}; dat haalt niet: {missed}. → {typed}, "
        f"of zoek een datum: `!ret prik {casus.code}`."
    )
