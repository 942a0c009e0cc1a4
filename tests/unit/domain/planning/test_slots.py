"""Which slot suits a case, and what the cases of an overleg that is off are offered."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from retbot.covenants.free_days import kalender
from retbot.domain.casus import casecode
from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.casus import Bespreking, Casus
from retbot.domain.casus.tables import next_tafel
from retbot.domain.deelnemers.absence import DatePeriod
from retbot.domain.deelnemers.roles import Deelnemer
from retbot.domain.invitations.rsvps import Partstat, Rsvp, Via
from retbot.domain.overleg.overleg import Overleg, cancel
from retbot.domain.planning.attendance import declined_rollen
from retbot.domain.planning.replacing import replace_slot
from retbot.domain.planning.slots import SlotSearch, beste
from tests.unit.domain.casus.cases import GOOI, MODEL, OVERIJSSEL, casus, convenant

NOW = datetime(2026, 4, 20, 7, 0, tzinfo=UTC)


def overleg(day: str, minuten: int = 60, tafel: str | None = None) -> Overleg:
    """`05-07`, a month and a day of 2026, at 11:00 in UTC."""
    start = datetime.fromisoformat(f"2026-{day}T11:00:00+00:00")
    return Overleg(f"{day}@retbot", start, minuten, tafel=tafel)


def slot_search(one: Casus, now: datetime = NOW) -> SlotSearch:
    conv = convenant(one.convenant)
    return SlotSearch(one, conv, kalender(), next_tafel(one, conv), now)


def ids(found: Iterable[object]) -> list[str]:
    return [termijn.plicht.id for termijn in found]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("name", "day", "met", "missed"),
    [
        (OVERIJSSEL, "05-07", ["OV-8.4", "OV-8.5a"], []),
        (OVERIJSSEL, "04-23", ["OV-8.4"], ["OV-8.5a"]),
        (GOOI, "05-04", ["GV-2.5.2b"], []),
        (GOOI, "05-07", [], ["GV-2.5.2b"]),
    ],
)
def test_a_slot_is_judged_by_the_terms_that_hang_on_the_day(
    name: str, day: str, met: list[str], missed: list[str]
) -> None:
    (judged,) = slot_search(casus(name)).assessments([overleg(day)], [])
    assert set(met) <= set(ids(judged.haalt))
    assert ids(judged.mist) == missed


def test_the_first_slot_that_meets_every_term_is_the_best() -> None:
    found = slot_search(casus(OVERIJSSEL)).assessments([overleg("05-21"), overleg("04-23"), overleg("05-07")], [])
    assert [one.dag for one in found] == [date(2026, 4, 23), date(2026, 5, 7), date(2026, 5, 21)]
    best = beste(found)
    assert best
    assert (best.dag, best.past) == (date(2026, 5, 7), True)


def test_an_overleg_for_another_table_is_none_of_its_business() -> None:
    found = slot_search(casus(MODEL)).assessments(
        [overleg("05-07", tafel="uitvoeringstafel"), overleg("05-08", tafel="adviestafel")], []
    )
    assert [one.dag for one in found] == [date(2026, 5, 8)]


def test_an_overleg_without_its_voorzitter_comes_last() -> None:
    first, later = overleg("05-07"), overleg("05-21")
    one = replace(slot_search(casus(OVERIJSSEL)), afwezig={first.uid: ["voorzitter"]})
    best = beste(one.assessments([first, later], []))
    assert best
    assert best.dag == date(2026, 5, 21)


def test_a_role_is_missing_when_each_of_its_holders_declined_or_is_away() -> None:
    day = date(2026, 5, 7)
    away = (DatePeriod(day, day),)
    people = [
        Deelnemer(1, "voorzitter"),
        Deelnemer(2, "expert", "LVB"),
        Deelnemer(3, "expert", "GGZ", afwezig=away),
        Deelnemer(4, "secretaris", afwezig=away),
        Deelnemer(5, "secretaris", vervangt=4),
    ]

    def no(*numbers: int) -> list[Rsvp]:
        said = Partstat.DECLINED
        return [Rsvp("u@retbot", f"deelnemer:{n}", said, 0, NOW, Via.IN_ROOM, NOW) for n in numbers]

    conv = convenant(OVERIJSSEL)
    assert declined_rollen(conv, people, day, no()) == []
    assert declined_rollen(conv, people, day, no(1, 2)) == ["voorzitter", "expert"]
    assert declined_rollen(conv, people, day, no(5)) == ["secretaris"]


def code(number: int) -> Casecode:
    symbols = "".join(casecode.ALPHABET[(number // 23**place) % 23] for place in range(5))
    return casecode.with_hyphens(symbols + casecode.check_symbol(symbols))


def seated(number: int, received: date, minuten: int, off: Overleg) -> Casus:
    one = casus(OVERIJSSEL)
    start = off.start + timedelta(minutes=30 * number)
    return replace(one, code=code(number), aanmelding=replace(one.aanmelding, ontvangen=received)).with_bespreking(
        Bespreking(1, start, minuten, f"{number}@retbot", overleg=off.uid)
    )


def test_two_cases_are_not_offered_the_same_slot_while_there_is_another() -> None:
    off = cancel(overleg("05-12", 240))
    there = [off, overleg("05-07", 60), overleg("05-21", 60)]
    cases = [seated(n, date(2026, 4, 20), 60, off) for n in range(2)]
    offered = replace_slot([replace(slot_search(one), minuten=60) for one in cases], there, cases)
    assert {one.dag for one in offered.values() if one} == {date(2026, 5, 7), date(2026, 5, 21)}
