"""What the bot says of its own accord under the other covenants: names, chains and a covenant that has run out."""

from dataclasses import replace
from datetime import date

from retbot import profiles
from retbot.domain.casus import Afspraak, Feit
from retbot.domain.rollen import Deelnemer
from retbot.scheduling.parties import Roster
from tests.unit.domain.cases import MODEL, WESTFRIESLAND, convenant, held
from tests.unit.domain.cases import casus as case_of
from tests.unit.scheduling.stage import EVA, VERA, at, stage


async def test_that_a_covenant_has_run_out_is_said_once() -> None:
    s = stage("2026-04-20 8:00")
    s.team = replace(s.team, convenant=profiles.load("gooi-en-vechtstreek-2018"))
    await s.step(at("2026-05-20 12:00"))
    (said,) = s.texts("liep tot en met maandag 31 december 2018 (art. 6.1)")
    assert "`!ret gedaan GV-6.1`" in said
    assert not s.texts("de werkwijze evalueren, ook met")


def test_a_vacant_post_falls_back_on_who_acts_for_it() -> None:
    west = convenant(WESTFRIESLAND)
    team = replace(stage("2026-04-20 8:00").team, convenant=west)
    assert Roster(team, (), frozenset()).in_room(["voorzitter"], west) == [VERA]
    filled = Deelnemer(1, "voorzitter", matrix_id=EVA)
    assert Roster(team, (filled,), frozenset()).in_room(["voorzitter"], west) == [EVA]


async def test_what_education_missed_opens_its_own_chain() -> None:
    s = stage("2026-05-01 8:00")
    s.team = replace(s.team, convenant=convenant(MODEL))
    one = held(case_of(MODEL), 1, date(2026, 4, 30), "uitvoeringstafel")
    one = one.with_feit(Feit("oplossing_verzonden", date(2026, 5, 1), 1))
    await s.keep(one.with_afspraak(Afspraak(1, 1, "school", date(2026, 5, 11), "overleg")))
    await s.step(at("2026-05-13 12:00"))
    (offer,) = s.texts("Dat besluit is aan u")
    assert f"`!ret escaleer {one.code} onderwijs`" in offer
    assert "het samenwerkingsverband" in offer
