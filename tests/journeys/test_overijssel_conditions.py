"""The conditions of overijssel-2022, each met and not met, said in the room."""

import pytest

from tests.journeys.shows import shows
from tests.world import BEHEERDER, EXPERT, VOORZITTER, World

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


def artikel(id_: str, room: World) -> str:
    return f"{room.team.convenant.artikel(id_)})"


async def aanmelding(room: World, **other: str) -> str:
    room.clock.set("2026-04-20 09:00")
    words = " ".join(f"{name}={value}" for name, value in (GIVEN | other).items())
    return (await room.say(f"!ret aanmelding {words}"))[0]


async def bespreking(room: World) -> None:
    await room.say("!ret plan do 7 mei 14:00", thread=True)
    room.clock.set("2026-05-07 16:00")
    await room.say("!ret bespreking gehouden 2 3 4", VOORZITTER, thread=True)


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
    room = World()
    said = await aanmelding(room, **other)
    assert artikel(id_, room) in said
    assert room.code is None


@pytest.mark.parametrize(("id_", "via"), [("OV-8.1", "gi"), ("OV-8.1", "jeugdige-ouders")])
async def test_with_the_toegang_they_may(id_: str, via: str) -> None:
    room = World()
    assert "Nieuwe casus" in await aanmelding(room, via=via, toegang="ja")


async def test_the_voorzitter_departs_from_a_condition_with_a_reason_that_is_kept() -> None:
    room = World()
    await aanmelding(room, leeftijd="22-23")
    [said, *_] = await room.say("!ret aanmelding toch=spoed", VOORZITTER)
    assert "toch aangemeld: spoed (" in said
    kept = (await room.casus()).aanmelding
    assert (kept.afgeweken_van, kept.reden) == (("OV-2",), "spoed")


async def test_a_case_takes_at_most_an_hour() -> None:
    room = World()
    await aanmelding(room)
    [said] = await room.say("!ret plan do 7 mei 14:00 duur 75", thread=True)
    assert artikel("OV-8.11", room) in said
    assert (await room.casus()).besprekingen == ()
    said, *_ = await room.say("!ret plan do 7 mei 14:00", thread=True)
    assert "14:00–15:00" in said


async def test_without_consent_it_is_discussed_without_a_name_and_no_form_is_shared() -> None:
    room = World()
    await aanmelding(room, formulier="nee")
    [said] = await room.say("!ret status CODE")
    assert f"anoniem te bespreken (art. {artikel('OV-9.3', room)}" in said
    await room.say("!ret plan do 7 mei 14:00", thread=True)
    [said] = await room.say("!ret formulier gedeeld", thread=True)
    assert artikel("OV-9.3", room) in said
    assert "OV-8.5b:1:" not in {t.key for t in (await room.termijnen()).values() if t.voldaan_op}


async def test_without_consent_nothing_goes_into_the_monitor() -> None:
    room = World()
    await aanmelding(room, monitor="nee")
    [said] = await room.say("!ret gedaan OV-8.20", thread=True)
    assert artikel("OV-B1b", room) in said


async def test_telling_of_the_monitor_needs_no_consent_to_it() -> None:
    room = World()
    await aanmelding(room, monitor="nee")
    [said] = await room.say("!ret gedaan OV-B3.1", thread=True)
    assert said.startswith("Genoteerd")


async def test_with_consent_the_monitor_is_ticked_off() -> None:
    room = World()
    await aanmelding(room)
    [said] = await room.say("!ret gedaan OV-8.20", thread=True)
    assert artikel("OV-8.20", room) in said
    assert "Genoteerd" in said


@pytest.mark.parametrize("done", ["OV-B3.1", "OV-8.13 akkoord"])
async def test_what_needs_no_more_than_a_tick_is_noted_with_its_article(done: str) -> None:
    room = World()
    await aanmelding(room)
    await bespreking(room)
    said = "".join(await room.say(f"!ret gedaan {done}", thread=True))
    assert said.startswith("Genoteerd")
    assert artikel(done.split(maxsplit=1)[0], room) in said


async def test_without_consensus_there_is_a_second_talk_or_the_voorzitter_decides() -> None:
    room = World()
    await aanmelding(room)
    await bespreking(room)
    [said] = await room.say("nee", VOORZITTER, thread=True)
    assert artikel("OV-7c", room) in said
    assert "vervolggesprek" in said
    assert "voorzitter beslist" in said


async def test_the_talk_beforehand_is_fulfilled_by_saying_so() -> None:
    room = World()
    await aanmelding(room)
    await room.say("!ret plan do 7 mei 14:00", thread=True)
    room.clock.set("2026-04-30 10:00")
    assert (await room.termijnen())["OV-8.6:1:"].voldaan_op is None
    await room.say("!ret voorgesprek gehouden", thread=True)
    assert (await room.termijnen())["OV-8.6:1:"].voldaan_op is not None


@shows("OV-8.2", "OV-9.1")
async def test_what_was_not_discussed_or_consented_to_is_left_to_do_and_stops_nothing() -> None:
    room = World()
    said = await aanmelding(room, besproken="nee", formulier="nee")
    assert "Nieuwe casus" in said
    assert "nog te doen: het vooraf met de jeugdige of de ouders bespreken" in said
    assert "(art. 8.2 en 9.2)" in said
    assert "nog te doen: uitleggen waarom en wat er wordt gedeeld, en om toestemming vragen (art. 9.1)" in said
    assert "nog te doen" not in await aanmelding(room)


@shows("OV-B1a", "OV-8.2")
async def test_consent_and_the_talk_beforehand_are_asked_for_with_their_article() -> None:
    room = World()
    room.clock.set("2026-04-20 09:00")
    asked = []
    for answer in ("!ret aanmelding", "vandaag", "toegang", "ja", "12-15", "Enschede", "contra-indicatie", "ja"):
        asked += await room.say(answer)
    told = "\n".join(asked)
    assert "Is het vooraf met de jeugdige of de ouders besproken (art. 8.2 en 9.2)?" in told
    assert "met de deelnemers te delen (bijl. 1)? Die toestemming komt van " in told


@shows("OV-8.8")
async def test_at_planning_it_is_named_who_will_be_missing_and_why() -> None:
    room = World()
    await aanmelding(room)
    asked = (await room.say("!ret plan do 7 mei 14:00", thread=True))[-1]
    assert f"Wie van de vaste tafel is er niet bij? (art. {artikel('OV-8.8', room)}" in asked
    assert "1 jeugdige · 2 ouders" in asked
    await room.say("jeugdige", thread=True)
    [settled, *_] = await room.say("gegronde redenen om de jeugdige niet te vragen", thread=True)
    assert "zonder jeugdige" in settled
    assert "Daar gaat geen uitnodiging heen" in settled
    young = World()
    await aanmelding(young, leeftijd="0-11")
    asked = (await young.say("!ret plan do 7 mei 14:00", thread=True))[-1]
    assert "1 ouders" in asked  # from twelve on the jeugdige sits at the table


@shows("OV-8fn4")
async def test_another_age_changes_whose_consent_it_is() -> None:
    room = World()
    await aanmelding(room)
    room.clock.set("2026-11-02 10:00")
    await room.say("!ret plan do 12 november 14:00", thread=True)
    [*_, asked] = await room.say("niemand", thread=True)
    assert "Klopt de leeftijdsgroep nog: 12-15 jaar?" in asked
    [said] = await room.say("16-17", thread=True)
    assert "Toestemming komt nu van jeugdige (art. 8, voetnoot 4)" in said
    younger = World()
    await aanmelding(younger, leeftijd="0-11")
    younger.clock.set("2026-11-02 10:00")
    await younger.say("!ret plan do 12 november 14:00", thread=True)
    await younger.say("niemand", thread=True)
    [said] = await younger.say("12-15", thread=True)
    assert "jeugdige en ouders (art. 8, voetnoot 4)" in said


@shows("OV-8.19")
async def test_who_finds_the_advies_wanting_comes_back_with_a_new_case() -> None:
    room = World()
    await aanmelding(room)
    first = room.code
    await aanmelding(room, vervolg=str(first))
    assert room.code != first
    assert f"vervolg op {first} (art. 8.19)" in (await room.say("!ret status CODE"))[0]


@shows("OV-9.4")
async def test_sharing_and_sending_say_how_it_may_be_sent() -> None:
    room = World()
    await aanmelding(room)
    await room.say("!ret plan do 7 mei 14:00", thread=True)
    [said] = await room.say("!ret formulier gedeeld", thread=True)
    assert "hierbij: formulier en bijlagen alleen beveiligd versturen (art. 9.4)" in said


@shows("OV-10")
async def test_nothing_goes_to_others_without_consent_beforehand() -> None:
    room = World()
    await aanmelding(room)
    [asked] = await room.say("!ret nagaan CODE OV-10", VOORZITTER, thread=True)
    assert "derden" in asked
    [said, *_] = await room.say("nee", VOORZITTER, thread=True)
    assert "niets naar derden laten gaan: alleen de voorzitter spreekt naar buiten (art. 10.1 en 10.2)" in said
    [told, *_] = await room.say("!ret nagaan CODE", VOORZITTER)
    assert "spreekt? **nee** (art. 10.1 en 10.2)" in told


@shows("OV-11.5")
async def test_what_is_stored_of_a_case_is_shown_to_nobody_else() -> None:
    room = World()
    await aanmelding(room)
    [refused] = await room.say(f"!ret deelnemer toevoegen betrokken aanbieder Accare {EXPERT}")
    assert "wie een Matrix-id op de lijst heeft, leest alles mee" in refused
    for who in (EXPERT, BEHEERDER):
        assert (await room.say("!ret status CODE", who))[0].startswith("**status** is voor")
    assert str(room.code) in (await room.say("!ret status CODE", VOORZITTER))[0]


@shows("AVG-34")
@pytest.mark.parametrize(
    ("profile", "words"),
    [
        ("overijssel-2022", "via=toegang besproken=ja lokaal=ja gronden=contra-indicatie formulier=ja monitor=ja"),
        ("gooi-en-vechtstreek-2018", "via=consulent gronden=overbruggingszorg lokaal=ja"),
        ("ijsselland-pilot-2018", "via=manager-toegang escalatieladder=ja"),
    ],
)
async def test_that_those_concerned_were_told_of_a_breach_is_noted_as_law(profile: str, words: str) -> None:
    room = World(profile)
    gemeente = room.team.convenant.gemeenten[0]
    await room.say(f"!ret aanmelding gemeente={gemeente} leeftijd=12-15 {words}")
    [said, *_] = await room.say("!ret datalek vandaag 9:00")
    assert "de Autoriteit Persoonsgegevens, als de gemeente met de FG een risico ziet" in said
    [said] = await room.say("!ret gedaan AVG-34")
    assert "vandaag gedaan: betrokkenen inlichten bij een hoog risico (AVG 34)" in said


@shows("OV-16u")
async def test_experts_are_paid_four_hours_in_two_weeks_whoever_was_there() -> None:
    room = World()
    room.clock.set("2026-05-29 09:00")
    await room.say("!ret deelnemer toevoegen expert LVB Ambiq sinds 1 mei")
    [told] = await room.say("!ret vergoeding van 1 mei tot 28 mei")
    assert "expert LVB (Ambiq)" in told
    assert "8 uur" in told
    assert "(art. 16)" in told
