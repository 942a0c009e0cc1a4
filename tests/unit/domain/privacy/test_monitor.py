"""The export for the national monitor: its form, and its privacy rules one by one."""

import csv
import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from retbot.covenants import monitor
from retbot.covenants.convenant_files import load
from retbot.domain.casus.casus import Casus, Feit
from retbot.domain.privacy.monitor import BRONNEN, MonitorColumn, Uitvraag, export, may_export, uitvraag_faults
from tests.contract.storage_stage import AANMELDING, CODE, OTHER, THIRD, casus

OVERIJSSEL = load("overijssel-2022")
SHIPPED = monitor.load()
YES = replace(AANMELDING, monitor="ja")
TOLD = Feit("gedaan", date(2026, 4, 20), 0, "OV-B3.1")


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_the_file_has_a_mark_semicolons_and_lines_as_a_dutch_spreadsheet_wants_them() -> None:
    content = export(
        [casus(CODE, YES)],
        Uitvraag("1", (MonitorColumn("Nummer", "casecode"), MonitorColumn("Ontvangen", "ontvangen"))),
    )
    assert content == f"\ufeffNummer;Ontvangen\r\n{CODE};2026-04-20\r\n".encode()


def test_a_cell_that_a_spreadsheet_would_reckon_with_is_made_text() -> None:
    bad = replace(YES, gemeente="=1+1")
    assert rows(export([casus(CODE, bad)], Uitvraag("1", (MonitorColumn("G", "gemeente"),))))[1] == ["'=1+1"]


def test_a_value_that_too_few_share_is_left_empty() -> None:
    cases = [casus(CODE, YES), casus(OTHER, YES), casus(THIRD, replace(YES, gemeente="Deventer"))]
    found = rows(export(cases, Uitvraag("1", (MonitorColumn("G", "gemeente", minimum=2),))))
    assert found[1:] == [["Zwolle"], ["Zwolle"], [""]]


def test_without_a_case_there_are_only_the_names_of_the_columns() -> None:
    assert len(rows(export([], SHIPPED))) == 1


@pytest.mark.parametrize(
    ("one", "may"),
    [
        (casus(CODE, YES, TOLD), True),
        (casus(CODE, YES), False),
        (casus(CODE, AANMELDING, TOLD), False),
        (casus(CODE, replace(YES, monitor="nee"), TOLD), False),
    ],
)
def test_rule_1_only_cases_with_consent_of_which_those_concerned_were_told(one: Casus, may: bool) -> None:
    assert may_export(one, OVERIJSSEL) is may


@pytest.mark.parametrize("naam", ["BSN", "Achternaam", "Geboortedatum", "Postcode", "E-mail van de ouders", "School"])
def test_rule_4_a_column_that_asks_for_a_person_is_refused(naam: str) -> None:
    (fault,) = uitvraag_faults(Uitvraag("1", (MonitorColumn(naam, "gemeente"),)))
    assert "may lead to a person" in fault


def test_rule_5_the_client_number_is_the_random_code() -> None:
    number = next(kolom for kolom in SHIPPED.kolommen if kolom.naam == "Cliëntnummer")
    assert BRONNEN[number.bron](casus(CODE, YES)) == CODE


def test_rule_6_no_source_is_a_text_that_somebody_typed() -> None:
    """Each gives the same for two cases that were entered alike: there is nothing to write in."""
    for name, source in BRONNEN.items():
        values = {source(casus(code, YES)) for code in (CODE, OTHER)}
        assert len(values) == (2 if name == "casecode" else 1), name


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("versie = 1", "there is no column"),
        ('[[kolom]]\nnaam = "A"\nbron = "gemeente"', "the file has no versie"),
        ('versie = 1\n[[kolom]]\nnaam = "A"\nbron = "dossier"', "the source 'dossier' of 'A' is none of"),
        ('versie = 1\n[[kolom]]\nnaam = "A"\nkleur = "rood"', "a column has naam, bron"),
        ('versie = 1\n[[kolom]]\nnaam = "A"\nbron = "gemeente"\nminimum = 0', "the minimum of 'A' is less than 1"),
        ("versie = ", "no valid TOML"),
    ],
)
def test_what_is_wrong_with_the_file_is_said(tmp_path: Path, text: str, fault: str) -> None:
    (tmp_path / "monitor.toml").write_text(text)
    with pytest.raises(monitor.MonitorError, match=fault.replace("'", ".")):
        monitor.load(tmp_path / "monitor.toml")
