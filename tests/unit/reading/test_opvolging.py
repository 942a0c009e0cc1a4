"""The arguments of what follows on an advies: knelpunt, chain and step, reason for closing, fact to be mended."""

from datetime import date

import pytest

from retbot.domain.errors import Refusal
from retbot.reading.grammar import optional
from retbot.reading.moments import DAY
from retbot.reading.opvolging.feiten import MENDING, Mending
from retbot.reading.opvolging.ketens import KETEN, STEP
from retbot.reading.opvolging.knelpunten import KNELPUNT
from retbot.reading.opvolging.sluiten import REDEN
from tests.unit.reading.typed import here, values, with_facts

FACTS = (("voorgesprek", None), ("terugkoppeling", "Accare"), ("gedaan", "OV-4.1"))


@pytest.mark.parametrize(
    ("text", "keten", "step", "left"),
    [
        ("", None, None, ""),
        ("stap 2", None, 2, ""),
        ("bestuurlijk stap 1 op 4 april", None, 1, "bestuurlijk"),
        ("stap 12", None, None, "stap 12"),
    ],
)
def test_a_step_is_known_by_its_word_and_a_chain_by_its_name(
    text: str, keten: str | None, step: int | None, left: str
) -> None:
    found = values(text, here(with_facts()), optional(KETEN), optional(STEP), DAY)
    assert (found[0], found[1], found[3]) == (keten, step, left)


def test_each_chain_of_the_covenant_is_known() -> None:
    situation = here(with_facts())
    for keten in situation.convenant.namen_van_ketens:
        assert values(f"{keten.title()} stap 1", situation, optional(KETEN), optional(STEP)) == (keten, 1, "")


def test_a_knelpunt_is_named_as_the_covenant_does_and_else_its_names_are_said() -> None:
    situation = here(profile="model-2024")
    first = situation.team.convenant.knelpunten[0]
    assert values(first.naam.upper(), situation, KNELPUNT) == (first, "")
    for typed in ("", "zonnebloem"):
        with pytest.raises(Refusal) as refused:
            values(typed, situation, KNELPUNT)
        assert refused.value.args_ == {"keuzes": [one.naam for one in situation.team.convenant.knelpunten]}


@pytest.mark.parametrize(("text", "reden", "left"), [("Opgelost", "opgelost", ""), ("anders dus", "anders", "dus")])
def test_a_reason_for_closing_is_one_of_the_list(text: str, reden: str, left: str) -> None:
    assert values(text, here(), REDEN) == (reden, left)


@pytest.mark.parametrize("text", ["", "opgelosten", "zomaar"])
def test_another_reason_is_refused_with_the_list(text: str) -> None:
    with pytest.raises(Refusal, match="sluitreden_onbekend"):
        values(text, here(), REDEN)


@pytest.mark.parametrize(
    ("text", "event", "subject", "day"),
    [
        ("voorgesprek gehouden 4 april", "voorgesprek", None, date(2026, 4, 4)),
        ("Voorgesprek op 4 april", "voorgesprek", None, date(2026, 4, 4)),
        ("terugkoppeling accare gisteren", "terugkoppeling", "Accare", date(2026, 4, 19)),
        ("terugkoppeling weg", "terugkoppeling", "Accare", None),
        ("gedaan ov-4.1 weg", "gedaan", "OV-4.1", None),
        ("aanmelding 1 april", "aanmelding", None, date(2026, 4, 1)),
    ],
)
def test_a_fact_is_mended_by_its_name_its_partij_or_its_duty(
    text: str, event: str, subject: str | None, day: date | None
) -> None:
    mending, left = values(text, here(with_facts(*FACTS)), MENDING)
    assert isinstance(mending, Mending)
    assert (mending.feit.event, mending.feit.subject, mending.day, left) == (event, subject, day, "")


@pytest.mark.parametrize("text", ["", "voorgesprek", "triage weg", "zomaar gisteren"])
def test_what_was_not_recorded_or_has_no_day_is_refused_with_what_was(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        values(text, here(with_facts(*FACTS)), MENDING)
    assert refused.value.reason == "feit_onbekend"
    assert refused.value.args_ == {"feiten": ["aanmelding", "voorgesprek gehouden", "terugkoppeling", "OV-4.1"]}
