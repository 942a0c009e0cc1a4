"""The chat in the README is what the bot says today."""

import re

from tests.paths import REPOSITORY
from tests.world import World


def conversation() -> list[tuple[str, str]]:
    """Who speaks and what; the lines of one message are joined."""
    block = (REPOSITORY / "README.md").read_text(encoding="utf-8").partition("20 april, 9:00\n")[2].partition("```")[0]
    turns = re.findall(r"(?m)^(\S+) +(.+(?:\n +.+)*)$", block)
    return [(who, re.sub(r"\n +", "\n", text)) for who, text in turns]


async def test_the_chat_of_the_readme_is_what_the_bot_answers() -> None:
    room, written = World(), "RET-7KH-4T3"
    shown = conversation()
    assert [who for who, _ in shown] == ["secretaris", "retbot"] * (len(shown) // 2)
    for (_, typed), (_, answer) in zip(shown[::2], shown[1::2], strict=True):
        said = "\n".join(await room.say(typed.replace(written, str(room.code)))).replace("**", "")
        assert answer.replace(written, str(room.code)) in said
