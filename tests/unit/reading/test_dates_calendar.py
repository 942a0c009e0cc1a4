"""Dates of the calendar, months and feasts, also as seen from other days."""

from tests.every_row import every_row
from tests.unit.reading.phrases import meaning, seen_from, table

DATES = """
7 mei -> 2026-05-07
07 mei -> 2026-05-07
7mei -> 2026-05-07
do7mei -> 2026-05-07
zeven mei -> 2026-05-07
de 7e mei -> 2026-05-07
de zevende mei -> 2026-05-07
op 7 mei -> 2026-05-07
d.d. 7 mei -> 2026-05-07
één mei -> 2026-05-01
eenendertig mei -> 2026-05-31
tweeëntwintigste mei -> 2026-05-22
20 mei 2026 -> 2026-05-20
20 mei '26 -> 2026-05-20
20 mei ’26 -> 2026-05-20
20 mei 26 -> 2026-05-20
20 mei volgend jaar -> 2027-05-20
20-5 -> 2026-05-20
20 - 5 -> 2026-05-20
20–5 -> 2026-05-20
20/5 -> 2026-05-20
20/05 -> 2026-05-20
20-5-26 -> 2026-05-20
20-05-2026 -> 2026-05-20
20/5/'26 -> 2026-05-20
20.05.2026 -> 2026-05-20
2026-05-20 -> 2026-05-20
２０ mei -> 2026-05-20
20 MEI!! -> 2026-05-20
1 sept. -> 2026-09-01
3 okt -> 2026-10-03
13-7 -> 2026-07-13
15 febr 2027 -> 2027-02-15
22 april -> 2026-04-22
10 januari -> 2027-01-10
1 mrt -> ?
20 april -> ?
20 april 2027 -> 2027-04-20
20 april 2026 -> ?
21-04-2029 -> 2029-04-21
23-04-2029 -> ?
1-5-1999 -> ?
7 mei 1400 -> 2026-05-07T14:00
7mei2026 -> 2026-05-07
27 4 -> 2026-04-27
27 4 2027 -> 2027-04-27
31 4 -> ?
7 5 -> ?
7 mei 2026 -> 2026-05-07
7.5 -> ?
do 7.5 -> 2026-05-07
vr 7.5 -> ?
zo de 31e -> 2026-05-31
di 29 februari -> 2028-02-29
7.5.26 -> 2026-05-07
do 7 mei -> 2026-05-07
do. 7 mei -> 2026-05-07
donderdag, 7 mei -> 2026-05-07
donderdag de 7e -> 2026-05-07
7 mei (do) -> 2026-05-07
do 7-5 -> 2026-05-07
wo 7 mei -> ?
wo 7 mei 2026 -> ?
30-2 -> ?
31 april -> ?
32 mei -> ?
0-5 -> ?
7-13 -> ?
7 mie -> ?
mei 7 -> ?
29 februari -> ?
29 februari 2028 -> 2028-02-29
29 februari 2027 -> ?
1 -> ?
12 -> ?
7 5 -> ?
3-5 mei -> ?
7 of 8 mei -> ?
volgende week vrijdag 1 mei -> 2026-05-01
volgende vrijdag 1 mei -> 2026-05-01
volgende week vrijdag 8 mei -> ?
morgen, donderdag 23 april -> 2026-04-23
morgen vrijdag -> ?
vrijdag morgen -> ?
12 mei (week 20) -> 2026-05-12
a.s. vrijdag 24 april -> 2026-04-24
"""

MONTHS = """
de 20e -> 2026-05-20
de twintigste -> 2026-05-20
de 30e -> 2026-04-30
de 5e -> 2026-05-05
de 1ste -> 2026-05-01
15e -> 2026-05-15
do de 7e -> 2026-05-07
vrijdag de 7e -> ?
de 22e -> ?
wo de 22e -> 2026-04-22
de 31e -> ?
de 32e -> ?
de 5e van volgende maand -> 2026-05-05
de 25e van deze maand -> 2026-04-25
de 31e van deze maand -> ?
de eerste dinsdag van juni -> 2026-06-02
1e dinsdag in juni -> 2026-06-02
derde woensdag van juni -> 2026-06-17
vijfde vrijdag van juni -> ?
laatste vrijdag van mei -> 2026-05-29
laatste donderdag van de maand -> 2026-04-30
eerste maandag van volgende maand -> 2026-05-04
eerste werkdag van juni -> 2026-06-01
eerste werkdag van januari -> 2027-01-04
laatste werkdag van mei -> 2026-05-29
laatste dag van mei -> 2026-05-31
begin mei -> ?
half mei -> ?
medio mei -> ?
eind mei -> ?
in mei -> ?
mei -> ?
volgende maand -> ?
eind volgende maand -> ?
"""

FEASTS = """
tweede pinksterdag -> 2026-05-25
2e pinksterdag -> 2026-05-25
Eerste Pinksterdag -> 2026-05-24
hemelvaart -> 2026-05-14
Hemelvaartsdag -> 2026-05-14
dag na hemelvaart -> 2026-05-15
de dag voor koningsdag -> 2026-04-26
koningsdag -> 2026-04-27
maandag koningsdag -> 2026-04-27
koningsdag 2027 -> 2027-04-27
bevrijdingsdag -> 2026-05-05
goede vrijdag 2027 -> 2027-03-26
eerste kerstdag -> 2026-12-25
tweede kerstdag -> 2026-12-26
nieuwjaarsdag -> 2027-01-01
oudejaarsdag -> 2026-12-31
oudjaar -> 2026-12-31
sinterklaas -> 2026-12-05
prinsjesdag -> 2026-09-15
tweede paasdag -> 2027-03-29
goede vrijdag -> 2027-03-26
10 dagen na pasen -> 2027-04-08
kerst -> ?
met kerst -> ?
pasen -> ?
oud en nieuw -> ?
"""


@every_row(table(DATES + MONTHS + FEASTS))
def test_a_date_is_read_or_asked_back(phrase: str, expected: str) -> None:
    assert meaning(phrase) == expected


ELSEWHEN = [
    *seen_from("2026-04-24T10:00", "vrijdag -> 2026-05-01\neind van de week -> 2026-04-24\nvrijdag over een week -> ?"),
    *seen_from("2026-04-25T10:00", "eind van de week -> ?\ndit weekend -> 2026-04-25\nkomend weekend -> ?"),
    *seen_from("2026-04-26T10:00", "volgende vrijdag -> 2026-05-01\nvolgend weekend -> 2026-05-02\ndit weekend -> ?"),
    *seen_from("2026-04-26T10:00", "morgen -> 2026-04-27\nvolgende week maandag -> 2026-04-27"),
    *seen_from(
        "2026-12-30T09:00", "vrijdag -> 2027-01-01\n5-1 -> 2027-01-05\nde 2e -> 2027-01-02\nmorgen -> 2026-12-31"
    ),
    *seen_from("2026-12-30T09:00", "maandag week 1 -> 2027-01-04\novermorgen -> 2027-01-01\n20 december -> ?"),
    *seen_from("2027-01-05T09:00", "20 december -> ?\nover een week -> 2027-01-12\n7 januari -> 2027-01-07"),
    *seen_from("2026-01-31T09:00", "over een maand -> 2026-02-28\nde 29e -> ?\nde 1e -> 2026-02-01"),
    *seen_from(
        "2028-01-10T09:00", "29 februari -> 2028-02-29\n29-2 -> 2028-02-29\nlaatste dag van februari -> 2028-02-29"
    ),
    *seen_from("2027-03-05T09:00", "29 februari -> 2028-02-29"),
    *seen_from("2028-03-10T09:00", "29 februari -> ?"),
    *seen_from("2028-02-29T09:00", "over een jaar -> 2029-02-28\n29 februari -> 2028-02-29"),
    *seen_from("2025-04-22T09:00", "koningsdag -> 2025-04-26\ntweede paasdag -> 2026-04-06\nhemelvaart -> 2025-05-29"),
    *seen_from("2026-06-30T23:30", "morgen -> 2026-07-01\nde 1e -> 2026-07-01\nover een week -> 2026-07-07"),
]


@every_row(ELSEWHEN)
def test_the_same_words_on_another_day_mean_another_day(now: str, phrase: str, expected: str) -> None:
    assert meaning(phrase, now) == expected
