"""The terms of a case under covenants that differ: when they start, and what meets them."""

from datetime import UTC, date, datetime

import pytest

from retbot.domain.casus.casus import Afspraak, Feit
from retbot.domain.casus.recording import correct, next_step, step_mark
from retbot.domain.termijnen.casustermijnen import TermijnState
from retbot.domain.termijnen.escalation import chain_of, last_step
from tests.unit.domain.casus.cases import (
    GOOI,
    IJSSELLAND,
    MODEL,
    START,
    WESTFRIESLAND,
    casus,
    convenant,
    held,
    planned,
    terms,
)

DAY = date(2026, 4, 30)


@pytest.mark.parametrize(("name", "key"), [(GOOI, "GV-2.5.2b:0:"), (IJSSELLAND, "IJ-V1:0:")])
def test_a_term_from_the_aanmelding_is_met_by_the_first_bespreking(name: str, key: str) -> None:
    one = held(casus(name), 1, DAY)
    assert terms(planned(casus(name), 1, DAY))[key].staat is TermijnState.OPEN
    assert terms(one)[key].voldaan_op == DAY
    (meeting,) = one.feiten_van("bespreking")
    assert terms(correct(one, meeting, None, DAY))[key].staat is TermijnState.OPEN


def test_each_of_those_who_must_be_available_ends_only_the_own_term() -> None:
    one = planned(casus(IJSSELLAND), 1, DAY).with_feit(Feit("uitnodiging_aanvaard", START, 1, "toegang"))
    one = one.with_feit(Feit("uitnodiging_aanvaard", START, 1, "GZ-psycholoog"))
    met = {"IJ-T2:0:toegang", "IJ-D1:0:GZ-psycholoog"}
    assert {key: term.staat for key, term in terms(one).items() if key[:5] in {"IJ-T2", "IJ-D1"}} == {
        key: TermijnState.FULFILLED if key in met else TermijnState.OPEN
        for key in (*met, "IJ-T2:0:aanbieder", "IJ-D1:0:kinder- en jeugdpsychiater")
    }


def test_of_who_must_be_available_attending_ends_the_term_and_who_can_come_no_longer_has_none() -> None:
    one = planned(casus(IJSSELLAND), 1, DAY)
    assert "IJ-T2:0:aanbieder" not in terms(one.with_feit(Feit("ontbreekt", START, 1, "aanbieder")))
    after = held(one, 1, DAY).with_feit(Feit("aanwezig", DAY, 1, value="toegang,GZ-psycholoog"))
    found = {key: term.voldaan_op for key, term in terms(after).items() if key[:5] in {"IJ-T2", "IJ-D1"}}
    assert found == {"IJ-T2:0:toegang": DAY, "IJ-D1:0:GZ-psycholoog": DAY}


def test_the_follow_up_counts_from_the_oplossing_and_without_one_from_the_advies() -> None:
    advised = held(casus(MODEL), 1, DAY, "adviestafel").with_feit(Feit("advies_verzonden", DAY, 1))
    assert terms(advised)["MO-8.16a:1:"].due == date(2026, 6, 11)
    solved = held(advised, 2, date(2026, 5, 6), "uitvoeringstafel")
    solved = solved.with_feit(Feit("oplossing_verzonden", date(2026, 5, 8), 2))
    assert "MO-8.16a:1:" not in terms(solved)
    assert terms(solved)["MO-8.16a:2:"].due == date(2026, 6, 19)


def test_a_term_of_one_table_is_not_asked_of_the_other() -> None:
    advised = held(casus(MODEL), 1, DAY, "adviestafel")
    assert "MO-8.15:1:" not in terms(advised)
    assert terms(held(casus(MODEL), 1, DAY, "uitvoeringstafel"))["MO-8.15:1:"].due == date(2026, 5, 7)


@pytest.mark.parametrize(
    ("closed", "gone"), [(date(2026, 6, 1), date(2027, 5, 20)), (date(2026, 5, 10), date(2027, 4, 30))]
)
def test_the_last_intervention_is_the_last_act_and_at_latest_the_closing(closed: date, gone: date) -> None:
    one = held(casus(MODEL), 1, DAY).with_afspraak(Afspraak(1, 1, "school", DAY, "intake", klaar=date(2026, 5, 20)))
    assert "MO-16.1:0:" not in terms(one)
    assert terms(one.with_feit(Feit("afgesloten", closed)))["MO-16.1:0:"].due == gone


def test_what_comes_again_counts_from_the_last_time_and_ends_with_the_case() -> None:
    sent = held(casus(WESTFRIESLAND), 1, DAY).with_feit(Feit("advies_verzonden", date(2026, 5, 1), 1))
    assert terms(sent)["WF-2.3:1:"].due == date(2026, 5, 29)
    once = sent.with_feit(Feit("gedaan", date(2026, 5, 28), 1, "WF-2.3"))
    assert terms(once)["WF-2.3:1:"].due == date(2026, 6, 25)
    assert "WF-2.3:1:" not in terms(once.with_feit(Feit("afgesloten", date(2026, 6, 1))))


def test_a_datalek_counts_from_the_hour_of_its_discovery() -> None:
    one = casus(MODEL, Feit("datalek", date(2026, 4, 24), value="14:30"))
    assert terms(one)["MO-17.5:0:"].due == datetime(2026, 4, 25, 12, 30, tzinfo=UTC)
    assert terms(one)["MO-17.6:0:"].due == datetime(2026, 4, 27, 12, 30, tzinfo=UTC)


def test_two_chains_go_up_beside_each_other() -> None:
    conv = convenant(MODEL)
    one = held(casus(MODEL), 1, DAY, "uitvoeringstafel")
    one = one.with_afspraak(Afspraak(1, 1, "aanbieder", DAY, "intake")).with_afspraak(
        Afspraak(2, 1, "school", DAY, "overleg")
    )
    opened = {t.subject: chain_of(t, one, conv) for t in terms(one).values() if t.plicht.id == "MO-7"}
    assert opened == {"1": "hulp", "2": "onderwijs"}
    step = conv.keten("onderwijs")[0]
    up = one.with_feit(Feit("escalatie", DAY, 1, step_mark(step, conv)))
    assert next_step(up, conv, "onderwijs") is None
    first = next_step(up, conv, "hulp")
    assert first
    assert (first.stap, step_mark(first, conv)) == (1, "1")
    assert last_step(up, "hulp", conv) is None


def test_what_precedes_the_invitation_is_open_until_that_is_sent() -> None:
    one = planned(casus(IJSSELLAND), 1, DAY)
    assert terms(one)["IJ-V2:1:"].staat is TermijnState.OPEN
    invited = one.with_feit(Feit("uitgenodigd", START, 1))
    assert "IJ-V2:1:" not in terms(invited)
    assert terms(invited.with_feit(Feit("gedaan", START, 1, "IJ-V2")))["IJ-V2:1:"].voldaan_op == START
