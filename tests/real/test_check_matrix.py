"""`retbot check` on the homeserver: planted faults on a real one, each with the sentence that it must give."""

import asyncio
import re
import secrets
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from retbot import settings
from retbot.check.dns import Findings
from retbot.check.matrix import matrix_findings
from retbot.demo.certificates import server_context
from retbot.matrix.client.files import write_json
from retbot.matrix.trust.cross_signing import USAGES
from retbot.matrix.trust.pins import Pins
from retbot.matrix.trust.signing import to_base64
from retbot.settings import Settings
from tests.real.conftest import NewNioPerson
from tests.real.homeserver import Homeserver
from tests.real.lying_homeserver import Answer, LyingHomeserver
from tests.real.matrix_stage import Bot, meet
from tests.real.person import Person
from tests.unit.settings.settings_samples import secret_file, tables

HOST = "127.0.0.1"
VERA = "@vera:ret.test"
NEW_DEVICE = "Maak een nieuw apparaat (docs/beheer.md, *Het apparaat is weg*)."


def now() -> datetime:
    return datetime.now(UTC)


def settings_of(
    bot: Bot, directory: Path, voorzitter: str = VERA, password: str | None = "geheim", **more: Any
) -> Settings:
    """`more`: of [matrix], but `room`."""
    secret_file(directory, "pickle_key", "een sleutel van lengte")
    chosen: dict[str, Any] = tables()
    chosen["team"]["room"] = more.pop("room", "")
    chosen["matrix"] |= {"homeserver": bot.account.homeserver, "user": bot.user_id} | more
    if password is None:
        del chosen["matrix"]["password_file"]
    else:
        secret_file(directory, "password", password)
    chosen["people"] = {"voorzitter": [voorzitter]}
    chosen["state"] = {"directory": str(bot.account.state)}
    return settings.read(chosen, directory)


async def faults(chosen: Settings, clock: Callable[[], datetime] = now, patience: float = 15.0) -> list[str]:
    return (await matrix_findings(chosen, chosen.people.everybody, clock, patience)).faults


async def look(chosen: Settings, *people: str, measures: bool = False) -> Findings:
    return await matrix_findings(chosen, frozenset(people), now, 15.0, measures=measures)


async def devices(bot: Bot, homeserver: Homeserver) -> int:
    token = await homeserver.puppet_token(bot.user_id)
    answer = await homeserver.call("GET", "/_matrix/client/v3/devices", token=token)
    return len(answer["devices"])


# before the first start


async def test_before_the_first_start_the_password_is_tried_and_no_device_stays(
    bot: Bot, homeserver: Homeserver, tmp_path: Path
) -> None:
    assert await faults(settings_of(bot, tmp_path)) == []
    assert await devices(bot, homeserver) == 0
    assert not bot.account.session_file.exists()


async def test_a_wrong_password_is_told(bot: Bot, tmp_path: Path) -> None:
    assert await faults(settings_of(bot, tmp_path, password="fout")) == [
        f"De homeserver weigert de aanmelding van {bot.user_id}: de naam of het wachtwoord klopt niet."
    ]


async def test_an_account_that_was_closed_is_told(bot: Bot, homeserver: Homeserver, tmp_path: Path) -> None:
    await homeserver.deactivate(bot.user_id)
    (told,) = await faults(settings_of(bot, tmp_path))
    assert told.startswith(f"De homeserver weigert de aanmelding van {bot.user_id}") or "uitgezet" in told


async def test_a_token_that_is_unknown_or_of_somebody_else_is_told(
    bot: Bot, homeserver: Homeserver, tmp_path: Path
) -> None:
    secret_file(tmp_path, "token", "syt_onbekend")
    chosen = settings_of(bot, tmp_path, password=None, access_token_file="token")
    (told,) = await faults(chosen)
    assert told.startswith(f"De homeserver kent het toegangstoken van {bot.user_id} niet: maak een nieuw")
    other = await homeserver.register(f"ander-{secrets.token_hex(3)}", "geheim")
    secret_file(tmp_path, "token", await homeserver.puppet_token(other))
    assert await faults(settings_of(bot, tmp_path, password=None, access_token_file="token")) == [
        f"De aanmelding is die van {other}, en matrix.user is {bot.user_id}."
    ]


async def test_a_homeserver_without_passwords_is_told_with_the_other_way(
    bot: Bot, homeserver: Homeserver, tmp_path: Path
) -> None:
    def without(path: str, answer: Answer) -> None:
        if path.endswith("/login"):
            answer["flows"] = [{"type": "m.login.sso"}]

    async with LyingHomeserver(homeserver.url) as liar:
        liar.lies.append(without)
        bot.account = replace(bot.account, homeserver=liar.url)
        (told,) = await faults(settings_of(bot, tmp_path))
    assert told.startswith("Deze homeserver neemt geen wachtwoord aan: maak bij het account een toegangstoken")


# the way there


@asynccontextmanager
async def answering(answer: bytes, tls: ssl.SSLContext | None = None) -> AsyncIterator[str]:
    """The address of a server that says this to whatever it is asked; without an answer it is silent."""
    silent = asyncio.Event()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            await reader.readuntil(b"\r\n\r\n")
            if not answer:
                await silent.wait()
            writer.write(answer)
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(talk, HOST, 0, ssl=tls)
    try:
        yield f"{'https' if tls else 'http'}://{HOST}:{server.sockets[0].getsockname()[1]}"
    finally:
        silent.set()
        server.close()
        await server.wait_closed()


def http(status: str, body: bytes, kind: str = "text/html") -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    return head.encode() + body


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (
            http("404 Not Found", b"<h1>Niet gevonden</h1>"),
            "antwoordt een webserver, maar geen Matrix-homeserver.",
        ),
        (http("200 OK", b"<h1>Welkom</h1>"), "antwoordt een webserver, maar geen Matrix-homeserver."),
        (http("200 OK", b"[]", "application/json"), "antwoordt een webserver, maar geen Matrix-homeserver."),
        (http("502 Bad Gateway", b""), "antwoordt met een fout (502): draait hij achter zijn proxy?"),
        (b"220 smtp.ret.nl ESMTP\r\n", "antwoordt niet zoals het hoort (ClientResponseError): is matrix"),
        (b"", "antwoordt niet binnen 1 seconden: houdt een firewall het tegen?"),
    ],
)
async def test_what_is_no_homeserver_is_told(answer: bytes, said: str, bot: Bot, tmp_path: Path) -> None:
    async with answering(answer) as url:
        (told,) = await faults(settings_of(bot, tmp_path, homeserver=url), patience=1.0)
    assert url in told
    assert said in told


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://127.0.0.1:9", "neemt geen verbinding aan: draait hij, en klopt de poort?"),
        ("https://bestaat-niet.invalid", "is niet te vinden: de naam bestaat niet, of de naamserver van deze machine"),
    ],
)
async def test_where_nobody_is_is_told(url: str, said: str, bot: Bot, tmp_path: Path) -> None:
    (told,) = await faults(settings_of(bot, tmp_path, homeserver=url))
    assert told.startswith(f"De homeserver {url} {said}")


@pytest.mark.parametrize(
    ("hosts", "issued", "trusted", "said"),
    [
        ([HOST], now() - timedelta(days=60), True, "toont een certificaat dat verlopen is"),
        (["mail.example"], None, True, "vul bij matrix.homeserver de naam in die in het certificaat staat"),
        ([HOST], None, False, "is het van de eigen organisatie, noem dan de uitgever bij matrix.ca_file"),
    ],
)
async def test_each_fault_of_a_certificate_has_its_own_sentence(
    hosts: list[str], issued: datetime | None, trusted: bool, said: str, bot: Bot, tmp_path: Path
) -> None:
    context = server_context(tmp_path / "ca.pem", hosts, issued)
    more = {"ca_file": "ca.pem"} if trusted else {}
    async with answering(http("200 OK", b"{}"), context) as url:
        (told,) = await faults(settings_of(bot, tmp_path, homeserver=url, **more))
    assert said in told


async def test_a_file_without_certificates_is_told(bot: Bot, tmp_path: Path) -> None:
    (told,) = await faults(settings_of(bot, tmp_path, ca_file="password"))
    assert told == f"matrix.ca_file noemt {tmp_path / 'password'}, waarin geen leesbaar certificaat (PEM) staat."


@asynccontextmanager
async def behind_tls(homeserver: str, context: ssl.SSLContext) -> AsyncIterator[str]:
    """The homeserver as the world has it: over https."""
    target = urlsplit(homeserver)

    async def pass_on(source: asyncio.StreamReader, to: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await source.read(65536):
                to.write(data)
                await to.drain()
            to.close()

    async def relay(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        inner, onward = await asyncio.open_connection(target.hostname, target.port)
        await asyncio.gather(pass_on(reader, onward), pass_on(inner, writer))

    server = await asyncio.start_server(relay, HOST, 0, ssl=context)
    try:
        yield f"https://{HOST}:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()


async def test_a_homeserver_with_a_certificate_of_its_own_serves_the_bot_and_the_check(
    bot: Bot, homeserver: Homeserver, person: NewNioPerson, tmp_path: Path
) -> None:
    ca_file = tmp_path / "ca.pem"
    vera = await person("vera")
    async with behind_tls(homeserver.url, server_context(ca_file, [HOST])) as url:
        bot.account = replace(bot.account, homeserver=url, ca_file=ca_file)
        bot.members = {vera.user_id}
        assert await faults(settings_of(bot, tmp_path, vera.user_id, ca_file=str(ca_file))) == []
        await bot.start()
        room = await meet(bot, vera)
        assert await faults(settings_of(bot, tmp_path, vera.user_id, ca_file=str(ca_file), room=room)) == []
        await bot.stop()


@pytest.mark.parametrize(
    ("ahead", "said"),
    [
        (timedelta(hours=2), "loopt 120 minuten voor op die van de homeserver"),
        (timedelta(minutes=-3), "loopt 3 minuten achter op die van de homeserver"),
        (timedelta(seconds=95), r"loopt 9\d seconden voor op die van de homeserver"),
    ],
)
async def test_a_clock_that_is_off_is_told_by_how_much(ahead: timedelta, said: str, bot: Bot, tmp_path: Path) -> None:
    (told,) = await faults(settings_of(bot, tmp_path), lambda: now() + ahead)
    assert re.search(said, told), told
    assert told.endswith("Zet hem gelijk: timedatectl set-ntp true.")


# beside the bot


async def test_beside_the_running_bot_nothing_is_wrong(
    bot: Bot, homeserver: Homeserver, person: NewNioPerson, tmp_path: Path
) -> None:
    vera = await person("vera")
    bot.members = {vera.user_id}
    await bot.start()
    room = await meet(bot, vera)
    assert await faults(settings_of(bot, tmp_path, vera.user_id, room=room)) == []
    assert await devices(bot, homeserver) == 1
    await vera.say(room, "!ping daarna")
    await vera.hears_text("pong daarna")


async def test_a_wrong_password_behind_a_living_session_is_told(
    bot: Bot, homeserver: Homeserver, person: NewNioPerson, tmp_path: Path
) -> None:
    vera = await person("vera")
    await bot.start()
    assert await faults(settings_of(bot, tmp_path, vera.user_id, password="verlopen")) == [
        (
            f"Het wachtwoord van {bot.user_id} klopt niet meer. Retbot is nog aangemeld, maar kan straks geen nieuw "
            "apparaat maken: zet het goede in het bestand van matrix.password_file."
        )
    ]
    assert await faults(settings_of(bot, tmp_path, vera.user_id)) == []
    assert await devices(bot, homeserver) == 1


async def test_a_room_in_which_everything_is_wrong_is_told_by_its_parts(
    bot: Bot, person: NewNioPerson, tmp_path: Path
) -> None:
    vera, sam = await person("vera"), await person("sam", sign=False)
    bot.members = {vera.user_id, sam.user_id}
    await bot.start()
    state = {
        "m.room.history_visibility": {"history_visibility": "shared"},
        "m.room.join_rules": {"join_rule": "public"},
        "m.room.guest_access": {"guest_access": "can_join"},
    }
    room = await meet(bot, vera, sam, power=0, state=state)
    plain = await meet(bot, vera, sam, state={"m.room.encryption": {}})
    told = await faults(settings_of(bot, tmp_path, sam.user_id, room="!elders:ret.test"))
    assert told[:2] == [
        (
            f"{sam.user_id} heeft nog geen geverifieerde identiteit, en retbot gehoorzaamt hem dus niet: laat hem in "
            "Element zijn herstelsleutel instellen (Instellingen → Versleuteling)."
        ),
        "Retbot is niet in de kamer van het team, !elders:ret.test: nodig hem daar uit.",
    ]
    for said in (
        f"Kamer {room} is zonder uitnodiging binnen te gaan: maak hem privé, alleen op uitnodiging.",
        f"Kamer {room} laat nieuwkomers zien wat er vóór hun uitnodiging is gezegd",
        f"Kamer {room} laat gasten binnen: zet dat uit.",
        f"Kamer {room} geeft retbot te weinig macht om berichten te verwijderen en vast te zetten",
        f"Kamer {plain} is niet versleuteld, en daar werkt retbot niet",
    ):
        assert [line for line in told[2:] if line.startswith(said)], (said, told)
    assert len(told) == 7


async def test_a_changed_identity_is_told_with_what_to_do(bot: Bot, person: NewNioPerson, tmp_path: Path) -> None:
    vera = await person("vera")
    await bot.start()
    Pins(bot.account.state / "pins.json").confirm(vera.user_id, "A" * 43)
    assert await faults(settings_of(bot, tmp_path, vera.user_id)) == [
        (
            f"De identiteit van {vera.user_id} is veranderd, en retbot gehoorzaamt hem dus niet: bel hem, en zie "
            f"`retbot trust {vera.user_id}`."
        )
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
    assert await faults(chosen) == [
        f"{seeds} is weg: zet het terug uit de back-up, anders kan retbot zijn apparaat niet ondertekenen."
    ]
    write_json(seeds, dict.fromkeys(USAGES, to_base64(bytes(32))))
    assert await faults(chosen) == [
        f"Het account van retbot heeft een andere identiteit dan {seeds} maakte: zet het goede bestand terug."
    ]
    (tmp_path / "elsewhere").rename(seeds)
    assert await faults(chosen) == []
    token = await homeserver.puppet_token(bot.user_id)
    await homeserver.call("POST", "/_matrix/client/v3/logout/all", token=token)
    assert await faults(chosen) == [f"De homeserver kent de aanmelding van retbot niet meer. {NEW_DEVICE}"]


async def test_a_directory_of_another_account_is_told(bot: Bot, homeserver: Homeserver, tmp_path: Path) -> None:
    await bot.start()
    chosen = settings_of(bot, tmp_path, user="@iemand:ret.test")
    (told,) = await faults(chosen)
    assert told.startswith(f"De map {bot.account.state} is van {bot.user_id}, en matrix.user is @iemand:ret.test")


async def test_who_has_a_device_that_is_not_signed_is_told_with_the_steps_in_element(
    bot: Bot, homeserver: Homeserver, person: NewNioPerson, tmp_path: Path
) -> None:
    vera, sam = await person("vera"), await person("sam")
    await bot.start()
    chosen = settings_of(bot, tmp_path, vera.user_id)
    assert await look(chosen, vera.user_id, sam.user_id) == Findings()
    second = Person(homeserver.url, sam.user_id, "geheim", tmp_path / "second")
    await second.start(sign=False)
    found = await look(chosen, vera.user_id, sam.user_id)
    await second.stop()
    assert found.faults == []
    (told,) = found.remarks
    assert told.startswith(f"{sam.user_id} heeft een apparaat zonder verificatie ({second.client.device_id}): ")
    assert "1. Open Element op dat apparaat. 2. Kies Instellingen → Sessies" in told


@pytest.mark.parametrize("logged_in", [False, True])
async def test_a_homeserver_that_slows_the_bot_down_is_told_with_the_number_and_no_room_stays(
    logged_in: bool, bot: Bot, homeserver: Homeserver, tmp_path: Path
) -> None:
    chosen = settings_of(bot, tmp_path)
    if logged_in:
        await bot.start()
        await bot.stop()
    assert (await look(chosen, measures=True)).remarks == []
    await homeserver.slow_down(bot.user_id, burst=10)
    (told,) = (await look(chosen, measures=True)).remarks
    assert re.match(r"De homeserver remt retbot af na 1?\d berichten achter elkaar", told), told
    assert (await look(chosen)).remarks == []
    token = await homeserver.puppet_token(bot.user_id)
    joined = await homeserver.call("GET", "/_matrix/client/v3/joined_rooms", token=token)
    assert joined["joined_rooms"] == []
