"""What is added to the text of a message: the code, mentions, reactions to choose from, office hours."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from retbot.domain.casus.casecode import Casecode
from retbot.domain.deelnemers.roles import Right
from retbot.domain.team import Team
from retbot.domain.tijd import local_day
from retbot.ports import Channel, Post
from retbot.scheduling.notices import NOTICES
from retbot.scheduling.notices.mails.reminders import POINTS

_DAY = re.compile(r":\d{4}-\d{2}-\d{2}$")


def with_code(text: str, post: Post, rings: Sequence[str]) -> str:
    """An answer about a case begins with its code, any other message mentions it. People who are notified are named in
    the text."""
    said = text if post.code is None or _names(text, post.code, post) else f"**{post.code}** · {text}"
    return " ".join([*(matrix_id for matrix_id in rings if matrix_id not in said), said])


def _names(text: str, code: Casecode, post: Post) -> bool:
    if post.sentence in NOTICES or post.opens_thread:
        return code in text
    return text.lstrip("*").startswith(code)


def ringing(post: Post, team: Team) -> tuple[str, ...]:
    """The Matrix ids that the post notifies; for a right, everybody who has it."""
    rights = set(Right)
    found = [team.with_right(Right(name)) if name in rights else [name] for name in post.rings]
    return tuple(dict.fromkeys(matrix_id for group in found for matrix_id in group))


def reaction(post: Post, room_id: str, event_id: str, emoji: str) -> Post:
    """One of the reactions that the bot offers as a choice, on its own message."""
    key = f"{post.key}:{emoji}"
    return Post(key, Channel.REACTION, "reactie", {"emoji": emoji}, post.code, room_id=room_id, target=event_id)


def taken_back(post: Post, room_id: str, event_id: str) -> Post:
    """The redaction of a file that has expired."""
    return Post(f"{post.key}:terug", Channel.REDACTION, "bestand", {}, post.code, room_id=room_id, target=event_id)


def waits_for_office(post: Post) -> bool:
    """Whether the bot sends it on its own initiative, so only in office hours."""
    if post.args.get("altijd"):
        return False
    if post.channel is Channel.MAIL:
        return post.sentence in POINTS
    known = NOTICES.get(post.sentence)
    return post.channel is Channel.ROOM and known is not None and not known.at_any_hour


def postpone(post: Post, opens: datetime) -> Post:
    """The post for the next opening of the office. It is a new post, so that it blocks nothing until then; its key
    equals that of a post made on that morning, so that they are not sent twice."""
    return replace(post, key=f"{_DAY.sub('', post.key)}:{local_day(opens)}")
