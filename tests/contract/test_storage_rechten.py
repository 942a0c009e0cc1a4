"""What every store does with decisions of the municipality and the register of data breaches."""

from dataclasses import replace
from datetime import date

from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.gdpr_requests import GdprDecision, GdprRight
from retbot.domain.privacy.datalekken import TEKSTEN, Datalek, with_choices, with_text
from retbot.ports import Storage
from tests.contract.storage_stage import CODE, NOW, casus, keep
from tests.gate import GATE

TEXT = GATE.check("een mail met de casuscode ging naar een andere aanbieder")


async def test_a_breach_is_kept_as_it_was_last_filled_in_with_what_was_told(storage: Storage) -> None:
    first = Datalek(1, NOW, "secretaris")
    second = with_choices(Datalek(2, NOW, "voorzitter"), {"gevolgen": "klein", "betrokkenen": "jeugdige,ouders"})
    for name in TEKSTEN:
        second = with_text(second, name, TEXT)
    async with storage.begin() as work:
        await work.save_datalek(second)
        await work.save_datalek(first)
    async with storage.begin() as work:
        await work.save_datalek(replace(first, autoriteit=NOW))
    async with storage.begin() as work:
        assert await work.datalekken() == [replace(first, autoriteit=NOW), second]


async def test_a_decision_takes_the_place_of_an_earlier_one_about_the_same_right(storage: Storage) -> None:
    await keep(storage, casus(CODE))
    first = GdprDecision(GdprRight.WISSEN, date(2026, 5, 4), "Z/26/1", "voorzitter", NOW)
    async with storage.begin() as work:
        await work.save_gdpr_decision(CODE, first)
        assert await work.to_be_wiped() == []
        await work.save_gdpr_decision(CODE, replace(first, kenmerk="Z/26/2", tweede="secretaris"))
    async with storage.begin() as work:
        assert await work.besluit(CODE, GdprRight.WISSEN) == replace(first, kenmerk="Z/26/2", tweede="secretaris")
        assert await work.besluit(CODE, GdprRight.INZAGE) is None
        assert await work.to_be_wiped() == [Casecode(CODE)]
