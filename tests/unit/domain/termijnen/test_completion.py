"""Ending a term by the word that it is done."""

from datetime import date

import pytest

from retbot.domain.casus.casus import Feit
from retbot.domain.errors import Refusal
from retbot.domain.termijnen import completion
from tests.unit.domain.casus.cases import OVERIJSSEL, START, casus, convenant, planned, terms

TODAY = date(2026, 4, 22)
GIVEN = Feit("toestemming", START, value="ja")


def test_that_the_form_was_shared_counts_only_while_there_is_consent() -> None:
    """Also by a sign to a reminder of the days when there was."""
    profile = convenant(OVERIJSSEL)
    allowed = planned(casus(OVERIJSSEL, GIVEN), 1, date(2026, 5, 7))
    [term] = [t for t in terms(allowed).values() if t.plicht.vervuld == "formulier_gedeeld"]
    done, _ = completion.complete(allowed, term, profile, TODAY)
    assert done.feit("formulier_gedeeld", 1)
    withdrawn = allowed.with_feit(Feit("intrekking", TODAY, subject="formulier"))
    with pytest.raises(Refusal, match="formulier_zonder_toestemming"):
        completion.complete(withdrawn, term, profile, TODAY)
