"""`retbot check` and `retbot try-invitation` against a real homeserver and mail server."""

import asyncio
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from retbot import settings
from retbot.check import mail_faults
from retbot.check.matrix import matrix_faults
from retbot.command_line import try_invitation
from retbot.demo.mailserver import MailServer
from retbot.matrix.client.files import write_json
from retbot.matrix.trust.cross_signing import USAGES
from retbot.matrix.trust.pins import Pins
from retbot.matrix.trust.signing import to_base64
from retbot.settings import Settings
from tests.real.conftest import NewNioPerson
from tests.real.homeserver import Homeserver
from tests.real.matrix_stage import Bot, meet
from tests.unit.settings.settings_samples import mail, secret_file, tables


def settings_of(bot: Bot, directory: Path, voorzitter: str, password: str = "geheim", **team: str) -> Settings:
    secret_file(directory, "password", password)
    secret_file(directory, "pickle_key", "een sleutel van lengte")
    chosen: dict[str, Any] = tables()
    chosen["team"] |= team
    chosen["matrix"] |= {"homeserver": bot.account.homeserver, "user": bot.user_id}
    chosen["people"] = {"voorzitter": [voorzitter]}
    chosen["state"] = {"directory": str(bot.account.state)}
    return settings.read(chosen, directory)


async def devices(bot: Bot, homeserver: Homeserver) -> int:
    token = await homeserver.puppet_token(bot.user_id)
    answer = await homeserver.call("GET", "/_matrix/client/v3/devices", token=token)
    return len(answer["devices"])


async def test_before_the_first_start_the_password_is_tried_and_no_device_stays(
    bot: Bot, homeserver: Homeserver, tmp_path: Path
) -> None:
    assert await matrix_faults(settings_of(bot, tmp_path, "@vera:ret.test")) == []
    assert await devices(bot, homeserver) == 0
    assert not bot.account.session_file.exists()


async def test_a_wrong_password_is_told(bot: Bot, tmp_path: Path) -> None:
    chosen = settings_of(bot, tmp_path, "@vera:ret.test", password="fout")
    assert await matrix_faults(chosen) == [f"The homeserver refuses the login of {bot.user_id} (M_FORBIDDEN)."]


async def test_beside_the_running_bot_nothing_is_wrong(bot: Bot, person: NewNioPerson, tmp_path: Path) -> None:
    vera = await person("vera")
    bot.members = {vera.user_id}
    await bot.start()
    room = await meet(bot, vera)
    assert await matrix_faults(settings_of(bot, tmp_path, vera.user_id, room=room)) == []
    await vera.say(room, "!ping daarna")
    await vera.hears_text("pong daarna")


async def test_rooms_and_people_that_are_wrong_are_told(bot: Bot, person: NewNioPerson, tmp_path: Path) -> None:
    vera, sam = await person("vera"), await person("sam", sign=False)
    bot.members = {vera.user_id, sam.user_id}
    await bot.start()
    room = await meet(bot, vera, sam, power=0, state={"m.room.history_visibility": {"history_visibility": "shared"}})
    told = await matrix_faults(settings_of(bot, tmp_path, sam.user_id, room="!elders:ret.test"))
    assert told == [
        f"{sam.user_id} has no verified identity yet, so the bot does not obey; set one up in a Matrix client.",
        "The bot is not in the room of the team, !elders:ret.test: invite it.",
        f"Room {room} shows newcomers what was said before they were invited.",
        f"Room {room} gives the bot too little power to remove and pin messages: give it power level 50.",
    ]


async def test_a_changed_identity_is_told_with_what_to_do(bot: Bot, person: NewNioPerson, tmp_path: Path) -> None:
    vera = await person("vera")
    await bot.start()
    Pins(bot.account.state / "pins.json").confirm(vera.user_id, "A" * 43)
    told = await matrix_faults(settings_of(bot, tmp_path, vera.user_id))
    assert told == [
        f"The identity of {vera.user_id} has changed, so the bot does not obey: see `retbot trust {vera.user_id}`."
    ]


async def test_a_device_or_a_login_that_is_gone_is_told(
    bot: Bot, person: NewNioPerson, homeserver: Homeserver, tmp_path: Path
) -> None:
    vera = await person("vera")
    await bot.start()
    await bot.stop()
    chosen = settings_of(bot, tmp_path, vera.user_id)
    seeds = bot.account.state / "seeds.json"
    seeds.rename(tmp_path / "elsewhere")
    assert await matrix_faults(chosen) == [
        f"{seeds} is gone: put it back from the backup, or the bot cannot sign its device."
    ]
    write_json(seeds, dict.fromkeys(USAGES, to_base64(bytes(32))))
    assert await matrix_faults(chosen) == [
        f"The account of the bot has another identity than {seeds} made: put the right file back."
    ]
    (tmp_path / "elsewhere").rename(seeds)
    assert await matrix_faults(chosen) == []
    token = await homeserver.puppet_token(bot.user_id)
    await homeserver.call("POST", "/_matrix/client/v3/logout/all", token=token)
    told = await matrix_faults(chosen)
    assert told[0].startswith("The homeserver no longer knows the login of the bot.")
    assert len(told) == 1


async def test_what_is_no_homeserver_is_told(bot: Bot, tmp_path: Path) -> None:
    bot.account = replace(bot.account, homeserver="http://127.0.0.1:9")
    told = await matrix_faults(settings_of(bot, tmp_path, "@vera:ret.test"))
    assert told == ["The homeserver http://127.0.0.1:9 does not answer as it should (ClientConnectorError)."]


# mail


def with_mail(server: MailServer, directory: Path, **changed: object) -> Settings:
    for name in ("password", "pickle_key"):
        secret_file(directory, name, server.password if name == "password" else "een sleutel van lengte")
    section = mail() | {"host": server.host, "port": server.port, "ca_file": str(server.ca_file)} | changed
    return settings.read(tables() | {"mail": section}, directory)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, None),
        ({"username": "iemand"}, "refuses the username or the password"),
        ({"security": "tls"}, "offers no TLS"),
        ({"port": 9}, "does not answer"),
    ],
)
async def test_the_mail_server_is_tried(changed: dict[str, object], said: str | None, tmp_path: Path) -> None:
    async with MailServer(tmp_path) as server:
        told = await mail_faults(with_mail(server, tmp_path, **changed))
    assert len(told) == (said is not None)
    assert said is None or said in told[0]


async def test_a_certificate_that_is_not_trusted_is_told(tmp_path: Path) -> None:
    async with MailServer(tmp_path) as server:
        whole = with_mail(server, tmp_path)
        assert whole.mail
        without = whole.model_copy(update={"mail": whole.mail.model_copy(update={"ca_file": None})})
        assert "certificate that is not trusted" in (await mail_faults(without))[0]
        wrong = whole.model_copy(update={"mail": whole.mail.model_copy(update={"ca_file": tmp_path / "password"})})
        assert "holds no certificates" in (await mail_faults(wrong))[0]


async def test_an_invitation_can_be_tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO())
    async with MailServer(tmp_path) as server:
        chosen = with_mail(server, tmp_path)
        assert await asyncio.to_thread(try_invitation.send, chosen, "proef@prive.example", 0.0) == 0
        assert [one.path.name for one in server.received] == ["001-request.eml", "002-request.eml", "003-cancel.eml"]
        server.faults.replies["proef@prive.example"] = "550 5.1.1 unknown"
        assert await asyncio.to_thread(try_invitation.send, chosen, "proef@prive.example", 0.0) == 2
    said = capsys.readouterr()
    assert said.out.startswith("Sent: an invitation, a move and a cancellation. The calendar should be empty again.\n")
    assert "refuses this address or this mail for good" in said.err
