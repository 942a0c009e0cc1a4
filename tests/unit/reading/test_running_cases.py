"""Cases that come over from a spreadsheet: what a cell may hold, and what is refused by row and column."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime

import pytest
from openpyxl import Workbook, load_workbook

from retbot.covenants.convenant_files import names
from retbot.domain.casus.casus import ANTWOORDEN
from retbot.domain.errors import Refusal
from retbot.domain.running_case import RunningAfspraak, RunningCase
from retbot.reading.aanmelding.running_cases import columns_of, empty_file, running_cases
from retbot.reading.aanmelding.spreadsheet import MOST_BYTES, Cell, SpreadsheetType, rows_of
from retbot.wording.replies import render
from retbot.wording.vocabulary import in_words_of
from tests.every_row import every_row
from tests.unit.reading.typed import here

SOORTEN = here().team.soorten
ROW: dict[str, Cell] = {
    "nummer": "12",
    "ontvangen": "3-3-2026",
    "via": "toegang",
    "besproken": "ja",
    "leeftijd": "12-15",
    "gemeente": "Enschede",
    "gronden": "hoogspecialistisch",
    "lokaal": "ja",
}
HELD: dict[str, Cell] = {"bespreking": "18-3-2026", "aanwezig": "ouders; JZ+"}


def read(*rows: dict[str, Cell], profile: str = "overijssel-2022") -> list[RunningCase]:
    head = list(dict.fromkeys(name for row in rows for name in row))
    return running_cases([head, *([row.get(name) for name in head] for row in rows)], here(profile=profile))


def refused(*rows: dict[str, Cell]) -> str:
    with pytest.raises(Refusal) as refusal:
        read(*rows)
    return in_words_of(here().convenant, render(refusal.value.reason, refusal.value.args_))


def workbook(*rows: Sequence[object]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def test_a_row_gives_days_and_choices() -> None:
    (case,) = read(
        {
            **ROW,
            **HELD,
            "compleet": "5-3-2026",
            "advies verzonden": date(2026, 3, 24),
            "afspraak 1 partij": "Ambiq",
            "afspraak 1 soort": "intake",
            "afspraak 1 datum": "1-6-2026",
        }
    )
    assert (case.row, case.aanmelding.ontvangen, case.aanmelding.gemeente) == (12, date(2026, 3, 3), "Enschede")
    assert (case.aanmelding.formulier, case.aanmelding.monitor) == (ANTWOORDEN[-1], ANTWOORDEN[-1])
    assert case.days == {
        "compleet": date(2026, 3, 5),
        "bespreking": date(2026, 3, 18),
        "advies_verzonden": date(2026, 3, 24),
    }
    assert list(case.aanwezig) == ["ouders", "JZ+"]
    assert list(case.afspraken) == [RunningAfspraak("Ambiq", "intake", date(2026, 6, 1))]


@every_row(
    [
        ("3-3-2026", date(2026, 3, 3)),
        ("03/03/26", date(2026, 3, 3)),
        ("3.3.2026", date(2026, 3, 3)),
        ("2026-03-03", date(2026, 3, 3)),
        (date(2026, 3, 3), date(2026, 3, 3)),
    ]
)
def test_a_day_may_be_written_in_several_ways(cell: Cell, day: date) -> None:
    assert read({**ROW, "ontvangen": cell})[0].aanmelding.ontvangen == day


@every_row(
    [
        ("12-15", "12-15"),
        ("12 t/m 15 jaar", "12-15"),
        ("12–15", "12-15"),
        ("18 tot en met 21 jaar", "18-21"),
        (date(2015, 12, 1), "12-15"),
    ]
)
def test_a_band_is_read_also_when_excel_took_it_for_a_day(cell: Cell, band: str) -> None:
    assert read({**ROW, "leeftijd": cell})[0].aanmelding.leeftijd == band


NAME = "Fatima de Vries"


@every_row(
    [
        ({"gemeente": NAME}, "rij 2, kolom gemeente: hier hoort één van de keuzes"),
        ({"via": f"toegang ({NAME})"}, "rij 2, kolom via: hier hoort één van de keuzes, toegang · gi"),
        ({"via": "1"}, "rij 2, kolom via"),
        ({"leeftijd": "13"}, "rij 2, kolom leeftijd"),
        ({"gronden": f"hoogspecialistisch; {NAME}"}, "rij 2, kolom gronden: hier hoort een of meer van de keuzes"),
        ({"ontvangen": NAME}, "rij 2, kolom ontvangen: hier hoort een dag"),
        ({"ontvangen": "31-2-2026"}, "rij 2, kolom ontvangen: hier hoort een dag"),
        ({"nummer": "123456782"}, "rij 2, kolom nummer: hier hoort een getal"),
        ({"besproken": None}, "rij 2, kolom besproken: hier staat nog niets"),
        ({"bespreking": "18-3-2026"}, "rij 2, kolom aanwezig: hier staat nog niets"),
        ({"aanwezig": "ouders"}, "rij 2, kolom bespreking: hier staat nog niets"),
        ({"afspraak 1 partij": "Ambiq"}, "rij 2, kolom afspraak 1 soort: hier staat nog niets"),
        ({"advies verzonden": "24-3-2026"}, "rij 2, kolom advies verzonden: vul ook de kolom bespreking in"),
        ({**HELD, "advies verzonden": "1-3-2026"}, "rij 2, kolom advies verzonden: die dag ligt voor de aanmelding"),
        ({**HELD, "advies verzonden": "17-3-2026"}, "die dag ligt voor bespreking gehouden"),
        ({**HELD, "bespreking": "1-5-2026"}, "rij 2, kolom bespreking: die dag moet nog komen"),
        ({**HELD, "aanwezig": "JZ+"}, "rij 2, kolom bespreking: dan telt de bespreking niet"),
        ({"ontvangen": "1-5-2026"}, "rij 2, kolom ontvangen: die dag moet nog komen"),
        ({"leeftijd": "24+"}, "rij 2, kolom leeftijd: zo kon deze casus niet worden aangemeld (art. 1.3 en 2)"),
        ({"lokaal": "nee"}, "rij 2, kolom lokaal: zo kon deze casus niet worden aangemeld (art. 5)"),
    ]
)
def test_anything_else_is_refused_by_row_and_column_and_not_repeated(changed: dict[str, Cell], why: str) -> None:
    said = refused({**ROW, **changed})
    assert why in said
    assert "Ik heb niets overgenomen." in said
    assert "Fatima" not in said


def test_a_column_that_is_unknown_is_named_by_its_letter() -> None:
    said = refused({**ROW, "naam": NAME})
    assert "Deze kolommen ken ik niet, I." in said
    assert "Fatima" not in said
    assert "naam" not in said.partition("Ik ken:")[0]


def test_a_cell_beside_the_columns_is_refused() -> None:
    rows: list[list[Cell]] = [list(ROW), [*ROW.values(), None, NAME]]
    with pytest.raises(Refusal) as refusal:
        running_cases(rows, here())
    assert list(refusal.value.args_["fouten"]) == ["rij 2, kolom J: deze kolom heeft boven geen naam"]  # type: ignore[arg-type]


def test_numbers_are_given_once() -> None:
    assert "nummer 12 staat er twee keer" in refused(ROW, ROW)


def test_of_many_faults_ten_are_shown() -> None:
    said = refused(*({**ROW, "nummer": str(one), "via": NAME} for one in range(1, 15)))
    assert said.count("kolom via") == 10
    assert "en nog 4" in said


def test_an_empty_sheet_holds_no_case() -> None:
    assert "staat geen casus" in refused(dict.fromkeys(ROW))


def test_more_than_a_hundred_cases_are_too_many() -> None:
    assert "hoogstens 100" in refused(*({**ROW, "nummer": str(one)} for one in range(1, 102)))


@pytest.mark.parametrize("profile", names())
def test_the_template_of_each_covenant_is_read_back(profile: str) -> None:
    situation = here(profile=profile)
    known = [one.name for one in columns_of(situation.convenant, SOORTEN)]
    for type_ in SpreadsheetType:
        made = empty_file(situation.convenant, SOORTEN, type_)
        assert [cell for cell in rows_of(made)[0] if cell] == known
        with pytest.raises(Refusal, match="overnemen_aantal"):
            running_cases(rows_of(made), situation)


@pytest.mark.parametrize("profile", names())
def test_the_template_explains_every_column_and_asks_no_consent(profile: str) -> None:
    convenant = here(profile=profile).convenant
    book = load_workbook(io.BytesIO(empty_file(convenant, SOORTEN, SpreadsheetType.XLSX)))
    explained = {row[0]: row[1:] for row in book["uitleg"].iter_rows(values_only=True)}
    for column in columns_of(convenant, SOORTEN):
        about, choices = explained[column.name]
        assert "In de cel: " in about
        assert "~" not in about
        assert ANTWOORDEN[-1] not in (choices or "")


def test_a_choice_can_be_chosen_in_the_template() -> None:
    """As a list of all choices, also of the longest."""
    convenant = here().convenant
    book = load_workbook(io.BytesIO(empty_file(convenant, SOORTEN, SpreadsheetType.XLSX)))
    head = [cell.value for cell in book["casussen"][1]]
    for name in ("via", "afspraak 1 partij"):
        column = next(one for one in columns_of(convenant, SOORTEN) if one.name == name)
        letter = book["casussen"].cell(1, head.index(name) + 1).column_letter
        rule = next(v for v in book["casussen"].data_validations.dataValidation if f"{letter}2" in str(v.sqref))
        sheet, cells = rule.formula1.split("!")
        assert [row[0].value for row in book[sheet][cells.replace("$", "")]] == list(column.choices)


def test_csv_and_excel_give_the_same_rows() -> None:
    head, row = ["nummer", "ontvangen", "gemeente"], ["3", "3-3-2026", "Enschede"]
    same = [head, row, []]
    assert rows_of(workbook(head, [3, "3-3-2026", "Enschede"], [None, " ", None])) == same
    for between in ";,\t":
        lines = "\r\n".join(between.join(line) for line in (head, row, ["", " ", ""]))
        assert rows_of(lines.encode("utf-8-sig")) == same
        assert rows_of(lines.encode("cp1252")) == same


def test_a_day_of_excel_is_a_day() -> None:
    afternoon = datetime(2026, 3, 3, 14, 30)  # noqa: DTZ001 - a cell knows no time zone
    assert rows_of(workbook(["ontvangen"], [afternoon])) == [["ontvangen"], [date(2026, 3, 3)]]


def _bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b" " * 30_000_000)
    return made.getvalue()


@every_row(
    [
        (b"PK\x03\x04 no archive", "bestand_onleesbaar"),
        (workbook(["nummer"])[:-400], "bestand_onleesbaar"),
        (b"\x00\x01\x02", "bestand_onleesbaar"),
        (b'"' * 3 + b"x" * 200_000, "bestand_onleesbaar"),
        (b";" * (MOST_BYTES + 1), "bestand_te_groot"),
        (b"\r\n" * 2_000, "bestand_te_groot"),
        (_bomb(), "bestand_te_groot"),
    ]
)
def test_what_is_no_spreadsheet_or_too_large_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(Refusal, match=reason):
        rows_of(content)
