"""What every store does with decisions of the municipality and the register of data breaches."""

from dataclasses import replace
from datetime import date

from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.gdpr_requests import GdprDecision, GdprRight
from retbot.domain.privacy.datalekken import TEKSTEN, Datalek, with_choices, with_text
from retbot.ports import Storage
from tests.contract.storage_stage import CODE, NOW, OTHER, THIRD, casus, full_casus, keep
from tests.gate import GATE

TEXT = GATE.check("een mail met de casuscode ging naar een andere aanbieder")


async def test_a_breach_is_kept_as_it_was_last_filled_in_with_what_was_told(storage: Storage) -> None:
    first = Datalek(1, NOW, "secretaris")
    second = with_choices(Datalek(2, NOW, "voorzitter"), {"gevolgen": "klein", "betrokkenen": "jeugdige,ouders"})
    for name in TEKSTEN:
        second = with_text(second, name, TEXT)
    async with storage.begin() as work:
        await work.datalekken.save(second)
        await work.datalekken.save(first)
    async with storage.begin() as work:
        await work.datalekken.save(replace(first, autoriteit=NOW))
    async with storage.begin() as work:
        assert await work.datalekken.all() == [replace(first, autoriteit=NOW), second]


async def test_a_decision_takes_the_place_of_an_earlier_one_about_the_same_right(storage: Storage) -> None:
    await keep(storage, casus(CODE))
    first = GdprDecision(GdprRight.WISSEN, date(2026, 5, 4), "Z/26/1", "voorzitter", NOW)
    async with storage.begin() as work:
        await work.gdpr.save(CODE, first)
        assert await work.gdpr.to_be_wiped() == []
        await work.gdpr.save(CODE, replace(first, kenmerk="Z/26/2", tweede="secretaris"))
    async with storage.begin() as work:
        assert await work.gdpr.decision(CODE, GdprRight.WISSEN) == replace(first, kenmerk="Z/26/2", tweede="secretaris")
        assert await work.gdpr.decision(CODE, GdprRight.INZAGE) is None
        assert await work.gdpr.to_be_wiped() == [Casecode(CODE)]


async def test_a_dossier_holds_what_is_recorded_about_that_case_and_no_other(storage: Storage) -> None:
    await keep(storage, full_casus(), casus(OTHER))
    async with storage.begin() as work:
        dossier = await work.gdpr.dossier(CODE)
        assert [row["gemeente"] for row in dossier["casus"]] == ["Zwolle"]
        assert {row["event"] for row in dossier["feit"]} == {feit.event for feit in full_casus().feiten}
        assert {row["code"] for rows in (dossier["casus"], dossier["feit"]) for row in rows} == {CODE}
        assert "feit" not in await work.gdpr.dossier(OTHER)
        assert await work.gdpr.dossier(THIRD) == {}
