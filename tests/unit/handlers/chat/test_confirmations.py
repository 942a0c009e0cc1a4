"""An act is done when the person who asked for it types `ja` with the symbols, and not before."""

import random
from datetime import timedelta

import pytest

from retbot.domain.casus.casecode import draw, symbols_of
from retbot.handlers.chat.confirmations import VALID
from retbot.handlers.intake import Intake
from retbot.ports import Channel
from retbot.reading.confirmations import asked_for
from tests.clock import at
from tests.unit.handlers.conftest import ONE, OTHER, aangemeld, gepland
from tests.world import SECRETARIS, VOORZITTER, World

YES = f"ja {symbols_of(ONE)}"


@pytest.fixture(name="room")
async def _with_an_address(planned: World) -> World:
    """A planned bespreking of a case, somebody who can be mailed about it, and another case."""
    planned.clock.instant = at("2026-04-22 09:00")
    async with planned.storage.begin() as work:
        await work.addresses.set("school", "zorg@school.example", ONE)
    await planned.keep(aangemeld(OTHER))
    return planned


def mails(room: World) -> int:
    return sum(row.post.channel is Channel.MAIL for row in room.rows())


async def invite(room: World, *, thread: bool = True) -> list[str]:
    return await room.say(f"!ret uitnodigen {ONE}", thread=thread, confirm=False)


async def test_the_bot_says_what_it_will_do_with_the_code_and_does_nothing(room: World) -> None:
    before = await room.casus()
    [asked] = await invite(room)
    assert asked == (
        f"**{ONE} uitnodigen** voor donderdag 7 mei, 14:00–15:00: school. Wie ik noem krijgt een mail.\n"
        f"Doen? `{YES}` · nee"
    )
    assert (mails(room), await room.casus()) == (0, before)


@pytest.mark.parametrize("typed", [YES, YES.lower(), f"!ret {YES}", f"ja, {symbols_of(ONE)}.", f"Akkoord {ONE}"])
async def test_yes_with_the_symbols_does_it_once(room: World, typed: str) -> None:
    await invite(room)
    [done] = await room.say(typed, thread=True)
    assert (mails(room), done.startswith("Uitgenodigd: school.")) == (1, True)
    await room.say(typed, thread=True)
    assert mails(room) == 1


async def test_it_counts_elsewhere_in_the_same_room_and_is_answered_where_the_act_was_asked(room: World) -> None:
    await invite(room, thread=False)
    assert (await room.say(YES, thread=True))[0].startswith("Uitgenodigd")
    assert next(row.post.thread for row in room.rows() if row.post.sentence == "uitgenodigd") is None


async def test_yes_without_the_symbols_does_nothing_and_leaves_it_waiting(room: World) -> None:
    await invite(room)
    assert f"`{YES}`" in (await room.say("ja", thread=True))[0]
    assert mails(room) == 0
    await room.say(YES, thread=True)
    assert mails(room) == 1


@pytest.mark.parametrize("typed", ["nee", "stop", "!ret nee", "!ret mijn", "!ret onzin", f"ja {symbols_of(OTHER)}"])
async def test_anything_else_of_this_person_ends_it(room: World, typed: str) -> None:
    await invite(room)
    await room.say(typed, thread=True)
    assert "wacht niets meer" in (await room.say(YES, thread=True))[0]
    assert mails(room) == 0


async def test_an_answer_to_a_question_ends_it(room: World) -> None:
    await room.say(f"!ret noteer {OTHER} toestemming", about=OTHER)
    await room.say(f"!ret sluit {ONE} ingetrokken", thread=True, confirm=False)
    await room.say("nee", about=OTHER)
    assert "wacht niets meer" in (await room.say(YES, thread=True))[0]
    assert (await room.casus()).gesloten is None


async def test_what_others_say_and_talk_among_people_leave_it_waiting(room: World) -> None:
    await invite(room)
    await room.say("!ret mijn", VOORZITTER)
    await room.say("nee", VOORZITTER, thread=True)
    await room.say("zal ik dit dan maar doen?", thread=True)
    await room.say(YES, thread=True)
    assert mails(room) == 1


async def test_the_yes_of_somebody_else_does_nothing(room: World) -> None:
    await invite(room)
    await room.say(YES, VOORZITTER, thread=True)
    assert mails(room) == 0


@pytest.mark.parametrize(("late", "sent"), [(timedelta(), 1), (timedelta(seconds=1), 0)])
async def test_it_waits_ten_minutes(room: World, late: timedelta, sent: int) -> None:
    assert timedelta(minutes=10) == VALID
    await invite(room)
    room.clock.instant += VALID + late
    await room.say(YES, thread=True)
    assert mails(room) == sent


async def test_after_a_restart_the_bot_says_that_nothing_waits(room: World) -> None:
    await invite(room)
    old = room.intake
    room.intake = Intake(old.storage, old.team, old.router, old.answers, old.clock, old.poke, old.gate)
    assert "wacht niets meer" in (await room.say(YES, thread=True))[0]
    assert mails(room) == 0


async def test_what_changed_since_is_said_again_before_it_is_done(room: World) -> None:
    await invite(room)
    async with room.storage.begin() as work:
        await work.addresses.set("deelnemer:1", "lvb@ambiq.example")
    [asked] = await room.say(YES, thread=True, confirm=False)
    assert asked.startswith("Er is intussen iets veranderd.")
    assert "expert LVB" in asked
    assert YES not in asked
    assert mails(room) == 0
    await room.say(asked_for(asked) or "", thread=True)
    assert mails(room) == 2


async def test_an_act_about_no_case_shows_symbols_that_no_case_ends_in(room: World) -> None:
    seen = set()
    for _ in range(30):
        [said] = await room.say("!ret deelnemer weg 3", confirm=False)
        seen.add(asked_for(said))
    assert len(seen) > 20
    assert not seen & {YES, f"ja {symbols_of(OTHER)}", None}
    await room.say(YES)
    assert len(await people(room)) == 3
    await room.say("!ret deelnemer weg 3", SECRETARIS)
    assert len(await people(room)) == 2


async def people(room: World) -> list[int]:
    async with room.storage.begin() as work:
        return [one.nummer for one in await work.people.all()]


async def test_what_mails_nobody_is_a_record_and_done_at_once(room: World) -> None:
    [said] = await room.say(f"!ret verzet {ONE} vr 8 mei 14:00", confirm=False)
    assert said.startswith("Bespreking verzet naar **vrijdag 8 mei")


async def test_a_question_that_shows_the_symbols_is_answered_with_them(room: World) -> None:
    [asked] = await room.say(f"!ret sluit {ONE} opgelost", thread=True, confirm=False)
    assert f"`{YES}`" in asked
    await room.say(YES, confirm=False)
    assert (await room.casus()).gesloten


async def test_with_a_bare_yes_it_asks_for_the_symbols(room: World) -> None:
    await room.say(f"!ret sluit {ONE} opgelost", thread=True, confirm=False)
    [asked] = await room.say("ja", thread=True, confirm=False)
    assert asked.startswith(f"**{ONE} sluiten**, reden: opgelost.")
    assert (await room.casus()).gesloten is None
    await room.say(YES, thread=True)
    assert (await room.casus()).gesloten


async def test_an_address_that_waits_is_taken_from_the_room_at_once(room: World) -> None:
    await room.say(f"!ret uitnodigen {ONE}")
    await room.say(f"adres {ONE} school nieuw@school.example", direct=True, confirm=False, event_id="$adres")
    gone = [row.post.target for row in room.rows() if row.post.channel is Channel.REDACTION]
    assert gone == ["$adres"]
    assert "nieuw@school.example" not in repr(room.storage.memory)
    await room.say(YES, direct=True)
    assert [row.post.target for row in room.rows() if row.post.channel is Channel.REDACTION] == ["$adres"]
    async with room.storage.begin() as work:
        assert await work.addresses.get("school", ONE) == "nieuw@school.example"


def test_each_case_gets_a_code_whose_symbols_no_other_case_has() -> None:
    taken = {gepland().code}
    for _ in range(500):
        taken.add(draw(random.Random(len(taken)).choice, taken))
    assert len({symbols_of(code) for code in taken}) == len(taken) == 501


async def test_a_yes_that_was_held_back_confirms_nothing_that_was_asked_later_in_that_case(room: World) -> None:
    await invite(room)
    [asked] = await room.say(f"!ret sluit {ONE} ingetrokken", thread=True, confirm=False)
    assert YES not in asked
    assert "wacht niets meer" in (await room.say(YES, thread=True))[0]
    assert (mails(room), (await room.casus()).gesloten) == (0, None)


async def test_the_same_yes_once_more_is_told_that_it_was_done(room: World) -> None:
    await invite(room)
    await room.say(YES, thread=True)
    assert "Dat deed ik al" in (await room.say(YES, thread=True))[0]
    assert mails(room) == 1
