"""An example in an answer is what this person could type now."""

import re
from datetime import date

import pytest

from retbot.handlers.chat import examples
from retbot.handlers.table import commands
from retbot.ports import Channel, Post
from retbot.wording import forms
from retbot.wording.dates import MONTHS
from retbot.wording.replies.bespreking import plannen as say
from retbot.wording.sentences import NamedSentence
from tests.clock import at
from tests.unit.scheduling.stage import CODE, SANNE, Stage, stage
from tests.world import World, team_of

WRITTEN = re.compile(rf"\b\d{{1,2}} (?:{'|'.join(MONTHS)})\b")
SHOWN = [say.geannuleerd, say.niets_gepland, say.moment_ontbreekt, say.in_het_verleden]


async def said(s: Stage, sentence: NamedSentence[...], **args: object) -> str:
    post = Post(f"x:{sentence.name}", Channel.ROOM, sentence.name, args, CODE, in_case=True, is_answer=True)  # type: ignore[arg-type]
    await s.put(post)
    return "\n".join(sent.text for _, sent in await s.step(s.clock.now()))


@pytest.mark.parametrize("sentence", SHOWN[1:])
async def test_the_next_free_slot_of_the_overleg_of_the_team_is_the_example(sentence: NamedSentence[...]) -> None:
    s = stage("2026-04-20 9:00")
    await s.open(date(2026, 4, 20))
    await s.say("!ret overleg wo 6 mei 13:30-15:30", SANNE)
    assert "wo 6 mei 13:30" in await said(s, sentence)


async def test_the_day_that_was_just_cancelled_is_no_example() -> None:
    s = stage("2026-04-20 9:00")
    await s.open(date(2026, 4, 20))
    await s.plan(at("2026-05-04 14:00"))
    await s.cancel()
    shown = await said(s, say.geannuleerd, bericht=0, op=date(2026, 5, 4))
    assert "`!ret plan RET-7KH-4T3 wo 6 mei 14:00`" in shown  # the day after is Bevrijdingsdag


async def test_an_example_lies_before_the_term_within_which_the_case_must_be_discussed() -> None:
    room = World("gooi-en-vechtstreek-2018")
    room.clock.set("2026-06-01 9:00")
    await room.say(f"!ret aanmelding {examples.aanmelding(room.team.convenant)}")
    casus = await room.casus()
    assert forms.example_day(room.team, date(2026, 6, 8)) == "ma 22 juni"
    assert forms.example_day(room.team, date(2026, 6, 8), casus) == "ma 15 juni"  # the 14 days of art. 2.5.2


def test_no_example_holds_a_day_of_its_own() -> None:
    """Such a day would be past, or be taken, or not fit; but of the months that are paid any will do."""
    forms_ = [one.form(team_of("overijssel-2022").convenant) for one in commands()]
    assert [form for form in forms_ if WRITTEN.search(form)] == ["vergoeding [van 1 april tot 30 april]"]
