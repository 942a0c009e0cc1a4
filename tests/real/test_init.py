"""`retbot init` against a real homeserver and real mail servers: from nothing to the first answer of the bot."""

import asyncio
import os
import secrets
import ssl
import stat
import subprocess
import sys
import tomllib
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
import tomlkit
from aiohttp import web

from retbot import logs
from retbot.__main__ import main
from retbot.demo.certificates import server_context
from retbot.demo.imapserver import ImapServer
from retbot.demo.mailserver import HOST, MailServer
from retbot.installation.homeserver_trials import why_no_password
from retbot.matrix.sending import KEY
from tests.paths import REPOSITORY
from tests.real.app_process import BotProcess
from tests.real.app_stage import is_member
from tests.real.conftest import NewNioPerson
from tests.real.homeserver import Homeserver
from tests.real.terminal import converse
from tests.unit.settings.settings_samples import secret_file

BOT = "bot@ret.example"
TEAM = "team@ret.example"
MOST_ANSWERS = 14
MOST_MINUTES = 5


@pytest.fixture(autouse=True)
def own_logging(monkeypatch: pytest.MonkeyPatch) -> None:
    """The other tests keep theirs."""
    monkeypatch.setattr(logs, "configure", lambda **_: None)


@dataclass
class Site:
    """What an installation finds around it, and the disk that it writes to."""

    homeserver: Homeserver
    account: str
    mail: MailServer
    inbox: ImapServer
    root: Path
    answers: Path

    @property
    def settings(self) -> Path:
        return self.root / "etc/retbot/retbot.toml"

    def written(self) -> dict[str, Any]:
        return tomllib.loads(self.settings.read_text())

    def tables(self, voorzitter: str) -> dict[str, Any]:
        """Answers with which all is well."""
        imap = {"host": self.inbox.host, "port": self.inbox.port, "ca_file": str(self.inbox.ca_file)}
        mail = {"host": self.mail.host, "port": self.mail.port, "ca_file": str(self.mail.ca_file)}
        return {
            "team": {"naam": "RET Proef", "convenant": "overijssel-2022", "telefoon": "het secretariaat"},
            "matrix": {"user": self.account, "homeserver": self.homeserver.url, "password_file": "matrix"},
            "people": {"voorzitter": [voorzitter]},
            "mail": {"address": BOT, "password_file": "mail", "reply_to": TEAM, **mail, "imap": imap},
            "watch": {"mail": "beheer@ret.example"},
        }

    async def init(self, tables: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
        """With an answers file; the exit status and all that was said."""
        file = self.answers / "answers.toml"
        file.write_text(tomlkit.dumps(tables))
        words = ["init", "--answers", str(file), "--root", str(self.root)]
        status = await asyncio.to_thread(main, words)
        told = capsys.readouterr()
        return status, told.out + told.err


@pytest.fixture
async def site(homeserver: Homeserver, tmp_path: Path) -> AsyncIterator[Site]:
    root, answers = tmp_path / "root", tmp_path / "answers"
    for directory in (root, answers, tmp_path / "smtp", tmp_path / "imap"):
        directory.mkdir()
    account = await homeserver.register(f"retbot-{secrets.token_hex(3)}", "geheim")
    mail, inbox = MailServer(tmp_path / "smtp", username="bot"), ImapServer(tmp_path / "imap", username="bot")
    mail.inbox, mail.inbox_of = inbox, BOT
    secret_file(answers, "matrix", "geheim")
    secret_file(answers, "mail", mail.password)
    async with mail, inbox:
        yield Site(homeserver, account, mail, inbox, root, answers)


def wrong_besides_dns(said: str) -> list[str]:
    """What is said after the settings were written, but for what the name server of this machine knows of the domain
    of the mail, which is nobody's."""
    _, found, rest = said.replace("\r", "").partition("De instellingen staan in ")
    assert found, said
    about_dns = ("ret.example heeft ", "Let op: ", "Start retbot", "Geen naamserver", "Er klop", "Alles is in orde.")
    return [line for line in rest.splitlines()[1:] if line and not line.startswith(about_dns)]


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


async def test_from_nothing_to_the_first_answer_in_few_answers_and_minutes(
    site: Site, person: NewNioPerson, tmp_path: Path
) -> None:
    vera, bas = await person("vera"), await person("bas")
    trusted = tmp_path / "trusted.pem"
    trusted.write_bytes(site.mail.ca_file.read_bytes() + site.inbox.ca_file.read_bytes())
    begun = monotonic()
    talk = await converse(
        ["init", "--root", str(site.root)],
        [
            ("Wat is het Matrix-account van retbot?", site.account),
            ("Op welk adres staat de homeserver?", site.homeserver.url),
            ("Wat is het wachtwoord van dat account?", "geheim"),
            ("Welk convenant geldt?", "4"),
            ("Hoe heet het team", "RET Proef"),
            ("Matrix-id van de voorzitter", vera.user_id.partition(":")[0]),
            ("En van de secretaris?", ""),
            ("En van de beheerder", bas.user_id),
            ("Vanaf welk adres mailt retbot?", BOT),
            ("Welke server verstuurt die mail?", f"{HOST}:{site.mail.port}"),
            ("Wat is het wachtwoord van die mailbox?", site.mail.password),
            ("Op welke server staat de mailbox zelf", f"{HOST}:{site.inbox.port}"),
            ("Waar gaat een gewoon antwoord heen?", TEAM),
            ("hoort de beheerder dat de homeserver stil ligt?", "beheer@ret.example"),
        ],
        {"SSL_CERT_FILE": str(trusted)},
    )
    assert wrong_besides_dns(talk.shown) == []
    assert talk.typed <= MOST_ANSWERS
    assert "geheim" not in talk.shown.replace("etc/retbot/geheim", "")
    assert site.written()["team"]["convenant"] == "overijssel-2022"
    bot = BotProcess(tmp_path)
    bot.settings = site.settings
    await bot.start()
    try:
        room = await vera.create_room([site.account])
        await vera.until(lambda: is_member(vera, room, site.account), 60)
        asked = await vera.say(room, "!ret help")
        await vera.hears(lambda seen: seen.content.get(KEY) == f"antwoord:{asked}:0", 60)
    finally:
        await bot.kill()
    minutes = (monotonic() - begun) / 60
    assert minutes <= MOST_MINUTES


async def test_the_files_have_their_rights_and_keep_their_explanation(
    site: Site, person: NewNioPerson, capsys: pytest.CaptureFixture[str]
) -> None:
    vera = await person("vera")
    _, said = await site.init(site.tables(vera.user_id), capsys)
    assert wrong_besides_dns(said) == []
    kept = site.settings.parent / "geheim"
    assert {one.name for one in kept.iterdir()} == {"matrix_password", "mail_password", "pickle_key"}
    assert [mode(kept), *(mode(one) for one in kept.iterdir())] == [0o700, 0o600, 0o600, 0o600]
    assert [mode(site.settings.parent), mode(site.settings)] == [0o750, 0o640]
    assert mode(site.root / "var/lib/retbot") == 0o700
    written = site.written()
    assert written["team"]["telefoon"] == "het secretariaat"
    assert (written["mail"]["username"], written["mail"]["security"]) == ("bot", "starttls")
    assert written["mail"]["imap"]["security"] == "tls"
    assert "# Kantooruren." in site.settings.read_text()
    assert "geheim/matrix_password" in written["matrix"]["password_file"]


async def test_a_second_run_changes_one_thing_and_leaves_the_rest(
    site: Site, person: NewNioPerson, capsys: pytest.CaptureFixture[str]
) -> None:
    vera, sam = await person("vera"), await person("sam")
    await site.init(site.tables(vera.user_id), capsys)
    before, key = site.written(), (site.settings.parent / "geheim/pickle_key").read_text()
    _, said = await site.init({"people": {"secretaris": [sam.user_id]}}, capsys)
    assert wrong_besides_dns(said) == []
    assert site.written() == before | {"people": {"voorzitter": [vera.user_id], "secretaris": [sam.user_id]}}
    assert (site.settings.parent / "geheim/pickle_key").read_text() == key
    talk = await converse(
        ["init", "--root", str(site.root)], [("Wat wilt u wijzigen?", "2"), ("Welk convenant", ""), ("Hoe heet", "RET")]
    )
    assert wrong_besides_dns(talk.shown) == []
    assert site.written()["team"] == before["team"] | {"naam": "RET"}


def _without(*path: str) -> Callable[[dict[str, Any]], None]:
    def change(tables: dict[str, Any]) -> None:
        *above, name = path
        for part in above:
            tables = tables[part]
        del tables[name]

    return change


def _with(section: str, name: str, value: Any) -> Callable[[dict[str, Any]], None]:
    return lambda tables: tables[section].__setitem__(name, value)


WRONG: list[tuple[Callable[[dict[str, Any]], None], str]] = [
    (_with("matrix", "user", "retbot"), "matrix.user: Dit moet een Matrix-id zijn, zoals @anna:ret.nl."),
    (_with("matrix", "homeserver", "http://127.0.0.1:9"), "neemt geen verbinding aan: draait hij, en klopt de poort?"),
    (_with("matrix", "homeserver", "http://matrix.ret.nl"), "matrix.homeserver: Dit moet met https beginnen"),
    (_with("matrix", "password_file", "mail"), "klopt niet"),
    (_with("matrix", "password_file", "nergens"), "matrix.password_file noemt een bestand dat er niet is"),
    (_with("team", "convenant", "utrecht"), "team.convenant: Dit convenant kan niet: er is geen convenant utrecht"),
    (_with("people", "voorzitter", ["@niemand:ret.test"]), "De homeserver kent @niemand:ret.test niet."),
    (_with("people", "voorzitter", []), "Een team heeft ten minste één voorzitter nodig."),
    (_with("people", "beheerder", ["b:x y"]), "people.beheerder: Dit moet een Matrix-id zijn"),
    (_with("mail", "address", "bot"), "mail.address: Dit moet een mailadres zijn"),
    (_with("mail", "port", 9), "antwoordt niet: draait hij, klopt de poort"),
    (_without("mail", "ca_file"), "niemand instaat die deze machine vertrouwt"),
    (_with("mail", "password_file", "matrix"), "weigert de aanmelding: mail.username of het wachtwoord klopt niet"),
    (_with("mail", "reply_to", BOT), "mail.reply_to: Dit is de mailbox van retbot zelf"),
    (_with("watch", "mail", "beheer"), "watch.mail: Dit moet een mailadres zijn"),
    (_with("team", "telefon", "038"), "team.telefon is geen instelling."),
]


@pytest.mark.parametrize(("change", "said"), WRONG)
async def test_an_answer_that_does_not_work_is_told_and_no_settings_are_written(
    change: Callable[[dict[str, Any]], None],
    said: str,
    site: Site,
    person: NewNioPerson,
    capsys: pytest.CaptureFixture[str],
) -> None:
    vera = await person("vera")
    tables = site.tables(vera.user_id)
    change(tables)
    status, told = await site.init(tables, capsys)
    assert status == 2
    assert said in told
    assert not site.settings.exists()


async def test_a_token_serves_where_the_password_is_not_given(
    site: Site, person: NewNioPerson, capsys: pytest.CaptureFixture[str]
) -> None:
    vera = await person("vera")
    login = {
        "type": "m.login.password",
        "identifier": {"type": "m.id.user", "user": site.account},
        "password": "geheim",
    }
    answer = await site.homeserver.call("POST", "/_matrix/client/v3/login", body=login)
    secret_file(site.answers, "token", answer["access_token"])
    tables = site.tables(vera.user_id)
    tables["matrix"] = {"user": site.account, "homeserver": site.homeserver.url, "access_token_file": "token"}
    _, told = await site.init(tables, capsys)
    assert wrong_besides_dns(told) == []
    assert "password_file" not in site.written()["matrix"]
    assert (site.settings.parent / "geheim/matrix_access_token").read_text().strip() == answer["access_token"]


@pytest.mark.parametrize(
    ("metadata", "said"),
    [
        ({"issuer": "https://mas.ret.nl/"}, "mas-cli manage issue-compatibility-token retbot"),
        (None, "Laat zijn beheerder voor @retbot:ret.nl een toegangstoken maken, van een nieuw apparaat"),
    ],
)
async def test_a_homeserver_without_passwords_is_told_how_to_get_a_token(
    metadata: dict[str, str] | None, said: str
) -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.json_response(metadata) if metadata else web.json_response({}, status=404)

    async with serving("/_matrix/client/v1/auth_metadata", answer) as url:
        assert said in await why_no_password(url, "@retbot:ret.nl")


@asynccontextmanager
async def serving(path: str, answer: Any, tls: Any = None) -> AsyncIterator[str]:
    application = web.Application()
    application.router.add_get(path, answer)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, HOST, 0, ssl_context=tls)
    await site.start()
    try:
        yield f"http://{HOST}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


WELL_KNOWN: list[tuple[Any, str]] = [
    ({"m.homeserver": {"base_url": "https://matrix.ret.nl/"}}, "https://matrix.ret.nl"),
    ({"m.homeserver": {"base_url": 3}}, "None"),
    ({}, "None"),
    (None, "None"),
]


async def test_the_homeserver_is_found_by_the_domain_of_the_account(tmp_path: Path) -> None:
    trusted = tmp_path / "ca.pem"
    tls = server_context(trusted, [HOST])
    code = (
        "import asyncio, sys; from retbot.installation.homeserver_trials import discover; "
        "print(*[asyncio.run(discover(sys.argv[1], int(port))) for port in sys.argv[2:]])"
    )
    async with AsyncExitStack() as stack:
        urls = [await stack.enter_async_context(_domain(answer, tls)) for answer, _ in WELL_KNOWN]
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", code, HOST, *(url.rpartition(":")[2] for url in urls)),
            cwd=REPOSITORY,
            env=os.environ | {"SSL_CERT_FILE": str(trusted), "PYTHONPATH": str(REPOSITORY)},
            stdout=subprocess.PIPE,
        )
        out, _ = await process.communicate()
    assert out.decode().split() == [found for _, found in WELL_KNOWN]


def _domain(answer: Any, tls: ssl.SSLContext) -> AbstractAsyncContextManager[str]:
    async def well_known(_: web.Request) -> web.Response:
        return web.Response(status=404) if answer is None else web.json_response(answer)

    return serving("/.well-known/matrix/client", well_known, tls)
