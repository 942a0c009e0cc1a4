"""What is deleted when consent is withdrawn: immediately, everything that the consent allowed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from retbot.domain.casus.casus import Casus, Feit
from retbot.domain.casus.consent import (
    CONSENT,
    DEELNAME,
    FORM,
    MONITOR,
    WITHDRAWAL,
    asked_apart,
    consent_asks,
    must_be_last,
    stands,
)
from retbot.domain.casus.recording import record
from retbot.domain.convenant.convenant import Convenant
from retbot.domain.errors import Refusal

MAIL = "mail_toestemming"


def withdrawable(casus: Casus, convenant: Convenant) -> list[str]:
    """The consents that are given now."""
    given: Mapping[str, bool] = {
        DEELNAME: bool(consent_asks(convenant)) and stands(DEELNAME, casus),
        FORM: FORM in asked_apart(convenant) and stands(FORM, casus),
        MONITOR: stands(MONITOR, casus),
        "verslag": (casus.feit("verslag") or Feit("", date.min, value="nee")).value not in {"nee", None},
        "mail": any(feit.value == "ja" for feit in casus.feiten_van(MAIL)),
    }
    return [name for name, stands in given.items() if stands]


def withdraw(casus: Casus, convenant: Convenant, what: str | None, day: date, today: date) -> tuple[Casus, list[str]]:
    """The case without what the consent allowed, and the names of the withdrawn consents: all of them when `what` is
    None or when the family no longer takes part. Raises Refusal."""
    standing = withdrawable(casus, convenant)
    if what is not None and what not in standing:
        raise Refusal("niets_in_te_trekken", wat=what, staat=standing)
    if not standing:
        raise Refusal("niets_in_te_trekken", wat="", staat=[])
    chosen = standing if what in {None, DEELNAME} else [str(what)]
    for name in chosen:
        casus = _without(casus, name, day, today)
    return casus, chosen


def _without(casus: Casus, name: str, day: date, today: date) -> Casus:
    match name:
        case "verslag":
            found = casus.feit("verslag")
            return casus.with_feit(replace(found, value="nee")) if found else casus
        case "mail":
            for feit in casus.feiten_van(MAIL):
                casus = casus.with_feit(replace(feit, value="nee", day=day))
            return casus
        case "deelname":
            casus = _without(casus, "mail", day, today)
    must_be_last(MONITOR if name == MONITOR else FORM, casus, day, after=CONSENT)
    return record(casus, Feit(WITHDRAWAL, day, subject=None if name == DEELNAME else name), today, is_right=True)
