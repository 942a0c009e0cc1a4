"""The bot's one login: made at the first start, kept, and never shared by two processes."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import structlog
from nio import ErrorResponse
from vodozemac import LibolmPickleException, PickleException

from retbot.matrix.client.errors import NeedsPerson
from retbot.matrix.client.files import private_directory, read_json, write_json
from retbot.matrix.client.nio_client import Client
from retbot.ports import StoreDamaged

log = structlog.get_logger()

FRESH_DEVICE = (
    "Do not restore an old store: move session.json out of the state directory and start again. The bot then logs in "
    "as a new device and signs it with the kept seeds.json; people see no change of identity."
)

LOGGED_OUT = f"The homeserver no longer knows this login. {FRESH_DEVICE}"


class SessionError(NeedsPerson):
    """The bot cannot log in."""


@dataclass(frozen=True, slots=True)
class Account:
    """Who the bot is and where it keeps its state. One of password and access token is needed, and only once."""

    homeserver: str
    user: str
    state: Path
    pickle_key: str = field(repr=False)
    password: str | None = field(default=None, repr=False)
    access_token: str | None = field(default=None, repr=False)
    device_name: str = "retbot"
    ca_file: Path | None = None
    """Of whom certificates are trusted, in place of those of the system."""

    @property
    def session_file(self) -> Path:
        return self.state / "session.json"

    @property
    def crypto(self) -> Path:
        return self.state / "crypto"


async def open_client(account: Account) -> Client:
    """A client that is logged in, with its crypto store loaded. SessionError when only a person can help."""
    private_directory(account.state)
    private_directory(account.crypto)
    client = Client(account.homeserver, account.user, account.crypto, account.pickle_key, account.ca_file)
    try:
        kept = read_json(account.session_file)
        await (_log_in(client, account) if kept is None else _restore(client, account, kept))
    except StoreDamaged:
        await client.close()
        raise SessionError(f"The crypto store in {account.crypto} is damaged. {FRESH_DEVICE}") from None
    except (PickleException, LibolmPickleException):
        await client.close()
        raise SessionError("The pickle key is not the one that the crypto store was made with.") from None
    except BaseException:
        await client.close()
        raise
    return client


async def _restore(client: Client, account: Account, kept: dict[str, str]) -> None:
    if account.user not in (kept["user_id"], kept["user_id"][1:].partition(":")[0]):
        raise SessionError(f"The state directory {account.state} belongs to another account.")
    if not (account.crypto / f"{kept['user_id']}_{kept['device_id']}.db").exists():
        raise SessionError(f"The crypto store of this device is gone from {account.crypto}. {FRESH_DEVICE}")
    client.restore_login(**kept)


async def _log_in(client: Client, account: Account) -> None:
    if account.access_token:
        await _adopt_token(client, account.access_token)
    elif account.password:
        _must_succeed(await client.login(account.password, device_name=account.device_name), "The login was refused")
    else:
        raise SessionError("The first start needs a password or an access token.")
    await _refuse_known_device(client)
    session = {"user_id": client.user_id, "device_id": client.device_id, "access_token": client.access_token}
    write_json(account.session_file, session)
    log.info("logged_in")


async def _adopt_token(client: Client, token: str) -> None:
    client.access_token = token
    who = _must_succeed(await client.whoami(), "The access token was refused")
    if not who.device_id:
        raise SessionError("The access token belongs to no device: make one by logging in.")
    client.restore_login(who.user_id, who.device_id, token)


async def _refuse_known_device(client: Client) -> None:
    """A new store for a device whose keys others already have would make it unreadable for good."""
    answer = await client.call("POST", ["keys", "query"], {"device_keys": {client.user_id: []}})
    device = answer.get("device_keys", {}).get(client.user_id, {}).get(client.device_id)
    ours = client.olm.account.identity_keys["ed25519"]
    if device and device.get("keys", {}).get(f"ed25519:{client.device_id}") != ours:
        raise SessionError(
            f"Device {client.device_id} has other keys than this crypto store. Log in anew for a new access token. "
            + FRESH_DEVICE
        )


def _must_succeed(response: Any, what: str) -> Any:
    if isinstance(response, ErrorResponse):
        raise SessionError(f"{what}: {response.status_code}.")
    return response
