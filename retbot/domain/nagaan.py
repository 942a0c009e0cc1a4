"""What the covenant file asks in words of its own, each at its moment, and what may be answered."""

from datetime import date

from retbot.domain.casus import Casus, Feit
from retbot.domain.convenant import Convenant, Regel
from retbot.domain.tafels import tafel_of

NAGEGAAN = "nagegaan"
"""The fact that such a question was answered: about the id of the condition, with the answer that was chosen."""


def questions_at(moment: str, convenant: Convenant) -> list[Regel]:
    return [regel for regel in convenant.regels.values() if regel.vraag and regel.moment == moment]


def field_of(regel: Regel) -> str:
    """How its answer is called in one line."""
    return str(regel.opties.get("veld", regel.code))


def next_question(casus: Casus, convenant: Convenant, moment: str) -> Regel | None:
    """The first one of this moment that is not answered for the present round."""
    wanting = (r for r in questions_at(moment, convenant) if casus.feit(NAGEGAAN, casus.ronde, r.id) is None)
    return next((r for r in wanting if _is_asked(r, casus, convenant)), None)


def answered(id_: str, ronde: int, keuze: str, op: date) -> Feit:
    return Feit(NAGEGAAN, op, ronde, id_, keuze)


def is_good(regel: Regel, keuze: str) -> bool:
    return not regel.goed or keuze in regel.goed


def _is_asked(regel: Regel, casus: Casus, convenant: Convenant) -> bool:
    """Some are about one table only, some about a condition that was recorded."""
    tables, condition = regel.opties.get("tafels"), regel.opties.get("als")
    if isinstance(tables, list) and tafel_of(casus, convenant, casus.ronde).naam not in tables:
        return False
    feit = casus.feit("voorwaarde", casus.ronde, str(condition)) if condition else None
    return condition is None or (feit is not None and feit.keuze == "ja")
