"""What is seen of each duty and each question while the cases of a covenant are played."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import timedelta

from retbot.covenants.free_days import kalender
from retbot.covenants.play.choices import Choices, every_case
from retbot.covenants.play.story import BEGIN, PlayedMoment, allowed_bands, play
from retbot.domain.casus.casus import LOOKED_INTO, Casus, Feit
from retbot.domain.casus.tables import is_a_table
from retbot.domain.convenant.convenant import Convenant, Plicht, TermijnType
from retbot.domain.deelnemers.roles import Deelnemer
from retbot.domain.errors import Refusal
from retbot.domain.termijnen.casustermijnen import Termijn, TermijnState, held_on, termijnen
from retbot.domain.termijnen.completion import complete
from retbot.domain.termijnen.duties_without_date import duties_without_date
from retbot.domain.termijnen.teamtermijnen import TEAM_EVENTS, teamtermijnen

NEVER_OF_CASE = frozenset({"laatste_interventie", "looptijd_einde", "datalek", "ondertekening", "vraag", "deelnemers"})
"""Events that no command records about a case."""

TEAM_FACTS = (*(Feit(event, BEGIN, 1) for event in TEAM_EVENTS), Feit("datalek", BEGIN, 1, value="10:00"))


@dataclass
class Witness:
    """By the ids of duties: `states` of the terms, `duties` that were owed without one, `endings` of those that can
    be met while they run, `early` of those that ran before closing. `conditions` were answered with yes, `questions`
    are the ids of those that were answered."""

    cases: int = 0
    bands: list[str] = field(default_factory=list)
    states: dict[str, set[TermijnState]] = field(default_factory=lambda: defaultdict(set))
    duties: set[str] = field(default_factory=set)
    endings: set[str] = field(default_factory=set)
    early: set[str] = field(default_factory=set)
    conditions: set[str] = field(default_factory=set)
    questions: set[str] = field(default_factory=set)
    team: list[Termijn] = field(default_factory=list)


def watch(convenant: Convenant) -> Witness:
    seen = Witness(bands=allowed_bands(convenant))
    wanted = {plicht.id: plicht for plicht in convenant.plichten if plicht.actief and not plicht.gedekt_door}

    def play_one(choices: Choices) -> None:
        seen.cases += 1
        for moment in play(convenant, choices):
            _look(seen, moment, replace(convenant, plichten=tuple(wanted.values())))
            for id_ in [id_ for id_, plicht in wanted.items() if _is_known(plicht, seen)]:
                del wanted[id_]

    every_case(play_one)
    seen.team = _team(convenant)
    for termijn in seen.team:
        seen.states[termijn.plicht.id].add(termijn.staat)
        seen.endings.add(termijn.plicht.id)
    return seen


def _is_known(plicht: Plicht, seen: Witness) -> bool:
    """Whether nothing more can be learned about the duty. Of one that deletes, each path may show that it begins too
    early."""
    runs = TermijnState.OPEN in seen.states[plicht.id] and plicht.id in seen.endings
    return (runs or plicht.id in seen.duties) and plicht.vervuld != "verwijderd"


def _look(seen: Witness, moment: PlayedMoment, convenant: Convenant) -> None:
    """`convenant` has only the duties about which more is to be learned."""
    casus = moment.casus
    for feit in casus.feiten:
        if feit.event == "voorwaarde" and feit.value == "ja" and feit.subject:
            seen.conditions.add(feit.subject)
        if feit.event == LOOKED_INTO and feit.subject:
            seen.questions.add(feit.subject)
    for termijn in termijnen(casus, convenant, kalender()):
        id_ = termijn.plicht.id
        seen.states[id_].add(termijn.staat)
        if casus.gesloten is None:
            seen.early.add(id_)
        if id_ not in seen.endings and _ends(termijn, moment, convenant):
            seen.endings.add(id_)
    seen.duties |= {one.plicht.id for one in duties_without_date(casus, convenant)}


def _ends(termijn: Termijn, moment: PlayedMoment, convenant: Convenant) -> bool:
    """Whether it was met, or would be if what fulfils it were recorded now."""
    plicht, event = termijn.plicht, termijn.plicht.vervuld
    if termijn.staat is TermijnState.FULFILLED:
        return not _comes_afterwards(termijn, moment.casus)
    if event == "verwijderd" or plicht.per == "afspraak":
        return True
    if event is None or event in NEVER_OF_CASE or is_a_table(event, convenant):
        return False
    try:
        after, _ = complete(moment.casus, termijn, convenant, moment.day)
    except Refusal:
        return False
    later = {one.key: one for one in termijnen(after, convenant, kalender())}.get(termijn.key)
    return later is None or later.staat is not TermijnState.OPEN or later.day > termijn.day


def _comes_afterwards(termijn: Termijn, casus: Casus) -> bool:
    """Whether what must be done before a bespreking was done only after it."""
    meeting = casus.in_ronde(termijn.ronde)
    before = termijn.plicht.termijn.soort in {TermijnType.VOOR, TermijnType.VOOR_EVENT}
    return before and meeting is not None and (termijn.voldaan_op or BEGIN) >= held_on(casus, meeting)


def _team(convenant: Convenant) -> list[Termijn]:
    """The terms of a team to which everything happens that can happen to a team."""
    members = [Deelnemer(nummer, rol, vog=BEGIN) for nummer, rol in enumerate(convenant.rollen, start=1)]
    day = max(convenant.cadans_vanaf or BEGIN, BEGIN) + timedelta(days=1)
    return teamtermijnen(convenant, TEAM_FACTS, members, kalender(), day)
