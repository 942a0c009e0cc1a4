"""What the bot says of its own accord under the other covenants: names, chains and a covenant that has run out."""

from dataclasses import replace
from datetime import date

from retbot.covenants import convenant_files
from retbot.domain.calendar.duration import Duration, DurationUnit
from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.casus import Afspraak, Feit
from retbot.domain.deelnemers.roles import Deelnemer
from retbot.scheduling.parties import Roster
from tests.clock import at
from tests.unit.domain.casus.cases import MODEL, WESTFRIESLAND, convenant, held
from tests.unit.domain.casus.cases import casus as case_of
from tests.unit.scheduling.stage import EVA, VERA, stage


async def test_that_a_covenant_has_run_out_is_said_once() -> None:
    s = stage("2026-04-20 8:00")
    s.team = replace(s.team, convenant=convenant_files.load("gooi-en-vechtstreek-2018"))
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
    (offer,) = s.texts("U besluit.")
    assert f"`!ret escaleer {one.code} onderwijs`" in offer
    assert "het samenwerkingsverband" in offer


async def test_a_chain_that_rests_keeps_the_other_one_from_nothing() -> None:
    s = stage("2026-05-01 8:00")
    s.team = replace(s.team, convenant=convenant(MODEL))
    one = held(case_of(MODEL), 1, date(2026, 4, 30), "uitvoeringstafel")
    one = one.with_feit(Feit("oplossing_verzonden", date(2026, 5, 1), 1))
    one = one.with_afspraak(Afspraak(1, 1, "aanbieder", date(2026, 5, 11), "intake"))
    one = one.with_afspraak(Afspraak(2, 1, "school", date(2026, 5, 18), "overleg"))
    await s.keep(one)
    await s.step(at("2026-05-12 12:00"))
    assert len(s.texts("Over de volgende stap beslist de aanbieder")) == 1
    await s.keep(one.with_feit(Feit("escalatie", date(2026, 5, 18), 1, "1")))
    await s.step(at("2026-05-19 12:00"))
    (offer,) = s.texts("contact opnemen met het samenwerkingsverband")  # the step of the other chain is a day old
    assert f"`!ret escaleer {one.code} onderwijs`" in offer


async def test_an_afspraak_that_failed_without_an_alternative_opens_the_chain_before_its_day() -> None:
    s = stage("2026-05-01 8:00")
    s.team = replace(s.team, convenant=convenant(MODEL))
    one = held(case_of(MODEL), 1, date(2026, 4, 30), "uitvoeringstafel")
    one = one.with_afspraak(Afspraak(1, 1, "aanbieder", date(2026, 6, 30), "intake"))
    failed = one.with_feit(Feit("mislukt", date(2026, 5, 7), 1, "1"))
    await s.keep(failed)
    await s.step(at("2026-05-08 12:00"))
    (offer,) = s.texts("lukt een afspraak niet, en een alternatief is er nog niet")
    assert "opschalen naar het regionaal contractmanagement (art. 9.3)" in offer
    await s.keep(failed.with_feit(Feit("alternatief", date(2026, 5, 8), 1, "1")))
    await s.step(at("2026-05-22 12:00"))
    assert len(s.texts("lukt een afspraak niet")) == 1


async def test_who_monitors_is_told_how_to_say_that_he_looked_again() -> None:
    s = stage("2026-05-01 8:00")
    s.team = replace(s.team, convenant=convenant(WESTFRIESLAND))
    one = held(case_of(WESTFRIESLAND), 1, date(2026, 4, 30)).with_feit(Feit("advies_verzonden", date(2026, 5, 1), 1))
    await s.keep(one)
    await s.step(at("2026-05-29 12:00"))
    assert any(f"`!ret gedaan {one.code} WF-2.3`" in text for text in s.texts("volgen of het beoogde resultaat"))


async def test_another_version_of_the_covenant_is_announced_and_a_running_case_keeps_its_own() -> None:
    s = stage("2026-04-20 8:00")
    first = s.team.convenant
    await s.open(date(2026, 4, 20))
    await s.step(at("2026-04-21 9:00"))
    assert not s.texts("Wij werken nu onder")
    plichten = tuple(
        replace(p, termijn=replace(p.termijn, duur=Duration(3, DurationUnit.WORKING_DAY))) if p.id == "OV-8.4" else p
        for p in first.plichten
    )
    newer = replace(first, versie="2", plichten=plichten)
    s.team = replace(s.team, convenant=newer, convenanten={("overijssel-2022", "1"): first})
    await s.step(at("2026-04-22 9:00"))
    (said,) = s.texts("Wij werken nu onder")
    assert "**overijssel-2022, versie 2**; dat was overijssel-2022, versie 1." in said
    assert "1 lopende casus houdt de regels en termijnen" in said
    due = {t.plicht.id: t.due for t in s.team.termijnen(await s.casus())}
    assert due["OV-8.4"] == date(2026, 5, 6)  # ten working days still, not three
    await s.step(at("2026-05-22 9:00"))
    assert len(s.texts("Wij werken nu onder")) == 1


async def test_a_file_that_changed_without_a_new_version_is_told() -> None:
    s = stage("2026-04-20 8:00")
    await s.open(date(2026, 4, 20))
    await s.step(at("2026-04-21 9:00"))
    changed = convenant_files.text_of("overijssel-2022").replace('voorbeeld = "', 'voorbeeld = "A')
    s.team = replace(s.team, convenant=convenant_files.read(changed))
    await s.step(at("2026-04-22 9:00"))
    (said,) = s.texts("maar het heet nog versie 1")
    assert "ook voor 1 lopende casus." in said
    assert "`eerdere_convenanten`" in said


async def test_what_is_owed_when_the_bot_is_adopted_is_reminded_of_until_it_is_done() -> None:
    s = stage("2026-04-20 8:00")
    s.team = replace(s.team, convenant=convenant(WESTFRIESLAND))
    await s.step(at("2026-05-04 12:00"))
    told = s.texts("de DPIA herhalen")
    assert len(told) == 2  # once in April, once in May
    assert "door de procesregisseur: de DPIA herhalen, ook nu u retbot gaat gebruiken (par. 2.6)." in told[0]
    async with s.storage.begin() as work:
        await work.team_feiten.add(Feit("gedaan", date(2026, 5, 4), subject="WF-2.6"))
    await s.step(at("2026-07-04 12:00"))
    assert len(s.texts("de DPIA herhalen")) == 2


async def test_what_hinders_in_three_cases_is_told_each_month_until_the_stuurgroep_looked_at_it() -> None:
    s = stage("2026-04-20 8:00")
    s.team = replace(s.team, convenant=convenant(MODEL))
    for code in ("RET-7KH-4T3", "RET-2DX-9MK", "RET-RFZ-5MK"):
        one = replace(case_of(MODEL), code=Casecode(code))
        await s.keep(one.with_feit(Feit("knelpunt", date(2026, 4, 20), 0, "wachttijd")))
    await s.step(at("2026-05-04 12:00"))
    told = s.texts("Voor de agenda van de stuurgroep: **wachttijd** speelt in 3 casussen (art. 9.5)")
    assert len(told) == 2  # in April and in May
    assert "De procesregisseur bereidt de inbreng voor" in told[0]
    async with s.storage.begin() as work:
        await work.team_feiten.add(Feit("knelpunt", date(2026, 5, 4), subject="wachttijd"))
    await s.step(at("2026-07-01 12:00"))
    assert len(s.texts("Voor de agenda van de stuurgroep")) == 2
