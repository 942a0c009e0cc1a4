"""What ends a step is said in one form, which the command declares."""

import pytest

from retbot.covenants import convenant_files
from retbot.domain.casus.next_step import NextStep
from retbot.domain.convenant.convenant import Convenant
from retbot.handlers.chat.router import Router
from retbot.handlers.table import commands, questions
from retbot.wording import forms

CONVENANTEN = [convenant_files.load(name) for name in convenant_files.names()]
ASKED_BY_NO_COMMAND = {"al_beantwoord", "antwoord_overnemen", "checklist", "toestemming_bevestigen", "welke_vraag"}


@pytest.mark.parametrize("step", NextStep)
def test_every_next_step_has_a_command(step: NextStep) -> None:
    typed = forms.step(step, convenant_files.load("overijssel-2022"), "RET-7KH-4T3", "do 7 mei")
    assert Router(commands()).find(typed)
    assert "{" not in typed
    assert "RET-7KH-4T3" in typed


@pytest.mark.parametrize("convenant", CONVENANTEN, ids=lambda one: one.naam)
def test_every_term_that_a_fact_ends_names_the_command_that_records_it(convenant: Convenant) -> None:
    """But the term that the bot ends itself."""
    ended = {p.vervuld for p in convenant.plichten if p.actief and p.vervuld and p.termijn.duur}
    unsaid = {event for event in ended if not forms.ending(event, forms.Filling())}
    assert unsaid <= {"verwijderd"}


def test_every_question_that_a_command_asks_names_it() -> None:
    assert {kind for kind in questions() if not forms.asking(kind)} == ASKED_BY_NO_COMMAND


def test_the_name_of_a_fact_is_that_of_the_command_which_records_just_that() -> None:
    assert forms.name_of("voorgesprek") == "voorgesprek gehouden"
    assert forms.name_of("opvolging_1") == "opvolging 1"
    assert forms.names()["formulier gedeeld"] == "formulier_gedeeld"
