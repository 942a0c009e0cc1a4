"""Devices that get no room key are told why, and the independent client says so."""

import asyncio

from retbot.ports import Outgoing
from tests.real.conftest import NewPerson
from tests.real.matrix_stage import Bot
from tests.real.test_matrix_independent import bring_in


async def test_each_device_without_a_key_hears_the_reason_that_holds_for_it(bot: Bot, new_person: NewPerson) -> None:
    anna, bas, vreemde = await asyncio.gather(
        new_person("anna"), new_person("bas", sign=False), new_person("vreemde", sign=False)
    )
    bot.members = {anna.user_id, bas.user_id}
    connection = await bot.start()
    room = await bring_in(bot, anna, bas, vreemde)

    event_id = await connection.send(Outgoing(room, "alleen voor wie telt"), "1")

    assert (await anna.wait_for_body("alleen voor wie telt")).safe
    reasons = {}
    for person in (bas, vreemde):
        sight = await person.wait_for(lambda one: one.event_id == event_id and "WITHHELD" in (one.failure or ""))
        reasons[person.user_id] = (sight.body or "", sight.failure)
    assert all("alleen voor wie telt" not in body for body, _ in reasons.values())
    assert reasons[bas.user_id][1] == "MEGOLM_KEY_WITHHELD_FOR_UNVERIFIED_DEVICE"
    assert reasons[vreemde.user_id][1] == "MEGOLM_KEY_WITHHELD"


async def test_it_is_said_once_for_each_key(bot: Bot, new_person: NewPerson) -> None:
    anna, bas = await asyncio.gather(new_person("anna"), new_person("bas", sign=False))
    bot.members = {anna.user_id, bas.user_id}
    connection = await bot.start()
    room = await bring_in(bot, anna, bas)
    calls = []
    send = bot.client.call

    async def counted(method: str, path: list[str], body: object = None) -> object:
        calls.append(path)
        return await send(method, path, body)

    bot.client.call = counted
    for number in range(3):
        await connection.send(Outgoing(room, f"bericht {number}"), str(number))
    bot.client.invalidate_outbound_session(room)
    await connection.send(Outgoing(room, "met een nieuwe sleutel"), "nieuw")

    assert (await anna.wait_for_body("met een nieuwe sleutel")).safe
    assert len([path for path in calls if "m.room_key.withheld" in path]) == 2
