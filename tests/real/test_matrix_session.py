"""The bot's login, its device and its identity."""

import asyncio
import json
import shutil
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from retbot.matrix.client.session import SessionError, open_client
from retbot.matrix.intake import EventIntake
from retbot.matrix.rooms.invitations import Invitations
from retbot.matrix.trust.cross_signing import ForeignIdentity, Identity, sign_own_device
from tests.real.conftest import NewNioPerson
from tests.real.homeserver import Homeserver
from tests.real.matrix_stage import PATIENCE, Bot, eventually, joined, meet


def session(bot: Bot) -> dict[str, str]:
    kept: dict[str, str] = json.loads(bot.account.session_file.read_text())
    return kept


async def test_a_restart_keeps_the_device_and_the_conversation(bot: Bot, person: NewNioPerson) -> None:
    anna = await person("anna")
    bot.members = {anna.user_id}
    await bot.start()
    room = await meet(bot, anna)
    await anna.say(room, "!ping voor")
    await anna.hears_text("pong voor")
    device = session(bot)["device_id"]

    await bot.stop()
    await anna.say(room, "!ping terwijl hij uit is")
    await bot.start()

    await anna.hears_text("pong terwijl hij uit is")
    assert session(bot)["device_id"] == device
    assert [message.body for message in bot.notes.once()] == ["!ping voor", "!ping terwijl hij uit is"]


@pytest.mark.parametrize("joined_before", [False, True])
async def test_a_first_start_that_is_killed_loses_neither_its_invitation_nor_what_was_said_meanwhile(
    bot: Bot, person: NewNioPerson, monkeypatch: pytest.MonkeyPatch, *, joined_before: bool
) -> None:
    anna = await person("anna")
    bot.members = {anna.user_id}
    room = await anna.create_room([bot.user_id])
    reached = asyncio.Event()

    async def stand_still(*_: object) -> None:
        reached.set()
        await asyncio.Event().wait()

    with monkeypatch.context() as patched:
        patched.setattr(
            EventIntake if joined_before else Invitations, "take" if joined_before else "answer", stand_still
        )
        await bot.start()
        await asyncio.wait_for(reached.wait(), PATIENCE)
        await bot.stop()
    if joined_before:
        await anna.until(lambda: bot.user_id in joined(anna.client, room))
        await anna.say(room, "!ping meanwhile")
    await bot.start()
    await anna.until(lambda: bot.user_id in joined(anna.client, room))
    await anna.say(room, "!ping later")
    await anna.hears_text("pong later")

    said = ["!ping meanwhile", "!ping later"] if joined_before else ["!ping later"]
    assert [message.body for message in bot.notes.once()] == said


async def test_all_state_is_private(bot: Bot) -> None:
    await bot.start()

    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in bot.account.state.rglob("*")}

    assert len(modes) > 5
    assert all(mode in (0o600, 0o700) for mode in modes.values()), modes


async def test_what_was_said_before_the_first_start_is_not_for_the_bot(bot: Bot, person: NewNioPerson) -> None:
    anna = await person("anna")
    bot.members = {anna.user_id}
    await bot.start()
    room = await meet(bot, anna)
    await anna.say(room, "!ping oud")
    await anna.hears_text("pong oud")
    await bot.stop()
    _forget(bot.account.state / "since.json")
    bot.notes.messages.clear()

    await bot.start()
    await anna.say(room, "!ping nieuw")
    await anna.hears_text("pong nieuw")

    assert [message.body for message in bot.notes.messages] == ["!ping nieuw"]


async def test_a_lost_crypto_store_is_not_replaced_in_silence(bot: Bot) -> None:
    await bot.start()
    await bot.stop()
    shutil.rmtree(bot.account.crypto)

    with pytest.raises(SessionError, match="nieuw apparaat"):
        await bot.start()


async def test_a_fresh_device_with_the_kept_seeds_goes_on_at_once(bot: Bot, person: NewNioPerson) -> None:
    anna = await person("anna")
    bot.members = {anna.user_id}
    await bot.start()
    room = await meet(bot, anna)
    await bot.stop()
    first = session(bot)["device_id"]
    bot.account.session_file.unlink()

    await bot.start()
    await anna.until(lambda: session(bot)["device_id"] in anna.client.device_store[bot.user_id])
    await anna.say(room, "!ping verder")

    await anna.hears_text("pong verder")
    assert session(bot)["device_id"] != first
    assert not [fault for fault in bot.notes.faults if fault.type == "identity_changed"]


async def test_another_pickle_key_is_refused(bot: Bot) -> None:
    await bot.start()
    await bot.stop()
    bot.account = replace(bot.account, pickle_key="een andere")

    with pytest.raises(SessionError, match="pickle-sleutel"):
        await bot.start()


async def test_an_access_token_serves_instead_of_a_password(bot: Bot, homeserver: Homeserver) -> None:
    token, device = await _log_in(homeserver, bot.account.user)
    bot.account = replace(bot.account, password=None, access_token=token)

    await bot.start()

    assert session(bot)["device_id"] == device


async def test_a_device_that_others_know_gets_no_new_store(bot: Bot, homeserver: Homeserver, tmp_path: Path) -> None:
    token, _ = await _log_in(homeserver, bot.account.user)
    bot.account = replace(bot.account, password=None, access_token=token)
    await bot.start()
    await bot.stop()
    elsewhere = replace(bot.account, state=tmp_path / "elsewhere")

    with pytest.raises(SessionError, match="andere sleutels"):
        await open_client(elsewhere)


async def test_wrong_credentials_are_an_error_for_a_person(bot: Bot) -> None:
    bot.account = replace(bot.account, password="fout")

    with pytest.raises(SessionError, match="M_FORBIDDEN"):
        await bot.start()


async def test_signing_the_own_device_happens_once(bot: Bot) -> None:
    identity = Identity.kept_in(bot.account.state / "seeds.json")
    client = await open_client(bot.account)
    try:
        outcomes = [await sign_own_device(client, identity, "geheim") for _ in range(2)]
    finally:
        await client.close()
    fresh = await open_client(replace(bot.account, state=bot.account.state / "second"))
    try:
        outcomes.append(await sign_own_device(fresh, identity, "geheim"))
    finally:
        await fresh.close()

    assert outcomes == ["bootstrapped", "already", "signed"]


async def test_a_foreign_identity_is_never_overwritten(bot: Bot) -> None:
    await bot.start()
    await bot.stop()
    _forget(bot.account.state / "seeds.json")

    with pytest.raises(ForeignIdentity, match=r"seeds\.json"):
        await bot.start()


async def _log_in(homeserver: Homeserver, user: str) -> tuple[str, str]:
    who = {"type": "m.id.user", "user": user}
    body = {"type": "m.login.password", "identifier": who, "password": "geheim"}
    answer = await homeserver.call("POST", "/_matrix/client/v3/login", body=body)
    return answer["access_token"], answer["device_id"]


def _forget(path: Path) -> None:
    path.unlink()


async def test_a_homeserver_that_is_not_there_yet_is_waited_for(tmp_path: Path) -> None:
    bot = Bot("http://127.0.0.1:9", "bot", tmp_path / "bot")
    running = asyncio.create_task(bot.connect().run(bot.notes))

    await eventually(lambda: len(bot.naps) >= 3)
    running.cancel()
    await asyncio.wait([running])

    assert bot.naps[:3] == [1, 2, 4]


async def test_a_login_that_was_ended_needs_a_person(bot: Bot, homeserver: Homeserver) -> None:
    await bot.start()
    await bot.stop()
    await homeserver.call("POST", "/_matrix/client/v3/logout", session(bot)["access_token"], {})

    with pytest.raises(SessionError, match="kent deze aanmelding niet meer"):
        await bot.start()


async def test_a_login_that_is_ended_while_the_bot_runs_ends_it_with_what_to_do(
    bot: Bot, homeserver: Homeserver
) -> None:
    await bot.start()
    await homeserver.call("POST", "/_matrix/client/v3/logout", session(bot)["access_token"], {})

    with pytest.raises(SessionError, match="kent deze aanmelding niet meer"):
        await bot.ended()
