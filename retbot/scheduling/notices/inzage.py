"""Everything stored about a case, in plain Dutch, as a file (AVG 15)."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from retbot.domain.casus.casecode import Casecode, codes_in
from retbot.domain.errors import Refusal
from retbot.domain.privacy.retention import NOTITIES
from retbot.domain.tijd import local
from retbot.ports.storage.privacy import Cell
from retbot.scheduling.notices.inzage_tables import DELEN, TableText
from retbot.scheduling.occasion import File, Occasion, Speech, notice
from retbot.wording.dates import clock_time, full_date, join

KEPT = timedelta(hours=24)
"""How long the file stays in the room."""
_OTHER = "(over een andere casus)"
_NOT_TOLD = {"code", "today"}
"""Arguments of a message that are left out: one is in the heading already, the other is the day on which the text was
made."""
_OWNER = re.compile(r"deelnemer:(\d+)")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_MATRIX_ID = re.compile(r"@[^\s:\"]+:[^\s\"]+")


@notice("inzage_bestand", at_any_hour=True)
async def inzage_bestand(turn: Occasion) -> Speech | None:
    """Made at the moment of sending."""
    code = turn.post.code
    if code is None:
        return None
    found = await turn.work.gdpr.dossier(code)
    text = _Text(code, await _duties(turn))
    head = [
        f"Alles wat retbot bewaart over casus {code}",
        f"Stand van {text.cell(turn.now)}",
        "",
        "Retbot kent geen namen. Mailadressen zijn versleuteld en staan hier niet; wel van wie er een is. Wie met een",
        "nummer genoemd wordt (deelnemer 3) is een professional. Ids van berichten en kamers, en Matrix-ids van",
        "professionals, staan hier niet.",
    ]
    lines = [*head, *(line for name, rows in found.items() for line in text.section(DELEN[name], rows))]
    content = "\ufeff".encode() + "\r\n".join(lines).encode()
    return Speech("", file=File(f"inzage-{code}.txt", content, "text/plain", KEPT))


async def _duties(turn: Occasion) -> dict[str, str]:
    """Empty for a case whose covenant version is gone."""
    casus = await turn.casus()
    try:
        return {p.id: f"{p.wat} ({p.id})" for p in turn.convenant(casus).plichten}
    except Refusal:
        return {}


@dataclass(frozen=True, slots=True)
class _Text:
    """`duties`: id of a duty of the covenant → what must be done."""

    code: Casecode
    duties: Mapping[str, str]

    def section(self, deel: TableText, rows: Sequence[Mapping[str, Cell]]) -> Iterator[str]:
        yield from ("", deel.kop, "-" * len(deel.kop))
        for row in rows:
            shown = {label: row.get(column) for column, label in deel.kolommen.items()}
            told = [
                f"{label}: {deel.woorden.get(str(value), self.cell(value))}"
                for label, value in shown.items()
                if value not in (None, "", [], (), {})
            ]
            yield f"- {'; '.join(told)}"

    def cell(self, value: object) -> str:
        match value:
            case bool():
                return "ja" if value else "nee"
            case date():
                return _day(value)
            case str():
                return self._word(value)
            case Mapping():
                told = {name: one for name, one in value.items() if name not in _NOT_TOLD and one not in (None, "")}
                return ", ".join(f"{name.replace('_', ' ')} {self.cell(one)}" for name, one in told.items())
            case Sequence():
                return join([self.cell(one) for one in value]) or "niets"
        return str(value)

    def _word(self, text: str) -> str:
        """Leaves out anything that identifies another case, because the file is about one case."""
        if codes_in(text) - {self.code}:
            return _OTHER
        if text.startswith('{"'):
            return self.cell(json.loads(text))
        about = next((one.wat for one in NOTITIES if one.begin.endswith(":") and text.startswith(one.begin)), None)
        if about:
            return about
        if _ISO.fullmatch(text):
            return full_date(date.fromisoformat(text))
        id_, is_key, _ = text.partition(":")
        if is_key and id_ in self.duties:
            return self.duties[id_]
        plain = _MATRIX_ID.sub("(een professional)", _OWNER.sub(r"deelnemer \1", text))
        return plain.replace("_", " ")


def _day(value: date) -> str:
    if not isinstance(value, datetime):
        return full_date(value)
    moment = local(value)
    return f"{full_date(moment.date())}, {clock_time(moment.time())}"
