"""What is wrong between the bot and its homeserver: its login, its device, its rooms, the identities of people with
rights."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from retbot.app.wiring import account
from retbot.check.dns import Findings
from retbot.check.homeserver import PASSWORD, reach
from retbot.check.limits import slowed_down
from retbot.matrix.client.errors import in_words_of_the_port
from retbot.matrix.client.files import read_json
from retbot.matrix.client.nio_client import CallError, Client
from retbot.matrix.client.session import Account
from retbot.matrix.rooms.faults import faults_of
from retbot.matrix.trust.cross_signing import Identity
from retbot.matrix.trust.devices import chain_of
from retbot.matrix.trust.pins import Pins, PinVerdict
from retbot.matrix.trust.signing import is_signed
from retbot.ports import RoomFault, RoomShut, SendFailed, SendRefused
from retbot.settings import Settings

_ROOM = {
    "not_encrypted": (
        "is niet versleuteld, en daar werkt retbot niet: zet versleuteling aan (Kamerinstellingen → Veiligheid)"
    ),
    "join_rule": "is zonder uitnodiging binnen te gaan: maak hem privé, alleen op uitnodiging",
    "history": (
        "laat nieuwkomers zien wat er vóór hun uitnodiging is gezegd: zet de geschiedenis op *vanaf de uitnodiging*"
    ),
    "guests": "laat gasten binnen: zet dat uit",
    "replaced": "is vervangen door een nieuwe: nodig retbot daar uit, en laat de voorzitter er `!ret verhuizen` typen",
    "power": "geeft retbot te weinig macht om berichten te verwijderen en vast te zetten: geef hem machtsniveau 50",
}
_NEW_DEVICE = "Maak een nieuw apparaat (docs/beheer.md, *Het apparaat is weg*)."
_MOST_DEVICES = 5
_UNSIGNED = (
    "{user} heeft {what} zonder verificatie ({which}): wat daarvandaan komt voert retbot niet uit, en daar zijn zijn "
    "berichten niet te lezen. 1. Open Element op dat apparaat. 2. Kies Instellingen → Sessies → *Verifieer dit "
    "apparaat*. 3. Bevestig het op een ander apparaat dat al geverifieerd is, of typ de herstelsleutel. Is het "
    "apparaat niet meer in gebruik: kies het op een ander apparaat in Instellingen → Sessies, en meld het af."
)
_REFUSALS = {
    "M_FORBIDDEN": "De homeserver weigert de aanmelding van {user}: de naam of het wachtwoord klopt niet.",
    "M_UNKNOWN_TOKEN": (
        "De homeserver kent het toegangstoken van {user} niet: maak een nieuw, door u ermee aan te melden."
    ),
    "M_USER_DEACTIVATED": "Het account {user} is op de homeserver uitgezet: laat het weer aanzetten.",
    "M_USER_LOCKED": "Het account {user} is op de homeserver geblokkeerd: laat het vrijgeven.",
    "M_LIMIT_EXCEEDED": (
        "De homeserver laat {user} nu niet aanmelden: te vaak geprobeerd. Probeer het over vijf minuten weer."
    ),
}
_REFUSED = "De homeserver weigert de aanmelding van {user} ({code}): vraag zijn beheerder waarom."


@dataclass
class MatrixCheck:
    """One look. `people` are the Matrix ids of everybody on the list. `measures`: also how fast the bot may talk; that
    needs a room for a moment, which the running bot would see."""

    settings: Settings
    people: frozenset[str]
    measures: bool = False
    remarks: list[str] = field(default_factory=list)


async def matrix_findings(
    chosen: Settings, people: frozenset[str], now: Callable[[], datetime], patience: float, *, measures: bool = False
) -> Findings:
    """Opens no crypto store, so that it can run while the bot runs. `patience` in seconds."""
    who = account(chosen)
    reached = await reach(who, now, patience)
    if reached.flows is None:
        return Findings(reached.faults)
    client = Client(who.homeserver, who.user, who.crypto, who.pickle_key, who.ca_file)
    look = MatrixCheck(chosen, people, measures)
    try:
        with in_words_of_the_port():
            found = await _faults(client, who, look, reached.flows)
    except (SendRefused, RoomShut) as error:
        found = [f"De homeserver {who.homeserver} weigert iets wat retbot nodig heeft ({error})."]
    except SendFailed as error:
        found = [f"De homeserver {who.homeserver} valt halverwege stil ({error}): probeer het weer."]
    finally:
        await client.close()
    return Findings([*reached.faults, *found], look.remarks)


async def _faults(client: Client, who: Account, look: MatrixCheck, flows: frozenset[str]) -> list[str]:
    kept = read_json(who.session_file)
    if kept is None:
        return await _first_login(client, who, look, flows)
    client.user_id, client.access_token = kept["user_id"], kept["access_token"]
    try:
        await client.call("GET", ["account", "whoami"])
    except CallError as refusal:
        if refusal.status != 401:
            raise
        return [f"De homeserver kent de aanmelding van retbot niet meer. {_NEW_DEVICE}"]
    if kept["user_id"] != who.user:
        return [
            (
                f"De map {who.state} is van {kept['user_id']}, en matrix.user is {who.user}: elk account heeft een "
                "eigen map."
            )
        ]
    found = [*await _identities(client, who, look, kept["device_id"]), *await _rooms(client, look.settings)]
    await _measure(client, look)
    return [*await _password(client, who, flows), *found]


async def _measure(client: Client, look: MatrixCheck) -> None:
    if look.measures and (said := await slowed_down(client)):
        look.remarks.append(said)


async def _first_login(client: Client, who: Account, look: MatrixCheck, flows: frozenset[str]) -> list[str]:
    """Tests the password with a device that is deleted at once; the bot makes its own at its first start."""
    if who.password and not who.access_token and PASSWORD not in flows:
        return [
            (
                "Deze homeserver neemt geen wachtwoord aan: maak bij het account een toegangstoken en noem het bestand "
                "daarmee bij matrix.access_token_file."
            )
        ]
    with_password = bool(who.password) and PASSWORD in flows
    try:
        client.access_token = await log_in(client, who) if with_password else who.access_token
        found = (await client.call("GET", ["account", "whoami"]))["user_id"]
        await _measure(client, look)
        if with_password:
            await client.call("POST", ["logout"], {})
    except CallError as refusal:
        return [login_refusal(who, refusal)]
    return [] if found == who.user else [f"De aanmelding is die van {found}, en matrix.user is {who.user}."]


def login_refusal(who: Account, refusal: CallError) -> str:
    """A sentence; raises the refusal again when it is not about the login."""
    if refusal.status not in (401, 403, 429):
        raise refusal
    return _REFUSALS.get(refusal.code, _REFUSED).format(user=who.user, code=refusal.code)


async def log_in(client: Client, who: Account) -> str:
    """The access token of a new device, which the caller deletes."""
    identifier = {"type": "m.id.user", "user": who.user}
    body = {"type": PASSWORD, "identifier": identifier, "password": who.password}
    answer = await client.call("POST", ["login"], body | {"initial_device_display_name": "retbot check"})
    return str(answer["access_token"])


async def _password(client: Client, who: Account, flows: frozenset[str]) -> list[str]:
    """For a bot that is logged in, which needs the password for its next device. Tests the password by a request to
    delete devices with an empty list: the homeserver asks for the password first, and then deletes nothing."""
    if not who.password or PASSWORD not in flows:
        return []
    path, nothing = ["delete_devices"], {"devices": list[str]()}
    try:
        await client.call("POST", path, nothing)
    except CallError as asked:
        if asked.status != 401 or not asked.session:
            raise
        user = {"type": "m.id.user", "user": who.user}
        auth = {"type": PASSWORD, "session": asked.session, "identifier": user, "password": who.password}
        try:
            await client.call("POST", path, {**nothing, "auth": auth})
        except CallError as refusal:
            if refusal.status not in (401, 403):
                raise
            return [
                (
                    f"Het wachtwoord van {who.user} klopt niet meer. Retbot is nog aangemeld, maar kan straks "
                    "geen nieuw "
                    "apparaat maken: zet het goede in het bestand van matrix.password_file."
                )
            ]
    return []


async def _identities(client: Client, who: Account, look: MatrixCheck, device_id: str) -> list[str]:
    asked = [who.user, *sorted(look.people)]
    answer = await client.call("POST", ["keys", "query"], {"device_keys": {user: [] for user in asked}})
    device = answer.get("device_keys", {}).get(who.user, {}).get(device_id)
    pins = Pins(who.state / "pins.json", look.settings.matrix.pins)
    look.remarks += [said for user in asked[1:] if (said := _unsigned_devices(user, answer))]
    people = [fault for user in asked[1:] for fault in _person(user, answer, pins)]
    return [*_own_device(who, _master_key(who.user, answer), device), *people]


def _own_device(who: Account, master: str | None, device: dict[str, Any] | None) -> Iterator[str]:
    seeds = who.state / "seeds.json"
    if not seeds.exists():
        yield f"{seeds} is weg: zet het terug uit de back-up, anders kan retbot zijn apparaat niet ondertekenen."
        return
    identity = Identity.kept_in(seeds)
    if master != identity.master.public:
        yield f"Het account van retbot heeft een andere identiteit dan {seeds} maakte: zet het goede bestand terug."
    elif device is None:
        yield f"Het apparaat van retbot is weg van de homeserver. {_NEW_DEVICE}"
    elif not is_signed(device, who.user, identity.self_signing.public):
        yield "Het apparaat van retbot is niet ondertekend: start retbot, die doet het zelf."


def _person(user: str, answer: dict[str, Any], pins: Pins) -> Iterator[str]:
    master = _master_key(user, answer)
    if user.partition(":")[2] in answer.get("failures", {}):
        yield f"De homeserver van {user} antwoordt niet: draait hij, en mag deze homeserver erbij (federatie)?"
    elif master is None:
        yield (
            f"{user} heeft nog geen geverifieerde identiteit, en retbot gehoorzaamt hem dus niet: laat hem in Element "
            "zijn herstelsleutel instellen (Instellingen → Versleuteling)."
        )
    elif pins.judge(user, master) is PinVerdict.CHANGED:
        yield (
            f"De identiteit van {user} is veranderd, en retbot gehoorzaamt hem dus niet: bel hem, en zie "
            f"`retbot trust {user}`."
        )


def _unsigned_devices(user: str, answer: dict[str, Any]) -> str | None:
    """With the way to mend it in Element; None for a person without an identity, whose fault is another."""
    _, self_signing = chain_of(user, answer)
    devices = answer.get("device_keys", {}).get(user, {})
    if self_signing is None or not isinstance(devices, dict):
        return None
    unsigned = sorted(id_ for id_, device in devices.items() if not is_signed(device, user, self_signing))
    if not unsigned:
        return None
    named = ", ".join(unsigned[:_MOST_DEVICES])
    more = f" en nog {len(unsigned) - _MOST_DEVICES}" if len(unsigned) > _MOST_DEVICES else ""
    return _UNSIGNED.format(
        user=user, which=f"{named}{more}", what="apparaten" if len(unsigned) > 1 else "een apparaat"
    )


def _master_key(user: str, answer: dict[str, Any]) -> str | None:
    keys = answer.get("master_keys", {}).get(user, {}).get("keys", {})
    return next(iter(keys.values()), None)


async def _rooms(client: Client, chosen: Settings) -> list[str]:
    joined = (await client.call("GET", ["joined_rooms"]))["joined_rooms"]
    wrong = [_sentence(fault) for room_id in joined for fault in await faults_of(client, room_id)]
    if chosen.team.room and chosen.team.room not in joined:
        wrong.insert(0, f"Retbot is niet in de kamer van het team, {chosen.team.room}: nodig hem daar uit.")
    return wrong


def _sentence(fault: RoomFault) -> str:
    return f"Kamer {fault.room_id} {_ROOM[fault.type]}."
