"""What is allowed by the consent of the jeugdige and the parents."""

from collections.abc import Iterable
from datetime import date

from retbot.domain.casus.age import ConsentHolder, consent_holder
from retbot.domain.casus.casus import Casus, Feit
from retbot.domain.casus.covenant_questions import LOOKED_INTO
from retbot.domain.casus.missing_seats import missing_from
from retbot.domain.casus.recording import record
from retbot.domain.convenant.convenant import Convenant, Plicht, Regel
from retbot.domain.errors import Refusal

CONSENT, WITHDRAWAL = "toestemming", "intrekking"
"""The two events about a consent. Their subject is which consent; None stands for taking part and sharing the form."""
DEELNAME, FORM, MONITOR = "deelname", "formulier", "monitor"
_ABOUT: dict[str, set[str | None]] = {DEELNAME: {None}, FORM: {None, FORM}, MONITOR: {MONITOR}}
"""For each consent: the subjects of the events that count for it."""


def is_anonymous(casus: Casus, convenant: Convenant) -> bool:
    """Art. 9.3 of overijssel-2022 and similar rules: without consent the case is discussed only anonymously. Some
    covenants always require it (`altijd`), except when the family itself is at the table."""
    regel = convenant.regels.get("anoniem")
    if regel is None:
        return False
    return not (_attend(casus, convenant, regel) if regel.opties.get("altijd") else stands(FORM, casus))


def stands(what: str, casus: Casus) -> bool:
    """Whether this consent holds now: decided by its latest event, else by the answer at the aanmelding."""
    last = last_word(what, casus)
    if last is None:
        return (casus.aanmelding.monitor if what == MONITOR else casus.aanmelding.formulier) == "ja"
    return last.event == CONSENT


def last_word(what: str, casus: Casus, *events: str) -> Feit | None:
    """The latest event by day; on the same day, the one recorded last. Looks only at `events` when they are given."""
    words = [f for f in words_about(what, casus.feiten) if not events or f.event in events]
    return max(reversed(words), key=lambda feit: feit.day, default=None)


def words_about(what: str, feiten: Iterable[Feit]) -> list[Feit]:
    """All events recorded about this consent."""
    return [f for f in feiten if f.event in {CONSENT, WITHDRAWAL} and f.subject in _ABOUT[what]]


def must_be_last(what: str, casus: Casus, day: date, *, after: str) -> None:
    """Raises Refusal when the opposite event came after `day`, because then the new record would have no effect."""
    other = last_word(what, casus, after)
    if other and day < other.day:
        raise Refusal("te_vroeg", na=after, op=other.day)


def give(casus: Casus, what: str, day: date, today: date) -> Casus:
    """Consent to take part and consent to share the form are given as one. Raises Refusal when it was withdrawn
    since."""
    must_be_last(what, casus, day, after=WITHDRAWAL)
    subject = MONITOR if what == MONITOR else None
    return record(casus, Feit(CONSENT, day, subject=subject, value="ja"), today)


def must_allow_no_more(before: Casus, after: Casus) -> None:
    """Raises Refusal when a correction would make a consent valid that was not: new consent must be given by the
    question."""
    for what in (FORM, MONITOR):
        if stands(what, after) and not stands(what, before):
            raise Refusal("toestemming_niet_door_herstel", monitor=what == MONITOR)


def asked_apart(convenant: Convenant) -> list[str]:
    """The consents that the covenant asks for in a separate question."""
    rules = {FORM: "toestemming_formulier", MONITOR: "monitor"}
    return [what for what, code in rules.items() if code in convenant.regels]


def consent_asks(convenant: Convenant) -> list[str]:
    """What people must be told before their consent counts (art. 2.6 of gooi-en-vechtstreek-2018)."""
    regel = convenant.regels.get("anoniem")
    told = regel.opties.get("vooraf_verteld") if regel else None
    return [str(one) for one in told] if isinstance(told, list) else []


def consents(casus: Casus, convenant: Convenant) -> ConsentHolder | None:
    """Who must consent at the age of this case; None when the covenant does not say."""
    return consent_holder(casus.leeftijd, convenant)


def must_allow_form(casus: Casus, convenant: Convenant) -> None:
    if is_anonymous(casus, convenant):
        raise Refusal("formulier_zonder_toestemming", artikel=convenant.regels["anoniem"].artikel)


def must_allow_monitor(plicht: Plicht, casus: Casus, convenant: Convenant) -> None:
    """Bijlage 1 of overijssel-2022: without consent, none of the duties that this rule names may enter data in the
    monitor."""
    regel = convenant.regels.get("monitor")
    named = regel.opties.get("plichten") if regel else None
    if regel and isinstance(named, list) and plicht.id in named and not stands(MONITOR, casus):
        raise Refusal("monitor_zonder_toestemming", artikel=regel.artikel)


def _attend(casus: Casus, convenant: Convenant, regel: Regel) -> bool:
    """Whether a member of the family that the rule names was at the table, or is invited and therefore expected
    there."""
    named = regel.opties.get("tenzij_aanwezig")
    family = {str(role) for role in named} if isinstance(named, list) else set()
    present, table = casus.feit("aanwezig", casus.ronde), convenant.regels.get("tafel")
    if present:
        return bool(family & set((present.value or "").split(",")))
    asked = table and casus.feit(LOOKED_INTO, casus.ronde, table.id)
    return bool(asked) and not family <= set(missing_from(casus))
