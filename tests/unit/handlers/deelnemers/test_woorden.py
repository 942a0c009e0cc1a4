"""Free text in a command, and the words that the beheerder alone lets through."""

import pytest

from retbot.ports import Channel
from tests.unit.handlers.conftest import ONE, besproken
from tests.world import BEHEERDER, SECRETARIS, World

NEW = "Zorgkwartier Wibbelhof"


@pytest.fixture
async def kamer(room: World) -> World:
    await room.keep(besproken())
    return room


async def described(room: World, text: str) -> list[str]:
    return await room.say(f"!ret afspraak {ONE} Accare 22 mei intake: {text}")


async def omschrijvingen(room: World) -> list[str]:
    return [str(one.omschrijving) for one in (await room.casus()).afspraken if one.omschrijving]


async def test_a_description_that_passes_is_kept_with_the_afspraak_and_shown(kamer: World) -> None:
    await described(kamer, "wacht op beschikking van de gemeente")
    assert await omschrijvingen(kamer) == ["wacht op beschikking van de gemeente"]
    assert "wacht op beschikking van de gemeente" in "".join(await kamer.say(f"!ret status {ONE}"))


@pytest.mark.parametrize("text", ["Fatima belt nog", "overleg met Wibbelhof", "wacht op qwertzui"])
async def test_a_description_that_does_not_pass_changes_nothing_and_goes(kamer: World, text: str) -> None:
    before = await kamer.casus()
    [answer] = await described(kamer, text)
    assert await kamer.casus() == before
    assert await omschrijvingen(kamer) == []
    assert text not in answer + repr(kamer.storage.memory)
    assert [row.post.target for row in kamer.rows() if row.post.channel is Channel.REDACTION]


async def test_what_the_beheerder_allows_passes_and_what_he_takes_back_does_not(kamer: World) -> None:
    await kamer.say(f"woord toestaan {NEW}", BEHEERDER, direct=True)
    assert NEW in "".join(await kamer.say("woorden", BEHEERDER, direct=True))
    await described(kamer, f"overleg met {NEW}")
    assert await omschrijvingen(kamer) == [f"overleg met {NEW}"]
    await kamer.say(f"woord weg {NEW}", BEHEERDER, direct=True)
    await described(kamer, f"overleg met {NEW}")
    assert await omschrijvingen(kamer) == [f"overleg met {NEW}"]


async def test_nobody_else_allows_a_word(kamer: World) -> None:
    await kamer.say(f"woord toestaan {NEW}", SECRETARIS, direct=True)
    await described(kamer, f"overleg met {NEW}")
    assert await omschrijvingen(kamer) == []


@pytest.mark.parametrize("word", ["06-12345678", "moeder@hotmail.nl", "Kerkstraat 12", ""])
async def test_what_is_no_word_is_not_allowed(room: World, word: str) -> None:
    await room.say(f"woord toestaan {word}", BEHEERDER, direct=True)
    assert "geen eigen woorden" in "".join(await room.say("woorden", BEHEERDER, direct=True))


async def test_the_audit_does_not_hold_the_word(room: World) -> None:
    await room.say(f"woord toestaan {NEW}", BEHEERDER, direct=True)
    assert "woord toestaan" in repr(room.storage.audits)
    assert NEW not in repr(room.storage.audits)
