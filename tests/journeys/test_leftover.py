"""A word after a command that means nothing there, or that was given before, is refused, and nothing is changed."""

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, fields, replace

import pytest

from retbot.demo.stories import STORIES
from retbot.demo.stories.steps import Chapter, Say, Step
from retbot.handlers.chat import examples
from retbot.handlers.chat.limits import Limits
from retbot.handlers.chat.router import Router
from retbot.handlers.table import commands
from retbot.wording.dates import MONTHS
from tests.contract.storage_memory import Memory
from tests.journeys.effects import ACTS, room_for
from tests.journeys.shows import ijsselland
from tests.journeys.test_model import AANMELDING as MODEL
from tests.journeys.test_overijssel import AANMELDING
from tests.journeys.test_stories import PEOPLE, said
from tests.journeys.test_voorbeelden import TYPED, WRONG, filled, fork, variants
from tests.world import BEHEERDER, SECRETARIS, VOORZITTER, World

STRAY = ("xyz", "monitor", "7", "ja")
FREE_TEXT = {"woord toestaan", "woord weg"}
"""What follows is the text itself."""
MEANT = re.compile(
    r"(?:noteer CODE toestemming|noteer CODE weigering|noteer CODE intrekking|toestemming CODE intrekken) monitor"
    r"|triage(?: CODE)? ja"
    r"|bespreking gehouden(?: CODE)?(?: \d)* 7"
)
"""Where one of these words means something: a consent, an outcome, who was there."""
MORE = (
    *("aanmelding", "aanmelding verder", "plan CODE", "verzet CODE plek stadhuis", "uitnodigen CODE zelf"),
    *("datalek nu", "datalek 1", "datalek 1 gemeld ap", "datalek 1 niet melden", "datalek 1 aard=ingezien"),
    *("afspraak CODE 1 open", "afspraak CODE 1 mislukt", "betrokken CODE 1 niet meer", "mail CODE ouders uit"),
    *("noteer overleg", "noteer CODE acceptatie", "noteer CODE verklarende analyse", "noteer CODE intrekking"),
    *("noteer CODE toestemming monitor", "toestemming CODE intrekken monitor", "deelnemer wijzigen 1 kamer weg"),
    *("herstel CODE compleet weg", "escaleer CODE stap 2", "termijnen mijn", "export monitor", "cijfers", "vergoeding"),
)
"""Forms beside those that are shown."""
ALWAYS_NEW = {"seen", "outbox", "audits", "audited", "ids", "mentions"}
"""What grows with each message, refused or not."""
_NUMBERS = re.compile(rf"RET-\S+|\d+|\b(?:ma|di|wo|do|vr|za|zo)\b|\b(?:{'|'.join(MONTHS)})\b")
_NAMED = re.compile(r"\b\w+=[\w-]+")
"""What is given by its name; given twice nobody knows which counts."""
ROUTER = Router(commands())


def state(memory: Memory) -> dict[str, object]:
    return {one.name: getattr(memory, one.name) for one in fields(memory) if one.name not in ALWAYS_NEW}


@dataclass
class Strays:
    """Types everything once, and what is taken with a stray word behind it. `wrong` is what was taken nevertheless."""

    room: World
    tried: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)

    async def outcome(self, text: str, who: str, *, direct: bool = False) -> tuple[str | None, bool]:
        """Why it is refused, in the case as it now is, and whether it changes anything."""
        room = self.room
        room.intake = replace(room.intake, limits=Limits())
        audits, doings = len(room.storage.audits), deepcopy(room.intake.doings)
        async with fork(room):
            room.intake = replace(room.intake, doings=doings)
            before = state(room.storage.memory)
            await room.say(f"!ret {text}", who, thread=not direct, direct=direct)
            made = room.storage.audits[audits:]
            changed = state(room.storage.memory) != before
        assert made, text
        return next((one.outcome for one in made if one.what in {"geweigerd", "herkenbaar"}), None), changed

    async def add(self, text: str, who: str, *, direct: bool = False) -> None:
        """Every stray word after the first form of a command, and another one after each other form; after each form
        also what it gives by a name once more."""
        found, shape = ROUTER.find(text), _NUMBERS.sub("_", text)
        if found is None or found[0].name in FREE_TEXT or {text, shape} & self.tried:
            return
        self.tried.add(text)
        if (await self.outcome(text, who, direct=direct))[0]:
            return
        strays = (STRAY[len(self.tried) % len(STRAY)],) if found[0].name in self.names else STRAY
        strays = (*strays, *_NAMED.findall(text)[:1])
        self.tried.add(shape)
        self.names.add(found[0].name)
        for stray in strays:
            why, changed = await self.outcome(f"{text} {stray}", who, direct=direct)
            told = f"{text} {stray}".replace(self.room.code or "CODE", "CODE")
            if (changed or not why) and not MEANT.fullmatch(told):
                self.wrong.append(told)


def shown(answers: Sequence[str], room: World) -> Iterator[str]:
    for answer in answers:
        for form in TYPED.findall(answer):
            yield from variants(filled(form, room))


async def help_at(room: World) -> list[str]:
    """What help and the answers to what is wrong say at this moment."""
    answers = []
    for text in (*WRONG, *(f"!ret help {subject}" for subject in dict.fromkeys(c.subject for c in commands()))):
        async with fork(room):
            answers += await room.say(text, thread=True)
    return list(dict.fromkeys(answers))


async def step_of(strays: Strays, step: Step) -> None:
    room = strays.room
    if isinstance(step, Say) and step.text.startswith("!ret "):
        await strays.add(step.text.removeprefix("!ret ").replace("CODE", room.code or "CODE"), PEOPLE[step.who])
    answers = await said(room, step)
    if isinstance(step, Chapter) and room.code:
        answers += await help_at(room)
        for text in MORE:
            await strays.add(text.replace("CODE", room.code), SECRETARIS)
    for text in shown(answers, room):
        await strays.add(text, VOORZITTER if text.startswith("aanmelding toch") else SECRETARIS)


async def stories(strays: Strays) -> None:
    for profile, steps in STORIES.items():
        strays.room = World(profile)
        for step in steps:
            await step_of(strays, step)


async def datumprikker(strays: Strays) -> None:
    strays.room = await ijsselland()
    await strays.room.say("!ret prik CODE di 28 april 10:00, wo 29 april 14:00")
    for text in ("prik CODE", "prik stop CODE", "prik kies CODE 1", "prik wijzig CODE wo 29 april 14:00"):
        await strays.add(text.replace("CODE", strays.room.code or ""), SECRETARIS)
    await strays.add("adres 1 lid@partij.example", SECRETARIS, direct=True)
    await strays.add("woorden", BEHEERDER, direct=True)
    await strays.add("doctor", BEHEERDER, direct=True)


async def what_needs_something_before_it(strays: Strays) -> None:
    """The momenten are mailed to somebody outside the room; `ongedaan` takes back what was recorded."""
    await strays.add("importeer", SECRETARIS, direct=True)
    for text in ("prik mail", "ongedaan"):
        strays.room = await room_for(ACTS["prik mail"])
        await strays.room.say("compleet", thread=True)
        await strays.add(f"{text} {strays.room.code}", SECRETARIS)


async def a_case_of_model(strays: Strays) -> None:
    strays.room = World("model-2024")
    await strays.room.say(MODEL.format("12-15", "ja", "ja"))
    await strays.room.say("!ret plan CODE ma 4 mei 14:00")
    await strays.add(f"hoedanigheid {strays.room.code} school informant", SECRETARIS)


async def export_and_another_room(strays: Strays) -> None:
    strays.room = World()
    await strays.room.say(f"!ret aanmelding {examples.aanmelding(strays.room.team.convenant)}")
    await strays.room.say("!ret gedaan CODE OV-B3.1")
    await strays.add("export monitor 2026-1", SECRETARIS)
    await strays.add("verhuizen", VOORZITTER)


async def test_a_stray_word_is_refused_after_every_command() -> None:
    """After what the stories say, what the bot tells to type at each moment of them, and the other forms."""
    strays = Strays(World())
    walks = (what_needs_something_before_it, export_and_another_room, stories, datumprikker, a_case_of_model)
    for walk in walks:
        await walk(strays)
    assert strays.wrong == []
    assert {command.name for command in commands()} - strays.names == FREE_TEXT


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("plan CODE do 7 mei 14:00 plek stadhuis niet", "**niet** begrijp ik hier niet"),
        ("compleet CODE xyz op 20 april", "Eén woord daarin begrijp ik niet"),
        ("compleet CODE 20 april xyz", "Het laatste woord begrijp ik niet"),
        ("compleet CODE xyz 20 april", "Eén woord daarin begrijp ik niet"),
        ("sluit CODE ingetrokken niet", "**niet** begrijp ik hier niet"),
        ("sluit CODE opgelost xyz op 20 april", "Eén woord daarin begrijp ik niet"),
        ("corrigeer CODE gemeente=Enschede leeftijd=0-3", "Het laatste woord begrijp ik niet"),
        ("aanwezig CODE ja nee", "**nee** begrijp ik hier niet"),
    ],
)
async def test_the_word_that_means_nothing_is_named(typed: str, told: str) -> None:
    """Rather than asking for a day, a reason or a choice that was given. Only the bot's own words are repeated."""
    room = World()
    await room.say(AANMELDING)
    if typed.startswith("aanwezig"):
        await room.say("!ret plan CODE do 7 mei 14:00")
    before = state(room.storage.memory)
    (answer,) = await room.say(f"!ret {typed}")
    assert told in answer
    assert "Zo schrijft u het" in answer
    assert state(room.storage.memory) == before
