"""The terms of every shipped covenant end where a person with a calendar finds that they end."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

import pytest

from retbot.covenants import convenant_files
from retbot.covenants.free_days import kalender
from retbot.covenants.timeline import parse_event
from retbot.domain.convenant.timeline import timeline_of
from retbot.domain.tijd import AMSTERDAM
from tests.every_row import every_row
from tests.unit.golden import (
    gooi_en_vechtstreek_2018,
    ijsselland_pilot_2018,
    model_2024,
    overijssel_2022,
    overijssel_2022_law,
    westfriesland_2023,
)
from tests.unit.golden.golden import Golden, TermijnEnd

GOLDEN: Mapping[str, Sequence[Golden]] = {
    "gooi-en-vechtstreek-2018": gooi_en_vechtstreek_2018.DAYS,
    "ijsselland-pilot-2018": ijsselland_pilot_2018.DAYS,
    "model-2024": model_2024.DAYS,
    "overijssel-2022": (*overijssel_2022.DAYS, *overijssel_2022_law.LAW),
    "westfriesland-2023": westfriesland_2023.DAYS,
}


@every_row([(name, golden) for name, all_ in GOLDEN.items() for golden in all_])
def test_a_timeline_is_the_one_worked_out_by_hand(name: str, golden: Golden) -> None:
    events = dict(parse_event(event) for event in golden.events.split())
    rules = timeline_of(convenant_files.load(name), events, kalender())
    found = {
        TermijnEnd(rule.plicht.id, written(rule.einde.due), " ".join(day.isoformat() for day in rule.einde.moved_by))
        for rule in rules
    }
    expected = {end._replace(ids=id_) for end in golden.ends for id_ in end.ids.split()}
    assert found == expected
    assert len(rules) == len(expected)


def test_every_shipped_covenant_has_at_least_a_dozen_dates_worked_out() -> None:
    assert sorted(GOLDEN) == convenant_files.names()
    for all_ in GOLDEN.values():
        assert len({(id_, end.due) for golden in all_ for end in golden.ends for id_ in end.ids.split()}) >= 12


@pytest.mark.parametrize("name", convenant_files.names())
def test_every_dated_term_of_a_covenant_is_worked_out_at_least_once(name: str) -> None:
    dated = {p.id for p in convenant_files.load(name).plichten if p.heeft_datum and p.actief}
    assert {id_ for golden in GOLDEN[name] for end in golden.ends for id_ in end.ids.split()} == dated


def written(due: date | datetime) -> str:
    return due.astimezone(AMSTERDAM).isoformat() if isinstance(due, datetime) else due.isoformat()
