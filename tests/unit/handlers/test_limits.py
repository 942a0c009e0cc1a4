"""How much one person may ask, and how often guess."""

from datetime import timedelta

import pytest

from retbot.domain import casecode
from retbot.handlers.limits import BURST, GUESSES
from tests.unit.handlers.conftest import ACCARE, BEHEERDER, ONE, SECRETARIS, VOORZITTER, Room, aangemeld


def unknown(number: int) -> str:
    symbols = "2222" + casecode.ALPHABET[number]
    return casecode.written(symbols + casecode.check_symbol(symbols))


async def test_a_flood_is_told_of_once_and_stops_nobody_else(room: Room) -> None:
    for _ in range(BURST):
        assert await room.say("!ret agenda")
    told = await room.say("!ret agenda")
    silence = [await room.say("!ret agenda") for _ in range(20)]
    other = await room.say("!ret agenda", VOORZITTER)
    room.clock.instant += timedelta(seconds=1)
    later = await room.say("!ret agenda")

    assert told[0].startswith("Dat zijn te veel commando's achter elkaar.")
    assert silence == [[]] * 20
    assert other
    assert later == other


async def test_talk_that_is_not_for_the_bot_is_no_flood(room: Room) -> None:
    for _ in range(BURST + 5):
        await room.say("gewoon overleg")

    assert await room.say("!ret agenda")


async def test_a_code_that_is_not_ones_own_is_answered_like_one_that_does_not_exist(room: Room) -> None:
    await room.keep(aangemeld())

    assert await room.say(f"!ret status {ONE}", ACCARE) == await room.say(f"!ret status {unknown(0)}", ACCARE)


async def test_who_guesses_on_gets_one_answer_for_every_code_until_an_hour_later(room: Room) -> None:
    await room.keep(aangemeld())
    for number in range(GUESSES):
        await room.say(f"!ret status {unknown(number)}", ACCARE)
    told = [row.post for row in room.rows() if row.post.kind == "veel_codes"]
    refused = await room.say(f"!ret status {ONE}", ACCARE)
    same = await room.say(f"!ret status {unknown(11)}", ACCARE)
    without = await room.say("!ret help", ACCARE)
    room.clock.instant += timedelta(hours=1)
    after = await room.say(f"!ret status {unknown(11)}", ACCARE)

    assert [(post.direct, post.args) for post in told] == [(BEHEERDER, {"wie": ACCARE})]
    assert refused == same
    assert "tien casuscodes" in refused[0]
    assert without
    assert after == ["Die casus ken ik niet. Er is niets gewijzigd."]


@pytest.mark.parametrize("who", [SECRETARIS, VOORZITTER])
async def test_who_sees_every_case_may_mistype(room: Room, who: str) -> None:
    await room.keep(aangemeld())
    for number in range(GUESSES + 1):
        await room.say(f"!ret status {unknown(number)}", who)

    assert str(ONE) in (await room.say(f"!ret status {ONE}", who))[0]
