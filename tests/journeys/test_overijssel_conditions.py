"""The conditions of overijssel-2022, each met and not met, said in the room."""

import pytest

from tests.journeys.kamer import VOORZITTER, Kamer

GIVEN = {
    "gemeente": "Enschede",
    "leeftijd": "12-15",
    "via": "toegang",
    "besproken": "ja",
    "lokaal": "ja",
    "gronden": "contra-indicatie",
    "formulier": "ja",
    "monitor": "ja",
}


def artikel(id_: str, kamer: Kamer) -> str:
    return f"{kamer.team.convenant.artikel(id_)})"


async def aanmelding(kamer: Kamer, **other: str) -> str:
    kamer.klok.set("2026-04-20 09:00")
    words = " ".join(f"{name}={value}" for name, value in (GIVEN | other).items())
    return (await kamer.say(f"!ret aanmelding {words}"))[0]


async def bespreking(kamer: Kamer) -> None:
    await kamer.say("!ret plan do 7 mei 14:00", thread=True)
    kamer.klok.set("2026-05-07 16:00")
    await kamer.say("!ret bespreking gehouden 2 3 4", VOORZITTER, thread=True)


@pytest.mark.parametrize(
    ("id_", "other"),
    [
        ("OV-8.1", {"via": "professional"}),
        ("OV-8.1", {"via": "gi", "toegang": "nee"}),
        ("OV-8.1", {"via": "jeugdige-ouders", "toegang": "nee"}),
        ("OV-2", {"leeftijd": "22-23"}),
        ("OV-5", {"lokaal": "nee"}),
        ("OV-5", {"gronden": "geen"}),
    ],
)
async def test_what_may_not_be_reported_is_refused_with_its_article(id_: str, other: dict[str, str]) -> None:
    kamer = Kamer()
    said = await aanmelding(kamer, **other)
    assert artikel(id_, kamer) in said
    assert kamer.code is None


@pytest.mark.parametrize(("id_", "via"), [("OV-8.1", "gi"), ("OV-8.1", "jeugdige-ouders")])
async def test_with_the_toegang_they_may(id_: str, via: str) -> None:
    kamer = Kamer()
    assert "Nieuwe casus" in await aanmelding(kamer, via=via, toegang="ja")


async def test_the_voorzitter_departs_from_a_condition_with_a_reason_that_is_kept() -> None:
    kamer = Kamer()
    await aanmelding(kamer, leeftijd="22-23")
    [said, *_] = await kamer.say("!ret aanmelding toch=spoed", VOORZITTER)
    assert "wijkt af van OV-2: spoed" in said
    kept = (await kamer.casus()).aanmelding
    assert (kept.afgeweken_van, kept.reden) == (("OV-2",), "spoed")


async def test_a_case_takes_at_most_an_hour() -> None:
    kamer = Kamer()
    await aanmelding(kamer)
    [said] = await kamer.say("!ret plan do 7 mei 14:00 duur 75", thread=True)
    assert artikel("OV-8.11", kamer) in said
    assert (await kamer.casus()).besprekingen == ()
    said, *_ = await kamer.say("!ret plan do 7 mei 14:00", thread=True)
    assert "14:00–15:00" in said


async def test_without_consent_it_is_discussed_without_a_name_and_no_form_is_shared() -> None:
    kamer = Kamer()
    await aanmelding(kamer, formulier="nee")
    [said] = await kamer.say("!ret status CODE")
    assert f"anoniem te bespreken (art. {artikel('OV-9.3', kamer)}" in said
    await kamer.say("!ret plan do 7 mei 14:00", thread=True)
    [said] = await kamer.say("!ret formulier gedeeld", thread=True)
    assert artikel("OV-9.3", kamer) in said
    assert "OV-8.5b:1:" not in {t.key for t in (await kamer.termijnen()).values() if t.voldaan_op}


async def test_without_consent_nothing_goes_into_the_monitor() -> None:
    kamer = Kamer()
    await aanmelding(kamer, monitor="nee")
    [said] = await kamer.say("!ret gedaan OV-8.20", thread=True)
    assert artikel("OV-B1b", kamer) in said


async def test_telling_of_the_monitor_needs_no_consent_to_it() -> None:
    kamer = Kamer()
    await aanmelding(kamer, monitor="nee")
    [said] = await kamer.say("!ret gedaan OV-B3.1", thread=True)
    assert said.startswith("Genoteerd")


async def test_with_consent_the_monitor_is_ticked_off() -> None:
    kamer = Kamer()
    await aanmelding(kamer)
    [said] = await kamer.say("!ret gedaan OV-8.20", thread=True)
    assert artikel("OV-8.20", kamer) in said
    assert "Genoteerd" in said


@pytest.mark.parametrize("id_", ["OV-B3.1", "OV-8.13", "OV-8.15b", "OV-16b"])
async def test_what_needs_no_more_than_a_tick_is_noted_with_its_article(id_: str) -> None:
    kamer = Kamer()
    await aanmelding(kamer)
    await bespreking(kamer)
    [said] = await kamer.say(f"!ret gedaan {id_}", thread=True)
    assert said.startswith("Genoteerd")
    assert artikel(id_, kamer) in said


async def test_without_consensus_there_is_a_second_talk_or_the_voorzitter_decides() -> None:
    kamer = Kamer()
    await aanmelding(kamer)
    await bespreking(kamer)
    [said] = await kamer.say("nee", VOORZITTER, thread=True)
    assert artikel("OV-7c", kamer) in said
    assert "vervolggesprek" in said
    assert "voorzitter beslist" in said


async def test_the_talk_beforehand_is_fulfilled_by_saying_so() -> None:
    kamer = Kamer()
    await aanmelding(kamer)
    await kamer.say("!ret plan do 7 mei 14:00", thread=True)
    kamer.klok.set("2026-04-30 10:00")
    assert (await kamer.termijnen())["OV-8.6:1:"].voldaan_op is None
    await kamer.say("!ret voorgesprek gehouden", thread=True)
    assert (await kamer.termijnen())["OV-8.6:1:"].voldaan_op is not None
