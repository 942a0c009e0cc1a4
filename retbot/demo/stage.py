"""The servers, the people and the bot of the demo, all in one directory and on the loopback interface."""

import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from retbot import settings
from retbot.app.main import Bot
from retbot.check import findings
from retbot.demo.clock import SteppedClock
from retbot.demo.homeserver import Homeserver
from retbot.demo.imapserver import ImapServer
from retbot.demo.mailserver import MailServer
from retbot.demo.person import Person
from retbot.demo.stories.steps import EXPERT, SECRETARIS, VOORZITTER
from retbot.demo.watched_inbound import WatchedInbound
from retbot.matrix.client.files import private_directory, write_private

BOT = "retbot"
TEAM_MAILBOX = "ret@team.example"
BOT_MAILBOX = "bot@ret.example"
ROLES = (SECRETARIS, VOORZITTER, EXPERT)

_SETTINGS = """
[team]
naam = "Regionaal Expertteam (demo)"
convenant = "{profile}"
room = "{room}"
telefoon = "038 000 00 00"
[team.plekken]
stadhuis = "Stadhuis, kamer 2"

[matrix]
homeserver = "{homeserver}"
user = "@{bot}:{server}"
password_file = "secrets/matrix-password"
pickle_key_file = "secrets/pickle-key"

[people]
voorzitter = ["@voorzitter:{server}"]
secretaris = ["@secretaris:{server}"]
beheerder = ["@secretaris:{server}"]

[mail]
host = "{mail_host}"
port = {mail_port}
security = "starttls"
username = "bot"
password_file = "secrets/mail-password"
ca_file = "{mail_ca}"
address = "{bot_mailbox}"
reply_to = "{team_mailbox}"
{inbox}
[store]
url = "sqlite+aiosqlite:///{database}"

[state]
directory = "state"
"""
_INBOX = """
[mail.imap]
host = "{host}"
port = {port}
security = "{security}"
ca_file = "{ca_file}"
"""


@dataclass(slots=True)
class Stage:
    """`people` are listed by the name of their role. All are members of `room`, and each has a direct room with the
    bot."""

    directory: Path
    clock: SteppedClock
    homeserver: Homeserver
    mail: MailServer
    app: Bot
    inbound: WatchedInbound
    people: dict[str, Person]
    room: str
    direct: dict[str, str]


@asynccontextmanager
async def stage(
    directory: Path, profile: str, clock: SteppedClock, progress: Callable[[str], None]
) -> AsyncIterator[Stage]:
    """Yields once everything runs, the bot is in the room and everybody's client knows its device."""
    async with AsyncExitStack() as stack:
        homeserver, mail, passwords = await servers(stack, directory, progress)
        people = {
            name: await stack.enter_async_context(
                Person(homeserver.url, name, passwords[name], directory / "people" / name)
            )
            for name in ROLES
        }
        progress("De kamer gaat open, versleuteld; de bot komt erbij")
        secretaris = people[SECRETARIS]
        bot_id = f"@{BOT}:{homeserver.server_name}"
        room = await secretaris.create_room([bot_id, *(people[name].user_id for name in (VOORZITTER, EXPERT))])
        direct = {SECRETARIS: await secretaris.create_room([bot_id], direct=True)}
        chosen = settings.load(write_settings(directory, profile, room, homeserver, mail, passwords))
        app = Bot(chosen, clock, examine=partial(findings, chosen, clock))
        heard = WatchedInbound(app.inbound)
        await stack.enter_async_context(app.running(heard))
        for room_id in (room, *direct.values()):
            await secretaris.until(partial(_has_joined, secretaris, room_id, bot_id))
        for name in (VOORZITTER, EXPERT):
            await people[name].until(partial(_has_joined, people[name], room, bot_id))
        yield Stage(directory, clock, homeserver, mail, app, heard, people, room, direct)


async def servers(
    stack: AsyncExitStack, directory: Path, progress: Callable[[str], None]
) -> tuple[Homeserver, MailServer, dict[str, str]]:
    """A homeserver with an account for everybody, a mail server, and the passwords by name."""
    progress("De homeserver start (Synapse, op dit apparaat)")
    homeserver = await stack.enter_async_context(Homeserver(directory / "homeserver"))
    passwords = {name: secrets.token_urlsafe(12) for name in (BOT, *ROLES, "mail")}
    mail = await stack.enter_async_context(MailServer(directory, username="bot", password=passwords["mail"]))
    inbox = await stack.enter_async_context(ImapServer(directory, username="bot", password=passwords["mail"]))
    mail.inbox, mail.inbox_of = inbox, BOT_MAILBOX
    progress("De deelnemers en de bot melden zich aan")
    for name in (BOT, *ROLES):
        await homeserver.register(name, passwords[name])
    return homeserver, mail, passwords


def _has_joined(person: Person, room_id: str, user_id: str) -> bool:
    """Whether this person's client sees the other as a member of the room and knows a device to encrypt for."""
    room = person.client.rooms.get(room_id)
    return (
        room is not None
        and user_id in room.users
        and bool(list(person.client.device_store.active_user_devices(user_id)))
    )


def write_settings(
    directory: Path, profile: str, room: str, homeserver: Homeserver, mail: MailServer, passwords: dict[str, str]
) -> Path:
    """Like the settings of a real team: secrets are in files that nobody else may read."""
    kept = private_directory(directory / "secrets")
    for name, value in {
        "matrix-password": passwords[BOT],
        "mail-password": passwords["mail"],
        "pickle-key": secrets.token_urlsafe(32),
    }.items():
        write_private(kept / name, value)
    inbox = mail.inbox
    path = directory / "retbot.toml"
    path.write_text(
        _SETTINGS.format(
            profile=profile,
            room=room,
            homeserver=homeserver.url,
            server=homeserver.server_name,
            bot=BOT,
            mail_host=mail.host,
            mail_port=mail.port,
            mail_ca=mail.ca_file,
            bot_mailbox=BOT_MAILBOX,
            team_mailbox=TEAM_MAILBOX,
            inbox=_INBOX.format(host=inbox.host, port=inbox.port, security=inbox.security, ca_file=inbox.ca_file)
            if isinstance(inbox, ImapServer)
            else "",
            database=directory / "retbot.db",
        ),
        encoding="utf-8",
    )
    return path
