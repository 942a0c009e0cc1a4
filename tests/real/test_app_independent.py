"""A secretaris and a voorzitter with an independent client (matrix-js-sdk), which trusts signed devices only."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from retbot.matrix.sending import KEY
from tests.real.app_process import PATIENCE, at, workdays
from tests.real.app_stage import AANMELDING, AppStage, empty_stage
from tests.real.conftest import NewPerson
from tests.real.homeserver import Homeserver
from tests.real.js_person import JsPerson
from tests.real.sights import Sight

TUESDAY = workdays()[1]
"""On Mondays the digest tells the voorzitter of the team's own duties as well."""
FORM = "controleren of het formulier compleet is"


@dataclass(frozen=True)
class Table:
    """The secretaris and the voorzitter in the room with the bot."""

    stage: AppStage
    secretaris: JsPerson
    voorzitter: JsPerson

    async def ask(self, text: str, *, thread: str | None = None) -> Sight:
        """The first answer to the secretaris."""
        event_id = await self.secretaris.send(self.stage.room, text, thread=thread)
        return await self.heard(lambda sight: sight.content.get(KEY) == f"antwoord:{event_id}:0")

    async def heard(self, fits: Callable[[Sight], bool]) -> Sight:
        return await self.secretaris.wait_for(lambda sight: sight.sender == self.stage.bot_id and fits(sight), PATIENCE)

    async def told(self, text: str, *, thread: str | None = None, not_yet: Sequence[Sight] = ()) -> Sight:
        """The first message of the bot with this text in this thread, or the main line, that is none of the others."""
        known = {sight.event_id for sight in not_yet}
        return await self.heard(
            lambda sight: text in (sight.body or "") and sight.thread == thread and sight.event_id not in known
        )

    async def edited(self, message: Sight, *, not_yet: Sequence[Sight] = ()) -> Sight:
        known = {sight.event_id for sight in not_yet}
        return await self.heard(
            lambda sight: sight.replaces == message.event_id and sight.event_id not in known and not sight.redacted
        )


@pytest.fixture
async def table(homeserver: Homeserver, tmp_path: Path, new_person: NewPerson) -> AsyncIterator[Table]:
    async with empty_stage(homeserver, tmp_path) as stage:
        secretaris, voorzitter = await asyncio.gather(new_person("secretaris"), new_person("voorzitter"))
        stage.room = await secretaris.create_room(
            [stage.bot_id, voorzitter.user_id],
            options={"power_level_content_override": {"users": {stage.bot_id: 50}}},
        )
        await voorzitter.wait_for_invite(secretaris.user_id)
        await voorzitter.join(stage.room)
        stage.write_settings(
            secretaris=secretaris.user_id,
            voorzitter=voorzitter.user_id,
            beheerder=voorzitter.user_id,
            pins={one.user_id: one.master_key for one in (secretaris, voorzitter)},
        )
        stage.bot.clock.set(at(TUESDAY, 9))
        await stage.bot.start()
        for person in (secretaris, voorzitter):
            await person.wait_for_joined(stage.room, stage.bot_id, PATIENCE)
        yield Table(stage, secretaris, voorzitter)


async def test_a_part_of_a_case_is_worked_on_without_a_warning_and_rings_where_it_should(table: Table) -> None:
    stage, secretaris = table.stage, table.secretaris
    days = workdays()
    await secretaris.send(stage.room, AANMELDING)
    root = await table.told("Nieuwe casus")
    await secretaris.send(stage.room, AANMELDING)
    other = await table.told("Nieuwe casus", not_yet=[root])
    code = str(root.content[KEY]).removeprefix("casus:")

    complete = await table.ask("!Ret compleet.", thread=root.event_id)
    planned = await table.ask(
        f"!ret plan {days[10].day}-{days[10].month}-{days[10].year} 14:00 plek stadhuis", thread=root.event_id
    )
    status = await table.ask(f"!ret status {code}")

    stage.bot.clock.set(at(days[3], 9))
    digest = await table.told("Goedemorgen")
    last = await table.ask("!ret status")
    await table.voorzitter.wait_for(lambda sight: sight.event_id == last.event_id, PATIENCE)

    seen = [sight for sight in secretaris.sights.values() if sight.sender == stage.bot_id]
    spoken = [sight for sight in seen if sight.msgtype or sight.failure]
    rang = {sight.event_id: sight.mentions for sight in spoken if sight.rings}
    rang_voorzitter = [sight for sight in table.voorzitter.sights.values() if sight.rings]

    assert (root.thread, other.thread) == (None, None)
    assert complete.thread == planned.thread == root.event_id
    assert "Stadhuis, kamer 2" in (planned.body or "")
    assert status.thread is None
    assert FORM in (digest.body or "")
    assert [sight for sight in spoken if not sight.safe] == []
    assert digest.event_id in rang
    assert set(rang.values()) == {(secretaris.user_id,)}
    assert {sight.event_id for sight in spoken if sight.msgtype == "m.text"} == set(rang)
    assert rang_voorzitter == []


async def test_the_board_is_pinned_and_edited_and_its_old_versions_are_redacted(table: Table) -> None:
    """Seen by a client that decrypts them itself."""
    stage, secretaris = table.stage, table.secretaris
    days = workdays()
    await secretaris.send(stage.room, AANMELDING)
    root = await table.told("Nieuwe casus")
    board = await table.told("Stand van")
    pinned = await table.heard(lambda sight: sight.type == "m.room.pinned_events")
    edits: list[Sight] = []
    # The term of the form ends on the third of these days: today, then late; then it is done.
    for moment in (at(days[3], 9), at(days[4], 9), at(days[4], 12)):
        stage.bot.clock.set(moment)
        if len(edits) == 2:
            await table.ask("!ret compleet", thread=root.event_id)
        edits.append(await table.edited(board, not_yet=edits))
    summary = await table.edited(root)
    await table.heard(lambda sight: sight.event_id == edits[0].event_id and sight.redacted)
    await table.heard(lambda sight: sight.event_id == edits[1].event_id and sight.redacted)
    now = secretaris.sights

    assert pinned.content["pinned"] == [board.event_id]
    assert [now[one.event_id].redacted for one in (board, root, edits[-1])] == [False, False, False]
    assert all(edit.safe and not edit.rings for edit in (*edits, summary))
    assert str(root.content[KEY]).removeprefix("casus:") in str(edits[-1].content)
    assert "Aanmelding: aangemeld, nog niet gepland" in str(summary.content)
