"""What the bot tells people to type, it takes: every example and every form, under every covenant."""

import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from retbot.demo.stories import STORIES
from retbot.demo.stories.steps import Chapter
from retbot.domain.casus.triage import outcomes
from retbot.domain.tijd import local_day
from retbot.handlers.chat import examples
from retbot.handlers.chat.limits import Limits
from retbot.handlers.chat.memory import Doings
from retbot.handlers.table import commands
from retbot.reading.vastleggen import gebeurtenissen
from retbot.wording.dates import short_date
from tests.journeys.test_stories import said
from tests.world import SECRETARIS, VOORZITTER, World

TYPED = re.compile(r"`!ret ([^`]+)`")
"""What is shown as something to type."""
OF_THE_STATE = {
    "afspraak_onbekend",
    "al_gedaan",
    "al_gepland",
    "al_uitgenodigd",
    "alleen_prive",
    "andere_stap",
    "anders_gepland",
    "bespreking_komt_nog",
    "besluit_van",
    "bladzijde_onbekend",
    "casus_gesloten",
    "datalek_onbekend",
    "dubbel_gepland",
    "al_besproken",
    "export_leeg",
    "feit_onbekend",
    "geen_concept",
    "geen_besluit",
    "geen_overleg",
    "geen_overleg_op",
    "geen_prikker",
    "geen_stap_meer",
    "halfjaar_loopt",
    "id_in_gebruik",
    "in_de_toekomst",
    "niemand_met_adres",
    "niet_afwezig",
    "niet_uitgenodigd",
    "niets_gepland",
    "niets_in_te_trekken",
    "niets_ongedaan",
    "niets_te_verzetten",
    "nog_niet",
    "nooit_gemaild",
    "nummer_onbekend",
    "overleg_al_zo",
    "overleg_botst",
    "overleg_niemand_met_adres",
    "overleg_voorbij",
    "partij_zonder_afspraak",
    "reeks_staat_al",
    "staat_al",
    "stap_noemen",
    "te_vroeg",
    "voor_aanmelding",
}
"""Refusals that say that it cannot be done now, or that something is not there; not that it was not understood."""
WRONG = (
    "!ret deelnemer toevoegen wethouderij",
    "!ret deelnemer toevoegen",
    "!ret afspraak CODE 22 mei",
    "!ret afspraak CODE aanbieder 22 mei",
    "!ret noteer CODE iets",
    "!ret corrigeer CODE iets",
    "!ret gedaan CODE iets",
    "!ret opvolging CODE",
    "!ret plan CODE",
    "!ret prik voor CODE iemand 1",
    "!ret verzoek CODE",
    "!ret inzage CODE",
    "!ret herstel CODE iets",
    "!ret overleg",
    "!ret uitnodigen CODE ook",
)


OF_A_DEELNEMER = "[SECTOR] [PARTIJ] [@naam:server] [sinds DATUM] [vog DATUM] [vervanger van NUMMER]"


def filled(text: str, room: World) -> str:
    """The capitals of a form, as somebody would fill them in."""
    convenant, clock = room.team.convenant, local_day(room.clock.now())
    deelnemer = examples.deelnemer(convenant)
    words = {
        "CODE": room.code or "RET-7KH-4T3",
        f"ROL {OF_A_DEELNEMER}": deelnemer,
        f"NUMMER [ROL] {OF_A_DEELNEMER}": f"1 {deelnemer}",
        "NAAM VAN DE ORGANISATIE": "Zorggroep",
        "plek NAAM": "plek stadhuis",
        "tot DATUM": f"tot {short_date(clock + timedelta(weeks=8))}",
        "DATUM UUR": "gisteren 9:00",
        "WAT ER GEBEURDE": "een mail ging naar een verkeerd adres",
        "DATUM": short_date(clock),
        "GEBEURTENIS [WIE]": next(name for name in gebeurtenissen.known_events(convenant) if name != "aanvaard"),
        "NUMMER": "1",
        "PARTIJ": examples.partij(convenant),
        "WIE": "1",
        "ROL HOEDANIGHEID": f"{examples.rol(convenant)} informant",
        "NAAM": convenant.knelpunten[0].naam if convenant.knelpunten else "",
        "ONDERWERP": "aanmelding",
        "UITKOMST": outcomes(convenant)[0] if convenant.kent("triage") else "",
        "REGEL": next((r.id for r in convenant.regels.values() if r.vraag and r.moment != "aanmelding"), ""),
        "KETEN": convenant.namen_van_ketens[0] if convenant.ketens else "",
        "FEIT": examples.feit(convenant),
    }
    for word, value in words.items():
        text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", value, text)
    return text


def variants(form: str) -> Iterator[str]:
    """Without what may be left out, and with all of it; of alternatives the first."""
    yield " ".join(re.sub(r"\[[^\]]*\]", "", form).split())
    yield re.sub(r"\[([^\]|]*)[^\]]*\]", r"\1", form)


@asynccontextmanager
async def fork(room: World) -> AsyncIterator[None]:
    """What is said within leaves the room as it was. So much is tried at one moment that nobody could type it."""
    room.intake = replace(room.intake, limits=Limits(), doings=Doings())
    before, read, code = room.storage.memory, room._read, room.code
    room.storage.memory = before.copy()
    yield
    room.storage.memory, room._read, room.code = before, read, code


async def refused(room: World, text: str) -> str | None:
    """Why this is refused in the case as it now is."""
    audits = len(room.storage.audits)
    async with fork(room):
        await room.say(f"!ret {text}", VOORZITTER if text.startswith("aanmelding toch") else SECRETARIS)
        made = room.storage.audits[audits:]
    assert made, text
    return next((one.outcome for one in made if one.what == "geweigerd"), None)


@pytest.mark.parametrize("profile", STORIES)
async def test_what_the_answers_of_a_story_tell_to_type_is_taken(profile: str) -> None:
    room = World(profile)
    seen: set[str] = set()
    for step in STORIES[profile]:
        for answer in await said(room, step):
            assert not [one async for one in not_taken(room, answer, seen)]


@pytest.mark.parametrize("profile", STORIES)
async def test_help_and_answers_to_what_is_wrong_tell_to_type_what_is_taken(profile: str) -> None:
    """At each moment of the story: what a form holds cannot always be done, but it is always understood."""
    room = World(profile)
    seen: set[str] = set()
    subjects = dict.fromkeys(command.subject for command in commands())
    for step in STORIES[profile]:
        await said(room, step)
        if isinstance(step, Chapter) and room.code:
            for text in (*WRONG, *(f"!ret help {subject}" for subject in subjects)):
                async with fork(room):
                    answers = await room.say(text, thread=True)
                for answer in answers:
                    assert not [one async for one in not_taken(room, answer, seen)]


@pytest.mark.parametrize("profile", STORIES)
async def test_the_example_of_a_command_is_taken(profile: str) -> None:
    room, steps = World(profile), iter(STORIES[profile])
    while not room.code:
        await said(room, next(steps))
    examples_of = {command.example(room.team.convenant) for command in commands()} - {""}
    typed = [text.replace("CODE", room.code).replace("EENDAG", room.example_day) for text in examples_of]
    why = {text: await refused(room, text) for text in typed}
    assert {text: reason for text, reason in why.items() if reason and reason not in OF_THE_STATE} == {}


async def not_taken(room: World, answer: str, seen: set[str]) -> AsyncIterator[tuple[str, str]]:
    for shown in TYPED.findall(answer):
        for text in variants(filled(shown, room)):
            if text not in seen and (room.code or "RET-7KH-4T3" not in text):
                seen.add(text)
                why = await refused(room, text)
                if why and why not in OF_THE_STATE:
                    yield why, text
