"""What is wrong between the bot and its homeserver: its login, its device, its rooms, the identities of who leads."""

from collections.abc import Iterator
from typing import Any

from retbot.app.wiring import account
from retbot.matrix.client.errors import in_words_of_the_port
from retbot.matrix.client.files import read_json
from retbot.matrix.client.nio_client import CallError, Client
from retbot.matrix.client.session import FRESH_DEVICE, Account
from retbot.matrix.rooms.faults import faults_of
from retbot.matrix.trust.cross_signing import Identity
from retbot.matrix.trust.pins import Pins, PinVerdict
from retbot.matrix.trust.signing import is_signed
from retbot.ports import RoomFault, RoomShut, SendFailed, SendRefused
from retbot.settings import Settings

_ROOM = {
    "not_encrypted": "is not encrypted: the bot does not work there",
    "join_rule": "can be entered without an invitation: make it private",
    "history": "shows newcomers what was said before they were invited",
    "guests": "lets guests in",
    "power": "gives the bot too little power to remove and pin messages: give it power level 50",
}


async def matrix_faults(chosen: Settings) -> list[str]:
    """Opens no crypto store, so that it may run beside the bot."""
    who = account(chosen)
    client = Client(who.homeserver, who.user, who.crypto, who.pickle_key)
    try:
        with in_words_of_the_port():
            return await _faults(client, who, chosen)
    except (SendRefused, RoomShut) as error:
        return [f"The homeserver {who.homeserver} refuses what the bot needs ({error})."]
    except SendFailed as error:
        return [f"The homeserver {who.homeserver} does not answer as it should ({error})."]
    finally:
        await client.close()


async def _faults(client: Client, who: Account, chosen: Settings) -> list[str]:
    if "flows" not in await client.call("GET", ["login"]):
        return [f"At {who.homeserver} there is no Matrix homeserver."]
    kept = read_json(who.session_file)
    if kept is None:
        return await _first_login(client, who)
    client.user_id, client.access_token = kept["user_id"], kept["access_token"]
    try:
        await client.call("GET", ["account", "whoami"])
    except CallError as refusal:
        if refusal.status != 401:
            raise
        return [f"The homeserver no longer knows the login of the bot. {FRESH_DEVICE}"]
    if kept["user_id"] != who.user:
        return [f"The state directory {who.state} belongs to another account than matrix.user."]
    return [*await _identities(client, who, chosen, kept["device_id"]), *await _rooms(client, chosen)]


async def _first_login(client: Client, who: Account) -> list[str]:
    """The password is tried with a device that goes away at once; the bot makes its own at its first start."""
    try:
        if who.password:
            client.access_token = await _log_in(client, who)
        else:
            client.access_token = who.access_token
        found = (await client.call("GET", ["account", "whoami"]))["user_id"]
        if who.password:
            await client.call("POST", ["logout"], {})
    except CallError as refusal:
        if refusal.status not in (401, 403):
            raise
        return [f"The homeserver refuses the login of {who.user} ({refusal.code})."]
    return [] if found == who.user else [f"The login is that of another account than {who.user}."]


async def _log_in(client: Client, who: Account) -> str:
    identifier = {"type": "m.id.user", "user": who.user}
    body = {"type": "m.login.password", "identifier": identifier, "password": who.password}
    answer = await client.call("POST", ["login"], body | {"initial_device_display_name": "retbot check"})
    return str(answer["access_token"])


async def _identities(client: Client, who: Account, chosen: Settings, device_id: str) -> list[str]:
    asked = [who.user, *sorted(chosen.people.named)]
    answer = await client.call("POST", ["keys", "query"], {"device_keys": {user: [] for user in asked}})
    device = answer.get("device_keys", {}).get(who.user, {}).get(device_id)
    pins = Pins(who.state / "pins.json", chosen.matrix.pins)
    people = [fault for user in asked[1:] for fault in _person(user, answer, pins)]
    return [*_own_device(who, _master_key(who.user, answer), device), *people]


def _own_device(who: Account, master: str | None, device: dict[str, Any] | None) -> Iterator[str]:
    seeds = who.state / "seeds.json"
    if not seeds.exists():
        yield f"{seeds} is gone: put it back from the backup, or the bot cannot sign its device."
        return
    identity = Identity.kept_in(seeds)
    if master != identity.master.public:
        yield f"The account of the bot has another identity than {seeds} made: put the right file back."
    elif device is None:
        yield f"The device of the bot is gone from the homeserver. {FRESH_DEVICE}"
    elif not is_signed(device, who.user, identity.self_signing.public):
        yield "The device of the bot is not signed by its own identity: start the bot, which signs it."


def _person(user: str, answer: dict[str, Any], pins: Pins) -> Iterator[str]:
    master = _master_key(user, answer)
    if user.partition(":")[2] in answer.get("failures", {}):
        yield f"The homeserver of {user} does not answer."
    elif master is None:
        yield f"{user} has no verified identity yet, so the bot does not obey; set one up in a Matrix client."
    elif pins.judge(user, master) is PinVerdict.CHANGED:
        yield f"The identity of {user} has changed, so the bot does not obey: see `retbot trust {user}`."


def _master_key(user: str, answer: dict[str, Any]) -> str | None:
    keys = answer.get("master_keys", {}).get(user, {}).get("keys", {})
    return next(iter(keys.values()), None)


async def _rooms(client: Client, chosen: Settings) -> list[str]:
    joined = (await client.call("GET", ["joined_rooms"]))["joined_rooms"]
    wrong = [_said(fault) for room_id in joined for fault in await faults_of(client, room_id)]
    if chosen.team.room and chosen.team.room not in joined:
        wrong.insert(0, f"The bot is not in the room of the team, {chosen.team.room}: invite it.")
    return wrong


def _said(fault: RoomFault) -> str:
    return f"Room {fault.room_id} {_ROOM[fault.type]}."
