"""Who is meant, and what is said of him."""

import pytest

from retbot.domain.errors import Refusal
from retbot.reading.deelnemers.addresses import MAIL_ADDRESS, MAIL_CHOICE, MailChoice, TypedAddress
from retbot.reading.deelnemers.listing import CHANGE, NEW_DEELNEMER
from retbot.reading.grammar import Missing
from retbot.reading.people import NO_MORE
from retbot.reading.periods import ANY_HALF_YEAR
from retbot.reading.texts import ORGANISATION
from tests.unit.reading.test_grammar import values


def test_what_is_said_of_a_deelnemer_is_read_in_any_order_and_the_rest_is_left() -> None:
    typed = "expert LVB Ambiq @anna:ret.nl vervanger van 2 tulp"
    change = {"rol": "expert", "sector": "LVB", "partij": "Ambiq", "matrix_id": "@anna:ret.nl", "vervangt": 2}
    assert values(typed, NEW_DEELNEMER) == (change, "tulp")


def test_who_has_no_role_is_no_new_deelnemer_and_keeps_his_words() -> None:
    with pytest.raises(Missing):
        values("Ambiq", NEW_DEELNEMER)


def test_what_goes_is_empty_then_and_something_must_change() -> None:
    assert values("kamer weg ander ret weg", CHANGE) == ({"matrix_id": None, "ander_ret": False}, "")
    with pytest.raises(Missing):
        values("", CHANGE)
    with pytest.raises(Refusal, match="sector_of_partij_onbekend"):
        values("tulp", CHANGE)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3 <mailto:a.b@ambiq.nl>", (TypedAddress("a.b@ambiq.nl"), "3")),
        ("aanmelder Weg", (TypedAddress(None), "aanmelder")),
    ],
)
def test_an_address_is_the_last_word(text: str, found: tuple[object, ...]) -> None:
    assert values(text, MAIL_ADDRESS) == found


def test_an_address_needs_somebody_before_it() -> None:
    with pytest.raises(Missing):
        values("a.b@ambiq.nl", MAIL_ADDRESS)


@pytest.mark.parametrize(
    ("text", "choice"),
    [("aan toestemming=ja", MailChoice.ON), ("aan", MailChoice.WITHOUT_CONSENT), ("Uit", MailChoice.OFF)],
)
def test_mail_is_switched_on_with_the_consent_in_words(text: str, choice: MailChoice) -> None:
    assert values(text, MAIL_CHOICE) == (choice, "")


@pytest.mark.parametrize("text", ["niet meer", "weg", "uit"])
def test_who_is_involved_no_more(text: str) -> None:
    assert values(text, NO_MORE) == (True, "")
    assert values("zonder", NO_MORE) == (False, "zonder")


def test_the_name_of_an_organisation_is_no_text() -> None:
    assert values("Zorgkwartier Oost", ORGANISATION) == ("Zorgkwartier Oost", "")
    with pytest.raises(Missing):
        values("z" * 61, ORGANISATION)


def test_an_export_may_be_of_a_half_year_that_goes_on() -> None:
    assert values("2026-1", ANY_HALF_YEAR) == ("2026-1", "")
    assert values("", ANY_HALF_YEAR) == ("", "")
    with pytest.raises(Refusal, match="halfjaar_onleesbaar"):
        values("vorig jaar", ANY_HALF_YEAR)
