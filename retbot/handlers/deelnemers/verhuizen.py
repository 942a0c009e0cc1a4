"""verhuizen: the team goes on in another room, such as the one that replaces a room that was upgraded."""

from retbot.domain.deelnemers.roles import Right
from retbot.domain.errors import Refusal
from retbot.handlers.chat.command import Code, Effect
from retbot.handlers.chat.declaration import Commands
from retbot.handlers.chat.request import Request
from retbot.ports import Channel, Post, UnitOfWork
from retbot.wording.replies.deelnemers import verhuizen as say

COMMANDS = Commands("deelnemers")
ROOM_NOTE = "kamer"
"""The note with the id of the team's room."""


async def set_room(work: UnitOfWork, room_id: str) -> None:
    await work.notes.set(ROOM_NOTE, room_id)


@COMMANDS.declare(
    "verhuizen",
    help="Laat retbot verdergaan in deze kamer, als het team een nieuwe heeft. Typ het in de nieuwe kamer.",
    rights=frozenset({Right.VOORZITTER}),
    effect=Effect.RECORD,
    undone_by="verhuizen",
    code=Code.NONE,
)
async def verhuizen(request: Request) -> None:
    """What the homeserver says about a replacement is not believed: the voorzitter types this where it goes on."""
    old, new = await request.work.notes.get(ROOM_NOTE), request.message.room_id
    if request.message.direct:
        raise Refusal("verhuizen_in_kamer")
    if old == new:
        raise Refusal("verhuizen_al_hier")
    await set_room(request.work, new)
    cases = await request.work.cases.find(open_only=True)
    for casus in cases:
        root = await request.work.cases.thread(casus.code)
        if old and root:
            farewell = say.casus_verhuisd_weg.name
            key = f"verhuisd:{casus.code}:{root}"
            await request.put(Post(key, Channel.ROOM, farewell, {}, casus.code, room_id=old, thread=root))
        await request.work.cases.set_thread(casus.code, None)
        arrival = say.casus_verhuisd.name
        key = f"casus:{casus.code}:{new}"
        await request.put(Post(key, Channel.ROOM, arrival, {}, casus.code, room_id=new, opens_thread=True))
    await request.reply(say.verhuisd, aantal=len(cases))
