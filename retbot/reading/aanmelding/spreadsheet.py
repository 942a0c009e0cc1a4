"""Spreadsheets, as .xlsx or .csv: the cells of one that was sent, and an empty one to fill in."""

import csv
import io
import warnings
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from retbot.domain.errors import Refusal

Cell = str | date | None
MOST_BYTES = 1_000_000
_UNPACKED = 20 * MOST_BYTES
"""Bytes that an .xlsx file, which is compressed, may become."""
_ROWS, _COLUMNS = 1_000, 100
_ZIP = b"PK\x03\x04"
_SHEET, _CHOICES = "casussen", "keuzes"
_TEXT = "@"
"""The number format of a cell in which `12-15` is not taken for a day."""
_PREPARED = 100
"""Rows of an empty sheet."""


class SpreadsheetType(StrEnum):
    XLSX = "xlsx"
    CSV = "csv"


def rows_of(content: bytes) -> list[list[Cell]]:
    """The cells of the sheet `casussen`, otherwise of the first one; an empty cell is None. Raises Refusal for what is
    no spreadsheet or is too large."""
    if len(content) > MOST_BYTES:
        raise Refusal("bestand_te_groot")
    rows = _of_workbook(content) if content.startswith(_ZIP) else _of_csv(content)
    if len(rows) > _ROWS:
        raise Refusal("bestand_te_groot")
    return [_without_empty_end(row) for row in rows]


def _without_empty_end(row: list[Cell]) -> list[Cell]:
    filled = [place for place, cell in enumerate(row, 1) if cell is not None]
    return row[: filled[-1]] if filled else []


def _of_workbook(content: bytes) -> list[list[Cell]]:
    if _unpacked_size(content) > _UNPACKED:
        raise Refusal("bestand_te_groot")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about parts of the file that are not read
        try:
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            sheet = book[_SHEET] if _SHEET in book.sheetnames else book.worksheets[0]
            read = list(sheet.iter_rows(max_row=_ROWS + 1, max_col=_COLUMNS, values_only=True))
        except Exception:  # openpyxl raises whatever a part of a damaged file leads to
            raise Refusal("bestand_onleesbaar") from None
    return [[_cell(value) for value in row] for row in read]


def _unpacked_size(content: bytes) -> int:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return sum(one.file_size for one in packed.infolist())
    except zipfile.BadZipFile:
        raise Refusal("bestand_onleesbaar") from None


def _of_csv(content: bytes) -> list[list[Cell]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if "\0" in text:
        raise Refusal("bestand_onleesbaar")
    first = text.partition("\n")[0]
    between = max(";,\t", key=first.count)
    try:
        return [[_cell(value) for value in row] for row in csv.reader(io.StringIO(text, newline=""), delimiter=between)]
    except csv.Error:
        raise Refusal("bestand_onleesbaar") from None


def _cell(value: object) -> Cell:
    """A number as it is typed; a day without its hour."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return value if isinstance(value, date) else str(value).strip() or None if value is not None else None


def make_file(
    head: Sequence[str], choices: Sequence[Sequence[str]], about: Iterable[Sequence[str]], type_: SpreadsheetType
) -> bytes:
    """A sheet with these names of columns. As .xlsx each column with `choices` (empty for none) has them as a list to
    choose from, and a second sheet holds the rows of `about`."""
    if type_ is SpreadsheetType.CSV:
        return (";".join(head) + "\r\n").encode("utf-8-sig")
    book = Workbook()
    sheet, explained, listed = book.active, book.create_sheet("uitleg"), book.create_sheet(_CHOICES)
    sheet.title, sheet.freeze_panes = _SHEET, "B2"
    for number, (name, options) in enumerate(zip(head, choices, strict=True), 1):
        letter = get_column_letter(number)
        sheet[f"{letter}1"] = name
        sheet[f"{letter}1"].font = Font(bold=True)
        sheet.column_dimensions[letter].width = max(12, len(name) + 2)
        if options:
            _offer(sheet, listed, letter, options)
    for line in about:
        explained.append(list(line))
    for letter, width in (("A", 24), ("B", 60), ("C", 100)):
        explained.column_dimensions[letter].width = width
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _offer(sheet: Worksheet, listed: Worksheet, letter: str, options: Sequence[str]) -> None:
    """The choices stand in the same column of `listed`: Excel takes at most 255 characters of them in a rule."""
    for row, option in enumerate(options, 1):
        listed[f"{letter}{row}"] = option
    for row in range(2, _PREPARED + 2):
        sheet[f"{letter}{row}"].number_format = _TEXT
    allowed = DataValidation(type="list", formula1=f"{_CHOICES}!${letter}$1:${letter}${len(options)}", allow_blank=True)
    allowed.add(f"{letter}2:{letter}{_PREPARED + 1}")
    sheet.add_data_validation(allowed)
