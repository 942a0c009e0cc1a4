"""Timelines of ijsselland-pilot-2018 worked out by hand, from the text, with a calendar on paper.

Taken voorzitter and Taken deskundigen: within drie werkdagen of the melding; Taken toegang and aanbieder: within drie
dagen, read literally: it ends on a working day (art. 1 Awt) and holds two of them (art. 2). A year after closing is the
team's own. The comments count as in overijssel_2022.py."""

from tests.unit.golden.golden import Golden, TermijnEnd

DAYS = (
    Golden(
        "the example of the rules: three days from the Thursday before Easter",
        "aanmelding=2026-04-02",
        (
            TermijnEnd("IJ-V1 IJ-D1", "2026-04-09", "2026-04-03 2026-04-06"),  # [3 GV] [6 2P] 7 8 9
            TermijnEnd("IJ-T2", "2026-04-08", "2026-04-03 2026-04-06"),  # Sun 5, Mon 6 [2P], Tue 7 holds one: Wed 8
        ),
    ),
    Golden(
        "the example of the rules: three days from a Friday hold two working days",
        "aanmelding=2026-03-20",
        (
            TermijnEnd("IJ-V1 IJ-D1", "2026-03-25"),  # 23 24 25
            TermijnEnd("IJ-T2", "2026-03-24"),  # Mon 23 holds one: Tue 24
        ),
    ),
    Golden(
        "three days that end on the equated day after Hemelvaart",
        "aanmelding=2026-05-12",
        (
            TermijnEnd("IJ-V1 IJ-D1", "2026-05-19", "2026-05-14 2026-05-15"),  # Tue 12 May: 13 [14 HV] [15 GG] 18 19
            TermijnEnd(
                "IJ-T2", "2026-05-18", "2026-05-15"
            ),  # Fri 15 [GG], Mon 18 holds 13 and 18; the 14th moved nothing
        ),
    ),
    Golden(
        "the day before Christmas 2025",
        "aanmelding=2025-12-24",
        (
            TermijnEnd("IJ-V1 IJ-D1", "2025-12-31", "2025-12-25 2025-12-26"),  # [25 K1] [26 K2] 29 30 31
            TermijnEnd("IJ-T2", "2025-12-30", "2025-12-25 2025-12-26"),  # Sat 27, Mon 29 holds one: Tue 30
        ),
    ),
    Golden(
        "New Year's day 2027 is a Friday: it moves working days, not the three days",
        "aanmelding=2026-12-30",
        (
            TermijnEnd("IJ-V1 IJ-D1", "2027-01-05", "2027-01-01"),  # Wed 30 Dec: 31 [1 NJ] 4 5
            TermijnEnd("IJ-T2", "2027-01-04"),  # Sat 2 Jan, Mon 4 holds 31 and 4, with or without New Year's day
        ),
    ),
    Golden(
        "Easter 2027",
        "aanmelding=2027-03-25",
        (
            TermijnEnd("IJ-V1 IJ-D1", "2027-04-01", "2027-03-26 2027-03-29"),  # Thu 25 Mar: [26 GV] [29 2P] 30 31 1
            TermijnEnd("IJ-T2", "2027-03-31", "2027-03-26 2027-03-29"),  # Sun 28, Mon 29 [2P], Tue 30 holds one: Wed 31
        ),
    ),
    Golden(
        "Koningsdag 2028 with an equated Friday",
        "aanmelding=2028-04-26",
        (
            TermijnEnd("IJ-V1 IJ-D1", "2028-05-03", "2028-04-27 2028-04-28"),  # Wed 26 Apr: [27 KD] [28 GG] 1 2 3
            TermijnEnd("IJ-T2", "2028-05-02", "2028-04-27 2028-04-28"),  # Sat 29, Mon 1 holds one: Tue 2 May
        ),
    ),
    Golden(
        "a year that ends on a Sunday, a month on Christmas day, and hours over the start of summer time",
        "afgesloten=2024-08-31 verzoek=2026-11-25 datalek=2026-03-28T23:30",
        (
            TermijnEnd("IJ-AVG5", "2025-08-31"),  # Sunday 31 Aug, in years (art. 4): it stays
            TermijnEnd("AVG-12", "2026-12-28", "2026-12-25"),  # Fri 25 [K1], weekend with K2, Mon 28
            TermijnEnd("AVG-33", "2026-04-01T00:30:00+02:00"),  # 22:30Z + 72 h = Tue 31 Mar 22:30Z
        ),
    ),
)
