"""The pages for each role: what they tell to type is a command that this role may give, and is understood."""

import re

import pytest

from retbot.handlers.chat.router import Router
from retbot.handlers.table import commands
from tests.paths import REPOSITORY
from tests.world import BEHEERDER, EXPERT, SECRETARIS, VOORZITTER, World

PAGES = REPOSITORY / "docs" / "handleiding"
ROLES = {
    "voorzitter": VOORZITTER,
    "secretaris": SECRETARIS,
    "expert": EXPERT,
    "beheerder": BEHEERDER,
}
OF_THE_STATE = {
    "nog_niet",
    "niets_gepland",
    "niets_geweigerd",
    "daad_blijft",
    "niets_ongedaan",
    "geen_prikker",
    "nummer_onbekend",
    "afspraak_onbekend",
    "aanmelding_blijft",
    "niet_afwezig",
}
"""What a case in which nothing happened yet may refuse: the words are understood, and it is this role's to say."""
CASUS = (
    "gemeente=Enschede leeftijd=12-15 via=toegang besproken=ja lokaal=ja gronden=contra-indicatie formulier=ja "
    "monitor=ja"
)
LINES = [
    (role, line)
    for role in ROLES
    for line in dict.fromkeys(
        re.findall(r"`((?:!ret |adres )[^`]+)`", (PAGES / f"{role}.md").read_text(encoding="utf-8"))
    )
]


@pytest.fixture
async def room() -> World:
    """An expert of Ambiq in the room, and a case."""
    room = World()
    await room.say(f"!ret deelnemer toevoegen expert LVB Ambiq {EXPERT} vog 1-9-2025")
    await room.say(f"!ret aanmelding {CASUS}")
    return room


@pytest.mark.parametrize(("role", "line"), LINES)
async def test_what_a_page_tells_to_type_is_understood_from_this_role(role: str, line: str, room: World) -> None:
    who = ROLES[role]
    found = Router(commands()).find(line.removeprefix("!ret "))
    assert found
    typed = line.replace("RET-7KH-4T3", room.code or "")
    said = await room.say(typed, who, direct=not line.startswith("!ret") or found[0].direct_only, confirm=False)
    assert said
    assert room.storage.audits[-1].outcome in {"gedaan", "ingezien", *OF_THE_STATE}, said


def test_every_page_is_linked_and_says_first_what_to_do_today() -> None:
    handleiding = (REPOSITORY / "docs" / "handleiding.md").read_text(encoding="utf-8")
    for page in PAGES.glob("*.md"):
        assert f"(handleiding/{page.name})" in handleiding, page.name
        first = page.read_text(encoding="utf-8").partition("\n## ")[2]
        assert first.startswith("Vandaag" if page.stem in ROLES else "Wat u doet"), page.name
