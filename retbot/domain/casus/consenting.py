"""The one way in which a consent is written: given, refused, withdrawn, or lapsed because the case got another age."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from retbot.domain.casus.casus import LOOKED_INTO, Casus, Feit
from retbot.domain.casus.consent import (
    CONSENT,
    LAPSE,
    MAIL,
    REFUSAL,
    UNCONFIRMED,
    WITHDRAWAL,
    Consent,
    ConsentState,
    allows,
    consent,
    consents_of,
    last_other,
)
from retbot.domain.casus.consent_rules import ConsentType, holder, known_consents, rule_of, type_of
from retbot.domain.casus.covenant_questions import feit_of_answer
from retbot.domain.casus.recording import record
from retbot.domain.casus.seats import expected_seats
from retbot.domain.convenant.convenant import Convenant
from retbot.domain.errors import Refusal

_AS_ONE = {ConsentType.DEELNAME, ConsentType.FORM}
"""Given and refused as one; consent to share the form may be withdrawn alone."""


def give(casus: Casus, convenant: Convenant, scope: ConsentType, day: date, today: date) -> Casus:
    """Raises Refusal when it was refused or withdrawn after that day."""
    return _write(casus, convenant, scope, ConsentState.GIVEN, day, today)


def refuse(casus: Casus, convenant: Convenant, scope: ConsentType, day: date, today: date) -> Casus:
    """Raises Refusal when it was given after that day."""
    return _write(casus, convenant, scope, ConsentState.REFUSED, day, today)


def to_be_confirmed(casus: Casus, convenant: Convenant, scopes: Collection[ConsentType], day: date) -> Casus:
    """The case in which what is given of these consents does not count until `confirm_given`."""
    for scope in (one for one in scopes if allows(one, casus, convenant)):
        casus = casus.with_feit(Feit(UNCONFIRMED, day, subject=_subject(scope)))
    return casus


def consents_to_confirm(casus: Casus, convenant: Convenant) -> list[ConsentType]:
    """The consents that wait for their confirmation."""
    found = {one.scope: one.state for one in consents_of(casus, convenant)}
    return [scope for scope, state in found.items() if state is ConsentState.UNCONFIRMED]


def confirm_given(casus: Casus) -> Casus:
    for feit in casus.feiten_van(UNCONFIRMED):
        casus = casus.without_feit(feit)
    return casus


def _subject(scope: ConsentType) -> str | None:
    return None if scope in _AS_ONE else scope.value


def withdrawable(casus: Casus, convenant: Convenant) -> list[ConsentType]:
    """The consents that are given now."""
    given = [scope for scope in known_consents(convenant) if allows(scope, casus, convenant)]
    mailed = any(feit.value == "ja" for feit in casus.feiten_van(MAIL))
    return [*given, *([ConsentType.MAIL] if mailed else [])]


def withdraw(
    casus: Casus, convenant: Convenant, what: ConsentType | None, day: date, today: date
) -> tuple[Casus, list[ConsentType]]:
    """The case without what the consent allowed, and the withdrawn consents: all of them when `what` is None or when
    the family no longer takes part. Raises Refusal."""
    standing = withdrawable(casus, convenant)
    if what not in {None, *standing} or not standing:
        raise Refusal("niets_in_te_trekken", wat=what.value if what else "", staat=[one.value for one in standing])
    chosen: list[ConsentType] = standing if what in {None, ConsentType.DEELNAME} else [ConsentType(what or "")]
    for scope in chosen:
        casus = _take_mail(casus, day) if scope is ConsentType.MAIL else _withdraw(casus, convenant, scope, day, today)
    return casus, chosen


def let_mail(casus: Casus, rol: str, *, allowed: bool, today: date) -> Casus:
    """Whether somebody private agrees to get mail about the case. Raises Refusal when the case is closed."""
    return record(casus, Feit(MAIL, today, subject=rol, value="ja" if allowed else "nee"), today)


def end_by_age(before: Casus, after: Casus, convenant: Convenant, day: date) -> tuple[Casus, list[Consent]]:
    """The case in which no consent stands that is now also of somebody who did not give it, and the consents that have
    to be asked again. Who sits at the table is open again when that depends on the age. `before` is the same case at
    its earlier age."""
    lapsed = [scope for scope in known_consents(convenant) if _is_now_of_others(scope, before, after, convenant)]
    casus = _table_open_again(before, after, convenant)
    for scope in lapsed:
        casus = casus.with_feit(Feit(LAPSE, day, subject=_subject(scope)))
    return casus, [consent(scope, casus, convenant) for scope in lapsed]


def _table_open_again(before: Casus, after: Casus, convenant: Convenant) -> Casus:
    regel = convenant.regels.get("tafel")
    answer = after.feit(LOOKED_INTO, after.ronde, regel.id) if regel else None
    if regel is None or answer is None or after.feit("bespreking", after.ronde):
        return after
    then, now = (expected_seats(regel, casus, convenant) for casus in (before, after))
    return after if then == now else after.without_feit(answer)


def _is_now_of_others(scope: ConsentType, before: Casus, after: Casus, convenant: Convenant) -> bool:
    then, now = (holder(scope, casus.leeftijd, convenant) for casus in (before, after))
    others = set(now.who if now else ()) - set(then.who if then else ())
    return bool(others) and allows(scope, after, convenant)


def _write(
    casus: Casus, convenant: Convenant, scope: ConsentType, state: ConsentState, day: date, today: date
) -> Casus:
    for one in _AS_ONE if scope in _AS_ONE else {scope}:
        _must_be_last(casus, convenant, one, state, day)
    regel = rule_of(scope, convenant)
    if regel and type_of(regel):
        feit = feit_of_answer(regel.id, casus.ronde, "ja" if state is ConsentState.GIVEN else "nee", day)
    else:
        event = CONSENT if state is ConsentState.GIVEN else REFUSAL
        feit = Feit(event, day, subject=_subject(scope))
    casus = casus.without_feit(Feit(UNCONFIRMED, day, subject=_subject(scope)))
    return record(casus, feit, today, is_right=state is not ConsentState.GIVEN)


def _withdraw(casus: Casus, convenant: Convenant, scope: ConsentType, day: date, today: date) -> Casus:
    _must_be_last(casus, convenant, scope, ConsentState.WITHDRAWN, day)
    subject = None if scope is ConsentType.DEELNAME else scope.value
    return record(casus, Feit(WITHDRAWAL, day, subject=subject), today, is_right=True)


def _take_mail(casus: Casus, day: date) -> Casus:
    for feit in casus.feiten_van(MAIL):
        casus = casus.with_feit(replace(feit, value="nee", day=day))
    return casus


def _must_be_last(casus: Casus, convenant: Convenant, scope: ConsentType, state: ConsentState, day: date) -> None:
    """Raises Refusal when something else was said after `day`, because then the new word would have no effect."""
    other = last_other(scope, casus, convenant, state)
    if other and day < other.day:
        raise Refusal("te_vroeg", na=other.event, op=other.day)
