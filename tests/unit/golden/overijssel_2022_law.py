"""Timelines worked out by hand, as in overijssel_2022.py: hours over clock changes, months of the AVG, years."""

from tests.unit.golden.golden import Golden, TermijnEnd

LAW = (
    Golden(
        "29 February: half a year and a year that clip",
        "advies_verzonden=2027-08-31 vog=2024-02-29 afgesloten=2024-02-29 verzoek=2026-01-31",
        (
            TermijnEnd("OV-7", "2027-09-14"),  # Tue 31 Aug + 14 = Tue 14 Sep
            TermijnEnd("OV-8.18a", "2027-10-12"),  # 31 Aug + 42 = 30 + 12: Tue 12 Oct
            TermijnEnd("OV-8.18b", "2028-02-29"),  # there is no 31 Feb; 2028 is a leap year: Tue 29 Feb
            TermijnEnd("OV-11.3", "2027-02-28"),  # no 29 Feb in 2027: Sunday 28 Feb, in years: it stays
            TermijnEnd("OV-12.2", "2025-02-28"),  # no 29 Feb in 2025: Fri 28 Feb
            TermijnEnd("OV-B4r AVG-12", "2026-03-02"),  # no 31 Feb: Saturday 28 Feb, Mon 2 Mar
        ),
    ),
    Golden(
        "a month of the AVG that ends on Tweede Paasdag; a VOG and a closed case that end on Christmas",
        "verzoek=2026-03-06 vog=2023-12-25 afgesloten=2025-12-25",
        (
            TermijnEnd("OV-B4r AVG-12", "2026-04-07", "2026-04-06"),  # Mon 6 Apr [2P], Tue 7
            TermijnEnd("OV-11.3 OV-12.2", "2026-12-25"),  # in years (art. 4): stays on Christmas day
        ),
    ),
    Golden(
        "a month of the AVG that ends on Christmas day, a Thursday",
        "verzoek=2025-11-25",
        (
            TermijnEnd(
                "OV-B4r AVG-12", "2025-12-29", "2025-12-25 2025-12-26"
            ),  # Thu 25 [K1], Fri 26 [K2], weekend, Mon 29
        ),
    ),
    Golden(
        "a month of the AVG that ends on the Koningsdag that is a Saturday: moved by the weekend alone",
        "verzoek=2025-03-26",
        (
            TermijnEnd("OV-B4r AVG-12", "2025-04-28"),  # Sat 26 Apr (KD), Sun 27, Mon 28
        ),
    ),
    Golden(
        "the clocks go forward: 72 hours are 72 hours, and days stay days",
        "datalek=2026-03-27T14:00 bespreking=2026-03-29",
        (
            TermijnEnd("AVG-33", "2026-03-30T15:00:00+02:00"),  # Fri 13:00Z + 72 h = Mon 13:00Z
            TermijnEnd("OV-8.5a OV-8.5b", "2026-03-20"),  # Sun 29 - 7 = Sun 22, back to Fri 20 Mar
            TermijnEnd("OV-8.15", "2026-04-07", "2026-04-06"),  # Sun 29 Mar + 7 = Sun 5 Apr, Mon 6 [2P], Tue 7
            TermijnEnd("OV-8.16 OV-16m", "2026-04-07", "2026-04-03 2026-04-06"),  # 30 31 1 2 [3 GV] [6 2P] 7
            TermijnEnd("OV-8.17", "2026-04-14", "2026-04-03 2026-04-06"),  # ... 7 | 8 9 10 13 14
        ),
    ),
    Golden(
        "the clocks go back: 72 hours are 72 hours, and days stay days",
        "datalek=2026-10-23T14:00 aanmelding=2026-10-25",
        (
            TermijnEnd("AVG-33", "2026-10-26T13:00:00+01:00"),  # Fri 12:00Z + 72 h = Mon 12:00Z
            TermijnEnd("OV-8.3", "2026-10-27"),  # Sun 25 Oct: 26 27
            TermijnEnd("OV-8.4", "2026-11-06"),  # 26 27 28 29 30 2 3 4 5 6
        ),
    ),
    Golden(
        "a day alone starts 72 hours at its midnight, here over the change of the clock",
        "datalek=2026-10-24",
        (TermijnEnd("AVG-33", "2026-10-26T23:00:00+01:00"),),  # Fri 23 22:00Z + 72 h = Mon 26 22:00Z
    ),
    Golden(
        "a local time that comes twice is the first of the two",
        "datalek=2026-10-25T02:30",
        (TermijnEnd("AVG-33", "2026-10-28T01:30:00+01:00"),),  # 00:30Z + 72 h = Wed 28 00:30Z
    ),
    Golden(
        "a local time that does not exist is the one an hour later",
        "datalek=2026-03-29T02:30",
        (TermijnEnd("AVG-33", "2026-04-01T03:30:00+02:00"),),  # 01:30Z (03:30 summer time) + 72 h = Wed 1 Apr 01:30Z
    ),
    Golden(
        "an instant in UTC; hours run on through Christmas and the weekend",
        "datalek=2025-12-25T08:30Z",
        (TermijnEnd("AVG-33", "2025-12-28T09:30:00+01:00"),),  # Thu 25 + 72 h = Sunday 28 Dec
    ),
    Golden(
        "a late evening in UTC is the next day in Amsterdam",
        "aanmelding=2026-04-20T22:30Z",
        (
            TermijnEnd("OV-8.3", "2026-04-23"),  # Tue 21 Apr 00:30: 22 23
            TermijnEnd("OV-8.4", "2026-05-07", "2026-04-27 2026-05-05"),  # 22 23 24 [27 KD] 28 29 30 1 4 [5 BV] 6 7
        ),
    ),
)
