"""A person and the bot talk in an encrypted room."""

from tests.real.conftest import NewNioPerson
from tests.real.matrix_stage import Bot


async def test_an_encrypted_question_gets_an_encrypted_answer(bot: Bot, person: NewNioPerson) -> None:
    anna = await person("anna")
    bot.members = {anna.user_id}
    await bot.start()

    room = await anna.create_room([bot.user_id])
    await bot.notes.until(lambda: room in bot.client.rooms)
    await anna.until(lambda: bot.user_id in anna.client.rooms[room].users)
    asked = await anna.say(room, "!ping 1")
    pong = await anna.hears_text("pong 1")

    assert pong.sender == bot.user_id
    assert pong.wire == "m.room.encrypted"
    assert pong.content["msgtype"] == "m.notice"
    message = await bot.notes.reads(asked)
    assert message.doubt is None
    assert message.body == "!ping 1"
