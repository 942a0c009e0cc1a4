"""A disk of the bot's own that is full for a while: no key is called missing, and every command is carried out once."""

import sqlite3
from collections.abc import Callable
from contextlib import suppress

import pytest

from tests.real.conftest import NewNioPerson
from tests.real.matrix_stage import Bot, eventually, meet

Break = Callable[[Bot], Callable[[], None]]
"""Makes a store fail, and returns what makes it whole."""


def _full(name: str) -> Break:
    """The file that takes the place of this one is on a disk without any room."""

    def fill(bot: Bot) -> Callable[[], None]:
        beside = bot.account.state / f"{name}.new"
        beside.symlink_to("/dev/full")
        return beside.unlink

    return fill


def _unwritable(connection_of: Callable[[Bot], sqlite3.Connection]) -> Break:
    def fail(bot: Bot) -> Callable[[], None]:
        connection = connection_of(bot)
        connection.execute("PRAGMA query_only = on")

        def make_whole() -> None:
            with suppress(sqlite3.ProgrammingError):  # by now there is another client
                connection.execute("PRAGMA query_only = off")

        return make_whole

    return fail


STORES = {
    "keys": _unwritable(lambda bot: bot.client.store.database.connection()),
    "replays": _unwritable(lambda bot: bot.client.olm.replays._database),
    "since": _full("since.json"),
    "pins": _full("pins.json"),
}


@pytest.mark.parametrize("store", STORES)
async def test_a_command_with_a_new_key_is_carried_out_once_when_a_store_failed_meanwhile(
    bot: Bot, person: NewNioPerson, store: str
) -> None:
    anna, bert = await person("anna"), await person("bert")
    bot.members = {anna.user_id}
    await bot.start()
    room = await meet(bot, anna, bert)
    bot.members.add(bert.user_id)  # whose devices and identity the bot has not seen yet

    make_whole = STORES[store](bot)
    bot.naps.clear()
    said = [await one.say(room, f"!ping {number}") for number, one in enumerate((bert, anna, bert))]
    await eventually(lambda: bot.naps)
    make_whole()
    await anna.hears_text("pong 2")

    assert [(one.event_id, one.doubt) for one in bot.notes.once()] == [(event_id, None) for event_id in said]
    assert len([seen for seen in anna.events if (seen.body or "").startswith("pong")]) == 3
