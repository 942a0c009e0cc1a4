"""Looks at the bot's rooms from outside the running bot: for `retbot check`."""

from retbot.matrix.client.errors import in_words_of_the_port
from retbot.matrix.client.files import read_json
from retbot.matrix.client.nio_client import CallError, Client
from retbot.matrix.client.session import Account, SessionError
from retbot.matrix.rooms.faults import faults_of
from retbot.ports import RoomFault


async def survey(account: Account) -> list[RoomFault]:
    """Opens no crypto store, so it may run beside the bot. SessionError when the bot is not logged in, SendFailed
    when the homeserver does not answer."""
    client = Client(account.homeserver, account.user, account.crypto, account.pickle_key)
    try:
        with in_words_of_the_port():
            await client.call("GET", ["login"])
            return await _faults(client, account)
    finally:
        await client.close()


async def _faults(client: Client, account: Account) -> list[RoomFault]:
    kept = read_json(account.session_file)
    if kept is None:
        raise SessionError("The bot has not logged in yet: it does so when it first runs.")
    client.user_id, client.access_token = kept["user_id"], kept["access_token"]
    try:
        rooms = (await client.call("GET", ["joined_rooms"]))["joined_rooms"]
    except CallError as refusal:
        if refusal.status != 401:
            raise
        raise SessionError("The homeserver no longer knows the bot's login.") from None
    return [fault for room_id in rooms for fault in await faults_of(client, room_id)]
