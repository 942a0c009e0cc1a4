"""The terms of overijssel-2022 end where a person with a calendar finds that they end."""

from datetime import date, datetime

import pytest

from retbot import profiles
from retbot.calendar_nl import kalender
from retbot.domain.tijdlijn import tijdlijn
from retbot.taal import AMSTERDAM
from retbot.timeline import parse_event
from tests.unit.golden.golden import Einde, Golden
from tests.unit.golden.overijssel_2022 import DAYS
from tests.unit.golden.overijssel_2022_law import LAW


@pytest.mark.parametrize("golden", [*DAYS, *LAW], ids=lambda golden: golden.name)
def test_a_timeline_is_the_one_worked_out_by_hand(golden: Golden) -> None:
    events = dict(parse_event(event) for event in golden.events.split())
    rules = tijdlijn(profiles.load("overijssel-2022"), events, kalender())
    found = {
        Einde(rule.plicht.id, _written(rule.einde.due), " ".join(day.isoformat() for day in rule.einde.moved_by))
        for rule in rules
    }
    expected = {end._replace(ids=id_) for end in golden.ends for id_ in end.ids.split()}
    assert found == expected
    assert len(rules) == len(expected)


def _written(due: date | datetime) -> str:
    return due.astimezone(AMSTERDAM).isoformat() if isinstance(due, datetime) else due.isoformat()
