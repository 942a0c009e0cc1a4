"""Which table it is, who sits there, and which comes next."""

from datetime import date

import pytest

from retbot.domain.casus.casus import Feit
from retbot.domain.casus.tables import is_at, next_tafel, rollen_of, seats_of, tafel_of, take_tafel
from retbot.domain.errors import Refusal
from tests.unit.domain.casus.cases import (
    IJSSELLAND,
    MODEL,
    OVERIJSSEL,
    START,
    WESTFRIESLAND,
    casus,
    convenant,
    held,
    planned,
)

DAY = date(2026, 5, 7)


def test_a_covenant_with_one_kind_of_bespreking_has_one_table() -> None:
    one = planned(casus(OVERIJSSEL), 1, DAY)
    assert tafel_of(one, convenant(OVERIJSSEL), 1).naam == "bespreking"


def test_the_table_is_the_one_for_which_it_was_put_on_the_agenda() -> None:
    one = planned(casus(MODEL), 1, DAY, "uitvoeringstafel")
    table = tafel_of(one, convenant(MODEL), 1)
    assert table.naam == "uitvoeringstafel"
    assert is_at("bespreking", table)
    assert is_at("uitvoeringstafel", table)
    assert not is_at("adviestafel", table)


def test_after_the_adviestafel_comes_the_uitvoeringstafel_unless_the_talk_goes_on() -> None:
    one = held(casus(MODEL), 1, DAY, "adviestafel")
    assert next_tafel(one, convenant(MODEL)).naam == "uitvoeringstafel"
    goes_on = one.with_feit(Feit("consensus", DAY, 1, value="vervolggesprek"))
    assert next_tafel(goes_on, convenant(MODEL)).naam == "adviestafel"


def test_the_triage_chooses_the_table() -> None:
    one = casus(WESTFRIESLAND, Feit("triage", START, value="MDA++"))
    assert next_tafel(one, convenant(WESTFRIESLAND)).naam == "MDA++"
    assert take_tafel("Doorbraaktafel do 7 mei", one, convenant(WESTFRIESLAND))[1] == "do 7 mei"


def test_a_table_is_skipped_only_with_what_its_rule_needs() -> None:
    with pytest.raises(Refusal, match="tafel_overslaan"):
        take_tafel("uitvoeringstafel do 7 mei", casus(MODEL), convenant(MODEL))
    ready = casus(MODEL, Feit("verklarende_analyse", START))
    assert take_tafel("uitvoeringstafel do 7 mei", ready, convenant(MODEL))[0].naam == "uitvoeringstafel"
    after = held(casus(MODEL), 1, DAY, "adviestafel")
    assert take_tafel("uitvoeringstafel do 14 mei", after, convenant(MODEL))[0].naam == "uitvoeringstafel"


@pytest.mark.parametrize(
    ("name", "some"),
    [
        (OVERIJSSEL, ["GGZ", "J&O", "JZ+", "LVB"]),
        (IJSSELLAND, ["GZ-psycholoog", "kinder- en jeugdpsychiater"]),
        (WESTFRIESLAND, ["verslavingszorg", "GGZ", "J&O", "LVB", "GI", "onderwijs"]),
    ],
)
def test_who_is_there_per_sector_has_a_seat_for_each(name: str, some: list[str]) -> None:
    found = seats_of(rollen_of(tafel_of(casus(name), convenant(name), 0), convenant(name)), convenant(name))
    assert [seat for seat in found if seat in some] == some
    assert not {"expert", "kernteamlid", "vaste deskundige"} & set(found)


def test_the_family_has_no_seat_at_the_uitvoeringstafel() -> None:
    model = convenant(MODEL)
    advies, uitvoering = (set(seats_of(rollen_of(tafel, model), model)) for tafel in model.tafels)
    assert advies - uitvoering == {"jeugdige", "ouders"}
