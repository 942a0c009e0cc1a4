"""A word that somebody types leaves nowhere and is kept nowhere, but for text that passed the gate."""

import pytest

from retbot.domain.casus.safe_text import SafeText
from retbot.handlers.chat.command import Command
from retbot.handlers.table import commands
from retbot.wording.replies import SENTENCES, render
from tests.journeys.everybody import CODE, Everybody, everybody
from tests.journeys.test_inzage import PROFILES, form
from tests.outgoing import strays
from tests.world import BEHEERDER, SECRETARIS, VOORZITTER

WORD = "zonnebloem"
"""Harmless to the gate, and no word of the bot."""
ITS_OWN = {"woord toestaan", "woorden", "woord weg"}
"""What the beheerder lets through, and shows himself in the private room."""


def with_the_word(usual: str) -> list[str]:
    """At the end, in the place of each word that follows the name, and as the value of a `name=value`."""
    words = usual.split()
    swapped = [" ".join([*words[:at], instead(words[at]), *words[at + 1 :]]) for at in range(1, len(words))]
    return [f"{usual} {WORD}", f"{usual}, {WORD}", *swapped]


def instead(word: str) -> str:
    name, equals, _ = word.partition("=")
    return f"{name}={WORD}" if equals else WORD


def leaks(room: Everybody) -> list[str]:
    """The kinds of the posts in which it stands, and where it is kept."""
    posts = [row.post for row in room.storage.memory.outbox.values()]
    said = [p.sentence for p in posts if p.sentence in SENTENCES and WORD in render(p.sentence, p.args, p.code).lower()]
    return said + [p.sentence for p in posts if WORD in repr((p.key, p.args, p.to, p.about)).lower()]


async def everything_is_typed(room: Everybody, command: Command, who: str, profile: str) -> None:
    """Also as the answer to what it asks."""
    for text in with_the_word(form(command, CODE, profile)):
        for said in (f"!ret {text}", WORD):
            await room.say(said, who, direct=command.direct_only)


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("who", [VOORZITTER, SECRETARIS, BEHEERDER])
async def test_what_is_typed_beside_or_instead_of_what_is_asked_leaves_nowhere(profile: str, who: str) -> None:
    for command in (one for one in commands() if one.name not in ITS_OWN):
        room = await everybody(profile)
        await everything_is_typed(room, command, who, profile)
        assert leaks(room) == [], command.name
        assert WORD not in repr(room.storage.memory).lower(), command.name
        assert [stray for row in room.storage.memory.outbox.values() for stray in strays(row.post)] == []


async def test_text_that_passed_the_gate_is_kept_as_such() -> None:
    room = await everybody("overijssel-2022")
    room.clock.set("2026-05-07 17:00")
    await room.say(f"!ret bespreking gehouden {CODE} jeugdige, ouders, aanmelder en LVB", VOORZITTER)
    await room.say(f"!ret afspraak {CODE} Accare 22 mei intake: {WORD} planten met de groep", SECRETARIS)
    await room.say("!ret datalek vandaag 8:00", SECRETARIS)
    await room.say(f"!ret datalek 1 feiten: een brief over een {WORD}", SECRETARIS)
    (text,) = [a.omschrijving for a in (await room.casus()).afspraken if a.omschrijving]
    (leak,) = room.storage.memory.datalekken.values()
    assert isinstance(text, SafeText)
    assert isinstance(leak.feiten, SafeText)
    assert WORD in f"{text}{leak.feiten}"
