"""The homeserver of the demo, and what whoever runs it can do."""

import secrets
from pathlib import Path
from typing import Any
from urllib.parse import quote

from retbot.demo import homeserver
from retbot.demo.synapse_configuration import DATABASE


class Homeserver(homeserver.Homeserver):
    _admin_token: str | None = None

    @property
    def db_path(self) -> Path:
        return self.directory / DATABASE

    async def admin_token(self) -> str:
        """The access token of a server administrator who is made for the purpose."""
        if self._admin_token is None:
            user = f"admin-{secrets.token_hex(4)}"
            answer = await self._register(user, secrets.token_hex(16), admin=True, inhibit_login=False)
            self._admin_token = str(answer["access_token"])
        return self._admin_token

    async def puppet_token(self, user_id: str) -> str:
        """An access token of this account without its password and without a device: what whoever runs
        the homeserver can do."""
        answer = await self._admin_call("POST", f"/_synapse/admin/v1/users/{quote(user_id)}/login", {})
        return str(answer["access_token"])

    async def deactivate(self, user_id: str) -> None:
        """Closes the account."""
        await self._admin_call("POST", f"/_synapse/admin/v1/deactivate/{quote(user_id)}", {"erase": False})

    async def slow_down(self, user_id: str, burst: int) -> None:
        """As a homeserver does that exempts nobody: after so many events one every ten seconds."""
        path = f"/_synapse/admin/v1/users/{quote(user_id)}/override_ratelimit"
        await self._admin_call("POST", path, {"messages_per_second": 1, "burst_count": burst})

    async def admin_join(self, user_id: str, room_id: str) -> None:
        """Puts a person in a room, as whoever runs the homeserver can: in a closed room its creator is made
        to invite first. (Synapse's own /_synapse/admin/v1/join refuses a room that the administrator is not in.)"""
        path = quote(room_id)
        room = await self._admin_call("GET", f"/_synapse/admin/v1/rooms/{path}")
        if room["join_rules"] != "public":
            creator = await self.puppet_token(str(room["creator"]))
            await self.call("POST", f"/_matrix/client/v3/rooms/{path}/invite", creator, {"user_id": user_id})
        await self.call("POST", f"/_matrix/client/v3/join/{path}", await self.puppet_token(user_id), {})

    async def _admin_call(self, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        return await self.call(method, path, await self.admin_token(), body)
