"""What is exported to the national monitor: the columns come from a file of the team, the values from fixed sources,
and only for cases with consent."""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from retbot.domain.casus.casus import Casus
from retbot.domain.casus.consent import may_be_exported
from retbot.domain.convenant.convenant import Convenant
from retbot.domain.privacy.counters import halfjaar

FORBIDDEN = re.compile(
    r"bsn|burgerservice|naam|geboorte|adres|postcode|straat|telefoon|mail|geslacht|nationaliteit|school|diagnose",
    re.IGNORECASE,
)
"""What a column may not ask for (rule 4 of bijlage 3 of overijssel-2022 and bijlage 4 of westfriesland-2023)."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class MonitorColumn:
    """`minimum`: a value is left empty when fewer cases than this share it."""

    naam: str
    bron: str
    minimum: int = 1


@dataclass(frozen=True, slots=True)
class Uitvraag:
    versie: str
    kolommen: tuple[MonitorColumn, ...]


def _value(casus: Casus, event: str, name: str) -> str:
    """The answer `name` of a follow-up, whose value looks like `passend=ja,tijdig=nee`."""
    feit = casus.feit(event)
    answers = dict(one.split("=", 1) for one in (feit.value or "").split(",") if "=" in one) if feit else {}
    return answers.get(name, "")


def _weeks(casus: Casus, event: str) -> str:
    first = min((feit.day for feit in casus.feiten_van(event)), default=None)
    days = (first - casus.aanmelding.ontvangen).days if first else -1
    return str(days // 7) if days >= 0 else ""


def _fase(casus: Casus) -> str:
    if casus.gesloten:
        return "afsluiting"
    return "ondersteuning" if casus.feiten_van("bespreking") else "aanmelding"


def _dag(day: date | None) -> str:
    return day.isoformat() if day else ""


BRONNEN: Mapping[str, Callable[[Casus], str]] = {
    "casecode": lambda casus: casus.code,
    "halfjaar": lambda casus: halfjaar(casus.aanmelding.ontvangen),
    "ontvangen": lambda casus: _dag(casus.aanmelding.ontvangen),
    "leeftijd": lambda casus: casus.aanmelding.leeftijd,
    "gemeente": lambda casus: casus.aanmelding.gemeente,
    "via": lambda casus: casus.aanmelding.route,
    "gronden": lambda casus: ", ".join(casus.aanmelding.gronden),
    "fase": _fase,
    "besprekingen": lambda casus: str(len(casus.feiten_van("bespreking"))),
    "weken_tot_bespreking": lambda casus: _weeks(casus, "bespreking"),
    "weken_tot_advies": lambda casus: _weeks(casus, "advies_verzonden"),
    "opgeschaald": lambda casus: "ja" if casus.feiten_van("escalatie") else "nee",
    "passend_1": lambda casus: _value(casus, "opvolging_1", "passend"),
    "tijdig_1": lambda casus: _value(casus, "opvolging_1", "tijdig"),
    "passend_2": lambda casus: _value(casus, "opvolging_2", "passend"),
    "tijdig_2": lambda casus: _value(casus, "opvolging_2", "tijdig"),
    "gesloten": lambda casus: _dag(casus.gesloten),
    "reden_van_sluiten": lambda casus: (feit.value or "") if (feit := casus.feit("afgesloten")) else "",
}
"""None of the sources is free text."""


def uitvraag_faults(uitvraag: Uitvraag) -> list[str]:
    """What is wrong with the columns, as sentences."""
    names = Counter(kolom.naam for kolom in uitvraag.kolommen)
    faults = [f"the column {name!r} is there twice" for name, count in names.items() if count > 1]
    for kolom in uitvraag.kolommen:
        if kolom.bron not in BRONNEN:
            faults.append(f"the source {kolom.bron!r} of {kolom.naam!r} is none of {', '.join(BRONNEN)}")
        if FORBIDDEN.search(kolom.naam):
            faults.append(f"the column {kolom.naam!r} asks for what may lead to a person")
        if kolom.minimum < 1:
            faults.append(f"the minimum of {kolom.naam!r} is less than 1")
    return faults or ([] if uitvraag.kolommen else ["there is no column"])


def may_export(casus: Casus, convenant: Convenant) -> bool:
    """Only as far as consent goes; and only after it was recorded that the people concerned were informed, when they
    must be informed at the start (rule 1)."""
    return may_be_exported(casus, convenant) and not not_told(casus, convenant)


def not_told(casus: Casus, convenant: Convenant) -> list[str]:
    """The ids of the duties to inform people about the monitor that were not met in this case."""
    return [id_ for id_ in _told_by(convenant) if not _is_told(casus, id_)]


def _told_by(convenant: Convenant) -> list[str]:
    """The ids of the duties to inform people about the monitor."""
    regel = convenant.regels.get("monitor_export")
    named = regel.opties.get("verteld") if regel else None
    return [str(one) for one in named] if isinstance(named, list) else []


def _is_told(casus: Casus, id_: str) -> bool:
    return any(feit.subject == id_ for feit in casus.feiten_van("gedaan"))


def export(casussen: Iterable[Casus], uitvraag: Uitvraag) -> bytes:
    """UTF-8 with BOM, `;`, CRLF, ISO dates. A cell that a spreadsheet would treat as a formula is turned into text."""
    rows = [[BRONNEN[kolom.bron](casus) for kolom in uitvraag.kolommen] for casus in casussen]
    columns = list(zip(*rows, strict=True)) or [()] * len(uitvraag.kolommen)
    coarse = [_coarse(kolom, column) for kolom, column in zip(uitvraag.kolommen, columns, strict=True)]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([kolom.naam for kolom in uitvraag.kolommen])
    writer.writerows([_guard_cell(cell) for cell in row] for row in zip(*coarse, strict=True))
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _coarse(kolom: MonitorColumn, cells: Sequence[str]) -> list[str]:
    counts = Counter(cells)
    return [cell if counts[cell] >= kolom.minimum else "" for cell in cells]


def _guard_cell(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
