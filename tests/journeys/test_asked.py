"""No answer is recorded for another question than the one it was given to, whatever two people do in two cases."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from types import ModuleType

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.casus import Casus
from retbot.handlers.chat import examples, open_questions, questions
from retbot.ports import PostRow, Question
from retbot.wording.replies.chat.compound import apart
from tests.journeys.asked import NO_ANSWER, Model, changes
from tests.world import SECRETARIS, VOORZITTER, World

PROFILES = ("westfriesland-2023", "overijssel-2022", "gooi-en-vechtstreek-2018")
HISTORIES, MUTANTS, STEPS = 40, 600, 24
COMMANDS = (
    "triage CODE",
    "triage CODE {uitkomst}",
    "plan CODE do 7 mei 14:00",
    "verzet CODE do 14 mei 14:00",
    "annuleer CODE",
    "nagaan CODE",
    "bespreking gehouden CODE op vandaag",
    "bespreking gehouden CODE 2 4 5 op vandaag",
    "advies verzonden CODE",
    "noteer CODE toestemming",
    "sluit CODE opgelost",
    "sluit CODE overgedragen",
    "herstel CODE triage weg",
    "herstel CODE bespreking gehouden weg",
    "herstel CODE consensus weg",
    "herstel CODE afgesloten weg",
)
ANSWERS = ("ja", "nee", "niemand", "1", "2", "3", "2 4 5", "iedereen", "stop", "help")
FITS = {"vraag_aanwezig": "2 4 5", "quorum": "iedereen", "vraag_ontbreekt": "niemand", "vraag_triage": "1"}
"""The sentence that asks → an answer; `ja` for what is not named here."""
FITTING = ("fits", "fits", "ja", "2", "nee")
"""Typed where something was asked last, or where what was asked last ended without an answer."""


@dataclass(frozen=True)
class Step:
    """`place` is the main line (None) or the thread of the first or second case; `case` is the one that is named."""

    who: str
    text: str
    case: int
    place: int | None
    named: bool
    hours: int


STEP = st.builds(
    Step,
    st.sampled_from([SECRETARIS, VOORZITTER]),
    st.one_of(
        st.sampled_from(COMMANDS),
        st.sampled_from(ANSWERS),
        *2 * [st.sampled_from(FITTING).map(lambda t: f"there: {t}")],
        st.sampled_from(FITTING).map(lambda t: f"late: {t}"),
    ),
    st.integers(0, 1),
    st.sampled_from([None, 0, 0, 1]),
    st.sampled_from([False, False, False, True]),
    st.sampled_from([*8 * [0], 1, 24, 24 * 9]),
)


@dataclass
class Played:
    room: World
    codes: list[Casecode] = field(default_factory=list)
    taken: int = 0
    """Answers that changed something."""

    @classmethod
    async def begun(cls, profile: str) -> "Played":
        played = cls(World(profile))
        for _ in range(2):
            await played.room.say(f"!ret aanmelding {examples.aanmelding(played.room.team.convenant)}")
            assert played.room.code
            played.codes.append(played.room.code)
        played.model = Model(played.room.team.convenant, played.room.clock)
        return played

    model: Model = field(init=False)

    async def step(self, step: Step) -> None:
        room, step = self.room, self.there(step)
        room.clock.instant += timedelta(hours=step.hours)
        before, last = await self.cases(), max(room.storage.memory.outbox)
        self.model.say("", None, [], before, before)
        is_answer, code = step.text in ANSWERS, self.codes[step.case]
        place = None if step.place is None else f"$root:{self.codes[step.place]}"
        question = self.model.newest(step.who, place, code if step.named else None) if is_answer else None
        await self.said(step, code, is_answer=is_answer)
        now = await self.cases()
        if is_answer:
            self.check(question, before, now)
        rows = [row for row in room.storage.memory.outbox.values() if row.id > last]
        if question and self.was_taken(rows):
            (self.model.left if step.text == "stop" else self.model.answered)(question)
        self.model.say(step.who, place, rows, before, now)

    def there(self, step: Step) -> Step:
        """What is to be typed where something was asked last, or was asked that ended, by whom it was asked."""
        when, _, text = step.text.rpartition(": ")
        if not when:
            return step
        among = self.model.ended if when == "late" else self.model.asked
        if not among:
            return replace(step, text="ja")
        asked = among[-1]
        fits = FITS.get(asked.sentence, "ja")
        roots = [f"$root:{code}" for code in self.codes]
        place = next((number for number, root in enumerate(roots) if root in asked.places), None)
        return replace(step, who=asked.person, text=fits if text == "fits" else text, place=place, named=False)

    async def said(self, step: Step, code: Casecode, *, is_answer: bool) -> None:
        text = step.text.format(uitkomst=self.outcome()) if not is_answer else step.text
        text = f"{text} CODE" if is_answer and step.named else text
        self.room.code = self.codes[step.case if step.place is None else step.place]
        text = text.replace("CODE", code)
        await self.room.say(text if is_answer else f"!ret {text}", step.who, thread=step.place is not None)

    def check(self, question: object, before: dict[Casecode, Casus], now: dict[Casecode, Casus]) -> None:
        for code in self.codes:
            changed = changes(before[code], now[code])
            self.taken += bool(changed)
            asked = next((q for q in self.model.asked if q is question and q.code == code), None)
            assert all(asked and asked.allows(change) for change in changed), (question, changed)

    def was_taken(self, rows: list[PostRow]) -> bool:
        answered = self.room.storage.audits[-1].what.startswith("antwoord ")
        kinds = {kind for row in rows for kind, _ in apart(row.post.sentence, row.post.args)}
        return bool(rows) and answered and not kinds & NO_ANSWER

    def outcome(self) -> str:
        tables = self.room.team.convenant.tafels
        return tables[1].naam if len(tables) > 1 else "ja"

    async def cases(self) -> dict[Casecode, Casus]:
        async with self.room.storage.begin() as work:
            return {casus.code: casus for casus in await work.cases.find(open_only=False)}


def histories(profile: str, number: int) -> int:
    """Plays that many, the same each time; how many answers changed something. Raises AssertionError."""
    taken = 0

    @settings(
        max_examples=number,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(STEP, min_size=STEPS // 2, max_size=STEPS))
    def play(steps: list[Step]) -> None:
        nonlocal taken
        taken += asyncio.run(played(profile, steps))

    play()
    return taken


async def played(profile: str, steps: list[Step]) -> int:
    found = await Played.begun(profile)
    for step in steps:
        await found.step(step)
    return found.taken


@pytest.mark.parametrize("profile", PROFILES)
def test_an_answer_changes_only_what_the_newest_question_of_its_place_asks(profile: str) -> None:
    assert histories(profile, HISTORIES) > HISTORIES // 5


async def _certain(*_: object, **__: object) -> bool:
    return True


async def _everything_open(*_: object) -> bool:
    return True


async def _oldest(_: object, among: Sequence[Question], *__: object) -> Question | None:
    return next(iter(among), None)


async def _all_asked(_: object, asked: Sequence[Question]) -> Sequence[Question]:
    return asked


@pytest.mark.parametrize(
    ("module", "name", "mistake", "profile"),
    [
        (open_questions, "newest", _oldest, "westfriesland-2023"),
        (open_questions, "_still_matters", _everything_open, "overijssel-2022"),
        (questions, "_asked_here", _all_asked, "westfriesland-2023"),
        (questions, "is_certain", _certain, "westfriesland-2023"),
    ],
)
def test_a_mistake_in_which_question_is_open_is_found(
    module: ModuleType, name: str, mistake: object, profile: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, name, mistake)
    with pytest.raises(AssertionError):
        histories(profile, MUTANTS)
