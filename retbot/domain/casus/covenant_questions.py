"""The questions that a covenant file itself words: at which moment they are asked, and the possible answers."""

from collections.abc import Iterator
from datetime import date

from retbot.domain.casus.casus import Casus, Feit
from retbot.domain.casus.tables import is_a_table, tafel_of
from retbot.domain.convenant.convenant import Convenant, Regel

LOOKED_INTO = "nagegaan"
"""The fact that such a question was answered: its subject is the id of the condition, its value the answer."""


def questions_at(moment: str, convenant: Convenant) -> list[Regel]:
    """A question for any bespreking is asked at each table of the covenant."""
    moments = {moment, "bespreking"} if is_a_table(moment, convenant) else {moment}
    return [r for r in convenant.regels.values() if r.vraag and moments & {r.moment, *r.ook}]


def field_of(regel: Regel) -> str:
    """The name of its answer when several are typed on one line."""
    return str(regel.opties.get("veld", regel.code))


def next_question(casus: Casus, convenant: Convenant, moment: str) -> Regel | None:
    """The first question of this moment that is not answered yet for the present round."""
    wanting = (r for r in questions_at(moment, convenant) if casus.feit(LOOKED_INTO, casus.ronde, r.id) is None)
    return next((r for r in wanting if _is_asked(r, casus, convenant)), None)


def feit_of_answer(id_: str, ronde: int, value: str, day: date) -> Feit:
    return Feit(LOOKED_INTO, day, ronde, id_, value)


def is_good(regel: Regel, value: str) -> bool:
    return not regel.goed or value in regel.goed


def left_to_do(casus: Casus, convenant: Convenant) -> list[Regel]:
    """The questions of the aanmelding whose answer leaves something to do, without stopping the aanmelding."""
    asked = [regel for regel in questions_at("aanmelding", convenant) if regel.opties.get("anders")]
    given = {f.subject: f.value or "" for f in casus.feiten_van(LOOKED_INTO, 0)}
    return [regel for regel in asked if regel.id in given and not is_good(regel, given[regel.id])]


def _is_asked(regel: Regel, casus: Casus, convenant: Convenant) -> bool:
    """Some questions apply to one table only, some only when a condition was recorded."""
    tables, condition = regel.opties.get("tafels"), regel.opties.get("als")
    if isinstance(tables, list) and tafel_of(casus, convenant, casus.ronde).naam not in tables:
        return False
    feit = casus.feit("voorwaarde", casus.ronde, str(condition)) if condition else None
    return condition is None or (feit is not None and feit.value == "ja")


def open_questions(casus: Casus, convenant: Convenant) -> list[tuple[Regel, str]]:
    """The unanswered questions of the moments reached so far, each with its moment."""
    found: dict[str, tuple[Regel, str]] = {}
    for moment in _moments(casus, convenant):
        for regel in questions_at(moment, convenant):
            if casus.feit(LOOKED_INTO, casus.ronde, regel.id) is None and _is_asked(regel, casus, convenant):
                found.setdefault(regel.id, (regel, moment))
    return list(found.values())


def wording(regel: Regel, casus: Casus) -> str:
    """The text of the question; where the age matters it also says who decides (art. 1.3.1 of westfriesland-2023)."""
    bands = regel.opties.get("beslist")
    decides = bands.get(casus.leeftijd, "") if isinstance(bands, dict) else ""
    return (regel.vraag or "").replace("{beslist}", str(decides))


def _moments(casus: Casus, convenant: Convenant) -> Iterator[str]:
    """The moments of the present round; triage belongs to the first round only."""
    if casus.ronde == 0:
        yield from (event for event in ("vooroverleg", "triage") if casus.feit(event))
        return
    yield "planning"
    if casus.feit("bespreking", casus.ronde):
        yield tafel_of(casus, convenant, casus.ronde).event
