"""Signs the bot's own device, because clients no longer send to devices that their owner has not signed."""

import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from retbot.matrix.client.errors import NeedsPerson
from retbot.matrix.client.files import read_json, write_json
from retbot.matrix.client.nio_client import CallError, Client
from retbot.matrix.trust.signing import SigningKey, from_base64, is_signed, to_base64

Outcome = Literal["already", "signed", "bootstrapped"]
USAGES = ("master", "self_signing", "user_signing")


class ForeignIdentity(NeedsPerson):
    """The account has a master key that was not made from our stored seeds."""


@dataclass(frozen=True, slots=True)
class Identity:
    """The three cross-signing keys of one account."""

    master: SigningKey
    self_signing: SigningKey
    user_signing: SigningKey

    @classmethod
    def kept_in(cls, path: Path) -> "Identity":
        """Created at the first call. The file contains all that is needed to sign a later device."""
        seeds = read_json(path)
        if seeds is None:
            seeds = {usage: to_base64(secrets.token_bytes(32)) for usage in USAGES}
            write_json(path, seeds)
        return cls(*(SigningKey(from_base64(seeds[usage])) for usage in USAGES))


async def sign_own_device(client: Client, identity: Identity, password: str | None = None) -> Outcome:
    """Idempotent. Raises ForeignIdentity when the account is already signed with other keys."""
    if client.should_upload_keys:
        await client.keys_upload()
    answer = await client.call("POST", ["keys", "query"], {"device_keys": {client.user_id: []}})
    published = answer.get("master_keys", {}).get(client.user_id, {}).get("keys", {})
    if published and identity.master.public not in published.values():
        raise ForeignIdentity(
            "Het account heeft een andere hoofdsleutel dan seeds.json maakte. Zet de goede seeds.json terug; is die "
            "weg, stel dan de identiteit van het account met een Matrix-app opnieuw in, verwijder seeds.json en laat "
            "iedereen opnieuw verifiëren."
        )
    if not published:
        await publish(client, identity, password)
    device = answer["device_keys"][client.user_id][client.device_id]
    if published and is_signed(device, client.user_id, identity.self_signing.public):
        return "already"
    await _sign(client, identity, device)
    return "signed" if published else "bootstrapped"


async def publish(client: Client, identity: Identity, password: str | None) -> None:
    """Uploads the public keys; sends the password when the server asks for it."""
    path = ["keys", "device_signing", "upload"]
    body = _public_keys(client, identity)
    try:
        await client.call("POST", path, body)
    except CallError as refusal:
        if refusal.status != 401 or not refusal.session:
            raise
        if not password:
            raise NeedsPerson(
                "De homeserver vraagt het wachtwoord (matrix.password_file) voor de ondertekening."
            ) from None
        user = {"type": "m.id.user", "user": client.user_id}
        auth = {"type": "m.login.password", "session": refusal.session, "identifier": user, "password": password}
        await client.call("POST", path, body | {"auth": auth})


def _public_keys(client: Client, identity: Identity) -> dict[str, Any]:
    master = _public_key(client.user_id, "master", identity.master)
    # The device also signs the master key, so that the account's other devices can trust it.
    master["signatures"] = {client.user_id: {f"ed25519:{client.device_id}": client.olm.sign_json(master)}}
    keys = {"master_key": master}
    for usage, key in (("self_signing", identity.self_signing), ("user_signing", identity.user_signing)):
        keys[f"{usage}_key"] = _with_signature(client.user_id, _public_key(client.user_id, usage, key), identity.master)
    return keys


def _public_key(user_id: str, usage: str, key: SigningKey) -> dict[str, Any]:
    return {"user_id": user_id, "usage": [usage], "keys": {f"ed25519:{key.public}": key.public}}


def _with_signature(user_id: str, value: dict[str, Any], key: SigningKey) -> dict[str, Any]:
    return value | {"signatures": {user_id: {f"ed25519:{key.public}": key.sign(value)}}}


async def _sign(client: Client, identity: Identity, device: dict[str, Any]) -> None:
    if device["keys"][f"ed25519:{client.device_id}"] != client.olm.account.identity_keys["ed25519"]:
        raise ForeignIdentity("De homeserver heeft voor dit apparaat andere sleutels dan hier bewaard zijn.")
    bare = {key: value for key, value in device.items() if key not in ("signatures", "unsigned")}
    signed = _with_signature(client.user_id, bare, identity.self_signing)
    answer = await client.call("POST", ["keys", "signatures", "upload"], {client.user_id: {client.device_id: signed}})
    if answer.get("failures"):
        raise CallError(200, "M_INVALID_SIGNATURE")
