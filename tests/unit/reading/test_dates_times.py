"""Times of day, and the sentences that hold a day and a time."""

from tests.every_row import every_row
from tests.unit.reading.phrases import meaning, seen_from, table

HOURS = """
14:00 -> T14:00
14.00 -> T14:00
14.00 uur -> T14:00
14:00 uur -> T14:00
14u -> T14:00
14 u. -> T14:00
14u30 -> T14:30
14h30 -> T14:30
14.30u -> T14:30
14 uur -> T14:00
14 uur 30 -> T14:30
om 14 uur -> T14:00
@ 14:00 -> T14:00
half drie -> T14:30
half 3 -> T14:30
half3 -> T14:30
om half drie -> T14:30
kwart over drie -> T15:15
kwart voor 9 -> T08:45
tien over half vier -> T15:40
5 voor half 10 -> T09:25
vijf voor half tien -> T09:25
tien voor drie -> T14:50
twintig over acht -> T08:20
drie uur -> T15:00
3 uur -> T15:00
één uur -> T13:00
om een uur -> T13:00
half een -> T12:30
8 uur -> T08:00
09 uur -> T09:00
half acht -> T19:30
7 uur -> T19:00
7u -> T19:00
12 uur -> T12:00
twaalf uur 's middags -> T12:00
20 uur -> T20:00
8:30 -> T08:30
9.30 -> T09:30
07:30 -> T07:30
00:00 -> T00:00
om 10 -> T10:00
om 7 -> T19:00
's ochtends om 7 uur -> T07:00
7 uur 's ochtends -> T07:00
's morgens 7:30 -> T07:30
's avonds 8 uur -> T20:00
8 uur 's avonds -> T20:00
’s avonds half acht -> T19:30
in de middag om 3 uur -> T15:00
's middags half 1 -> T12:30
14:00 precies -> T14:00
van 10:00 tot 11:30 -> T10:00-11:30
10:00 tot 11:30 uur -> T10:00-11:30
10-11:30 uur -> T10:00-11:30
10:00-11:30 -> T10:00-11:30
10:00 – 11:30 -> T10:00-11:30
10.00-11.30u -> T10:00-11:30
10u-11u30 -> T10:00-11:30
van 10 tot half 12 -> T10:00-11:30
van 10 tot 12 -> T10:00-12:00
van half tien tot kwart voor elf -> T09:30-10:45
van 11 tot 1 -> T11:00-13:00
van 13:00 tot 3 uur -> T13:00-15:00
van 7 tot 9 uur 's avonds -> T19:00-21:00
's ochtends van 9 tot 12 -> T09:00-12:00
's middags van 2 tot 4 -> T14:00-16:00
7:30 -> ?
2:30 -> ?
07 uur -> ?
om 02 -> ?
een uur -> ?
10 -> ?
rond 10 uur -> ?
ongeveer 10 uur -> ?
een uur of drie -> ?
tussen 10 en 11 -> T10:00-11:00
tussen half 2 en 3 -> T13:30-15:00
tussen 11 en 10 -> ?
tussen de middag -> ?
vanaf 14:00 -> T14:00
vanaf 9.30 -> T09:30
vanaf 2 uur -> T14:00
1430 -> T14:30
0930 -> T09:30
1430 uur -> T14:30
1475 -> ?
2430 -> ?
vm 10u -> T10:00
nm 2u -> T14:00
n.m. 4 uur -> T16:00
nm 10 uur -> ?
voor 12 uur -> ?
middernacht -> ?
12 uur 's nachts -> ?
12 uur 's avonds -> ?
's ochtends 3 uur -> ?
's middags 11 uur -> ?
's avonds 08:30 -> ?
24:00 -> ?
25 uur -> ?
14:60 -> ?
half 14 -> ?
van 12 tot 10 -> ?
van 14:00 tot 13:00 -> ?
van 14:00 tot 14:00 -> ?
eind van de middag -> ?
"""


@every_row(table(HOURS))
def test_a_time_is_read_behind_any_day(phrase: str, expected: str) -> None:
    for day, date in (("do 7 mei", "2026-05-07"), ("overmorgen", "2026-04-24"), ("2026-05-20", "2026-05-20")):
        assert meaning(f"{day} {phrase}") == (expected if expected == "?" else date + expected)


SENTENCES = """
do 7 mei 14:00 -> 2026-05-07T14:00
DO 7 MEI, 14.00 uur! -> 2026-05-07T14:00
morgen half tien -> 2026-04-23T09:30
di 9 juni van 10:00 tot 11:30 -> 2026-06-09T10:00-11:30
di 9-6 10:00-11:30 -> 2026-06-09T10:00-11:30
di 9-6 -> 2026-06-09
7-5 9-12 -> 2026-05-07T09:00-12:00
morgen 10-12 -> 2026-04-23T10:00-12:00
vrijdag 10-12 uur -> 2026-04-24T10:00-12:00
vrijdag 10-12 -> ?
vrijdag 10 -> ?
vrijdag 8 -> ?
9 juni 10 -> ?
7-5-2026 om 9u30 -> 2026-05-07T09:30
7/5/26 om 9u30 -> 2026-05-07T09:30
7 mei 14u -> 2026-05-07T14:00
7 mei 14u 10:00 -> ?
7 mei 14 uur 14:00 -> ?
7 mei 14u 14:00-15:00 -> ?
7 mei - 14:00 -> 2026-05-07T14:00
7 mei 2026 - 10:00 - 11:00 -> 2026-05-07T10:00-11:00
2026-05-20T14:00 -> 2026-05-20T14:00
2026-05-20 14:00 -> 2026-05-20T14:00
donderdagmiddag 7 mei om twee uur -> 2026-05-07T14:00
om 14:00 op donderdag 7 mei -> 2026-05-07T14:00
half drie morgen -> 2026-04-23T14:30
3 uur 5 mei -> 2026-05-05T15:00
10 uur 30 mei -> 2026-05-30T10:00
vrijdagmiddag half drie -> 2026-04-24T14:30
vrijdag middag 3 uur -> 2026-04-24T15:00
vrijdagmorgen 9 uur -> 2026-04-24T09:00
morgenochtend 9 uur -> 2026-04-23T09:00
morgenvroeg 8 uur -> 2026-04-23T08:00
overmorgenmiddag 3 uur -> 2026-04-24T15:00
vanavond 8 uur -> 2026-04-22T20:00
vanmiddag kwart over 4 -> 2026-04-22T16:15
vandaag 14:00 -> 2026-04-22T14:00
vandaag 10:00 -> 2026-04-22T10:00
vandaag 09:59 -> ?
vanochtend 9 uur -> ?
vanmiddag -> ?
morgenochtend -> ?
vrijdagmiddag -> ?
14:00 -> ?
half drie -> ?
's middags -> ?
wo 20.05 -> ?
do 14.05 -> ?
20.05 -> ?
do 14.30 -> 2026-04-23T14:30
7 mei 14.05 -> 2026-05-07T14:05
over een kwartier -> 2026-04-22T10:15
over een half uur -> 2026-04-22T10:30
over anderhalf uur -> 2026-04-22T11:30
over twee uur -> 2026-04-22T12:00
over 20 minuten -> 2026-04-22T10:20
over een uurtje -> ?
over een week om 14:00 -> 2026-04-29T14:00
de 20e om half drie -> 2026-05-20T14:30
koningsdag 14u -> 2026-04-27T14:00
volgende week vrijdag 10.00 - 11.30 uur -> 2026-05-01T10:00-11:30
eind volgende week 15:00 -> 2026-05-01T15:00
vrijdag 8 of 15 mei 14:00 -> ?
vrijdag 14:00 of 15:00 -> ?
"""


@every_row(table(SENTENCES))
def test_a_sentence_is_read_whole_or_asked_back(phrase: str, expected: str) -> None:
    assert meaning(phrase) == expected


CLOCK_CHANGES = [
    *seen_from("2026-03-20T10:00", "29 maart 02:30 -> ?\n29 maart 02:00 -> ?\n29 maart 01:59 -> 2026-03-29T01:59"),
    *seen_from("2026-03-20T10:00", "29 maart 03:00 -> 2026-03-29T03:00\n29 maart 01:30-02:30 -> ?"),
    *seen_from("2026-10-20T10:00", "25 oktober 02:30 -> ?\n25-10 02:59 -> ?\n25 oktober 03:00 -> 2026-10-25T03:00"),
    *seen_from("2026-10-20T10:00", "25 oktober -> 2026-10-25\n24 oktober 02:30 -> 2026-10-24T02:30"),
    *seen_from("2026-03-29T01:30", "over een half uur -> 2026-03-29T03:00\nover een uur -> 2026-03-29T03:30"),
    *seen_from("2026-10-25T01:30", "over een uur -> ?\nover twee uur -> ?\nover drie uur -> 2026-10-25T03:30"),
]


@every_row(CLOCK_CHANGES)
def test_a_time_that_does_not_exist_or_comes_twice_is_asked_back(now: str, phrase: str, expected: str) -> None:
    assert meaning(phrase, now) == expected
