"""ongedaan: what somebody recorded last is taken back; what cannot be is put right in another way."""

from dataclasses import replace
from datetime import timedelta

import pytest

from retbot.handlers.intake import Intake
from retbot.ports import Channel
from tests.journeys.effects import Example, room_for
from tests.unit.handlers.conftest import EXPERT, ONE, OTHER
from tests.world import SECRETARIS, VOORZITTER, World


async def a_room(state: str = "gepland") -> World:
    return await room_for(Example("", state))


async def test_it_says_what_it_took_back_with_the_code_and_the_terms_that_run_again() -> None:
    room = await a_room()
    await room.say("formulier gedeeld", thread=True)
    [said] = await room.say("ongedaan", thread=True)
    assert said == (
        f"**{ONE}** Teruggedraaid: formulier gedeeld met de experts.\n"
        "• het formulier delen met de experts: weer open, uiterlijk do 30 april (art. 8.5)"
    )


@pytest.mark.parametrize("word", ["ongedaan", "undo", "terugdraaien", "maak ongedaan"])
async def test_other_words_do_the_same(word: str) -> None:
    room = await a_room()
    await room.say("formulier gedeeld", thread=True)
    assert "Teruggedraaid" in (await room.say(f"!ret {word}"))[0]


async def test_the_last_goes_first_and_in_a_thread_only_what_was_done_in_that_case() -> None:
    room = await a_room()
    before = await room.casus()
    await room.say(f"!ret formulier gedeeld {ONE}")
    await room.say(f"!ret voorgesprek gehouden {ONE}")
    await room.say(f"!ret compleet {OTHER}")
    assert "voorgesprek" in (await room.say("ongedaan", thread=True))[0]
    assert "Ook wat daarvóór kwam: formulier compleet? ja · nee" in (await room.say("!ret ongedaan"))[0]
    assert OTHER in (await room.say("ja"))[0]
    assert await room.say("!ret ongedaan")
    assert "formulier gedeeld" in (await room.say("ja"))[0]
    assert await room.casus() == before
    assert "niets vast" in (await room.say("!ret ongedaan"))[0]


@pytest.mark.parametrize(("late", "done"), [(timedelta(hours=1), True), (timedelta(hours=1, seconds=1), False)])
async def test_it_works_for_an_hour(late: timedelta, done: bool) -> None:
    room = await a_room()
    await room.say("formulier gedeeld", thread=True)
    room.clock.instant += late
    assert ("Teruggedraaid" in (await room.say("ongedaan", thread=True))[0]) is done


async def test_after_a_restart_it_says_that_it_does_not_know_and_names_herstel() -> None:
    room = await a_room()
    await room.say("formulier gedeeld", thread=True)
    old = room.intake
    room.intake = Intake(old.storage, old.team, old.router, old.answers, old.clock, old.poke, old.gate)
    [said] = await room.say("ongedaan", thread=True)
    assert "na een herstart" in said
    assert f"`!ret herstel {ONE} compleet weg`" in said


async def test_what_somebody_else_recorded_stays_and_what_they_changed_is_not_undone() -> None:
    room = await a_room()
    await room.say("formulier gedeeld", thread=True)
    await room.say("voorgesprek gehouden", VOORZITTER, thread=True)
    await room.say("ongedaan", thread=True)
    assert (await room.casus()).feit("formulier_gedeeld") is None
    assert (await room.casus()).feit("voorgesprek")
    await room.say("formulier gedeeld", thread=True)
    await room.say("!ret herstel CODE formulier gedeeld op 21 april", VOORZITTER)
    changed = await room.casus()
    assert "intussen anders vastgelegd" in (await room.say("ongedaan", thread=True))[0]
    assert await room.casus() == changed


@pytest.mark.parametrize(
    ("state", "first", "then", "said"),
    [
        ("aangemeld", "plan do 7 mei 14:00", "uitnodigen", "is intussen uitgenodigd"),
        ("aangemeld", "plan do 7 mei 14:00", "uitnodigen zelf", "hangt af van"),
        ("besproken", "afspraak Accare 22 mei intake", "afspraak Ambiq 29 mei intake", "dat hierop rust"),
        ("besproken", "advies verzonden op 19 mei", "opgevolgd Accare", "hangt af van"),
        ("gepland", "voorgesprek gehouden", "sluit ingetrokken", "Deze casus is gesloten"),
    ],
)
async def test_what_something_rests_on_by_now_is_not_taken_back(state: str, first: str, then: str, said: str) -> None:
    room = await a_room(state)
    await room.say(first, thread=True)
    if first.startswith("advies"):
        await room.say("ja", thread=True)
    await room.say(then, VOORZITTER, thread=True)
    before = await room.casus()
    assert said in (await room.say("ongedaan", thread=True))[0]
    assert await room.casus() == before


async def test_an_expert_takes_back_his_own_record_and_nobody_elses() -> None:
    room = await a_room("besproken")
    async with room.storage.begin() as work:
        lvb = (await work.people.all())[0]
        await work.people.save(replace(lvb, partij="Accare"))
    before = await room.casus()
    await room.say("afspraak 1 klaar", EXPERT, thread=True)
    assert "niets vast" in (await room.say("ongedaan", SECRETARIS, thread=True))[0]
    assert "afspraak 1 (Accare)" in (await room.say("ongedaan", EXPERT, thread=True))[0]
    assert await room.casus() == before


async def test_of_an_act_it_proposes_the_command_that_puts_it_right_and_that_is_confirmed_too() -> None:
    room = await a_room()
    await room.say("uitnodigen", thread=True)
    async with room.storage.begin() as work:
        for told in list(room.storage.memory.told.values()):
            await work.ledger.set(replace(told, reached=True))
    await room.say("verzet vr 8 mei 10:00", thread=True)
    [said] = await room.say("ongedaan", thread=True)
    assert f"Rechtzetten kan wel → `!ret verzet {ONE} do 7 mei 14:00`. Zal ik dat doen? ja · nee" in said
    before, last = await room.casus(), room.last
    [said] = await room.say("ja", thread=True, confirm=False)
    assert "Doen? `ja" in said
    assert await room.casus() == before
    assert not [row for row in room.rows(last) if row.post.channel is Channel.MAIL]


async def test_to_take_back_invitations_does_not_cancel_the_bespreking() -> None:
    room = await a_room()
    await room.say("uitnodigen", thread=True)
    [said] = await room.say("ongedaan", thread=True)
    assert f"`!ret uitnodigen {ONE} zonder " in said
    assert "annuleer" not in said


async def test_what_was_refused_is_not_what_was_done_last() -> None:
    room = await a_room()
    await room.say("formulier gedeeld", thread=True)
    await room.say("voorgesprek gehouden op 21 mei", thread=True)
    assert "formulier gedeeld" in (await room.say("ongedaan", thread=True))[0]


async def test_typed_twice_it_asks_before_it_goes_further_back() -> None:
    room = await a_room()
    await room.say("voorgesprek gehouden", thread=True)
    await room.say("formulier gedeeld", thread=True)
    await room.say("ongedaan", thread=True)
    before = await room.casus()
    assert "voorgesprek gehouden? ja" in (await room.say("ongedaan", thread=True))[0]
    await room.say("nee", thread=True)
    assert await room.casus() == before


@pytest.mark.parametrize("word", ["ongedaan", "!ret undo"])
async def test_while_an_act_waits_it_ends_that_act_and_takes_nothing_back(word: str) -> None:
    room = await a_room("aangemeld")
    await room.say("plan do 7 mei 14:00", thread=True)
    before = await room.casus()
    await room.say("uitnodigen", thread=True, confirm=False)
    assert "ik doe het niet" in (await room.say(word, thread=True))[0]
    assert await room.casus() == before
