"""Cases and people in a world in memory, and what it is asked."""

from dataclasses import replace
from datetime import date

import pytest

from retbot.covenants import convenant_files
from retbot.domain.casus import casecode
from retbot.domain.casus.besprekingen import hold
from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.casus import Aanmelding, Bespreking, Casus, Feit
from retbot.domain.casus.recording import add_afspraak, finish_afspraak, record
from retbot.domain.deelnemers.roles import Deelnemer
from retbot.domain.errors import Arg, Refusal
from retbot.handlers.chat import open_questions
from retbot.handlers.chat.questions import AnswerTaker
from retbot.handlers.chat.request import Request
from retbot.handlers.table import questions, steps_back
from retbot.ports import Question
from tests.clock import at
from tests.world import ROOM, VOORZITTER, World, root_of

EXPERT = "@lvb:ret.test"
ACCARE = "@accare:ret.test"
CONVENANT = convenant_files.load("overijssel-2022")
ONE = casecode.with_hyphens("7KH4T" + casecode.check_symbol("7KH4T"))
OTHER = casecode.with_hyphens("2DX9M" + casecode.check_symbol("2DX9M"))
Place = tuple[str, str | None] | None
PEOPLE = (
    Deelnemer(1, "expert", "LVB", "Ambiq", EXPERT, date(2024, 1, 5)),
    Deelnemer(2, "expert", "GGZ", "Karakter"),
    Deelnemer(3, "betrokken aanbieder", None, "Accare", ACCARE),
)


def aangemeld(code: Casecode = ONE, op: date = date(2026, 4, 20)) -> Casus:
    intake = Aanmelding(
        ontvangen=op,
        route="toegang",
        met_toegang=True,
        besproken=True,
        leeftijd="12-15",
        gemeente="Enschede",
        gronden=("contra-indicatie",),
        lokaal=True,
        formulier="ja",
        monitor="ja",
    )
    return Casus(code, "overijssel-2022", "1", intake)


def gepland(code: Casecode = ONE, start: str = "2026-05-07 14:00") -> Casus:
    casus = aangemeld(code).with_feit(Feit("compleet", date(2026, 4, 20)))
    meeting = Bespreking(1, at(start), 60, "uid@ret.test", plek="stadhuis")
    return casus.with_bespreking(meeting).with_feit(Feit("geagendeerd", date(2026, 4, 21), 1))


def besproken() -> Casus:
    """With two afspraken, of which the second is done."""
    casus = hold(gepland(), date(2026, 5, 7), ["ouders", "LVB"], CONVENANT)
    casus, _ = add_afspraak(casus, "Accare", date(2026, 5, 22), "intake")
    casus, second = add_afspraak(casus, "Ambiq", date(2026, 5, 20), "overleg")
    return finish_afspraak(casus, second.nummer, date(2026, 5, 8), date(2026, 5, 8))


def verzonden() -> Casus:
    return record(besproken(), Feit("advies_verzonden", date(2026, 5, 12), 1), date(2026, 5, 12))


def lines(arg: Arg) -> list[str]:
    assert isinstance(arg, list)
    return [str(line) for line in arg]


@pytest.fixture(name="room")
async def _room() -> World:
    room = World(code=ONE)
    async with room.storage.begin() as work:
        for deelnemer in PEOPLE:
            await work.people.save(deelnemer)
    return room


@pytest.fixture(name="planned")
async def _planned(room: World) -> World:
    await room.keep(gepland())
    return room


@pytest.fixture(name="agreed")
async def _agreed(room: World) -> World:
    room.clock.instant = at("2026-05-20 09:00")
    await room.keep(besproken())
    return room


async def yes(request: Request, question: Question, text: str) -> None:
    if text.lower() not in {"ja", "nee"}:
        raise Refusal("antwoord_onbegrepen", keuzes=["ja", "nee"])
    await request.work.notes.set("antwoord", f"{question.code}:{text.lower()}")


def yes_to_some() -> AnswerTaker:
    return AnswerTaker({**questions(), **dict.fromkeys(("opgelost", "triage", "aanmelding"), yes)}, steps_back())


@pytest.fixture(name="asked")
async def _asked(room: World) -> World:
    """Two cases; the voorzitter is asked about the first, in its thread."""
    room.intake = replace(room.intake, answers=yes_to_some())
    await room.keep(aangemeld())
    await room.keep(aangemeld(OTHER, date(2026, 4, 1)))
    await ask(room, ONE)
    return room


async def ask(room: World, code: Casecode | None, kind: str = "opgelost", place: Place = None) -> None:
    """In the thread of the case, unless a room and a thread are given."""
    room_id, thread = place or (ROOM, root_of(code))
    zin, now = "vraag_opgelost", room.clock.now()
    await put(
        room, Question(VOORZITTER, kind, room_id, thread, code, zin=zin, gesteld=now, args={"open_termijnen": []})
    )


async def put(room: World, question: Question) -> None:
    async with room.storage.begin() as work:
        await open_questions.ask(work, question, room.team, room.clock.now())


def answered(room: World) -> str | None:
    return room.storage.memory.notes.get("antwoord")
