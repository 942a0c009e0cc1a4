"""A person in the tests: an independent Matrix client (matrix-js-sdk in Node.js) that talks to signed devices only."""

import asyncio
import base64
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Any, Self

from retbot.demo.person import SAFE_STATE
from tests.real.js_process import PATIENCE, JsProcess
from tests.real.sights import Membership, Sight


class JsPerson:
    """`async with await JsPerson.start(url, user, password) as anna:` or `start` and `stop`."""

    def __init__(self) -> None:
        self.user_id = ""
        self.device_id = ""
        self.master_key = ""
        """The public part of the person's cross-signing key; empty when the device is not signed."""
        self.sights: dict[str, Sight] = {}
        """By event id, in the order in which they were first seen."""
        self.rooms: dict[str, Membership] = {}
        self._changed = asyncio.Event()
        self._process: JsProcess

    @classmethod
    async def start(
        cls, homeserver_url: str, user: str, password: str, *, sign: bool = True, recovery_key: str | None = None
    ) -> Self:
        """Logs a new device in and signs it: with new keys, which replace any older identity, or with those behind
        the recovery key. With `sign` False the device stays unsigned, and talks to unsigned devices too."""
        person = cls()
        person._process = await JsProcess.start("person.mjs", homeserver_url, notice=person._notice)
        try:
            answer = await person._call("login", user=user, password=password, sign=sign, recovery_key=recovery_key)
        except BaseException:
            await person.stop()
            raise
        person.user_id, person.device_id = answer["user_id"], answer["device_id"]
        person.master_key = answer["master_key"] or ""
        return person

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    async def stop(self) -> None:
        """Ends the client; the device stays logged in."""
        await self._process.stop()

    async def create_room(
        self,
        invite: Sequence[str] = (),
        *,
        direct: bool = False,
        state: dict[str, dict[str, Any] | None] | None = None,
        options: dict[str, Any] | None = None,
    ) -> str:
        """Encrypted, closed, history from the moment of joining, no guests. `state` adds initial state by type, or
        takes the default away (None); `options` are passed to /createRoom."""
        wanted = {kind: content for kind, content in (SAFE_STATE | (state or {})).items() if content is not None}
        return str(
            await self._call("create_room", invite=list(invite), state=wanted, direct=direct, options=options or {})
        )

    async def join(self, room: str) -> None:
        await self._call("join", room=room)

    async def leave(self, room: str) -> None:
        await self._call("leave", room=room)

    async def invite(self, room: str, user_id: str) -> None:
        await self._call("invite", room=room, user=user_id)

    async def kick(self, room: str, user_id: str) -> None:
        await self._call("kick", room=room, user=user_id)

    async def wait_for_joined(self, room: str, user_id: str, patience: float = PATIENCE) -> None:
        """Until this client knows that the other is in: what is sent earlier stays unreadable to him."""
        await self._call("joined", room=room, user=user_id, seconds=patience, patience=patience + 5)

    async def send(
        self,
        room: str,
        body: str,
        *,
        msgtype: str = "m.text",
        formatted_body: str | None = None,
        thread: str | None = None,
        reply_to: str | None = None,
        mentions: Sequence[str] | None = None,
        edits: str | None = None,
        clear: bool = False,
        extra: dict[str, Any] | None = None,
    ) -> str:
        """Returns the event id. `clear` sends unencrypted, as a broken client would."""
        order: dict[str, Any] = {"msgtype": msgtype, "formatted_body": formatted_body, "thread": thread}
        order |= {"reply_to": reply_to, "edits": edits, "clear": clear, "extra": extra or {}}
        order["mentions"] = None if mentions is None else list(mentions)
        return str(await self._call("send", room=room, body=body, **order))

    async def react(self, room: str, event: str, emoji: str) -> str:
        return str(await self._call("react", room=room, event=event, emoji=emoji))

    async def vote(self, room: str, poll: str, answers: Sequence[str], *, stable: bool = False) -> str:
        """In the form that clients send today, or in the one that came into the specification."""
        return str(await self._call("vote", room=room, poll=poll, answers=list(answers), stable=stable))

    async def poll(self, room: str, event: str) -> dict[str, Any] | None:
        """What this client makes of a poll: question, answers (id and text), most, voters, ended."""
        answer = await self._call("poll", room=room, event=event)
        return None if answer is None else dict(answer)

    async def redact(self, room: str, event: str) -> str:
        return str(await self._call("redact", room=room, event=event))

    async def set_state(self, room: str, kind: str, content: dict[str, Any], key: str = "") -> str:
        return str(await self._call("set_state", room=room, type=kind, key=key, content=content))

    async def state(self, room: str, kind: str, key: str = "") -> dict[str, Any]:
        return dict(await self._call("state", room=room, type=kind, key=key))

    async def download(self, sight: Sight) -> tuple[bytes, bytes]:
        """The decrypted file of this message, whose hash was checked, and the bytes that the server holds."""
        answer = await self._call("download", room=sight.room_id, event=sight.event_id)
        return base64.b64decode(answer["plain"]), base64.b64decode(answer["stored"])

    async def wait_for(self, predicate: Callable[[Sight], bool], patience: float = PATIENCE) -> Sight:
        """The first event that is, or comes to be, as wanted. TimeoutError tells what was seen instead."""
        try:
            async with asyncio.timeout(patience):
                while True:
                    self._changed.clear()
                    for sight in self.sights.values():
                        if predicate(sight):
                            return sight
                    await self._changed.wait()
        except TimeoutError:
            raise TimeoutError(f"{self.user_id} saw no such event in {patience:.0f} s:\n{self._transcript()}") from None

    async def wait_for_body(self, body: str, patience: float = PATIENCE) -> Sight:
        """The first message that contains this text."""
        return await self.wait_for(lambda sight: body in (sight.body or ""), patience)

    async def wait_for_invite(self, inviter: str | None = None, patience: float = PATIENCE) -> Membership:
        """An open invitation, of this person when `inviter` is given."""
        async with asyncio.timeout(patience):
            while True:
                self._changed.clear()
                for room in self.rooms.values():
                    if room.membership == "invite" and inviter in (None, room.inviter):
                        return room
                await self._changed.wait()

    async def verify(self, user: str, *, room: str | None = None, device: str | None = None) -> None:
        """Begins a verification of another, as "Verify" in a client does, in a room or with a device."""
        await self._call("verify", room=room, user=user, device=device)

    async def emoji(self) -> list[str] | str:
        """The seven that this person sees; how the verification ended, when it did before."""
        answer = await self._call("emoji", patience=PATIENCE + 10)
        return answer if isinstance(answer, str) else list(answer)

    async def compare(self, *, equal: bool) -> None:
        await self._call("compare", equal=equal)

    async def verification_end(self) -> str:
        """`done`, or the code with which it was cancelled."""
        return str(await self._call("verification_end", patience=PATIENCE + 10))

    async def is_verified(self, user: str, seconds: float = PATIENCE) -> bool:
        """Whether it is, or comes to be within this time."""
        return bool(await self._call("is_verified", user=user, seconds=seconds, patience=seconds + 5))

    async def devices(self) -> list[str]:
        return list(await self._call("devices"))

    async def delete_device(self, device_id: str) -> None:
        await self._call("delete_device", device=device_id)

    async def logout(self) -> None:
        """The device is gone from the server; only `stop` is of use afterwards."""
        await self._call("logout")

    async def make_recovery_key(self) -> str:
        """Keeps the identity behind a key with which a second device of the same person can sign itself."""
        return str(await self._call("make_recovery_key"))

    async def change_identity(self) -> str:
        """New cross-signing keys, as after a reset. Returns the new master key."""
        answer = await self._call("identify", anew=True)
        self.master_key = str(answer["master_key"])
        return self.master_key

    async def new_session(self, room: str) -> None:
        """The next message is encrypted with a fresh Megolm session."""
        await self._call("new_session", room=room)

    async def _call(self, command: str, patience: float = PATIENCE, **order: Any) -> Any:
        return await self._process.call(command, patience, **order)

    def _notice(self, line: dict[str, Any]) -> None:
        if "see" in line:
            sight = Sight(**(line["see"] | {"mentions": tuple(line["see"]["mentions"])}))
            self.sights[sight.event_id] = sight
        else:
            room = Membership(**line["room"])
            self.rooms[room.room_id] = room
        self._changed.set()

    def _transcript(self) -> str:
        return "\n".join(
            f"{one.event_id} {one.sender} {one.type} {one.failure or one.body!r} {one.emoji or ''}"
            for one in self.sights.values()
        )
