"""What the covenant file asks in words of its own, each at its moment, and what may be answered."""

from collections.abc import Iterator
from datetime import date

from retbot.domain.casus.casus import Casus, Feit
from retbot.domain.casus.tables import is_a_table, tafel_of
from retbot.domain.convenant.convenant import Convenant, Regel

LOOKED_INTO = "nagegaan"
"""The fact that such a question was answered: about the id of the condition, with the answer that was chosen."""


def questions_at(moment: str, convenant: Convenant) -> list[Regel]:
    """What is asked at any bespreking is asked at each of the covenant's tables."""
    moments = {moment, "bespreking"} if is_a_table(moment, convenant) else {moment}
    return [r for r in convenant.regels.values() if r.vraag and moments & {r.moment, *r.ook}]


def field_of(regel: Regel) -> str:
    """How its answer is called in one line."""
    return str(regel.opties.get("veld", regel.code))


def next_question(casus: Casus, convenant: Convenant, moment: str) -> Regel | None:
    """The first one of this moment that is not answered for the present round."""
    wanting = (r for r in questions_at(moment, convenant) if casus.feit(LOOKED_INTO, casus.ronde, r.id) is None)
    return next((r for r in wanting if _is_asked(r, casus, convenant)), None)


def feit_of_answer(id_: str, ronde: int, value: str, day: date) -> Feit:
    return Feit(LOOKED_INTO, day, ronde, id_, value)


def is_good(regel: Regel, value: str) -> bool:
    return not regel.goed or value in regel.goed


def left_to_do(casus: Casus, convenant: Convenant) -> list[Regel]:
    """The questions of the aanmelding whose answer leaves something to be done, without stopping it."""
    asked = [regel for regel in questions_at("aanmelding", convenant) if regel.opties.get("anders")]
    given = {f.subject: f.value or "" for f in casus.feiten_van(LOOKED_INTO, 0)}
    return [regel for regel in asked if regel.id in given and not is_good(regel, given[regel.id])]


def _is_asked(regel: Regel, casus: Casus, convenant: Convenant) -> bool:
    """Some are about one table only, some about a condition that was recorded."""
    tables, condition = regel.opties.get("tafels"), regel.opties.get("als")
    if isinstance(tables, list) and tafel_of(casus, convenant, casus.ronde).naam not in tables:
        return False
    feit = casus.feit("voorwaarde", casus.ronde, str(condition)) if condition else None
    return condition is None or (feit is not None and feit.value == "ja")


def open_questions(casus: Casus, convenant: Convenant) -> list[tuple[Regel, str]]:
    """What was not answered yet of the moments that have come, each with its moment."""
    found: dict[str, tuple[Regel, str]] = {}
    for moment in _moments(casus, convenant):
        for regel in questions_at(moment, convenant):
            if casus.feit(LOOKED_INTO, casus.ronde, regel.id) is None and _is_asked(regel, casus, convenant):
                found.setdefault(regel.id, (regel, moment))
    return list(found.values())


def wording(regel: Regel, casus: Casus) -> str:
    """The question, with who decides where that depends on the age (art. 1.3.1 of westfriesland-2023)."""
    bands = regel.opties.get("beslist")
    decides = bands.get(casus.leeftijd, "") if isinstance(bands, dict) else ""
    return (regel.vraag or "").replace("{beslist}", str(decides))


def _moments(casus: Casus, convenant: Convenant) -> Iterator[str]:
    """Those of the present round; triage comes before the first one only."""
    if casus.ronde == 0:
        yield from (event for event in ("vooroverleg", "triage") if casus.feit(event))
        return
    yield "planning"
    if casus.feit("bespreking", casus.ronde):
        yield tafel_of(casus, convenant, casus.ronde).event
