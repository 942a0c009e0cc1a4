"""Tries the answers about the homeserver: its address, the login of the bot, and the ids of people."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from aiohttp import ClientError, ClientSession, ClientTimeout

from retbot.check.homeserver import Reachability, reach
from retbot.check.matrix import log_in, login_refusal
from retbot.installation.questions import Unfit
from retbot.matrix.client.errors import in_words_of_the_port
from retbot.matrix.client.nio_client import CallError, Client
from retbot.matrix.client.session import Account
from retbot.ports import SendFailed, SendRefused

PATIENCE = 15.0
_AUTH_METADATA = ("v1/auth_metadata", "unstable/org.matrix.msc2965/auth_metadata")
_MAS = (
    "Deze homeserver meldt aan met MAS (Matrix Authentication Service) en neemt geen wachtwoord aan. Laat zijn "
    "beheerder een toegangstoken maken: mas-cli manage issue-compatibility-token {}"
)
_ANOTHER_WAY = (
    "Deze homeserver neemt geen wachtwoord aan. Laat zijn beheerder voor {} een toegangstoken maken, van een nieuw "
    "apparaat waarmee nog niemand is aangemeld."
)


async def discover(server: str, port: int = 443) -> str | None:
    """The address of the homeserver that the domain names in /.well-known/matrix/client (client-server API, "Server
    Discovery"); None when it names none."""
    host = server.partition(":")[0]
    url = f"https://{host}:{port}/.well-known/matrix/client"
    try:
        async with ClientSession(timeout=ClientTimeout(total=PATIENCE)) as session, session.get(url) as answer:
            found = (await answer.json(content_type=None))["m.homeserver"]["base_url"]
    except (ClientError, TimeoutError, OSError, ValueError, KeyError, TypeError):
        return None
    return found.rstrip("/") if isinstance(found, str) and found.startswith("http") else None


async def look_for_homeserver(homeserver: str, ca_file: Path | None) -> Reachability:
    """Whether a homeserver answers there, and what is wrong with the way to it."""
    who = Account(homeserver, "", Path(), pickle_key="", ca_file=ca_file)
    return await reach(who, lambda: datetime.now(UTC), PATIENCE)


async def why_no_password(homeserver: str, user: str) -> str:
    """Says how to get a token at a homeserver that takes no password."""
    name = user[1:].partition(":")[0]
    for path in _AUTH_METADATA:
        url = f"{homeserver}/_matrix/client/{path}"
        try:
            async with ClientSession(timeout=ClientTimeout(total=PATIENCE)) as session, session.get(url) as answer:
                if answer.status == 200 and "issuer" in await answer.json(content_type=None):
                    return _MAS.format(name)
        except (ClientError, TimeoutError, OSError, ValueError, TypeError):
            continue
    return _ANOTHER_WAY.format(user)


@dataclass
class Login:
    """The account, logged in to try it; a device that was made for this is deleted when it closes."""

    who: Account
    _client: Client | None = None
    _made: bool = False

    async def __aenter__(self) -> Self:
        """Raises Unfit."""
        client = self._client = Client(self.who.homeserver, self.who.user, Path(), "", self.who.ca_file)
        try:
            with _in_a_sentence(self.who):
                await self._log_in(client)
        except BaseException:
            await client.close()
            raise
        return self

    async def __aexit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        if self._client is None:
            return
        try:
            if self._made:
                with _in_a_sentence(self.who):
                    await self._client.call("POST", ["logout"], {})
        finally:
            await self._client.close()

    async def _log_in(self, client: Client) -> None:
        if not self.who.access_token:
            client.access_token, self._made = await log_in(client, self.who), True
        else:
            client.access_token = self.who.access_token
        found = await client.call("GET", ["account", "whoami"])
        if found["user_id"] != self.who.user:
            raise Unfit(f"De aanmelding is die van {found['user_id']}, en niet van {self.who.user}.")
        if "device_id" not in found:
            raise Unfit("Dit token hoort bij geen apparaat. Laat een token maken door aan te melden.")

    async def must_know(self, user: str) -> None:
        """Raises Unfit when the homeserver says that there is no such person."""
        with _in_a_sentence(self.who):
            try:
                await self._call("GET", ["profile", user])
            except CallError as refusal:
                if refusal.status == 404:
                    raise Unfit(f"De homeserver kent {user} niet. Klopt de naam?") from None
                if refusal.status != 403:
                    raise

    async def is_verified(self, user: str) -> bool:
        """Whether this person has an identity of cross-signing, without which the bot obeys nobody."""
        with _in_a_sentence(self.who):
            answer = await self._call("POST", ["keys", "query"], {"device_keys": {user: []}})
        return bool(answer.get("master_keys", {}).get(user))

    async def _call(self, method: str, path: list[str], body: dict[str, Any] | None = None) -> dict[str, Any]:
        if self._client is None:
            raise TypeError("not logged in")
        return await self._client.call(method, path, body)


@contextmanager
def _in_a_sentence(who: Account) -> Iterator[None]:
    """What the homeserver refuses becomes Unfit."""
    try:
        with in_words_of_the_port():
            try:
                yield
            except CallError as refusal:
                raise Unfit(login_refusal(who, refusal)) from None
    except (SendRefused, SendFailed) as error:
        raise Unfit(f"De homeserver {who.homeserver} weigert iets of valt stil ({error}). Probeer het weer.") from None
