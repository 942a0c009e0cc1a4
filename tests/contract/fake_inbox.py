"""An Inbox in memory; test_inbox.py runs the same tests on the real one."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime

from retbot.mail.replies import read
from retbot.ports.incoming_mail import Decision, InboxFailed, Letter, Reading, Why


@dataclass
class FakeInbox:
    """`failing` makes every call fail until it is None again."""

    failing: str | None = None
    validity: int = 1
    waits: int = 0
    _mails: dict[int, tuple[bytes, datetime]] = field(default_factory=dict)
    _last: int = 0
    _fresh: bool = False

    async def deliver(self, content: bytes, at: datetime) -> None:
        self._last += 1
        self._mails[self._last] = content, at
        self._fresh = True

    async def holds(self) -> int:
        return len(self._mails)

    async def renumber(self) -> None:
        self.validity += 1
        self._mails, self._last = {}, 0

    async def next(self, after: str | None, *, unread: bool = False) -> Letter | None:
        self._check()
        self._fresh = False
        validity, _, last = (after or "").partition(":")
        since = int(last) if validity == str(self.validity) else 0
        found = next((uid for uid in sorted(self._mails) if uid > since), None)
        if found is None:
            return None
        raw, position = self._mails[found][0], f"{self.validity}:{found}"
        if unread:
            digest = hashlib.sha256(f"{position}:{len(raw)}".encode()).hexdigest()
            return Letter(position, digest, Reading(Decision.SET_ASIDE, Why.UNREADABLE))
        return Letter(position, hashlib.sha256(raw).hexdigest(), read(raw, "mx.ret.example"))

    async def wait(self, seconds: float) -> bool:
        self._check()
        self.waits += 1
        return self._fresh

    async def tidy(self, before: datetime, upto: str | None) -> int:
        self._check()
        validity, _, last = (upto or "").partition(":")
        most = int(last) if validity == str(self.validity) else 0
        old = [uid for uid, (_, at) in self._mails.items() if at.date() < before.date() and uid <= most]
        for uid in old:
            del self._mails[uid]
        return len(old)

    async def close(self) -> None:
        pass

    def _check(self) -> None:
        if self.failing:
            raise InboxFailed(self.failing)
