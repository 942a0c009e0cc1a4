"""An independent client (matrix-js-sdk) clicks "Verify" on the bot: emoji, and nothing is vouched for before a person
has said that they are equal."""

import asyncio

import pytest

from retbot.matrix.trust.comparison import COMPARISON, Comparison, ShownEmoji
from retbot.matrix.trust.pins import Pins
from retbot.wording.emoji import EMOJI
from tests.real.conftest import NewPerson
from tests.real.matrix_stage import Bot, eventually
from tests.real.test_matrix_independent import bring_in


def comparison(bot: Bot) -> Comparison:
    return Comparison(bot.account.state / COMPARISON)


def in_symbols(shown: ShownEmoji) -> list[str]:
    return [EMOJI[number].split()[0] for number in shown.emoji]


async def waiting(bot: Bot, user: str) -> ShownEmoji:
    await eventually(lambda: comparison(bot).of(user))
    shown = comparison(bot).of(user)
    assert shown
    return shown


@pytest.mark.parametrize("between_devices", [False, True])
async def test_a_person_verifies_the_bot_once_somebody_says_that_the_emoji_are_equal(
    between_devices: bool, bot: Bot, new_person: NewPerson
) -> None:
    anna = await new_person("anna")
    bot.members = {anna.user_id}
    await bot.start()
    room = await bring_in(bot, anna)
    where = {"device": bot.client.device_id} if between_devices else {"room": room}

    await anna.verify(bot.user_id, **where)
    seen = await anna.emoji()
    shown = await waiting(bot, anna.user_id)
    assert in_symbols(shown) == seen
    fault = await bot.notes.hears_of("verification", anna.user_id)
    assert fault.emoji == shown.emoji
    await anna.compare(equal=True)
    await asyncio.sleep(2)
    assert not await anna.is_verified(bot.user_id, seconds=1)

    comparison(bot).give(shown, equal=True)
    assert await anna.verification_end() == "done"
    assert await anna.is_verified(bot.user_id)
    assert Pins(bot.account.state / "pins.json").pin_of(anna.user_id) == anna.master_key
    assert comparison(bot).of(anna.user_id) is None
    await anna.send(room, "!ping daarna")
    assert (await anna.wait_for_body("pong daarna")).safe


async def test_emoji_that_differ_end_it_on_either_side(bot: Bot, new_person: NewPerson) -> None:
    anna = await new_person("anna")
    bot.members = {anna.user_id}
    await bot.start()
    room = await bring_in(bot, anna)

    await anna.verify(bot.user_id, room=room)
    await anna.emoji()
    comparison(bot).give(await waiting(bot, anna.user_id), equal=False)
    assert await anna.verification_end() == "m.mismatched_sas"

    await anna.verify(bot.user_id, room=room)
    await anna.emoji()
    await waiting(bot, anna.user_id)
    await anna.compare(equal=False)
    await eventually(lambda: comparison(bot).of(anna.user_id) is None)
    assert not await anna.is_verified(bot.user_id, seconds=1)


async def test_who_is_not_on_the_list_or_has_another_identity_is_cancelled_at_once(
    bot: Bot, new_person: NewPerson
) -> None:
    anna, vreemde = await asyncio.gather(new_person("anna"), new_person("vreemde"))
    bot.members = {anna.user_id}
    await bot.start()
    room = await bring_in(bot, anna, vreemde)
    await vreemde.verify(bot.user_id, room=room)
    assert await vreemde.emoji() == "m.user"
    await vreemde.verify(bot.user_id, device=bot.client.device_id)
    assert await vreemde.emoji() == "m.user"

    pins = Pins(bot.account.state / "pins.json")
    pins.confirm(anna.user_id, "A" * 43)
    await anna.verify(bot.user_id, room=room)
    assert await anna.emoji() == "m.user"
    assert Pins(bot.account.state / "pins.json").pin_of(anna.user_id) == "A" * 43


async def test_after_a_restart_nobody_waits_for_a_verification_that_is_lost(bot: Bot, new_person: NewPerson) -> None:
    anna = await new_person("anna")
    bot.members = {anna.user_id}
    await bot.start()
    room = await bring_in(bot, anna)
    await anna.verify(bot.user_id, room=room)
    await anna.emoji()
    await waiting(bot, anna.user_id)
    await bot.stop()
    await bot.start()
    assert comparison(bot).of(anna.user_id) is None
    await anna.compare(equal=True)
    assert await anna.verification_end() == "m.unknown_transaction"
