"""What every store does with absences."""

from dataclasses import replace
from datetime import date

from retbot.domain.deelnemers.absence import Absence, DatePeriod
from retbot.domain.deelnemers.roles import Deelnemer
from retbot.ports import Storage

MEI = DatePeriod(date(2026, 5, 4), date(2026, 5, 15))
JUNI = DatePeriod(date(2026, 6, 1), date(2026, 6, 1))
VOORZITTER = "@voorzitter:ret.example"


async def test_absences_come_by_their_first_day_and_stand_with_who_is_on_the_list(storage: Storage) -> None:
    expert = Deelnemer(3, "expert", vervangt=2, ander_ret=True)
    async with storage.begin() as work:
        await work.save_deelnemer(expert)
        for wie, period in (("deelnemer:3", JUNI), (VOORZITTER, MEI), ("deelnemer:3", MEI)):
            await work.add_absence(Absence(wie, period))
    async with storage.begin() as work:
        found = await work.absences()
        assert [(one.who, one.periode) for one in found] == [
            (VOORZITTER, MEI),
            ("deelnemer:3", MEI),
            ("deelnemer:3", JUNI),
        ]
        assert await work.deelnemers() == [replace(expert, afwezig=(MEI, JUNI))]
        await work.save_deelnemer((await work.deelnemers())[0])
        await work.remove_absence(found[1].id or 0)
        assert await work.deelnemers() == [replace(expert, afwezig=(JUNI,))]


async def test_who_leaves_the_list_is_away_no_more(storage: Storage) -> None:
    async with storage.begin() as work:
        await work.save_deelnemer(Deelnemer(3, "expert"))
        await work.add_absence(Absence("deelnemer:3", MEI))
        await work.remove_deelnemer(3)
        assert await work.absences() == []


async def test_whom_the_settings_name_is_known_by_his_matrix_id(storage: Storage) -> None:
    async with storage.begin() as work:
        await work.save_deelnemer(Deelnemer(1, "voorzitter", matrix_id=VOORZITTER))
        await work.save_deelnemer(Deelnemer(2, "secretaris"))
        await work.add_absence(Absence(VOORZITTER, MEI))
        assert [one.afwezig for one in await work.deelnemers()] == [(MEI,), ()]
