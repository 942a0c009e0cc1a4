"""A covenant that a team writes itself works without a line of Python: it is sound and counts right."""

from pathlib import Path

import pytest

from retbot.covenants import convenant_files
from retbot.covenants.free_days import kalender
from retbot.covenants.report import report
from retbot.covenants.timeline import parse_event
from retbot.domain.convenant.timeline import timeline_of
from tests.unit.golden.drieland_2026 import DAYS
from tests.unit.golden.golden import Golden, TermijnEnd
from tests.unit.golden.test_by_hand import written

FILE = Path(__file__).parents[1] / "covenants" / "sixth_covenant.toml"


def test_nothing_is_wrong_with_it() -> None:
    assert report(FILE.read_text(encoding="utf-8")) == []


def test_no_module_of_the_bot_knows_it() -> None:
    modules = Path(convenant_files.__file__).parents[1].rglob("*.py")
    assert not [path for path in modules if "drieland" in path.read_text(encoding="utf-8").lower()]


@pytest.mark.parametrize("golden", [pytest.param(golden, id=golden.name) for golden in DAYS])
def test_its_terms_end_where_a_person_with_a_calendar_finds_that_they_end(golden: Golden) -> None:
    events = dict(parse_event(event) for event in golden.events.split())
    found = {
        TermijnEnd(rule.plicht.id, written(rule.einde.due), " ".join(day.isoformat() for day in rule.einde.moved_by))
        for rule in timeline_of(convenant_files.load(str(FILE)), events, kalender())
    }
    assert found == set(golden.ends)


def test_every_dated_term_is_worked_out() -> None:
    dated = {p.id for p in convenant_files.load(str(FILE)).plichten if p.heeft_datum}
    assert {end.ids for golden in DAYS for end in golden.ends} == dated
