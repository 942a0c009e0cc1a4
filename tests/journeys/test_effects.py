"""Of every command: a record is taken back by `ongedaan`, an act is done only after its confirmation."""

import pytest

from retbot.domain.casus.casecode import symbols_of
from retbot.domain.casus.casus import Casus, Feit
from retbot.handlers.chat import examples
from retbot.handlers.chat.command import Command, Effect
from retbot.handlers.table import commands
from retbot.ports import Channel
from retbot.reading.confirmations import asked_for
from retbot.wording.replies import SENTENCES
from retbot.wording.replies.chat.compound import SAMEN
from tests.journeys.effects import ACTS, RECORDS, Example, room_for
from tests.journeys.test_inzage import called
from tests.unit.handlers.conftest import ONE
from tests.world import World

CHANGING = [one for one in commands() if one.effect is not Effect.LOOK]
DECLARED = {called(one): one for one in CHANGING}


def of(effect: Effect) -> set[str]:
    return {name for name, one in DECLARED.items() if one.effect is effect}


def test_every_command_that_changes_something_has_an_example() -> None:
    assert len(DECLARED) == len(CHANGING)
    assert set(RECORDS) == of(Effect.RECORD)
    assert set(ACTS) == of(Effect.ACT)


async def type_(room: World, example: Example, text: str, *, confirm: bool = False) -> list[str]:
    if example.file and text == example.typed:
        return await room.send_file(example.file, example.who)
    in_thread = not example.typed.startswith("!ret")
    return await room.say(text, example.who, thread=in_thread, direct=example.direct, confirm=confirm)


async def state(room: World) -> tuple[Casus, list[Feit]]:
    return await room.casus(), room.storage.memory.team_feiten


def right(command: Command, room: World) -> str:
    """How the declaration puts it right, up to what is filled in."""
    form = examples.fill_in(command.undone_by.partition("{was}")[0], room.team.convenant)
    return form.replace("CODE", room.code or "").partition("EENDAG")[0].strip()


@pytest.mark.parametrize("name", RECORDS)
async def test_what_was_recorded_is_taken_back_or_ongedaan_says_how_to_put_it_right(name: str) -> None:
    example, command = RECORDS[name], DECLARED[name]
    room = await room_for(example)
    before = await state(room)
    await type_(room, example, example.typed)
    assert room.storage.audits[-1].outcome == "gedaan", room.storage.audits[-1]
    recorded = await state(room) != before
    [said, *_] = await type_(room, example, "ongedaan" if not example.typed.startswith("!ret") else "!ret ongedaan")
    if command.undone_by or example.says:
        assert (example.says or f"`!ret {right(command, room)}") in said
    else:
        assert recorded, "nothing was recorded"
        assert await state(room) == before
        assert "eruggedraaid" in said


NOT_DONE = frozenset({"seen", "outbox", "questions", "audits", "audited", "ids"})
"""What a question may leave in the store."""


def kept(room: World) -> dict[str, object]:
    return {name: value for name, value in vars(room.storage.memory).items() if name not in NOT_DONE}


def sent(room: World, after: int) -> list[str]:
    """What is no answer in words: mail, files, polls, edits. The message that is typed may go."""
    said = {*SENTENCES, SAMEN}
    return [
        row.post.sentence
        for row in room.rows(after)
        if row.post.channel is not Channel.REDACTION
        and (row.post.channel is not Channel.ROOM or row.post.sentence not in said)
    ]


@pytest.mark.parametrize("name", ACTS)
async def test_an_act_is_done_after_its_confirmation_and_not_before(name: str) -> None:
    example = ACTS[name]
    room = await room_for(example)
    before, last = kept(room), room.last
    answers = await type_(room, example, example.typed)
    if not any(asked_for(answer) for answer in answers):
        assert "`ja " in answers[-1], answers
        for plain in ("ja", "!ret ja"):
            answers += await type_(room, example, plain)
    assert (kept(room), sent(room, last)) == (before, [])
    asked = next((found for answer in answers if (found := asked_for(answer))), f"ja {symbols_of(ONE)}")
    answers = await type_(room, example, asked)
    assert "wacht niets meer" not in answers[0]
    assert kept(room) != before or sent(room, last), answers
