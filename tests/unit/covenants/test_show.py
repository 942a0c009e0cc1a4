"""A covenant is printed so that a meeting can read it through."""

import json
from datetime import date

import pytest

from retbot.covenants import convenant_files, rows
from retbot.covenants.phases import Phase, by_phase
from retbot.covenants.show import as_json, as_text
from retbot.covenants.words import EVENTS as WORDS
from retbot.covenants.words import termijn
from retbot.domain.calendar.duration import Duration
from retbot.domain.convenant.convenant import EVENTS, Plicht, Source, TermijnForm, TermijnType
from tests.every_row import every_row
from tests.unit.covenants.profile_text import profile_text

WIDTH = 112


def block(text: str, title: str) -> str:
    return next(part for part in text.split("\n\n") if part.startswith(title.upper()))


def plicht(vorm: str, **more: object) -> Plicht:
    return Plicht("X-1", "1", "iets doen", ("voorzitter",), rows.termijnvorm(vorm), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", convenant_files.names())
def test_every_id_is_printed_and_no_line_is_too_long_for_a_page(name: str) -> None:
    convenant = convenant_files.load(name)
    text = as_text(convenant)
    assert [id_ for id_ in convenant.ids() if f"\n{id_} " not in text] == []
    assert max(map(len, text.splitlines())) <= WIDTH
    assert sum(map(len, by_phase(convenant).values())) == len(convenant.plichten)


def test_the_duties_stand_in_the_order_of_the_process() -> None:
    text = as_text(convenant_files.load("overijssel-2022"))
    ids = ["OV-9.1", "OV-8.4", "OV-8.5a", "OV-8.16", "OV-7 ", "OV-8.18a", "OV-8.18b", "OV-12.2", "AVG-33"]
    places = [text.index(f"\n{id_}") for id_ in ids]
    assert places == sorted(places)


def test_a_duty_is_one_row_with_its_article_term_and_who() -> None:
    text = as_text(convenant_files.load("overijssel-2022"))
    row = next(line for line in text.splitlines() if line.startswith("OV-8.5a"))
    assert [part.strip() for part in row.split("  ") if part] == [
        "OV-8.5a",
        "art. 8.5",
        "uiterlijk 1 week voor de",
        "secretaris",
        "de deelnemers uitnodigen",
    ]


def test_what_the_team_chose_itself_is_marked_so() -> None:
    found = block(as_text(convenant_files.load("gooi-en-vechtstreek-2018")), Phase.SLUITEN)
    assert "eigen afspraak" in found
    assert "– eigen afspraak van het team: de" in found


def test_what_the_covenant_leaves_unsaid_is_said() -> None:
    head = as_text(convenant_files.load("westfriesland-2023")).split("\n\n", maxsplit=1)[0]
    assert "Het convenant noemt geen bewaartermijn." in head
    assert "Het convenant noemt geen opschaling." in head


def test_roles_ways_steps_and_checklist_are_there() -> None:
    text = as_text(convenant_files.load("overijssel-2022"))
    assert "• voorzitter (in de kamer; zit altijd aan tafel)" in block(text, "Rollen")
    assert "• een andere professional: nee." in block(text, "Wie mag aanmelden")
    assert "hulp, stap 2" in block(text, "Opschalen")
    assert "• randvoorwaarden" in block(text, "Wat het advies bevat")
    assert "minuten: 60" in block(text, "Voorwaarden")
    assert "ruime lezing: nee" in block(text, "Voorwaarden")


def test_tables_and_questions_of_the_covenant_itself_are_there() -> None:
    text = as_text(convenant_files.load("model-2024"))
    assert "• adviestafel; aan tafel: jeugdige, ouders," in block(text, "Tafels")
    assert "daarna: uitvoeringstafel" in block(text, "Tafels")
    assert "Is de casus bekend bij de" in block(text, "Voorwaarden")
    assert "na contact met de procesregisseur" in block(text, "Wie mag aanmelden")


def test_what_a_covenant_does_not_have_is_left_out() -> None:
    text = as_text(convenant_files.read(profile_text()))
    titles = [part.split("\n")[0] for part in text.split("\n\n")]
    assert titles == ["Proef", "BIJ EN NA DE BESPREKING", "ROLLEN", "WIE MAG AANMELDEN", "GEMEENTEN"]


@every_row(
    [
        ("10 wd na aanmelding", "binnen 10 werkdagen na de aanmelding"),
        ("1 w voor bespreking", "uiterlijk 1 week voor de bespreking"),
        ("vóór bespreking", "vóór de bespreking"),
        ("bij aanmelding", "bij de aanmelding"),
        ("elke 6 m", "elke 6 maanden"),
        ("elke 4 w na advies_verzonden", "elke 4 weken na het versturen van het advies"),
        ("op 2026-07-01", "op 1 juli 2026"),
        ("op het woord", "op het woord"),
        ("eigen datum", "eigen datum"),
        ("per periode", "per periode"),
        ("altijd", "altijd"),
        ("geen", "het convenant noemt hiervoor geen termijn"),
        ("geen na triage", "na de triage; het convenant noemt hiervoor geen termijn"),
    ]
)
def test_every_kind_of_term_is_said_in_words(vorm: str, words: str) -> None:
    assert termijn(plicht(vorm)) == words


def test_a_term_with_another_start_names_both() -> None:
    both = plicht("6 w na oplossing_verzonden", anders_na="advies_verzonden")
    assert termijn(both).endswith("na het versturen van de oplossing, of anders na het versturen van het advies")


def test_every_event_has_its_words() -> None:
    assert set(WORDS) == EVENTS


def test_every_kind_of_term_has_its_phase() -> None:
    kinds = {
        TermijnType.NA: TermijnForm(TermijnType.NA, "vog", Duration.parse("3 j")),
        TermijnType.OP_DATUM: TermijnForm(TermijnType.OP_DATUM, datum=date(2026, 7, 1)),
    }
    convenant = convenant_files.read(profile_text())
    for soort in TermijnType:
        duty = Plicht("X-1", "1", "iets", ("voorzitter",), kinds.get(soort, TermijnForm(soort)))
        law = Plicht("X-2", "1", "iets", ("voorzitter",), duty.termijn, bron=Source.WET)
        both = type(convenant)("x", "1", "X", "v", "s", {}, (duty, law))
        assert list(by_phase(both))[-1] is Phase.WET
        assert len(by_phase(both)) == 2


def test_as_json_it_holds_the_same_duties_in_the_same_order() -> None:
    convenant = convenant_files.load("model-2024")
    told = json.loads(as_json(convenant))
    assert [row["id"] for row in told["plichten"]] == [p.id for all_ in by_phase(convenant).values() for p in all_]
    assert told["plichten"][0].keys() >= {"id", "artikel", "fase", "termijn", "wie", "lezing", "keuze_team", "bron"}
    assert len(told["opschalen"]) == len(convenant.ketens)
    assert [row["id"] for row in told["voorwaarden"]] == [regel.id for regel in convenant.regels.values()]
