"""Consent in the room: who gives it at which age, what must be told first, and what withdrawing it does."""

from datetime import timedelta

import pytest

from retbot.domain.casus.consent import is_anonymous
from retbot.domain.casus.withdrawal import withdrawable
from retbot.ports import Channel
from tests.journeys.kamer import Kamer, shows

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


async def anonymous(kamer: Kamer) -> bool:
    return is_anonymous(await kamer.casus(), kamer.team.convenant)


@shows("OV-9.1", "OV-8fn4", "OV-B1a")
@pytest.mark.parametrize(("leeftijd", "who"), GIVEN_BY.items())
async def test_consent_that_comes_later_is_asked_of_whom_the_age_says(leeftijd: str, who: str) -> None:
    kamer = Kamer()
    await kamer.say(OVERIJSSEL.format(leeftijd, "nee"))
    await kamer.say("!ret plan do 7 mei 14:00", thread=True)
    [refused] = await kamer.say("!ret formulier gedeeld", thread=True)
    assert "geen toestemming" in refused
    [asked] = await kamer.say("!ret noteer CODE toestemming")
    assert f"gegeven door {who} (art. 9.1, art. 8, voetnoot 4)? ja · nee" in asked
    await kamer.say("nee")
    assert await anonymous(kamer)
    await kamer.say("!ret noteer CODE toestemming")
    assert "Toestemming gegeven" in (await kamer.say("ja"))[0]
    [shared] = await kamer.say("!ret formulier gedeeld", thread=True)
    assert shared.startswith("Formulier gedeeld")


@shows("OV-9.3")
async def test_consent_of_the_aanmelding_can_be_withdrawn_and_given_again_on_one_day() -> None:
    kamer = Kamer()
    await kamer.say(OVERIJSSEL.format("12-15", "ja"))
    assert not await anonymous(kamer)
    *_, told = await kamer.say("!ret noteer CODE intrekking")
    assert "Ingetrokken: deelname en formulier. Dat werkt meteen" in told
    assert await anonymous(kamer)
    await kamer.say("!ret plan do 7 mei 14:00", thread=True)
    [refused] = await kamer.say("!ret formulier gedeeld", thread=True)
    assert "(art. 9.3)" in refused
    await kamer.say("!ret noteer CODE toestemming")
    await kamer.say("ja")
    assert not await anonymous(kamer)


@shows("GV-2.6")
@pytest.mark.parametrize(
    ("leeftijd", "who"),
    [("12-15", "gezaghebbende ouder"), ("16-17", "gezaghebbende ouder en jeugdige"), ("18-21", "jeugdige")],
)
async def test_what_identifies_is_used_after_written_consent_and_lapses_when_that_is_withdrawn(
    leeftijd: str, who: str
) -> None:
    kamer = Kamer("gooi-en-vechtstreek-2018")
    await kamer.say(GOOI.format(leeftijd))
    [asked] = await kamer.say("!ret noteer CODE toestemming")
    assert f"de toestemming schriftelijk en uitdrukkelijk gegeven door {who} (art. 2.6)" in asked
    await kamer.say("ja")
    await kamer.say("adres CODE gezaghebbende ouder thuis@voorbeeld.nl", direct=True)
    *_, told = await kamer.say("!ret noteer CODE intrekking")
    assert "de adressen van jeugdige en ouders zijn gewist" in told
    async with kamer.storage.begin() as work:
        assert kamer.code
        assert await work.owners(kamer.code) == []
    assert await anonymous(kamer)


@shows("GV-2.6")
async def test_consent_that_is_withdrawn_halfway_drops_at_once_what_it_allowed_and_may_be_given_anew() -> None:
    kamer = Kamer("gooi-en-vechtstreek-2018")
    kamer.klok.set("2026-04-20 09:00")
    await kamer.say(GOOI.format("12-15"))
    assert await anonymous(kamer)
    await kamer.say("!ret noteer CODE toestemming")
    await kamer.say("ja")
    assert not await anonymous(kamer)
    await kamer.say("adres CODE gezaghebbende ouder thuis@voorbeeld.nl", direct=True)
    await kamer.say("adres CODE consulent consulent@voorbeeld.nl", direct=True)
    await kamer.say("!ret mail CODE gezaghebbende ouder aan toestemming=ja")
    await kamer.say("!ret plan do 30 april 14:00", thread=True)
    [invited] = await kamer.say("!ret uitnodigen CODE")
    assert "gezaghebbende ouder" in invited.split("Nog geen adres")[0]
    kamer.klok.set("2026-04-22 10:00")
    [told] = await kamer.say("!ret toestemming CODE intrekken")
    assert "Ingetrokken: deelname en mail. Dat werkt meteen" in told
    assert "uitnodigingen zeggen vanaf nu *anoniem*" in told
    assert await anonymous(kamer)
    async with kamer.storage.begin() as work:
        assert kamer.code
        assert await work.owners(kamer.code) == ["consulent"]
    [status] = await kamer.say("!ret status CODE")
    assert "anoniem te bespreken (art. 2.6)" in status
    [nothing] = await kamer.say("!ret toestemming CODE intrekken")
    assert "Er staat geen toestemming" in nothing
    [refused] = await kamer.say("!ret mail CODE gezaghebbende ouder aan")
    assert "alleen met hun toestemming" in refused
    await kamer.say("!ret noteer CODE toestemming")
    await kamer.say("ja")
    assert not await anonymous(kamer)


@pytest.mark.parametrize(("leeftijd", "who"), GIVEN_BY.items())
async def test_the_question_about_consent_says_whose_it_is_at_this_age(leeftijd: str, who: str) -> None:
    kamer = Kamer()
    answers = "gemeente=Enschede via=toegang besproken=ja lokaal=ja gronden=contra-indicatie"
    [said] = await kamer.say(f"!ret aanmelding leeftijd={leeftijd} {answers}")
    assert f"Die is aan {who} (art. 8, voetnoot 4)." in said


@shows("OV-9.3", "OV-B1a")
async def test_consent_that_came_later_is_withdrawn_given_again_and_withdrawn_as_the_manual_says() -> None:
    kamer = Kamer()
    await kamer.say(OVERIJSSEL.format("12-15", "nee"))
    await kamer.say("!ret plan do 7 mei 14:00", thread=True)
    for _ in range(2):
        await kamer.say("!ret noteer CODE toestemming")
        await kamer.say("ja")
        assert not await anonymous(kamer)
        [told] = await kamer.say("!ret toestemming CODE intrekken formulier")
        assert "Ingetrokken: formulier. Dat werkt meteen" in told
        assert await anonymous(kamer)
        [refused] = await kamer.say("!ret formulier gedeeld", thread=True)
        assert "(art. 9.3)" in refused
    assert (await kamer.casus()).feit("formulier_gedeeld") is None
    [told] = await kamer.say("!ret toestemming CODE intrekken deelname")
    assert "de adressen van jeugdige en ouders zijn gewist" in told


@shows("OV-B1b", "OV-8.20")
async def test_consent_to_the_monitor_may_come_later_and_is_none_to_share_the_form() -> None:
    kamer = Kamer()
    await kamer.say(OVERIJSSEL.format("12-15", "nee"))
    await kamer.say("!ret gedaan CODE OV-B3.1")
    assert "0 casussen" in (await kamer.say("!ret export monitor"))[0]
    [asked] = await kamer.say("!ret noteer CODE toestemming monitor")
    assert asked == (
        "Is de toestemming voor de landelijke monitor gegeven door jeugdige en ouders (bijl. 1, art. 8, voetnoot 4)? "
        "ja · nee"
    )
    assert "Toestemming gegeven: monitor." in (await kamer.say("ja"))[0]
    assert await anonymous(kamer)
    assert "1 casus (uitvraag" in (await kamer.say("!ret export monitor"))[0]
    assert "de landelijke monitor invullen is vandaag gedaan" in (await kamer.say("!ret gedaan CODE OV-8.20"))[0]
    [told] = await kamer.say("!ret toestemming CODE intrekken monitor")
    assert "deze casus komt in geen uitvraag van de monitor" in told
    assert "0 casussen" in (await kamer.say("!ret export monitor"))[0]


@pytest.mark.parametrize("word", ["xyz", "gezondheid", "graag", "1"])
async def test_a_word_that_names_no_consent_gives_none(word: str) -> None:
    kamer = Kamer()
    await kamer.say(OVERIJSSEL.format("12-15", "nee"))
    [refused] = await kamer.say(f"!ret noteer CODE toestemming {word}")
    assert f"`!ret noteer {kamer.code} toestemming [formulier|monitor] [op DATUM]`. Er is niets gewijzigd." in refused
    assert await kamer.say("ja") == []
    assert await anonymous(kamer)


async def test_refusing_when_it_is_asked_again_takes_back_what_stood() -> None:
    kamer = Kamer()
    await kamer.say(OVERIJSSEL.format("12-15", "ja"))
    [asked] = await kamer.say("!ret noteer CODE toestemming", thread=True)
    assert asked.startswith("Er staat al toestemming; met `nee` trek ik die in. Is vooraf verteld")
    [told] = await kamer.say("nee", thread=True)
    assert "Ingetrokken: formulier" in told
    assert await anonymous(kamer)


async def test_no_withdrawal_is_put_before_what_it_takes_back_and_no_consent_before_what_took_it_back() -> None:
    kamer = Kamer()
    await kamer.say(OVERIJSSEL.format("12-15", "nee"))
    kamer.klok.set("2026-04-22 10:00")
    await kamer.say("!ret noteer CODE toestemming")
    await kamer.say("ja")
    [refused] = await kamer.say("!ret toestemming CODE intrekken formulier op 21 april")
    assert "Dat kan niet vóór woensdag 22 april: toen was toestemming gegeven" in refused
    assert not await anonymous(kamer)
    kamer.klok.set("2026-04-24 10:00")
    await kamer.say("!ret toestemming CODE intrekken formulier op 23 april")
    [refused] = await kamer.say("!ret noteer CODE toestemming op 22 april")
    assert "Dat kan niet vóór donderdag 23 april: toen was toestemming ingetrokken" in refused
    assert await anonymous(kamer)


async def test_consent_may_be_withdrawn_when_the_case_is_closed() -> None:
    kamer = Kamer()
    await kamer.say(OVERIJSSEL.format("12-15", "ja").replace("monitor=nee", "monitor=ja"))
    await kamer.say("!ret gedaan CODE OV-B3.1")
    await kamer.say("!ret sluit CODE ingetrokken")
    assert "1 casus (uitvraag" in (await kamer.say("!ret export monitor"))[0]
    [told] = await kamer.say("!ret toestemming CODE intrekken monitor")
    assert "Ingetrokken: monitor" in told
    assert "0 casussen" in (await kamer.say("!ret export monitor"))[0]


async def test_who_was_invited_hears_it_when_a_consent_is_corrected_away() -> None:
    kamer = Kamer()
    await kamer.say(OVERIJSSEL.format("12-15", "nee"))
    await kamer.say("!ret plan do 7 mei 14:00", thread=True)
    await kamer.say("!ret noteer CODE toestemming")
    await kamer.say("ja")
    await kamer.say("adres CODE aanmelder piet@voorbeeld.nl", direct=True)
    await kamer.say("!ret uitnodigen CODE")
    before = len(await kamer.posts(Channel.MAIL))
    [told] = await kamer.say("!ret herstel CODE toestemming weg")
    assert "De casus is nu anoniem te bespreken" in told
    assert "1 genodigde krijgt de uitnodiging opnieuw" in told
    assert len(await kamer.posts(Channel.MAIL)) == before + 1
    assert await anonymous(kamer)


async def test_a_consent_signed_before_the_aanmelding_is_recorded_with_its_day() -> None:
    kamer = Kamer("gooi-en-vechtstreek-2018")
    await kamer.say(GOOI.format("12-15"))
    await kamer.say("!ret noteer CODE toestemming op 14 april", thread=True)
    [said] = await kamer.say("ja", thread=True)
    assert "Toestemming gegeven op dinsdag 14 april." in said
    assert not await anonymous(kamer)
    [moved] = await kamer.say("!ret herstel CODE toestemming 13 april")
    assert "op maandag 13 april" in moved


@pytest.mark.parametrize(("day", "why"), [("20 april", "toen was toestemming ingetrokken"), ("morgen", "")])
async def test_a_day_that_cannot_be_is_refused_before_the_question(day: str, why: str) -> None:
    kamer = Kamer("gooi-en-vechtstreek-2018")
    await kamer.say(GOOI.format("12-15"))
    await kamer.say("!ret noteer CODE toestemming")
    await kamer.say("ja")
    kamer.klok.instant += timedelta(days=1)
    await kamer.say("!ret noteer CODE intrekking")
    [said] = await kamer.say(f"!ret noteer CODE toestemming op {day}")
    assert "Er is niets gewijzigd" in said
    assert why in said


async def test_who_no_longer_takes_part_allows_nothing_any_more() -> None:
    kamer = Kamer("overijssel-2022")
    await kamer.say(OVERIJSSEL.format("12-15", "ja").replace("monitor=nee", "monitor=ja"))
    await kamer.say("!ret mail CODE ouders aan toestemming=ja")
    [told] = await kamer.say("!ret toestemming CODE intrekken deelname")
    assert "Ingetrokken: deelname" in told
    assert "deze casus komt in geen uitvraag van de monitor" in told
    casus = await kamer.casus()
    assert withdrawable(casus, kamer.team.convenant_of(casus)) == []
    assert "0 casussen" in (await kamer.say("!ret export monitor"))[0]
