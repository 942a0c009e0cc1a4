"""What is said to the bot about who takes part."""

from dataclasses import dataclass

from retbot.domain.casus.casecode import Casecode
from retbot.domain.deelnemers.roles import Deelnemer
from retbot.ports import Channel, Post
from tests.clock import MORNING
from tests.unit.handlers.conftest import aangemeld
from tests.world import BEHEERDER, SECRETARIS, VOORZITTER, World

NOW = MORNING
CODE = Casecode("RET-7KH-4T3")
VERA, SAM, BAS, EVA = VOORZITTER, SECRETARIS, BEHEERDER, "@eva:ret.nl"


@dataclass
class Chat(World):
    async def says(self, text: str, sender: str = SAM, *, direct: bool = False) -> str:
        return "\n".join(await self.say(text, sender, direct=direct))

    def waiting(self) -> list[Post]:
        """What waits to be said or done in answer to the last message."""
        return [row.post for row in self.rows() if f"$e{self.events}" in row.post.key.split(":")]

    def is_redacted(self) -> bool:
        return any(p.channel is Channel.REDACTION and p.target == f"$e{self.events}" for p in self.waiting())

    @property
    def listed(self) -> list[Deelnemer]:
        return list(self.storage.memory.deelnemers.values())

    @property
    def addresses(self) -> dict[tuple[str, Casecode | None], str]:
        return self.storage.memory.addresses

    async def has_case(self) -> None:
        await self.keep(aangemeld())
