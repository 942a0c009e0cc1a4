"""The arguments of what records that something happened: events, duties, consents, conditions, follow-ups."""

import pytest

from retbot.domain.errors import Refusal
from retbot.reading.grammar import Missing, WordsLeft, begins, optional
from retbot.reading.moments import DAY, ONLY_DAY
from retbot.reading.opvolging.follow_up import FOLLOW_UP, FollowUp
from retbot.reading.vastleggen.gebeurtenissen import OCCURRENCE, Occurrence
from retbot.reading.vastleggen.plichten import DUTY, NEW_VOG, TEAM_DUTY, DutyDone
from retbot.reading.vastleggen.regels import REGEL
from retbot.reading.vastleggen.toestemmingen import GIVEN, WITHDRAWN
from tests.unit.handlers.conftest import aangemeld
from tests.unit.reading.typed import here, values

CASE = here(aangemeld())


@pytest.mark.parametrize(
    ("profile", "text", "occurrence"),
    [
        ("model-2024", "Verklarende analyse op 4 april", Occurrence("verklarende_analyse")),
        ("model-2024", "vooroverleg 4 april", Occurrence("vooroverleg")),
        ("westfriesland-2023", "overleg gisteren", Occurrence("overleg")),
        ("ijsselland-pilot-2018", "aanvaard gz-psycholoog", Occurrence("uitnodiging_aanvaard", "GZ-psycholoog")),
    ],
)
def test_what_happened_is_named_as_the_covenant_knows_it_and_the_rest_is_its_day(
    profile: str, text: str, occurrence: Occurrence
) -> None:
    found, _, left = values(text, here(profile=profile), OCCURRENCE, ONLY_DAY)
    assert (found, left) == (occurrence, "")


@pytest.mark.parametrize(
    ("profile", "text", "reason"),
    [
        ("model-2024", "", "gebeurtenis_onbekend"),
        ("model-2024", "vooroverlegje", "gebeurtenis_onbekend"),
        ("model-2024", "overleg", "gebeurtenis_onbekend"),
        ("model-2024", "datalek gisteren", "datalek_apart"),
        ("ijsselland-pilot-2018", "aanvaard", "aanvaard_wie"),
        ("ijsselland-pilot-2018", "aanvaard ouders", "aanvaard_wie"),
    ],
)
def test_what_the_covenant_does_not_know_is_refused(profile: str, text: str, reason: str) -> None:
    with pytest.raises(Refusal) as refused:
        values(text, here(profile=profile), OCCURRENCE)
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1 passend=ja tijdig=nee", FollowUp(1, "passend=ja,tijdig=nee")),
        ("2 Tijdig=NEE passend=ja op 4 april", FollowUp(2, "passend=ja,tijdig=nee")),
    ],
)
def test_a_follow_up_answers_each_question_in_the_order_of_the_covenant(text: str, found: FollowUp) -> None:
    follow_up, _, left = values(text, CASE, FOLLOW_UP, DAY)
    assert (follow_up, left) == (found, "")


@pytest.mark.parametrize("text", ["", "1", "3 passend=ja tijdig=ja", "1 passend=ja", "1 passend=ja tijdig=soms", "een"])
def test_a_follow_up_without_all_answers_is_none(text: str) -> None:
    with pytest.raises(Missing):
        values(text, CASE, FOLLOW_UP)


def test_a_question_of_a_follow_up_that_is_answered_twice_is_refused() -> None:
    with pytest.raises(Refusal, match="dubbel"):
        values("1 passend=ja passend=nee tijdig=ja", CASE, FOLLOW_UP)


def test_a_consent_is_one_that_the_covenant_asks_apart_else_the_main_one() -> None:
    assert values("Monitor", CASE, GIVEN) == ("monitor", "")
    assert values("", CASE, GIVEN) == ("formulier", "")
    assert values("monitor", here(profile="gooi-en-vechtstreek-2018"), GIVEN) == ("deelname", "monitor")


def test_what_is_withdrawn_is_all_when_none_is_named_and_no_other_word() -> None:
    assert values("op 4 april", CASE, optional(WITHDRAWN), DAY)[0] is None
    assert values("Verslag", CASE, optional(WITHDRAWN)) == ("verslag", "")
    with pytest.raises(Refusal, match="intrekken_vorm"):
        values("alles", CASE, optional(WITHDRAWN))


def test_a_condition_is_named_by_its_id_and_no_other_word() -> None:
    situation = here(profile="model-2024")
    asked = [regel for regel in situation.convenant.regels.values() if regel.vraag and regel.moment != "aanmelding"]
    assert values(asked[0].id.lower(), situation, optional(REGEL)) == (asked[0], "")
    assert values("", situation, optional(REGEL)) == (None, "")
    with pytest.raises(Refusal) as refused:
        values(f"{asked[0].id} nu", situation, optional(REGEL))
    assert refused.value.args_ == {"ids": [regel.id for regel in asked]}


def _duty(id_: str, profile: str = "overijssel-2022", value: str | None = None) -> DutyDone:
    plicht = here(profile=profile).convenant.plicht(id_)
    assert plicht is not None
    return DutyDone(plicht, value)


def test_a_duty_is_named_by_its_id() -> None:
    assert values("ov-8.15 op 4 april", CASE, DUTY, DAY)[0] == _duty("OV-8.15")
    for text in ("", "OV-99", "OV-8.15a"):
        with pytest.raises(Refusal, match="plicht_onbekend"):
            values(text, CASE, DUTY)


def test_a_duty_of_the_team_is_known_from_one_of_a_case() -> None:
    assert values("OV-4.3", CASE, optional(TEAM_DUTY)) == (_duty("OV-4.3"), "")
    assert values("OV-8.15", CASE, optional(TEAM_DUTY)) == (None, "OV-8.15")


def test_a_new_vog_is_one_duty() -> None:
    assert values("OV-11.3 2", CASE, optional(NEW_VOG)) == (_duty("OV-11.3").plicht, "2")
    assert values("OV-4.3", CASE, optional(NEW_VOG)) == (None, "OV-4.3")


@pytest.mark.parametrize(
    ("profile", "text", "value"),
    [
        ("westfriesland-2023", "WF-2.5t € 131,20", "13120"),
        ("westfriesland-2023", "WF-2.5t 90 euro op 4 april", "9000"),
        ("westfriesland-2023", "WF-2.5t 131.5", "13150"),
        ("model-2024", "MO-8.7 niet nodig", "niet nodig"),
        ("model-2024", "MO-8.7 2", "niet nodig"),
        ("model-2024", "MO-8.7 gisteren", None),
    ],
)
def test_an_amount_or_an_outcome_follows_its_duty(profile: str, text: str, value: str | None) -> None:
    found, _, left = values(text, here(profile=profile), DUTY, DAY)
    assert (found, left) == (_duty(text.split(maxsplit=1)[0], profile, value), "")


@pytest.mark.parametrize(
    ("profile", "text", "reason"),
    [
        ("westfriesland-2023", "WF-2.5t", "bedrag_ontbreekt"),
        ("westfriesland-2023", "WF-2.5t veel", "bedrag_ontbreekt"),
        ("model-2024", "MO-8.7 misschien", "antwoord_onbegrepen"),
    ],
)
def test_what_is_no_amount_or_no_outcome_is_refused(profile: str, text: str, reason: str) -> None:
    with pytest.raises(Refusal) as refused:
        values(text, here(profile=profile), DUTY)
    assert refused.value.reason == reason


@pytest.mark.parametrize("text", ["WF-2.5t 90 op 4 april", "WF-2.5t 90 op 41 april", "WF-2.5t veel"])
def test_a_form_is_known_by_its_first_argument_whatever_its_day_or_its_value_is_worth(text: str) -> None:
    assert begins((TEAM_DUTY, DAY), WordsLeft(text), here(profile="westfriesland-2023"))
    assert not begins((TEAM_DUTY, DAY), WordsLeft(text.replace("2.5t", "99")), here(profile="westfriesland-2023"))
