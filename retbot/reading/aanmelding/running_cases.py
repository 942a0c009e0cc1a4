"""Reads the cases that were already running from the rows of a spreadsheet: days and choices, never free text."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.casus import ANTWOORDEN
from retbot.domain.casus.tables import ONLY, rollen_of, seats_of
from retbot.domain.casus.triage import GEEN_OVEREENSTEMMING, outcomes
from retbot.domain.convenant.convenant import Convenant
from retbot.domain.convenant.parties import partijen
from retbot.domain.errors import Refusal
from retbot.domain.running_case import AFTER_MEETING, BEFORE_MEETING, BESPREKING, RunningAfspraak, RunningCase
from retbot.reading.aanmelding.fields import aanmelding_of, answers_in, next_veld, velden
from retbot.reading.aanmelding.spreadsheet import Cell, SpreadsheetType, make_file
from retbot.reading.grammar import Situation
from retbot.wording.replies.aanmelding import overnemen as say
from retbot.wording.vocabulary import in_words_of

NUMBER, TRIAGE_OUTCOME, PRESENT = "nummer", "triage uitkomst", "aanwezig"
_AFSPRAKEN = 4
_PARTS = ("partij", "soort", "datum", "klaar")
_SHOWN = 10
MOST = 100
"""Cases in one file."""
_DAY = re.compile(r"(?P<d>\d{1,2})[-/. ](?P<m>\d{1,2})[-/. ](?P<y>\d{4}|\d{2})")
_ISO = re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})")
_WHOLE = re.compile(r"[1-9]\d{0,3}")
_BETWEEN = re.compile(r"\s*[;,]\s*")
_BAND = re.compile(r"(?<=\d)\s*(?:-|–|t/m|tot en met|tot)\s*(?=\d)|\s*jaar$")


class ColumnType(Enum):
    NUMBER = "number"
    DAY = "day"
    ONE = "one"
    SOME = "some"
    """Several choices, between commas or semicolons."""


@dataclass(frozen=True, slots=True)
class Column:
    """`name` is what stands above it; `field` is what its value is stored under."""

    name: str
    field: str
    type_: ColumnType
    choices: tuple[str, ...] = ()


class _Unfit(Exception):
    """The cell holds something else than its column may hold."""


def columns_of(convenant: Convenant, soorten: Sequence[str]) -> list[Column]:
    """`soorten` are the team's types of afspraak. Consents have no column, because each must be confirmed."""
    return [
        Column(NUMBER, NUMBER, ColumnType.NUMBER),
        *_of_aanmelding(convenant),
        *_of_what_followed(convenant, soorten),
    ]


def _of_aanmelding(convenant: Convenant) -> Iterator[Column]:
    for veld in velden(convenant):
        choices = tuple(veld.choices(convenant))
        if ANTWOORDEN[-1] in choices:
            continue
        type_ = ColumnType.SOME if veld.name == "gronden" else ColumnType.ONE if choices else ColumnType.DAY
        yield Column(veld.name.replace("_", " "), veld.name, type_, choices)


def _of_what_followed(convenant: Convenant, soorten: Sequence[str]) -> Iterator[Column]:
    yield from _days(BEFORE_MEETING, convenant)
    if convenant.kent("triage"):
        found = tuple(one for one in outcomes(convenant) if one != GEEN_OVEREENSTEMMING)
        yield Column("triage", "triage", ColumnType.DAY)
        yield Column(TRIAGE_OUTCOME, TRIAGE_OUTCOME, ColumnType.ONE, found)
    yield Column(BESPREKING, BESPREKING, ColumnType.DAY)
    tables = convenant.tafels or (ONLY,)
    seats = (seat for table in tables for seat in seats_of(rollen_of(table, convenant), convenant))
    yield Column(PRESENT, PRESENT, ColumnType.SOME, tuple(dict.fromkeys(seats)))
    yield from _days(AFTER_MEETING, convenant)
    choices: Mapping[str, tuple[str, ...]] = {"partij": tuple(partijen(convenant)), "soort": tuple(soorten)}
    for number in range(1, _AFSPRAKEN + 1):
        for part in _PARTS:
            type_ = ColumnType.ONE if part in choices else ColumnType.DAY
            name = _afspraak(number, part)
            yield Column(name, name, type_, choices.get(part, ()))


def _days(events: Sequence[str], convenant: Convenant) -> Iterator[Column]:
    for event in events:
        if convenant.kent(event):
            yield Column(event.replace("_", " "), event, ColumnType.DAY)


def _afspraak(number: int, part: str) -> str:
    return f"afspraak {number} {part}"


def empty_file(convenant: Convenant, soorten: Sequence[str], type_: SpreadsheetType) -> bytes:
    columns = columns_of(convenant, soorten)
    about = [(one.name, _about(one, convenant), " · ".join(one.choices)) for one in columns]
    one_of = [one.choices if one.type_ is ColumnType.ONE else () for one in columns]
    return make_file([one.name for one in columns], one_of, [*say.about_sheet(), *about], type_)


def _about(column: Column, convenant: Convenant) -> str:
    return in_words_of(convenant, say.about_column(column.field, column.type_.value))


def running_cases(rows: Sequence[Sequence[Cell]], situation: Situation) -> list[RunningCase]:
    """Raises Refusal, with each wrong cell by row and column; nothing of what stands there is repeated."""
    head = next(iter(rows), [])
    rows_ = _Rows(situation, _columns(head, columns_of(situation.convenant, situation.team.soorten)))
    for number, row in enumerate(rows[1:], 2):
        if any(cell is not None for cell in row):
            rows_.read_row(number, row)
    numbers = [case.row for case in rows_.cases]
    faults = rows_.faults + [say.twice(one) for one in dict.fromkeys(numbers) if numbers.count(one) > 1]
    if faults:
        raise Refusal("overnemen_fouten", fouten=faults[:_SHOWN], meer=len(faults[_SHOWN:]))
    if not 0 < len(numbers) <= MOST:
        raise Refusal("overnemen_aantal", aantal=len(numbers), hoogstens=MOST)
    return rows_.cases


def _columns(head: Sequence[Cell], known: Sequence[Column]) -> dict[int, Column]:
    """Place → column. Raises Refusal for a name that is unknown or stands there twice, and when none is known."""
    named = {one.name: one for one in known}
    columns, wrong = dict[int, Column](), list[str]()
    for place, cell in enumerate(head):
        column = named.pop(" ".join(str(cell).replace("_", " ").lower().split()), None)
        if column:
            columns[place] = column
        elif cell is not None:
            wrong.append(_letter(place))
    if wrong or NUMBER in named:
        raise Refusal("overnemen_kolommen", kolommen=wrong, kent=[one.name for one in known])
    return columns


def _letter(place: int) -> str:
    """As spreadsheets name a column: A to Z, AA."""
    first, second = divmod(place, 26)
    return (chr(64 + first) if first else "") + chr(65 + second)


@dataclass(frozen=True, slots=True)
class _Rows:
    """`columns` by their place; rows are numbered as spreadsheets number them."""

    situation: Situation
    columns: Mapping[int, Column]
    cases: list[RunningCase] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def read_row(self, number: int, row: Sequence[Cell]) -> None:
        values, unfit = self._values(number, row)
        wanting = [name for name in _wanting(values, self.situation.convenant) if name not in unfit]
        self.faults.extend(say.fault_line(number, name.replace("_", " "), say.is_empty()) for name in wanting)
        if unfit or wanting:
            return
        case = _case(values, self.situation.convenant)
        try:
            case.as_casus(Casecode(""), "", self.situation.convenant, self.situation.today)
        except Refusal as refusal:
            self.faults.append(say.refused_line(number, refusal.reason, refusal.args_))
        else:
            self.cases.append(case)

    def _values(self, number: int, row: Sequence[Cell]) -> tuple[dict[str, str], set[str]]:
        """By field; and the fields of which the cell is wrong."""
        values, unfit = dict[str, str](), set[str]()
        for place, cell in enumerate(row):
            if cell is None:
                continue
            column = self.columns.get(place)
            if column is None:
                unfit.add(_letter(place))
                self.faults.append(say.fault_line(number, _letter(place), say.has_no_name()))
                continue
            try:
                values[column.field] = _read_cell(column, cell)
            except _Unfit:
                unfit.add(column.field)
                self.faults.append(
                    say.fault_line(number, column.name, say.may_hold(column.type_.value, column.choices))
                )
        return values, unfit


def _read_cell(column: Column, cell: Cell) -> str:
    """The value to store: a day in ISO form, several choices between commas."""
    match column.type_:
        case ColumnType.DAY:
            return _day(cell).isoformat()
        case ColumnType.NUMBER:
            if not isinstance(cell, str) or not _WHOLE.fullmatch(cell):
                raise _Unfit
            return cell
        case ColumnType.ONE:
            return _choice(column, _as_band(column, cell))
        case ColumnType.SOME:
            if not isinstance(cell, str):
                raise _Unfit
            return ",".join(dict.fromkeys(_choice(column, one) for one in _BETWEEN.split(cell) if one))


def _day(cell: Cell) -> date:
    if isinstance(cell, date):
        return cell
    typed = _DAY.fullmatch(cell or "") or _ISO.fullmatch(cell or "")
    if not typed:
        raise _Unfit
    year = int(typed["y"])
    try:
        return date(year if year > 99 else 2000 + year, int(typed["m"]), int(typed["d"]))
    except ValueError:
        raise _Unfit from None


def _choice(column: Column, text: Cell) -> str:
    """By its whole name only, because nobody looks at the row again."""
    for option in column.choices:
        if isinstance(text, str) and option.lower() == text.strip().lower():
            return option
    raise _Unfit


def _as_band(column: Column, cell: Cell) -> Cell:
    """An age band as people and spreadsheets write it: `12 t/m 15 jaar`; Excel takes `12-15` for December 2015."""
    if column.field != "leeftijd":
        return cell
    if isinstance(cell, date):
        return f"{cell.month}-{cell.year % 100}"
    return _BAND.sub(lambda found: "-" if found[0].strip() != "jaar" else "", cell.lower()) if cell else cell


def _wanting(values: Mapping[str, str], convenant: Convenant) -> Iterator[str]:
    """The columns that must be filled in, given the others."""
    yield from () if NUMBER in values else (NUMBER,)
    state = _state(values, convenant)
    while veld := next_veld(state, convenant):
        yield veld.name
        state[veld.name] = ""
    pairs = [("triage", TRIAGE_OUTCOME), (BESPREKING, PRESENT)]
    for one, other in (*pairs, *((other, one) for one, other in pairs)):
        if one in values and other not in values:
            yield other
    for number in range(1, _AFSPRAKEN + 1):
        if any(_afspraak(number, part) in values for part in _PARTS):
            yield from (name for part in _PARTS[:3] if (name := _afspraak(number, part)) not in values)


def _state(values: Mapping[str, str], convenant: Convenant) -> dict[str, str]:
    """The answers of the aanmelding; of a consent nothing is known."""
    asked = velden(convenant)
    unasked = {veld.name: ANTWOORDEN[-1] for veld in asked if ANTWOORDEN[-1] in veld.choices(convenant)}
    return {**unasked, **{veld.name: values[veld.name] for veld in asked if veld.name in values}}


def _case(values: Mapping[str, str], convenant: Convenant) -> RunningCase:
    state = _state(values, convenant)
    days = {event: date.fromisoformat(values[event]) for event in _events() if event in values}
    numbers = [number for number in range(1, _AFSPRAKEN + 1) if _afspraak(number, "partij") in values]
    present = values.get(PRESENT, "")
    return RunningCase(
        int(values[NUMBER]),
        aanmelding_of(state),
        answers_in(state, convenant),
        days,
        values.get(TRIAGE_OUTCOME, ""),
        present.split(",") if present else (),
        [_afspraak_of(values, number) for number in numbers],
    )


def _events() -> Sequence[str]:
    return (*BEFORE_MEETING, "triage", BESPREKING, *AFTER_MEETING)


def _afspraak_of(values: Mapping[str, str], number: int) -> RunningAfspraak:
    partij, soort, datum = (values[_afspraak(number, part)] for part in _PARTS[:3])
    klaar = values.get(_afspraak(number, "klaar"))
    return RunningAfspraak(partij, soort, date.fromisoformat(datum), date.fromisoformat(klaar) if klaar else None)
