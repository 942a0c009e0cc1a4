"""Timelines of overijssel-2022 worked out by hand, with a calendar on paper; the comments count the days.

`7 8 [14] 18` counts working days, free weekdays between brackets; weekends are left out. GV Goede Vrijdag, 2P Tweede
Paasdag, KD Koningsdag, BV Bevrijdingsdag, HV Hemelvaartsdag, PM Tweede Pinksterdag, K1 and K2 the Christmas days,
NJ Nieuwjaarsdag, GG a day equated by royal decree."""

from typing import NamedTuple


class Einde(NamedTuple):
    id: str
    due: str
    moved_by: str = ""


class Golden(NamedTuple):
    name: str
    events: str
    ends: tuple[Einde, ...]


GOLDEN = (
    Golden(
        "the example of the design: Koningsdag, Bevrijdingsdag, Hemelvaart and its bridge day, Pinksteren",
        "aanmelding=2026-04-20 bespreking=2026-05-07 advies_verzonden=2026-05-18",
        (
            Einde("OV-8.3", "2026-04-22"),  # Mon 20 Apr: 21 22
            Einde("OV-8.4", "2026-05-06", "2026-04-27 2026-05-05"),  # 21 22 23 24 [27 KD] 28 29 30 1 4 [5 BV] 6
            Einde("OV-8.5a", "2026-04-30"),  # Thu 7 May - 7 d = Thu 30 Apr
            Einde("OV-8.5b", "2026-04-30"),  # the same
            Einde("OV-8.15", "2026-05-18", "2026-05-14 2026-05-15"),  # 7 + 7 = Thu 14 [HV], 15 [GG], weekend, Mon 18
            Einde("OV-8.16", "2026-05-18", "2026-05-14 2026-05-15"),  # 8 11 12 13 [14 HV] [15 GG] 18
            Einde("OV-16m", "2026-05-18", "2026-05-14 2026-05-15"),  # the same
            Einde("OV-8.17", "2026-05-26", "2026-05-14 2026-05-15 2026-05-25"),  # ... 18 | 19 20 21 22 [25 PM] 26
            Einde("OV-7", "2026-06-01"),  # Mon 18 May + 14 = Mon 1 Jun
            Einde("OV-8.18a", "2026-06-29"),  # 18 May + 42 = 13 + 29: Mon 29 Jun
            Einde("OV-8.18b", "2026-11-18"),  # Wed 18 Nov
        ),
    ),
    Golden(
        "Easter 2026: a start on Goede Vrijdag, two weeks that end on it, half a year that ends on a Sunday",
        "aanmelding=2026-03-25 bespreking=2026-04-03 advies_verzonden=2026-03-20",
        (
            Einde("OV-8.3", "2026-03-27"),  # Wed 25 Mar: 26 27
            Einde("OV-8.4", "2026-04-10", "2026-04-03 2026-04-06"),  # 26 27 30 31 1 2 [3 GV] [6 2P] 7 8 9 10
            Einde("OV-8.5a", "2026-03-27"),  # Fri 3 Apr - 7 = Fri 27 Mar
            Einde("OV-8.5b", "2026-03-27"),  # the same
            Einde("OV-8.15", "2026-04-10"),  # Fri 3 + 7 = Fri 10 Apr; holds 7 8 9 10
            Einde("OV-8.16", "2026-04-13", "2026-04-06"),  # [6 2P] 7 8 9 10 13; GV itself is the start
            Einde("OV-16m", "2026-04-13", "2026-04-06"),  # the same
            Einde("OV-8.17", "2026-04-20", "2026-04-06"),  # ... 13 | 14 15 16 17 20
            Einde("OV-7", "2026-04-07", "2026-04-03 2026-04-06"),  # 20 Mar + 14 = Fri 3 [GV], weekend, 6 [2P], Tue 7
            Einde("OV-8.18a", "2026-05-01"),  # 20 Mar + 42 = 11 + 30 + 1: Fri 1 May, a working day
            Einde("OV-8.18b", "2026-09-20"),  # Sunday 20 Sep: over 3 months, art. 4: it stays
        ),
    ),
    Golden(
        "Koningsdag 2025 is Saturday 26 April: it moves nothing, and Monday 28 is a working day",
        "aanmelding=2025-04-15 bespreking=2025-04-26 advies_verzonden=2025-04-21",
        (
            Einde("OV-8.3", "2025-04-17"),  # Tue 15 Apr: 16 17
            Einde("OV-8.4", "2025-05-01", "2025-04-18 2025-04-21"),  # 16 17 [18 GV] [21 2P] 22 23 24 25 28 29 30 1
            Einde("OV-8.5a", "2025-04-17", "2025-04-18"),  # Sat 26 - 7 = Sat 19, back to Fri 18 [GV], Thu 17
            Einde("OV-8.5b", "2025-04-17", "2025-04-18"),  # the same
            Einde("OV-8.15", "2025-05-06", "2025-05-05"),  # Sat 26 Apr + 7 = Sat 3 May, Sun 4, 5 [BV], Tue 6
            Einde("OV-8.16", "2025-05-02"),  # 28 29 30 1 2
            Einde("OV-16m", "2025-05-02"),  # the same
            Einde("OV-8.17", "2025-05-12", "2025-05-05"),  # ... 2 | [5 BV] 6 7 8 9 12
            Einde("OV-7", "2025-05-06", "2025-05-05"),  # Mon 21 Apr (2P) + 14 = Mon 5 May [BV], Tue 6
            Einde("OV-8.18a", "2025-06-02"),  # 21 Apr + 42 = 9 + 31 + 2: Mon 2 Jun
            Einde("OV-8.18b", "2025-10-21"),  # Tue 21 Oct
        ),
    ),
    Golden(
        "Hemelvaart 2025 with the equated Friday, and Pinksteren",
        "aanmelding=2025-05-26 bespreking=2025-06-05 advies_verzonden=2025-05-15",
        (
            Einde("OV-8.3", "2025-05-28"),  # Mon 26 May: 27 28
            # 27 28 [29 HV] [30 GG] 2 3 4 5 6 [9 PM] 10 11 12
            Einde("OV-8.4", "2025-06-12", "2025-05-29 2025-05-30 2025-06-09"),
            Einde("OV-8.5a", "2025-05-28", "2025-05-29"),  # Thu 5 Jun - 7 = Thu 29 May [HV], back to Wed 28
            Einde("OV-8.5b", "2025-05-28", "2025-05-29"),  # the same
            Einde("OV-8.15", "2025-06-12"),  # Thu 5 + 7 = Thu 12 Jun
            Einde("OV-8.16", "2025-06-13", "2025-06-09"),  # 6 [9 PM] 10 11 12 13
            Einde("OV-16m", "2025-06-13", "2025-06-09"),  # the same
            Einde("OV-8.17", "2025-06-20", "2025-06-09"),  # ... 13 | 16 17 18 19 20
            Einde("OV-7", "2025-06-02", "2025-05-29 2025-05-30"),  # 15 May + 14 = Thu 29 [HV], 30 [GG], Mon 2 Jun
            Einde("OV-8.18a", "2025-06-26"),  # 15 May + 42 = 16 + 26: Thu 26 Jun
            Einde("OV-8.18b", "2025-11-15"),  # Saturday 15 Nov stays (art. 4)
        ),
    ),
    Golden(
        "Christmas 2025 and New Year 2026 with the equated 2 January, on which a bespreking is held",
        "aanmelding=2025-12-19 bespreking=2026-01-02 advies_verzonden=2025-12-18",
        (
            Einde("OV-8.3", "2025-12-23"),  # Fri 19 Dec: 22 23
            # 22 23 24 [25 K1] [26 K2] 29 30 31 [1 NJ] [2 GG] 5 6 7 8
            Einde("OV-8.4", "2026-01-08", "2025-12-25 2025-12-26 2026-01-01 2026-01-02"),
            Einde("OV-8.5a", "2025-12-24", "2025-12-25 2025-12-26"),  # Fri 2 - 7 = Fri 26 [K2], 25 [K1], Wed 24 Dec
            Einde("OV-8.5b", "2025-12-24", "2025-12-25 2025-12-26"),  # the same
            Einde("OV-8.15", "2026-01-09"),  # Fri 2 + 7 = Fri 9 Jan
            Einde("OV-8.16", "2026-01-09"),  # 5 6 7 8 9
            Einde("OV-16m", "2026-01-09"),  # the same
            Einde("OV-8.17", "2026-01-16"),  # ... 9 | 12 13 14 15 16
            Einde("OV-7", "2026-01-05", "2026-01-01 2026-01-02"),  # 18 Dec + 14 = Thu 1 [NJ], 2 [GG], Mon 5 Jan
            Einde("OV-8.18a", "2026-01-29"),  # 18 Dec + 42 = 13 + 29: Thu 29 Jan
            Einde("OV-8.18b", "2026-06-18"),  # Thu 18 Jun
        ),
    ),
    Golden(
        "Christmas 2024 with the equated 27 December, received on a Sunday; six weeks that end on New Year's day",
        "aanmelding=2024-12-15 bespreking=2024-12-18 advies_verzonden=2024-11-20",
        (
            Einde("OV-8.3", "2024-12-17"),  # Sun 15 Dec: 16 17
            # 16 17 18 19 20 23 24 [25 K1] [26 K2] [27 GG] 30 31 [1 NJ] 2
            Einde("OV-8.4", "2025-01-02", "2024-12-25 2024-12-26 2024-12-27 2025-01-01"),
            Einde("OV-8.5a", "2024-12-11"),  # Wed 18 - 7 = Wed 11 Dec
            Einde("OV-8.5b", "2024-12-11"),  # the same
            Einde("OV-8.15", "2024-12-30", "2024-12-25 2024-12-26 2024-12-27"),  # Wed 25 [K1] [K2] [GG], Mon 30
            Einde("OV-8.16", "2024-12-30", "2024-12-25 2024-12-26 2024-12-27"),  # 19 20 23 24 [25] [26] [27] 30
            Einde("OV-16m", "2024-12-30", "2024-12-25 2024-12-26 2024-12-27"),  # the same
            # ... 30 | 31 [1 NJ] 2 3 6 7
            Einde("OV-8.17", "2025-01-07", "2024-12-25 2024-12-26 2024-12-27 2025-01-01"),
            Einde("OV-7", "2024-12-04"),  # Wed 20 Nov + 14 = Wed 4 Dec
            Einde("OV-8.18a", "2025-01-02", "2025-01-01"),  # 20 Nov + 42 = 10 + 31 + 1: Wed 1 Jan [NJ], Thu 2
            Einde("OV-8.18b", "2025-05-20"),  # Tue 20 May
        ),
    ),
    Golden(
        "29 February: half a year and a year that clip",
        "advies_verzonden=2027-08-31 vog=2024-02-29 afgesloten=2024-02-29 verzoek=2026-01-31",
        (
            Einde("OV-7", "2027-09-14"),  # Tue 31 Aug + 14 = Tue 14 Sep
            Einde("OV-8.18a", "2027-10-12"),  # 31 Aug + 42 = 30 + 12: Tue 12 Oct
            Einde("OV-8.18b", "2028-02-29"),  # there is no 31 Feb; 2028 is a leap year: Tue 29 Feb
            Einde("OV-11.3", "2027-02-28"),  # no 29 Feb in 2027: Sunday 28 Feb, in years: it stays
            Einde("OV-12.2", "2025-02-28"),  # no 29 Feb in 2025: Fri 28 Feb
            Einde("OV-B4r", "2026-03-02"),  # no 31 Feb: Saturday 28 Feb, Mon 2 Mar
            Einde("AVG-12", "2026-03-02"),  # the same
        ),
    ),
    Golden(
        "half a year from 31 August in a common year",
        "advies_verzonden=2026-08-31",
        (
            Einde("OV-7", "2026-09-14"),  # Mon 31 Aug + 14 = Mon 14 Sep
            Einde("OV-8.18a", "2026-10-12"),  # Mon 12 Oct
            Einde("OV-8.18b", "2027-02-28"),  # 28 Feb 2027, a Sunday: it stays
        ),
    ),
    Golden(
        "a month of the AVG that ends on Tweede Paasdag; a VOG and a closed case that end on Christmas",
        "verzoek=2026-03-06 vog=2023-12-25 afgesloten=2025-12-25",
        (
            Einde("OV-B4r", "2026-04-07", "2026-04-06"),  # Mon 6 Apr [2P], Tue 7
            Einde("AVG-12", "2026-04-07", "2026-04-06"),  # the same
            Einde("OV-11.3", "2026-12-25"),  # in years (art. 4): stays on Christmas day
            Einde("OV-12.2", "2026-12-25"),  # the same
        ),
    ),
    Golden(
        "a month of the AVG that ends on Christmas day, a Thursday",
        "verzoek=2025-11-25",
        (
            Einde("OV-B4r", "2025-12-29", "2025-12-25 2025-12-26"),  # Thu 25 [K1], Fri 26 [K2], weekend, Mon 29
            Einde("AVG-12", "2025-12-29", "2025-12-25 2025-12-26"),  # the same
        ),
    ),
    Golden(
        "a month of the AVG that ends on the Koningsdag that is a Saturday: moved by the weekend alone",
        "verzoek=2025-03-26",
        (
            Einde("OV-B4r", "2025-04-28"),  # Sat 26 Apr (KD), Sun 27, Mon 28
            Einde("AVG-12", "2025-04-28"),  # the same
        ),
    ),
    Golden(
        "the clocks go forward: 72 hours are 72 hours, and days stay days",
        "datalek=2026-03-27T14:00 bespreking=2026-03-29",
        (
            Einde("AVG-33", "2026-03-30T15:00:00+02:00"),  # Fri 13:00Z + 72 h = Mon 13:00Z
            Einde("OV-8.5a", "2026-03-20"),  # Sun 29 - 7 = Sun 22, back to Fri 20 Mar
            Einde("OV-8.5b", "2026-03-20"),  # the same
            Einde("OV-8.15", "2026-04-07", "2026-04-06"),  # Sun 29 Mar + 7 = Sun 5 Apr, Mon 6 [2P], Tue 7
            Einde("OV-8.16", "2026-04-07", "2026-04-03 2026-04-06"),  # 30 31 1 2 [3 GV] [6 2P] 7
            Einde("OV-16m", "2026-04-07", "2026-04-03 2026-04-06"),  # the same
            Einde("OV-8.17", "2026-04-14", "2026-04-03 2026-04-06"),  # ... 7 | 8 9 10 13 14
        ),
    ),
    Golden(
        "the clocks go back: 72 hours are 72 hours, and days stay days",
        "datalek=2026-10-23T14:00 aanmelding=2026-10-25",
        (
            Einde("AVG-33", "2026-10-26T13:00:00+01:00"),  # Fri 12:00Z + 72 h = Mon 12:00Z
            Einde("OV-8.3", "2026-10-27"),  # Sun 25 Oct: 26 27
            Einde("OV-8.4", "2026-11-06"),  # 26 27 28 29 30 2 3 4 5 6
        ),
    ),
    Golden(
        "a day alone starts 72 hours at its midnight, here over the change of the clock",
        "datalek=2026-10-24",
        (Einde("AVG-33", "2026-10-26T23:00:00+01:00"),),  # Fri 23 22:00Z + 72 h = Mon 26 22:00Z
    ),
    Golden(
        "a local time that comes twice is the first of the two",
        "datalek=2026-10-25T02:30",
        (Einde("AVG-33", "2026-10-28T01:30:00+01:00"),),  # 00:30Z + 72 h = Wed 28 00:30Z
    ),
    Golden(
        "a local time that does not exist is the one an hour later",
        "datalek=2026-03-29T02:30",
        (Einde("AVG-33", "2026-04-01T03:30:00+02:00"),),  # 01:30Z (03:30 summer time) + 72 h = Wed 1 Apr 01:30Z
    ),
    Golden(
        "an instant in UTC; hours run on through Christmas and the weekend",
        "datalek=2025-12-25T08:30Z",
        (Einde("AVG-33", "2025-12-28T09:30:00+01:00"),),  # Thu 25 + 72 h = Sunday 28 Dec
    ),
    Golden(
        "a late evening in UTC is the next day in Amsterdam",
        "aanmelding=2026-04-20T22:30Z",
        (
            Einde("OV-8.3", "2026-04-23"),  # Tue 21 Apr 00:30: 22 23
            Einde("OV-8.4", "2026-05-07", "2026-04-27 2026-05-05"),  # 22 23 24 [27 KD] 28 29 30 1 4 [5 BV] 6 7
        ),
    ),
    Golden(
        "2028: Koningsdag with an equated Friday, Bevrijdingsdag on a Friday, Hemelvaart with an equated Friday",
        "aanmelding=2028-04-14 bespreking=2028-05-05 advies_verzonden=2028-05-11",
        (
            Einde("OV-8.3", "2028-04-19", "2028-04-17"),  # Fri 14 Apr (GV): [17 2P] 18 19
            # [17 2P] 18 19 20 21 24 25 26 [27 KD] [28 GG] 1 2 3
            Einde("OV-8.4", "2028-05-03", "2028-04-17 2028-04-27 2028-04-28"),
            Einde("OV-8.5a", "2028-04-26", "2028-04-27 2028-04-28"),  # Fri 5 May - 7 = Fri 28 [GG], 27 [KD], Wed 26
            Einde("OV-8.5b", "2028-04-26", "2028-04-27 2028-04-28"),  # the same
            Einde("OV-8.15", "2028-05-12"),  # Fri 5 (BV) + 7 = Fri 12 May
            Einde("OV-8.16", "2028-05-12"),  # 8 9 10 11 12
            Einde("OV-16m", "2028-05-12"),  # the same
            Einde("OV-8.17", "2028-05-19"),  # ... 12 | 15 16 17 18 19
            Einde("OV-7", "2028-05-29", "2028-05-25 2028-05-26"),  # 11 + 14 = Thu 25 [HV], 26 [GG], Mon 29
            Einde("OV-8.18a", "2028-06-22"),  # 11 May + 42 = 20 + 22: Thu 22 Jun
            Einde("OV-8.18b", "2028-11-11"),  # Saturday 11 Nov stays (art. 4)
        ),
    ),
    Golden(
        "two weeks that end on Koningsdag, six weeks that end on Tweede Pinksterdag",
        "advies_verzonden=2026-04-13",
        (
            Einde("OV-7", "2026-04-28", "2026-04-27"),  # Mon 13 + 14 = Mon 27 [KD], Tue 28
            Einde("OV-8.18a", "2026-05-26", "2026-05-25"),  # 13 Apr + 42 = 17 + 25: Mon 25 May [PM], Tue 26
            Einde("OV-8.18b", "2026-10-13"),  # Tue 13 Oct
        ),
    ),
    Golden(
        "a week back from a Saturday: over the weekend, the equated Friday and Hemelvaart",
        "bespreking=2026-05-23",
        (
            Einde("OV-8.5a", "2026-05-13", "2026-05-14 2026-05-15"),  # Sat 16, back: 15 [GG], 14 [HV], Wed 13
            Einde("OV-8.5b", "2026-05-13", "2026-05-14 2026-05-15"),  # the same
            Einde("OV-8.15", "2026-06-01"),  # Sat 23 + 7 = Sat 30 May, Mon 1 Jun
            Einde("OV-8.16", "2026-06-01", "2026-05-25"),  # [25 PM] 26 27 28 29 1
            Einde("OV-16m", "2026-06-01", "2026-05-25"),  # the same
            Einde("OV-8.17", "2026-06-08", "2026-05-25"),  # ... 1 | 2 3 4 5 8
        ),
    ),
    Golden(
        "a week back to Bevrijdingsdag on a Wednesday",
        "bespreking=2027-05-12",
        (
            Einde("OV-8.5a", "2027-05-04", "2027-05-05"),  # Wed 12 - 7 = Wed 5 [BV], back to Tue 4
            Einde("OV-8.5b", "2027-05-04", "2027-05-05"),  # the same; the free 6 and 7 May moved nothing
            Einde("OV-8.15", "2027-05-19"),  # Wed 19 May
            Einde("OV-8.16", "2027-05-20", "2027-05-17"),  # 13 14 [17 PM] 18 19 20
            Einde("OV-16m", "2027-05-20", "2027-05-17"),  # the same
            Einde("OV-8.17", "2027-05-27", "2027-05-17"),  # ... 20 | 21 24 25 26 27
        ),
    ),
    Golden(
        "2029, when bridge days are not known yet: Friday 11 May counts",
        "aanmelding=2029-05-07",
        (
            Einde("OV-8.3", "2029-05-09"),  # Mon 7 May: 8 9
            Einde("OV-8.4", "2029-05-23", "2029-05-10 2029-05-21"),  # 8 9 [10 HV] 11 14 15 16 17 18 [21 PM] 22 23
        ),
    ),
)
