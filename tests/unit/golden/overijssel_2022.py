"""Timelines of overijssel-2022 worked out by hand, with a calendar on paper; the comments count the days.

`7 8 [14] 18` counts working days, free weekdays between brackets; weekends are left out. GV Goede Vrijdag, 2P Tweede
Paasdag, KD Koningsdag, BV Bevrijdingsdag, HV Hemelvaartsdag, PM Tweede Pinksterdag, K1 and K2 the Christmas days,
NJ Nieuwjaarsdag, GG a day equated by royal decree."""

from tests.unit.golden.golden import Golden, TermijnEnd

DAYS = (
    Golden(
        "the example of the design: Koningsdag, Bevrijdingsdag, Hemelvaart and its bridge day, Pinksteren",
        "aanmelding=2026-04-20 bespreking=2026-05-07 advies_verzonden=2026-05-18",
        (
            TermijnEnd("OV-8.3", "2026-04-22"),  # Mon 20 Apr: 21 22
            TermijnEnd("OV-8.4", "2026-05-06", "2026-04-27 2026-05-05"),  # 21 22 23 24 [27 KD] 28 29 30 1 4 [5 BV] 6
            TermijnEnd("OV-8.5a OV-8.5b", "2026-04-30"),  # Thu 7 May - 7 d = Thu 30 Apr
            TermijnEnd(
                "OV-8.15", "2026-05-18", "2026-05-14 2026-05-15"
            ),  # 7 + 7 = Thu 14 [HV], 15 [GG], weekend, Mon 18
            TermijnEnd("OV-8.16 OV-16m", "2026-05-18", "2026-05-14 2026-05-15"),  # 8 11 12 13 [14 HV] [15 GG] 18
            TermijnEnd("OV-8.17", "2026-05-26", "2026-05-14 2026-05-15 2026-05-25"),  # ... 18 | 19 20 21 22 [25 PM] 26
            TermijnEnd("OV-7", "2026-06-01"),  # Mon 18 May + 14 = Mon 1 Jun
            TermijnEnd("OV-8.18a", "2026-06-29"),  # 18 May + 42 = 13 + 29: Mon 29 Jun
            TermijnEnd("OV-8.18b", "2026-11-18"),  # Wed 18 Nov
        ),
    ),
    Golden(
        "Easter 2026: a start on Goede Vrijdag, two weeks that end on it, half a year that ends on a Sunday",
        "aanmelding=2026-03-25 bespreking=2026-04-03 advies_verzonden=2026-03-20",
        (
            TermijnEnd("OV-8.3", "2026-03-27"),  # Wed 25 Mar: 26 27
            TermijnEnd("OV-8.4", "2026-04-10", "2026-04-03 2026-04-06"),  # 26 27 30 31 1 2 [3 GV] [6 2P] 7 8 9 10
            TermijnEnd("OV-8.5a OV-8.5b", "2026-03-27"),  # Fri 3 Apr - 7 = Fri 27 Mar
            TermijnEnd("OV-8.15", "2026-04-10"),  # Fri 3 + 7 = Fri 10 Apr; holds 7 8 9 10
            TermijnEnd("OV-8.16 OV-16m", "2026-04-13", "2026-04-06"),  # [6 2P] 7 8 9 10 13; GV itself is the start
            TermijnEnd("OV-8.17", "2026-04-20", "2026-04-06"),  # ... 13 | 14 15 16 17 20
            TermijnEnd(
                "OV-7", "2026-04-07", "2026-04-03 2026-04-06"
            ),  # 20 Mar + 14 = Fri 3 [GV], weekend, 6 [2P], Tue 7
            TermijnEnd("OV-8.18a", "2026-05-01"),  # 20 Mar + 42 = 11 + 30 + 1: Fri 1 May, a working day
            TermijnEnd("OV-8.18b", "2026-09-20"),  # Sunday 20 Sep: over 3 months, art. 4: it stays
        ),
    ),
    Golden(
        "Koningsdag 2025 is Saturday 26 April: it moves nothing, and Monday 28 is a working day",
        "aanmelding=2025-04-15 bespreking=2025-04-26 advies_verzonden=2025-04-21",
        (
            TermijnEnd("OV-8.3", "2025-04-17"),  # Tue 15 Apr: 16 17
            TermijnEnd("OV-8.4", "2025-05-01", "2025-04-18 2025-04-21"),  # 16 17 [18 GV] [21 2P] 22 23 24 25 28 29 30 1
            TermijnEnd(
                "OV-8.5a OV-8.5b", "2025-04-17", "2025-04-18"
            ),  # Sat 26 - 7 = Sat 19, back to Fri 18 [GV], Thu 17
            TermijnEnd("OV-8.15", "2025-05-06", "2025-05-05"),  # Sat 26 Apr + 7 = Sat 3 May, Sun 4, 5 [BV], Tue 6
            TermijnEnd("OV-8.16 OV-16m", "2025-05-02"),  # 28 29 30 1 2
            TermijnEnd("OV-8.17", "2025-05-12", "2025-05-05"),  # ... 2 | [5 BV] 6 7 8 9 12
            TermijnEnd("OV-7", "2025-05-06", "2025-05-05"),  # Mon 21 Apr (2P) + 14 = Mon 5 May [BV], Tue 6
            TermijnEnd("OV-8.18a", "2025-06-02"),  # 21 Apr + 42 = 9 + 31 + 2: Mon 2 Jun
            TermijnEnd("OV-8.18b", "2025-10-21"),  # Tue 21 Oct
        ),
    ),
    Golden(
        "Hemelvaart 2025 with the equated Friday, and Pinksteren",
        "aanmelding=2025-05-26 bespreking=2025-06-05 advies_verzonden=2025-05-15",
        (
            TermijnEnd("OV-8.3", "2025-05-28"),  # Mon 26 May: 27 28
            # 27 28 [29 HV] [30 GG] 2 3 4 5 6 [9 PM] 10 11 12
            TermijnEnd("OV-8.4", "2025-06-12", "2025-05-29 2025-05-30 2025-06-09"),
            TermijnEnd(
                "OV-8.5a OV-8.5b", "2025-05-28", "2025-05-29"
            ),  # Thu 5 Jun - 7 = Thu 29 May [HV], back to Wed 28
            TermijnEnd("OV-8.15", "2025-06-12"),  # Thu 5 + 7 = Thu 12 Jun
            TermijnEnd("OV-8.16 OV-16m", "2025-06-13", "2025-06-09"),  # 6 [9 PM] 10 11 12 13
            TermijnEnd("OV-8.17", "2025-06-20", "2025-06-09"),  # ... 13 | 16 17 18 19 20
            TermijnEnd("OV-7", "2025-06-02", "2025-05-29 2025-05-30"),  # 15 May + 14 = Thu 29 [HV], 30 [GG], Mon 2 Jun
            TermijnEnd("OV-8.18a", "2025-06-26"),  # 15 May + 42 = 16 + 26: Thu 26 Jun
            TermijnEnd("OV-8.18b", "2025-11-15"),  # Saturday 15 Nov stays (art. 4)
        ),
    ),
    Golden(
        "Christmas 2025 and New Year 2026 with the equated 2 January, on which a bespreking is held",
        "aanmelding=2025-12-19 bespreking=2026-01-02 advies_verzonden=2025-12-18",
        (
            TermijnEnd("OV-8.3", "2025-12-23"),  # Fri 19 Dec: 22 23
            # 22 23 24 [25 K1] [26 K2] 29 30 31 [1 NJ] [2 GG] 5 6 7 8
            TermijnEnd("OV-8.4", "2026-01-08", "2025-12-25 2025-12-26 2026-01-01 2026-01-02"),
            TermijnEnd("OV-8.5a OV-8.5b", "2025-12-24", "2025-12-25 2025-12-26"),  # Fri 26 [K2], 25 [K1], Wed 24
            TermijnEnd("OV-8.15", "2026-01-09"),  # Fri 2 + 7 = Fri 9 Jan
            TermijnEnd("OV-8.16 OV-16m", "2026-01-09"),  # 5 6 7 8 9
            TermijnEnd("OV-8.17", "2026-01-16"),  # ... 9 | 12 13 14 15 16
            TermijnEnd("OV-7", "2026-01-05", "2026-01-01 2026-01-02"),  # 18 Dec + 14 = Thu 1 [NJ], 2 [GG], Mon 5 Jan
            TermijnEnd("OV-8.18a", "2026-01-29"),  # 18 Dec + 42 = 13 + 29: Thu 29 Jan
            TermijnEnd("OV-8.18b", "2026-06-18"),  # Thu 18 Jun
        ),
    ),
    Golden(
        "Christmas 2024 with the equated 27 December, received on a Sunday; six weeks that end on New Year's day",
        "aanmelding=2024-12-15 bespreking=2024-12-18 advies_verzonden=2024-11-20",
        (
            TermijnEnd("OV-8.3", "2024-12-17"),  # Sun 15 Dec: 16 17
            # 16 17 18 19 20 23 24 [25 K1] [26 K2] [27 GG] 30 31 [1 NJ] 2
            TermijnEnd("OV-8.4", "2025-01-02", "2024-12-25 2024-12-26 2024-12-27 2025-01-01"),
            TermijnEnd("OV-8.5a OV-8.5b", "2024-12-11"),  # Wed 18 - 7 = Wed 11 Dec
            TermijnEnd("OV-8.15", "2024-12-30", "2024-12-25 2024-12-26 2024-12-27"),  # Wed 25 [K1] [K2] [GG], Mon 30
            TermijnEnd(
                "OV-8.16 OV-16m", "2024-12-30", "2024-12-25 2024-12-26 2024-12-27"
            ),  # 19 20 23 24 [25] [26] [27] 30
            # ... 30 | 31 [1 NJ] 2 3 6 7
            TermijnEnd("OV-8.17", "2025-01-07", "2024-12-25 2024-12-26 2024-12-27 2025-01-01"),
            TermijnEnd("OV-7", "2024-12-04"),  # Wed 20 Nov + 14 = Wed 4 Dec
            TermijnEnd("OV-8.18a", "2025-01-02", "2025-01-01"),  # 20 Nov + 42 = 10 + 31 + 1: Wed 1 Jan [NJ], Thu 2
            TermijnEnd("OV-8.18b", "2025-05-20"),  # Tue 20 May
        ),
    ),
    Golden(
        "half a year from 31 August in a common year",
        "advies_verzonden=2026-08-31",
        (
            TermijnEnd("OV-7", "2026-09-14"),  # Mon 31 Aug + 14 = Mon 14 Sep
            TermijnEnd("OV-8.18a", "2026-10-12"),  # Mon 12 Oct
            TermijnEnd("OV-8.18b", "2027-02-28"),  # 28 Feb 2027, a Sunday: it stays
        ),
    ),
    Golden(
        "2028: Koningsdag with an equated Friday, Bevrijdingsdag on a Friday, Hemelvaart with an equated Friday",
        "aanmelding=2028-04-14 bespreking=2028-05-05 advies_verzonden=2028-05-11",
        (
            TermijnEnd("OV-8.3", "2028-04-19", "2028-04-17"),  # Fri 14 Apr (GV): [17 2P] 18 19
            # [17 2P] 18 19 20 21 24 25 26 [27 KD] [28 GG] 1 2 3
            TermijnEnd("OV-8.4", "2028-05-03", "2028-04-17 2028-04-27 2028-04-28"),
            TermijnEnd("OV-8.5a OV-8.5b", "2028-04-26", "2028-04-27 2028-04-28"),  # Fri 28 Apr [GG], 27 [KD], Wed 26
            TermijnEnd("OV-8.15", "2028-05-12"),  # Fri 5 (BV) + 7 = Fri 12 May
            TermijnEnd("OV-8.16 OV-16m", "2028-05-12"),  # 8 9 10 11 12
            TermijnEnd("OV-8.17", "2028-05-19"),  # ... 12 | 15 16 17 18 19
            TermijnEnd("OV-7", "2028-05-29", "2028-05-25 2028-05-26"),  # 11 + 14 = Thu 25 [HV], 26 [GG], Mon 29
            TermijnEnd("OV-8.18a", "2028-06-22"),  # 11 May + 42 = 20 + 22: Thu 22 Jun
            TermijnEnd("OV-8.18b", "2028-11-11"),  # Saturday 11 Nov stays (art. 4)
        ),
    ),
    Golden(
        "two weeks that end on Koningsdag, six weeks that end on Tweede Pinksterdag",
        "advies_verzonden=2026-04-13",
        (
            TermijnEnd("OV-7", "2026-04-28", "2026-04-27"),  # Mon 13 + 14 = Mon 27 [KD], Tue 28
            TermijnEnd("OV-8.18a", "2026-05-26", "2026-05-25"),  # 13 Apr + 42 = 17 + 25: Mon 25 May [PM], Tue 26
            TermijnEnd("OV-8.18b", "2026-10-13"),  # Tue 13 Oct
        ),
    ),
    Golden(
        "a week back from a Saturday: over the weekend, the equated Friday and Hemelvaart",
        "bespreking=2026-05-23",
        (
            TermijnEnd(
                "OV-8.5a OV-8.5b", "2026-05-13", "2026-05-14 2026-05-15"
            ),  # Sat 16, back: 15 [GG], 14 [HV], Wed 13
            TermijnEnd("OV-8.15", "2026-06-01"),  # Sat 23 + 7 = Sat 30 May, Mon 1 Jun
            TermijnEnd("OV-8.16 OV-16m", "2026-06-01", "2026-05-25"),  # [25 PM] 26 27 28 29 1
            TermijnEnd("OV-8.17", "2026-06-08", "2026-05-25"),  # ... 1 | 2 3 4 5 8
        ),
    ),
    Golden(
        "a week back to Bevrijdingsdag on a Wednesday",
        "bespreking=2027-05-12",
        (
            TermijnEnd(
                "OV-8.5a OV-8.5b", "2027-05-04", "2027-05-05"
            ),  # Wed 5 [BV], Tue 4; the free 6 and 7 moved nothing
            TermijnEnd("OV-8.15", "2027-05-19"),  # Wed 19 May
            TermijnEnd("OV-8.16 OV-16m", "2027-05-20", "2027-05-17"),  # 13 14 [17 PM] 18 19 20
            TermijnEnd("OV-8.17", "2027-05-27", "2027-05-17"),  # ... 20 | 21 24 25 26 27
        ),
    ),
    Golden(
        "2029, when bridge days are not known yet: Friday 11 May counts",
        "aanmelding=2029-05-07",
        (
            TermijnEnd("OV-8.3", "2029-05-09"),  # Mon 7 May: 8 9
            TermijnEnd("OV-8.4", "2029-05-23", "2029-05-10 2029-05-21"),  # 8 9 [10 HV] 11 14 15 16 17 18 [21 PM] 22 23
        ),
    ),
)
