"""A text with a typing error is asked about, and stored only as it was meant, once that was confirmed."""

from datetime import timedelta

import pytest

from retbot.handlers.chat.memory import FRESH
from retbot.ports import Channel
from tests.unit.handlers.conftest import ONE, besproken
from tests.world import SECRETARIS, VOORZITTER, World

TYPED = f"!ret afspraak {ONE} Accare 22 mei intake: geen bezaar van de gemente"
MEANT = "geen bezwaar van de gemeente"


@pytest.fixture
async def kamer(room: World) -> World:
    await room.keep(besproken())
    return room


async def omschrijvingen(room: World) -> list[str]:
    return [str(one.omschrijving) for one in (await room.casus()).afspraken if one.omschrijving]


async def test_it_asks_for_what_was_meant_and_yes_records_it(kamer: World) -> None:
    [asked] = await kamer.say(TYPED)
    assert "Bedoelt u *bezwaar* en *gemeente*?" in asked

    await kamer.say("!ret ja")
    assert await omschrijvingen(kamer) == [MEANT]


async def test_yes_without_the_command_counts_as_well_and_once(kamer: World) -> None:
    await kamer.say(TYPED)
    await kamer.say("ja")
    await kamer.say("ja")
    assert await omschrijvingen(kamer) == [MEANT]


async def test_nothing_of_a_text_with_a_typing_error_is_stored_before_it_is_confirmed(kamer: World) -> None:
    before = await kamer.casus()
    await kamer.say(TYPED)
    assert await kamer.casus() == before
    assert "bezaar" not in repr(kamer.storage.memory)
    assert MEANT not in repr(kamer.storage.memory)
    assert not [row for row in kamer.rows() if row.post.channel is Channel.REDACTION]


async def test_what_is_written_otherwise_takes_the_place_of_what_was_asked(kamer: World) -> None:
    await kamer.say(TYPED)
    await kamer.say(f"!ret afspraak {ONE} Accare 22 mei intake: de gemeente gaat mee")
    await kamer.say("!ret ja")
    assert await omschrijvingen(kamer) == ["de gemeente gaat mee"]


@pytest.mark.parametrize("who", [VOORZITTER])
async def test_the_yes_of_somebody_else_confirms_nothing(kamer: World, who: str) -> None:
    await kamer.say(TYPED, SECRETARIS)
    await kamer.say("!ret ja", who)
    assert await omschrijvingen(kamer) == []


async def test_a_yes_elsewhere_or_much_later_confirms_nothing(kamer: World) -> None:
    await kamer.say(TYPED)
    await kamer.say("!ret ja", direct=True)
    kamer.clock.instant += FRESH + timedelta(seconds=1)
    await kamer.say("!ret ja")
    assert await omschrijvingen(kamer) == []


async def test_a_name_beside_the_typing_error_is_refused_and_not_asked(kamer: World) -> None:
    [answer] = await kamer.say(f"!ret afspraak {ONE} Accare 22 mei intake: geen bezaar van mevrouw bakker")
    assert "Bedoelt u" not in answer
