"""A homeserver that lies: stands between the bot and the real one, and tampers with what the bot is told."""

import asyncio
import copy
import json
import secrets
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, Self

import aiohttp
from aiohttp import web

Answer = dict[str, Any]
Lie = Callable[[str, Answer], None]
"""Takes the path of a request and its answer, which it changes."""

_OWN = {"host", "content-length", "transfer-encoding", "content-encoding", "accept-encoding", "connection"}


class LyingHomeserver:
    """Answers on loopback as the homeserver does, but for the `lies`, each told about every answer."""

    def __init__(self, url: str) -> None:
        self.url = ""
        self.lies: list[Lie] = []
        self.put: list[tuple[str, Answer]] = []
        """What the bot sent: path and content."""
        self.away = False
        """Whether it answers nobody, as a proxy whose homeserver is down."""
        self._upstream = url

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(auto_decompress=True)
        application = web.Application(client_max_size=2**26)
        application.router.add_route("*", "/{path:.*}", self._pass_on)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        server = site._server
        assert isinstance(server, asyncio.Server)
        self.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._session.close()
        await self._runner.cleanup()

    async def _pass_on(self, request: web.Request) -> web.Response:
        if self.away:
            return web.Response(status=502)
        headers = {name: value for name, value in request.headers.items() if name.lower() not in _OWN}
        body = await request.read()
        if request.method == "PUT":
            self.put.append((request.path, json.loads(body or b"{}")))
        async with self._session.request(
            request.method, f"{self._upstream}{request.path_qs}", headers=headers, data=body
        ) as answer:
            content, status = await answer.read(), answer.status
            kind = answer.headers.get("Content-Type", "application/octet-stream")
        if status == 200 and kind.startswith("application/json"):
            content = self._told(request.path, content)
        return web.Response(status=status, body=content, headers={"Content-Type": kind})

    def _told(self, path: str, content: bytes) -> bytes:
        with suppress(ValueError):
            answer = json.loads(content)
            for lie in self.lies:
                lie(path, answer)
            return json.dumps(answer).encode()
        return content


def timelines(path: str, answer: Answer) -> Iterator[tuple[str, list[Answer]]]:
    """Room and events of each room in the answer to a sync; the list may be changed."""
    if path.endswith("/sync"):
        for room_id, room in answer.get("rooms", {}).get("join", {}).items():
            yield room_id, room["timeline"]["events"]


def copies(event_id: str, forged_id: str, **changes: Any) -> Lie:
    """Shows a second event, once, with the ciphertext of this one."""
    done: list[Answer] = []

    def lie(path: str, answer: Answer) -> None:
        for _, events in timelines(path, answer):
            for event in list(events):
                if event["event_id"] == event_id and not done:
                    done.append(copy.deepcopy(event) | {"event_id": forged_id} | changes)
                    events.append(done[0])

    return lie


def rewrites(fits: Callable[[Answer], bool], change: Callable[[Answer], None]) -> Lie:
    """Changes each event of a timeline that fits."""

    def lie(path: str, answer: Answer) -> None:
        for _, events in timelines(path, answer):
            for event in events:
                if fits(event):
                    change(event)

    return lie


def adds_state(room: str, kind: str, content: Answer, *, sender: str, state_key: str = "") -> Lie:
    """Each answer that tells of the room ends with this change of its state."""

    def lie(path: str, answer: Answer) -> None:
        event = {"type": kind, "sender": sender, "state_key": state_key, "content": content, "origin_server_ts": 1}
        for room_id, events in timelines(path, answer):
            if room_id == room:
                events.append(event | {"event_id": f"${secrets.token_hex(8)}"})

    return lie
