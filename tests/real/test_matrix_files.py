"""Files that people send to the bot."""

import pytest

from retbot.matrix import attachments
from retbot.ports import Attachment
from tests.real.conftest import NewNioPerson
from tests.real.matrix_stage import Bot, meet
from tests.real.person import Person


async def send_file(anna: Person, room: str, content: bytes) -> str:
    attachment = Attachment(room, "jansen.csv", content, "text/csv")
    file = await attachments.upload(anna.client, attachment)
    return await anna.put(room, "m.room.message", attachments.content_of(attachment, file))


@pytest.mark.parametrize("size", [1, 999_999])
async def test_a_file_in_a_direct_room_arrives_without_its_name(bot: Bot, person: NewNioPerson, size: int) -> None:
    anna = await person("anna")
    bot.members = {anna.user_id}
    await bot.start()
    room = await meet(bot, anna)

    message = await bot.notes.reads(await send_file(anna, room, b"x" * size))
    assert message.file
    assert message.file.content == b"x" * size
    assert (message.body, message.doubt, message.direct) == ("", None, True)


async def test_a_file_that_is_too_large_arrives_empty(bot: Bot, person: NewNioPerson) -> None:
    anna = await person("anna")
    bot.members = {anna.user_id}
    await bot.start()
    room = await meet(bot, anna)

    message = await bot.notes.reads(await send_file(anna, room, b"x" * 1_000_001))
    assert message.file
    assert message.file.content is None


async def test_a_file_in_a_room_of_more_is_not_for_the_bot(bot: Bot, person: NewNioPerson) -> None:
    anna, bert = await person("anna"), await person("bert")
    bot.members = {anna.user_id, bert.user_id}
    await bot.start()
    room = await meet(bot, anna, bert)

    await send_file(anna, room, b"x")
    await bot.notes.reads(await anna.say(room, "daarna"))
    assert [message.file for message in bot.notes.messages if message.file] == []
