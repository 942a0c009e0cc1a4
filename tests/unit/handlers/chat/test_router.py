"""From words to commands. Who may give which: tests/journeys/test_inzage.py."""

import ast
from collections.abc import Iterator
from inspect import Parameter, signature
from pathlib import Path

import pytest

import retbot
from retbot.domain.errors import Refusal
from retbot.handlers.chat import examples
from retbot.handlers.chat.command import Command
from retbot.handlers.chat.router import Router
from retbot.handlers.table import commands
from retbot.wording.replies import SENTENCES
from tests.every_row import every_row
from tests.unit.handlers.conftest import CONVENANT, ONE, aangemeld
from tests.world import SECRETARIS, World

TABLE = commands()
ROUTER = Router(TABLE)


@every_row(TABLE)
def test_every_usage_begins_with_the_name_and_every_summary_is_a_sentence(command: Command) -> None:
    assert command.usage.split("[")[0].startswith(command.name.split()[0])
    assert command.summary[0].isupper()
    assert command.summary.endswith((".", "?"))


def test_no_two_commands_have_the_same_form() -> None:
    forms = [command.usage for command in TABLE]

    assert sorted(forms) == sorted(set(forms))


@pytest.mark.parametrize(
    ("text", "name", "rest"),
    [
        ("plan do 7 mei", "plan", "do 7 mei"),
        ("Advies Verzonden op 4 mei", "advies verzonden", "op 4 mei"),
        ("bespreking  gehouden 1 2", "bespreking gehouden", "1 2"),
        ("help", "help", ""),
        ("plan, do 7 mei", "plan", "do 7 mei"),
    ],
)
def test_the_longest_name_wins_word_by_word(text: str, name: str, rest: str) -> None:
    found = ROUTER.find(text)

    assert found
    assert (found[0].name, found[1]) == (name, rest)


@pytest.mark.parametrize("text", ["planning", "plannen", "helpen", "advies", "bespreking", ""])
def test_what_only_begins_like_a_command_is_none(text: str) -> None:
    assert ROUTER.find(text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("plna ma 4 mei", "plan"),
        ("statsu", "status"),
        ("advies verstuurd", "advies verzonden"),
        ("bespreking", "bespreking gehouden"),
        ("tijdljin RET-7KH-4T3", "tijdlijn"),
        ("termijn", "termijnen"),
    ],
)
def test_a_mistyped_command_is_answered_with_the_nearest_one(text: str, name: str) -> None:
    meant = ROUTER.nearest(text)

    assert meant
    assert meant.name == name


async def test_an_unknown_command_names_the_nearest_and_its_form(room: World) -> None:
    await room.say("!ret plna ma 4 mei")

    assert room.args("onbekend")["bedoeld"] == "plan"
    assert str(room.args("onbekend")["vorm"]).startswith("plan CODE")


@pytest.mark.parametrize("typed", ["overlge do 7 mei 13:00-15:00", "om overleg do 7 mei 13:00-15:00"])
async def test_of_a_name_with_several_forms_the_first_is_shown(room: World, typed: str) -> None:
    await room.say(f"!ret {typed}")

    assert str(room.args("onbekend")["vorm"]).startswith("overleg [elke] donderdag")


async def test_nonsense_points_to_the_help(room: World) -> None:
    assert await room.say("!ret xyzzy") == [s for s in await room.say("!ret xyzzy") if "!ret help" in s]


async def test_in_the_thread_the_code_may_be_left_out(room: World) -> None:
    await room.keep(aangemeld())
    await room.say("!ret compleet", about=ONE)

    assert (await room.casus()).feit("compleet")


async def test_in_the_main_line_it_may_not(room: World) -> None:
    await room.keep(aangemeld())
    await room.say("!ret compleet")

    assert room.kinds() == ["code_ontbreekt_vorm"]


async def test_a_code_that_is_written_counts_more_than_the_thread(room: World) -> None:
    await room.keep(aangemeld())
    await room.say("!ret compleet RET-7KH-4T3", about=None)

    assert (await room.casus()).feit("compleet")


async def test_an_unknown_code_is_answered_and_not_stored(room: World) -> None:
    await room.say("!ret status RET-7KH-4T3")

    assert room.kinds() == ["casus_onbekend"]
    assert room.rows()[0].post.code is None


def _refusals() -> Iterator[tuple[str, ast.Call]]:
    """Wherever a Refusal is made."""
    for path in sorted(Path(retbot.__file__).parent.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)) if Refusal.__name__ in text else ():
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == Refusal.__name__:
                yield f"{path.name}:{node.lineno}", node


@every_row(_refusals())
def test_every_refusal_has_a_sentence_that_takes_its_arguments(where: str, call: ast.Call) -> None:
    assert isinstance(call.args[0], ast.Constant), f"{where}: the reason must be written out"
    sentence = SENTENCES.get(str(call.args[0].value))
    assert sentence, f"{where}: no sentence {call.args[0].value!r}"
    given = {keyword.arg for keyword in call.keywords}
    known = signature(sentence.words).parameters
    needed = {name for name, p in known.items() if p.default is Parameter.empty}
    assert needed <= given <= set(known), f"{where}: {sentence.name}{signature(sentence.words)} does not take {given}"


async def test_a_form_without_a_code_is_not_about_the_case_in_whose_thread_it_was_typed(room: World) -> None:
    await room.keep(aangemeld())
    await room.say("!ret gedaan OV-4.3", about=ONE)
    await room.say("!ret compleet", about=ONE)

    assert room.kinds() == ["plicht_gedaan", "genoteerd"]
    assert [row.post.code for row in room.rows()] == [None, ONE]
    assert [entry.code for entry in room.storage.audits] == [None, ONE]


async def test_a_form_without_a_code_is_refused_with_the_code_of_no_case(room: World) -> None:
    await room.say("!ret gedaan OV-4.3 RET-7KH-4T3")

    assert room.kinds() == ["casus_onbekend"]


async def test_a_form_that_is_not_for_all_who_may_the_command_is_named_itself(room: World) -> None:
    [refused] = await room.say("!ret aanmelding toch=spoed", SECRETARIS)

    assert refused.startswith("**aanmelding toch=REDEN** is voor de voorzitter.")


async def test_the_only_form_of_a_name_begins_with_its_words(room: World) -> None:
    await room.keep(aangemeld())
    [refused] = await room.say("!ret toestemming RET-7KH-4T3 monitor")

    assert room.kinds() == ["vorm"]
    assert "`!ret toestemming RET-7KH-4T3 intrekken [formulier|monitor" in refused


async def test_the_audit_names_the_case_that_a_command_made(room: World) -> None:
    await room.say(f"!ret {examples.fill_in('aanmelding {aanmelding}', CONVENANT)}", confirm=False)

    [code] = room.storage.memory.cases
    assert [(entry.what, entry.code) for entry in room.storage.audits] == [("aanmelding", code)]
