"""Questions back, and mentions."""

from datetime import date

from retbot.reading.dates import mention
from retbot.reading.phrases.feasts import NAMED
from tests.every_row import every_row
from tests.unit.reading.phrases import KALENDER, question


@every_row(
    [
        ("volgende vrijdag", ["vrijdag 24 april", "vrijdag 1 mei", "Schrijf bijvoorbeeld: vr 1 mei."]),
        ("wo 7 mei", ["donderdag 7 mei", "woensdag 6 mei"]),
        ("20 april", ["maandag 20 april 2026", "dinsdag 20 april 2027", "di 20 april 2027"]),
        ("29 februari", ["dinsdag 29 februari 2028"]),
        ("de 31e", ["zondag 31 mei"]),
        ("de 22e", ["woensdag 22 april", "vrijdag 22 mei"]),
        ("20 mei 2031", ["dinsdag 20 mei 2031", "drie jaar"]),
        ("do 7:30", ["07:30", "19:30"]),
        ("do 14.05", ["donderdag 14 mei", "14:05"]),
        ("gisteren", ["Dinsdag 21 april", "voorbij"]),
        ("vandaag 09:00", ["09:00", "voorbij"]),
        ("vrijdagmiddag", ["Hoe laat", "vrijdag 24 april"]),
        ("vrijdag rond 10 uur", ["Hoe laat", "vrijdag 24 april"]),
        ("14:00", ["Op welke dag"]),
        ("volgende week", ["maandag 27 april", "zondag 3 mei"]),
        ("kerst", ["vrijdag 25 december", "zaterdag 26 december"]),
        ("vrijdag morgen", ["donderdag 23 april", "vrijdag 24 april"]),
    ]
)
def test_a_question_names_what_may_be_meant(phrase: str, parts: list[str]) -> None:
    asked = question(phrase)
    assert [part for part in parts if part not in asked] == []


def test_a_question_about_a_clock_change_says_so() -> None:
    assert "bestaat niet" in question("29 maart 02:30", "2026-03-20T10:00")
    assert "twee keer" in question("25 oktober 02:30", "2026-10-20T10:00")


def test_a_free_day_is_mentioned() -> None:
    assert mention(date(2026, 5, 9), KALENDER) == "zaterdag"
    assert mention(date(2026, 5, 10), KALENDER) == "zondag"
    assert mention(date(2026, 4, 27), KALENDER) == "Koningsdag"
    assert mention(date(2026, 5, 24), KALENDER) == "Eerste Pinksterdag"
    assert mention(date(2026, 5, 7), KALENDER) is None


@every_row(range(2016, 2056))
def test_named_feasts_fall_on_the_free_days_of_the_calendar(year: int) -> None:
    for feast in ("goede vrijdag", "2e paasdag", "koningsdag", "bevrijdingsdag", "hemelvaart", "2e pinksterdag"):
        assert NAMED[feast](year) in KALENDER.free
