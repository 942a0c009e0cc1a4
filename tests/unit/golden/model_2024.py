"""Timelines of model-2024 worked out by hand, from the text, with a calendar on paper.

Art. 8.13: three werkdagen and 12.4: five, after the uitvoeringstafel; 8.15: the oplossing within one week of it; 8.16:
six weken and six maanden after the oplossing is sent, else after the advies; 11: half a year and a year after the
ondertekening; 16.1: a year after the last interventie; 17.5: 24 uur. Two werkdagen for 8.3 and 15.1 are the team's own.
The comments count as in overijssel_2022.py."""

from tests.unit.golden.golden import Golden, TermijnEnd

DAYS = (
    Golden(
        "Hemelvaart and Pinksteren 2026; with the oplossing sent, the advies that was sent earlier starts nothing",
        "aanmelding=2026-05-12 acceptatie=2026-05-13 advies_verzonden=2026-04-20 "
        "uitvoeringstafel=2026-05-20 oplossing_verzonden=2026-05-27",
        (
            TermijnEnd("MO-8.3", "2026-05-18", "2026-05-14 2026-05-15"),  # Tue 12 May: 13 [14 HV] [15 GG] 18
            TermijnEnd("MO-15.1b", "2026-05-19", "2026-05-14 2026-05-15"),  # Wed 13 May: [14 HV] [15 GG] 18 19
            TermijnEnd("MO-8.13", "2026-05-26", "2026-05-25"),  # Wed 20 May: 21 22 [25 PM] 26
            TermijnEnd("MO-12.4", "2026-05-28", "2026-05-25"),  # ... 26 | 27 28
            TermijnEnd("MO-8.15", "2026-05-27"),  # Wed 20 + 7 = Wed 27 May
            TermijnEnd("MO-8.16a", "2026-07-08"),  # 27 May + 42 = 4 + 30 + 8: Wed 8 Jul
            TermijnEnd("MO-8.16b", "2026-11-27"),  # Fri 27 Nov
        ),
    ),
    Golden(
        "without an oplossing the advies starts the follow-up: six weeks that end on Tweede Pinksterdag",
        "advies_verzonden=2026-04-13",
        (
            TermijnEnd("MO-8.16a", "2026-05-26", "2026-05-25"),  # Mon 13 Apr + 42 = 17 + 25: Mon 25 May [PM], Tue 26
            TermijnEnd("MO-8.16b", "2026-10-13"),  # Tue 13 Oct
        ),
    ),
    Golden(
        "Easter 2026, Koningsdag; signed on the equated 2 January",
        "aanmelding=2026-04-03 acceptatie=2026-04-23 uitvoeringstafel=2026-04-01 ondertekening=2026-01-02",
        (
            TermijnEnd("MO-8.3", "2026-04-08", "2026-04-06"),  # Fri 3 Apr (GV): [6 2P] 7 8
            TermijnEnd("MO-15.1b", "2026-04-28", "2026-04-27"),  # Thu 23 Apr: 24 [27 KD] 28
            TermijnEnd("MO-8.13", "2026-04-08", "2026-04-03 2026-04-06"),  # Wed 1 Apr: 2 [3 GV] [6 2P] 7 8
            TermijnEnd("MO-12.4", "2026-04-10", "2026-04-03 2026-04-06"),  # ... 8 | 9 10
            TermijnEnd("MO-8.15", "2026-04-08"),  # Wed 1 + 7 = Wed 8 Apr
            TermijnEnd("MO-11h", "2026-07-02"),  # Thu 2 Jul
            TermijnEnd("MO-11", "2027-01-02"),  # Saturday 2 Jan, in years (art. 4): it stays
        ),
    ),
    Golden(
        "Christmas 2026 on a Friday; six weeks that end on New Year's day",
        "uitvoeringstafel=2026-12-18 oplossing_verzonden=2026-11-20",
        (
            TermijnEnd("MO-8.13", "2026-12-23"),  # Fri 18 Dec: 21 22 23
            TermijnEnd("MO-12.4", "2026-12-28", "2026-12-25"),  # ... 23 | 24 [25 K1] 28
            TermijnEnd("MO-8.15", "2026-12-28", "2026-12-25"),  # Fri 18 + 7 = Fri 25 [K1], weekend, Mon 28
            TermijnEnd("MO-8.16a", "2027-01-04", "2027-01-01"),  # 20 Nov + 42 = 10 + 31 + 1: Fri 1 Jan [NJ], Mon 4
            TermijnEnd("MO-8.16b", "2027-05-20"),  # Thu 20 May
        ),
    ),
    Golden(
        "half years and years that clip, and stay on a weekend",
        "oplossing_verzonden=2026-08-31 laatste_interventie=2024-02-29 ondertekening=2025-08-31",
        (
            TermijnEnd("MO-8.16a", "2026-10-12"),  # 31 Aug + 42 = 30 + 12: Mon 12 Oct
            TermijnEnd("MO-8.16b", "2027-02-28"),  # no 31 Feb: Sunday 28 Feb, over three months (art. 4): it stays
            TermijnEnd("MO-16.1", "2025-02-28"),  # no 29 Feb in 2025: Fri 28 Feb
            TermijnEnd("MO-11h", "2026-02-28"),  # no 31 Feb: Saturday 28 Feb, it stays
            TermijnEnd("MO-11", "2026-08-31"),  # Mon 31 Aug
        ),
    ),
    Golden(
        "a month of the AVG that clips to a Saturday; 24 and 72 hours over the start of summer time",
        "verzoek=2026-01-31 datalek=2026-03-28T20:00",
        (
            TermijnEnd("MO-14 AVG-12", "2026-03-02"),  # no 31 Feb: Sat 28 Feb, Mon 2 Mar
            TermijnEnd("MO-17.5", "2026-03-29T21:00:00+02:00"),  # 19:00Z + 24 h = Sun 29 Mar 19:00Z
            TermijnEnd("MO-17.6 AVG-33", "2026-03-31T21:00:00+02:00"),  # 19:00Z + 72 h = Tue 31 Mar 19:00Z
        ),
    ),
    Golden(
        "a month of the AVG that ends on Bevrijdingsdag; 24 and 72 hours over the end of summer time",
        "verzoek=2026-04-05 datalek=2026-10-24T16:30",
        (
            TermijnEnd("MO-14 AVG-12", "2026-05-06", "2026-05-05"),  # Tue 5 May [BV], Wed 6
            TermijnEnd("MO-17.5", "2026-10-25T15:30:00+01:00"),  # 14:30Z + 24 h = Sun 25 Oct 14:30Z
            TermijnEnd("MO-17.6 AVG-33", "2026-10-27T15:30:00+01:00"),  # 14:30Z + 72 h = Tue 27 Oct 14:30Z
        ),
    ),
)
