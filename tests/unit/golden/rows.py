"""What the tests of the rows of REGELS.md ask of a covenant file, in one form for all."""

from collections import Counter
from collections.abc import Mapping

from retbot.domain.convenant.convenant import Convenant, Plicht, Regel, TermijnType

LAW = {"AVG-12": "AVG 12 lid 3", "AVG-33": "AVG 33", "AVG-34": "AVG 34"}


def assert_rows(convenant: Convenant, articles: Mapping[str, str]) -> None:
    """Every id is there once, with its article, and nothing else."""
    assert Counter(convenant.ids()) == Counter(list(articles))
    assert {id_: convenant.artikel(id_) for id_ in convenant.ids()} == articles


def dated(convenant: Convenant) -> dict[str, str]:
    """`5 wd na aanmelding` for each duty whose end a timeline reckons."""
    terms = {p.id: p.termijn for p in convenant.plichten if p.heeft_datum}
    return {
        id_: f"{'elke ' if term.herhaald else ''}{term.duur} {term.soort} {term.event}" for id_, term in terms.items()
    }


def cadences(convenant: Convenant) -> dict[str, str]:
    return {p.id: str(p.termijn.duur) for p in convenant.plichten if p.termijn.soort is TermijnType.ELKE}


def without_term(convenant: Convenant) -> dict[str, str | None]:
    """The duties for which the source names no term, with what each follows on."""
    return {p.id: p.termijn.event for p in convenant.plichten if p.termijn.soort is TermijnType.GEEN}


def chosen_by_the_team(convenant: Convenant) -> set[str]:
    rows: tuple[Plicht | Regel, ...] = (*convenant.plichten, *convenant.regels.values())
    return {row.id for row in rows if row.keuze_team}
