"""A command is declared once: its form, its help, its refusal, its rights and what it ends follow from that."""

import pytest

from retbot.domain.errors import Refusal
from retbot.handlers.chat.command import EDITORS, READERS, Code, Command, Effect
from retbot.handlers.chat.declaration import Commands
from retbot.handlers.chat.request import Request
from retbot.handlers.chat.router import Router
from retbot.reading.grammar import all_words, optional, or_refuse
from retbot.reading.moments import DAY, PLACE
from retbot.wording.forms import Ending
from tests.unit.handlers.conftest import CONVENANT, EXPERT, ONE, aangemeld
from tests.world import World

COMMANDS = Commands("overzicht")
WHAT = all_words("WAT", "{dag}")


@COMMANDS.declare(
    "onthoud",
    WHAT,
    optional(PLACE),
    help="Onthoudt iets.",
    rights=EDITORS,
    effect=Effect.RECORD,
    ends=(Ending("onthouden", "{partij} {dag}"),),
    asks={"weten": "iets"},
)
async def onthoud(request: Request, what: str, place: str | None) -> None:
    await request.work.notes.set("onthouden", f"{what} {place}")


@COMMANDS.declare("onthoud", begins="niets", help="Vergeet.", rights=READERS, effect=Effect.ACT)
async def vergeet(request: Request) -> None:
    await request.work.notes.set("onthouden", "niets")


@COMMANDS.declare("tel", DAY, help="Telt.", rights=READERS, effect=Effect.LOOK, code=Code.NONE)
async def tel(request: Request, day: object) -> None:
    await request.work.notes.set("onthouden", f"{day}")


@COMMANDS.declare(
    "tel",
    or_refuse(all_words("WAT"), lambda _: Refusal("tekst_leeg")),
    help="Telt iets van een casus.",
    rights=READERS,
    effect=Effect.LOOK,
)
async def tel_van(request: Request, what: str) -> None:
    await request.work.notes.set("onthouden", f"van {request.code}: {what}")


FIRST, GONE, COUNT, COUNT_OF = COMMANDS


@pytest.fixture(name="small")
async def _small(room: World) -> World:
    """With these commands alone, and one case."""
    await room.keep(aangemeld())
    room.intake = type(room.intake)(
        room.storage,
        lambda: room.team,
        Router(COMMANDS),
        room.intake.answers,
        room.clock,
        lambda: None,
        room.intake.gate,
    )
    return room


def noted(room: World) -> str | None:
    return room.storage.memory.notes.get("onthouden")


def test_the_form_follows_from_the_name_the_code_and_the_arguments() -> None:
    assert [one.usage for one in COMMANDS] == [
        "onthoud CODE WAT [plek NAAM]",
        "onthoud CODE niets",
        "tel [op DATUM]",
        "tel CODE WAT",
    ]


def test_the_example_leaves_out_what_may_be_left_out_and_is_not_the_form_again() -> None:
    assert [one.example(CONVENANT) for one in COMMANDS] == ["onthoud CODE EENDAG", "", "", ""]


def test_what_it_ends_and_asks_is_its_name_with_the_words_of_that() -> None:
    assert FIRST.endings == {"onthouden": "onthoud CODE {partij} {dag}"}
    assert FIRST.asking == {"weten": "onthoud CODE iets"}


def test_what_it_records_it_ends() -> None:
    fact = Command("x", "X.", "overzicht", EDITORS, onthoud, event="compleet")
    assert fact.endings == {"compleet": "x CODE"}


def test_a_command_that_looks_is_audited_as_such() -> None:
    assert [one.reads for one in COMMANDS] == [False, False, True, True]


async def test_the_handler_gets_what_the_arguments_read(small: World) -> None:
    await small.say("!ret onthoud iets moois plek Stadhuis", about=ONE)
    assert noted(small) == "iets moois stadhuis"


async def test_a_command_without_what_must_be_there_is_answered_with_its_form_and_an_example(small: World) -> None:
    (answer,) = await small.say("!ret onthoud", about=ONE)
    assert f"`!ret onthoud {ONE} WAT [plek NAAM]`, bijvoorbeeld `!ret onthoud {ONE} ma 4 mei`." in answer


async def test_words_that_no_argument_took_are_refused_before_anything_is_done(small: World) -> None:
    await small.say("!ret tel zonnebloem gisteren")
    assert small.kinds() == ["te_veel"]
    assert noted(small) is None


async def test_of_forms_with_one_name_the_words_that_one_begins_with_tell_which(small: World) -> None:
    await small.say(f"!ret onthoud {ONE} Niets")
    assert noted(small) == "niets"


async def test_the_rights_and_the_code_are_those_of_the_form_that_was_meant(small: World) -> None:
    await small.say("!ret onthoud niets")
    await small.say(f"!ret onthoud {ONE} iets", EXPERT)
    await small.say(f"!ret onthoud {ONE} niets", EXPERT)
    assert small.kinds() == ["code_ontbreekt_vorm", "niet_bevoegd"]
    assert noted(small) == "niets"


async def test_a_code_that_the_first_form_does_not_take_means_the_other_one(small: World) -> None:
    await small.say(f"!ret tel {ONE} alles")
    assert noted(small) == f"van {ONE}: alles"
    await small.say("!ret tel op 4 april")
    assert noted(small) == "2026-04-04"
