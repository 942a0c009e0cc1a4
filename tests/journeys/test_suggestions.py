"""What somebody probably meant is asked or done: another word, a typing error, a code that is nearly written."""

import pytest

from retbot.domain.casus.casecode import ALPHABET, Casecode, resembles
from retbot.handlers.chat.suggestions import SYNONYMS, find_nearest, may_be_proposed
from retbot.handlers.table import commands
from tests.journeys.test_overleg import new_case
from tests.world import EXPERT, World


@pytest.fixture
async def room() -> World:
    room = World()
    room.clock.set("2026-04-20 09:00")
    await new_case(room)
    return room


NAMES = {command.name for command in commands()}


@pytest.mark.parametrize("word", sorted({word for words in SYNONYMS.values() for word in words}))
def test_another_word_for_a_command_leads_to_one_that_exists(word: str) -> None:
    found = find_nearest(word, commands())
    assert found
    assert found.name in NAMES


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("hulp", "!ret"),
        ("wat is er te doen", "Wat u nog moet doen"),
        ("taken", "Wat u nog moet doen"),
        ("kalender", "Er is geen bespreking gepland"),
        ("dashboard", "Open casussen"),
        ("vandaag", "Vandaag is er niets"),
        ("overzicht", "Niets is te laat."),
    ],
)
async def test_another_word_for_what_only_looks_is_answered(room: World, typed: str, shown: str) -> None:
    (said,) = await room.say(f"!ret {typed}")
    assert shown in said


@pytest.mark.parametrize("typed", ["undo", "ongedaan"])
async def test_undoing_is_never_taken_for_doing(room: World, typed: str) -> None:
    (said, *_) = await room.say(f"!ret {typed}")
    assert "**gedaan**" not in said
    assert "Er is niets gewijzigd" in said or "niets" in said


def swapped(name: str) -> str:
    """With two letters in the middle swapped."""
    at = len(name) // 2
    return name[: at - 1] + name[at] + name[at - 1] + name[at + 1 :]


@pytest.mark.parametrize("name", sorted(name for name in NAMES if len(name) > 6 and " " not in name))
async def test_after_yes_to_a_typing_error_nothing_of_consequence_is_done(room: World, name: str) -> None:
    """For every command: one that acts is named but not carried out."""
    before, audits = await room.casus(), len(room.storage.audits)
    await room.say(f"!ret {swapped(name)} CODE")
    await room.say("ja")
    done = {one.what for one in room.storage.audits[audits:] if one.outcome == "gedaan"}
    assert not [one for one in commands() if one.name in done and not may_be_proposed(one)]
    assert (await room.casus()).gesloten == before.gesloten


async def test_a_mistyped_command_is_carried_out_after_yes_and_left_after_no(room: World) -> None:
    (said,) = await room.say("!ret copmleet CODE")
    assert "Bedoelt u **compleet**? ja" in said
    assert await room.say("nee") == ["Goed, dan doe ik het niet."]
    assert (await room.casus()).feit("compleet") is None
    await room.say("!ret copmleet CODE")
    await room.say("ja")
    assert (await room.casus()).feit("compleet")


async def test_a_word_that_begins_several_commands_is_asked_about_and_none_is_preferred(room: World) -> None:
    (said,) = await room.say("!ret deelnemer")
    assert "Welk commando bedoelt u? `deelnemer toevoegen`, `deelnemer wijzigen` of `deelnemer weg`" in said


@pytest.mark.parametrize(("typed", "meant"), [("acare", "Accare"), ("accarre", "Accare"), ("jarrabee", "Jarabee")])
async def test_a_partij_with_a_typing_error_is_asked_back(room: World, typed: str, meant: str) -> None:
    await room.say("!ret bespreking gehouden CODE ouders aanmelder op 20 april")
    (said, *_) = await room.say(f"!ret afspraak CODE {typed} 22 mei intake")
    assert f"Bedoelt u **{meant}**? ja" in said
    await room.say("ja")
    assert [one.partij for one in (await room.casus()).afspraken] == [meant]


@pytest.mark.parametrize("typed", ["enschedee", "Enshede", "hengelo ov"])
async def test_a_gemeente_with_a_typing_error_is_asked_back(room: World, typed: str) -> None:
    said = " ".join(await room.say(f"!ret aanmelding gemeente={typed}"))
    assert "Bedoelt u **" in said or "Kies uit" in said
    assert ("Bedoelt u **Enschede**" in said) is (typed != "hengelo ov")


def confusable(code: Casecode) -> str:
    """With one symbol that no code has."""
    return f"{code[:5]}E{code[6:]}"


async def test_a_code_without_its_beginning_or_with_a_symbol_that_no_code_has_is_read(room: World) -> None:
    code = room.code or Casecode("")
    for typed in (code.removeprefix("RET-"), code.removeprefix("RET-").lower(), confusable(code)):
        (said,) = await room.say(f"!ret status {typed}")
        assert said.startswith(f"**{code}**"), typed


async def test_a_code_that_fits_two_cases_or_one_that_may_not_be_seen_is_not_guessed(room: World) -> None:
    code = room.code or Casecode("")
    mistyped = (f"{code[:5]}{symbol}{code[6:]}" for symbol in ALPHABET)
    other = next(one for one in mistyped if not resembles(one.removeprefix("RET-").replace("-", ""), code))
    (said,) = await room.say(f"!ret status {other}")
    assert "tikfout" in said or "ken ik niet" in said
    (unseen,) = await room.say(f"!ret status {confusable(code)}", "@nobody:ret.test")
    assert code not in unseen


async def test_the_day_of_a_fact_may_be_typed_without_op_after_a_question_back(room: World) -> None:
    (said,) = await room.say("!ret compleet CODE, 20 april")
    assert "niets gewijzigd" not in said or "Is dat de dag" in said
    (said,) = await room.say("!ret gedaan OV-4.4 17 april")
    assert "Is dat de dag waarop het was? ja" in said
    (said,) = await room.say("ja")
    assert "op vrijdag 17 april gedaan" in said


async def test_an_hour_on_a_fact_of_a_day_is_not_passed_over(room: World) -> None:
    (said,) = await room.say("!ret compleet CODE vandaag 8:00")
    assert "alleen de dag, geen tijd" in said
    assert (await room.casus()).feit("compleet") is None


async def test_a_word_of_the_form_may_begin_with_a_capital(room: World) -> None:
    said = " ".join(await room.say("!ret plan CODE do 7 mei 14:00 Duur 45"))
    assert "14:00–14:45" in said
    said = " ".join(await room.say("!ret overleg Elke vrijdag 13:00-15:00 Vanaf 8 mei"))
    assert "overleggen" in said
    said = " ".join(await room.say("!ret plan CODE do 7 mei 14:00 Fatima"))
    assert "een **naam**" in said


async def test_every_form_of_a_name_is_shown_when_one_does_not_fit(room: World) -> None:
    (said,) = await room.say("!ret uitnodigen CODE school")
    for form in ("ook WIE", "zonder WIE", "zelf [op DATUM]"):
        assert form in said


async def test_own_lists_may_be_asked_for_in_the_thread_of_a_case_that_one_may_not_see(room: World) -> None:
    await room.say(f"!ret deelnemer toevoegen betrokken_aanbieder Accare {EXPERT}")
    (said,) = await room.say("!ret mijn", EXPERT, thread=True)
    assert "ken ik niet" not in said


async def test_a_closed_case_has_nothing_to_look_into(room: World) -> None:
    await room.say("!ret sluit CODE ingetrokken")
    (said,) = await room.say("!ret status CODE")
    assert "nagaan" not in said
