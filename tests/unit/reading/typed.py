"""What arguments make of words, in one situation."""

from datetime import date

from retbot.covenants import convenant_files
from retbot.covenants.free_days import kalender
from retbot.domain.casus.casus import Casus, Feit
from retbot.domain.team import Team
from retbot.reading.grammar import Argument, Situation, WordsLeft, read
from tests.clock import at
from tests.unit.handlers.conftest import aangemeld


def here(casus: Casus | None = None, profile: str = "overijssel-2022") -> Situation:
    """On 20 April 2026 at nine."""
    team = Team(convenant_files.load(profile), kalender(), {})
    return Situation(team, at("2026-04-20 09:00"), casus)


def values(text: str, situation: Situation, *arguments: Argument[object]) -> tuple[object, ...]:
    """With what is left as the last."""
    words = WordsLeft(text)
    return (*read(arguments, words, situation), words.text)


def with_facts(*facts: tuple[str, str | None]) -> Casus:
    """Events with whom or what they are about, all of 10 April."""
    casus = aangemeld()
    for event, subject in facts:
        casus = casus.with_feit(Feit(event, date(2026, 4, 10), 1, subject))
    return casus
