"""Files in the direct room of the person who asked for them: the export for the national monitor, and the empty
spreadsheet for cases that were already running."""

from datetime import timedelta

from retbot.domain.casus.casus import Casus
from retbot.domain.errors import Refusal
from retbot.domain.privacy.counters import halfjaar
from retbot.domain.privacy.monitor import export, may_export
from retbot.reading.aanmelding.running_cases import empty_file
from retbot.reading.aanmelding.spreadsheet import SpreadsheetType
from retbot.scheduling.occasion import File, Occasion, Speech, notice

KEPT = timedelta(hours=24)
"""How long a file stays in the room."""
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@notice("monitor_bestand", at_any_hour=True)
async def monitor_bestand(turn: Occasion) -> Speech | None:
    """Made at the moment of sending, from the cases that may be included at that moment."""
    if turn.team.uitvraag is None:
        return None
    period = turn.text("halfjaar")
    cases = [
        casus
        for casus in await turn.work.cases.find(open_only=False)
        if period in {"", halfjaar(casus.aanmelding.ontvangen)} and _may(turn, casus)
    ]
    name = f"monitor-{period or 'alles'}-v{turn.team.uitvraag.versie}.csv"
    return Speech("", file=File(name, export(cases, turn.team.uitvraag), "text/csv", KEPT))


def _may(turn: Occasion, casus: Casus) -> bool:
    try:
        return may_export(casus, turn.team.convenant_of(casus))
    except Refusal:
        return False


@notice("sjabloon_bestand", at_any_hour=True)
async def sjabloon_bestand(turn: Occasion) -> Speech | None:
    made = empty_file(turn.team.convenant, turn.team.soorten, SpreadsheetType.XLSX)
    return Speech("", file=File("casussen.xlsx", made, _SPREADSHEET, KEPT))
