"""A short replacement for a message that the server refuses as too large, so that something is always sent."""

from retbot.domain.casus.casecode import Casecode
from retbot.ports import Attachment, Outgoing, OutgoingPoll, Post
from retbot.scheduling.delivery.messages import with_code
from retbot.scheduling.notices import NOTICES

_RINGS = 20
"""Up to this many people are mentioned; more Matrix ids could again make the message too large."""


def in_short(post: Post, too_large: Outgoing | OutgoingPoll | Attachment) -> Outgoing:
    rings = too_large.rings[:_RINGS] if isinstance(too_large, Outgoing) else ()
    text = _of_file(too_large) if isinstance(too_large, Attachment) else _of_text(post.sentence, post.code)
    return Outgoing(too_large.room_id, with_code(text, post, rings), too_large.thread, rings)


def _of_file(file: Attachment) -> str:
    return (
        f"Het bestand {file.name} is te groot voor de server. Vraag de beheerder of de server grotere bestanden kan "
        "toelaten, en vraag het daarna opnieuw."
    )


def _of_text(sentence: str, code: Casecode | None) -> str:
    what = "Wat ik hier wilde zeggen" if sentence in NOTICES else "Dit antwoord"
    instead = f"`!ret status {code}`" if code else "`!ret status CODE`; wat er openstaat noemt `!ret termijnen`"
    return f"{what} is te lang voor één bericht. Vraag het per casus: {instead}."
