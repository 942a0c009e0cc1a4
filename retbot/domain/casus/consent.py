"""What the last word on a consent is, and what it allows."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from retbot.domain.casus.casus import LOOKED_INTO, Casus, Feit
from retbot.domain.casus.consent_rules import ConsentHolder, ConsentType, goes_on_by, holder, known_consents, rule_of
from retbot.domain.casus.seats import expected_seats, missing_from
from retbot.domain.convenant.convenant import Convenant, Plicht, Regel
from retbot.domain.errors import Refusal

CONSENT, REFUSAL, WITHDRAWAL, LAPSE = "toestemming", "weigering", "intrekking", "vervallen"
"""The events about a consent. Their subject is the scope; None stands for taking part and sharing the form."""
UNCONFIRMED = "onbevestigd"
"""The event that a consent was said in a guided task and is not confirmed with the symbols of the case yet."""
MAIL = "mail_toestemming"
"""The fact whether somebody private may be mailed: its subject is their role, its value ja or nee."""
VERSLAG_ANSWER = "verslag"
"""The fact with whom the verslag of a round may be shared: `ja`, `nee`, or `behalve school,aanmelder`."""


class ConsentState(StrEnum):
    GIVEN = "gegeven"
    REFUSED = "geweigerd"
    NOT_ASKED = "niet gevraagd"
    WITHDRAWN = "ingetrokken"
    UNCONFIRMED = "nog te bevestigen"
    LAPSED = "opnieuw te vragen"
    """It was given by others than those whose it is at the present age."""


@dataclass(frozen=True, slots=True)
class Consent:
    """`day` is when it was said; None when nothing was. `event` is the fact that says it, None for the answer of the
    aanmelding. `value` names for the verslag who does not get it."""

    scope: ConsentType
    state: ConsentState
    day: date | None
    whose: ConsentHolder | None
    artikel: str
    event: str | None = None
    value: str = ""

    @property
    def allows(self) -> bool:
        return self.state is ConsentState.GIVEN


_STATES: Mapping[str, ConsentState] = {
    CONSENT: ConsentState.GIVEN,
    REFUSAL: ConsentState.REFUSED,
    WITHDRAWAL: ConsentState.WITHDRAWN,
    LAPSE: ConsentState.LAPSED,
    UNCONFIRMED: ConsentState.UNCONFIRMED,
}
_ANSWERS: Mapping[str | None, ConsentState] = {"ja": ConsentState.GIVEN, "nee": ConsentState.REFUSED}
_SUBJECTS: Mapping[ConsentType, set[str | None]] = {
    ConsentType.DEELNAME: {None},
    ConsentType.FORM: {None, ConsentType.FORM},
}
_Word = tuple[Feit, ConsentState]
"""A fact, and what it says about a consent."""


def consent(scope: ConsentType, casus: Casus, convenant: Convenant, ronde: int | None = None) -> Consent:
    """The last word: of the latest day, and of that day what was recorded last. With `ronde` only the verslag of that
    bespreking counts. Without any word, the answer of the aanmelding."""
    regel, whose = rule_of(scope, convenant), holder(scope, casus.leeftijd, convenant)
    last = _latest(_words(scope, casus, regel, ronde))
    artikel = regel.artikel if regel else ""
    if last:
        feit, state = last
        return Consent(scope, state, feit.day, whose, artikel, feit.event, feit.value or "")
    answer = _at_aanmelding(scope, casus, regel)
    asked = answer in _ANSWERS
    state = _ANSWERS.get(answer, ConsentState.NOT_ASKED)
    return Consent(scope, state, casus.aanmelding.ontvangen if asked else None, whose, artikel)


def last_other(scope: ConsentType, casus: Casus, convenant: Convenant, state: ConsentState) -> Feit | None:
    """The last word on this consent that says something else."""
    same = {state, ConsentState.UNCONFIRMED}
    words = (word for word in _words(scope, casus, rule_of(scope, convenant)) if word[1] not in same)
    last = _latest(words)
    return last[0] if last else None


def consents_of(casus: Casus, convenant: Convenant) -> list[Consent]:
    """One for each consent that the covenant asks for."""
    return [consent(scope, casus, convenant) for scope in known_consents(convenant)]


def allows(scope: ConsentType, casus: Casus, convenant: Convenant) -> bool:
    return consent(scope, casus, convenant).allows


def mail_allowed(casus: Casus, rol: str) -> bool:
    """Whether this private person agreed to get mail about the case."""
    feit = casus.feit(MAIL, subject=rol)
    return feit is not None and _ANSWERS.get(feit.value) is ConsentState.GIVEN


def is_anonymous(casus: Casus, convenant: Convenant) -> bool:
    """Art. 9.3 of overijssel-2022 and similar rules: the case is discussed only anonymously without consent, unless
    those of the family whom the rule names are at the table. With `altijd` consent makes no difference."""
    regel = convenant.regels.get("anoniem")
    if regel is None or _attend(casus, convenant, regel):
        return False
    return bool(regel.opties.get("altijd")) or not allows(_identifying(convenant), casus, convenant)


def form_may_be_shared(casus: Casus, convenant: Convenant) -> bool:
    """Art. 8.5 of overijssel-2022: with consent. That the jeugdige comes to the table does not replace it."""
    if rule_of(ConsentType.FORM, convenant):
        return allows(ConsentType.FORM, casus, convenant)
    return not is_anonymous(casus, convenant)


def must_allow_form(casus: Casus, convenant: Convenant) -> None:
    if not form_may_be_shared(casus, convenant):
        raise Refusal("formulier_zonder_toestemming", artikel=convenant.regels["anoniem"].artikel)
    must_allow_case(casus, convenant)


def must_allow_case(casus: Casus, convenant: Convenant) -> None:
    """Art. 19.2 of model-2024: whether the case goes on is for the people concerned. Raises Refusal."""
    regel = goes_on_by(convenant)
    if regel and not allows(ConsentType.DEELNAME, casus, convenant):
        raise Refusal("zonder_instemming", artikel=regel.artikel)


def must_allow_monitor(plicht: Plicht, casus: Casus, convenant: Convenant) -> None:
    """Bijlage 1 of overijssel-2022: without consent, none of the duties that this rule names may enter data in the
    monitor."""
    regel = convenant.regels.get("monitor")
    named = regel.opties.get("plichten") if regel else None
    if regel and isinstance(named, list) and plicht.id in named and not allows(ConsentType.MONITOR, casus, convenant):
        raise Refusal("monitor_zonder_toestemming", artikel=regel.artikel)


def may_be_exported(casus: Casus, convenant: Convenant) -> bool:
    """With a yes where the covenant asks about the monitor; elsewhere not when the people concerned take part no
    longer."""
    if rule_of(ConsentType.MONITOR, convenant):
        return allows(ConsentType.MONITOR, casus, convenant)
    return consent(ConsentType.DEELNAME, casus, convenant).state is not ConsentState.WITHDRAWN


def must_allow_no_more(before: Casus, after: Casus, convenant: Convenant) -> None:
    """Raises Refusal when a correction would make a consent valid that was not: new consent must be given by the
    question."""
    for scope in known_consents(convenant):
        if allows(scope, after, convenant) and not allows(scope, before, convenant):
            raise Refusal("toestemming_niet_door_herstel", monitor=scope is ConsentType.MONITOR, wat=scope.value)


def _words(scope: ConsentType, casus: Casus, regel: Regel | None, ronde: int | None = None) -> Iterator[_Word]:
    """The facts that say something about this consent, in the order in which they were recorded."""
    about = _SUBJECTS.get(scope, {scope})
    for feit in casus.feiten:
        if feit.event in _STATES and feit.subject in about:
            yield feit, _STATES[feit.event]
        elif scope is ConsentType.VERSLAG and feit.event == VERSLAG_ANSWER and ronde in {None, feit.ronde}:
            yield feit, ConsentState.REFUSED if feit.value in {"nee", None} else ConsentState.GIVEN
        elif regel and feit.event == LOOKED_INTO and feit.subject == regel.id:
            yield feit, _ANSWERS.get(feit.value, ConsentState.NOT_ASKED)


def _latest(words: Iterable[_Word]) -> _Word | None:
    return max(reversed(list(words)), key=lambda word: word[0].day, default=None)


def _at_aanmelding(scope: ConsentType, casus: Casus, regel: Regel | None) -> str | None:
    given = casus.aanmelding
    if scope is ConsentType.MONITOR:
        return given.monitor
    if regel and regel.code == "besproken":
        return "ja" if given.besproken else "nee"
    return given.formulier if scope in _SUBJECTS else None


def _identifying(convenant: Convenant) -> ConsentType:
    return ConsentType.FORM if rule_of(ConsentType.FORM, convenant) else ConsentType.DEELNAME


def monitor_allowed(plicht: Plicht, casus: Casus, convenant: Convenant) -> bool:
    try:
        must_allow_monitor(plicht, casus, convenant)
    except Refusal:
        return False
    return True


def _attend(casus: Casus, convenant: Convenant, regel: Regel) -> bool:
    """Whether a member of the family that the rule names was at the table, or is invited and therefore expected
    there."""
    named = regel.opties.get("tenzij_aanwezig")
    family = {str(role) for role in named} if isinstance(named, list) else set()
    present, table = casus.feit("aanwezig", casus.ronde), convenant.regels.get("tafel")
    if present:
        return bool(family & set((present.value or "").split(",")))
    if not family or table is None or casus.feit(LOOKED_INTO, casus.ronde, table.id) is None:
        return False
    return bool(family & set(expected_seats(table, casus, convenant)) - set(missing_from(casus)))
