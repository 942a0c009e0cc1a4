"""The moment in an example: one that this case or team could really take."""

from datetime import date

from retbot.domain.casus.casus import Casus
from retbot.domain.casus.tables import next_tafel, tafel_of
from retbot.domain.planning.slots import SlotSearch, beste
from retbot.domain.tijd import local
from retbot.scheduling.occasion import Occasion
from retbot.wording import forms
from retbot.wording.dates import clock_time, short_date

_DAY, _TIME = "EENDAG", "14:00"


async def with_moment(text: str, turn: Occasion) -> str:
    """Fills in EENDAG, and the time behind it: the next free slot of the team's own overleg that suits the case, else a
    day two weeks ahead, or before the term within which the case must be discussed."""
    if _DAY not in text:
        return text
    casus = await turn.open_casus()
    if casus and turn.team.knows(casus) and (slot := await _free_slot(turn, casus)):
        day, time = slot
        return text.replace(f"{_DAY} {_TIME}", f"{short_date(day)} {time}").replace(_DAY, short_date(day))
    known = casus if casus and turn.team.knows(casus) else None
    return text.replace(_DAY, forms.example_day(turn.team, turn.today, known))


async def _free_slot(turn: Occasion, casus: Casus) -> tuple[date, str] | None:
    convenant, planned = turn.convenant(casus), casus.bespreking
    tafel = tafel_of(casus, convenant, casus.ronde) if planned else next_tafel(casus, convenant)
    search = SlotSearch(casus, convenant, turn.team.kalender, tafel, turn.now)
    overleggen = [one for one in await turn.work.overleggen.all() if not planned or one.uid != planned.overleg]
    found = beste(search.assessments(overleggen, await turn.work.cases.find()))
    return (found.dag, clock_time(local(found.tijdvak.start).time())) if found else None
