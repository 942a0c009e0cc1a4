"""What has no date of its own is named while it is owed: not before, and not once it is done or can be done no more."""

from dataclasses import replace

import pytest

from retbot.handlers.chat import examples
from tests.journeys.shows import ijsselland, shows
from tests.noise.heard import Heard
from tests.world import EXPERT, SECRETARIS, VOORZITTER, World

OVERIJSSEL = (
    "!ret aanmelding gemeente=Kampen leeftijd={leeftijd} via=toegang besproken=ja lokaal=ja gronden=domeinoverstijgend "
    "formulier={formulier} monitor=nee"
)
MODEL = (
    "!ret aanmelding gemeente=Bergen leeftijd=12-15 via=aanbieder besproken=ja gronden=vastgelopen lokaal=ja "
    "afstemming=ja domeinoverstijgend=ja geinformeerd=ja draagbaarheid=ja toestemming_gezondheid=ja "
    "bekend_bij_toegang=ja"
)


async def overijssel(leeftijd: str = "16-17", formulier: str = "ja") -> tuple[World, str]:
    """A case on 7 September 2026, and what was said of it."""
    room = World()
    room.clock.set("2026-09-07 09:00")
    said = await room.say(OVERIJSSEL.format(leeftijd=leeftijd, formulier=formulier))
    return room, "\n".join(said)


async def model() -> World:
    room = World("model-2024")
    room.clock.set("2026-09-07 09:00")
    await room.say(MODEL)
    return room


async def held(room: World, *answers: str) -> str:
    """What is said at the end of the bespreking of 23 September, after these answers."""
    await room.say("!ret plan CODE wo 23 september 13:00", VOORZITTER, thread=True)
    room.clock.set("2026-09-23 15:00")
    said = await room.say("!ret bespreking gehouden CODE iedereen", VOORZITTER, thread=True)
    for answer in answers:
        said = await room.say(answer, VOORZITTER, thread=True)
    return "\n".join(said)


@shows("OV-16g", "OV-16p", "MO-12.4g", "MO-12.4k")
@pytest.mark.parametrize(
    ("profile", "answers", "ids"),
    [
        ("overijssel-2022", ("ja", "ja", "{}", "nee"), {"OV-16g", "OV-16p"}),
        ("model-2024", ("ja", "ja", "{}", "nee"), {"MO-12.4g", "MO-12.4k"}),
    ],
)
@pytest.mark.parametrize(("chosen", "owed"), [("ja", True), ("nee", False)])
async def test_after_the_bespreking_only_what_its_answers_ask_for_is_named(
    profile: str, answers: tuple[str, ...], ids: set[str], chosen: str, owed: bool
) -> None:
    room = await model() if profile == "model-2024" else (await overijssel())[0]
    if profile == "model-2024":
        await room.say("!ret noteer CODE verklarende analyse")
        await room.say("!ret triage CODE uitvoeringstafel")
    said = await held(room, *(answer.format(chosen) for answer in answers))
    assert {id_ for id_ in ids if id_ in said} == (ids if owed else set())


@shows("OV-8.15b")
@pytest.mark.parametrize("before", [True, False])
async def test_what_was_done_before_its_moment_is_not_named_at_it(before: bool) -> None:
    room, _ = await overijssel()
    await held(room, "ja", "ja", "nee", "nee")
    if before:
        await room.say("!ret gedaan CODE OV-8.15b niet nodig")
    await room.say("!ret advies verzonden CODE", thread=True)
    said = "\n".join(await room.say("ja", thread=True))
    assert "Advies verzonden" in said
    assert ("OV-8.15b" in said) is not before


@shows("OV-9.1")
@pytest.mark.parametrize(("formulier", "times"), [("ja", 0), ("nee", 1)])
async def test_consent_is_asked_for_once_and_only_while_it_is_missing(formulier: str, times: int) -> None:
    _, said = await overijssel(formulier=formulier)
    assert said.count("om toestemming vragen (art. 9.1)") == times


@shows("MO-8.5")
async def test_who_was_not_invited_before_the_bespreking_is_not_invited_after_it() -> None:
    room = await model()
    await room.say("!ret noteer CODE verklarende analyse")
    await room.say("!ret triage CODE uitvoeringstafel")
    row = "de deelnemers uitnodigen (art. 8.5)"
    assert row in "\n".join(await room.say("!ret status CODE"))
    await held(room)
    assert row not in "\n".join(await room.say("!ret status CODE"))


@shows("OV-16b", "MO-8.5", "WF-2.7", "GV-2.5.4k")
@pytest.mark.parametrize("profile", ["overijssel-2022", "model-2024", "westfriesland-2023", "gooi-en-vechtstreek-2018"])
async def test_the_open_terms_name_what_has_no_term_of_the_cases_that_owe_it(profile: str) -> None:
    room, says = World(profile), "het convenant noemt hiervoor geen termijn"
    ongeregeld = set(room.team.convenant.ongeregeld)

    async def named() -> list[str]:
        lines = "\n".join(await room.say("!ret termijnen")).splitlines()
        without = [line for line in lines if line.endswith(says)]
        return [line for line in without if line.removeprefix("• ").split(":")[0] not in ongeregeld]

    assert await named() == []
    await room.say(f"!ret aanmelding {examples.aanmelding(room.team.convenant)}")
    assert room.code
    for line in await named():
        assert line.startswith(f"• {room.code} ")


@shows("OV-8.17", "MO-9.5t")
@pytest.mark.parametrize("profile", ["overijssel-2022", "model-2024"])
async def test_nothing_is_reported_back_of_what_has_not_begun(profile: str) -> None:
    room = await model() if profile == "model-2024" else (await overijssel())[0]
    who = "management toeleiding" if profile == "model-2024" else ""
    [refused] = await room.say(f"!ret terugkoppeling CODE {who}", thread=True)
    assert "Eerst moet vastliggen" in refused
    assert not (await room.casus()).feiten_van("terugkoppeling")


@shows("MO-18.3", "OV-11.3")
@pytest.mark.parametrize(
    ("profile", "id_", "over"), [("model-2024", "MO-18.3", False), ("overijssel-2022", "OV-11.3", True)]
)
async def test_a_vog_of_many_years_ago_is_noted_and_told_where_the_covenant_limits_its_age(
    profile: str, id_: str, over: bool
) -> None:
    room = World(profile)
    [listed] = await room.say(f"!ret deelnemer toevoegen expert J&O {EXPERT}")
    assert "datum van de VOG onbekend" in listed
    [said] = await room.say(f"!ret gedaan {id_} 1 op 1 juni 2014", EXPERT)
    assert "van zondag 1 juni 2014" in said
    assert ("er is een nieuwe nodig" in said) is over
    [said] = await room.say("!ret deelnemer wijzigen 1 vog 3 mei 2012")
    assert "VOG van 3 mei 2012" in said


@shows("OV-8.13", "OV-16b")
@pytest.mark.parametrize(("outcome", "asked"), [("niet gecontracteerd", True), ("akkoord", False)])
async def test_what_the_toegang_decides_says_what_else_is_owed(outcome: str, asked: bool) -> None:
    room, _ = await overijssel()
    await held(room, "ja", "ja", "nee", "nee")
    [refused] = await room.say("!ret gedaan CODE OV-16b")
    assert "volgt als bij OV-8.13 *niet gecontracteerd* is vastgelegd" in refused
    [question] = await room.say("!ret gedaan CODE OV-8.13", thread=True)
    assert "1 akkoord · 2 niet gecontracteerd · 3 maatwerk" in question
    [said] = await room.say(outcome, thread=True)
    [status] = await room.say("!ret status CODE")
    assert ("OV-16b" in said) is ("OV-16b" in status) is asked
    if asked:
        await room.say("!ret gedaan CODE OV-16b")
        assert "OV-16b" not in "".join(await room.say("!ret status CODE"))


@shows("OV-15.2", "MO-11v", "OV-4.1", "MO-4.1")
@pytest.mark.parametrize(
    ("profile", "asks", "done"),
    [
        ("overijssel-2022", "evaluatie gevraagd", "OV-15.2"),
        ("model-2024", "evaluatie gevraagd", "MO-11v"),
        ("overijssel-2022", "vraag", "OV-4.1 beantwoord"),
        ("model-2024", "vraag", "MO-4.1 doorverwezen"),
    ],
)
async def test_what_was_asked_of_the_team_is_owed_until_it_was_done_once_for_each_time(
    profile: str, asks: str, done: str
) -> None:
    room = World(profile)
    room.clock.set("2026-09-07 09:00")
    plicht = room.team.convenant.plicht(done.split(maxsplit=1)[0])
    assert plicht
    [refused] = await room.say(f"!ret gedaan {done}", VOORZITTER)
    assert f"→ `!ret noteer {asks}`" in refused
    for _ in range(2):
        assert plicht.wat in "".join(await room.say(f"!ret noteer {asks}"))
    for left in (True, False):
        assert (await room.say(f"!ret gedaan {done}", VOORZITTER))[0].startswith("Genoteerd")
        listed = "".join(await room.say("!ret termijnen"))
        assert (f"• team {plicht.wat}" in listed) is left


@shows("MO-11", "MO-11h")
@pytest.mark.parametrize(
    ("id_", "early", "fit"), [("MO-11h", "2026-11-30", "2026-12-02"), ("MO-11", "2027-03-01", "2027-03-03")]
)
async def test_an_evaluation_of_months_ahead_is_not_ticked_before_half_of_its_term(
    id_: str, early: str, fit: str
) -> None:
    room = World("model-2024")
    room.clock.set("2026-09-07 09:00")
    assert "Eerst moet vastliggen: convenant ondertekend" in (await room.say(f"!ret gedaan {id_}", VOORZITTER))[0]
    await room.say("!ret noteer ondertekening op 1 september")
    room.clock.set(f"{early} 09:00")
    assert "Dat is nog te vroeg" in (await room.say(f"!ret gedaan {id_}", VOORZITTER))[0]
    room.clock.set(f"{fit} 09:00")
    assert (await room.say(f"!ret gedaan {id_}", VOORZITTER))[0].startswith("Genoteerd")


@shows("MO-15.1b")
@pytest.mark.parametrize(("outcome", "begins"), [("adviestafel", True), ("hoort niet bij het RET", False)])
async def test_an_aanmelding_is_accepted_at_the_triage_unless_that_was_noted_apart(outcome: str, begins: bool) -> None:
    room = await model()
    await room.say(f"!ret triage CODE {outcome}")
    [status] = await room.say("!ret status CODE")
    assert ("betrokkenen informeren over de verdere verwerking" in status) is begins
    room.clock.set("2026-09-09 09:00")
    await room.say("!ret noteer CODE acceptatie")
    assert (await room.termijnen())["MO-15.1b:0:"].day.isoformat() == "2026-09-11"


@shows("OV-8.6", "MO-8.7")
@pytest.mark.parametrize("profile", ["overijssel-2022", "model-2024"])
async def test_below_twelve_the_talk_beforehand_is_with_the_ouders_alone(profile: str) -> None:
    room = await model() if profile == "model-2024" else (await overijssel())[0]
    for leeftijd, young in (("0-11", True), ("12-15", False)):
        await room.say(f"!ret corrigeer CODE leeftijd={leeftijd}")
        await room.say("!ret plan CODE wo 23 september 13:00", VOORZITTER)
        status = "".join(await room.say("!ret status CODE"))
        assert ("voorgesprek met de ouders" in status) is young


@shows("GV-2.3c", "MO-8.13t")
@pytest.mark.parametrize(
    ("profile", "who", "artikel"),
    [("gooi-en-vechtstreek-2018", "consulent", "2.3"), ("model-2024", "aanbieder", "8.13–8.14")],
)
async def test_who_may_not_be_missing_is_named_when_they_say_no(profile: str, who: str, artikel: str) -> None:
    room = Heard(profile)
    room.clock.set("2026-09-07 09:00")
    await room.say(f"!ret aanmelding {examples.aanmelding(room.team.convenant)}")
    if profile == "model-2024":
        await room.say("!ret noteer CODE verklarende analyse")
        await room.say("!ret triage CODE uitvoeringstafel")
    else:
        await room.say("!ret triage CODE ja")
    for owner in (who, "toeleider" if profile == "model-2024" else "Unita"):
        await room.types(f"adres {room.code} {owner} {owner}@partij.example", SECRETARIS, direct=True)
    await room.say("!ret plan CODE vr 18 september 10:00")
    await room.types("!ret uitnodigen", SECRETARIS, thread=True)
    before = len(room.lines)
    await room.types(f"!ret aanwezig {who} nee", SECRETARIS, thread=True)
    required = f"De {who} hoort erbij te zijn (art. {artikel})"
    assert any(required in line.text for line in room.lines[before:])
    await room.go("2026-09-17 12:00")
    assert any(line.sort == "bespreking_nabij" and required in line.text for line in room.lines)


@shows("OV-8.13", "OV-13.2", "OV-8.16")
async def test_without_a_solution_nothing_is_decided_on_the_advies_and_sending_one_is_asked_about() -> None:
    room, _ = await overijssel()
    said = await held(room, "nee", "geen oplossing", "nee", "nee", "nee")
    assert "OV-8.13" not in said
    [asked] = await room.say("!ret advies verzonden CODE", thread=True)
    assert asked.startswith("Bij de bespreking is geen oplossing gevonden. Kwam er daarna toch een?")
    await room.say("!ret escaleer CODE", VOORZITTER, thread=True)
    [status] = await room.say("!ret status CODE")
    assert "Opgeschaald: opschalen naar de programmamanager, woensdag 23 september (art. 13.2)." in status


@shows("MO-9.5t", "OV-16g", "OV-7t")
async def test_who_owes_something_without_a_date_is_mailed_and_who_gets_no_mail_is_told_by_who_leads() -> None:
    room = Heard("overijssel-2022")
    room.clock.set("2026-09-07 09:00")
    await room.types(OVERIJSSEL.format(leeftijd="16-17", formulier="ja"), SECRETARIS)
    for owner in ("lokale toegang", "jeugdige"):
        await room.types(f"adres {room.code} {owner} lt@partij.example", SECRETARIS, direct=True)
    await held(room, "ja", "ja", "ja", "nee")
    await room.types("!ret gedaan CODE OV-8.13 akkoord", SECRETARIS)
    await room.types("!ret afspraak CODE jeugdige 25 september intake", SECRETARIS)
    before = len(room.mailbox.sent)
    await room.go("2026-09-24 12:00")
    subjects = [mail.subject for mail in room.mailbox.sent[before:]]
    assert [one for one in subjects if one.endswith(": de GI inlichten over de af te geven bepaling")]
    digest = next(line.text for line in reversed(room.lines) if line.sort == "overzicht")
    assert f"— geen mail aan jeugdige, {VOORZITTER} geeft het door" in digest
    await room.types("!ret gedaan CODE OV-16g niet nodig", SECRETARIS)
    await room.types("!ret gedaan CODE OV-16p niet nodig", SECRETARIS)
    before = len(room.mailbox.sent)
    await room.go("2026-09-28 12:00")
    assert not [mail for mail in room.mailbox.sent[before:] if "de GI inlichten" in mail.subject]


@shows("MO-5", "WF-1.6c")
@pytest.mark.parametrize("profile", ["model-2024", "westfriesland-2023", "gooi-en-vechtstreek-2018"])
async def test_what_does_not_belong_to_the_team_is_closed_next(profile: str) -> None:
    room = World(profile)
    await room.say(f"!ret aanmelding {examples.aanmelding(room.team.convenant)}")
    await room.say("!ret compleet CODE")
    said = "".join(await room.say("!ret triage CODE hoort niet bij het RET"))
    assert f"Volgende stap: de casus sluiten, en de aanmelder vertellen waarom. → `!ret sluit {room.code} hoort" in said


@shows("IJ-V1", "GV-2.5.2b")
@pytest.mark.parametrize("profile", ["ijsselland-pilot-2018", "gooi-en-vechtstreek-2018"])
@pytest.mark.parametrize(("day", "late"), [("vr 25 september", True), ("do 10 september", False)])
async def test_a_day_after_the_term_to_meet_is_told_at_planning(profile: str, day: str, late: bool) -> None:
    room = World(profile)
    room.clock.set("2026-09-07 09:00")
    await room.say(f"!ret aanmelding {examples.aanmelding(room.team.convenant)} ontvangen=7-9")
    said = "".join(await room.say(f"!ret plan CODE {day} 10:00"))
    assert ("moest uiterlijk dan" in said) is late


@shows("OV-9.3")
@pytest.mark.parametrize(("missing", "anonymous"), [("niemand", False), ("jeugdige", True)])
async def test_withdrawing_promises_to_be_anonymous_only_when_the_case_becomes_so(
    missing: str, anonymous: bool
) -> None:
    room, _ = await overijssel()
    await room.say("!ret plan CODE wo 23 september 13:00", thread=True)
    await room.say(missing, thread=True)
    if missing != "niemand":
        await room.say("verhinderd", thread=True)
    said = "".join(await room.say("!ret toestemming CODE intrekken", thread=True))
    status = "".join(await room.say("!ret status CODE"))
    assert ("de casus wordt anoniem besproken" in said) is ("anoniem te bespreken" in status) is anonymous
    assert ("vraag of de bespreking zo door kan gaan" in said) is not anonymous


@shows("IJ-A1")
@pytest.mark.parametrize(("found", "goes_on"), [("ja", False), ("nee", True)])
async def test_the_next_bijeenkomst_is_proposed_while_there_is_no_solution(found: str, goes_on: bool) -> None:
    room = await ijsselland()
    await room.say("!ret plan CODE wo 29 april 10:00", VOORZITTER, thread=True)
    room.clock.set("2026-04-29 12:00")
    await room.say("!ret bespreking gehouden CODE iedereen", VOORZITTER, thread=True)
    said = "".join(await room.say(found, VOORZITTER, thread=True))
    assert ("voorstel voor de volgende" in said) is ("doorgaan tot er een passende oplossing" in said) is goes_on


@shows("GV-6.1")
async def test_each_extension_of_the_same_day_counts() -> None:
    room = World("gooi-en-vechtstreek-2018")
    room.clock.set("2026-09-07 09:00")
    for year in (2019, 2020):
        await room.say("!ret gedaan GV-6.1 verlengen", VOORZITTER)
        assert f"31 december {year}" in "".join(await room.say("!ret termijnen"))
    assert "niet vaker dan 2 keer" in "".join(await room.say("!ret gedaan GV-6.1 verlengen", VOORZITTER))


@shows("OV-18.3", "MO-23.3")
@pytest.mark.parametrize(("profile", "artikel"), [("overijssel-2022", "18.3"), ("model-2024", "23.3")])
async def test_a_changed_covenant_says_whose_agreement_the_change_needs(profile: str, artikel: str) -> None:
    room = Heard(profile)
    room.clock.set("2026-09-07 08:00")
    await room.go("2026-09-07 12:00")
    assert not [line for line in room.lines if f"(art. {artikel})" in line.text]
    room.team = replace(room.team, convenant=replace(room.team.convenant, versie="2"))
    await room.go("2026-09-08 12:00")
    (said,) = [line.text for line in room.lines if line.text.startswith("Wij werken nu onder")]
    assert "instemming van alle partijen" in said
    assert f"schriftelijk vastgelegd (art. {artikel})." in said


@shows("WF-1.6c")
async def test_a_triage_to_another_table_than_the_planned_one_says_so() -> None:
    room = World("westfriesland-2023")
    await room.say("!ret aanmelding gemeente=Opmeer leeftijd=16-17 via=professional aanvraag=Aanmelding Doorbraaktafel")
    await room.say("!ret plan CODE do 7 mei 10:00")
    other = "gepland staat de Doorbraaktafel"
    assert other not in "".join(await room.say("!ret triage CODE Doorbraaktafel", VOORZITTER))
    said = "".join(await room.say("!ret triage CODE MDA++ op 20 april", VOORZITTER))
    assert f"{other}: zeg die af en plan opnieuw. → `!ret annuleer {room.code}`" in said


@shows("MO-8.13t")
async def test_the_state_is_that_of_the_last_table() -> None:
    room = await model()
    await room.say("!ret triage CODE adviestafel")
    await held(room)
    await room.say("!ret advies verzonden CODE", thread=True)
    await room.say("ja", thread=True)
    assert "Stand: advies verzonden op woensdag 23 september" in "".join(await room.say("!ret status CODE"))
    await room.say("!ret plan CODE uitvoeringstafel do 8 oktober 10:00", VOORZITTER)
    room.clock.set("2026-10-08 12:00")
    await room.say("!ret bespreking gehouden CODE iedereen", VOORZITTER, thread=True)
    status = "".join(await room.say("!ret status CODE"))
    assert "gehouden op donderdag 8 oktober" in status
