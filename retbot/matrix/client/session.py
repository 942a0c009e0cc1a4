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
    "Zet geen oude kopie terug: haal session.json uit de map van state.directory en start opnieuw. Retbot meldt zich "
    "dan aan als een nieuw apparaat en ondertekent het met seeds.json; niemand ziet een andere identiteit."
)

LOGGED_OUT = f"De homeserver kent deze aanmelding niet meer. {FRESH_DEVICE}"


class SessionError(NeedsPerson):
    """The bot cannot log in."""


@dataclass(frozen=True, slots=True)
class Account:
    """The bot's account and where its state is stored. Either the password or the access token is needed, and only
    once."""

    homeserver: str
    user: str
    state: Path
    pickle_key: str = field(repr=False)
    password: str | None = field(default=None, repr=False)
    access_token: str | None = field(default=None, repr=False)
    device_name: str = "retbot"
    ca_file: Path | None = None
    """A file with the certificate authorities to trust instead of those of the system."""

    @property
    def session_file(self) -> Path:
        return self.state / "session.json"

    @property
    def crypto(self) -> Path:
        return self.state / "crypto"


async def open_client(account: Account) -> Client:
    """A logged-in client with its crypto store loaded. Raises SessionError when only a person can help."""
    private_directory(account.state)
    private_directory(account.crypto)
    client = Client(account.homeserver, account.user, account.crypto, account.pickle_key, account.ca_file)
    try:
        kept = read_json(account.session_file)
        await (_log_in(client, account) if kept is None else _restore(client, account, kept))
    except StoreDamaged:
        await client.close()
        raise SessionError(f"De Matrix-sleutels in {account.crypto} zijn beschadigd. {FRESH_DEVICE}") from None
    except (PickleException, LibolmPickleException):
        await client.close()
        raise SessionError(
            "De pickle-sleutel is niet die van de bewaarde Matrix-sleutels: zet de goede terug."
        ) from None
    except BaseException:
        await client.close()
        raise
    return client


async def _restore(client: Client, account: Account, kept: dict[str, str]) -> None:
    if account.user not in (kept["user_id"], kept["user_id"][1:].partition(":")[0]):
        raise SessionError(f"De map {account.state} is van een ander account dan matrix.user: geef elk een eigen map.")
    if not (account.crypto / f"{kept['user_id']}_{kept['device_id']}.db").exists():
        raise SessionError(f"De Matrix-sleutels van dit apparaat zijn weg uit {account.crypto}. {FRESH_DEVICE}")
    client.restore_login(**kept)


async def _log_in(client: Client, account: Account) -> None:
    if account.access_token:
        await _adopt_token(client, account.access_token)
    elif account.password:
        answer = await client.login(account.password, device_name=account.device_name)
        _must_succeed(answer, "De homeserver weigert de aanmelding")
    else:
        raise SessionError("De eerste start vraagt een wachtwoord of een toegangstoken.")
    await _refuse_known_device(client)
    session = {"user_id": client.user_id, "device_id": client.device_id, "access_token": client.access_token}
    write_json(account.session_file, session)
    log.info("logged_in")


async def _adopt_token(client: Client, token: str) -> None:
    client.access_token = token
    who = _must_succeed(await client.whoami(), "De homeserver weigert het toegangstoken")
    if not who.device_id:
        raise SessionError("Het toegangstoken is niet van een apparaat: maak er een door aan te melden.")
    client.restore_login(who.user_id, who.device_id, token)


async def _refuse_known_device(client: Client) -> None:
    """Refuses a new store for a device whose keys are already known to others: messages to it could never be read."""
    answer = await client.call("POST", ["keys", "query"], {"device_keys": {client.user_id: []}})
    device = answer.get("device_keys", {}).get(client.user_id, {}).get(client.device_id)
    ours = client.olm.account.identity_keys["ed25519"]
    if device and device.get("keys", {}).get(f"ed25519:{client.device_id}") != ours:
        raise SessionError(
            f"Apparaat {client.device_id} heeft andere sleutels dan hier bewaard zijn. Meld opnieuw aan voor een nieuw "
            "toegangstoken. " + FRESH_DEVICE
        )


def _must_succeed(response: Any, what: str) -> Any:
    if isinstance(response, ErrorResponse):
        raise SessionError(f"{what}: {response.status_code}.")
    return response
