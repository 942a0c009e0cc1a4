"""⏰ reminds again on the next working morning."""

from datetime import date

import pytest

from tests.clock import at
from tests.unit.handlers.conftest import EXPERT
from tests.world import VOORZITTER, World

FORM = "OV-8.5b:1:"


@pytest.mark.parametrize("emoji", ["⏰", "⏰️"])
async def test_an_alarm_clock_reminds_on_the_next_working_morning(planned: World, emoji: str) -> None:
    planned.clock.instant = at("2026-04-24 16:00")  # Friday; Monday the 27th is Koningsdag
    await planned.react(await planned.posted(FORM), emoji)
    later = [r for r in planned.storage.memory.reminders.values() if r.aanleiding is None]

    assert [(r.termijn, r.moment) for r in later] == [(FORM, at("2026-04-28 08:30"))]
    assert planned.args("reactie_later")["op"] == date(2026, 4, 28)


async def test_an_expert_moves_only_his_own_reminders(planned: World) -> None:
    await planned.react(await planned.posted(FORM), "⏰", EXPERT)

    assert not [r for r in planned.storage.memory.reminders.values() if r.aanleiding is None]
    assert planned.kinds()[-1] == "niet_uw_termijn"


async def test_a_proposal_comes_again_the_next_morning(agreed: World) -> None:
    await agreed.react(await agreed.posted(None, "opschalen"), "⏰", VOORZITTER)
    (again,) = [row for row in agreed.rows() if row.post.sentence == "opschalen" and row.due > agreed.clock.now()]

    assert again.due == at("2026-05-21 08:30")


async def test_a_reminder_of_a_duty_of_the_team_comes_again(planned: World) -> None:
    await planned.react(await planned.posted("OV-4.4:1:", in_case=False), "⏰", VOORZITTER)

    assert [row.due for row in planned.rows() if row.due > planned.clock.now()] == [at("2026-04-21 08:30")]


async def test_an_ordinary_answer_does_not_come_again(planned: World) -> None:
    await planned.react(await planned.posted(None, "genoteerd"), "⏰", VOORZITTER)

    assert planned.kinds() == ["genoteerd"]
