"""A command passes the gate but for what its arguments are; what may not stand there is named by its kind."""

import pytest

from retbot.covenants import convenant_files
from retbot.covenants.free_days import kalender
from retbot.demo.stories import STORIES
from retbot.demo.stories.steps import Say
from retbot.domain.casus.safe_text import IdentifierType
from retbot.domain.team import Team
from retbot.handlers.chat.screening import kinds_in
from retbot.handlers.table import commands
from retbot.privacy.gate import TextGate
from retbot.reading.arguments import clean, command_text
from tests.every_row import every_row
from tests.gate import GATE
from tests.unit.docs.test_docs import typed
from tests.unit.handlers.conftest import CONVENANT
from tests.world import World

TEAM = Team(CONVENANT, kalender(), {}, plekken={"stadhuis": "Stadhuis, kamer 2"})


@every_row(sorted({*typed(), *(command.form(CONVENANT) for command in commands() if not command.direct_only)}))
def test_no_example_and_no_usage_is_refused(text: str) -> None:
    assert kinds_in(clean(text.replace("EENDAG", "do 7 mei")), TEAM, GATE) == []


@pytest.mark.parametrize("profile", sorted(STORIES))
def test_nothing_that_the_stories_carry_out_is_refused(profile: str) -> None:
    team = Team(convenant_files.load(profile), kalender(), {}, plekken={"stadhuis": "Stadhuis, kamer 2"})
    said = [step.text for step in STORIES[profile] if isinstance(step, Say) and not step.refused]
    commanded = [text for text in map(command_text, said) if text]
    assert [text for text in commanded if kinds_in(text, team, GATE)] == []


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("compleet, moeder Fatima belt nog over 06-...", ["telefoonnummer", "naam"]),
        ("compleet RET-7KH-4T3, het meisje van 14 belt", ["leeftijd"]),
        ("afspraak RET-7KH-4T3 Accare 22 mei intake met jayden", ["naam"]),
        ("afspraak RET-7KH-4T3 Accare 22 mei intake, Dorpsstraat 12", ["adres"]),
        ("noteer RET-7KH-4T3 cliëntnummer 44821", ["cliëntnummer"]),
        ("sluiten RET-7KH-4T3 gaat naar basisschool De Regenboog", ["school"]),
        ("compleet RET-7KH-4T3 J. de V. is er", ["initialen"]),
    ],
)
def test_what_may_not_stand_in_a_command_is_named_by_its_kind(text: str, kinds: list[str]) -> None:
    assert set(kinds) <= set(kinds_in(text, TEAM, GATE))


@pytest.mark.parametrize(
    "text",
    [
        "plna ma 4 mei",
        "aanmelding gemeente=Holten leeftijd=12-15",
        "herstel RET-7KH-4T3 advies_verzonden 12-3-2024",
        "deelnemer toevoegen expert LVB Ambiq @fatima:ret.nl",
        "bespreking gehouden 2 3 4 5 7 8",
    ],
)
def test_what_the_command_itself_answers_is_left_to_it(text: str) -> None:
    assert kinds_in(text, TEAM, GATE) == []


async def test_a_gate_that_fails_lets_no_command_through(room: World) -> None:
    def broken(line: str, allowed: frozenset[str]) -> list[IdentifierType]:
        raise RuntimeError(line + str(allowed))

    assert kinds_in("compleet", TEAM, TextGate(broken)) == [str(IdentifierType.ONBEKEND)]
