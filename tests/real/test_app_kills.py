"""The bot is killed at random moments of a busy life: each command is answered once, each digest comes once."""

import asyncio
from datetime import date
from functools import partial
from pathlib import Path
from random import Random

from tests.real.app_process import PATIENCE, at, workdays
from tests.real.app_stage import AANMELDING, AppStage, app_stage
from tests.real.homeserver import Homeserver
from tests.real.matrix_stage import eventually
from tests.real.person import Person

DAYS = 10
KILLS_A_DAY = 2
CASES = 8
AHEAD = 10
"""Commands that wait for their answers."""
LATEST_KILL = 1.2
"""Seconds after the clock was set, or after the start: sending takes up about as much."""
REMINDERS = (2, 3, 7, 8, 10, 11, 12, 15)
"""Working days after the aanmelding on which a term that stays open is reminded of: OV-8.3, due after 2, or
OV-8.4, due after 10."""
LOST = "SELECT key FROM outbox WHERE state = 'refused' AND kind <> 'overzicht' AND direct IS NULL"
"""By this clock nobody has the week in which he may come to a direct room."""
READ = ("!ret status", "!ret agenda", "!ret help", "!ret help plan", "!ret termijnen", "!ret deelnemers")
NEW_PERSON = "!ret deelnemer toevoegen expert LVB Ambiq"
TALK = (*READ, *READ, NEW_PERSON, NEW_PERSON, AANMELDING)


class Talk:
    """Two people who command without pause, and never wait for one answer. Who waits for none at all is ahead of a busy
    machine for ever, and as answers go first keeps it from its reminders."""

    def __init__(self, stage: AppStage, random: Random) -> None:
        self.said: dict[str, str] = {}
        """Event id → text."""
        self._stage = stage
        self._random = random
        self._enough = asyncio.Event()
        self._task = asyncio.create_task(self._talk())

    async def stop(self) -> None:
        self._enough.set()
        await self._task

    async def _talk(self) -> None:
        for _ in range(CASES):
            await self.say(self._stage.secretaris, AANMELDING)
        while not self._enough.is_set():
            if self._unanswered() > AHEAD:
                await asyncio.sleep(0.1)
                continue
            people = [self._stage.secretaris, self._stage.voorzitter]
            await self.say(self._random.choice(people), self._random.choice(TALK))
            await asyncio.sleep(self._random.uniform(0.3, 1.0))

    def _unanswered(self) -> int:
        answered = set(self._stage.keys(self._stage.voorzitter))
        return sum(f"antwoord:{event_id}:0" not in answered for event_id in self.said)

    async def say(self, who: Person, text: str) -> None:
        self.said[await who.say(self._stage.room, text)] = text


def expected(stage: AppStage, until: date) -> set[str]:
    """The days, until that one, whose digest had a reminder to tell."""
    days = workdays()
    received = [str(ontvangen) for (ontvangen,) in stage.query("SELECT ontvangen FROM casus")]
    found = {str(days[days.index(date.fromisoformat(day)) + count]) for day in received for count in REMINDERS}
    return {day for day in found if day <= str(until)}


def digests(stage: AppStage) -> set[str]:
    """The days of which the voorzitter read a digest."""
    return {key.removeprefix("digest:") for key in stage.keys(stage.voorzitter) if key.startswith("digest:")}


def missing(stage: AppStage, due: set[str]) -> set[str]:
    return due - digests(stage)


async def test_through_twenty_kills_nothing_is_lost_or_said_twice(homeserver: Homeserver, tmp_path: Path) -> None:
    random, kills = Random(20), 0
    async with app_stage(homeserver, tmp_path, pinned=False) as stage:
        talk = Talk(stage, random)
        for day in workdays()[:DAYS]:
            stage.bot.clock.set(at(day, 9))
            for _ in range(KILLS_A_DAY):
                await asyncio.sleep(random.uniform(0, LATEST_KILL))
                await stage.bot.restart()
                kills += 1
            due = expected(stage, day)
            await stage.patiently(stage.voorzitter, partial(missing, stage, due))
        await talk.stop()
        answers = {f"antwoord:{event_id}:0" for event_id in talk.said}
        await stage.hear_keys(stage.voorzitter, answers)
        await stage.ask(stage.secretaris, "!ret help")
        await eventually(lambda: not stage.query("SELECT key FROM outbox WHERE state = 'open'"), PATIENCE)

        keys, told = stage.keys(stage.voorzitter), digests(stage)
        due = expected(stage, workdays()[DAYS - 1])
        cases = stage.query("SELECT code FROM casus")
        people = stage.query("SELECT nummer FROM deelnemer")
        lost = stage.query(LOST)
        wire = stage.wire()

    assert kills == 20
    assert {key: count for key, count in keys.items() if count != 1} == {}
    assert due <= told
    assert lost == []
    assert len(cases) == sum(text == AANMELDING for text in talk.said.values())
    assert len(people) == sum(text == NEW_PERSON for text in talk.said.values())
    assert {key for key in keys if key.startswith("casus:")} == {f"casus:{code}" for (code,) in cases}
    assert "m.room.message" not in {kind for kind, _, _ in wire}


async def test_a_first_start_that_is_killed_again_and_again_leaves_a_bot_that_works(
    homeserver: Homeserver, tmp_path: Path
) -> None:
    moments = sorted(Random(6).uniform(0.05, 0.9) for _ in range(8))
    async with app_stage(homeserver, tmp_path, pinned=False, interrupted=moments) as stage:
        code, root = await stage.aanmelding()
        answer = await stage.ask(stage.voorzitter, "!ret compleet", thread=root)
        keys, unread = stage.keys(stage.secretaris), [seen for seen in stage.said(stage.voorzitter) if not seen.body]

    assert code in (answer.body or "")
    assert unread == []
    assert set(keys.values()) == {1}
