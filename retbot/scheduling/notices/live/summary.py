"""The summary of a case, at the head of its thread: phase, next step, moments, who comes, open afspraken."""

from datetime import datetime

from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.casus import Casus
from retbot.domain.casus.next_step import next_step
from retbot.domain.privacy.access import is_what_was_agreed, whose
from retbot.domain.team import Team
from retbot.domain.termijnen.casustermijnen import TermijnState
from retbot.domain.tijd import local_day
from retbot.ports import UnitOfWork
from retbot.scheduling.notices import attendance_news
from retbot.scheduling.notices.live.board import phase_of
from retbot.scheduling.notices.live.version import as_note, with_time
from retbot.scheduling.occasion import Occasion, Speech, notice
from retbot.wording import forms, terms
from retbot.wording.replies.chat import rows

NAME = "casus_stand"
_MOST = 6
"""Open terms and afspraken, each; the status of the case shows the rest."""


def note_of(code: Casecode) -> str:
    return f"casus_stand:{code}"


@notice(NAME, at_any_hour=True, says_how_late=True)
async def summary(turn: Occasion) -> Speech | None:
    casus = await turn.casus()
    if casus is None or not turn.team.knows(casus):
        return None
    lines = await lines_of(turn.work, turn.team, casus, turn.now)
    await turn.work.notes.set(note_of(casus.code), as_note(lines, turn.now))
    return with_time(f"{casus.code} · Stand van", lines, turn.now)


async def lines_of(work: UnitOfWork, team: Team, casus: Casus, now: datetime) -> list[str]:
    """Everything but the head with its time."""
    convenant, today = team.convenant_of(casus), local_day(now)
    phase = "Gesloten" if casus.gesloten else phase_of(casus, team, now)
    lines = [f"{phase}: {rows.latest_state(casus, today)}.", f"{terms.sentence(rows.header(casus, convenant, today))}."]
    if casus.gesloten:
        return lines
    if step := next_step(casus, convenant, now):
        lines.append(f"Volgende stap → `!ret {forms.step(step, convenant, casus.code, 'DATUM')}`")
    if state := await attendance_news.of_bespreking(work, team, casus):
        lines.append(f"Wie komt er: {attendance_news.short(state, convenant)}.")
    open_terms = [
        rows.short_row(t, casus, whose(t, casus), now, team.kalender)
        for t in team.termijnen(casus)
        if t.staat is TermijnState.OPEN and not t.is_over(now) and not is_what_was_agreed(t)
    ]
    agreed = zip(rows.afspraak_rows(casus, today), casus.afspraken, strict=True)
    kept = [f"afspraak {line}" for line, one in agreed if not one.klaar]
    return [*lines, *_some(open_terms, casus), *_some(kept, casus)]


def _some(entries: list[str], casus: Casus) -> list[str]:
    more = len(entries) - _MOST
    rest = [f"• en {more} meer: `!ret status {casus.code}`"] if more > 0 else []
    return [*(f"• {entry}" for entry in entries[:_MOST]), *rest]
