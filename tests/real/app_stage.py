"""The whole bot as a process of its own, with the settings of a team, and people around it in its room."""

import asyncio
import secrets
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping, Sequence, Sized
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from retbot.demo.imapserver import ImapServer
from retbot.demo.mailserver import MailServer
from retbot.demo.person import SeenEvent
from retbot.matrix.client.files import private_directory, write_private
from retbot.matrix.sending import KEY
from retbot.reading.confirmations import asked_for
from tests.real.app_process import PATIENCE, BotProcess
from tests.real.homeserver import Homeserver
from tests.real.person import Person

BOT_MAILBOX = "bot@ret.example"
BEHEER_MAILBOX = "beheer@gemeente.example"
TEAM_MAILBOX = "ret@team.example"
AANMELDING = (
    "!ret aanmelding gemeente=Enschede leeftijd=12-15 via=toegang besproken=ja lokaal=ja "
    "gronden=contra-indicatie formulier=ja monitor=ja"
)
_SETTINGS = """
[team]
naam = "Regionaal Expertteam Proef"
convenant = "overijssel-2022"
room = "{room}"
telefoon = "het secretariaat"
[team.plekken]
stadhuis = "Stadhuis, kamer 2"

[matrix]
homeserver = "{homeserver}"
user = "{bot}"
password_file = "secrets/matrix-password"
pickle_key_file = "secrets/pickle-key"

[matrix.pins]
{pins}

[people]
voorzitter = ["{voorzitter}"]
secretaris = ["{secretaris}"]
beheerder = ["{beheerder}"]

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
[watch]
mail = "{beheer_mailbox}"
[state]
directory = "state"
"""
_INBOX = """
[mail.imap]
host = "{host}"
port = {port}
security = "{security}"
username = "{username}"
password_file = "secrets/imap-password"
ca_file = "{ca_file}"
"""


@dataclass(slots=True)
class AppStage:
    """`state` is the directory that the bot keeps; `people` are by their role, where they are of this process."""

    directory: Path
    homeserver: Homeserver
    mail: MailServer
    bot: BotProcess
    bot_id: str
    room: str = ""
    bots_homeserver: str = ""
    """Where the bot is told that the homeserver is, when it is told otherwise than the people."""
    people: dict[str, Person] = field(default_factory=dict)
    inbox: ImapServer | None = None
    """Where the bot reads the answers to its invitations."""

    @property
    def state(self) -> Path:
        return self.directory / "state"

    @property
    def secretaris(self) -> Person:
        return self.people["secretaris"]

    @property
    def voorzitter(self) -> Person:
        return self.people["voorzitter"]

    def write_settings(
        self, *, secretaris: str, voorzitter: str, beheerder: str, pins: Mapping[str, str] | None = None
    ) -> None:
        """As a team would have them: secrets in files that nobody else may read. `pins` are the master keys that are
        known beforehand."""
        kept = private_directory(self.directory / "secrets")
        write_private(kept / "matrix-password", "geheim")
        write_private(kept / "mail-password", self.mail.password)
        write_private(kept / "pickle-key", secrets.token_urlsafe(32))
        if self.inbox:
            write_private(kept / "imap-password", self.inbox.password)
        text = _SETTINGS.format(
            room=self.room,
            homeserver=self.bots_homeserver or self.homeserver.url,
            bot=self.bot_id,
            pins="\n".join(f'"{user_id}" = "{key}"' for user_id, key in (pins or {}).items()),
            secretaris=secretaris,
            voorzitter=voorzitter,
            beheerder=beheerder,
            mail_host=self.mail.host,
            mail_port=self.mail.port,
            mail_ca=self.mail.ca_file,
            bot_mailbox=BOT_MAILBOX,
            beheer_mailbox=BEHEER_MAILBOX,
            team_mailbox=TEAM_MAILBOX,
            inbox=self._inbox(),
        )
        (self.directory / "retbot.toml").write_text(text, encoding="utf-8")

    def _inbox(self) -> str:
        if self.inbox is None:
            return ""
        server = self.inbox
        return _INBOX.format(
            host=server.host,
            port=server.port,
            security=server.security,
            username=server.username,
            ca_file=server.ca_file,
        )

    async def ask(self, who: Person, text: str, *, thread: str | None = None, room: str | None = None) -> SeenEvent:
        """Says it, and returns the first answer. What the bot wants to have confirmed is confirmed, in the same
        place, and the answer is the one to that."""
        answer = await self.answer(who, await who.say(room or self.room, text, thread=thread))
        asked = asked_for(answer.body or "")
        return await self.ask(who, asked, thread=thread, room=room) if asked else answer

    async def direct(self, who: Person) -> str:
        """A room of this person and the bot."""
        room = await who.create_room([self.bot_id], direct=True)
        await who.until(lambda: is_member(who, room, self.bot_id), PATIENCE)
        return room

    async def answer(self, who: Person, event_id: str, number: int = 0) -> SeenEvent:
        return await who.hears(lambda seen: seen.content.get(KEY) == f"antwoord:{event_id}:{number}", PATIENCE)

    async def aanmelding(self, text: str = AANMELDING) -> tuple[str, str]:
        """The code of a new case and the root of its thread."""
        known = set(self.keys(self.secretaris))
        await self.secretaris.say(self.room, text)
        opens = lambda seen: str(seen.content.get(KEY)) not in known and is_root(seen)  # noqa: E731
        try:
            root = await self.secretaris.hears(opens, PATIENCE)
        except TimeoutError:
            rows = self.query("SELECT key, state, attempts, sent_at FROM outbox")
            raise AssertionError(f"{rows}\n{self.bot.output.read_text()[-3000:]}") from None
        return str(root.content[KEY]).removeprefix("casus:"), root.event_id

    async def patiently(self, who: Person, missing: Callable[[], Sized]) -> None:
        """Until nothing is missing, for as long as what is missing grows less: much takes a slow machine longer."""
        fewest = 0

        def goes_on() -> bool:
            return len(missing()) < fewest

        while fewest := len(missing()):
            try:
                await who.until(goes_on, PATIENCE)
            except TimeoutError:
                raise TimeoutError(f"still missing: {missing()}") from None

    async def hear_keys(self, who: Person, wanted: set[str]) -> None:
        """Until a message with each of these keys was read; tells which were not, and what became of them."""
        try:
            await self.patiently(who, lambda: wanted - set(self.keys(who)))
        except TimeoutError:
            missing = sorted(wanted - set(self.keys(who)))
            rows = "SELECT key, state, attempts, sent_at, event_id FROM outbox WHERE key = ?"
            found = [(key, self.query(rows, key)) for key in missing]
            raise AssertionError(f"{found}\n{self.bot.output.read_text()[-3000:]}") from None

    def said(self, who: Person, room: str | None = None) -> list[SeenEvent]:
        """What the bot sent to this room, as this person sees it."""
        kinds = {"m.room.message", "m.room.encrypted"}
        wanted = (room or self.room, self.bot_id)
        return [seen for seen in who.events if (seen.room_id, seen.sender) == wanted and seen.event_type in kinds]

    def keys(self, who: Person, room: str | None = None) -> Counter[str]:
        """How many messages of the bot there are with each key; what could not be read counts as an empty one."""
        unique = {seen.event_id: seen for seen in self.said(who, room)}
        return Counter(str(seen.content.get(KEY, "")) for seen in unique.values())

    def query(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """From the bot's own database, while it runs."""
        with closing(sqlite3.connect(self.state / "retbot.db", timeout=PATIENCE)) as database, database:
            return list(database.execute(sql, values))

    def wire(self) -> list[tuple[str, str, str]]:
        """Everything the bot ever sent, as the homeserver has it: type, room and event in JSON."""
        query = "SELECT e.type, e.room_id, j.json FROM events e JOIN event_json j USING (event_id) WHERE e.sender = ?"
        with closing(sqlite3.connect(f"file:{self.homeserver.db_path}?mode=ro", uri=True)) as database:
            return list(database.execute(query, (self.bot_id,)))


@asynccontextmanager
async def empty_stage(homeserver: Homeserver, directory: Path) -> AsyncIterator[AppStage]:
    """The servers and an account for the bot; it needs settings before it can start."""
    bot_id = await homeserver.register(f"retbot-{secrets.token_hex(3)}", "geheim")
    async with MailServer(directory, username="bot", password=secrets.token_urlsafe(12)) as mail:
        bot = BotProcess(directory)
        try:
            yield AppStage(directory, homeserver, mail, bot, bot_id)
        finally:
            if bot.pid:
                await bot.kill()


@asynccontextmanager
async def app_stage(
    homeserver: Homeserver,
    directory: Path,
    *,
    pinned: bool = True,
    interrupted: Sequence[float] = (),
    bots_homeserver: str = "",
    inbox: ImapServer | None = None,
    debug: bool = False,
) -> AsyncIterator[AppStage]:
    """The bot runs in a room with a secretaris, who is beheerder too, and a voorzitter; `interrupted` holds after how
    many seconds its first starts are killed; `debug` as in BotProcess."""
    async with AsyncExitStack() as stack:
        stage = await stack.enter_async_context(empty_stage(homeserver, directory))
        stage.bots_homeserver, stage.inbox, stage.bot.debug = bots_homeserver, inbox, debug
        for role in ("secretaris", "voorzitter"):
            user = f"{role}-{secrets.token_hex(3)}"
            await homeserver.register(user, "geheim")
            stage.people[role] = await stack.enter_async_context(
                Person(homeserver.url, user, "geheim", directory / "people" / user)
            )
        secretaris, voorzitter = stage.secretaris, stage.voorzitter
        stage.room = await secretaris.create_room([stage.bot_id, voorzitter.user_id])
        stage.write_settings(
            secretaris=secretaris.user_id,
            voorzitter=voorzitter.user_id,
            beheerder=secretaris.user_id,
            pins={one.user_id: one.identity.master.public for one in (secretaris, voorzitter)} if pinned else {},
        )
        for seconds in interrupted:
            await stage.bot.start()
            await asyncio.sleep(seconds)
            await stage.bot.kill()
        await stage.bot.start()
        await secretaris.until(lambda: is_member(secretaris, stage.room, stage.bot_id), PATIENCE)
        yield stage


def is_root(seen: SeenEvent) -> bool:
    """Whether it is the message that opens the thread of a case."""
    return str(seen.content.get(KEY)).startswith("casus:")


def is_member(person: Person, room_id: str, user_id: str) -> bool:
    room = person.client.rooms.get(room_id)
    return room is not None and user_id in room.users and not room.users[user_id].invited
