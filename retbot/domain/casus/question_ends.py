"""What each type of question depends on. A question ends once that state differs from when it was asked."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from retbot.domain.casus.age import LEEFTIJD
from retbot.domain.casus.besprekingen import at_the_table
from retbot.domain.casus.casus import LOOKED_INTO, BesprekingState, Casus, Feit
from retbot.domain.casus.consent import consent
from retbot.domain.casus.consent_rules import ConsentType
from retbot.domain.casus.consenting import consents_to_confirm
from retbot.domain.casus.covenant_questions import wording
from retbot.domain.casus.fees import SPENT
from retbot.domain.casus.seats import MISSING, expected_seats, names_missing
from retbot.domain.casus.triage import DISAGREED
from retbot.domain.convenant.convenant import Convenant, Regel
from retbot.domain.errors import Arg
from retbot.domain.tijd import local_day

OFFERED = "antwoord_overnemen"
"""The question whether an answer that came by mail counts; it ends together with its offer
(retbot/meetings/offers.py)."""
CONFIRM_CONSENT = "toestemming_bevestigen"
INVITE = "uitnodigen"
"""The proposal to invite, after the bespreking was planned."""
ANSWERED = "al_beantwoord"
"""The reply to somebody who answers a question that somebody else already answered that day."""

GUIDED = frozenset({"aanmelding", "aanwezig", "consensus", "verslag", "voorwaarde", "tijd", "nagaan"})
"""The questions of a task that asks one after the other."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What a question is about. `state` is the question's own data; `feiten` are the facts of the case, or of the team
    when there is no case."""

    state: Mapping[str, Arg]
    casus: Casus | None
    feiten: Sequence[Feit]
    convenant: Convenant
    now: datetime

    @property
    def of_case(self) -> Casus:
        if self.casus is None:
            raise TypeError("this question is about a case")
        return self.casus

    def facts_of(self, *events: str, subject: str | None = None, ronde: int | None = None) -> list[str]:
        """The facts with these events, limited to `subject` when it is given."""
        found = (
            f for f in self.feiten if f.event in events and subject in {None, f.subject} and ronde in {None, f.ronde}
        )
        return sorted(f"{f.event} {f.day} {f.ronde} {f.subject} {f.value}" for f in found)


Asks = Callable[[Matter], object]
"""The state on which the answer depends; compared as JSON."""


def snapshot(type_: str, matter: Matter) -> str:
    """The state on which the answer depends. Two questions with the same snapshot are ended by one answer. Empty when
    only an answer ends the question. Raises KeyError for an unknown type."""
    asked = ENDS[type_](matter)
    closed = matter.casus.gesloten if matter.casus else None
    return json.dumps([asked, closed], default=_plain) if asked is not None else ""


def _plain(value: object) -> object:
    """Writes the same instant always in the same way, whatever its time zone."""
    return value.timestamp() if isinstance(value, datetime) else str(value)


def _meeting(matter: Matter) -> list[object]:
    """The round, and whether its bespreking is not held yet."""
    current = matter.of_case.bespreking
    return [matter.of_case.ronde, current.state if current else None]


def _plan(matter: Matter) -> list[object]:
    current = matter.of_case.bespreking
    when = [current.start, current.minuten, current.overleg] if current else []
    return [*_meeting(matter), *when]


def _seats(matter: Matter) -> list[str]:
    """Included because people answer with the numbers of the seats."""
    return at_the_table(matter.of_case, matter.convenant)


def _present(matter: Matter) -> object:
    return [_plan(matter), _seats(matter)]


def _after_meeting(event: str) -> Asks:
    """`naam` says which of several questions it is."""

    def asks(matter: Matter) -> object:
        subject = str(matter.state["naam"]) if "naam" in matter.state else None
        return [subject, _meeting(matter), matter.facts_of(event, subject=subject, ronde=matter.of_case.ronde)]

    return asks


def _verslag(matter: Matter) -> object:
    return [_after_meeting("verslag")(matter), _seats(matter)]


def _checklist(matter: Matter) -> object:
    event = str(matter.state["event"])
    return [
        _meeting(matter),
        matter.facts_of(event, "checklist", ronde=matter.of_case.ronde),
        matter.state["elementen"],
    ]


def _triage(matter: Matter) -> object:
    return matter.facts_of("triage", DISAGREED)


def _consent(matter: Matter) -> object:
    """`wat` is the consent; who gives it depends on the age."""
    scope = ConsentType(str(matter.state.get("wat", ConsentType.FORM)))
    last = consent(scope, matter.of_case, matter.convenant)
    return [scope, matter.of_case.leeftijd, last.state, last.day, last.event]


def _to_confirm(matter: Matter) -> object:
    return [*consents_to_confirm(matter.of_case, matter.convenant)]


def _outcome(matter: Matter) -> object:
    plicht = str(matter.state["plicht"])
    return [plicht, matter.casus.ronde if matter.casus else 0, matter.facts_of("gedaan", subject=plicht)]


def _looked_into(matter: Matter) -> object:
    casus, moment = matter.of_case, str(matter.state["moment"])
    if "leeftijd" in matter.state:
        looked_at = matter.facts_of(LEEFTIJD, subject=moment, ronde=casus.ronde)
        return [moment, casus.ronde, casus.leeftijd, _is_over(matter, moment), looked_at]
    regel = matter.convenant.regels[str(matter.state["regel"])]
    answered = matter.facts_of(LOOKED_INTO, subject=regel.id, ronde=casus.ronde)
    return [wording(regel, casus), moment, casus.ronde, _is_over(matter, moment), answered, _missing(matter, regel)]


def _is_over(matter: Matter, moment: str) -> bool:
    """A question from before a bespreking no longer matters once the bespreking has begun."""
    current = matter.of_case.bespreking if moment == "planning" else None
    return current is not None and (current.state is BesprekingState.HELD or current.start <= matter.now)


def _missing(matter: Matter, regel: Regel) -> list[str]:
    if not names_missing(regel):
        return []
    casus = matter.of_case
    return [*expected_seats(regel, casus, matter.convenant), *matter.facts_of(MISSING, ronde=casus.ronde)]


def _closing(matter: Matter) -> object:
    """Depends on the day and on the state of the case at that time."""
    casus = matter.of_case
    meetings = [[one.ronde, one.start, one.minuten, one.state] for one in casus.besprekingen]
    agreed = [[one.nummer, one.ronde, one.partij, one.datum, one.soort, one.klaar] for one in casus.afspraken]
    return [_today(matter), matter.facts_of(*(f.event for f in casus.feiten)), meetings, agreed]


def _slot(matter: Matter) -> object:
    return [_plan(matter), [matter.state[name] for name in ("uid", "start", "minuten", "tafel")]]


def _inviting(matter: Matter) -> object:
    return [_plan(matter), matter.facts_of("uitgenodigd")]


def _by_its_answer(_: Matter) -> object:
    return None


def _today(matter: Matter) -> date:
    return local_day(matter.now)


def _earlier_question(matter: Matter) -> object:
    return [_today(matter), matter.state["vraag"]]


BY_SYMBOLS = frozenset({"opgelost", "sluitdag", "toestemming", CONFIRM_CONSENT, INVITE})
"""Whose yes acts: the question shows the three symbols, and a yes with them is its answer before that of any other."""
ENDS: Mapping[str, Asks] = {
    ANSWERED: _earlier_question,
    "aanmelding": _by_its_answer,
    "aanwezig": _present,
    OFFERED: _by_its_answer,
    "checklist": _checklist,
    "consensus": _after_meeting("consensus"),
    "datalek_laat": _by_its_answer,
    "datalek_ontdekt": _by_its_answer,
    "nagaan": _looked_into,
    "opgelost": _closing,
    "sluitdag": _closing,
    "tijdvak": _slot,
    "tijd": _after_meeting(SPENT),
    "toestemming": _consent,
    CONFIRM_CONSENT: _to_confirm,
    "triage": _triage,
    "uitkomst": _outcome,
    INVITE: _inviting,
    "verslag": _verslag,
    "voorwaarde": _after_meeting("voorwaarde"),
    "welke_vraag": _today,
}
"""By type of question."""
