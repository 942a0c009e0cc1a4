"""The editor schema says of a covenant file what the reader says, as far as one can without its names."""

import json
import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from retbot.covenants import convenant_files
from retbot.covenants.paths import config_dir
from retbot.covenants.report import report
from tests.unit.covenants import schema_file

VALIDATOR: Any = import_module("jsonschema").Draft7Validator
SIXTH = Path(__file__).with_name("sixth_covenant.toml").read_text(encoding="utf-8")
SCHEMA = json.loads(schema_file.FILE.read_text(encoding="utf-8"))
PLICHT = 'termijn = "7 wd na aanmelding"\nvervuld = "geagendeerd"'
MISTAKES = {
    "a term in other words": ("7 wd na aanmelding", "zeven werkdagen na aanmelding", "plicht"),
    "an event that does not exist": ("7 wd na aanmelding", "7 wd na aanmeldng", "plicht"),
    "a unit that does not exist": ("7 wd na aanmelding", "7 dagen na aanmelding", "plicht"),
    "what cannot fulfil a duty": ('vervuld = "geagendeerd"', 'vervuld = "op de agenda"', "plicht"),
    "a misspelt key": (PLICHT, PLICHT.replace("vervuld", "vervult"), "plicht"),
    "a role instead of a list": ('wie = ["teamondersteuner"]', 'wie = "teamondersteuner"', "plicht"),
    "a duty for nobody": ('wie = ["teamondersteuner"]', "wie = []", "plicht"),
    "no article": ('artikel = "3.3"\n', "", "plicht"),
    "ja in place of true": ("in_kamer = true", 'in_kamer = "ja"', "rol"),
    "an option of another condition": ("minuten = 45", "minuut = 45", "regel"),
    "a condition that does not exist": ('code = "quorum"', 'code = "kworum"', "regel"),
    "a question without a moment": ('moment = "aanmelding"\nvraag', "vraag", "regel"),
    "an unknown table": ("[[knelpunt]]", "[[knelpunten]]", ""),
    "an unknown choice in the head": ('ongeregeld = ["schriftelijk advies"]', 'ongeregeld = ["advies"]', "convenant"),
    "nobody who may bring in a case": ("[[weg]]", "[[wegen]]", ""),
    "two words as an id": ('id = "DL-3.3"', 'id = "DL 3.3"', "plicht"),
}


def complaints(text: str) -> list[tuple[str, str]]:
    """Each with the table that it is about; empty when it is about the whole file. Editors read a date as a text."""
    tables = json.loads(json.dumps(tomllib.loads(text), default=str))
    found: list[Any] = list(VALIDATOR(SCHEMA).iter_errors(tables))
    return [(str(error.path[0]) if error.path else "", error.message) for error in found]


def test_the_file_is_made_from_what_the_reader_accepts() -> None:
    """Else: python -m tests.unit.covenants.schema_file"""
    VALIDATOR.check_schema(SCHEMA)
    assert schema_file.FILE.read_text(encoding="utf-8") == schema_file.as_text()


def test_each_word_about_a_key_is_about_one_that_is_there() -> None:
    shown = {**SCHEMA["definitions"], **{one: SCHEMA["properties"][one] for one in ("convenant", "woorden")}}
    for words, keys in schema_file.WORDS.items():
        assert set(keys) <= set(shown[words]["properties"]), words


@pytest.mark.parametrize("name", convenant_files.names())
def test_an_editor_has_nothing_against_the_covenants_that_are_shipped(name: str) -> None:
    assert complaints((config_dir() / "convenanten" / f"{name}.toml").read_text(encoding="utf-8")) == []


def test_nor_against_one_of_a_team_of_its_own() -> None:
    assert report(SIXTH) == []
    assert complaints(SIXTH) == []


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_typical_mistake_is_one_for_the_editor_as_for_the_reader(mistake: str) -> None:
    right, wrong, table = MISTAKES[mistake]
    text = SIXTH.replace(right, wrong)
    assert text != SIXTH
    assert report(text)
    assert table in {about for about, _ in complaints(text)}


def test_an_editor_can_complete_events_and_conditions() -> None:
    plicht, regel = SCHEMA["definitions"]["plicht"], SCHEMA["definitions"]["regel"]
    assert "advies_verzonden" in plicht["properties"]["vervuld"]["enum"]
    assert "op het woord" in plicht["properties"]["termijn"]["anyOf"][0]["enum"]
    assert "quorum" in regel["properties"]["code"]["anyOf"][0]["enum"]
    assert all(key["description"] for key in plicht["properties"].values())
