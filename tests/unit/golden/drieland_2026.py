"""Timelines of the sixth covenant, of a region that does not exist, worked out with a calendar on paper.

A free day stands in brackets: KD Koningsdag, BD Bevrijdingsdag, HV Hemelvaart, GG equated, 2P Tweede Paasdag."""

from tests.unit.golden.golden import Golden, TermijnEnd

DAYS = (
    Golden(
        "seven working days over Koningsdag and 5 May, and two days to the minute",
        "aanmelding=2026-04-23T15:30",
        (
            TermijnEnd("DL-3.1", "2026-04-24"),  # Thu 23 April: 24
            TermijnEnd("DL-3.2", "2026-04-25T15:30:00+02:00"),  # Saturday: hours run on
            TermijnEnd("DL-3.3", "2026-05-06", "2026-04-27 2026-05-05"),  # 24 [27 KD] 28 29 30 1 4 [5 BD] 6
        ),
    ),
    Golden(
        "hours count from midnight when only the day is known, and from 1 January on a new year",
        "aanmelding=2028-12-22",
        (
            TermijnEnd("DL-3.1", "2028-12-27", "2028-12-25 2028-12-26"),  # Fri 22: [25] [26] 27
            TermijnEnd("DL-3.2", "2028-12-24T00:00:00+01:00"),
            TermijnEnd("DL-3.3", "2029-01-05", "2028-12-25 2028-12-26 2029-01-01"),  # 27 28 29 [1] 2 3 4 5
        ),
    ),
    Golden(
        "working days back over Hemelvaart",
        "bespreking=2026-05-19",
        (
            TermijnEnd("DL-4.1", "2026-05-11", "2026-05-14 2026-05-15"),  # Tue 19: 18 [15 GG] [14 HV] 13 12 11
            TermijnEnd("DL-4.2", "2026-05-12", "2026-05-14 2026-05-15"),  # 18 13 12
            TermijnEnd("DL-5.1", "2026-05-22"),  # 20 21 22
            TermijnEnd("DL-5.4", "2026-05-26", "2026-05-25"),  # Sun 24, [Mon 25 2Pi], Tue 26
        ),
    ),
    Golden(
        "working days back over Easter",
        "bespreking=2026-04-07",
        (
            TermijnEnd("DL-4.1", "2026-03-30", "2026-04-03 2026-04-06"),  # Tue 7: [6 2P] [3 GV] 2 1 31 30
            TermijnEnd("DL-4.2", "2026-03-31", "2026-04-03 2026-04-06"),  # 2 1 31
            TermijnEnd("DL-5.1", "2026-04-10"),  # 8 9 10
            TermijnEnd("DL-5.4", "2026-04-13"),  # Sun 12: Mon 13
        ),
    ),
    Golden(
        "ten days, weeks and months after the advies",
        "advies_verzonden=2026-05-22",
        (
            TermijnEnd("DL-5.2", "2026-06-01"),  # Fri 22 May + 10: Mon 1 June
            TermijnEnd("DL-6.1", "2026-06-22"),  # a Monday
            TermijnEnd("DL-6.2", "2026-09-22"),  # a Tuesday
            TermijnEnd("DL-6.3", "2026-06-12"),  # a Friday
        ),
    ),
    Golden(
        "six months are too long to move", "afgesloten=2026-08-27", (TermijnEnd("DL-9.1", "2027-02-27"),)
    ),  # a Saturday
    Golden(
        "hours when the clock goes back",
        "datalek=2026-10-24T14:00",
        (
            TermijnEnd("DL-9.2", "2026-10-25T13:00:00+01:00"),
            TermijnEnd("AVG-33", "2026-10-27T13:00:00+01:00"),
        ),
    ),
    Golden("a month that ends on a Sunday", "verzoek=2026-05-14", (TermijnEnd("AVG-12", "2026-06-15"),)),
)
