"""The list of deelnemers, as it is kept in the chat."""

from dataclasses import replace
from datetime import date

import pytest

from retbot.domain.deelnemers.roles import Deelnemer
from retbot.ports import Processing
from tests.unit.handlers.people import BAS, EVA, SAM, VERA, Chat

TODAY = date(2026, 4, 20)
MISSING = (
    "Nog niet op de lijst, en dus niet uit te nodigen: voorzitter, secretaris en expert. "
    "→ `!ret deelnemer toevoegen voorzitter`"
)


async def test_an_empty_list_says_how_to_begin() -> None:
    answer = await Chat().says("!ret deelnemers")
    assert answer == f"Er staat nog niemand op de lijst. → `!ret deelnemer toevoegen expert GGZ Accare`\n{MISSING}"


async def test_somebody_comes_on_the_list_with_all_that_may_be_known() -> None:
    chat = Chat()
    answer = await chat.says("!ret deelnemer toevoegen expert LVB Ambiq @eva:ret.nl vog 4-5-2025")
    assert chat.listed == [Deelnemer(1, "expert", "LVB", "Ambiq", EVA, date(2025, 5, 4), sinds=TODAY)]
    assert answer == (
        "Op de lijst: 1 expert LVB (Ambiq), in de kamer, geen adres, VOG van 4 mei 2025.\n"
        "Mailen? Geef mij het adres in ons privégesprek: `adres 1 naam@organisatie.nl`"
    )
    assert EVA not in answer


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("expert", Deelnemer(1, "expert")),
        ("Expert lvb ambiq", Deelnemer(1, "expert", "LVB", "Ambiq")),
        ("expert Ambiq LVB", Deelnemer(1, "expert", "LVB", "Ambiq")),
        ("expert 's Heeren Loo", Deelnemer(1, "expert", partij="'s Heeren Loo")),
        ("expert ’s Heeren Loo", Deelnemer(1, "expert", partij="'s Heeren Loo")),
        ("expert J&O william", Deelnemer(1, "expert", "J&O", "William Schrikker")),
        ("@eva:ret.nl expert JZ+", Deelnemer(1, "expert", "JZ+", matrix_id=EVA)),
        ("expert vog 4 mei 2025 @eva:ret.nl", Deelnemer(1, "expert", matrix_id=EVA, vog=date(2025, 5, 4))),
        ("expert vog van 4-5-2025", Deelnemer(1, "expert", vog=date(2025, 5, 4))),
        ("programmamanager", Deelnemer(1, "programmamanager")),
        ("gemeente gemeente Hof van Twente", Deelnemer(1, "gemeente", partij="gemeente Hof van Twente")),
        ("gemeente Enschede", Deelnemer(1, "gemeente", partij="gemeente Enschede")),
        ("partij Accare", Deelnemer(1, "partij", partij="Accare")),
        ("voorz @eva:ret.nl", Deelnemer(1, "voorzitter", matrix_id=EVA)),
    ],
)
async def test_it_is_read_in_the_order_that_people_type(typed: str, expected: Deelnemer) -> None:
    chat = Chat()
    await chat.says(f"!ret deelnemer toevoegen {typed}")
    assert chat.listed == [replace(expected, sinds=TODAY)]


@pytest.mark.parametrize(
    ("typed", "part_of_answer"),
    [
        ("", "Welke rol? Kies uit: `voorzitter`, `secretaris`, `expert`"),
        ("beheerder @eva:ret.nl", "Welke rol?"),
        ("ouders", "hoort bij één casus, niet bij het team"),
        ("school", "`adres CODE school naam@organisatie.nl`"),
        ("lokale toegang gemeente Enschede", "hoort bij één casus"),
        ("expert LVB Zorgbureau", "Namen van mensen bewaar ik niet"),
        ("expert LVB Ambiq extra", "Het laatste woord begrijp ik niet"),
        ("expert school", "staat niet in het convenant"),
        ("expert @eva", "Dat Matrix-id kan ik niet lezen"),
        ("programmamanager @eva:ret.nl", "zit niemand in deze kamer"),
        ("secretaris vog 4-5-2025", "vraagt het convenant geen VOG"),
        ("expert vog 4-5-2027", "moet nog komen"),
        ("expert vog ooit", "Er is niets gewijzigd."),
    ],
)
async def test_what_may_not_stand_on_the_list_is_refused_with_the_reason(typed: str, part_of_answer: str) -> None:
    chat = Chat()
    answer = await chat.says(f"!ret deelnemer toevoegen {typed}")
    assert part_of_answer in answer
    assert "Er is niets gewijzigd." in answer
    assert "Zorgbureau" not in answer
    assert chat.listed == []


async def test_on_the_list_a_voorzitter_can_be_invited_and_gets_no_rights() -> None:
    chat = Chat()
    answer = await chat.says("!ret deelnemer toevoegen voorzitter @eva:ret.nl")
    assert "Rechten geeft dit niet: wie voorzitter is, staat alleen in de instellingen." in answer
    assert "is voor de" in await chat.says("!ret deelnemers", EVA)
    assert "secretaris en expert" in await chat.says("!ret deelnemers")


async def test_two_people_cannot_have_one_matrix_id() -> None:
    chat = Chat()
    await chat.says("!ret deelnemer toevoegen expert GGZ @eva:ret.nl")
    assert "al van deelnemer 1 (expert GGZ)" in await chat.says("!ret deelnemer toevoegen expert LVB @eva:ret.nl")
    await chat.says("!ret deelnemer toevoegen expert LVB")
    assert "al van deelnemer 1" in await chat.says("!ret deelnemer wijzigen 2 @eva:ret.nl")
    assert "in de kamer" in await chat.says("!ret deelnemer wijzigen 1 @eva:ret.nl Mediant")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("JZ+", Deelnemer(1, "expert", "JZ+", "Ambiq", EVA, date(2025, 5, 4))),
        ("Accare vog 1-4-2026", Deelnemer(1, "expert", "LVB", "Accare", EVA, date(2026, 4, 1))),
        ("gemeente Zwolle", Deelnemer(1, "expert", "LVB", "gemeente Zwolle", EVA, date(2025, 5, 4))),
        ("@evi:ret.nl", Deelnemer(1, "expert", "LVB", "Ambiq", "@evi:ret.nl", date(2025, 5, 4))),
        ("kamer weg", Deelnemer(1, "expert", "LVB", "Ambiq", None, date(2025, 5, 4))),
        ("sector weg partij weg", Deelnemer(1, "expert", None, None, EVA, date(2025, 5, 4))),
        ("secretaris vog weg sector weg", Deelnemer(1, "secretaris", None, "Ambiq", EVA)),
    ],
)
async def test_only_what_is_typed_changes(typed: str, expected: Deelnemer) -> None:
    chat = Chat()
    await chat.says("!ret deelnemer toevoegen expert LVB Ambiq @eva:ret.nl vog 4-5-2025")
    await chat.says(f"!ret deelnemer wijzigen 1 {typed}")
    assert chat.listed == [replace(expected, sinds=TODAY)]


@pytest.mark.parametrize(
    ("typed", "part_of_answer"),
    [
        ("wijzigen", "Zo schrijft u het: `!ret deelnemer wijzigen NUMMER"),
        ("wijzigen 1", "Zo schrijft u het: `!ret deelnemer wijzigen NUMMER"),
        ("wijzigen 2 LVB", "Deelnemer 2 is er niet."),
        ("wijzigen 1 secretaris", "vraagt het convenant geen VOG"),
        ("weg", "Zo schrijft u het: `!ret deelnemer weg NUMMER`"),
        ("weg 12", "Deelnemer 12 is er niet."),
        ("weg 1 Jan", "Zo schrijft u het: `!ret deelnemer weg NUMMER`"),
    ],
)
async def test_a_change_that_is_not_clear_changes_nothing(typed: str, part_of_answer: str) -> None:
    chat = Chat()
    await chat.says("!ret deelnemer toevoegen expert LVB Ambiq @eva:ret.nl vog 4-5-2025")
    before = chat.listed
    assert part_of_answer in await chat.says(f"!ret deelnemer {typed}")
    assert chat.listed == before


async def test_who_leaves_the_list_takes_the_address_along_and_leaves_the_number_unused() -> None:
    chat = Chat()
    await chat.says("!ret deelnemer toevoegen expert LVB")
    await chat.says("!ret deelnemer toevoegen expert GGZ")
    await chat.says("!ret adres 2 ed@ggz.nl", direct=True)
    assert "Deelnemer 2 (expert GGZ) is van de lijst" in await chat.says("!ret deelnemer weg 2")
    assert chat.addresses == {}
    await chat.says("!ret deelnemer toevoegen expert JZ+")
    assert [d.nummer for d in chat.listed] == [1, 3]


async def test_the_list_shows_no_more_than_masks() -> None:
    chat = Chat()
    await chat.says(f"!ret deelnemer toevoegen voorzitter {VERA}")
    await chat.says("!ret deelnemer toevoegen expert LVB Ambiq")
    await chat.says("!ret adres 2 jansen@ambiq.nl", direct=True)
    assert await chat.says("!ret deelnemers") == (
        "**Deelnemers**\n"
        "• 1 voorzitter, in de kamer, geen adres\n"
        "• 2 expert LVB (Ambiq), niet in de kamer, adres j…@…nl, datum van de VOG onbekend\n"
        "Nog niet op de lijst, en dus niet uit te nodigen: secretaris. → `!ret deelnemer toevoegen secretaris`"
    )


async def test_the_list_is_for_who_leads_and_who_keeps_the_bot_running() -> None:
    chat = Chat()
    await chat.says("!ret deelnemer toevoegen expert @eva:ret.nl", BAS)
    assert "**Deelnemers**" in await chat.says("!ret deelnemers", VERA)
    for text in ("deelnemers", "deelnemer weg 1", "deelnemer toevoegen expert", "deelnemer wijzigen 1 LVB"):
        assert "is voor de beheerder, de secretaris of de voorzitter" in await chat.says(f"!ret {text}", EVA)
    assert len(chat.listed) == 1


async def test_each_change_leaves_a_row_in_the_audit() -> None:
    chat = Chat()
    await chat.says("!ret deelnemers")
    await chat.says("!ret deelnemer toevoegen expert @eva:ret.nl", BAS)
    assert [(row.who, row.role, row.what, row.outcome, row.processing) for row in chat.storage.audits] == [
        (SAM, "secretaris", "deelnemers", "ingezien", Processing.DEELNEMERS),
        (BAS, "beheerder", "deelnemer toevoegen", "gedaan", Processing.DEELNEMERS),
    ]
