"""The head of the audit is told once a week."""

from datetime import date

from retbot.ports import AuditEntry
from tests.clock import at
from tests.unit.scheduling.stage import CODE, EXPERT, Stage, stage


async def act(s: Stage) -> None:
    async with s.storage.begin() as work:
        await work.audit.add(AuditEntry(s.clock.now(), "@s:ret.test", "sluit", "gedaan"))


async def test_the_head_of_the_audit_is_told_on_the_first_working_morning_of_a_week() -> None:
    s = stage("2026-04-24 8:00")
    await act(s)
    told = await s.step(at("2026-05-05 12:00"))
    assert [moment for moment, sent in told if "Controlegetal" in sent.text] == [
        "2026-04-24 08:30",
        "2026-04-28 08:30",  # the 27th is Koningsdag
        "2026-05-04 08:30",
    ]
    assert f"week 17: `1:{1:064x}"[:40] in s.texts("Controlegetal")[0]


async def test_without_rows_there_is_no_head_to_tell() -> None:
    s = stage("2026-04-24 8:00")
    await s.step(at("2026-05-05 12:00"))
    assert s.texts("Controlegetal") == []


async def test_a_mail_that_left_is_accounted_for_without_saying_to_whom() -> None:
    s = stage("2026-04-24 9:00")
    await s.open(date(2026, 4, 20))
    await s.people(EXPERT, mail=[1])
    await s.plan(at("2026-05-07 14:00"))
    await s.invite("deelnemer:1")
    await s.now()
    found = [(e.who, e.what, e.outcome, e.code) for e in s.storage.audits]
    assert found == [("retbot", "mail uitnodiging", "verzonden", CODE)]
    assert "deelnemer1@" not in repr(s.storage.audits)
