"""The questions that a covenant file itself words: at which moment they are asked, and the possible answers."""

from collections.abc import Iterator
from datetime import date

from retbot.domain.casus.casus import LOOKED_INTO, Casus, Feit
from retbot.domain.casus.tables import is_a_table, tafel_of
from retbot.domain.convenant.convenant import Convenant, Regel


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
    return next((r for r in wanting if is_asked(r, casus, convenant)), None)


def previous_question(casus: Casus, convenant: Convenant, moment: str, code: str) -> Regel | None:
    """The last question of this moment that was answered in the present round; with a `code`, before that one."""
    asked = questions_at(moment, convenant)
    before = next((place for place, regel in enumerate(asked) if regel.code == code), len(asked))
    answered = [r for r in asked[:before] if casus.feit(LOOKED_INTO, casus.ronde, r.id)]
    return answered[-1] if answered else None


def feit_of_answer(id_: str, ronde: int, value: str, day: date) -> Feit:
    return Feit(LOOKED_INTO, day, ronde, id_, value)


def with_answer(casus: Casus, regel: Regel, value: str, day: date) -> tuple[Casus, str]:
    """The case with this answer, and with the condition that it switches on (art. 12.4 of model-2024); and the name of
    a recorded condition that it contradicts, if there is one."""
    casus = casus.with_feit(feit_of_answer(regel.id, casus.ronde, value, day))
    sets, contradicts = _option_of(regel, "zet_aan", value), _option_of(regel, "botst_met", value)
    if sets:
        held = casus.feit("bespreking", casus.ronde)
        casus = casus.with_feit(Feit("voorwaarde", held.day if held else day, casus.ronde, sets, "ja"))
    known = casus.feit("voorwaarde", casus.ronde, contradicts) if contradicts else None
    return casus, contradicts if known and known.value == "ja" else ""


def _option_of(regel: Regel, name: str, value: str) -> str:
    named = regel.opties.get(name)
    return str(named.get(value, "")) if isinstance(named, dict) else ""


def is_good(regel: Regel, value: str) -> bool:
    return not regel.goed or value in regel.goed


def left_to_do(casus: Casus, convenant: Convenant) -> list[Regel]:
    """The questions whose last answer leaves something to do, without stopping anything: of the case as a whole and of
    the present round."""
    asked = [regel for regel in convenant.regels.values() if regel.vraag and regel.opties.get("anders")]
    given = {
        f.subject: f.value or ""
        for ronde in dict.fromkeys((0, casus.ronde))
        for f in casus.feiten_van(LOOKED_INTO, ronde)
    }
    return [regel for regel in asked if regel.id in given and not is_good(regel, given[regel.id])]


def is_asked(regel: Regel, casus: Casus, convenant: Convenant) -> bool:
    """Some questions apply to one table only, some only when a condition was recorded."""
    tables, condition = regel.opties.get("tafels"), regel.opties.get("als")
    if isinstance(tables, list) and tafel_of(casus, convenant, casus.ronde).naam not in tables:
        return False
    return condition is None or condition_holds(str(condition), casus, casus.ronde)


def condition_holds(naam: str | None, casus: Casus, ronde: int) -> bool:
    """Whether the condition was answered with yes for this round, or before the first bespreking for the whole case.
    What has no condition always holds."""
    given = (casus.feit("voorwaarde", one, naam) for one in (ronde, 0)) if naam else ()
    return naam is None or any(feit is not None and feit.value == "ja" for feit in given)


def open_questions(casus: Casus, convenant: Convenant) -> list[tuple[Regel, str]]:
    """The unanswered questions of the moments reached so far, each with its moment."""
    found: dict[str, tuple[Regel, str]] = {}
    for moment in _moments(casus, convenant):
        for regel in questions_at(moment, convenant):
            if casus.feit(LOOKED_INTO, casus.ronde, regel.id) is None and is_asked(regel, casus, convenant):
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
