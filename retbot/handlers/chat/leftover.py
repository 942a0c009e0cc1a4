"""Words that a command made nothing of: it is refused, for who typed them meant something by them."""

import re
from collections.abc import Iterable

from retbot.domain.errors import Refusal
from retbot.handlers.chat.command import Command
from retbot.handlers.chat.request import Request
from retbot.reading.arguments import clean

_WORD = re.compile(r"[a-z-]+")
_NUMBER = re.compile(r"\d{1,2}")


def must_be_used_up(request: Request, commands: Iterable[Command] = ()) -> None:
    """Raises Refusal when something is left of `rest`. Only the bot's own words are named: what was typed is said
    nowhere else."""
    left = request.take_rest().lower()
    if left:
        words, own = left.split(), _own_words(commands)
        named = all(word in own or _NUMBER.fullmatch(word) for word in words)
        at_end = clean(request.message.body).lower().endswith(left)
        raise Refusal("te_veel", woorden=words if named else [], aantal=len(words), achteraan=at_end, vorm=request.form)


def _own_words(commands: Iterable[Command]) -> frozenset[str]:
    """Those of the forms of the commands, and of what is said about them."""
    return frozenset(word for one in commands for word in _WORD.findall(f"{one.usage} {one.summary}".lower()))
