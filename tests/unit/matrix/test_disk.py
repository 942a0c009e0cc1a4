"""A store of our own that fails while a sync is taken in: what the sync brought is there when it comes again."""

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from nio import RoomMessageText, SyncResponse
from nio.crypto import OlmDevice

from retbot.matrix.client.files import private_directory, write_json
from retbot.matrix.client.nio_client import Client
from retbot.matrix.client.session import Account, SessionError, open_client
from retbot.matrix.connection import Connection
from retbot.matrix.intake import EventIntake
from retbot.ports import RoomEvent, StoreFailed, Withdrawal

ROOM, ANNA, BOT = "!kamer:ret.test", "@anna:ret.test", "@bot:ret.test"
LONG_ENOUGH = 20


def opened(user: str, directory: Path) -> Client:
    client = Client("http://127.0.0.1:9", user, private_directory(directory), "sleutel")
    client.restore_login(user, "APPARAAT", "token")
    return client


async def wire(anna: Client, bot: Client) -> dict[str, Any]:
    """The answer to a sync that brings a message together with its room key, from a device that is new to the bot."""
    bot.olm.account.generate_one_time_keys(1)
    (one_time_key,) = bot.olm.account.one_time_keys["curve25519"].values()
    bot.olm.save_account()
    keys = bot.olm.account.identity_keys
    device = OlmDevice(BOT, "APPARAAT", {"ed25519": keys["ed25519"], "curve25519": keys["curve25519"]})
    anna.olm.create_session(one_time_key, device.curve25519)
    anna.olm.create_outbound_group_session(ROOM)
    sealed = anna.olm.seal([device], "m.room_key", anna.olm.room_key(ROOM))[BOT]["APPARAAT"]
    anna.olm.outbound_group_sessions[ROOM].shared = True
    text = {"type": "m.room.message", "content": {"msgtype": "m.text", "body": "!ping"}}
    event = {"event_id": "$1", "sender": ANNA, "origin_server_ts": 1, "type": "m.room.encrypted"}
    timeline = {"events": [event | {"content": anna.olm.group_encrypt(ROOM, text)}], "limited": False}
    to_device = {"type": "m.room.encrypted", "sender": ANNA, "content": sealed}
    rooms = {"join": {ROOM: {"timeline": timeline | {"prev_batch": "p"}, "state": {"events": []}}}}
    return {"next_batch": "n", "to_device": {"events": [to_device]}, "rooms": rooms}


@asynccontextmanager
async def client_of(directory: Path) -> AsyncIterator[Client]:
    client = opened(BOT, directory)
    try:
        yield client
    finally:
        await client.close()


async def read(bot: Client, answer: dict[str, Any]) -> Any:
    response = SyncResponse.from_dict(json.loads(json.dumps(answer)))
    bot.next_batch = ""
    await bot.receive_response(response)
    return response.rooms.join[ROOM].timeline.events[0]


class Broken:
    """Interrupts a database after so many steps of its machine, and until it is whole again."""

    def __init__(self, database: sqlite3.Connection, after: int | None) -> None:
        self.steps = 0
        self._after = after
        self._database = database
        database.set_progress_handler(self._step, 1)

    def _step(self) -> int:
        self.steps += 1
        return int(self._after is not None and self.steps > self._after)


def database_of(bot: Client, store: str) -> sqlite3.Connection:
    found: sqlite3.Connection = bot.store.database.connection() if store == "keys" else bot.olm.replays._database
    return found


@pytest.mark.parametrize(("store", "breaks"), [("keys", 8), ("replays", 2)])
async def test_a_key_that_came_while_a_store_failed_is_there_when_it_comes_again(
    tmp_path: Path, store: str, breaks: int
) -> None:
    """It fails at so many moments, spread over all that it does."""
    anna = opened(ANNA, tmp_path / "anna")
    async with client_of(tmp_path / "bot") as bot:
        answer = await wire(anna, bot)
    await anna.close()
    copytree(tmp_path / "bot", tmp_path / "whole")
    async with client_of(tmp_path / "whole") as bot:
        count = Broken(database_of(bot, store), None)
        assert isinstance(await read(bot, answer), RoomMessageText)

    for number in range(breaks):
        copytree(tmp_path / "bot", tmp_path / str(number))
        async with client_of(tmp_path / str(number)) as bot:
            Broken(database_of(bot, store), count.steps * number // breaks)
            with pytest.raises(StoreFailed):
                await read(bot, answer)
        async with client_of(tmp_path / str(number)) as bot:
            assert isinstance(await read(bot, answer), RoomMessageText), number


async def test_a_client_whose_store_failed_does_nothing_more(tmp_path: Path) -> None:
    anna = opened(ANNA, tmp_path / "anna")
    async with client_of(tmp_path / "bot") as bot:
        answer = await wire(anna, bot)
        Broken(database_of(bot, "keys"), 0)
        for _ in range(2):
            with pytest.raises(StoreFailed):
                await read(bot, answer)
        database_of(bot, "keys").set_progress_handler(None, 0)

        with pytest.raises(StoreFailed):
            bot.olm.save_account()
    await anna.close()


async def test_a_store_of_keys_that_is_damaged_needs_a_person(tmp_path: Path) -> None:
    account = Account("http://127.0.0.1:9", BOT, tmp_path, "sleutel")
    crypto = private_directory(account.crypto)
    await opened(BOT, crypto).close()
    kept = {"user_id": BOT, "device_id": "APPARAAT", "access_token": "token"}
    write_json(account.session_file, kept)
    for name in (f"{BOT}_APPARAAT.db", "APPARAAT.replays.db"):
        whole = (crypto / name).read_bytes()
        (crypto / name).write_bytes(b"geen database" * 1000)
        with pytest.raises(SessionError, match="zijn beschadigd"):
            await open_client(account)
        (crypto / name).write_bytes(whole)
    await (await open_client(account)).close()


class Naps:
    """Written down instead of slept; the one with this number lets the disk be whole again."""

    def __init__(self, mends: int | None = None, disk: Path | None = None) -> None:
        self.seconds: list[float] = []
        self._mends = mends
        self._disk = disk

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)
        if len(self.seconds) == self._mends and self._disk:
            self._disk.unlink()
        if len(self.seconds) == LONG_ENOUGH:
            raise asyncio.CancelledError


async def run(state: Path, naps: Naps) -> None:
    def nobody() -> frozenset[str]:
        return frozenset()

    account = Account("http://127.0.0.1:9", "bot", state, "sleutel", password="geheim")
    inbound: Any = None
    await Connection(account, members=nobody, inviters=nobody, sleep=naps).run(inbound)


async def test_a_disk_that_stays_broken_ends_the_process(tmp_path: Path) -> None:
    (tmp_path / "crypto").touch()  # where a directory should be
    naps = Naps()

    with pytest.raises(FileExistsError):
        await run(tmp_path, naps)

    assert naps.seconds == [1, 2, 4, 8, 16]


async def test_a_homeserver_that_stays_away_does_not(tmp_path: Path) -> None:
    (tmp_path / "crypto").touch()
    naps = Naps(3, tmp_path / "crypto")

    with pytest.raises(asyncio.CancelledError):
        await run(tmp_path, naps)

    assert len(naps.seconds) == LONG_ENOUGH
    assert naps.seconds[-1] == 60


@pytest.mark.parametrize(
    ("error", "tries", "given_up"), [(StoreFailed("OperationalError"), 3, False), (ValueError("fout"), 8, True)]
)
async def test_only_what_is_no_fault_of_the_store_is_given_up(error: Exception, tries: int, *, given_up: bool) -> None:
    nothing: Any = None
    tried: list[RoomEvent] = []

    class Failing:
        async def take(self, event: RoomEvent) -> None:
            tried.append(event)
            raise error

    intake = EventIntake(nothing, nothing, nothing, Failing(), nothing, Naps(), nothing)
    with nullcontext() if given_up else pytest.raises(StoreFailed):
        await intake._bring(Withdrawal("$1", ROOM, ANNA, "$0"))

    assert len(tried) == tries
