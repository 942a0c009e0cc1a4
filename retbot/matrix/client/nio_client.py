"""nio's client with fixes for its known faults; each method describes the fault that it fixes."""

import asyncio
import logging
import ssl
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from aiohttp import ClientConnectionError
from nio import (
    Api,
    AsyncClient,
    AsyncClientConfig,
    ErrorResponse,
    KeysUploadResponse,
    RoomEncryptionEvent,
    RoomMessagesResponse,
    SyncResponse,
)

from retbot.matrix.client.crypto_store import CryptoStore
from retbot.matrix.client.files import private_files
from retbot.matrix.client.machine import FALLBACK, Machine
from retbot.matrix.client.replays import Replays
from retbot.matrix.client.tolerance import skip_malformed, without_malformed
from retbot.ports import WireId

LONGEST_WAIT_MS = 10_000
WAITS = 2
REQUEST_SECONDS = 30
_TOO_MANY = 429
"""HTTP status."""


def ssl_context(ca_file: Path | None) -> ssl.SSLContext | None:
    """None means the certificate authorities of the system."""
    return ssl.create_default_context(cafile=ca_file) if ca_file else None


class CallError(Exception):
    """The homeserver refused a request."""

    def __init__(self, status: int, code: str, session: str | None = None) -> None:
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code
        self.session = session
        """The session of user-interactive authentication, when the server asks for that."""


class Client(AsyncClient):  # type: ignore[misc]
    def __init__(self, homeserver: str, user: str, store: Path, pickle_key: str, ca_file: Path | None = None) -> None:
        """Raises OSError when `ca_file` contains no certificates."""
        # nio logs complete messages, even as warnings.
        logging.getLogger("nio").setLevel(logging.CRITICAL + 1)
        settings = AsyncClientConfig(
            store=CryptoStore,
            store_sync_tokens=False,
            pickle_key=pickle_key,
            max_limit_exceeded=WAITS,
            max_timeouts=0,
            request_timeout=REQUEST_SECONDS,
        )
        super().__init__(homeserver, user, store_path=str(store), config=settings, ssl=ssl_context(ca_file))
        self.store: Any = None
        self.olm: Any = None
        self._uploading = asyncio.Lock()
        self._ended = False
        self.limits = 0
        """How often the server refused a request because there were too many."""

    def load_store(self) -> None:
        if self.store:
            return
        replays = Replays(Path(self.store_path) / f"{self.device_id}.replays.db")
        with private_files():
            self.store = CryptoStore(self.user_id, self.device_id, self.store_path, self.config.pickle_key)
            self.olm = Machine(self.user_id, self.device_id, self.store, replays)
        self.encrypted_rooms = self.store.load_encrypted_rooms()

    async def close(self) -> None:
        """Permanently: requests that are still running must not continue next to the client that replaces this one."""
        self._ended = True
        if self.store:
            self.store.database.stop()
        if self.olm:
            self.olm.replays.close()
        await super().close()

    async def send(self, *args: Any, **kw: Any) -> Any:
        if self._ended:
            raise ClientConnectionError("this client has ended")
        response = await super().send(*args, **kw)
        self.limits += response.status == _TOO_MANY
        return response

    async def call(self, method: str, path: Sequence[str], body: dict[str, Any] | None = None) -> dict[str, Any]:
        """One request to the client API; raises CallError when the server refuses it. A list is returned under
        "list"."""
        headers = {"Authorization": f"Bearer {self.access_token}", "Content-Type": "application/json"}
        data = None if body is None else Api.to_json(body)
        response = await self.send(method, Api._build_path(list(path)), data, headers)  # noqa: SLF001
        answer = await super().parse_body(response)
        if response.status >= 400:
            raise CallError(response.status, str(answer.get("errcode")), answer.get("session"))
        return answer if isinstance(answer, dict) else {"list": answer}

    async def send_encrypted(self, room_id: str, event_type: str, content: dict[str, Any], id_: WireId) -> Any:
        return await self.room_send(room_id, event_type, content, id_)

    async def put_event(self, room_id: str, event_type: str, content: dict[str, Any], id_: WireId) -> None:
        """Unencrypted."""
        await self.call("PUT", ["rooms", room_id, "send", event_type, id_], content)

    async def redact_event(self, room_id: str, target: str, id_: WireId) -> None:
        await self.call("PUT", ["rooms", room_id, "redact", target, id_], {})

    async def keys_upload(self) -> Any:
        """nio marks keys as published although a simultaneous upload created them and did not send them."""
        async with self._uploading:
            method, path, data = Api.keys_upload(self.access_token, self.olm.keys_to_upload())
            response = await self._send(KeysUploadResponse, method, path, data)
            if isinstance(response, KeysUploadResponse):
                self.olm.fallback_needed = False
            return response

    async def parse_body(self, transport_response: Any) -> Any:
        """nio does not read whether the fallback key was used."""
        body = await super().parse_body(transport_response)
        unused = body.get("device_unused_fallback_key_types") if isinstance(body, dict) else None
        if self.olm and isinstance(unused, list):
            self.olm.fallback_needed = FALLBACK not in unused
        return body

    async def create_matrix_response(self, response_class: Any, transport_response: Any, *args: Any, **kw: Any) -> Any:
        """nio fails on a whole sync for one malformed event, and waits as long as the server asks."""
        try:
            response = await super().create_matrix_response(response_class, transport_response, *args, **kw)
        except Exception:
            if response_class not in (SyncResponse, RoomMessagesResponse):
                raise
            body = without_malformed(await self.parse_body(transport_response))
            response = response_class.from_dict(body, *(kw.get("data") or ()))
            response.transport_response = transport_response
        if isinstance(response, ErrorResponse) and response.retry_after_ms:
            response.retry_after_ms = min(response.retry_after_ms, LONGEST_WAIT_MS)
        return response

    async def receive_response(self, response: Any) -> None:
        """nio forgets its access token when the server calls it invalid, and never tries it again."""
        if not isinstance(response, ErrorResponse):
            await super().receive_response(response)

    async def _handle_sync(self, response: Any) -> None:
        """nio treats a count of zero one-time keys as a missing count, and then never uploads any again. It also stores
        the contents of a sync in separate writes: after a failure halfway, a key that is sent only once could be
        lost."""
        if self.olm and response.device_key_count.signed_curve25519 == 0:
            self.olm.uploaded_key_count = 0
        response.to_device_events = [event for event in response.to_device_events if event]
        with self.store.database.atomic():
            await super()._handle_sync(response)

    def _handle_joined_members(self, response: Any) -> None:
        """nio keeps the room key when it learns here, and not from a sync, that somebody left."""
        room = self.rooms.get(response.room_id)
        before = set(room.users) if room else set()
        super()._handle_joined_members(response)
        if room and before - set(room.users):
            self.invalidate_outbound_session(response.room_id)

    def _handle_joined_state(self, room_id: str, join_info: Any, encrypted_rooms: set[str]) -> None:
        super()._handle_joined_state(room_id, replace(join_info, state=[]), encrypted_rooms)
        self.rooms[room_id].members_synced = True  # a sync without lazy loading contains all members
        for event in join_info.state:
            one = replace(join_info, state=[event], summary=None, unread_notifications=None)
            self._note_rotation(room_id, event)
            self._guard(super()._handle_joined_state, room_id, one, encrypted_rooms)

    def _handle_timeline_event(self, event: Any, room_id: str, room: Any, encrypted_rooms: set[str]) -> Any:
        self._note_rotation(room_id, event)
        return self._guard(super()._handle_timeline_event, event, room_id, room, encrypted_rooms)

    def _note_rotation(self, room_id: str, event: Any) -> None:
        if isinstance(event, RoomEncryptionEvent):
            self.olm.rotation[room_id] = event.source["content"]

    def _guard(self, handle: Callable[..., Any], *args: Any) -> Any:
        """nio fails on a whole sync for one event that it cannot handle."""
        with skip_malformed("event_dropped"):
            return handle(*args)
        return None
