"""Talk in the thread of a question stays unanswered, and an answer there never meets with silence: both errors are
counted on a table of lines."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from retbot.handlers.chat import examples
from tests.world import World

LINES = Path(__file__).with_name("talk.txt")
BEFORE = {
    "via": ("vandaag",),
    "leeftijd": ("vandaag", "toegang", "ja"),
    "gemeente": ("vandaag", "toegang", "ja", "12-15"),
    "gronden": ("vandaag", "toegang", "ja", "12-15", "Enschede"),
}
"""What is answered before the question of an aanmelding."""


@dataclass(frozen=True)
class Line:
    number: str
    question: str
    text: str
    is_for_bot: bool


def lines() -> Iterator[Line]:
    number, question = "", ""
    for line in LINES.read_text("utf-8").splitlines():
        if line.startswith("== "):
            _, number, question = line.split()
        elif line[:2] in {"+ ", "- "}:
            yield Line(number, question, line[2:], line[0] == "+")


async def asked(question: str) -> World:
    room = World("overijssel-2022")
    if question != "consensus":
        await room.say("!ret aanmelding", event_id="$begin")
        for answer in BEFORE[question]:
            await room.say(answer)
        return room
    await room.say(f"!ret aanmelding {examples.aanmelding(room.team.convenant)}")
    await room.say("!ret plan do 7 mei 14:00", thread=True)
    room.clock.set("2026-05-07 16:00")
    await room.say("!ret bespreking gehouden iedereen", thread=True)
    return room


async def is_answered(line: Line) -> bool:
    room = await asked(line.question)
    in_case = line.question == "consensus"
    return bool(await room.say(line.text, thread=in_case, root=None if in_case else "$begin"))


async def test_both_errors_are_rare() -> None:
    table = list(lines())
    answered = {line: await is_answered(line) for line in table}
    silent = [line for line in table if line.is_for_bot and not answered[line]]
    disturbed = [line for line in table if not line.is_for_bot and answered[line]]
    assert len(table) >= 120
    assert len(disturbed) <= len(table) // 100, disturbed
    assert len(silent) <= len(table) * 2 // 100, silent
