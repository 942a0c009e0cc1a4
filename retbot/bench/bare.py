"""The encrypted echo bot from matrix-nio's documentation, against which retbot is measured."""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

from nio import AsyncClient, AsyncClientConfig, InviteMemberEvent, RoomMessageText

LONG_POLL_MS = 30_000


async def echo(homeserver: str, user: str, password: str, directory: Path) -> None:
    """Session and keys are stored in `directory`."""
    config = AsyncClientConfig(store_sync_tokens=True)
    client = AsyncClient(homeserver, user, store_path=str(directory), config=config)
    await _log_in(client, password, directory / "session.json")

    async def accept(room: Any, event: Any) -> None:
        if event.state_key == client.user_id:
            await client.join(room.room_id)

    async def answer(room: Any, event: Any) -> None:
        if event.sender != client.user_id:
            content = {"msgtype": "m.notice", "body": event.body}
            await client.room_send(room.room_id, "m.room.message", content, ignore_unverified_devices=True)

    client.add_event_callback(accept, InviteMemberEvent)
    client.add_event_callback(answer, RoomMessageText)
    await client.sync_forever(timeout=LONG_POLL_MS, full_state=True)


async def _log_in(client: Any, password: str, session: Path) -> None:
    if (kept := _read(session)) is not None:
        client.restore_login(**kept)
        return
    await client.login(password)
    kept = {"user_id": client.user_id, "device_id": client.device_id, "access_token": client.access_token}
    _write(session, kept)


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def _write(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value), encoding="utf-8")


if __name__ == "__main__":
    settings = Path(sys.argv[1])
    asyncio.run(echo(**_read(settings), directory=settings.parent))
