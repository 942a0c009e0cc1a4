"""Consent in the room: who gives it at which age, what must be told first, and what withdrawing it does."""

from datetime import timedelta

import pytest

from retbot.domain.casus.casecode import symbols_of
from retbot.domain.casus.consent import is_anonymous
from retbot.domain.casus.consenting import withdrawable
from retbot.handlers.chat import examples
from retbot.ports import Channel
from tests.journeys.shows import shows
from tests.world import VOORZITTER, World

OVERIJSSEL = (
    "!ret aanmelding gemeente=Enschede leeftijd={} via=toegang besproken=ja lokaal=ja gronden=contra-indicatie "
    "formulier={} monitor=nee"
)
GOOI = "!ret aanmelding gemeente=Huizen leeftijd={} via=consulent gronden=overbruggingszorg lokaal=ja"
GIVEN_BY = {
    "0-11": "ouders",
    "12-15": "jeugdige en ouders",
    "16-17": "jeugdige",
    "18-21": "jeugdige",
}


async def anonymous(room: World) -> bool:
    return is_anonymous(await room.casus(), room.team.convenant)


@shows("OV-9.1", "OV-8fn4", "OV-B1a")
@pytest.mark.parametrize(("leeftijd", "who"), GIVEN_BY.items())
async def test_consent_that_comes_later_is_asked_of_whom_the_age_says(leeftijd: str, who: str) -> None:
    room = World()
    await room.say(OVERIJSSEL.format(leeftijd, "nee"))
    await room.say("!ret plan do 7 mei 14:00", thread=True)
    [refused] = await room.say("!ret formulier gedeeld", thread=True)
    assert "geen toestemming" in refused
    [asked] = await room.say("!ret noteer CODE toestemming")
    assert room.code
    assert f"gegeven door {who} (art. 9.1, art. 8, voetnoot 4)? `ja {symbols_of(room.code)}` · nee" in asked
    await room.say("nee")
    assert await anonymous(room)
    await room.say("!ret noteer CODE toestemming")
    assert "Toestemming gegeven" in (await room.say("ja"))[0]
    [shared] = await room.say("!ret formulier gedeeld", thread=True)
    assert shared.startswith("Formulier gedeeld")


@shows("OV-9.3")
async def test_consent_of_the_aanmelding_can_be_withdrawn_and_given_again_on_one_day() -> None:
    room = World()
    await room.say(OVERIJSSEL.format("12-15", "ja"))
    assert not await anonymous(room)
    *_, told = await room.say("!ret noteer CODE intrekking")
    assert "Ingetrokken: deelname en formulier. Dat werkt meteen" in told
    assert await anonymous(room)
    await room.say("!ret plan do 7 mei 14:00", thread=True)
    [refused] = await room.say("!ret formulier gedeeld", thread=True)
    assert "(art. 9.3)" in refused
    await room.say("!ret noteer CODE toestemming")
    await room.say("ja")
    assert not await anonymous(room)


@shows("GV-2.6")
@pytest.mark.parametrize(
    ("leeftijd", "who"),
    [("12-15", "gezaghebbende ouder"), ("16-17", "gezaghebbende ouder en jeugdige"), ("18-21", "jeugdige")],
)
async def test_what_identifies_is_used_after_written_consent_and_lapses_when_that_is_withdrawn(
    leeftijd: str, who: str
) -> None:
    room = World("gooi-en-vechtstreek-2018")
    await room.say(GOOI.format(leeftijd))
    [asked] = await room.say("!ret noteer CODE toestemming")
    assert f"de toestemming schriftelijk en uitdrukkelijk gegeven door {who} (art. 2.6)" in asked
    await room.say("ja")
    await room.say("adres CODE gezaghebbende ouder thuis@voorbeeld.nl", direct=True)
    *_, told = await room.say("!ret noteer CODE intrekking")
    assert "de adressen van jeugdige en ouders zijn gewist" in told
    async with room.storage.begin() as work:
        assert room.code
        assert await work.addresses.owners(room.code) == []
    assert await anonymous(room)


@shows("GV-2.6")
async def test_consent_that_is_withdrawn_halfway_drops_at_once_what_it_allowed_and_may_be_given_anew() -> None:
    room = World("gooi-en-vechtstreek-2018")
    room.clock.set("2026-04-20 09:00")
    await room.say(GOOI.format("12-15"))
    assert await anonymous(room)
    await room.say("!ret noteer CODE toestemming")
    await room.say("ja")
    assert not await anonymous(room)
    await room.say("adres CODE gezaghebbende ouder thuis@voorbeeld.nl", direct=True)
    await room.say("adres CODE consulent consulent@voorbeeld.nl", direct=True)
    await room.say("!ret mail CODE gezaghebbende ouder aan toestemming=ja")
    await room.say("!ret plan do 30 april 14:00", thread=True)
    [invited] = await room.say("!ret uitnodigen CODE")
    assert "gezaghebbende ouder" in invited.split("Nog geen adres")[0]
    room.clock.set("2026-04-22 10:00")
    [told] = await room.say("!ret toestemming CODE intrekken")
    assert "Ingetrokken: deelname en mail. Dat werkt meteen" in told
    assert "uitnodigingen zeggen vanaf nu *anoniem*" in told
    assert await anonymous(room)
    async with room.storage.begin() as work:
        assert room.code
        assert await work.addresses.owners(room.code) == ["consulent"]
    [status] = await room.say("!ret status CODE")
    assert "anoniem te bespreken (art. 2.6)" in status
    [nothing] = await room.say("!ret toestemming CODE intrekken")
    assert "Er staat geen toestemming" in nothing
    [refused] = await room.say("!ret mail CODE gezaghebbende ouder aan")
    assert "alleen met hun toestemming" in refused
    await room.say("!ret noteer CODE toestemming")
    await room.say("ja")
    assert not await anonymous(room)


@pytest.mark.parametrize(("leeftijd", "who"), GIVEN_BY.items())
async def test_the_question_about_consent_says_whose_it_is_at_this_age(leeftijd: str, who: str) -> None:
    room = World()
    answers = "gemeente=Enschede via=toegang besproken=ja lokaal=ja gronden=contra-indicatie"
    *_, said = await room.say(f"!ret aanmelding leeftijd={leeftijd} {answers}")
    assert f"Die toestemming komt van {who} (art. 8, voetnoot 4)." in said


@shows("OV-9.3", "OV-B1a")
async def test_consent_that_came_later_is_withdrawn_given_again_and_withdrawn_as_the_manual_says() -> None:
    room = World()
    await room.say(OVERIJSSEL.format("12-15", "nee"))
    await room.say("!ret plan do 7 mei 14:00", thread=True)
    for _ in range(2):
        await room.say("!ret noteer CODE toestemming")
        await room.say("ja")
        assert not await anonymous(room)
        [told] = await room.say("!ret toestemming CODE intrekken formulier")
        assert "Ingetrokken: formulier. Dat werkt meteen" in told
        assert await anonymous(room)
        [refused] = await room.say("!ret formulier gedeeld", thread=True)
        assert "(art. 9.3)" in refused
    assert (await room.casus()).feit("formulier_gedeeld") is None
    [told] = await room.say("!ret toestemming CODE intrekken deelname")
    assert "de adressen van jeugdige en ouders zijn gewist" in told


@shows("OV-B1b", "OV-8.20")
async def test_consent_to_the_monitor_may_come_later_and_is_none_to_share_the_form() -> None:
    room = World()
    await room.say(OVERIJSSEL.format("12-15", "nee"))
    await room.say("!ret gedaan CODE OV-B3.1")
    assert "zou leeg zijn" in (await room.say("!ret export monitor"))[0]
    [asked] = await room.say("!ret noteer CODE toestemming monitor")
    assert room.code
    assert asked == (
        "Is de toestemming voor de landelijke monitor gegeven door jeugdige en ouders (bijl. 1, art. 8, voetnoot 4)? "
        f"`ja {symbols_of(room.code)}` · nee"
    )
    assert "Toestemming gegeven: monitor." in (await room.say("ja"))[0]
    assert await anonymous(room)
    assert "1 casus (uitvraag" in (await room.say("!ret export monitor"))[0]
    assert "vandaag gedaan: de landelijke monitor invullen" in (await room.say("!ret gedaan CODE OV-8.20"))[0]
    [told] = await room.say("!ret toestemming CODE intrekken monitor")
    assert "deze casus komt in geen uitvraag van de monitor" in told
    assert "zou leeg zijn" in (await room.say("!ret export monitor"))[0]


@pytest.mark.parametrize("word", ["xyz", "gezondheid", "graag", "1"])
async def test_a_word_that_names_no_consent_gives_none(word: str) -> None:
    room = World()
    await room.say(OVERIJSSEL.format("12-15", "nee"))
    [refused] = await room.say(f"!ret noteer CODE toestemming {word}")
    assert f"`!ret noteer {room.code} toestemming [formulier|monitor|verslag|derden] [op DATUM]`" in refused
    assert "Er is niets gewijzigd." in refused
    assert await room.say("ja") == []
    assert await anonymous(room)


async def test_refusing_when_it_is_asked_again_takes_back_what_stood() -> None:
    room = World()
    await room.say(OVERIJSSEL.format("12-15", "ja"))
    [asked] = await room.say("!ret noteer CODE toestemming", thread=True)
    assert asked.startswith("Er staat al toestemming; met `nee` trek ik die in. Is vooraf verteld")
    [told] = await room.say("nee", thread=True)
    assert "Ingetrokken: formulier" in told
    assert await anonymous(room)


async def test_no_withdrawal_is_put_before_what_it_takes_back_and_no_consent_before_what_took_it_back() -> None:
    room = World()
    await room.say(OVERIJSSEL.format("12-15", "nee"))
    room.clock.set("2026-04-22 10:00")
    await room.say("!ret noteer CODE toestemming")
    await room.say("ja")
    [refused] = await room.say("!ret toestemming CODE intrekken formulier op 21 april")
    assert "Dat kan niet vóór woensdag 22 april: toen was toestemming gegeven" in refused
    assert not await anonymous(room)
    room.clock.set("2026-04-24 10:00")
    await room.say("!ret toestemming CODE intrekken formulier op 23 april")
    [refused] = await room.say("!ret noteer CODE toestemming op 22 april")
    assert "Dat kan niet vóór donderdag 23 april: toen was toestemming ingetrokken" in refused
    assert await anonymous(room)


async def test_consent_may_be_withdrawn_when_the_case_is_closed() -> None:
    room = World()
    await room.say(OVERIJSSEL.format("12-15", "ja").replace("monitor=nee", "monitor=ja"))
    await room.say("!ret gedaan CODE OV-B3.1")
    await room.say("!ret sluit CODE ingetrokken")
    assert "1 casus (uitvraag" in (await room.say("!ret export monitor"))[0]
    [told] = await room.say("!ret toestemming CODE intrekken monitor")
    assert "Ingetrokken: monitor" in told
    assert "zou leeg zijn" in (await room.say("!ret export monitor"))[0]


async def test_who_was_invited_hears_it_when_a_consent_is_corrected_away() -> None:
    room = World()
    await room.say(OVERIJSSEL.format("12-15", "nee"))
    await room.say("!ret plan do 7 mei 14:00", thread=True)
    await room.say("!ret noteer CODE toestemming")
    await room.say("ja")
    await room.say("adres CODE aanmelder piet@voorbeeld.nl", direct=True)
    await room.say("!ret uitnodigen CODE")
    before = len(await room.posts(Channel.MAIL))
    [told] = await room.say("!ret herstel CODE toestemming weg")
    assert "De casus is nu anoniem te bespreken" in told
    assert "1 genodigde krijgt de uitnodiging opnieuw" in told
    assert len(await room.posts(Channel.MAIL)) == before + 1
    assert await anonymous(room)


async def test_a_consent_signed_before_the_aanmelding_is_recorded_with_its_day() -> None:
    room = World("gooi-en-vechtstreek-2018")
    await room.say(GOOI.format("12-15"))
    await room.say("!ret noteer CODE toestemming op 14 april", thread=True)
    [said] = await room.say("ja", thread=True)
    assert "Toestemming gegeven op dinsdag 14 april." in said
    assert not await anonymous(room)
    [moved] = await room.say("!ret herstel CODE toestemming 13 april")
    assert "op maandag 13 april" in moved


@pytest.mark.parametrize(("day", "why"), [("20 april", "toen was toestemming ingetrokken"), ("morgen", "")])
async def test_a_day_that_cannot_be_is_refused_before_the_question(day: str, why: str) -> None:
    room = World("gooi-en-vechtstreek-2018")
    await room.say(GOOI.format("12-15"))
    await room.say("!ret noteer CODE toestemming")
    await room.say("ja")
    room.clock.instant += timedelta(days=1)
    await room.say("!ret noteer CODE intrekking")
    [said] = await room.say(f"!ret noteer CODE toestemming op {day}")
    assert "Er is niets gewijzigd" in said
    assert why in said


async def test_who_no_longer_takes_part_allows_nothing_any_more() -> None:
    room = World("overijssel-2022")
    await room.say(OVERIJSSEL.format("12-15", "ja").replace("monitor=nee", "monitor=ja"))
    await room.say("!ret mail CODE ouders aan toestemming=ja")
    [told] = await room.say("!ret toestemming CODE intrekken deelname")
    assert "Ingetrokken: deelname" in told
    assert "deze casus komt in geen uitvraag van de monitor" in told
    casus = await room.casus()
    assert withdrawable(casus, room.team.convenant_of(casus)) == []
    assert "zou leeg zijn" in (await room.say("!ret export monitor"))[0]


async def planned_with(room: World, missing: str = "niemand") -> None:
    """A planned bespreking, and the number of who will not be at the table."""
    await room.say("!ret plan do 7 mei 14:00", thread=True)
    await room.say(missing, thread=True)
    if missing != "niemand":
        await room.say("1", thread=True)


@shows("OV-9.3")
async def test_without_consent_a_case_is_anonymous_only_when_the_jeugdige_is_not_at_the_table_either() -> None:
    room = World()
    await room.say(OVERIJSSEL.format("12-15", "nee"))
    assert await anonymous(room)
    await planned_with(room)
    assert not await anonymous(room)
    [refused] = await room.say("!ret formulier gedeeld", thread=True)
    assert "geen toestemming" in refused  # art. 8.5: to share the form takes consent, whoever is at the table
    room.clock.set("2026-05-08 09:00")
    await room.say("!ret bespreking gehouden ouders, aanmelder", thread=True)
    assert await anonymous(room)


@shows("OV-9.3", "OV-8.8")
@pytest.mark.parametrize("leeftijd", ["0-11", "12-15"])
async def test_a_jeugdige_who_is_missing_or_too_young_for_the_table_leaves_the_case_anonymous(leeftijd: str) -> None:
    room = World()
    await room.say(OVERIJSSEL.format(leeftijd, "nee"))
    await planned_with(room, "1" if leeftijd == "12-15" else "niemand")
    assert await anonymous(room)


@shows("GV-2.6")
async def test_at_another_age_consent_of_the_parents_alone_no_longer_counts() -> None:
    room = World("gooi-en-vechtstreek-2018")
    await room.say(GOOI.format("12-15"))
    await room.say("!ret noteer CODE toestemming")
    await room.say("ja")
    assert not await anonymous(room)
    said = "\n".join(await room.say("!ret corrigeer CODE leeftijd=16-17"))
    assert "Bij 16-17 jaar komt toestemming van gezaghebbende ouder en jeugdige (art. 2.6)." in said
    assert "Niet meer geldig: deelname" in said
    assert "De casus is nu anoniem te bespreken" in said
    assert await anonymous(room)
    [refused] = await room.say("!ret herstel CODE vervallen weg")
    assert "Daarmee zou een toestemming gelden die nu niet geldt" in refused
    [asked] = await room.say("!ret noteer CODE toestemming")
    assert "gegeven door gezaghebbende ouder en jeugdige" in asked
    await room.say("ja")
    assert not await anonymous(room)


@shows("OV-8fn4", "GV-2.6")
@pytest.mark.parametrize(
    ("profile", "first", "band", "stays"),
    [
        ("overijssel-2022", "0-11", "12-15", False),
        ("overijssel-2022", "12-15", "16-17", True),
        ("gooi-en-vechtstreek-2018", "12-15", "16-17", False),
        ("gooi-en-vechtstreek-2018", "16-17", "18-21", True),
    ],
)
async def test_an_age_found_out_at_planning_changes_at_once_what_consent_allows(
    profile: str, first: str, band: str, stays: bool
) -> None:
    room = World(profile)
    opening = OVERIJSSEL.format(first, "ja") if profile == "overijssel-2022" else GOOI.format(first)
    await room.say(opening)
    await room.say("!ret noteer CODE toestemming")
    await room.say("ja")
    room.clock.set("2026-11-02 09:00")  # so long after the aanmelding the age is asked
    [planned] = (await room.say("!ret plan do 12 november 14:00", thread=True))[-1:]
    if "niemand" in planned and first == "12-15":
        await room.say("1", thread=True)  # the jeugdige stays away
        [planned] = (await room.say("1", thread=True))[-1:]
    elif "niemand" in planned:
        [planned] = (await room.say("niemand", thread=True))[-1:]
    assert "Klopt de leeftijdsgroep nog" in planned
    told = "\n".join(await room.say(band, thread=True))
    assert await anonymous(room) is not stays
    assert ("Vraag de toestemming opnieuw" in told) is not stays


@shows("OV-8fn4", "OV-B1b")
async def test_an_age_that_is_corrected_asks_every_consent_again_of_whom_it_is_now() -> None:
    room = World()
    await room.say(OVERIJSSEL.format("16-17", "ja").replace("monitor=nee", "monitor=ja"))
    await room.say("!ret gedaan CODE OV-B3.1")
    await room.say("!ret plan do 7 mei 14:00", thread=True)
    told = "\n".join(await room.say("!ret corrigeer CODE leeftijd=12-15"))
    assert "toestemming van jeugdige en ouders (art. 8, voetnoot 4). Niet meer geldig: deelname, formulier en" in told
    [refused] = await room.say("!ret formulier gedeeld", thread=True)
    assert "geen toestemming" in refused
    assert "zou leeg zijn" in (await room.say("!ret export monitor"))[0]
    [status] = await room.say("!ret status CODE")
    assert "12–15 jaar" in status


async def test_what_is_allowed_is_shown_with_whose_it_is_its_day_and_its_article() -> None:
    room = World()
    await room.say(OVERIJSSEL.format("12-15", "ja"))
    await room.say("!ret noteer CODE weigering monitor")
    await room.say("!ret mail CODE ouders aan toestemming=ja")
    [shown] = await room.say("!ret toestemmingen CODE")
    assert "• formulier, van jeugdige en ouders: gegeven op maandag 20 april (bijl. 1)" in shown
    assert "• monitor, van jeugdige en ouders: geweigerd op maandag 20 april (bijl. 1)" in shown
    assert "• derden, van jeugdige en ouders: niet gevraagd (art. 10.1 en 10.2)" in shown
    assert "• mail, van ouders: gegeven" in shown


@shows("OV-9.5")
async def test_who_may_get_the_verslag_is_asked_again_and_withdrawn_like_any_consent() -> None:
    room = World()
    await room.say(OVERIJSSEL.format("12-15", "ja"))
    [refused] = await room.say("!ret noteer CODE toestemming verslag")
    assert "Eerst moet vastliggen: bespreking gehouden" in refused
    await planned_with(room)
    room.clock.set("2026-05-08 09:00")
    await room.say("!ret bespreking gehouden jeugdige, aanmelder", thread=True)
    await room.say("ja", thread=True)
    await room.say("ja behalve school", thread=True)
    assert (
        "• verslag, van jeugdige en ouders: gegeven op donderdag 7 mei, niet met school (art. 9.5)"
        in (await room.say("!ret toestemmingen CODE"))[0]
    )
    [told] = await room.say("!ret toestemming CODE intrekken verslag")
    assert "Ingetrokken: verslag" in told
    [asked] = await room.say("!ret noteer CODE toestemming verslag")
    assert "verslag" in asked
    said = "\n".join(await room.say("ja"))
    assert "het verslag mag met alle aanwezigen worden gedeeld" in said


@shows("MO-19.2", "MO-19.4")
async def test_under_the_model_a_case_goes_no_further_than_the_people_concerned_want() -> None:
    room = World("model-2024")
    line = examples.aanmelding(room.team.convenant)
    await room.say(f"!ret aanmelding {line}")
    [told] = await room.say("!ret toestemming CODE intrekken")
    assert "de casus gaat niet door (art. 8.2 en 19.2–19.3)" in told
    assert "deel geen gezondheidsgegevens meer" in told
    [refused] = await room.say("!ret plan do 7 mei 14:00", thread=True)
    assert "Zonder instemming van de betrokkenen gaat de casus niet verder" in refused
    await room.say("!ret noteer CODE toestemming")
    await room.say("ja")
    assert "Zonder instemming" not in (await room.say("!ret plan do 7 mei 14:00", thread=True))[0]
    [asked] = await room.say("!ret noteer CODE toestemming gezondheid")
    assert "gezondheidsgegevens te delen, met doel en partijen erbij? Het moet zijn gegeven door jeugdige en" in asked


@shows("MO-19.2")
async def test_nobody_overrules_that_the_people_concerned_do_not_want_an_aanmelding() -> None:
    room = World("model-2024")
    line = examples.aanmelding(room.team.convenant).replace("besproken=ja", "besproken=nee")
    [refused] = await room.say(f"!ret aanmelding {line}")
    assert "dat beslissen zij zelf" in refused
    assert "toch=" not in refused
    [still] = await room.say("!ret aanmelding toch=spoed", VOORZITTER)
    assert "dat beslissen zij zelf" in still
    assert room.code is None


@shows("MO-21.1")
async def test_under_the_model_too_others_hear_nothing_without_consent() -> None:
    room = World("model-2024")
    await room.say(f"!ret aanmelding {examples.aanmelding(room.team.convenant)}")
    await room.say("!ret noteer CODE toestemming derden")
    await room.say("ja")
    assert "• derden: gegeven op maandag 20 april (art. 21.1 en 21.2)" in (await room.say("!ret toestemmingen CODE"))[0]
    assert "er gaat niets meer naar derden" in (await room.say("!ret toestemming CODE intrekken derden"))[0]


@shows("MO-14.5", "MO-14")
@pytest.mark.parametrize(("leeftijd", "told"), [("12-15", True), ("16-17", False)])
async def test_under_sixteen_a_request_is_of_the_legal_representatives(leeftijd: str, told: bool) -> None:
    room = World("model-2024")
    line = examples.aanmelding(room.team.convenant).replace("leeftijd=12-15", f"leeftijd={leeftijd}")
    await room.say(f"!ret aanmelding {line}")
    said = "\n".join(await room.say("!ret verzoek CODE inzage"))
    assert ("dit verzoek van ouders, als wettelijk vertegenwoordiger (art. 14.5)" in said) is told
