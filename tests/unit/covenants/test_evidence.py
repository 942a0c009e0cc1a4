"""A row counts as shown only when something that reached people names it, and nothing else by that name."""

import json
from collections.abc import Iterator

import pytest

from retbot.covenants import convenant_files
from tests import evidence
from tests.every_row import every_row
from tests.unit.covenants.evidence_file import made_of

OVERIJSSEL = "overijssel-2022"


@pytest.fixture(autouse=True)
def _nothing_yet() -> Iterator[None]:
    evidence.begin()
    yield
    evidence.begin()


def ids() -> set[str]:
    return {id_ for _, id_ in evidence.shown()}


@every_row(
    [
        ("Klaar? `!ret gedaan RET-7KH-4T3 OV-16m`", "OV-16m", "OV-16"),
        ("uiterlijk wo 6 mei: de casus op de agenda zetten", "OV-8.4", "OV-8.3"),
        ("Hoogstens 60 minuten (art. 8.11).", "OV-8.11", "OV-8.1"),
        ("Wie van de vaste tafel is er niet bij? `niemand`", "OV-8.8", "OV-8.9"),
    ]
)
def test_a_row_is_shown_by_its_id_its_words_or_its_article(text: str, shown: str, other: str) -> None:
    evidence.begin()
    evidence.said(convenant_files.load(OVERIJSSEL), [text])
    assert shown in ids()
    assert other not in ids()


def test_an_article_of_several_rows_shows_the_one_that_the_test_is_about() -> None:
    evidence.said(convenant_files.load(OVERIJSSEL), ["Genoteerd (art. 8.5)."])
    assert ids() == set()
    assert evidence.shown(["OV-8.5a"]) == {(OVERIJSSEL, "OV-8.5a")}


def test_a_reminder_shows_the_duty_of_its_term() -> None:
    evidence.reminded(convenant_files.load(OVERIJSSEL), ["OV-8.16:1:", None, "bespreking:1"])
    assert ids() == {"OV-8.16"}


def test_a_row_without_a_story_is_left_out_and_tests_of_every_command_are_no_story() -> None:
    rows = [[OVERIJSSEL, "OV-8.4"]]
    sweep = json.dumps(["tests/journeys/test_typed.py::test_all", rows])
    story = json.dumps(["tests/journeys/test_overijssel.py::test_a_whole_case", rows])
    assert "OV-8.4" not in made_of([sweep])
    assert '"OV-8.4" = ["tests/journeys/test_overijssel.py::test_a_whole_case"]' in made_of([sweep, story])
    assert "OV-8.16" not in made_of([story])
