"""What the consent of jeugdige and ouders allows."""

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
"""The two words about a consent: about which one it is, or about taking part and the form for None."""
DEELNAME, FORM, MONITOR = "deelname", "formulier", "monitor"
_ABOUT: dict[str, set[str | None]] = {DEELNAME: {None}, FORM: {None, FORM}, MONITOR: {MONITOR}}
"""A consent → what the words that count for it are about."""


def is_anonymous(casus: Casus, convenant: Convenant) -> bool:
    """Art. 9.3 of overijssel-2022 and its like: without consent the case is discussed anonymously only. Under some it
    always is (`altijd`), but for those who sit at the table themselves."""
    regel = convenant.regels.get("anoniem")
    if regel is None:
        return False
    return not (_attend(casus, convenant, regel) if regel.opties.get("altijd") else stands(FORM, casus))


def stands(what: str, casus: Casus) -> bool:
    """By the last word about this consent, or else the answer at the aanmelding."""
    last = last_word(what, casus)
    if last is None:
        return (casus.aanmelding.monitor if what == MONITOR else casus.aanmelding.formulier) == "ja"
    return last.event == CONSENT


def last_word(what: str, casus: Casus, *events: str) -> Feit | None:
    """The latest by its day, and of one day the one that was recorded last; of these events, or of both."""
    words = [f for f in words_about(what, casus.feiten) if not events or f.event in events]
    return max(reversed(words), key=lambda feit: feit.day, default=None)


def words_about(what: str, feiten: Iterable[Feit]) -> list[Feit]:
    """All that was recorded about this consent."""
    return [f for f in feiten if f.event in {CONSENT, WITHDRAWAL} and f.subject in _ABOUT[what]]


def must_be_last(what: str, casus: Casus, day: date, *, after: str) -> None:
    """Raises Refusal when a word of the other event came after that day: what is recorded now would not count."""
    other = last_word(what, casus, after)
    if other and day < other.day:
        raise Refusal("te_vroeg", na=after, op=other.day)


def give(casus: Casus, what: str, day: date, today: date) -> Casus:
    """Consent to take part and that to share the form are one when they are given. Raises Refusal when it was
    withdrawn since."""
    must_be_last(what, casus, day, after=WITHDRAWAL)
    subject = MONITOR if what == MONITOR else None
    return record(casus, Feit(CONSENT, day, subject=subject, value="ja"), today)


def must_allow_no_more(before: Casus, after: Casus) -> None:
    """Raises Refusal when a consent stands by a correction that did not stand before it: that takes the question."""
    for what in (FORM, MONITOR):
        if stands(what, after) and not stands(what, before):
            raise Refusal("toestemming_niet_door_herstel", monitor=what == MONITOR)


def asked_apart(convenant: Convenant) -> list[str]:
    """The consents for which the covenant has a question of their own."""
    rules = {FORM: "toestemming_formulier", MONITOR: "monitor"}
    return [what for what, code in rules.items() if code in convenant.regels]


def consent_asks(convenant: Convenant) -> list[str]:
    """What must have been told before consent counts (art. 2.6 of gooi-en-vechtstreek-2018)."""
    regel = convenant.regels.get("anoniem")
    told = regel.opties.get("vooraf_verteld") if regel else None
    return [str(one) for one in told] if isinstance(told, list) else []


def consents(casus: Casus, convenant: Convenant) -> ConsentHolder | None:
    """Whose consent it takes at the age of this case; None where the covenant does not say."""
    return consent_holder(casus.leeftijd, convenant)


def must_allow_form(casus: Casus, convenant: Convenant) -> None:
    if is_anonymous(casus, convenant):
        raise Refusal("formulier_zonder_toestemming", artikel=convenant.regels["anoniem"].artikel)


def must_allow_monitor(plicht: Plicht, casus: Casus, convenant: Convenant) -> None:
    """Bijlage 1 of overijssel-2022: without consent no entry, by any of the duties that the rule names."""
    regel = convenant.regels.get("monitor")
    named = regel.opties.get("plichten") if regel else None
    if regel and isinstance(named, list) and plicht.id in named and not stands(MONITOR, casus):
        raise Refusal("monitor_zonder_toestemming", artikel=regel.artikel)


def _attend(casus: Casus, convenant: Convenant, regel: Regel) -> bool:
    """Whether one of the family that the rule names was at the table, or is expected there because it was asked."""
    named = regel.opties.get("tenzij_aanwezig")
    family = {str(role) for role in named} if isinstance(named, list) else set()
    present, table = casus.feit("aanwezig", casus.ronde), convenant.regels.get("tafel")
    if present:
        return bool(family & set((present.value or "").split(",")))
    asked = table and casus.feit(LOOKED_INTO, casus.ronde, table.id)
    return bool(asked) and not family <= set(missing_from(casus))
