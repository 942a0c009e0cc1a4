"""What follows from an outcome, in situations from the texts."""

from datetime import date

import pytest

from retbot.domain.casus.casus import Feit
from retbot.domain.termijnen.casustermijnen import TermijnState
from retbot.domain.termijnen.escalation import voorstel
from retbot.ports import Channel
from tests.journeys.shows import shows
from tests.world import VOORZITTER, World

OVERIJSSEL = (
    "!ret aanmelding gemeente=Enschede leeftijd=12-15 via=toegang besproken=ja gronden=domeinoverstijgend lokaal=ja "
    "formulier=ja monitor={}"
)
MODEL = (
    "!ret aanmelding gemeente=Alkmaar leeftijd=12-15 via=gi besproken=ja gronden=vastgelopen lokaal=ja afstemming=ja "
    "domeinoverstijgend=nee eigen_route=ja geinformeerd=ja draagbaarheid={} toestemming_gezondheid=ja "
    "bekend_bij_toegang=ja"
)
IJSSELLAND = "!ret aanmelding gemeente=Zwolle leeftijd=12-15 via=manager-toegang escalatieladder=ja"
WEST = "!ret aanmelding gemeente=Hoorn leeftijd=24+ via=professional aanvraag=Aanmelding {}"


async def overijssel(monitor: str = "ja") -> World:
    room = World()
    room.clock.set("2026-04-20 09:00")
    await room.say(OVERIJSSEL.format(monitor))
    return room


async def at_the_uitvoeringstafel(bearable: str = "ja") -> World:
    """A case under model-2024 whose solution was found on 7 May."""
    room = World("model-2024")
    room.clock.set("2026-04-20 09:00")
    await room.say(MODEL.format(bearable))
    await room.say("!ret compleet CODE")
    await room.say("!ret noteer CODE verklarende analyse")
    await room.say("!ret plan CODE uitvoeringstafel do 7 mei 14:00", VOORZITTER)
    room.clock.set("2026-05-07 16:00")
    await room.say("!ret bespreking gehouden CODE iedereen", VOORZITTER)
    return room


async def status(room: World) -> str:
    return "\n".join(await room.say("!ret status CODE"))


# --- an afspraak that fails --------------------------------------------------


@shows("MO-7", "MO-7a")
@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("!ret afspraak CODE aanbieder 10 juli begeleiding in plaats van 1", "vervangen door afspraak 2"),
        ("!ret gedaan CODE MO-7a", "een alternatief"),
    ],
)
async def test_an_alternative_replaces_the_afspraak_that_failed(said: str, shown: str) -> None:
    room = await at_the_uitvoeringstafel()
    await room.say("!ret afspraak CODE aanbieder 3 juli plaatsing", VOORZITTER)
    room.clock.set("2026-06-20 09:00")
    [told] = await room.say("!ret afspraak CODE 1 mislukt", VOORZITTER)
    assert "in plaats van 1`" in told
    assert "MO-7:1:1" not in await room.termijnen()
    assert "een gedragen alternatief vinden als de uitvoering niet slaagt voor afspraak 1 (art. 7)" in await status(
        room
    )
    await room.say(said, VOORZITTER)
    shown_now = await status(room)
    assert f"1 aanbieder, plaatsing: lukt niet, {shown}" in shown_now
    assert "gedragen alternatief" not in shown_now
    assert "MO-7:1:1" not in await room.termijnen()
    room.clock.set("2026-07-20 09:00")
    casus = await room.casus()
    offer = voorstel(casus, room.team.convenant, room.team.termijnen(casus), room.team.kalender, room.clock.now())
    assert (offer is None) == ("gedaan" in said)  # the new afspraak has a day of its own
    assert not offer or [t.subject for t in offer.open] == ["2"]


@shows("MO-7a")
async def test_each_failure_needs_an_alternative_of_its_own_and_without_one_there_is_nothing_to_tick() -> None:
    room = await at_the_uitvoeringstafel()
    assert "die is er niet" in (await room.say("!ret gedaan CODE MO-7a", VOORZITTER))[0]
    for who in ("aanbieder", "school"):
        await room.say(f"!ret afspraak CODE {who} 3 juli plaatsing", VOORZITTER)
    room.clock.set("2026-06-20 09:00")
    await room.say("!ret afspraak CODE 1 mislukt", VOORZITTER)
    await room.say("!ret afspraak CODE 2 mislukt", VOORZITTER)
    assert "Afspraak 1 is daarmee vervangen." in (await room.say("!ret gedaan CODE MO-7a", VOORZITTER))[0]
    assert "voor afspraak 2" in await status(room)
    [refused] = await room.say("!ret afspraak CODE aanbieder 10 juli begeleiding in plaats van 3", VOORZITTER)
    assert "niet vastgelegd dat hij niet lukt" in refused
    assert len((await room.casus()).afspraken) == 2
    await room.say("!ret afspraak CODE 2 open", VOORZITTER)
    assert (await room.termijnen())["MO-7:1:2"].staat is TermijnState.OPEN


# --- chains ------------------------------------------------------------------


@shows("MO-9.4", "MO-9.5t")
@pytest.mark.parametrize("ends", ["!ret gedaan CODE MO-9.5t", "!ret terugkoppeling CODE management toeleiding"])
async def test_each_chain_speaks_of_its_own_and_nobody_is_asked_to_contact_himself(ends: str) -> None:
    room = await at_the_uitvoeringstafel()
    await room.say("adres CODE aanbieder zorg@voorbeeld.nl", direct=True)
    for who in ("aanbieder", "school"):
        await room.say(f"!ret afspraak CODE {who} 15 mei plaatsing", VOORZITTER)
    room.clock.set("2026-06-01 09:00")
    for step in (1, 2, 3):
        assert "terugkoppelen" not in await status(room)
        await room.say(f"!ret escaleer CODE stap {step}")
    assert [row.post.to for row in await room.posts(Channel.MAIL) if row.post.sentence == "opschaling"] == []
    assert "de wethouder informeren en terugkoppelen (art. 9.5)" in await status(room)
    await room.say(ends)
    assert "terugkoppelen" not in await status(room)


@shows("MO-9.5t")
async def test_what_follows_the_third_step_is_not_done_after_the_first() -> None:
    room = await at_the_uitvoeringstafel()
    await room.say("!ret escaleer CODE stap 1")
    assert "Eerst moet vastliggen: opgeschaald" in (await room.say("!ret gedaan CODE MO-9.5t"))[0]


@shows("OV-13.2", "OV-13.3")
async def test_without_a_solution_the_case_goes_up_and_no_advies_is_due() -> None:
    room = await overijssel()
    await room.say("!ret plan CODE do 30 april 14:00")
    room.clock.set("2026-04-30 16:00")
    await room.say("!ret bespreking gehouden CODE iedereen", VOORZITTER, thread=True)
    await room.say("nee", VOORZITTER, thread=True)
    await room.say("geen oplossing", VOORZITTER, thread=True)
    shown = await status(room)
    assert "Volgende stap: opschalen naar de programmamanager (art. 13.2). → `!ret escaleer" in shown
    assert "OV-8.16:1:" not in await room.termijnen()
    room.clock.set("2026-10-02 09:00")
    await room.say("!ret escaleer CODE", VOORZITTER)
    assert "de programmamanager benadert de bestuurders (art. 13.3)" in await status(room)
    [refused] = await room.say("!ret escaleer CODE stap 2 op 1 oktober")
    assert "Dat kan niet vóór vrijdag 2 oktober" in refused
    await room.say("!ret escaleer CODE stap 2 op 2 oktober")
    assert "Eerst moet vastliggen" not in await status(room)
    await room.say("!ret advies verzonden CODE")
    await room.say("ja")
    assert (await room.termijnen())["OV-7:1:"].staat is TermijnState.OPEN


async def test_a_second_follow_up_is_not_dated_before_the_first() -> None:
    room = await overijssel()
    await room.say("!ret plan CODE do 30 april 14:00")
    room.clock.set("2026-04-30 16:00")
    await room.say("!ret bespreking gehouden CODE iedereen", VOORZITTER, thread=True)
    await room.say("!ret advies verzonden CODE")
    await room.say("ja")
    room.clock.set("2026-11-02 09:00")
    await room.say("!ret opvolging CODE 1 passend=ja tijdig=ja op 15 juni")
    [refused] = await room.say("!ret opvolging CODE 2 passend=ja tijdig=ja op 1 juni")
    assert "Dat kan niet vóór maandag 15 juni" in refused
    await room.say("!ret opvolging CODE 2 passend=ja tijdig=ja op 30 oktober")
    [refused] = await room.say("!ret herstel CODE opvolging 1 op 31 oktober")
    assert "gewijzigd" in refused


# --- too early, twice, before planning -----------------------------------------


@pytest.mark.parametrize(
    ("profile", "opened", "duty", "first"),
    [
        ("westfriesland-2023", WEST.format("MDA++"), "WF-2.3", "advies verzonden"),
        ("overijssel-2022", OVERIJSSEL.format("ja"), "OV-8.13 akkoord", "bespreking gehouden"),
        ("model-2024", MODEL.format("ja"), "MO-20", "eerste opvolging gedaan"),
        ("ijsselland-pilot-2018", IJSSELLAND, "IJ-V3 doorgezet", "bijeenkomst gehouden"),
    ],
)
@shows("WF-2.3", "OV-8.13", "MO-20", "IJ-V3")
async def test_what_follows_an_event_is_not_ticked_before_it(profile: str, opened: str, duty: str, first: str) -> None:
    room = World(profile)
    room.clock.set("2026-04-20 09:00")
    await room.say(opened)
    await room.say("!ret plan CODE do 30 april 14:00")
    [refused, *_] = await room.say(f"!ret gedaan CODE {duty}")
    assert f"Eerst moet vastliggen: {first}" in refused
    assert not [f for f in (await room.casus()).feiten if f.event == "gedaan"]


@shows("MO-8.20", "OV-4.3")
@pytest.mark.parametrize(("profile", "duty"), [("model-2024", "MO-8.20"), ("overijssel-2022", "OV-4.3")])
async def test_half_yearly_stays_half_yearly_when_it_is_ticked_twice(profile: str, duty: str) -> None:
    room = World(profile)
    room.clock.set("2026-07-01 09:00")
    await room.say(f"!ret gedaan {duty}")
    room.clock.set("2026-07-02 09:00")
    [refused] = await room.say(f"!ret gedaan {duty}")
    assert "Dat stond voor deze periode al vast, gedaan op woensdag 1 juli 2026" in refused
    [terms] = await room.say("!ret termijnen")
    assert "vr 1 januari" in terms
    room.clock.set("2026-12-10 09:00")
    assert "Genoteerd" in (await room.say(f"!ret gedaan {duty}"))[0]


@shows("OV-8.6", "OV-8.5b", "MO-8.7")
@pytest.mark.parametrize(
    ("profile", "said", "term"),
    [
        ("overijssel-2022", "!ret voorgesprek gehouden CODE", "OV-8.6:1:"),
        ("overijssel-2022", "!ret formulier gedeeld CODE", "OV-8.5b:1:"),
        ("model-2024", "!ret voorgesprek gehouden CODE", "MO-8.7:1:"),
        ("model-2024", "!ret gedaan CODE MO-8.7 niet nodig", "MO-8.7:1:"),
    ],
)
async def test_what_was_prepared_before_planning_is_not_asked_again(profile: str, said: str, term: str) -> None:
    room = World(profile)
    room.clock.set("2026-04-20 09:00")
    await room.say(OVERIJSSEL.format("ja") if profile.startswith("over") else MODEL.format("ja"))
    room.clock.set("2026-04-22 09:00")
    await room.say(said)
    room.clock.set("2026-04-23 09:00")
    await room.say("!ret plan CODE do 7 mei 14:00")
    assert (await room.termijnen())[term].voldaan_op == date(2026, 4, 22)
    await room.say("!ret uitnodigen zelf CODE")
    await room.say("!ret annuleer CODE")
    await room.say("!ret plan CODE vr 8 mei 14:00")
    assert (await room.termijnen())[term.replace(":1:", ":2:")].voldaan_op == date(2026, 4, 22)


# --- without a date of its own ---------------------------------------------------


@shows("WF-1.7", "MO-8.4")
async def test_what_an_answer_left_to_do_stays_in_the_status_until_it_is_done() -> None:
    room = World("westfriesland-2023")
    room.clock.set("2026-04-20 09:00")
    await room.say(WEST.format("MDA++"))
    await room.say("!ret triage CODE MDA++", VOORZITTER, thread=True)
    await room.say("ja", VOORZITTER, thread=True)
    await room.say("verklarende analyse nodig", VOORZITTER, thread=True)
    todo = "een verklarende analyse laten afnemen door wie daarvoor is opgeleid (par. 1.7) → `!ret nagaan"
    assert todo in await status(room)
    await room.say("!ret nagaan CODE WF-1.7", VOORZITTER)
    await room.say("genoeg informatie", VOORZITTER)
    assert todo not in await status(room)
    other = await at_the_uitvoeringstafel("nee")
    assert "nagaan wat nodig is om het tijdelijk te dragen (art. 8.4)" in await status(other)


@shows("OV-8.20", "OV-B3.1")
async def test_the_monitor_is_asked_for_at_each_of_its_moments() -> None:
    room = World()
    room.clock.set("2026-04-20 09:00")
    [said, *_] = await room.say(OVERIJSSEL.format("ja"))
    assert "jeugdige en ouders informeren over de landelijke monitor (bijl. 3 (1))" in said
    assert "de landelijke monitor invullen (art. 8.20)" in said
    assert "de landelijke monitor invullen" in await status(room)
    await room.say("!ret gedaan CODE OV-8.20")
    await room.say("!ret gedaan CODE OV-B3.1")
    assert "landelijke monitor" not in await status(room)
    await room.say("!ret plan CODE do 30 april 14:00")
    room.clock.set("2026-04-30 16:00")
    await room.say("!ret bespreking gehouden CODE iedereen", VOORZITTER, thread=True)
    room.clock.set("2026-05-01 09:00")
    await room.say("!ret advies verzonden CODE")
    assert "de landelijke monitor invullen (art. 8.20)" in "\n".join(await room.say("ja"))
    assert "de landelijke monitor invullen" in await status(room)
    await room.say("!ret gedaan CODE OV-8.20")
    assert "de landelijke monitor invullen" not in await status(room)
    room.clock.set("2026-05-20 09:00")
    assert "de landelijke monitor invullen (art. 8.20)" in (await room.say("!ret sluit CODE opgelost"))[0]


@shows("OV-B1b")
async def test_without_consent_nobody_is_asked_to_fill_in_the_monitor() -> None:
    room = await overijssel("nee")
    assert "monitor invullen" not in await status(room)


# --- planning ----------------------------------------------------------------


@shows("OV-8.9", "MO-8.10")
@pytest.mark.parametrize(("profile", "article"), [("overijssel-2022", "art. 8.9"), ("model-2024", "art. 8.10")])
async def test_that_nobody_would_know_the_family_is_said_at_planning(profile: str, article: str) -> None:
    room = World(profile)
    room.clock.set("2026-04-20 09:00")
    await room.say(OVERIJSSEL.format("ja") if profile.startswith("over") else MODEL.format("ja"))
    await room.say("!ret plan CODE do 7 mei 14:00", thread=True)
    await room.say("jeugdige, ouders, aanmelder", thread=True)
    said = "\n".join(await room.say("1", thread=True))
    assert f"zonder jeugdige, ouders en aanmelder gaat de bespreking niet door ({article})" in said


@shows("OV-8.8")
async def test_who_was_not_there_without_a_reason_is_named() -> None:
    room = await overijssel()
    await room.say("!ret plan CODE do 30 april 14:00", thread=True)
    await room.say("school", thread=True)
    await room.say("verhinderd", thread=True)
    room.clock.set("2026-04-30 16:00")
    await room.say("!ret bespreking gehouden CODE", VOORZITTER, thread=True)
    [said] = await room.say("iedereen behalve LVB en school", VOORZITTER, thread=True)
    assert ", zonder LVB, die erbij had moeten zijn." in said


@shows("WF-1.6c")
@pytest.mark.parametrize(
    ("table", "called"),
    [("Schakeloverleg", "Schakeloverleg"), ("MDA++", "MDA++-overleg"), ("Doorbraaktafel", "Doorbraaktafel")],
)
async def test_without_a_triage_the_form_says_which_table(table: str, called: str) -> None:
    room = World("westfriesland-2023")
    room.clock.set("2026-04-20 09:00")
    await room.say(WEST.format(table))
    [said, *_] = await room.say("!ret plan CODE do 30 april 14:00", VOORZITTER)
    assert f"{called} gepland" in said


@shows("MO-8.14", "MO-12.4")
async def test_a_decision_that_is_internal_first_starts_the_term_of_maatwerk_and_a_clash_is_told() -> None:
    room = World("model-2024")
    await decided(room, maatwerk="nee")
    await room.say("!ret nagaan CODE MO-8.14", VOORZITTER)
    await room.say("eerst intern: niet ingekocht of maatwerk", VOORZITTER)
    assert (await room.termijnen())["MO-12.4:1:"].due == date(2026, 5, 18)
    other = World("model-2024")
    await decided(other, maatwerk="ja")
    await other.say("!ret nagaan CODE MO-8.14", VOORZITTER)
    [said, *_] = await other.say("akkoord", VOORZITTER)
    assert "Eerder is vastgelegd: maatwerk gekozen (art. 12.4). Kijk na wat klopt." in said
    await other.say("!ret nagaan CODE MO-8.14", VOORZITTER)
    await other.say("nog geen besluit", VOORZITTER)
    assert "een besluit van de gemeente over uitvoering en financiering (art. 8.13–8.14)" in await status(other)


async def decided(room: World, maatwerk: str) -> None:
    room.clock.set("2026-04-20 09:00")
    await room.say(MODEL.format("ja"))
    await room.say("!ret noteer CODE verklarende analyse")
    await room.say("!ret plan CODE uitvoeringstafel do 7 mei 14:00", VOORZITTER)
    room.clock.set("2026-05-07 16:00")
    await room.say("!ret bespreking gehouden CODE iedereen", VOORZITTER)
    casus = await room.casus()
    await room.keep(casus.with_feit(Feit("voorwaarde", date(2026, 5, 7), 1, "maatwerk", maatwerk)))
